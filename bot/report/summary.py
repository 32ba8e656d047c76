"""What of a report people are shown, in which order and words; the same for every output."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.evidence import Verdict
from bot.model.finding import ParsedReview
from bot.model.history import State
from bot.model.neutral import one_line
from bot.model.report import Contradiction, MergedFinding, Party, Report
from bot.report.places import is_one_line
from bot.report.premises import Group, grouped
from bot.report.residue import Passage, residue
from bot.report.since import since_sentence
from bot.report.wording import VERDICTS, Name, Part, Places, Quote, Revision, Sentence, Theirs, counted, who

TABLE_LIMIT = 10
SHOWN_RESIDUE = 5
SHOWN_PARTIES = 5

_CODE_OR_LINE = re.compile(r"`[^`\s]|\blines?\s{1,3}\d|\bL\d|\w\.\w{1,5}:\d|\w\(\)")


@dataclass(frozen=True, slots=True)
class Summary:
    """`table` is what is left to look at, `more` what its cap cut or what is hardly likely; `unread` counts passages, `residue`
    shows some.

    `fixed` and `dismissed` are findings that the history calls so, whatever their verdict. `since` tells what is different
    from last time; empty the first time.
    """

    counts: Sentence
    lead: Sentence
    table: tuple[MergedFinding, ...]
    more: tuple[MergedFinding, ...]
    refuted: tuple[Group, ...]
    unchecked: tuple[MergedFinding, ...]
    nits: tuple[MergedFinding, ...]
    fixed: tuple[MergedFinding, ...]
    dismissed: tuple[MergedFinding, ...]
    since: Sentence
    contradictions: tuple[Sentence, ...]
    unread: int
    residue: tuple[Sentence, ...]
    limits: tuple[str, ...]


def summarise(report: Report, fold_below: float = 0.0) -> Summary:
    """Sort a report into what to look at, what to fold away, and the two lines above.

    Findings with a lower estimate than `fold_below` are no rows of the table.
    """
    live = [finding for finding in report.findings if _is_live(finding)]
    held = [finding for finding in live if finding.verdict in (Verdict.CONFIRMED, Verdict.PLAUSIBLE)]
    left = tuple(finding for finding in held if not finding.is_nit)
    likely = [finding for finding in left if _is_likely(finding, fold_below)]
    unlikely = [finding for finding in left if not _is_likely(finding, fold_below)]
    passages = [passage for parsed in report.reviews for passage in residue(parsed) if passage.text.strip()]
    return Summary(
        counts=_counts(report, live),
        lead=_lead(report, live, left),
        table=tuple(likely[:TABLE_LIMIT]),
        more=(*likely[TABLE_LIMIT:], *unlikely),
        refuted=grouped([finding for finding in live if finding.verdict is Verdict.REFUTED]),
        unchecked=tuple(finding for finding in live if finding.verdict is Verdict.UNVERIFIABLE),
        nits=tuple(finding for finding in held if finding.is_nit),
        fixed=tuple(finding for finding in report.findings if finding.state is State.FIXED),
        dismissed=tuple(finding for finding in report.findings if finding.state is State.DISMISSED),
        since=since_sentence(report),
        contradictions=_contradictions(report),
        unread=len(passages),
        residue=_shown(passages),
        limits=report.limits,
    )


def _is_likely(finding: MergedFinding, fold_below: float) -> bool:
    return finding.verdict is Verdict.CONFIRMED or finding.confidence is None or finding.confidence >= fold_below


def _is_live(finding: MergedFinding) -> bool:
    return finding.state not in (State.FIXED, State.DISMISSED)


def _counts(report: Report, live: list[MergedFinding]) -> Sentence:
    revision: Sentence = (" at ", Revision(report.revision)) if report.revision else ()
    numbers = [counted(len(report.findings), "finding", "findings")]
    for verdict, words in VERDICTS.items():
        found = [finding for finding in live if finding.verdict is verdict]
        if found:
            numbers.append(f"{len(found)} {words}{_of_them_nits(found)}")
    for state in (State.FIXED, State.DISMISSED):
        found = [finding for finding in report.findings if finding.state is state]
        numbers += [f"{len(found)} {state}"] if found else []
    return (
        f"Meta-review of {_proposals(report)}",
        *revision,
        ": " + " · ".join(numbers),
    )


def _proposals(report: Report) -> str:
    """How many reviews there are, of how many reviewers where some wrote more than one, and how many notices beside them."""
    reviews = [parsed for parsed in report.reviews if not parsed.is_notice]
    speakers = {parsed.review.reviewer or parsed.review.name for parsed in reviews}
    said = [counted(len(reviews), "review", "reviews")] if reviews or not report.reviews else []
    said += [] if len(speakers) == len(reviews) else [f"by {counted(len(speakers), 'reviewer', 'reviewers')}"]
    notices = len(report.reviews) - len(reviews)
    said += [*(["and"] if said else []), counted(notices, "notice", "notices")] if notices else []
    return " ".join(said)


def _of_them_nits(found: list[MergedFinding]) -> str:
    if found[0].verdict not in (Verdict.CONFIRMED, Verdict.PLAUSIBLE):
        return ""
    nits = sum(finding.is_nit for finding in found)
    if nits == 0:
        return ""
    if nits == len(found):
        return " (nit)" if nits == 1 else " (nits)"
    return f" ({counted(nits, 'nit', 'nits')})"


def _lead(report: Report, live: list[MergedFinding], left: tuple[MergedFinding, ...]) -> Sentence:
    if not report.reviews:
        return ("Nothing to act on: nothing is proposed any longer.",)
    if not report.findings:
        return ("Nothing to act on: no finding was read in what was proposed.",)
    if not report.revision:
        return ("Nothing was checked: no code was given, findings were only merged.",)
    if left:
        return (f"Left to look at: {len(left)}{_proved(left)}{_repeats(left)}.",)
    tally = Counter(finding.verdict for finding in live)
    nits = tally[Verdict.CONFIRMED] + tally[Verdict.PLAUSIBLE]
    if not tally[Verdict.REFUTED] and not nits and live:
        return ("Nothing confirmed or plausible: no finding can be checked against the code.",)
    reasons = [f"the code refutes {tally[Verdict.REFUTED]}"] if tally[Verdict.REFUTED] else []
    reasons += [f"{counted(nits, 'is a nit', 'are nits')}"] if nits else []
    reasons += [f"{tally[Verdict.UNVERIFIABLE]} can't be checked"] if tally[Verdict.UNVERIFIABLE] else []
    return (f"Nothing to act on{': ' if reasons else ''}{', '.join(reasons)}.",)


def _proved(left: tuple[MergedFinding, ...]) -> str:
    proved = sum(finding.verdict is Verdict.CONFIRMED for finding in left)
    if proved == 0:
        return ", plausible but not proved"
    return ", confirmed by the code" if proved == len(left) else f", {proved} of them confirmed by the code"


def _repeats(left: tuple[MergedFinding, ...]) -> str:
    known = sum(bool(finding.restates) for finding in left)
    if known == 0:
        return ""
    if len(left) == 1:
        return "; it repeats a comment in the code"
    return f"; {counted(known, 'repeats a comment', 'repeat comments')} in the code"


def _contradictions(report: Report) -> tuple[Sentence, ...]:
    findings = {finding.id: finding for finding in report.findings}
    reviews = {parsed.review.name: parsed for parsed in report.reviews}
    alike: dict[tuple[object, ...], list[Contradiction]] = {}
    for entry in report.contradictions:
        alike.setdefault((entry.about, *((one.finding, one.review) for one in entry.between)), []).append(entry)
    return tuple(_contradiction(entries, findings, reviews) for entries in alike.values())


def _contradiction(
    alike: Sequence[Contradiction], findings: dict[str, MergedFinding], reviews: dict[str, ParsedReview]
) -> Sentence:
    """The first of some contradictions of the same kind between the same findings, and what decides all of them."""
    entry = alike[0]
    lines = tuple(dict.fromkeys(place for one in alike for place in one.resolved_by))
    parts: list[Part] = [Theirs(one_line(entry.about).rstrip(".:")), ": "]
    for at, party in enumerate(entry.between[:SHOWN_PARTIES]):
        is_turn = at > 0 and (party.finding is None) != (entry.between[at - 1].finding is None)
        parts.extend((", but " if is_turn or (at == 1 and party.finding) else ", and ",) if at else ())
        parts.extend(_party(party, findings, reviews))
    if len(entry.between) > SHOWN_PARTIES:
        parts.append(f", and {counted(len(entry.between) - SHOWN_PARTIES, 'other', 'others')}")
    if len(alike) > 1:
        parts.append(f" (the same in {counted(len(alike) - 1, 'more sentence', 'more sentences')})")
    if not lines:
        return (*parts, ".")
    return (*parts, "; ", Places(lines), " decides." if is_one_line(lines) else " decide.")


def _party(party: Party, findings: dict[str, MergedFinding], reviews: dict[str, ParsedReview]) -> Sentence:
    finding = findings.get(party.finding or "")
    if finding is not None:
        return _statement(finding, party.claim)
    parsed = reviews.get(party.review or "")
    if parsed is None:
        return (Theirs(party.review or party.finding or "somebody"), " says otherwise")
    scope = "sees no security defect" if parsed.says_clean == "security" else "sees no defect"
    said_so: Sentence = (": ", Quote(parsed.clean_quote)) if parsed.clean_quote else ()
    return (Theirs(parsed.review.reviewer or parsed.review.name), f" {scope}", *said_so)


def _statement(finding: MergedFinding, claim: str | None) -> Sentence:
    """Who says one side of a contradiction, what became of it, and its words."""
    reported = next((entry for entry in finding.claims if entry.claim.id == claim), None)
    if reported is None or reported.source >= len(finding.sources):
        speaker, verdict, words = ", ".join(who(finding)), finding.verdict, finding.title
    else:
        source = finding.sources[reported.source]
        speaker, verdict, words = source.reviewer or source.review, reported.verdict, reported.claim.quote
    return (Theirs(speaker), " (", Name(finding.id), f", {VERDICTS[verdict]}) says ", Quote(words))


def _shown(passages: list[Passage]) -> tuple[Sentence, ...]:
    """The first few passages that name a line or show code."""
    telling = [passage for passage in passages if _CODE_OR_LINE.search(passage.text)][:SHOWN_RESIDUE]
    return tuple((Theirs(passage.reviewer), ": ", Quote(passage.text)) for passage in telling)
