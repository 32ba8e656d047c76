"""What Gerrit's answers mean: a refusal in one sentence with Gerrit's own words, a limit with its wait, or nothing known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.errors import BotError, Refused, Unreachable
from bot.model.neutral import neutralise_terminal, shorten

WORDS = 240
"""Characters of Gerrit's own words in a sentence of ours."""

_LIMIT_SECONDS = 60.0
_FAILURE_SECONDS = 30.0
_MAGIC = ")]}'"


class Unclear(Unreachable):
    """A call was cut off or failed: a write may have been applied, or not. Look before sending again.

    `after`: how long the server itself asked to be left alone.
    """

    def __init__(self, sentence: str, wait_seconds: float | None = None, after: float | None = None) -> None:
        super().__init__(sentence, wait_seconds)
        self.after = after


class Limited(Unclear):
    """Gerrit asks to be left alone; nothing was applied."""


class Unsent(Unclear):
    """The request never reached Gerrit; nothing was applied."""


class Declined(Refused):
    """Gerrit said no: the HTTP `status`, and `said`, its own words, neutralised."""

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


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a refusal names: the account that we act as, and the key of the configuration with its password."""

    username: str
    key: str


def check(reply: Reply, who: Who) -> None:
    """Raises Declined, Limited or Unclear, unless the answer is one of success that holds JSON, or nothing."""
    if not 200 <= reply.status < 300:
        raise _failure(reply, who)
    kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    if reply.body.strip() and kind != "application/json":
        raise Refused(
            f"what answers {reply.asked} is not Gerrit's REST interface; set `url` to the address of Gerrit, with the "
            "path that it is under"
        )


def _failure(reply: Reply, who: Who) -> BotError:
    """What an answer with another status means."""
    status, after = reply.status, _after(reply.headers)
    if status == 429:
        words = f"Gerrit's rate limit is reached at {reply.asked}; try again later"
        return Limited(words, after or _LIMIT_SECONDS, after)
    if status >= 500 or status == 408:
        words = f"Gerrit failed with {status} at {reply.asked}; try again later"
        return Unclear(words, after or _FAILURE_SECONDS, after)
    if 300 <= status < 400:
        shown = shorten(neutralise_terminal(_host(reply.headers.get("location", ""))), 80)
        return Declined(
            f"Gerrit leads from {reply.asked} on to {shown}, where the password is not sent; set `url` to the address "
            "where Gerrit answers by itself",
            status,
        )
    said = in_words(reply.body)
    return Declined(_sentence(reply, said, who), status, said)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "another place"
    except ValueError:
        return "another place"


def in_words(body: bytes) -> str:
    """Gerrit's own words on one line; a page of HTML has none."""
    words = body[: 8 * WORDS].decode("utf-8", "replace").removeprefix(_MAGIC).strip()
    if words.startswith("<"):
        return ""
    return shorten(neutralise_terminal(" ".join(words.split())), WORDS).rstrip(".")


def _after(headers: Mapping[str, str]) -> float | None:
    asked = headers.get("retry-after", "")
    return max(1.0, float(asked)) if re.fullmatch(r"[0-9]{1,6}", asked) else None


def _sentence(reply: Reply, words: str, who: Who) -> str:
    said = f": {words}" if words else ""
    if reply.status == 401:
        return (
            f"Gerrit does not take the password of `{who.username}` (401{said}); put the account's HTTP password or token "
            f"where `{who.key}` points"
        )
    if reply.status == 403:
        return f"Gerrit forbids {reply.asked} to `{who.username}` (403{said}); grant the account that right"
    if reply.status == 404:
        return (
            f"Gerrit shows `{who.username}` nothing at {reply.asked} (404{said}); check the name, and that the account "
            "may read it"
        )
    return f"Gerrit refuses {reply.asked} ({reply.status}{said})"
