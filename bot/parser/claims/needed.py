"""Which of many patterns may match a text, told by words that they can't match without: most are ruled out at once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import chain
from typing import Any

_SHORTEST = 2
"""Words with fewer characters rule out too little."""
_START = 3
"""By so many first characters of a word those are told that a text can't hold."""
_LONG_ENOUGH = 5
"""Of words that are at least so long, few are better than longer ones."""
_LOOKALIKES = {0x17F: "s", 0x212A: "k", 0x130: "i", 0x131: "i"}
"""What `re.IGNORECASE` takes for an ASCII letter besides its two cases."""
_INNER = {"SUBPATTERN": 3, "ATOMIC_GROUP": None, "ASSERT": 1}
"""Where the tree of a pattern keeps what must match as a whole, by the name of the node."""

Words = frozenset[str]


class Needed:
    """Knows for each of some patterns, compiled with IGNORECASE, words of which a text must hold one.

    A pattern may need several sets of words. By the best one it is found; the others, as bits, may still rule it out.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        needs = [needed_words(pattern) for pattern in patterns]
        bits = {words: 1 << at for at, words in enumerate(sorted({one for all_ in needs for one in all_}, key=sorted))}
        self._all = [sum(bits[words] for words in set(all_)) for all_ in needs]
        self._always = [number for number, all_ in enumerate(needs) if not all_]
        self._by_set: dict[int, list[int]] = {}
        for number, all_ in enumerate(needs):
            if all_:
                self._by_set.setdefault(bits[max(all_, key=_worth)], []).append(number)
        held: dict[str, int] = {}
        for words, bit in bits.items():
            for word in words:
                held[word] = held.get(word, 0) | bit
        self._by_start: dict[str, list[tuple[str, int]]] = {}
        for word in sorted(held):
            self._by_start.setdefault(word[:_START], []).append((word, held[word]))
        self._short = [start for start in self._by_start if len(start) < _START]
        self._best = sum(self._by_set)
        self._shortest = min(map(len, held), default=0)

    def candidates(self, text: str) -> list[int]:
        """The numbers of the patterns that may match, in order; every pattern that does match is among them."""
        if len(text) < self._shortest:
            return self._always
        folded = (text if text.isascii() else text.translate(_LOOKALIKES)).lower()
        starts = {folded[at : at + _START] for at in range(len(folded))}
        held = 0
        for start in chain(self._short, starts & self._by_start.keys()):
            for word, bits in self._by_start[start]:
                if word in folded:
                    held |= bits
        found = list(self._always)
        best = held & self._best
        while best:
            bit = best & -best
            found += (number for number in self._by_set[bit] if self._all[number] & held == self._all[number])
            best ^= bit
        return sorted(found)


def needed_words(pattern: re.Pattern[str]) -> tuple[Words, ...]:
    """Sets of words in lower case, of each of which one stands in every text that the pattern matches."""
    try:
        tree = import_module("re._parser").parse(pattern.pattern, pattern.flags)
    except (ImportError, AttributeError):
        return ()  # another Python keeps its parser elsewhere; then every pattern is tried
    return tuple(_choices(tree))


def _of_sequence(nodes: Iterable[Any]) -> Words | None:
    return max(_choices(nodes), key=_worth, default=None)


def _worth(words: Words) -> tuple[int, int]:
    return min(_LONG_ENOUGH, *map(len, words)), -len(words)


def _choices(nodes: Iterable[Any]) -> Iterator[Words]:
    """What each part of a sequence needs: literal characters in a row are one word."""
    row = ""
    for name, value in ((str(name), value) for name, value in nodes):
        if name == "LITERAL" and value < 128:
            row += chr(value).lower()
            continue
        if len(row) >= _SHORTEST:
            yield frozenset([row])
        row = ""
        yield from _of_node(name, value)
    if len(row) >= _SHORTEST:
        yield frozenset([row])


def _of_node(name: str, value: Any) -> Iterator[Words]:
    """The sets of words that one node of a pattern needs."""
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        yield from _choices(value[2]) if value[0] > 0 else ()
    elif name == "BRANCH":
        parts = [_of_sequence(branch) for branch in value[1]]
        if None not in parts:
            yield frozenset().union(*(part for part in parts if part))
    elif name in _INNER:
        at = _INNER[name]
        yield from _choices(value if at is None else value[at])
