"""Who calls the API: a bearer token of the configuration, and what it may do.

A change that the caller names and may not touch is 403, before anything is looked up. What is found by its id but
belongs to a change that the token may not see is 404, as if it were not there.
"""

from collections.abc import Callable, Sequence
from http import HTTPStatus

from starlette.requests import Request

from bot.config.changes import may, rule_for
from bot.errors import Refused
from bot.listener.parts import Parts
from bot.listener.problems import Problem, unauthorised
from bot.listener.trust import bearer, is_one_of
from bot.model.change_ref import ChangeRef
from bot.model.secret import Secret, SecretRef
from bot.model.settings import ApiToken, GitHubSettings, Right


def caller_of(request: Request, parts: Parts) -> ApiToken:
    """Whose token the request carries. Raises Problem (401). Every token is compared, so that time tells nothing."""
    given = bearer(request.headers.get("authorization", ""))
    found: ApiToken | None = None
    for token in parts.settings.server.api_tokens:
        if given is not None and is_one_of(given, _found(token.token, parts.find)) and found is None:
            found = token
    if found is None:
        raise unauthorised("Bearer")
    return found


def _found(refs: Sequence[SecretRef], find: Callable[[Sequence[SecretRef]], tuple[Secret, ...]]) -> tuple[Secret, ...]:
    """The secrets that are there: one that is missing keeps no other out."""
    found: list[Secret] = []
    for ref in refs:
        try:
            found += find((ref,))
        except Refused:
            continue
    return tuple(found)


def require(token: ApiToken, right: Right, change: ChangeRef | None = None) -> None:
    """Raises Problem (403) where the token does not give a right, or not for a change that the caller names."""
    if not may(token, right):
        raise Problem(HTTPStatus.FORBIDDEN, f"this token does not give the right `{right.value}`")
    if change is not None and not may(token, right, change):
        raise Problem(HTTPStatus.FORBIDDEN, "this token is not for this change")


def change_of(text: str) -> ChangeRef:
    """The change that a caller names, however it spells it. Raises Problem (422) for nonsense."""
    try:
        return ChangeRef.parse(text).canonical
    except Refused as refused:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(refused)) from None


def require_place(change: ChangeRef, parts: Parts) -> None:
    """Raises Problem (422) where no forge of the configuration has such changes, or the configuration ignores it."""
    forge = next((one for one in parts.settings.forges if one.name == change.forge), None)
    if forge is None:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "the configuration has no forge of this name")
    mark = "#" if isinstance(forge, GitHubSettings) else "~"
    if change.mark != mark:
        shape = "owner/name#12" if mark == "#" else "project~1234"
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"changes of this forge are written {forge.name}:{shape}")
    if rule_for(parts.settings, change).ignore:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "the configuration ignores this change")
