"""One merged finding out of the judged findings that say the same."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from bot.consolidation.item import Item, best_location, core_claims, location_key
from bot.model.claim import Role
from bot.model.evidence import Evidence, JudgedFinding, Suggestion, Verdict
from bot.model.finding import Severity
from bot.model.kinds import KINDS
from bot.model.place import Lines, Location
from bot.model.report import MergedFinding, ReportedClaim

_SEVERITIES = tuple(Severity)

Ids = Mapping[tuple[int, str], str]


def merged_finding(identifier: str, group: Sequence[Item], matters: Collection[str] = ()) -> MergedFinding:
    """The merged finding of a group, its items in order of source; confidence and relations come later.

    `matters` are kinds of text and style that are no nits here.
    """
    judged = [item.judged for item in group]
    kind = _kind(group)
    severity = severity_of(judged)
    held = _held(judged)
    ids = claim_ids(judged)
    return MergedFinding(
        id=identifier,
        title=_title(group),
        kind=kind,
        severity=severity,
        verdict=verdict_of(judged),
        confidence=None,
        location=_location(judged),
        sources=tuple(one.finding for one in judged),
        claims=_claims(judged, ids),
        evidence=_evidence(judged, ids),
        suggestions=_suggestions(judged, ids),
        restates=_lines(one.restates for one in judged),
        is_nit=_is_nit(kind, severity, judged, matters),
        held_at=held.held_at if held else None,
        is_fixed=held is not None and held.is_fixed,
    )


def verdict_of(judged: Sequence[JudgedFinding]) -> Verdict:
    """Confirmed if a core claim is and none is refuted; refuted if every source is; else plausible if any source is."""
    verdicts = {one.verdict for one in judged}
    if Verdict.CONFIRMED in verdicts and not any(_is_core_refuted(one) for one in judged):
        return Verdict.CONFIRMED
    if verdicts == {Verdict.REFUTED}:
        return Verdict.REFUTED
    return Verdict.PLAUSIBLE if Verdict.PLAUSIBLE in verdicts else Verdict.UNVERIFIABLE


def has_both_proofs(judged: Sequence[JudgedFinding]) -> bool:
    """Whether one source is proved and the core of another disproved, which is a fault of ours."""
    return any(one.verdict is Verdict.CONFIRMED for one in judged) and any(_is_core_refuted(one) for one in judged)


def _held(judged: Sequence[JudgedFinding]) -> JudgedFinding | None:
    """The source that tells most of an earlier revision: one that is fixed before one that merely held."""
    held = [one for one in judged if one.held_at is not None or one.is_fixed]
    return max(held, key=lambda one: (one.is_fixed, one.held_at is not None), default=None)


def severity_of(judged: Sequence[JudgedFinding]) -> Severity | None:
    """The highest of the confirmed or plausible sources; where there are none, of those that nothing refutes."""
    for verdicts in ({Verdict.CONFIRMED, Verdict.PLAUSIBLE}, {Verdict.UNVERIFIABLE}):
        sources = [one for one in judged if one.verdict in verdicts]
        given = [one.finding.severity for one in sources if one.finding.severity is not None]
        if sources:
            return min(given, key=_SEVERITIES.index, default=None)
    return None


def claim_ids(judged: Sequence[JudgedFinding]) -> dict[tuple[int, str], str]:
    """The id in the merged finding of each claim of each source; unchanged where there is only one source."""
    own = [(source, claim.claim.id) for source, one in enumerate(judged) for claim in one.claims]
    if len(judged) == 1:
        return {key: key[1] for key in own}
    return {key: f"c{number}" for number, key in enumerate(own, start=1)}


def _is_core_refuted(judged: JudgedFinding) -> bool:
    core = core_claims(judged)
    return judged.verdict is Verdict.REFUTED and all(one.verdict is Verdict.REFUTED for one in core)


def _is_nit(kind: str, severity: Severity | None, judged: Sequence[JudgedFinding], matters: Collection[str]) -> bool:
    known = KINDS.get(kind)
    given = {one.finding.severity for one in judged} if severity is None else {severity}
    return given == {Severity.NIT} or (known is not None and known.is_nit and kind not in matters)


def _kind(group: Sequence[Item]) -> str:
    """The kind that says most: known before general, a fault before an opinion, anything before `other`."""

    def vagueness(item: Item) -> tuple[bool, bool, bool, bool, str]:
        kind = item.finding.kind
        is_opinion = kind in KINDS and KINDS[kind].is_opinion
        return item.is_general, not item.is_tight, is_opinion, kind == "other", kind

    return min(group, key=vagueness).finding.kind


def _title(group: Sequence[Item]) -> str:
    """The clearest title: of a source that is not refuted, neither a mere topic nor long, naming what it is about."""

    def unclear(item: Item) -> tuple[bool, bool, bool, int, str]:
        title = item.finding.title
        names_it = any(subject in title for subject in item.subjects) or any(s in title for s in item.finding.symbols)
        is_topic = len(title.split()) < 3 or title.endswith(":")
        return item.judged.verdict is Verdict.REFUTED, is_topic, not names_it, abs(len(title) - 60), title

    return _without_refuted(min(group, key=unclear))


def _without_refuted(item: Item) -> str:
    """A title that lists names, without those of which the code disproves what it confirms of the others."""
    finding = item.finding
    head, colon, listed = finding.title.partition(": ")
    members = listed.split(", ")
    if item.judged.verdict is Verdict.REFUTED or not colon or len(members) < 2:
        return finding.title
    core = [one for one in item.judged.claims if one.claim.role is Role.PREDICATE and one.claim.kind == finding.kind]
    false = {f"`{one.claim.subject}`" for one in core if one.verdict is Verdict.REFUTED}
    kept = [member for member in members if member not in false]
    return f"{head}: {', '.join(kept)}" if kept else finding.title


def _location(judged: Sequence[JudgedFinding]) -> Location:
    standing = [one for one in judged if one.verdict is not Verdict.REFUTED] or list(judged)
    return min((best_location(one) for one in standing), key=location_key)


def _claims(judged: Sequence[JudgedFinding], ids: Ids) -> tuple[ReportedClaim, ...]:
    return tuple(
        ReportedClaim(source, replace(claim.claim, id=ids[source, claim.claim.id]), claim.verdict)
        for source, one in enumerate(judged)
        for claim in one.claims
    )


def _evidence(judged: Sequence[JudgedFinding], ids: Ids) -> tuple[Evidence, ...]:
    """All evidence; what the claim of a later source shows again in the same role is not repeated."""
    found: list[Evidence] = []
    earlier: set[tuple[object, ...]] = set()
    for source, one in enumerate(judged):
        roles = {claim.claim.id: claim.claim.role for claim in one.claims}
        own = [(seen, (replace(seen, claim=""), roles.get(seen.claim))) for seen in one.evidence]
        found += [
            replace(seen, claim=ids.get((source, seen.claim), seen.claim)) for seen, key in own if key not in earlier
        ]
        earlier |= {key for _, key in own}
    return tuple(found)


def _suggestions(judged: Sequence[JudgedFinding], ids: Ids) -> tuple[Suggestion, ...]:
    return tuple(
        replace(suggestion, claim=ids.get((source, suggestion.claim), suggestion.claim))
        for source, one in enumerate(judged)
        for suggestion in one.suggestions
    )


def _lines(groups: Iterable[tuple[Lines, ...]]) -> tuple[Lines, ...]:
    return tuple(sorted({lines for group in groups for lines in group}))
