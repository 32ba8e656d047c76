"""Where something stands: lines of a file, and how a claim was led there."""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Which of the two trees of a change: head (new) or base (old)."""

    NEW = "new"
    OLD = "old"


class Rung(StrEnum):
    """How an anchor was found, best first; the order of the members is the order of trust."""

    EXACT_QUOTE = "exact-quote"
    MOVED_QUOTE = "moved-quote"
    COMMENTED_OUT = "commented-out"
    NEAR_QUOTE = "near-quote"
    FUZZY_QUOTE = "fuzzy-quote"
    SYMBOL = "symbol"
    LINE = "line"
    OTHER_FILE = "other-file"
    SOLE_FILE = "sole-file"
    FILE = "file"
    NONE = "none"


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """An inclusive range of 1-based lines of one file that the context names."""

    start: int
    end: int

    def __contains__(self, line: object) -> bool:
        return isinstance(line, int) and self.start <= line <= self.end

    def overlaps(self, other: "Extent") -> bool:
        """Whether the two ranges share a line."""
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Lines:
    """An inclusive range of 1-based lines in the file at `path` of the head tree: what evidence shows."""

    path: str
    start_line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Location:
    """Where a claim or finding is taken to point; lines are None when only the file is known, path when nothing is."""

    path: str | None = None
    start_line: int | None = None
    end_line: int | None = None
    side: Side = Side.NEW
    rung: Rung = Rung.NONE
    in_diff: bool = False

    @property
    def extent(self) -> Extent | None:
        """The lines, or None when only a file (or nothing) is known."""
        if self.start_line is None:
            return None
        return Extent(self.start_line, self.end_line or self.start_line)


NOWHERE = Location()


@dataclass(frozen=True, slots=True)
class Claimed:
    """The place that the words of a review name, before anybody looked whether it exists."""

    path: str | None = None
    start_line: int | None = None
    end_line: int | None = None
    side: Side = Side.NEW
