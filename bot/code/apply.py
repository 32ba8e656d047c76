"""Applies a proposed block of code to a text, whatever its form, and says how: pure functions from text to text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.code.blocks import (
    elisions,
    hunks,
    is_diff,
    listing,
    margin_of,
)
from bot.code.definitions import replace_definitions
from bot.code.patches import as_hunk, by_hunks
from bot.code.rows import Applied, How, Row, Shape, applied, common, lines_of, merged, refused, rows_of
from bot.code.snippets import fit, fitted
from bot.code.target import MOST_CHARACTERS, Target, in_words
from bot.model.facts import Definition

MOST_LINES = 20_000
_ENOUGH_EQUAL = 0.8
_ENOUGH_OF_FEW = 0.5
_SHORT = 10
_RANGE = re.compile(r"^suggestion:-(\d{1,3})\+(\d{1,3})$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A block as the review shows it. `before`: the lines of the block that shows what it replaces, where there is one.

    `definitions`: those of the block's text once its common indentation is cut, where its language is read whole.
    """

    text: str
    info: str = ""
    is_suggestion: bool = False
    before: str | None = None
    definitions: tuple[Definition, ...] = ()


def apply_block(proposal: Proposal, target: Target) -> Applied:
    """The text with the block in its place, by the block's form; `applies` is no where there is no such place."""
    lines, old = lines_of(proposal.text), lines_of(target.text)
    if max(len(lines), len(old)) > MOST_LINES or max(len(proposal.text), len(target.text)) > MOST_CHARACTERS:
        return refused(Shape.SNIPPET, target.text, "it is too long to be applied")
    known = frozenset(line.strip() for line in old)
    left_out = elisions(lines, known)
    if proposal.is_suggestion and target.near is not None:
        return _at_range(lines, proposal.info, target, left_out)
    if is_diff(lines, proposal.info):
        bare = [line[1:] if line.startswith(("+", "-", " ")) else line for line in lines]
        return by_hunks(Shape.DIFF, hunks(lines), target, elisions(bare, known))
    if not proposal.text.strip():
        return refused(Shape.SNIPPET, target.text, "it is empty")
    numbered = listing(lines)
    if numbered is not None:
        return _by_numbers(numbered.lines, numbered.numbers[0], target)
    if proposal.before is not None:
        return by_hunks(Shape.PAIR, [as_hunk(proposal.before, lines)], target, left_out)
    if proposal.definitions:
        found = replace_definitions(lines, proposal.definitions, old, target.definitions, target.near)
        if found is not None:
            rows, why, is_partial = found
            return applied(target.text, rows, How(Shape.DEFINITION, why, left_out, is_partial))
    return apply_snippet(lines, target, left_out)


def apply_snippet(lines: Sequence[str], target: Target, left_out: frozenset[int] = frozenset()) -> Applied:
    """The text with bare lines of code fitted in where most of their statements stand already."""
    old = lines_of(target.text)
    found = fit(lines, old, left_out, target.near)
    if found is None:
        return refused(Shape.SNIPPET, target.text, "no line of the file is like it")
    rows, is_loose = fitted(found, lines, old, left_out)
    first, last = found.theirs[found.pairs[0][1]].start + 1, found.theirs[found.pairs[-1][1]].end + 1
    return applied(target.text, rows, How(Shape.SNIPPET, f"fits in at {in_words(first, last)}", left_out, is_loose))


def _at_range(lines: Sequence[str], info: str, target: Target, left_out: frozenset[int]) -> Applied:
    near = target.near
    old = lines_of(target.text)
    if near is None or near.start < 1 or near.start > len(old):
        return refused(Shape.SUGGESTION, target.text, "the file has no such line")
    wider = _RANGE.match(info.strip())
    above, below = (int(wider.group(1)), int(wider.group(2))) if wider else (0, 0)
    first, last = max(1, near.start - above), min(len(old), near.end + below)
    new = [Row(line, None, at) for at, line in enumerate(lines, 1)]
    if lines == [""]:
        new = []
    every = rows_of(old)
    rows = [*every[: first - 1], *merged(every[first - 1 : last], new, left_out), *every[last:]]
    return applied(target.text, rows, How(Shape.SUGGESTION, f"replaces {in_words(first, last)}", left_out))


def _by_numbers(lines: Sequence[str], start: int, target: Target) -> Applied:
    """A listing at its own numbers, if what stands there is mostly the same; otherwise wherever its lines fit."""
    old = lines_of(target.text)
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    left_out = elisions(lines, frozenset(line.strip() for line in old))
    first = start - 1
    window = old[first : first + len(lines) + max(5, len(lines) // 5)]
    pairs = common(lines, window, is_open=True)
    filled = sum(1 for line in lines if line.strip())
    equal = sum(1 for i, _ in pairs if lines[i].strip())
    enough = _ENOUGH_EQUAL if filled >= _SHORT else _ENOUGH_OF_FEW
    own = next((i == j for i, j in pairs if lines[i].strip()), False)
    if not own or (equal < enough * filled and not _are_ends_equal(lines, pairs)):
        return apply_snippet(lines, target, left_out)
    last = min(len(old), first + pairs[-1][1] + 1 + (len(lines) - 1 - pairs[-1][0]))
    every = rows_of(old)
    new = [Row(line, None, at) for at, line in enumerate(lines, 1)]
    rows = [*every[:first], *merged(every[first:last], new, left_out), *every[last:]]
    return applied(target.text, rows, How(Shape.LISTING, f"replaces {in_words(first + 1, last)}", left_out))


def _are_ends_equal(lines: Sequence[str], pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether the first and the last line with text are among the pairs, the first one at its own number."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    paired = dict(pairs)
    return len(filled) > 1 and paired.get(filled[0]) == filled[0] and filled[-1] in paired


def dedented(text: str) -> str:
    """A block without its common indentation, line by line in the same place."""
    lines = lines_of(text)
    margin = margin_of(lines)
    return "\n".join(line[len(margin) :] if line.strip() else "" for line in lines) + "\n"
