"""Sections of a message on Gerrit: which entries each has, and which go first where not all fit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.model.neutral import shorten
from bot.model.utf16 import cut_utf16, utf16_length

LONGEST_LINE = 490
"""Characters of a line, after which mail programs and people lose their place."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list that tells of `number` findings; `intro` is a line to stand before it, the first of several."""

    text: str
    number: int = 1
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the number of everything in it, and its entries; sections of a lower `rank` are cut first."""

    title: str
    entries: tuple[Entry, ...]
    rank: int
    hidden: int = 0

    def lines(self) -> list[str]:
        """The section as lines, an empty one before each list."""
        lines = ["", self.title]
        for at, entry in enumerate(self.entries):
            lines += [*([""] if at else []), shorten(entry.intro, LONGEST_LINE)] if entry.intro else []
            lines.append(f"* {shorten(entry.text, LONGEST_LINE)}".rstrip())
        if self.hidden:
            lines.append(f"* and {self.hidden} more" if self.entries else f"* {self.hidden} not shown here")
        return lines

    def with_at_most(self, entries: int) -> "Section":
        """The first few entries; the findings of the others are counted."""
        gone = sum(entry.number for entry in self.entries[entries:])
        return replace(self, entries=self.entries[:entries], hidden=self.hidden + gone)


def line_of(first: str, rest: Sequence[str]) -> str:
    """Sentences on one line, as many of `rest`, in order, as it has room for."""
    line = first
    for sentence in rest:
        if sentence and utf16_length(line) + utf16_length(sentence) < LONGEST_LINE:
            line += f" {sentence}"
    return line


def fitted(head: Sequence[str], sections: Sequence[Section], room: int) -> str:
    """All of it in at most `room` UTF-16 units: entries go from the end of the section with the lowest rank first."""
    head = [shorten(line, LONGEST_LINE) for line in head]
    kept = list(sections)
    excess = utf16_length(_text(head, kept)) - room
    for at in sorted(range(len(kept)), key=lambda at: kept[at].rank):
        if excess <= 0:
            break
        number = _entries_that_fit(kept[at], excess)
        before = utf16_length("\n".join(kept[at].lines()))
        kept[at] = kept[at].with_at_most(number)
        excess -= before - utf16_length("\n".join(kept[at].lines()))
    return cut_utf16(_text(head, kept), room)


def _entries_that_fit(section: Section, excess: int) -> int:
    """How many entries may stay where so many units have to go, with room for the line that counts the others."""
    gone = -40
    for at in range(len(section.entries) - 1, -1, -1):
        entry = section.entries[at]
        gone += utf16_length(shorten(entry.text, LONGEST_LINE)) + 3 + (3 if entry.intro else 0)
        if gone >= excess:
            return at
    return 0


def _text(head: Sequence[str], sections: Sequence[Section]) -> str:
    return "\n".join([*head, *(line for section in sections for line in section.lines())]) + "\n"
