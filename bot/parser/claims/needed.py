"""Which of many patterns may match a text, told by words that they can't match without: most are ruled out at once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

_SHORTEST = 2
"""Words with fewer characters rule out too little."""
_LONG_ENOUGH = 5
"""Of words that are at least so long, few are better than longer ones."""
_LOOKALIKES = {0x17F: "s", 0x212A: "k", 0x130: "i", 0x131: "i"}
"""What `re.IGNORECASE` takes for an ASCII letter besides its two cases."""
_INNER = {"SUBPATTERN": 3, "ATOMIC_GROUP": None, "ASSERT": 1}
"""Where the tree of a pattern keeps what must match as a whole, by the name of the node."""

Words = frozenset[str]


class Needed:
    """Knows for each of some patterns, compiled with IGNORECASE, words of which a text must hold one."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._always: list[int] = []
        self._by_word: dict[str, list[int]] = {}
        for number, pattern in enumerate(patterns):
            words = needed_words(pattern)
            if words is None:
                self._always.append(number)
            for word in words or ():
                self._by_word.setdefault(word, []).append(number)
        self._shortest = min(map(len, self._by_word), default=0)

    def candidates(self, text: str) -> list[int]:
        """The numbers of the patterns that may match, in order; every pattern that does match is among them."""
        if len(text) < self._shortest:
            return self._always
        folded = (text if text.isascii() else text.translate(_LOOKALIKES)).lower()
        found = set(self._always)
        for word, numbers in self._by_word.items():
            if word in folded:
                found.update(numbers)
        return sorted(found)


def needed_words(pattern: re.Pattern[str]) -> Words | None:
    """Words in lower case one of which stands in every text that the pattern matches; None where none can be told."""
    try:
        tree = import_module("re._parser").parse(pattern.pattern, pattern.flags)
    except (ImportError, AttributeError):
        return None  # another Python keeps its parser elsewhere; then every pattern is tried
    return _of_sequence(tree)


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
        words = _of_node(name, value)
        if words:
            yield words
    if len(row) >= _SHORTEST:
        yield frozenset([row])


def _of_node(name: str, value: Any) -> Words | None:
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_sequence(value[2]) if value[0] > 0 else None
    if name == "BRANCH":
        parts = [_of_sequence(branch) for branch in value[1]]
        return None if None in parts else frozenset().union(*(part for part in parts if part))
    if name in _INNER:
        at = _INNER[name]
        return _of_sequence(value if at is None else value[at])
    return None
