"""Sections to groups: the units that speak of one defect, cut where a sentence turns to another."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.model.claim import Role
from bot.model.kinds import KINDS
from bot.parser.sections import Section
from bot.parser.units import Unit

_WHOLE_LISTING = re.compile(
    r"\b(?:updated|complete|full|final|entire|whole|revised|modified|corrected|fixed)\b[^.]{0,60}\b(?:code|version|file|function|method|class|implementation|listing)\b", re.IGNORECASE
)


@dataclass(slots=True)
class Group:
    """What will be one finding: the section it stands in and its units in order."""

    section: Section
    units: list[Unit] = field(default_factory=list)

    def kinds(self) -> set[str]:
        """The specific kinds of defects that its assertions name, advice aside."""
        return {kind for unit in self.units if not unit.advises for kind in _defects(unit)}

    def has_assertion(self) -> bool:
        """Whether something is said to be wrong, beyond a title."""
        return any(not unit.noise and (unit.drafts or unit.asserts) for unit in self.units)


@dataclass(slots=True)
class _State:
    groups: list[Group] = field(default_factory=list)
    main: Group | None = None
    left: list[Unit] = field(default_factory=list)


def groups_of(sections: Sequence[Section], *, is_inline: bool) -> tuple[tuple[Group, ...], tuple[Unit, ...]]:
    """The groups of a text, and the units that belong to none. An inline comment asserts by being where it is."""
    state = _State()
    for section in sections:
        if section.is_heading:
            state.main = None
        _section(section, state, is_inline=is_inline)
    return tuple(state.groups), tuple(state.left)


def _section(section: Section, state: _State, *, is_inline: bool) -> None:
    current: Group | None = None
    pending: list[Unit] = []
    for unit in section.units:
        if unit.noise:
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
    if current is None and _may_stand(section, pending, is_inline=is_inline):
        state.groups.append(Group(section, pending))
        state.main = state.main or state.groups[-1]
    elif current is None and state.groups and section.depth == 0 and all(unit.code for unit in pending):
        state.groups[-1].units += pending
    else:
        state.left += pending


def _is_whole_listing(unit: Unit) -> bool:
    return unit.sentence is not None and unit.sentence.text.rstrip().endswith(":") and bool(_WHOLE_LISTING.search(unit.masked))


def _may_stand(section: Section, pending: Sequence[Unit], *, is_inline: bool) -> bool:
    """Whether units without an assertion still ask for something: an inline comment, or advice in a list or a section of its own."""
    if not any(unit.sentence and not (unit.sentence.is_lead and unit.sentence is section.title) for unit in pending):
        return is_inline or any(unit.advises for unit in pending)
    return is_inline or any(unit.advises for unit in pending)


def _opens(unit: Unit, current: Group | None) -> bool:
    if unit.code is not None:
        return False
    if current is None:
        return bool(unit.drafts) or unit.asserts
    mine, theirs = _defects(unit), current.kinds()
    if unit.adds:
        return bool(mine - theirs) or (unit.asserts and not unit.advises and current.has_assertion() and not mine)
    return bool(theirs and mine and not (mine & theirs) and not unit.continues and not unit.impacts and not unit.advises)


def _defects(unit: Unit) -> set[str]:
    return {draft.kind for draft in unit.drafts if draft.role is Role.PREDICATE and KINDS[draft.kind].family != "general"}


def is_title_only(units: Iterable[Unit]) -> bool:
    """Whether nothing but leads stands in these units."""
    return all(unit.sentence is not None and unit.sentence.is_lead for unit in units)
