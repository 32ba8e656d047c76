"""The report as text for a terminal: what is true first, readable without colour."""

from collections.abc import Sequence

from bot.model.evidence import Evidence, Verdict
from bot.model.neutral import break_triggers, one_line
from bot.model.place import Lines
from bot.model.report import MergedFinding, Report
from bot.report.layout import wrap
from bot.report.partly import except_sentence
from bot.report.premises import Group
from bot.report.refutations import refutation
from bot.report.replies import dismissed_sentence, replied_sentence
from bot.report.summary import Summary, summarise
from bot.report.terminal import Page, clean, plain
from bot.report.wording import (
    Quote,
    Sentence,
    Source,
    Theirs,
    counted,
    deciding,
    estimate,
    fix_sentence,
    held_sentence,
    known_sentence,
    place_of,
    seen_sentence,
    title_sentence,
    who,
    why_unchecked,
)

SHOWN_EVIDENCE = 2
MIN_WIDTH = 40

_ASIDE = "35"
_COLOURS = {
    Verdict.CONFIRMED: "1;31",
    Verdict.PLAUSIBLE: "1;33",
    Verdict.UNVERIFIABLE: "36",
    Verdict.REFUTED: "32",
}


def render_text(report: Report, source: Source | None = None, colour: bool = False, width: int = 80) -> str:
    """The whole report; `source` gives the code to quote, `colour` adds ANSI colours, `width` wraps the lines."""
    page = Page(source, colour, max(MIN_WIDTH, width))
    summary = summarise(report)
    lines = page.paragraph(summary.counts)
    lines += [page.paint(line, "1") for line in page.paragraph(summary.lead)]
    lines += page.paragraph(summary.since) if summary.since else []
    for finding in (*summary.table, *summary.more):
        lines += ["", *_entry(page, finding)]
    lines += _refuted(page, summary)
    lines += _section(page, "NITS", Verdict.PLAUSIBLE, summary.nits)
    lines += _section(page, "CAN'T BE CHECKED", Verdict.UNVERIFIABLE, summary.unchecked)
    lines += _section(page, "FIXED", Verdict.REFUTED, summary.fixed)
    lines += _section(page, "DISMISSED", Verdict.REFUTED, summary.dismissed)
    lines += _bullets(page, "CONTRADICTIONS", summary.contradictions)
    lines += _not_understood(page, summary)
    lines += _bullets(page, "LIMITS", tuple((Theirs(one_line(limit)),) for limit in summary.limits))
    return break_triggers("\n".join(line.rstrip() for line in lines)) + "\n"


def _entry(page: Page, finding: MergedFinding) -> list[str]:
    """A finding to look at: verdict and title, where and who, what was seen with its code."""
    label = f"{finding.verdict.upper()} {clean(finding.id)}"
    head = page.paragraph(title_sentence(finding), finding.location.path, f"{label} ", "  ")
    lines = [page.paint(label, _COLOURS[finding.verdict]) + head[0][len(label) :], *head[1:], *_details(page, finding)]
    for evidence in deciding(finding)[:SHOWN_EVIDENCE]:
        lines += _seen(page, evidence, finding.location.path)
    return lines + _except(page, finding)


def _section(page: Page, title: str, verdict: Verdict, findings: Sequence[MergedFinding]) -> list[str]:
    lines = page.heading(f"{title} ({len(findings)})", _COLOURS[verdict]) if findings else []
    for finding in findings:
        lines += _short_entry(page, finding)
    return lines


def _short_entry(page: Page, finding: MergedFinding) -> list[str]:
    home = finding.location.path
    is_judged = finding.verdict is not Verdict.UNVERIFIABLE
    sentence = (f"{finding.verdict}: " if is_judged else "", *title_sentence(finding))
    lines = page.paragraph(sentence, home, f"* {clean(finding.id)} ", "  ") + _details(page, finding)
    reason = () if is_judged else why_unchecked(finding)
    lines += page.paragraph(reason, home, "  ", "  ") if reason else []
    for evidence in deciding(finding)[: int(is_judged)]:
        lines += _seen(page, evidence, home)
    return lines + _except(page, finding)


