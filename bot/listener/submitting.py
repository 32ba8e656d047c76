"""Reviews and questions over the API, as deliveries with ids by which the same thing sent twice is known."""

import hashlib
import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from bot.errors import Refused
from bot.listener.models import RecheckIn, ReviewIn
from bot.listener.parts import Parts
from bot.listener.problems import Problem
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, DeliveryKind
from bot.model.fields import Json
from bot.model.settings import ApiToken

Model = TypeVar("Model", bound=BaseModel)

_KEY = re.compile(r"[\x21-\x7e]{1,255}")


def read(model: type[Model], value: Json) -> Model:
    """The value as that model. Raises Problem (422) with the path of the first fault."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        known = [str(part) for part in first["loc"] if part in model.model_fields]
        what = "must be an object" if first["type"] == "model_type" else first["msg"].removeprefix("Input ").lower()
        where = ".".join(known) or "the document"
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{where}: {what}") from None


def key_of(request: Request) -> str | None:
    """The `Idempotency-Key`, None where there is none. Raises Problem (400) for one that is no key."""
    key = request.headers.get("idempotency-key")
    if key is not None and _KEY.fullmatch(key) is None:
        raise Problem(HTTPStatus.BAD_REQUEST, "Idempotency-Key is 1 to 255 visible ASCII characters")
    return key


def review_delivery(sent: ReviewIn, change: ChangeRef, caller: ApiToken, key: str | None, parts: Parts) -> Delivery:
    """A review as a delivery. Raises Problem (422) for a document that is none, or one in somebody else's name.

    With a key, the first review that came with it counts. Without, the same review is known by its text; one with the
    same external id and another text is a new one, which replaces the first.
    """
    text = json.dumps(sent.review, sort_keys=True, ensure_ascii=True)
    try:
        review = parts.read_review(text.encode())
    except Refused as refused:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(refused)) from None
    if review.reviewer != caller.name and not review.reviewer.startswith(f"{caller.name}/"):
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            f"review.reviewer must be `{caller.name}`, the token's name, or begin with `{caller.name}/`",
        )
    known_by = ("key", key) if key is not None else ("text", text)
    body: Mapping[str, object] = sent.review
    return Delivery(_id("review", caller, change, known_by), change, DeliveryKind.REVIEW, body=body)


def recheck_delivery(sent: RecheckIn, change: ChangeRef, caller: ApiToken, key: str | None, parts: Parts) -> Delivery:
    """A question as a delivery; without a key every question is a new one."""
    known_by = ("key", key) if key is not None else ("new", parts.new_id())
    return Delivery(_id("recheck", caller, change, known_by), change, DeliveryKind.RECHECK, is_urgent=True)


def _id(what: str, caller: ApiToken, change: ChangeRef, known_by: tuple[str, str]) -> str:
    parts = json.dumps([what, caller.name, str(change), *known_by])
    return f"api-{hashlib.sha256(parts.encode()).hexdigest()[:40]}"
