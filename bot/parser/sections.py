"""Units to sections: the stretches of a review that speak of one thing, as its headings, lists and paragraphs divide it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from bot.parser.claims.places import path_in
from bot.parser.contexts import Context, context_of, names_place, row_context
from bot.parser.leads import STEPS, is_bold_title, is_numbered_title, is_short_title, is_title, lead_of
from bot.parser.styles import as_code, cites, is_labelled, repeated_labels
from bot.parser.text import Block, BlockKind, Sentence
from bot.parser.turns import turns
from bot.parser.units import Unit

_FINDINGS_FOLLOW = re.compile(
    r"\b(?:issues?|problems?|suggestions?|findings?|comments?|concerns?|improvements?"
    r"|recommendations?|observations?|points?|nits?|notes?|defects?|bugs|vulnerabilities|errors"
    r"|things|remarks)\b[^.]{0,60}\W*$",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\b(?:issues|problems|suggestions|findings|comments|concerns|improvements|recommendations"
    r"|observations|points|nits|notes|defects|bugs|"
    r"vulnerabilities|errors|things|remarks|follow-ups|considerations|clarifications|questions"
    r"|corrections|changes|inconsistencies|mistakes)\b"
    r"[^.]{0,60}:\W*$",
    re.IGNORECASE,
)
"""A list of points follows, not of steps or details."""
_OPENS = re.compile(
    r"^\W*(?:(?i:issue|problem|finding|bug|nit|nitpick|warning|concern|suggestion|vulnerability"
    r"|defect|observation|comment)\s*(?:#?\d*\s*[:.)–-]|#?\d{1,3} ?\()|\d{1,3}[.)]\s|"
    r"(?:(?i:lines?|ll?\.?) ?#?\d{1,6}(?: ?[-–] ?\d{1,6})?|«0»)\W{0,6}[:–—]\s|[A-Z]{3,14}(?: [A-Z]{2,14})?:\s)"
)
_NUMBERED = re.compile(
    r"^\W*(?:issue|problem|finding|bug|concern|vulnerability|defect|observation|comment"
    r"|weakness)\s*#?\d{1,3}\W*$",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"^(?:[*_]{2}|\[)(?:lines?|l)[ \t]?#?\d{1,6}(?:[ \t]?[-–][ \t]?l?\d{1,6})?:?(?:[*_]{2}|\])", re.IGNORECASE
)
_SHORT_TITLE = 9
_TELLING = 100
"""So many units of a section are asked what was named before, so that a text without end costs no more than its length."""


@dataclass(slots=True)
class Section:
    """Units that speak of one thing; `title` is the lead that opens it, `depth` that of its list item (0: none).

    `joins_lists`: its lists are steps or details, not points of their own. `is_title_only`: its item was no more than a
    title, so the paragraphs behind it are its text although the writer did not indent them. `is_point`: by its label it is
    a finding whatever its words. `is_apart`: code behind a list, which shows what no item of it says alone.
    """

    context: Context
    title: Sentence | None = None
    depth: int = 0
    is_heading: bool = False
    units: list[Unit] = field(default_factory=list)
    joins_lists: bool = False
    is_title_only: bool = False
    is_point: bool = False
    is_announced: bool = False
    is_apart: bool = False

    @property
    def first_label(self) -> str:
        """The label that its text begins with, after its title."""
        return next((unit.label for unit in self.units[:_TELLING] if unit.sentence is not self.title or unit.label), "")

    @property
    def is_at_place(self) -> bool:
        """Whether it begins with the lines it is about: cited, or named in bold."""
        return bool(self.units) and (
            (self.units[0].code is not None and self.units[0].block.is_quoted)
            or _PLACED.match(self.units[0].block.text) is not None
        )

    @property
    def is_overview(self) -> bool:
        """Whether it is only the heading of a list of findings ("Issues", "Suggestions")."""
        return self.is_heading and len(self.units) == 1 and self.units[0].label.endswith("s") and not self.has_point

    @property
    def has_body(self) -> bool:
        """Whether something was asserted in it beyond its title."""
        return any(
            not unit.noise and (unit.drafts or unit.asserts) and unit.sentence is not self.title
            for unit in self.units[:_TELLING]
        )

    @property
    def has_point(self) -> bool:
        """Whether something was asserted in it already."""
        return any(not unit.noise and (unit.drafts or unit.asserts) for unit in self.units[:_TELLING])


def sections_of(units: Sequence[Unit], *, is_inline: bool = False) -> tuple[Section, ...]:
    """Divide the units of one text; every unit lands in exactly one section, in order.

    A comment on a line speaks of one thing more often than the body of a review: its lists are details of what stands
    above them unless several points were announced.
    """
    heading = Context()
    sections = [Section(heading)]
    is_cited = not is_inline and cites(units)
    labels = repeated_labels(units)
    for block, members in groupby(units, key=lambda unit: unit.block):
        group = list(members)
        if is_cited and block.is_quoted and block.kind is BlockKind.PARAGRAPH:
            opened = Section(heading)
            opened.units.append(as_code(group))
            sections.append(opened)
            continue
        if block.kind is BlockKind.HEADING and _is_part(group[0], sections[-1], is_inline=is_inline):
            pass
        elif block.kind is BlockKind.HEADING or _is_file_title(block, group):
            heading = context_of(group[:1], Context())
            sections.append(Section(heading, lead_of(group), is_heading=True))
        elif block.kind is BlockKind.ROW or (
            block.kind is BlockKind.ITEM and _item_opens(block, group[0], sections[-1], is_inline=is_inline)
        ):
            context = row_context(block, group, heading) if block.kind is BlockKind.ROW else context_of(group, heading)
            sections.append(Section(context, lead_of(group), block.depth, is_title_only=is_short_title(group)))
        elif is_labelled(block, group[0], labels) or _is_announced(block, group[0], sections[-1]):
            sections.append(
                Section(
                    context_of(group, heading),
                    lead_of(group),
                    is_point=True,
                    is_announced=_is_announced(block, group[0], sections[-1]),
                )
            )
        elif block.kind is BlockKind.PARAGRAPH and _paragraph_opens(block, group, sections[-1], is_inline=is_inline):
            is_point = _is_next(group[0], sections[-1])
            sections.append(Section(context_of(group, heading), lead_of(group), is_point=is_point))
        elif not sections[-1].units and block.kind is BlockKind.PARAGRAPH:
            sections[-1] = Section(context_of(group, heading), lead_of(group))
        sections[-1].units += group
    return _without_announcements([section for section in sections if section.units])


def _is_announced(block: Block, first: Unit, section: Section) -> bool:
    """Whether a paragraph is one of several points that a sentence announced ("There are a few more things:")."""
    if (
        block.kind is not BlockKind.PARAGRAPH
        or block.depth
        or not section.units
        or first.code is not None
        or first.noise
    ):
        return False
    if first.continues or first.advises or first.impacts or first.part:
        return False
    last = section.units[-1]
    if section.is_announced and section.title is not None:
        # Points with titles: what stands under a title without one belongs to it.
        return first.sentence is not None and first.sentence.is_lead
    return (section.is_announced and last.code is None) or (
        last.noise == "preamble" and _ANNOUNCES.search(last.masked) is not None
    )


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
    if not first.label or not section.units or first.label == section.first_label or section.is_overview:
        return False
    if (
        first.part == "place"
        and first.block.depth == section.depth > 0
        and section.first_label in ("", "line", "lines")
    ):
        return first.is_label
    if first.block.kind is BlockKind.HEADING and first.part == "problem" and first.label.endswith("s"):
        return False
    if first.part == "problem":
        return not section.has_body or (
            is_inline and not any(unit.part == "problem" for unit in section.units[:_TELLING])
        )
    return section.has_point or section.title is not None or bool(section.first_label)


def _is_file_title(block: Block, group: Sequence[Unit]) -> bool:
    """Whether a paragraph is no more than the name of a file: the heading of what follows."""
    sentence = group[0].sentence
    if (
        block.kind is not BlockKind.PARAGRAPH
        or block.depth
        or len(group) > 1
        or sentence is None
        or len(sentence.codes) != 1
    ):
        return False
    return path_in(sentence.codes[0].text) is not None and not re.search(
        r"\w", sentence.masked.replace("«0»", "").replace("File", "").rstrip("0123456789()")
    )


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
    joins = (
        last.sentence.text.rstrip().endswith(":")
        and bool(STEPS.search(last.masked))
        and not _FINDINGS_FOLLOW.search(last.masked)
    )
    section.joins_lists = joins
    return not joins


def _paragraph_opens(block: Block, group: list[Unit], section: Section, *, is_inline: bool) -> bool:
    if block.depth or not section.units or _is_part(group[0], section, is_inline=is_inline):
        return False
    if section.depth and not section.joins_lists and not section.is_title_only:
        return True
    first = group[0]
    if _NUMBERED.search(first.masked) or _is_placed(block, section) or _is_next(first, section):
        return True
    if names_place(first) and not first.continues:
        return True
    if is_numbered_title(first):
        return True
    if not section.has_point and not _is_opened(section):
        return False
    if _OPENS.search(first.masked) or (
        first.sentence and first.sentence.is_lead and not first.continues and not first.advises and is_title(first)
    ):
        return True
    if first.adds and any(unit.asserts or unit.drafts for unit in group):
        return True
    if is_inline or (section.is_heading and not _is_under_file(section)):
        return False
    return not _is_titled(section) and turns(first, section.units)


def _is_next(first: Unit, section: Section) -> bool:
    """Whether a paragraph begins as the one did that opened the section: with the same label of a problem, or a title in bold."""
    if first.part:
        return first.part == "problem" and any(unit.label == first.label for unit in section.units[:_TELLING])
    return is_bold_title(first.sentence) and is_bold_title(section.title) and len(section.units) > 1


def _is_under_file(section: Section) -> bool:
    """Whether the heading of a section is only the name of a file, under which anything may be said of it."""
    title = section.title
    if title is None or len(title.codes) != 1 or path_in(title.codes[0].text) is None:
        return False
    return not re.search(r"[^\W\d]", title.masked.replace("«0»", ""))


def _is_opened(section: Section) -> bool:
    """Whether a section began with a label of its own ("nit: ..."), and said more than a title with it."""
    first = next((unit for unit in section.units[:_TELLING] if not unit.noise), None)
    return first is not None and bool(_OPENS.search(first.masked)) and len(first.masked.split()) > _SHORT_TITLE


def _is_titled(section: Section) -> bool:
    """Whether a section has a title that is more than an introduction, or is as yet no more than a title."""
    if _is_under_file(section):
        return False
    blocks = {unit.block for unit in section.units[:_TELLING] if not unit.noise}
    words = section.units[0].masked
    if len(blocks) == 1 and _OPENS.search(words) and len(words.split()) <= _SHORT_TITLE:
        return True
    titles = (unit for unit in section.units[:2] if section.title is not None and unit.sentence is section.title)
    return any(not unit.noise and not unit.masked.rstrip().endswith(":") for unit in titles)


def _is_placed(block: Block, section: Section) -> bool:
    """Whether a paragraph begins with its line set in bold or brackets ("**L28** ..."), behind something said."""
    return _PLACED.match(block.text) is not None and (
        section.has_point or any(_PLACED.match(unit.block.text) for unit in section.units[:1])
    )
