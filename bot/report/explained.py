"""One finding explained: who said what, all that was seen, the fix, and what makes up the estimate."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from bot.model.evidence import Evidence, Outcome, Verdict
from bot.model.finding import Finding
from bot.model.kinds import KINDS
from bot.model.neutral import BREAK, break_triggers
from bot.model.place import Lines, Location
from bot.model.report import MergedFinding, Report, ReportedClaim
from bot.report.gerrit_page import GerritPage
from bot.report.markdown_page import Link, Page, short_names
from bot.report.replies import dismissed_sentence, replied_sentence
from bot.report.wording import (
    VERDICTS,
    Name,
    Part,
    Quote,
    Revision,
    Sentence,
    Source,
    counted,
    deciding,
    estimate,
    fix_sentence,
    held_sentence,
    known_sentence,
    seen_sentence,
    title_sentence,
    why_unchecked,
)

LONGEST = 40_000
"""Characters of an explanation; what is beyond is counted."""

LONGEST_ON_GERRIT = 14_000

_MOST_LISTINGS = 3
_BOLD = re.compile(r"^\*\*(?P<words>.+?)\*\*", re.MULTILINE)
_NUMBERED = re.compile(r"\d{1,9}[.)](?:\s|$)")
_OUTCOMES = {Outcome.SUPPORTS: "for it", Outcome.DISPROVES: "against it", Outcome.NEUTRAL: "neither for nor against it"}
_OVERRIDES = {
    Verdict.CONFIRMED: "The code proves it, so the estimate is at least 90 %.",
    Verdict.REFUTED: "The code disproves it, so the estimate is at most 10 %.",
}


class Paper(Protocol):
    """How the parts of an explanation look on a forge."""

    @property
    def source(self) -> Source | None:
        """Gives the code to quote."""
        ...

    def say(self, sentence: Sentence, home: str | None = None) -> str:
        """A sentence; `home` is the path that need not be named."""
        ...

    def clean(self, text: str) -> str:
        """Foreign text as prose."""
        ...

    def code(self, text: str) -> str:
        """A name or id."""
        ...

    def linked(self, name: str, url: str | None) -> str:
        """A name with the address of what it said, where it has one that may be shown."""
        ...

    def where(self, location: Location) -> str:
        """The lines of a finding."""
        ...

    def listing(self, places: tuple[Lines, ...]) -> str:
        """The code of some lines."""
        ...


def explain_finding(report: Report, id: str, link: Link | None = None, source: Source | None = None) -> str:
    """Everything that a report knows of the finding with this id; empty where there is none.

    `link` makes permanent URLs, `source` gives the code to quote.
    """
    finding = next((one for one in report.findings if one.id == id), None)
    if finding is None:
        return ""
    page = Page(link, source, short_names(report))
    blocks = [block for block in _blocks(page, finding, report) if block]
    return break_triggers("\n".join(_fitting(blocks, LONGEST))) + "\n"


def explain_on_gerrit(report: Report, id: str, source: Source | None = None) -> str:
    """The same for Gerrit, as text that also reads well where it is not rendered; empty where there is no such finding."""
    finding = next((one for one in report.findings if one.id == id), None)
    if finding is None:
        return ""
    page = GerritPage(source, short_names(report))
    blocks = [_BOLD.sub(r"\g<words>", block) for block in _blocks(page, finding, report) if block]
    return break_triggers("\n".join(_fitting(blocks, LONGEST_ON_GERRIT))) + "\n"


def _blocks(page: Paper, finding: MergedFinding, report: Report) -> Iterator[str]:
    """Pieces of which each may be the last."""
    home = finding.location.path
    at = page.say(("at ", Revision(report.revision))) if report.revision else ""
    yield f"**{page.code(finding.id)}: {VERDICTS[finding.verdict]}, {finding.state}** {at}".rstrip()
    why = why_unchecked(finding) if finding.verdict is Verdict.UNVERIFIABLE else ()
    told = (title_sentence(finding), known_sentence(finding), held_sentence(finding), why)
    last = (dismissed_sentence(finding), replied_sentence(finding))
    said = " ".join(page.say(sentence, home) for sentence in (*told, *last) if sentence)
    # A title that is a number ends, as a sentence, like the number of a list.
    yield f"\n{BREAK if _NUMBERED.match(said) else ''}{said}"
    yield f"\n- kind {page.code(finding.kind)}, severity {finding.severity or 'not told'}"
    yield f"- where: {_where(page, finding)}"
    yield _related(page, finding)
    yield f"\n**Who says so** ({counted(len(finding.sources), 'source', 'sources')})\n"
    yield from (_source(page, one) for one in finding.sources)
    yield f"\n**What was seen** ({counted(len(finding.evidence), 'observation', 'observations')})\n"
    for claim in finding.claims:
        yield from _claim(page, finding, claim)
    known = {claim.claim.id for claim in finding.claims}
    yield from (_seen(page, seen, home, "- ") for seen in finding.evidence if seen.claim not in known)
    yield from _listings(page, finding)
    yield _fix(page, finding)
    yield from _estimate(page, finding, report)


def _where(page: Paper, finding: MergedFinding) -> str:
    location = finding.location
    if location.path is None:
        return "no place was found"
    path = page.clean(location.path)
    return f"{path} {page.where(location)}, found by {location.rung}{', in the change' if location.in_diff else ''}"


def _related(page: Paper, finding: MergedFinding) -> str:
    parts: list[Part] = []
    for one in finding.related:
        parts += [", " if parts else "- related: ", Name(one.finding), f" ({one.how})"]
    return page.say(tuple(parts))


def _source(page: Paper, source: Finding) -> str:
    name = page.linked(source.reviewer or source.review, source.url)
    return f"- {name}: {page.say((Quote(source.quote),))}"


def _claim(page: Paper, finding: MergedFinding, reported: ReportedClaim) -> Iterator[str]:
    """A claim with all that was seen of it."""
    claim = reported.claim
    seen = [one for one in finding.evidence if one.claim == claim.id]
    end = "" if seen else "; nothing was seen"
    said = page.say((Quote(claim.quote),))
    yield f"- {claim.role} {page.code(claim.kind)}, {VERDICTS[reported.verdict]}: {said}{end}"
    yield from (_seen(page, one, finding.location.path, "  - ") for one in seen)


def _seen(page: Paper, evidence: Evidence, home: str | None, lead: str) -> str:
    how = f"{_OUTCOMES[evidence.outcome]}, {evidence.strength} ({page.code(evidence.check)})"
    return f"{lead}{how}: {page.say(seen_sentence(evidence), home)}"


def _listings(page: Paper, finding: MergedFinding) -> Iterator[str]:
    """The code behind the evidence that decides."""
    for seen in deciding(finding)[:_MOST_LISTINGS]:
        listing = page.listing(seen.lines) if seen.lines else ""
        yield f"\n{listing}" if listing else ""


def _fix(page: Paper, finding: MergedFinding) -> str:
    if not finding.suggestions:
        return ""
    applied = ", ".join(dict.fromkeys(one.applies for one in finding.suggestions))
    wrong = page.say(fix_sentence(finding, page.source), finding.location.path) or "Nothing was seen against it."
    return f"\n**Its fix** applies: {applied}. {wrong}"


def _estimate(page: Paper, finding: MergedFinding, report: Report) -> Iterator[str]:
    if finding.confidence is None:
        yield "\n**Estimate**: none, as only people say it." if report.revision else ""
        return
    number = estimate(finding) or "not shown, as nothing can be checked"
    yield f"\n**Estimate**: {number} (basis: {page.clean(report.confidence_basis)}). What moves it, in log-odds:\n"
    yield from (f"- {part.log_odds:+.2f} {page.clean(part.what)}" for part in finding.confidence_parts)
    total = sum(part.log_odds for part in finding.confidence_parts)
    yield f"- {total:+.2f} together"
    kind = KINDS.get(finding.kind)
    opinion = "An opinion is estimated at 50 % at most." if kind is not None and kind.is_opinion else ""
    yield f"\n{override}" if (override := _OVERRIDES.get(finding.verdict, opinion)) else ""


def _fitting(blocks: Sequence[str], room: int) -> list[str]:
    """The first blocks that fit in so many characters, and how many do not."""
    kept: list[str] = []
    for at, block in enumerate(blocks):
        room -= len(block) + 1
        if room < 0:
            return [*kept, f"\nCut here: {counted(len(blocks) - at, 'more line', 'more lines')}."]
        kept.append(block)
    return kept
