"""A comment from when this installation had another account: known by its marker, and replaced by one of our own."""

from collections.abc import Callable, Iterable

from bot.errors import Refused
from bot.forges.github.api import Api, Declined
from bot.model.forge import Message

_WORKFLOWS = "github-actions[bot]"


def ends_with(body: str, marker: str) -> bool:
    """Whether the last line is an HTML comment with the marker: so we end ours, and nobody who quotes them does."""
    last = body.rstrip().rpartition("\n")[2].strip()
    return last.startswith("<!--") and last.endswith("-->") and marker in last


def adoptable(others: Iterable[Message], marker: str, may_write: Callable[[str], bool]) -> tuple[Message, ...]:
    """Those comments of other accounts that were ours, in the order given.

    The marker proves nothing, for anybody can copy it: it must be the end, and the author somebody who may write here, or
    the account of the repository's workflows. A bot that reviews can be talked into repeating a text.
    """
    known: dict[str, bool] = {}
    found = []
    for one in others:
        if not ends_with(one.body, marker):
            continue
        login = one.author.login
        if login not in known:
            known[login] = (one.author.is_bot and login == _WORKFLOWS) or may_write(login)
        if known[login]:
            found.append(one)
    return tuple(found)


def retire(api: Api, path: str, url: str | None) -> str:
    """Take an adopted comment away, or else let it point to ours at `url`; what could not be done, in one sentence.

    Raises Unclear: then look again.
    """
    try:
        api.send("DELETE", path, {})
    except Refused:
        return _point(api, path, url)
    return ""


def _point(api: Api, path: str, url: str | None) -> str:
    try:
        api.send("PATCH", path, {"body": f"metareview goes on with another account: {url}"})
    except Declined as declined:
        is_gone = declined.status == 404
        return "" if is_gone else f"The comment of an account that we had before is still there beside ours: {declined}"
    return ""
