"""Content words of prose and comments, cut to stems, and how much two sets of them share."""

import re

_WORD = re.compile(r"[A-Za-z]+|\d{3,}")
_HUMP = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_LENGTH = 5
_STOP_WORDS = """
about after all also although and another any are because been before being both but can code comment comments
could did does done each either even few fixme for from get gets got had has have hence her here his how
however indicate indicates instead into its just least less like line lines made make makes many may mention
mentions might more most much must need needs neither nor not note notes now off one only onto other our out
over per same say says set sets should since some state states still such suggest suggests than that the their
them then there therefore these they this those though thus todo too two under until use used uses using very
via was were what when where which while who whom whose why will with would yet you your
"""
_STOP = frozenset(_STOP_WORDS.split())
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
