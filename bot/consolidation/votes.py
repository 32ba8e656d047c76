"""Reviews that see nothing wrong, against the findings of others inside the scope of that vote."""

import re
from collections.abc import Sequence

from bot.consolidation.statements import Source, lines_of
from bot.model.claim import Role
from bot.model.evidence import Outcome, Verdict
from bot.model.finding import Label, ParsedReview
from bot.model.kinds import KINDS
from bot.model.place import Lines
from bot.model.report import Contradiction, Party

_SECURITY = re.compile(
    r"(?<!no )(?<!non-)(?<!not a )"
    r"\b(?:security|insecure|vulnerab\w*|attackers?|exploit\w*|cwe-?\d+|denial of service|injection)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\b(?:found|identified|detected|discovered|spotted|see|there (?:is|are))\b[^.\n]{0,60}\b(?:security|vulnerab)",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\bfor (?:any )?(?:security|vulnerab)[^.\n]{0,40}\b(?:found|identified|detected)\b(?! no\b)", re.IGNORECASE
)
_CLEAN = re.compile(r"\b(?:no|not|n't|without|any)\b", re.IGNORECASE)


def clean_votes(parsed: Sequence[ParsedReview], sources: Sequence[Source]) -> tuple[Contradiction, ...]:
    """One contradiction for each scope (security, all) in which some reviews see nothing and others something."""
    found = []
    for scope in ("security", "all"):
        clean = sorted(one.review.name for one in parsed if one.says_clean == scope)
        against = [source for source in sources if source.judged.finding.review not in clean] if clean else []
        if scope == "security":
            first = _announced(parsed, sources)
            against = [s for s in against if _is_about_security(s) or (s.finding.id, s.index) in first]
        if against:
            found.append(_contradiction(scope, clean, against))
    return tuple(found)


def _contradiction(scope: str, clean: Sequence[str], against: Sequence[Source]) -> Contradiction:
    unique = {source.finding.id: source for source in against}
    reviews = {source.judged.finding.review for source in against}
    what = "security defect" if scope == "security" else "defect"
    parties = tuple(Party(review=name) for name in clean)
    parties += tuple(Party(finding=identifier) for identifier in unique)
    about = f"{_reviews(len(clean), 'sees', 'see')} no {what}, {_reviews(len(reviews), 'reports', 'report')} one"
    return Contradiction(parties, about, _deciding([source for source in unique.values()]))


def _reviews(number: int, one: str, more: str) -> str:
    return f"{number} review {one}" if number == 1 else f"{number} reviews {more}"


def _deciding(against: Sequence[Source]) -> tuple[Lines, ...]:
    """The lines that decide: of what is confirmed; or, where all of it is refuted, of the disproofs."""
    verdicts = {source.finding.verdict for source in against}
    if Verdict.CONFIRMED in verdicts:
        confirmed = [s for s in against if s.finding.verdict is Verdict.CONFIRMED]
        return _all_lines(confirmed, Outcome.SUPPORTS)
    return _all_lines(against, Outcome.DISPROVES) if verdicts == {Verdict.REFUTED} else ()


def _all_lines(sources: Sequence[Source], outcome: Outcome) -> tuple[Lines, ...]:
    return tuple(sorted({lines for source in sources for lines in lines_of(source.finding.evidence, (outcome,))}))


def _is_about_security(source: Source) -> bool:
    finding = source.judged.finding
    kinds = {finding.kind, *(claim.kind for claim in finding.claims if claim.role is not Role.FIX)}
    if any(KINDS[kind].family in {"security", "label"} for kind in kinds if kind in KINDS):
        return True
    if "security" in (finding.category or "").lower():
        return True
    return bool(_SECURITY.search(f"{finding.title}\n{finding.quote}")) and not source.finding.is_nit


def _announced(parsed: Sequence[ParsedReview], sources: Sequence[Source]) -> set[tuple[str, int]]:
    """The first finding that is no nit of each review whose opening words say that it found a security defect."""
    loud = {one.review.name for one in parsed if one.says_clean is None and _announces(one)}
    first: dict[str, Source] = {}
    for source in sources:
        finding = source.judged.finding
        if finding.review in loud and not source.finding.is_nit:
            known = first.get(finding.review)
            if known is None or finding.span < known.judged.finding.span:
                first[finding.review] = source
    return {(source.finding.id, source.index) for source in first.values()}


def _announces(parsed: ParsedReview) -> bool:
    body = parsed.review.body
    for segment in parsed.segments:
        if segment.label is Label.FINDING or segment.comment_id is not None:
            return False
        text = body[segment.span.start : segment.span.end][:2_000]
        said = _REPORTS.search(text) or _PURPOSE.search(text)
        if said:
            return not _CLEAN.search(said.group())
    return False
