"""Sections to groups: the units that speak of one defect, cut where a sentence turns to another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bot.model.claim import Role
from bot.model.kinds import KINDS
from bot.parser.claims.cue import number_of
from bot.parser.claims.places import path_in
from bot.parser.sections import Section
from bot.parser.text import BlockKind
from bot.parser.units import Unit

_WHOLE_LISTING = re.compile(
    r"\b(?:updated|complete|full|final|entire|whole|revised|modified|corrected"
    r"|fixed)\b[^.]{0,60}\b(?:code|version|file|function|method|class|implementation|listing)\b",
    re.IGNORECASE,
)


_FIX_OF = re.compile(
    r"^\W*(?:(?:suggested|proposed|recommended|possible) )?(?:fix|solution|patch|change|correction) (?:for|of|to) "
    r"(?:(?:issue|finding|item|point|number|problem|no\.?) )?#?(?P<item>\d{1,2})\W*$",
    re.IGNORECASE,
)


_ANSWERS = re.compile(
    r"^\W*to (?:fix|address|resolve|mitigate|correct|solve) (?:this|that|it|the(?: "
    r"(?P<number>first|second|third|fourth|fifth|last|main|primary))? (?:issue|problem"
    r"|vulnerability|bug|defect|finding))\b",
    re.IGNORECASE,
)


_ADDS_ON = re.compile(
    r"^\W*(?:also|additionally|in addition|moreover|furthermore|besides|similarly),? (?:this|it"
    r"|that|these|those|they|such|the (?:same|current|above))\b",
    re.IGNORECASE,
)
_RUNTIME = frozenset({"errors", "general", "label"})
"""Families of kinds of which one often follows from another."""
_FEW = 2
_TELLING = 100
"""So many units of a group are asked what it is about, so that a text without end costs no more than its length."""


@dataclass(slots=True)
class Group:
    """What will be one finding: the section it stands in and its units in order."""

    section: Section
    units: list[Unit] = field(default_factory=list)

    @property
    def head(self) -> Sequence[Unit]:
        """The units that tell what the group is about: all of them, unless there are very many."""
        return self.units[:_TELLING]

    def kinds(self) -> set[str]:
        """The specific kinds of defects that its assertions name, advice aside."""
        return {kind for unit in self.head if not unit.advises for kind in _defects(unit)}

    def has_assertion(self) -> bool:
        """Whether something is said to be wrong, beyond a title."""
        return any(not unit.noise and (unit.drafts or unit.asserts) for unit in self.head)


@dataclass(slots=True)
class _State:
    groups: list[Group] = field(default_factory=list)
    main: Group | None = None
    left: list[Unit] = field(default_factory=list)


def groups_of(sections: Sequence[Section], *, is_inline: bool) -> tuple[tuple[Group, ...], tuple[Unit, ...]]:
    """The groups of a text, and the units that belong to none. An inline comment asserts by being where it is."""
    state = _State()
    points = _points(sections)
    for section in sections:
        if section.is_heading:
            state.main = None
        _section(section, state, may_stand=is_inline or section.is_point or id(section) in points)
    return tuple(state.groups), tuple(state.left)


def _points(sections: Sequence[Section]) -> frozenset[int]:
    """The identities of list items and rows of which at least two, and half, say that something is wrong: so the others do too."""
    lists: list[list[Section]] = []
    for depth, members in groupby(sections, key=lambda section: section.depth):
        listed = [
            section
            for section in members
            if (depth or _is_row(section)) and any(not unit.noise and unit.sentence for unit in section.units)
        ]
        if lists and listed and _goes_on(lists[-1][-1], listed[0]):
            lists[-1] += listed
        elif listed:
            lists.append(listed)
    points: list[int] = []
    for listed in lists:
        told = sum(1 for section in listed if section.has_point)
        if told >= 2 and told * 2 >= len(listed):
            points += [id(section) for section in listed]
    return frozenset(points)


def _goes_on(last: Section, first: Section) -> bool:
    """Whether an item has the number behind that of another one: one list, though a heading stands between."""
    before, number = last.units[0].block.number, first.units[0].block.number
    return before is not None and number == before + 1


def _is_row(section: Section) -> bool:
    return bool(section.units) and section.units[0].block.kind is BlockKind.ROW


def _section(section: Section, state: _State, *, may_stand: bool) -> None:
    current: Group | None = None
    pending: list[Unit] = []
    answered = _answered(section, state)
    for unit in section.units:
        if unit.noise:
            continue
        if answered is not None:
            answered.units.append(unit)
            continue
        if state.main is not None and current is not state.main and _is_whole_listing(unit):
            current = state.main
            current.units.append(unit)
        elif _opens(unit, current):
            current = Group(section, [*pending, unit])
            pending = []
            state.groups.append(current)
            state.main = state.main or current
        elif current is not None:
            current.units.append(unit)
        else:
            pending.append(unit)
    if not pending:
        return
    if section.is_apart:
        state.left += pending
    elif current is None and _may_stand(pending, is_point=may_stand or _is_located(section, pending)):
        state.groups.append(Group(section, pending))
        state.main = state.main or state.groups[-1]
    elif current is None and state.groups and section.depth == 0 and all(unit.code for unit in pending):
        state.groups[-1].units += pending
    else:
        state.left += pending


def _answered(section: Section, state: _State) -> Group | None:
    """The group whose fix a section is ("To fix the second issue, ..."), when it opens by saying so."""
    first = next((unit for unit in section.units if not unit.noise and unit.sentence), None)
    if first and not section.depth and (item := _FIX_OF.match(first.masked)):
        numbered = (one for one in state.groups if one.section.units[0].block.number == int(item["item"]))
        return next(numbered, None)
    found = _ANSWERS.search(first.masked) if first else None
    if found is None or not state.groups or section.is_heading or section.depth:
        return None
    number = 1 if found["number"] in ("main", "primary") else number_of(found["number"]) or -1
    index = number - 1 if number > 0 else -1
    return state.groups[index] if index < len(state.groups) else None


def _is_whole_listing(unit: Unit) -> bool:
    return (
        unit.sentence is not None
        and unit.sentence.text.rstrip().endswith(":")
        and bool(_WHOLE_LISTING.search(unit.masked))
    )


def _is_located(section: Section, pending: Sequence[Unit]) -> bool:
    """Whether a section says itself where it is, and more: what stands at a place asserts by standing there."""
    is_placed = section.context.path is not None and section.context.lines is not None
    if not is_placed and not section.is_at_place and not any(unit.part == "place" for unit in pending):
        return False
    return any(
        unit.sentence is not None and unit.sentence is not section.title and unit.part != "place" for unit in pending
    )


def _may_stand(pending: Sequence[Unit], *, is_point: bool) -> bool:
    """Whether units without an assertion still say something: those of an inline comment or a list of points, and advice anywhere."""
    if all(_says_little(unit) for unit in pending):
        return False
    return is_point or any(unit.advises for unit in pending)


def _says_little(unit: Unit) -> bool:
    """Whether it is a word or two, as in a list of what was looked at ("Logic", "Tests"), and no assertion."""
    if unit.sentence is None or unit.drafts or unit.asserts or unit.advises or unit.sentence.codes:
        return False
    return len(unit.masked.split()) <= _FEW


def _opens(unit: Unit, current: Group | None) -> bool:
    if unit.code is not None:
        return False
    if current is None:
        return unit.asserts or (bool(unit.drafts) and not _is_cell_of_label(unit))
    if unit.part and unit.part != "problem":
        return False
    if all(other.part == "place" or other.is_label or _is_title_of(other, current.section) for other in current.head):
        return False
    mine, theirs = _defects(unit), current.kinds()
    if unit.adds:
        if _ADDS_ON.search(unit.masked) and not mine - theirs:
            return False
        return bool(mine - theirs) or (unit.asserts and not unit.advises and current.has_assertion() and not mine)
    if unit.continues or unit.impacts or unit.advises or not mine or mine & theirs:
        return False
    if theirs and all(KINDS[kind].is_nit for kind in theirs) and not unit.label:
        return True
    if theirs:
        return not _is_consequence(unit, current) and not unit.label
    if all(KINDS[kind].is_nit for kind in mine) and not unit.label and current.has_assertion():
        return True
    is_consequence = all(_is_runtime(kind) for kind in mine)
    return not is_consequence and current.has_assertion() and _is_elsewhere(unit, current)


def _is_cell_of_label(unit: Unit) -> bool:
    """Whether a cell of a table holds a label alone ("CWE-20"), of which the text behind the table tells more."""
    return unit.block.kind is BlockKind.ROW and all(draft.role is Role.LABEL for draft in unit.drafts)


def _is_title_of(unit: Unit, section: Section) -> bool:
    return unit.sentence is not None and unit.sentence is section.title


def _is_runtime(kind: str) -> bool:
    return KINDS[kind].family in _RUNTIME or kind in ("compile-error", "syntax-error")


def _is_consequence(unit: Unit, current: Group) -> bool:
    """Whether both speak of what goes wrong at run time, and not plainly of two things: one explains the other."""
    ours = [draft for draft in unit.drafts if draft.role is Role.PREDICATE]
    theirs = [draft for other in current.head for draft in other.drafts if draft.role is Role.PREDICATE]
    if not all(_is_runtime(draft.kind) for draft in ours):
        return False
    named, before = ({draft.subject for draft in drafts if draft.subject} for drafts in (ours, theirs))
    return not (named and before and not named & before)


def _is_elsewhere(unit: Unit, current: Group) -> bool:
    """Whether a sentence names code, the group before it does too, and none of it is the same."""
    named = _names(unit)
    before = {name for other in current.head for name in _names(other)}
    return bool(named and before and not named & before)


def _names(unit: Unit) -> set[str]:
    """The code that a sentence names, files aside."""
    return {code.text for code in unit.sentence.codes if path_in(code.text) is None} if unit.sentence else set()


def _defects(unit: Unit) -> set[str]:
    return {
        draft.kind for draft in unit.drafts if draft.role is Role.PREDICATE and KINDS[draft.kind].family != "general"
    }