def _except(page: Page, finding: MergedFinding) -> list[str]:
    """What of it is not so, where the rest holds."""
    said = except_sentence(finding)
    return page.paragraph(said, finding.location.path, "  ", "  ") if said else []


def _details(page: Page, finding: MergedFinding) -> list[str]:
    """Where a finding is, who says it and how likely it is; then what is known and what is wrong with its fix."""
    percent = estimate(finding)
    facts = [plain((place_of(finding.location),), None), f"from {_names(finding)}"]
    lines = wrap(" · ".join([*facts, f"estimate {percent}"] if percent else facts), page.width, "  ", "  ")
    told = (
        known_sentence(finding),
        held_sentence(finding),
        fix_sentence(finding, page.source),
        replied_sentence(finding),
        dismissed_sentence(finding),
    )
    remarks = [part for sentence in told if sentence for part in (" ", *sentence)][1:]
    return lines + (page.paragraph(tuple(remarks), finding.location.path, "  ", "  ") if remarks else [])


def _refuted(page: Page, summary: Summary) -> list[str]:
    number = sum(len(group.findings) for group in summary.refuted)
    lines = (
        page.heading(f"REFUTED ({number}), with the lines that show it", _COLOURS[Verdict.REFUTED]) if number else []
    )
    for group in summary.refuted:
        lines += _group(page, group)
    return lines


def _group(page: Page, group: Group) -> list[str]:
    if group.shared is None:
        return _refutation(page, group.findings[0], None, "")
    home = group.findings[0].location.path
    premise: Sentence = (
        f"{len(group.findings)} share one false premise. ",
        *seen_sentence(group.shared, is_brief=True),
    )
    lines = [*page.paragraph(premise, home, "* ", "  "), *page.code(group.shared.lines, "    ")]
    for finding in group.findings:
        lines += _refutation(page, finding, group.shared, "  ")
    return lines


def _refutation(page: Page, finding: MergedFinding, shared: Evidence | None, indent: str) -> list[str]:
    """A refuted finding: what it says, what disproves it, and what its fix would do."""
    quote, proofs = refutation(finding, shared)
    sentence: Sentence = (Quote(quote), f" ({_names(finding)}; ", place_of(finding.location), ")")
    lines = page.paragraph(sentence, None, f"{indent}* {clean(finding.id)} ", indent + "  ")
    shown = shared.lines if shared is not None else ()
    for evidence in proofs[:SHOWN_EVIDENCE]:
        lines += _seen(page, evidence, finding.location.path, indent, shown)
    for remarks in (fix_sentence(finding, page.source), replied_sentence(finding)):
        lines += page.paragraph(remarks, finding.location.path, indent + "  ", indent + "  ") if remarks else []
    return lines


def _seen(
    page: Page, evidence: Evidence, home: str | None, indent: str = "", shown: tuple[Lines, ...] = ()
) -> list[str]:
    """What a check saw, with its code unless that was just shown."""
    lines = page.paragraph(seen_sentence(evidence, is_brief=True), home, indent + "  ", indent + "  ")
    fresh = [place for place in evidence.lines if place not in shown]
    return lines + page.code(fresh, indent + "    ")


def _not_understood(page: Page, summary: Summary) -> list[str]:
    if summary.unread == 0:
        return []
    lines = page.heading(f"NOT UNDERSTOOD ({counted(summary.unread, 'passage', 'passages')} of the reviews)", _ASIDE)
    for sentence in summary.residue:
        lines += page.paragraph(sentence, None, "* ", "  ")
    hidden = summary.unread - len(summary.residue)
    return [*lines, f"  and {hidden} more"] if hidden and summary.residue else lines


def _bullets(page: Page, title: str, sentences: Sequence[Sentence]) -> list[str]:
    lines = page.heading(f"{title} ({len(sentences)})", _ASIDE) if sentences else []
    for sentence in sentences:
        lines += page.paragraph(sentence, None, "* ", "  ")
    return lines


def _names(finding: MergedFinding) -> str:
    return ", ".join(clean(name) for name in who(finding))
