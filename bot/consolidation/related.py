"""Which merged findings belong together without being the same: by a false premise, a comment in the code, a topic."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.consolidation.item import last_part
from bot.consolidation.likeness import Pair
from bot.model.claim import Role
from bot.model.evidence import Verdict
from bot.model.kinds import KINDS
from bot.model.place import Lines
from bot.model.report import MergedFinding, Related

_MOST = 8
"""Relations of one finding that are shown."""

_NEIGHBOURS = 4
"""In a bucket of many, each is related to this many that follow, so that the effort stays linear."""

_WIDE = 12
"""Evidence about more lines than these is about a file, not about a construct."""

_HOW = ("same-premise", "restates-comment", "same-topic")


def with_relations(
    findings: Sequence[MergedFinding], topics: Iterable[tuple[Pair, float]]
) -> tuple[MergedFinding, ...]:
    """The findings, in the same order, each with the others that it is related to; `topics`: pairs with alike words."""
    found: dict[Pair, tuple[int, float]] = {}
    for pair, likeness in topics:
        _note(found, pair, (2, -likeness))
    for rank, buckets in enumerate((_premises(findings), _comments(findings), _kinds(findings))):
        for pair in _pairs(buckets):
            _note(found, pair, (rank, 0.0))
    return _linked(findings, found)


def _note(found: dict[Pair, tuple[int, float]], pair: Pair, how: tuple[int, float]) -> None:
    found[pair] = min(found.get(pair, how), how)


def _linked(findings: Sequence[MergedFinding], found: Mapping[Pair, tuple[int, float]]) -> tuple[MergedFinding, ...]:
    links: list[list[Related]] = [[] for _ in findings]
    for (one, other), (rank, _) in sorted(found.items(), key=lambda entry: (entry[1], entry[0])):
        if len(links[one]) < _MOST and len(links[other]) < _MOST:
            links[one].append(Related(findings[other].id, _HOW[rank]))
            links[other].append(Related(findings[one].id, _HOW[rank]))
    return tuple(replace(finding, related=tuple(own)) for finding, own in zip(findings, links, strict=True))


def _pairs(buckets: Mapping[Hashable, Sequence[int]]) -> Iterator[Pair]:
    for members in buckets.values():
        unique = sorted(set(members))
        for position, one in enumerate(unique):
            yield from ((one, other) for other in unique[position + 1 : position + 1 + _NEIGHBOURS])


def _premises(findings: Sequence[MergedFinding]) -> dict[Hashable, list[int]]:
    """Findings with refuted claims that rest on the same lines, or misread the same construct of the same file."""
    buckets: dict[Hashable, list[int]] = {}
    for index, finding in enumerate(findings):
        refuted = {one.claim.id: one.claim for one in finding.claims if _is_refuted_ground(one.claim.role, one.verdict)}
        for claim in refuted.values():
            if name := last_part(claim.subject):
                buckets.setdefault((finding.location.path, name), []).append(index)
        for seen in finding.evidence:
            if seen.claim in refuted and _is_about_a_place(refuted[seen.claim].kind):
                for key in _single_lines(seen.lines):
                    buckets.setdefault(key, []).append(index)
    return buckets


def _is_refuted_ground(role: Role, verdict: Verdict) -> bool:
    return verdict is Verdict.REFUTED and role in {Role.PREMISE, Role.PREDICATE}


def _is_about_a_place(kind: str) -> bool:
    """Whether a claim is about what stands or happens at some lines, and not about a name or text that is there too.

    That nothing of a sort is done anywhere, as security and errors have it, is shown at some line, but not by it.
    """
    return kind not in KINDS or KINDS[kind].family not in {"names", "text", "security", "errors"}


def _single_lines(lines: Iterable[Lines]) -> Iterator[tuple[str, int]]:
    for one in lines:
        if one.end_line - one.start_line < _WIDE:
            yield from ((one.path, number) for number in range(one.start_line, one.end_line + 1))


def _comments(findings: Sequence[MergedFinding]) -> dict[Hashable, list[int]]:
    buckets: dict[Hashable, list[int]] = {}
    for index, finding in enumerate(findings):
        for key in _single_lines(finding.restates):
            buckets.setdefault(key, []).append(index)
    return buckets


def _kinds(findings: Sequence[MergedFinding]) -> dict[Hashable, list[int]]:
    """Findings of one known kind in one file, and those that tell of an impact of one kind."""
    buckets: dict[Hashable, list[int]] = {}
    for index, finding in enumerate(findings):
        path = finding.location.path
        if path is None or finding.kind not in KINDS:
            continue
        if KINDS[finding.kind].family != "general":
            buckets.setdefault((path, finding.kind), []).append(index)
        for one in finding.claims:
            if one.claim.role is Role.IMPACT:
                buckets.setdefault((path, one.claim.kind), []).append(index)
    return buckets
