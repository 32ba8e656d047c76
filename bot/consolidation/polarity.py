"""Which way a sentence points: whether it denies, and whether it asks for more or for less."""

import re
from collections.abc import Iterable

from bot.consolidation.words import Words

_NEGATOR = re.compile(
    r"\b(?:not|never|no|without|cannot|nothing|none of|lacks?|lacking|missing|absent|omits?|omitted|fails? to|"
    r"failed to|un(?:used|checked|handled|tested|guarded|validated|closed|documented))\b|n['’]t\b",
    re.IGNORECASE,
)
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being|gets?|remains?)\s*$", re.IGNORECASE)
_LESS = re.compile(
    r"\b(?:unnecessary|redundant|superfluous|superfluously|extra|unneeded|unwanted|too (?:long|many|much|verbose)|"
    r"quite long|shorter|shorten|(?:should|could|can) be removed|remove|with an?)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:missing|without|lacks?|lacking|too (?:short|few|little|terse|cryptic)|longer|lengthen|more descriptive|"
    r"more (?:explicit|expressive)|should be added|add|no)\b",
    re.IGNORECASE,
)
_NEGATING_STEMS = frozenset({"miss", "lack", "absent", "omit", "omitt", "fail", "without", "never", "cannot"})


def denies(text: str) -> bool:
    """Whether a sentence denies something."""
    return bool(_NEGATOR.search(text))


def denied_part(text: str) -> str:
    """The part of a sentence that names what it denies: before "is not", after "does not"; empty without a denial."""
    match = _NEGATOR.search(text)
    if match is None:
        return ""
    before = text[: match.start()]
    starts_with_un = match.group().lower().startswith("un")
    return before if _BE.search(before) or starts_with_un else text[match.end() :]


def direction(text: str) -> str:
    """`less`, `more`, or empty where the sentence asks for neither or for both."""
    less, more = bool(_LESS.search(text)), bool(_MORE.search(text))
    if less == more:
        return ""
    return "less" if less else "more"


def opposed(one: tuple[str, Words], other: tuple[str, Words]) -> bool:
    """Whether two statements, with their words, say nearly the same but for a denial."""
    if denies(one[0]) == denies(other[0]):
        return False
    mine, yours = _affirmed(one[1].stems), _affirmed(other[1].stems)
    return bool(mine) and len(mine & yours) >= 0.75 * len(mine | yours)


def _affirmed(stems: Iterable[str]) -> frozenset[str]:
    return frozenset(s.removeprefix("un") if len(s) > 5 else s for s in stems if s not in _NEGATING_STEMS)
