"""All contradictions of a run, in order and once."""

from collections.abc import Sequence

from bot.consolidation.opposites import comments_against, denials
from bot.consolidation.statements import sources_of, statements_of
from bot.consolidation.tensions import disagreeing_versions, kept_statements, naming_tensions
from bot.consolidation.votes import clean_votes
from bot.model.evidence import JudgedFinding
from bot.model.finding import ParsedReview
from bot.model.report import Contradiction, MergedFinding, Party


def contradictions_of(
    findings: Sequence[MergedFinding], groups: Sequence[Sequence[JudgedFinding]], parsed: Sequence[ParsedReview]
) -> tuple[Contradiction, ...]:
    """What cannot all hold among the findings and clean votes; `groups` holds the judged sources of each finding."""
    sources = sources_of(findings, groups)
    statements = statements_of(groups, sources)
    found = (
        *clean_votes(parsed, sources),
        *denials(statements),
        *comments_against(statements),
        *kept_statements(statements),
        *disagreeing_versions(statements),
        *naming_tensions(statements),
    )
    return tuple(dict.fromkeys(found))


def disputed(contradictions: Sequence[Contradiction]) -> frozenset[str]:
    """The findings that a statement of another finding or review contradicts while no line of code decides."""
    open_ones = [
        one for one in contradictions if not one.resolved_by and len(_findings(one.between)) + _reviews(one) > 1
    ]
    return frozenset(name for one in open_ones for name in _findings(one.between))


def _findings(parties: Sequence[Party]) -> set[str]:
    return {party.finding for party in parties if party.finding is not None}


def _reviews(one: Contradiction) -> int:
    return sum(party.review is not None for party in one.between)
