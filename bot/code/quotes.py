"""Finds quoted code in a file: verbatim, moved, commented out, with other white space, or nearly the same."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz import fuzz, process

from bot.model.facts import LineClass, SourceFile
from bot.model.place import Extent, Rung

NEAR = 3
"""How many lines a quote may stand away from its claimed line and still count as near."""
SAME = 80.0
"""From this likeness on, two stretches of code are one with a slip (foreign quotes stay under 75)."""
MARGIN = 5.0
"""How much better than the second best place the best one must be."""
_MOST_HITS = 50
_MOST_FUZZY = 2_000
_MOST_FUZZY_LINES = 20
_MOST_LIKE = 3
_WIDEST = 400

_SPACES = re.compile(r"\s++")
_LOOSE_SPACE = re.compile(r"(?<!\w) | (?!\w)")
_LEADER = re.compile(r"^\s*+(?:#++!?|/{2,}+!?|/\*++|\*++/?|--+|<!--|;++|%++)\s?")
_COMMENT = re.compile(r"^[ \t]*+(?:#|//|/\*|<!--|--|\"\"\"|'''|\*\s)", re.MULTILINE)
_TRIPLE = re.compile(r"^\s*+[rRbBuUfF]{0,2}(?:\"\"\"|''')")
_CLOSERS = ("*/", "-->", '"""', "'''")
_NUMBERED = re.compile(r"^\s{0,4}(\d{1,6})(?:[:|.)\]]| ?\||(?=\s)|$)\s?(.*)$")
_ELISION = re.compile(r"^\s*+(?:#|//|/\*|<!--|--)?\s*+(?:\.\.\.|…)(?!\w)")
_WORD = re.compile(r"[^\W\d]\w*")
_QUIET = (LineClass.COMMENT, LineClass.DOCSTRING)


def squeeze(text: str) -> str:
    """The text without white space, but for one space where it keeps two words apart."""
    return _LOOSE_SPACE.sub("", _SPACES.sub(" ", text.strip()))


def without_leader(line: str) -> str:
    """A comment line without what makes it a comment."""
    bare = _TRIPLE.sub("", _LEADER.sub("", line, count=1), count=1).rstrip()
    closer = next((end for end in _CLOSERS if bare.endswith(end)), "")
    return bare.removesuffix(closer).rstrip("*")


def clean_quote(text: str) -> str:
    """A shown piece of code without line numbers and signs of a diff, and only its longest part between elisions."""
    lines = _without_signs(_without_numbers(text.strip("\n").split("\n")))
    parts: list[list[str]] = [[]]
    for line in lines:
        if _ELISION.match(line):
            parts.append([])
        else:
            parts[-1].append(line)
    return "\n".join(max(parts, key=lambda part: sum(map(len, part)))).strip()


def _without_numbers(lines: Sequence[str]) -> Sequence[str]:
    found = [_NUMBERED.match(line) for line in lines if line.strip()]
    if len(found) < 2 or not all(found):
        return lines
    numbers = [int(match.group(1)) for match in found if match]
    if any(after != before + 1 for before, after in pairwise(numbers)):
        return lines
    return [match.group(2) for match in found if match]


def _without_signs(lines: Sequence[str]) -> Sequence[str]:
    marked = [line for line in lines if line.strip()]
    signs = sum(line.startswith(("+", "-")) for line in marked)
    if not signs or any(not line.startswith(("+", "-", " ", "@@")) for line in marked):
        return lines
    return [line[1:] for line in lines if not line.startswith(("-", "@@", "+++"))]


@dataclass(frozen=True, slots=True)
class QuoteHit:
    """Where a quote stands: `rung` says how it was found, `count` in how many places, `score` how alike, up to 100."""

    extent: Extent
    rung: Rung
    count: int = 1
    score: float = 100.0


