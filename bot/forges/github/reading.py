"""A pull request as it is now: its commits, and everything that is said on it."""

from collections.abc import Callable

from bot.errors import Refused
from bot.forges.github import annotations, messages, threads
from bot.forges.github.api import Api, Declined, Row
from bot.forges.github.fields import need
from bot.forges.github.messages import Dated
from bot.forges.github.people import person
from bot.model.change_ref import ChangeRef
from bot.model.fields import Json, at, flag, number, text
from bot.model.forge import ChangeState
from bot.model.review import SourceState

Shape = Callable[[Row, dict[int, SourceState]], Dated | None]


def read(api: Api, ref: ChangeRef, full_name: str, limits: tuple[str, ...] = ()) -> ChangeState:
    """Read all of it, in a number of calls that grows with pages of a hundred only. Raises what Api raises.

    `full_name` is the repository's name now; `limits` say what is known to be missing.
    """
    pull = _pull(api, ref, full_name)
    head = need(pull, "head", "sha")
    base = _merge_base(api, full_name, need(pull, "base", "sha"), head)
    states = threads.read(api, full_name, ref.number)
    path = f"/repos/{full_name}/pulls/{ref.number}"
    said: list[Dated] = []
    said += _all(api, f"{path}/reviews", messages.review, states.reviews)
    said += _all(api, f"{path}/comments", messages.inline, states.threads)
    said += _all(api, f"/repos/{full_name}/issues/{ref.number}/comments", messages.comment, states.comments)
    notes, unread = annotations.read(api, full_name, head, states.me)
    if any("`Checks:" in one for one in limits):
        unread = tuple(one for one in unread if "`Checks:" not in one)
    return ChangeState(
        ref=ref,
        head=head,
        base=base,
        head_ref=f"refs/pull/{ref.number}/head",
        author=person(at(pull, "user")),
        me=states.me,
        target=text(pull, "base", "ref"),
        title=text(pull, "title"),
        is_open=text(pull, "state") == "open",
        is_draft=flag(pull, "draft"),
        is_fork=number(pull, "head", "repo", "id") != number(pull, "base", "repo", "id"),
        messages=messages.in_order(said + notes),
        url=text(pull, "html_url"),
        limits=(*limits, *states.limits, *unread),
    )


def _pull(api: Api, ref: ChangeRef, full_name: str) -> Json:
    try:
        return api.get(f"/repos/{full_name}/pulls/{ref.number}")
    except Declined as error:
        if error.status != 404:
            raise
        raise Refused(f"{full_name} has no pull request {ref.number}; check the number") from error


def _merge_base(api: Api, full_name: str, target: str, head: str) -> str:
    """Where the pull request's diff begins. The `base.sha` that it names is the tip of the target branch."""
    found = api.get(f"/repos/{full_name}/compare/{target}...{head}", per_page=1)
    return need(found, "merge_base_commit", "sha")


def _all(api: Api, path: str, shape: Shape, states: dict[int, SourceState]) -> list[Dated]:
    return [found for row in api.pages(path) if (found := shape(row, states)) is not None]
