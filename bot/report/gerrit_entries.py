"""Entries of a message on Gerrit that are told more shortly than elsewhere, as nothing can be folded there."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.model.evidence import Evidence
from bot.model.neutral import one_line
from bot.model.report import Contradiction, MergedFinding, Party, Report
from bot.model.utf16 import utf16_length
from bot.report.gerrit_page import GerritPage
from bot.report.gerrit_sections import LONGEST_LINE, Entry
from bot.report.places import is_one_line
from bot.report.summary import SHOWN_PARTIES
from bot.report.wording import Places, Sentence, Theirs, seen_sentence, title_sentence, who, why_unchecked

_SHORT_TITLE = 90
_LONG_TITLE = 150


def seen_sentences(seen: Sequence[Evidence]) -> list[Sentence]:
    """What checks saw, one sentence each."""
    return [seen_sentence(evidence, is_brief=True) for evidence in seen]


def told_title(page: GerritPage, finding: MergedFinding, seen: Sequence[Evidence]) -> str:
    """The title as a sentence, whole where it was cut; empty where what was seen begins with the same words."""
    title = _whole(finding)
    head, colon, _ = title.partition(":")
    if colon and any(entry.detail.lower().startswith(f"{head.lower()}:") for entry in seen):
        return ""
    said = page.clean(title, _LONG_TITLE)
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def _whole(finding: MergedFinding) -> str:
    """The sentence that a title was cut from, as far as the reviewer's words have it."""
    title = one_line(finding.title)
    words = title.removesuffix("…").rstrip()
    if words == title or not words:
        return title
    for source in finding.sources:
        quote = one_line(source.quote)
        at = quote.lower().find(words.lower())
        if at >= 0 and len(quote) == len(quote.lower()):
            rest = quote[at + len(words) :]
            end = rest.find(". ")
            return words + (rest if end < 0 else rest[:end])
    return title


def unchecked(page: GerritPage, found: Sequence[MergedFinding]) -> tuple[Entry, ...]:
    """What nothing can be said about, by reason and reviewers: those that share both on one line."""
    groups: dict[tuple[str, str], list[MergedFinding]] = defaultdict(list)
    for finding in found:
        reason = page.say(why_unchecked(finding), finding.location.path)
        groups[", ".join(page.clean(name, 60) for name in who(finding)), reason].append(finding)
    return tuple(_together(page, names, reason, members) for (names, reason), members in groups.items())


def _together(page: GerritPage, names: str, reason: str, members: Sequence[MergedFinding]) -> Entry:
    if len(members) == 1:
        said = page.say(title_sentence(members[0]))
        return Entry(f"{page.code(members[0].id)} ({names}) {said} {reason}".rstrip())
    line = f"({names}) {reason.rstrip('.')}: " if reason else f"({names}) "
    for at, finding in enumerate(members):
        said = f"{page.code(finding.id)} {page.clean(finding.title, _SHORT_TITLE).rstrip('.')}"
        if at and utf16_length(line) + utf16_length(said) > LONGEST_LINE:
            return Entry(f"{line}; and {len(members) - at} more.", len(members))
        line += f"; {said}" if at else said
    return Entry(f"{line}.", len(members))


def contradictions(page: GerritPage, report: Report) -> Iterator[str]:
    """Who is against whom about what, and the lines that decide, each pair once; a review against itself is left out."""
    told: dict[str, Contradiction] = {}
    findings = {finding.id: finding for finding in report.findings}
    reviewers = {parsed.review.name: parsed.review.reviewer or parsed.review.name for parsed in report.reviews}
    for entry in report.contradictions:
        parties = tuple(dict.fromkeys(_party(page, party, findings, reviewers) for party in entry.between))
        if len(parties) > 1:
            more = f", {len(parties) - SHOWN_PARTIES} more" if len(parties) > SHOWN_PARTIES else ""
            about = page.clean(one_line(entry.about).rstrip(".:"))
            others = ", ".join(parties[1:SHOWN_PARTIES])
            told.setdefault(f"{about}: {parties[0]} against {others}{more}", entry)
    for line, entry in told.items():
        lines = entry.resolved_by
        verb = "decides" if is_one_line(lines) else "decide"
        yield f"{line}; {page.say((Places(lines),), _home(page, lines[0].path))} {verb}." if lines else f"{line}."


def _home(page: GerritPage, path: str) -> str | None:
    return path if not page.names.get(path, path) else None


def _party(page: GerritPage, party: Party, findings: dict[str, MergedFinding], reviewers: dict[str, str]) -> str:
    """Who stands on one side, with the finding."""
    finding = findings.get(party.finding or "")
    if finding is None:
        return page.say((Theirs(reviewers.get(party.review or "", party.review or party.finding or "somebody")),))
    claims = {entry.claim.id: entry for entry in finding.claims}
    reported = claims.get(party.claim or "")
    if reported is None or reported.source >= len(finding.sources):
        speaker = ", ".join(page.clean(name, 60) for name in who(finding))
    else:
        source = finding.sources[reported.source]
        speaker = page.clean(source.reviewer or source.review, 60)
    return f"{speaker} ({page.code(finding.id)})"
