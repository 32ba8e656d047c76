"""JSON values in a text: the whole of it, in a fence, or between prose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.parser.formats.jsontext import Json, NotJsonError, Pairs, strict
from bot.parser.formats.loose import add, loose

_START = re.compile(
    r"^[ \t]*(?P<fence>(?:`{3,}|~{3,})[ \t]*(?:json[c5l]?)?[ \t]*\r?\n?\s{0,100})?"
    r"(?P<json>[{\[])(?=\s{0,1000}(?:[\"'“‘{\[}\]]|//|/\*|\w{1,40}\s?:))",
    re.M | re.I,
)
_FENCE_END = re.compile(r"\s*(?:`{3,}|~{3,})[ \t]*(?=\r|\n|$)")
_MAX_TRIES = 20_000


@dataclass(frozen=True, slots=True)
class Chunk:
    """A JSON value in a text, and where it and its fence stand.

    `cut`: by `id()` the parts that the end of the text left unfinished, and where they begin; `rest`: where what is
    in no part begins, and `inner_end` where it ends.
    """

    start: int
    end: int
    value: Json
    cut: Sequence[tuple[int, int]] = ()
    rest: int = 0
    inner_end: int = 0


def chunks(text: str) -> list[Chunk]:
    """The JSON values of a text in order, none overlapping another; how they may look is the matter of the reader."""
    whole = text.strip()
    if whole[:1] in ("{", "[") and whole[-1:] in ("}", "]"):
        start = text.index(whole[0])
        try:
            return [Chunk(start, start + len(whole), strict(whole, _kept))]
        except NotJsonError:
            pass
    return list(_embedded(text))


def _embedded(text: str) -> Iterator[Chunk]:
    at = 0
    budget = 2 * len(text) + 10_000
    for _ in range(_MAX_TRIES):
        found = _START.search(text, at)
        if found is None or budget < 0:
            return
        try:
            value = loose(text, found.start("json"))
        except NotJsonError as error:
            budget -= error.at - found.start("json")
            at = found.end()
            continue
        at = max(value.end, found.end())
        closing = _FENCE_END.match(text, at) if found["fence"] else None
        at = closing.end() if closing else at
        start = found.start("fence") if found["fence"] else found.start("json")
        yield Chunk(start, at, value.value, value.cut, value.rest, value.end)


def _kept(pairs: Pairs) -> dict[str, Json]:
    members: dict[str, Json] = {}
    for name, value in pairs:
        add(members, name, value)
    return members