@dataclass(frozen=True, slots=True)
class _Strip:
    """Some lines of a file, squeezed into one string; `starts[i]` is where line `numbers[i]` begins in it."""

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def find(self, needle: str) -> list[Extent]:
        """The places of a squeezed text, at most fifty, never inside a word."""
        found: list[Extent] = []
        at = self.text.find(needle)
        while at >= 0 and len(found) < _MOST_HITS:
            end = at + len(needle)
            if not self._cuts_word(at, needle[0]) and not self._cuts_word(end, needle[-1], before=False):
                found.append(Extent(self._line(at), self._line(end - 1)))
            at = self.text.find(needle, end)
        return found

    def _cuts_word(self, at: int, edge: str, *, before: bool = True) -> bool:
        other = at - 1 if before else at
        return _is_word(edge) and 0 <= other < len(self.text) and _is_word(self.text[other])

    def _line(self, at: int) -> int:
        return self.numbers[bisect_right(self.starts, at) - 1]


def _is_word(character: str) -> bool:
    return character == "_" or character.isalnum()


def _strip(lines: Sequence[tuple[int, str]]) -> _Strip:
    pieces: list[str] = []
    starts: list[int] = []
    numbers: list[int] = []
    length = 0
    last = ""
    for number, line in lines:
        piece = squeeze(line)
        if not piece:
            continue
        if last and _is_word(last) and _is_word(piece[0]):
            pieces.append(" ")
            length += 1
        pieces.append(piece)
        starts.append(length)
        numbers.append(number)
        length += len(piece)
        last = piece[-1]
    return _Strip("".join(pieces), tuple(starts), tuple(numbers))


