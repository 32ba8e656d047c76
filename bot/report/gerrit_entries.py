"""Entries of a message on Gerrit that are told more shortly than elsewhere, as nothing can be folded there."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.model.evidence import Evidence, Verdict
from bot.model.kinds import KINDS
from bot.model.neutral import one_line
from bot.model.place import Side
from bot.model.report import Contradiction, MergedFinding, Party, Report
from bot.model.utf16 import utf16_length
from bot.report.gerrit_page import GerritPage
from bot.report.gerrit_sections import LONGEST_LINE, Entry
from bot.report.leads import fitted_words, shown_title, told_words
from bot.report.places import is_one_line
from bot.report.summary import SHOWN_PARTIES
from bot.report.wording import Places, Quote, Sentence, Theirs, seen_sentence, title_sentence, who, why_unchecked

_SHORT_TITLE = 90
_LONG_TITLE = 150
LONGEST_TITLE = 320
_QUOTED_CLAIM = 80
_UNNAMED = "a claim "
"""How a contradiction speaks of a claim that names nothing."""


def seen_sentences(seen: Sequence[Evidence]) -> list[Sentence]:
    """What checks saw, one sentence each."""
    return [seen_sentence(evidence, is_brief=True) for evidence in seen]


def told_title(page: GerritPage, finding: MergedFinding, seen: Sequence[Evidence]) -> str:
    """The title as a sentence, whole where it was cut; empty where what was seen begins with the same words."""
    is_left = finding.verdict is Verdict.PLAUSIBLE or finding.verdict is Verdict.CONFIRMED
    title = shown_title(finding, LONGEST_TITLE if is_left and not finding.is_nit else _LONG_TITLE)
    head, colon, _ = title.partition(":")
    if colon and any(entry.detail.lower().startswith(f"{head.lower()}:") for entry in seen):
        return ""
    said = page.clean(title, LONGEST_TITLE + 1)
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def unchecked(page: GerritPage, found: Sequence[MergedFinding]) -> tuple[Entry, ...]:
    """What nothing can be said about, by reason, reviewers and file: those that share them on one line."""
    groups: dict[tuple[str, str], list[MergedFinding]] = defaultdict(list)
    for finding in found:
        reason = page.say(why_unchecked(finding), finding.location.path)
        groups[told_by(page, finding), reason].append(finding)
    return tuple(_together(page, by, reason, members) for (by, reason), members in groups.items())


def names(page: GerritPage, finding: MergedFinding) -> str:
    """Who says it."""
    return ", ".join(page.clean(name, 60) for name in who(finding))


def told_by(page: GerritPage, finding: MergedFinding) -> str:
    """Who says it, of which file where there are several, and where it is about the code before the change."""
    return "; ".join(filter(None, (names(page, finding), page.file(finding.location), side_of(finding))))


def side_of(finding: MergedFinding) -> str:
    """That it is about lines that the change takes away, whose numbers are not those of the file as it is."""
    return "before this change" if finding.location.side is Side.OLD else ""


def _together(page: GerritPage, by: str, reason: str, members: Sequence[MergedFinding]) -> Entry:
    if len(members) == 1:
        said = page.say(title_sentence(members[0]))
        return Entry(f"{page.code(members[0].id)} ({by}) {said} {reason}".rstrip())
    line = f"({by}) {reason.rstrip('.')}: " if reason else f"({by}) "
    for at, finding in enumerate(members):
        said = f"{page.code(finding.id)} {page.clean(shown_title(finding, _SHORT_TITLE), _SHORT_TITLE + 1).rstrip('.')}"
        if at and utf16_length(line) + utf16_length(said) > LONGEST_LINE:
            return Entry(f"{line}; and {len(members) - at} more.", len(members))
        line += f"; {said}" if at else said
    return Entry(f"{line}.", len(members))


def contradictions(page: GerritPage, report: Report) -> Iterator[str]:
    """Who is against whom about what, and the lines that decide, each pair once.

    A finding against itself is left out, and so are opinions of one review about which nothing can be said.
    """
    told: dict[tuple[str, str], Contradiction] = {}
    findings = {finding.id: finding for finding in report.findings}
    reviewers = {parsed.review.name: parsed.review.reviewer or parsed.review.name for parsed in report.reviews}
    for entry in report.contradictions:
        parties = tuple(dict.fromkeys(_party(page, party, findings, reviewers) for party in entry.between))
        if len(parties) > 1 and not _is_taste(entry, findings):
            told.setdefault((entry.about, _against(parties)), entry)
    for (_, parties_said), entry in told.items():
        line = f"{_about(page, entry, findings)}: {parties_said}"
        lines = entry.resolved_by
        verb = "decides" if is_one_line(lines) else "decide"
        yield f"{line}; {page.say((Places(lines),), _home(page, lines[0].path))} {verb}." if lines else f"{line}."


def _is_taste(entry: Contradiction, findings: dict[str, MergedFinding]) -> bool:
    """Whether all of it are opinions of one and the same review."""
    found = [findings.get(party.finding or "") for party in entry.between]
    reviews = {source.review for finding in found if finding is not None for source in finding.sources}
    return len(reviews) == 1 and all(
        finding is not None
        and finding.verdict is Verdict.UNVERIFIABLE
        and finding.kind in KINDS
        and KINDS[finding.kind].is_opinion
        for finding in found
    )


def _about(page: GerritPage, entry: Contradiction, findings: dict[str, MergedFinding]) -> str:
    """What it is about; a claim that names nothing by its words."""
    about = one_line(entry.about).rstrip(".:")
    first = entry.between[0] if entry.between else Party()
    claims = findings[first.finding].claims if first.finding in findings else ()
    quote = next((told_words(one.claim.quote) for one in claims if one.claim.id == first.claim), "")
    if not quote or not about.startswith(_UNNAMED):
        return page.clean(about)
    said = page.say((Quote(fitted_words(quote, _QUOTED_CLAIM).rstrip(".")),))
    return f"{said} {page.clean(about.removeprefix(_UNNAMED))}"


def _home(page: GerritPage, path: str) -> str | None:
    return path if not page.names.get(path, path) else None


def _against(parties: Sequence[tuple[str, str]]) -> str:
    """The first of some speakers with their findings against the others; one who speaks on both sides is named once."""
    if len({speaker for speaker, _ in parties}) == 1:
        return f"{parties[0][0]} against itself ({', '.join(finding for _, finding in parties[:SHOWN_PARTIES])})"
    said = [f"{speaker} ({finding})" if finding else speaker for speaker, finding in parties[:SHOWN_PARTIES]]
    more = f", {len(parties) - SHOWN_PARTIES} more" if len(parties) > SHOWN_PARTIES else ""
    return f"{said[0]} against {', '.join(said[1:])}{more}"


def _party(
    page: GerritPage, party: Party, findings: dict[str, MergedFinding], reviewers: dict[str, str]
) -> tuple[str, str]:
    """Who stands on one side, and with which finding; empty for a whole review."""
    finding = findings.get(party.finding or "")
    if finding is None:
        return page.say((Theirs(reviewers.get(party.review or "", party.review or party.finding or "somebody")),)), ""
    reported = next((entry for entry in finding.claims if entry.claim.id == party.claim), None)
    if reported is None or reported.source >= len(finding.sources):
        return ", ".join(page.clean(name, 60) for name in who(finding)), page.code(finding.id)
    source = finding.sources[reported.source]
    return page.clean(source.reviewer or source.review, 60), page.code(finding.id)
