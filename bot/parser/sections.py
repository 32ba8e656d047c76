"""Units to sections: the stretches of a review that speak of one thing, as its headings, lists and paragraphs divide it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from bot.parser.claims.places import lines_in, path_in
from bot.parser.grading import category_in, severity_in
from bot.parser.text import Block, BlockKind, Sentence
from bot.parser.units import Unit

_STEPS = re.compile(
    r"\b(?:fix(?:es|ed)?|steps?|how (?:you|to|the|it)|modif\w*|examples?|options?|solutions?|instead|approach(?:es)?|ways?|following changes|such as|when|because|means|includ\w+|either|consider|recommend\w*|should|could)\b",
    re.IGNORECASE,
)
_FINDINGS_FOLLOW = re.compile(
    r"\b(?:issues?|problems?|suggestions?|findings?|comments?|concerns?|improvements?|recommendations?|observations?|points?|nits?|notes?|defects?|bugs|vulnerabilities|errors|things|remarks)\b[^.]{0,60}\W*$", re.IGNORECASE
)
_ANNOUNCES = re.compile(
    r"\b(?:issues|problems|suggestions|findings|comments|concerns|improvements|recommendations|observations|points|nits|notes|defects|bugs|"
    r"vulnerabilities|errors|things|remarks|follow-ups|considerations|clarifications|questions|corrections|changes|inconsistencies|mistakes)\b"
    r"[^.]{0,60}:\W*$",
    re.IGNORECASE,
)
"""A list of points follows, not of steps or details."""
_OPENS = re.compile(r"^\W*(?:(?:issue|problem|finding|bug|nit|nitpick|warning|concern|suggestion|vulnerability|defect|observation|comment)\s*#?\d*\s*[:.)–-]|\d{1,3}[.)]\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """What headings and leads above a section say of it: a file, lines, a grade."""

    path: str | None = None
    lines: tuple[int, int] | None = None
    severity: str | None = None
    category: str | None = None


@dataclass(slots=True)
class Section:
    """Units that speak of one thing; `title` is the lead that opens it, `depth` that of its list item (0: none).

    `joins_lists`: its lists are steps or details, not points of their own. `is_title_only`: its item was no more than a
    title, so the paragraphs behind it are its text although the writer did not indent them.
    """

    context: Context
    title: Sentence | None = None
    depth: int = 0
    is_heading: bool = False
    units: list[Unit] = field(default_factory=list)
    joins_lists: bool = False
    is_title_only: bool = False

    @property
    def first_label(self) -> str:
        """The label that its text begins with, after its title."""
        return next((unit.label for unit in self.units if unit.sentence is not self.title or unit.label), "")

    @property
    def has_body(self) -> bool:
        """Whether something was asserted in it beyond its title."""
        return any(not unit.noise and (unit.drafts or unit.asserts) and unit.sentence is not self.title for unit in self.units)

    @property
    def has_point(self) -> bool:
        """Whether something was asserted in it already."""
        return any(not unit.noise and (unit.drafts or unit.asserts) for unit in self.units)


def sections_of(units: Sequence[Unit], *, is_inline: bool = False) -> tuple[Section, ...]:
    """Divide the units of one text; every unit lands in exactly one section, in order.

    A comment on a line speaks of one thing more often than the body of a review: its lists are details of what stands
    above them unless several points were announced.
    """
    heading = Context()
    sections = [Section(heading)]
    for block, members in groupby(units, key=lambda unit: unit.block):
        group = list(members)
        if block.kind is BlockKind.HEADING and _is_part(group[0], sections[-1], is_inline=is_inline):
            pass
        elif block.kind is BlockKind.HEADING or _is_file_title(block, group):
            heading = _context(group, Context())
            sections.append(Section(heading, _lead(group), is_heading=True))
        elif block.kind is BlockKind.ROW or (block.kind is BlockKind.ITEM and _item_opens(block, group[0], sections[-1], is_inline=is_inline)):
            sections.append(Section(_context(group[:1], heading), _lead(group), block.depth, is_title_only=_is_short_title(group)))
        elif block.kind is BlockKind.PARAGRAPH and _paragraph_opens(block, group, sections[-1], is_inline=is_inline):
            sections.append(Section(_context(group[:1], heading), _lead(group)))
        sections[-1].units += group
    return _without_announcements([section for section in sections if section.units])


def _without_announcements(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Sections whose last words only announce the list that follows ("Two issues:") lose those words as noise."""
    for section, following in pairwise(sections):
        last = section.units[-1]
        if not following.depth or section.depth or section.is_heading or last.sentence is None or last.noise:
            continue
        if _ANNOUNCES.search(last.masked) and len(last.sentence.codes) < 2:
            section.units[-1] = replace(last, noise="preamble", drafts=(), asserts=False)
    return tuple(sections)