class TextIndex:
    """One file, ready to be asked where a quote or a word stands; answers are kept."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        classes = source.facts.line_classes if source.facts else ()
        self._quiet = tuple(kind in _QUIET for kind in classes[: len(source.lines)])
        self._quiet += (False,) * (len(source.lines) - len(self._quiet))
        self._hits: dict[tuple[str, Extent | None], QuoteHit | None] = {}
        self._likes: dict[tuple[str, float], bool] = {}
        self._sized: dict[int, list[str]] = {}

    def is_live(self, line: int) -> bool:
        """Whether the line exists, is not blank, and is neither a comment nor part of a docstring."""
        if not 1 <= line <= len(self._quiet):
            return False
        return not self._quiet[line - 1] and bool(self.source.lines[line - 1].strip())

    @cached_property
    def words(self) -> dict[str, list[int]]:
        """Every word of the live lines with the lines it stands on, in order."""
        found: dict[str, list[int]] = {}
        for number, line in self._live_lines:
            for word in dict.fromkeys(_WORD.findall(line)):
                found.setdefault(word, []).append(number)
        return found

    def find(self, quote: str, near: Extent | None = None) -> QuoteHit | None:
        """The place of a quote, nearest to the claimed lines; None where it stands nowhere."""
        key = (quote, near)
        if key not in self._hits:
            self._hits[key] = self._find(quote, near)
        return self._hits[key]

    def stands(self, quote: str) -> bool:
        """Whether the quote stands in live lines, up to white space."""
        needle = squeeze(quote)
        return bool(needle) and bool(self._live.find(needle))

    def holds(self, quote: str) -> bool:
        """Whether the quote stands in the file, in live lines, comments or across both, up to white space."""
        needle = squeeze(quote)
        return bool(needle) and any(strip.find(needle) for strip in (self._live, self._all, self._mute))

    def is_like(self, quote: str, least: float) -> bool:
        """Whether some line of the file, comments too, is as alike (0 to 100) to one of the quote's longest lines."""
        if (quote, least) not in self._likes:
            self._likes[quote, least] = self._is_like(quote, least)
        return self._likes[quote, least]

    @cached_property
    def _live_lines(self) -> tuple[tuple[int, str], ...]:
        return tuple((n, line) for n, line in enumerate(self.source.lines, 1) if self.is_live(n))

    @cached_property
    def _live(self) -> _Strip:
        return _strip(self._live_lines)

    @cached_property
    def _all(self) -> _Strip:
        return _strip(tuple(enumerate(self.source.lines, 1)))

    @cached_property
    def _mute(self) -> _Strip:
        quiet = [(n, without_leader(line)) for n, line in enumerate(self.source.lines, 1) if self._quiet[n - 1]]
        return _strip(quiet)

    def _find(self, quote: str, near: Extent | None) -> QuoteHit | None:
        needle = squeeze(quote)
        if not needle:
            return None
        if hits := self._live.find(needle):
            return self._nearest(hits, quote, near)
        if _COMMENT.search(quote) and (hits := self._all.find(needle)):
            return self._nearest(hits, quote, near)
        if hits := self._mute.find(needle):
            return QuoteHit(min(hits, key=lambda hit: _distance(hit, near)), Rung.COMMENTED_OUT, len(hits))
        return self._fuzzy(quote, needle)

    def _nearest(self, hits: Sequence[Extent], quote: str, near: Extent | None) -> QuoteHit:
        best = min(hits, key=lambda hit: _distance(hit, near))
        distance = _distance(best, near)
        if distance > NEAR:
            return QuoteHit(best, Rung.MOVED_QUOTE, len(hits))
        is_exact = distance == 0 and self._is_verbatim(quote, best)
        return QuoteHit(best, Rung.EXACT_QUOTE if is_exact else Rung.NEAR_QUOTE, len(hits))

    def _is_verbatim(self, quote: str, place: Extent) -> bool:
        shown = [line.strip() for line in quote.strip().split("\n") if line.strip()]
        there = [line.strip() for line in self.source.lines[place.start - 1 : place.end] if line.strip()]
        if len(shown) != len(there):
            return False
        if len(shown) == 1:
            return shown[0] in there[0]
        return there[0].endswith(shown[0]) and shown[1:-1] == there[1:-1] and there[-1].startswith(shown[-1])

    def _fuzzy(self, quote: str, needle: str) -> QuoteHit | None:
        size = sum(1 for line in quote.split("\n") if line.strip())
        if not 12 <= len(needle) <= _MOST_FUZZY or size > _MOST_FUZZY_LINES:
            return None
        wanted = "\n".join(line.strip() for line in quote.split("\n") if line.strip())
        numbers, windows = [number for number, _ in self._live_lines], self._windows(size)
        ranked = process.extract(wanted, windows, scorer=fuzz.ratio, score_cutoff=SAME - MARGIN, limit=2 * size + 1)
        if not ranked or ranked[0][1] < SAME:
            return None
        first = ranked[0][2]
        rival = next((score for _, score, at in ranked[1:] if abs(at - first) >= size), 0.0)
        if ranked[0][1] - rival < MARGIN:
            return None
        place = Extent(numbers[first], numbers[min(first + size, len(numbers)) - 1])
        return QuoteHit(place, Rung.FUZZY_QUOTE, 1, ranked[0][1])

    def _windows(self, size: int) -> list[str]:
        if size not in self._sized:
            lines = [line.strip()[:_WIDEST] for _, line in self._live_lines]
            self._sized[size] = ["\n".join(lines[at : at + size]) for at in range(max(1, len(lines) - size + 1))]
        return self._sized[size]

    def _is_like(self, quote: str, least: float) -> bool:
        wanted = sorted({squeeze(line)[:_WIDEST] for line in quote.split("\n")}, key=lambda line: (-len(line), line))
        for needle in wanted[:_MOST_LIKE]:
            wide = [text for text in self._bare_lines if len(text) >= len(needle) // 2]
            if needle and process.extractOne(needle, wide, scorer=fuzz.partial_ratio, score_cutoff=least):
                return True
        return False

    @cached_property
    def _bare_lines(self) -> tuple[str, ...]:
        bare = (squeeze(without_leader(line))[:_WIDEST] for line in self.source.lines if line.strip())
        return tuple(dict.fromkeys(bare))


def _distance(place: Extent, near: Extent | None) -> int:
    if near is None or place.overlaps(near):
        return 0
    return place.start - near.end if place.start > near.end else near.start - place.end
