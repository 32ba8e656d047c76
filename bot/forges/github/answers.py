"""What GitHub's answers mean: a value, a refusal in one sentence, a limit with its wait, or nothing that is known."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import BotError, Refused, Unreachable
from bot.model.fields import Json, at, rows, text
from bot.model.neutral import neutralise_terminal, shorten

LIMIT_SECONDS = 60.0
"""How long to leave GitHub alone when it says that a limit is reached, but not until when."""

GRAPH = "GraphQL"
"""What a GraphQL query is called in a sentence; it is a POST that only reads."""

WORDS = 240
"""Characters of GitHub's own words in a sentence of ours."""

_LIMIT = re.compile(r"rate limit|abuse detection", re.IGNORECASE)
_PERMISSION = re.compile(r"([a-z_]{1,40})=(read|write|admin)")
_RIGHTS = (
    (re.compile(r"/check-runs\b"), "Checks"),
    (re.compile(r"/(?:pulls|issues)\b|^GraphQL"), "Pull requests"),
    (re.compile(r"/(?:compare|commits)/"), "Contents"),
)


class Unclear(Unreachable):
    """A write was cut off or answered by nobody that knows: it may have been applied, or not. Look before sending again."""


class Limited(Unreachable):
    """GitHub asks to be left alone for `wait_seconds`; nothing was applied."""


class Unsent(Unreachable):
    """The request never reached GitHub; nothing was applied."""


class Declined(Refused):
    """GitHub said no: the HTTP `status` (that of its meaning for GraphQL), and `said`, its own words, neutralised."""

    def __init__(self, sentence: str, status: int, said: str = "") -> None:
        super().__init__(sentence)
        self.status, self.said = status, said


@dataclass(frozen=True, slots=True)
class Reply:
    """One HTTP answer; header names are lower case. `asked` says what was asked for, in words for a sentence."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    asked: str
    writes: bool = False


def value(reply: Reply, now: float) -> Json:
    """The JSON of an answer; None for an empty one. Raises Declined, Limited, or Unclear for what is no whole answer."""
    if reply.status >= 500 or reply.status == 408:
        raise Unclear(f"GitHub failed with {reply.status} at {reply.asked}; try again later")
    if 200 <= reply.status < 300:
        return _parsed(reply) if reply.body else None
    try:
        said = _parsed(reply)
    except Unclear:
        said = None
    raise failure(reply, said, now)


def failure(reply: Reply, said: Json, now: float) -> BotError:
    """What an answer with a status from 300 on means."""
    words = in_words(said)
    if reply.status == 429 or (reply.status == 403 and _is_limit(reply, words)):
        return limited(reply, now)
    return Declined(_sentence(reply, words), reply.status, words)


def limited(reply: Reply, now: float) -> Limited:
    """How long GitHub wants to be left alone: by its word, else until its count begins anew, else a minute."""
    seconds = _wait(reply.headers, now)
    return Limited(
        f"GitHub's rate limit is reached at {reply.asked}; try again in {seconds:.0f} seconds", wait_seconds=seconds
    )


def data(reply: Reply, said: Json, now: float, *, partial: bool) -> Json:
    """The data of a GraphQL answer. With `partial`, fields that we may not see are null; else they are a Declined."""
    errors = rows(said, "errors")
    found = at(said, "data")
    kinds = {text(one, "type") for one in errors}
    if not errors and isinstance(found, dict):
        return found
    if "RATE_LIMITED" in kinds:
        raise limited(reply, now)
    if partial and isinstance(found, dict) and kinds <= {"FORBIDDEN"}:
        return found
    words = in_words({"errors": errors})
    if not errors or _is_accident(errors):
        raise Unclear(f"GitHub did not finish {reply.asked}; try again later")
    status = 403 if "FORBIDDEN" in kinds else 404 if "NOT_FOUND" in kinds else 422
    raise Declined(_sentence(Reply(status, {}, b"", reply.asked, reply.writes), words), status, words)


def in_words(said: Json) -> str:
    """GitHub's own words on one line, whatever shape its errors have: sentences, or objects with or without one."""
    listed = at(said, "errors")
    parts = [text(said, "message"), *(_error(one) for one in (listed if isinstance(listed, list) else [])[:10])]
    unique = dict.fromkeys(part.strip().rstrip(".") for part in parts if part.strip())
    return shorten(neutralise_terminal("; ".join(unique)[: 4 * WORDS]), WORDS)


def _error(one: Json) -> str:
    if isinstance(one, str):
        return one.encode("utf-8", "replace").decode()
    return text(one, "message") or " ".join(filter(None, (text(one, "field"), text(one, "code"))))


def _parsed(reply: Reply) -> Json:
    try:
        found: Json = json.loads(reply.body)
    except (ValueError, RecursionError) as error:
        raise Unclear(f"GitHub's answer to {reply.asked} is no whole JSON; try again later") from error
    return found


def _is_limit(reply: Reply, words: str) -> bool:
    headers = reply.headers
    return "retry-after" in headers or headers.get("x-ratelimit-remaining") == "0" or bool(_LIMIT.search(words))


def _wait(headers: Mapping[str, str], now: float) -> float:
    after, reset = headers.get("retry-after", ""), headers.get("x-ratelimit-reset", "")
    if re.fullmatch(r"[0-9]{1,9}", after):
        return max(1.0, float(after))
    if headers.get("x-ratelimit-remaining") == "0" and re.fullmatch(r"[0-9]{1,12}", reset):
        return max(1.0, float(reset) - now + 1)
    return LIMIT_SECONDS


def _is_accident(errors: list[dict[str, Json]]) -> bool:
    """Whether GraphQL stumbled by itself: then it names no kind, or one that says so."""
    kinds = {text(one, "type") for one in errors}
    if kinds & {"INTERNAL", "SERVICE_UNAVAILABLE", "TIMEOUT"}:
        return True
    return kinds == {""} and any(text(one, "message").startswith(("Something went wrong", "Timeout")) for one in errors)


def _sentence(reply: Reply, words: str) -> str:
    said = f": {words}" if words else ""
    if reply.status == 401:
        return f"GitHub does not know the credential that we send with {reply.asked} (401{said}); configure a valid one"
    if reply.status == 403 and "suspended" in words:
        return f"GitHub forbids {reply.asked} (403{said}); the owner of the installation can unsuspend it"
    if reply.status == 403:
        return f"GitHub forbids {reply.asked} (403{said}); {_grant(reply)}"
    if reply.status == 404:
        return (
            f"GitHub shows us nothing at {reply.asked} (404{said}); check the name, and that the repository is among "
            f"those that our token or App may see: {_grant(reply)}"
        )
    return f"GitHub refuses {reply.asked} ({reply.status}{said})"


def _grant(reply: Reply) -> str:
    """Which right is likely missing: by GitHub's header, else by what was asked for."""
    named = _PERMISSION.findall(reply.headers.get("x-accepted-github-permissions", "")[:400])
    rights = [f"`{name.replace('_', ' ').capitalize()}: {level}`" for name, level in named]
    if not rights:
        level = "write" if reply.writes and reply.asked != GRAPH else "read"
        area = next((name for pattern, name in _RIGHTS if pattern.search(reply.asked)), "Metadata")
        rights = [f"`{area}: {level}`"]
    return f"grant {' or '.join(dict.fromkeys(rights))}"