def _is_part(first: Unit, section: Section, *, is_inline: bool) -> bool:
    """Whether a unit begins a part of the finding that a section is about, by a label of its own ("Impact: ...")."""
    if not first.label or not section.units or first.label == section.first_label:
        return False
    if first.label == "problem":
        return not section.has_body or (is_inline and not any(unit.label == "problem" for unit in section.units))
    return section.has_point or section.title is not None or bool(section.first_label)


def _is_file_title(block: Block, group: Sequence[Unit]) -> bool:
    """Whether a paragraph is no more than the name of a file: the heading of what follows."""
    sentence = group[0].sentence
    if block.kind is not BlockKind.PARAGRAPH or block.depth or len(group) > 1 or sentence is None or len(sentence.codes) != 1:
        return False
    return path_in(sentence.codes[0].text) is not None and not re.search(r"\w", sentence.masked.replace("«0»", "").replace("File", ""))


def _item_opens(block: Block, first: Unit, section: Section, *, is_inline: bool) -> bool:
    if _is_part(first, section, is_inline=is_inline):
        return False
    if section.joins_lists and block.depth >= section.depth:
        return False
    last = section.units[-1] if section.units else None
    if section.depth and block.depth > section.depth:
        return not section.has_point
    if section.depth or last is None or last.sentence is None or section.is_heading or not section.has_point:
        return True
    if is_inline and not _ANNOUNCES.search(last.masked):
        section.joins_lists = True
        return False
    joins = last.sentence.text.rstrip().endswith(":") and bool(_STEPS.search(last.masked)) and not _FINDINGS_FOLLOW.search(last.masked)
    section.joins_lists = joins
    return not joins


def _paragraph_opens(block: Block, group: list[Unit], section: Section, *, is_inline: bool) -> bool:
    if block.depth or not section.units or _is_part(group[0], section, is_inline=is_inline):
        return False
    if section.depth and not section.joins_lists and not section.is_title_only:
        return True
    first = group[0]
    if not section.has_point:
        return False
    if _OPENS.search(first.masked) or (first.sentence and first.sentence.is_lead and not first.continues and not first.advises and _is_title(first)):
        return True
    return first.adds and any(unit.asserts or unit.drafts for unit in group)


def _is_short_title(group: Sequence[Unit]) -> bool:
    """Whether an item is a title: one short sentence without an end, or a lead."""
    sentence = group[0].sentence
    if len(group) > 1 or sentence is None:
        return False
    return sentence.is_lead or (len(sentence.masked.split()) <= 10 and not sentence.text.rstrip().endswith((".", "!", "?")))


def _is_title(unit: Unit) -> bool:
    """Whether a lead is a title of its own rather than an introduction to what it shows."""
    sentence = unit.sentence
    return sentence is not None and not _STEPS.search(sentence.masked) and not sentence.text.rstrip().endswith(":") or bool(sentence and sentence.text.lstrip().startswith(("**", "__")))


def _lead(group: Iterable[Unit]) -> Sentence | None:
    first = next(iter(group), None)
    return first.sentence if first and first.sentence and first.sentence.is_lead else None


def _context(group: Sequence[Unit], above: Context) -> Context:
    """What the first words of a section say of its place and grade, else what stands above it."""
    if not group or group[0].sentence is None:
        return above
    sentence = group[0].sentence
    path, lines = above.path, lines_in(sentence.masked) or above.lines
    for code in sentence.codes:
        if found := path_in(code.text):
            path, lines = found[0], found[1] or lines
            break
    return Context(path, lines, severity_in(sentence.masked) or above.severity, category_in(sentence.masked) or above.category)
