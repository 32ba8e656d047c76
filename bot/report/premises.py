"""Refuted findings that fall with one and the same false premise, so that the disproof is said once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.evidence import Evidence
from bot.model.place import Lines
from bot.model.report import MergedFinding
from bot.report.wording import deciding


@dataclass(frozen=True, slots=True)
class Group:
    """Refuted findings in the order of the report; `shared` disproves all of them, None for a finding alone."""

    shared: Evidence | None
    findings: tuple[MergedFinding, ...]


def grouped(refuted: Sequence[MergedFinding]) -> tuple[Group, ...]:
    """The findings in groups: first those that share a premise and the lines against it, then each of the rest."""
    disproofs = {finding.id: deciding(finding) for finding in refuted}
    places = {name: {at: entry for entry in reversed(seen) for at in entry.lines} for name, seen in disproofs.items()}
    members: dict[Lines, list[MergedFinding]] = defaultdict(list)
    neighbours = _neighbours(refuted)
    for finding in refuted:
        place = _best_place(finding, neighbours[finding.id], places)
        if place is not None:
            members[place].append(finding)
    groups = [Group(places[found[0].id][place], tuple(found)) for place, found in members.items() if len(found) > 1]
    together = {finding.id for group in groups for finding in group.findings}
    return (*groups, *(Group(None, (finding,)) for finding in refuted if finding.id not in together))


def _neighbours(refuted: Sequence[MergedFinding]) -> dict[str, set[str]]:
    known = {finding.id for finding in refuted}
    neighbours: dict[str, set[str]] = {finding.id: set() for finding in refuted}
    for finding in refuted:
        for related in finding.related:
            if related.how == "same-premise" and related.finding in known:
                neighbours[finding.id].add(related.finding)
                neighbours[related.finding].add(finding.id)
    return neighbours


def _best_place(finding: MergedFinding, neighbours: set[str], places: dict[str, dict[Lines, Evidence]]) -> Lines | None:
    """The disproving lines that most neighbours share; of equal ones the first in the file."""
    shared = {at: sum(at in places[other] for other in neighbours) for at in places[finding.id]}
    ranked = sorted((-count, at) for at, count in shared.items() if count)
    return ranked[0][1] if ranked else None
