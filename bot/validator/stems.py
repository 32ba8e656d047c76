"""Content words of prose and comments, cut to stems, and how much two sets of them share."""

import re

_WORD = re.compile(r"[A-Za-z]+|\d{3,}")
_HUMP = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_LENGTH = 5
_STOP = frozenset(
    "the and that this these those with from into onto over under than then they them their there here have has had not but for are was were will would should "
    "could can may might must does did done being been its his her your our you who whom whose which what when where while why how all any some each such only also "
    "very just about after before because since until even though although however therefore thus hence like more most much many few less least other another same "
    "code comment comments line lines says say states state suggests suggest indicates indicate mentions mention note notes fixme todo out off too per via yet nor "
    "both either neither one two get gets got set sets use uses used using make makes made need needs now still instead".split()
)
"""Words that say nothing about what a sentence is about."""


def stems(text: str) -> frozenset[str]:
    """The content words of a text: identifiers split, stop words out, cut to five letters."""
    found: set[str] = set()
    for word in _WORD.findall(text):
        for part in _HUMP.findall(word):
            plain = part.lower()
            if len(plain) >= 3 and plain not in _STOP:
                found.add(plain[:_LENGTH])
    return frozenset(found)


def overlap(said: frozenset[str], there: frozenset[str]) -> float:
    """Which part of the first set the second one has."""
    return len(said & there) / len(said) if said else 0.0
