"""Our own format for proposed reviews, `metareview/proposed-review/1`, read strictly: what is unknown is refused by its
path."""

import re
from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.errors import Refused
from bot.model.place import Side
from bot.model.review import Comment, ProposedReview
from bot.parser.formats.jsontext import Json, NotJsonError, Pairs, strict

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from bot.parser.formats.proposed_model import CommentModel, ReviewModel

NAME = "proposed-review"
SCHEMA = "metareview/proposed-review/1"
_MARK = re.compile(r'"schema"\s{0,20}:\s{0,20}"metareview/')


def recognise(text: str) -> bool:
    """Whether the text is JSON that calls itself one of our documents."""
    return text.lstrip().startswith(("{", "[")) and _MARK.search(text) is not None


def read(name: str, reviewer: str, text: str) -> tuple[ProposedReview, ...]:
    """The review of the document, or the reviews of an array of documents; they name their reviewer themselves."""
    try:
        value = strict(text, _joined)
    except NotJsonError as error:
        raise Refused(f"{name} is not valid JSON: {error}") from error
    if isinstance(value, list):
        return tuple(_read_one(name, f"[{index}]", member) for index, member in enumerate(value))
    return (_read_one(name, "", value),)


def _joined(pairs: Pairs) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) < len(pairs):
        twice = next(name for name, number in Counter(name for name, _ in pairs).items() if number > 1)
        raise NotJsonError(f"the field {twice} is there twice in one object")
    return members


def _read_one(name: str, place: str, value: Json) -> ProposedReview:
    from pydantic import ValidationError

    from bot.parser.formats.proposed_model import ReviewModel

    schema = value.get("schema") if isinstance(value, dict) else None
    if isinstance(schema, str) and schema != SCHEMA:
        raise Refused(f"{name}: schema is {schema}; a proposed review has {SCHEMA}")
    try:
        model = ReviewModel.model_validate(value)
    except ValidationError as error:
        raise Refused(f"{name}: {_sentence(place, error.errors()[0])}") from error
    return _review(name, place, model)


def _sentence(place: str, error: "ErrorDetails") -> str:
    parts = error["loc"]
    where = place
    for part in parts:
        where += f"[{part}]" if isinstance(part, int) else f".{part}"
    where = where.removeprefix(".") or "the document"
    if error["type"] == "extra_forbidden":
        return f"{where} is not a field{_hint(str(parts[-1]), is_comment='comments' in parts[:-1])}"
    if error["type"] == "missing":
        return f"{where} is missing"
    if error["type"] == "model_type":
        return f"{where} must be an object"
    message = error["msg"].removeprefix("Value error, ").removeprefix("Input should ")
    return f"{where} must {message}" if not message.startswith("must") else f"{where} {message}"


def _hint(word: str, *, is_comment: bool) -> str:
    from bot.parser.formats.proposed_model import CommentModel, ReviewModel

    fields = CommentModel.model_fields if is_comment else ReviewModel.model_fields
    near = get_close_matches(word[:100], [field.rstrip("_") for field in fields], n=1)
    return f" (did you mean {near[0]}?)" if near else ""


def _review(name: str, place: str, model: "ReviewModel") -> ProposedReview:
    return ProposedReview(
        name,
        model.reviewer,
        body=model.body or "",
        comments=tuple(
            _comment(name, f"{place}.comments[{index}]", one) for index, one in enumerate(model.comments or ())
        ),
        revision=model.revision.lower() if model.revision else None,
        external_id=model.external_id,
        submitted_at=model.submitted_at,
        url=model.url,
        path=model.path,
        format=NAME,
    )


def _comment(name: str, place: str, model: "CommentModel") -> Comment:
    where = place.removeprefix(".")
    if model.end_line is not None and model.line is None:
        raise Refused(f"{name}: {where}.end_line needs a line")
    if model.end_line is not None and model.line is not None and model.end_line < model.line:
        raise Refused(f"{name}: {where}.end_line is before its line")
    side = Side.OLD if model.side == "old" else Side.NEW
    return Comment(model.path, model.body, model.line, model.end_line, side, model.id, model.url)
