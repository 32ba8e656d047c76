"""What headings, first words and table columns say of the place and grade of what follows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.parser.claims.places import lines_in, path_in
from bot.parser.grading import badge_in, category_in, severity_in
from bot.parser.text import Block, Sentence
from bot.parser.units import Unit

_AT_PLACE = re.compile(r"^\W*(?:(?:in|at|on|for)\s+)?(?:the\s+)?(?:file\s+)?«0»", re.IGNORECASE)
_LINE_COLUMN = re.compile(r"\bline|^ln?\b|location|where|place|position", re.IGNORECASE)
_GRADE_COLUMN = re.compile(r"severity|priority|level|grade|risk|impact", re.IGNORECASE)
_SHORT_CELL = 40
_CODE_FIRST = re.compile(r"\W*«0»[*_]{0,3}\s*[:–—-]")
_PATCH_SET_LINE = re.compile(
    r"\W*(?:PS|patch ?set) ?#?\d{1,4},? (?:lines?|l) ?#?\d{1,6}(?: ?[-–] ?\d{1,6})?\s*:", re.IGNORECASE
)
"""How mails of Gerrit begin what is said of a line."""
_LINES = re.compile(r"[Ll]?(\d{1,6})(?:\s*[-–]\s*[Ll]?(\d{1,6}))?")


@dataclass(frozen=True, slots=True)
class Context:
    """What headings and leads above a section say of it: a file, lines, a grade."""

    path: str | None = None
    lines: tuple[int, int] | None = None
    severity: str | None = None
    category: str | None = None


def context_of(group: Sequence[Unit], above: Context) -> Context:
    """What the first words of a section say of its place and grade, else what stands above it."""
    context = above
    for index, unit in enumerate(group[:2]):
        sentence = unit.sentence
        if sentence is None or (
            index and not (group[0].sentence and group[0].sentence.is_lead and _AT_PLACE.match(sentence.masked))
        ):
            break
        path, lines = context.path, lines_in(sentence.masked) or context.lines
        if index == 0 and (alone := _lines_alone(sentence)):
            lines = alone
        for code in sentence.codes:
            if found := path_in(code.text):
                path, lines = found[0], found[1] or lines
                break
        grade = badge_in(sentence.masked) if unit.noise == "status" else severity_in(sentence.masked)
        category = category_in(sentence.masked)
        context = Context(path, lines, grade or context.severity, category or context.category)
    return context


def _lines_alone(sentence: Sentence) -> tuple[int, int] | None:
    """Lines that stand by themselves at the head of a sentence, as code ("`12-14`: ...")."""
    if not sentence.codes or not _CODE_FIRST.match(sentence.masked):
        return None
    found = _LINES.fullmatch(sentence.codes[0].text)
    return (int(found[1]), max(int(found[1]), int(found[2] or found[1]))) if found else None


def row_context(block: Block, group: Sequence[Unit], above: Context) -> Context:
    """What the cells of a table's row say of place and grade, by the names of their columns."""
    path, lines, severity, category = None, None, None, None
    for unit in group:
        sentence = unit.sentence
        column = next(
            (
                name
                for cell, name in zip(block.cells, block.header, strict=False)
                if cell.start <= unit.span.start < cell.end
            ),
            "",
        )
        if sentence is None:
            continue
        for code in sentence.codes:
            found = path_in(code.text)
            if found and path is None and len(sentence.masked) < _SHORT_CELL:
                path, lines = found[0], found[1] or lines
        if _LINE_COLUMN.search(column):
            lines = lines or lines_in(sentence.masked) or lines_in(f"line {sentence.masked.strip(' :#L')}")
        if _GRADE_COLUMN.search(column):
            severity = severity or severity_in(f"severity: {sentence.masked}")
        category = category or (category_in(sentence.masked) if len(sentence.masked) < _SHORT_CELL else None)
    return Context(path or above.path, lines or above.lines, severity or above.severity, category or above.category)


def names_place(first: Unit) -> bool:
    """Whether a paragraph begins with the file or lines that it is about ("In `a.py`, line 3: ...", "`3-5`: ...")."""
    sentence = first.sentence
    if sentence is not None and (_lines_alone(sentence) or _PATCH_SET_LINE.match(sentence.masked)):
        return True
    if sentence is None or not sentence.codes or path_in(sentence.codes[0].text) is None:
        return False
    return _AT_PLACE.match(sentence.masked) is not None
