"""The report as GitHub's Markdown: two lines, a table of what is left to look at, and everything else folded."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.evidence import Evidence, Verdict
from bot.model.neutral import break_triggers
from bot.model.report import MergedFinding, Report
from bot.report.markdown_page import Link, Page, clean, code, short_names
from bot.report.partly import except_sentence
from bot.report.premises import Group
from bot.report.refutations import refutation
from bot.report.replies import dismissed_sentence, replied_sentence
from bot.report.since import MARKED, has_last_time
from bot.report.summary import Summary, summarise
from bot.report.wording import (
    VERDICTS,
    Quote,
    Source,
    counted,
    deciding,
    estimate,
    fix_sentence,
    held_sentence,
    known_sentence,
    seen_sentence,
    title_sentence,
    who,
    why_unchecked,
)

GROUP_LIMIT = 10
SHOWN_PROOFS = 2


@dataclass(frozen=True, slots=True)
class Look:
    """How much is shown: at most `most` entries in a fold, no row for an estimate lower than `fold_below`."""

    most: int = 50
    fold_below: float = 0.0


def render_markdown(
    report: Report, link: Link | None = None, source: Source | None = None, look: Look | None = None
) -> str:
    """The comment to post, without a marker; `link` makes permanent URLs, `source` gives the code to quote."""
    look = look or Look()
    summary = summarise(report, look.fold_below)
    page = Page(link, source, short_names(report), look.most, has_history=has_last_time(report))
    counts = page.say(summary.counts[:-1]), page.say(summary.counts[-1:])
    parts = [f"**{counts[0]}**{counts[1]}", _lead(page, summary)]
    parts += [page.say(summary.since)] if summary.since else []
    parts += [_table(page, summary)] if summary.table else []
    parts += _folds(page, summary)
    return break_triggers("\n\n".join(parts)) + "\n"


def _lead(page: Page, summary: Summary) -> str:
    sole = [path for path, name in page.names.items() if not name]
    place = f" All lines: {code(sole[0])}." if sole else ""
    return f"**{page.say(summary.lead)}**{place}"


def _table(page: Page, summary: Summary) -> str:
    rows = ["| | finding | where | from | estimate |", "|---|---|---|---|---|"]
    for finding in summary.table:
        verdict = f"{_marked(page, finding)}{finding.verdict} {code(finding.id)}"
        cells = (verdict, _what(page, finding), page.where(finding.location), _names(finding), estimate(finding))
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _what(page: Page, finding: MergedFinding) -> str:
    home = finding.location.path
    seen = [seen_sentence(evidence, is_brief=page.link is None) for evidence in deciding(finding)[:1]]
    told = (except_sentence(finding), fix_sentence(finding, page.source), replied_sentence(finding))
    sentences = (title_sentence(finding), known_sentence(finding), *seen, *told)
    return " ".join(page.say(sentence, home) for sentence in sentences if sentence)


def _folds(page: Page, summary: Summary) -> list[str]:
    refuted = sum(len(group.findings) for group in summary.refuted)
    said = [f"- {page.say(entry)}" for entry in summary.contradictions]
    folds = (
        (f"{len(summary.more)} more to look at", [_line(page, finding) for finding in summary.more]),
        (f"<b>{refuted} refuted</b>, with the lines that show it", [_group(page, group) for group in summary.refuted]),
        (_nit_title(summary), [_line(page, finding) for finding in summary.nits]),
        (f"{len(summary.unchecked)} can't be checked", [_unchecked(page, finding) for finding in summary.unchecked]),
        (f"{len(summary.fixed)} fixed", [_fixed(page, finding) for finding in summary.fixed]),
        (f"{len(summary.dismissed)} dismissed", [_dismissed(page, finding) for finding in summary.dismissed]),
        (counted(len(summary.contradictions), "contradiction", "contradictions"), said),
    )
    unread, limits = _not_understood(page, summary), [f"- {clean(limit)}" for limit in summary.limits]
    found = [_fold(title, entries, page.most) for title, entries in folds if entries]
    return [
        *found,
        *([unread] if unread else []),
        *([_fold("What was cut or skipped", limits, page.most)] if limits else []),
    ]


def _fold(title: str, entries: Sequence[str], most: int) -> str:
    cut = [f"- and {len(entries) - most} more"] if len(entries) > most else []
    body = "\n".join([*entries[:most], *cut])
    return f"<details><summary>{title}</summary>\n\n{body}\n\n</details>"


def _group(page: Page, group: Group) -> str:
    if group.shared is None:
        return _refutation(page, group.findings[0], None)
    home = group.findings[0].location.path
    head = f"- {len(group.findings)} share one false premise. {page.say(seen_sentence(group.shared), home)}"
    code = page.listing(group.shared.lines)
    members = [_refutation(page, finding, group.shared) for finding in group.findings[:GROUP_LIMIT]]
    members += [f"- and {len(group.findings) - GROUP_LIMIT} more"] if len(group.findings) > GROUP_LIMIT else []
    return head + "\n" + _indented("\n".join([*([code] if code else []), *members]))


def _refutation(page: Page, finding: MergedFinding, shared: Evidence | None) -> str:
    """One line: what is claimed, what disproves it, and what the fix would do."""
    quote, proofs = refutation(finding, shared)
    said = page.say((Quote(quote), f" ({_names(finding)})"))
    seen = [
        page.say(seen_sentence(entry, is_brief=page.link is None), finding.location.path)
        for entry in proofs[:SHOWN_PROOFS]
    ]
    told = (fix_sentence(finding, page.source), replied_sentence(finding))
    rest = " ".join([*seen, *(page.say(sentence, finding.location.path) for sentence in told if sentence)])
    return f"- {code(finding.id)} {said}{':' if seen else '.'} {rest}".rstrip()


def _line(page: Page, finding: MergedFinding) -> str:
    """A finding in one line, for a fold."""
    has_lines = any(seen.lines for seen in deciding(finding)[:1])
    place = "" if has_lines else f"{page.where(finding.location)}; "
    return f"- {code(finding.id)} {_marked(page, finding)}{VERDICTS[finding.verdict]}: {_what(page, finding)} ({place}{_names(finding)})"


def _dismissed(page: Page, finding: MergedFinding) -> str:
    """A finding in one line, with who dismissed it and why."""
    said = page.say(dismissed_sentence(finding), finding.location.path)
    return f"{_line(page, finding)} {said}".rstrip()


def _fixed(page: Page, finding: MergedFinding) -> str:
    """What held once, and what the code says now."""
    seen = [seen_sentence(evidence, is_brief=page.link is None) for evidence in deciding(finding)[:1]]
    sentences = (title_sentence(finding), held_sentence(finding), *seen, replied_sentence(finding))
    said = " ".join(page.say(sentence, finding.location.path) for sentence in sentences if sentence)
    return f"- {code(finding.id)} {said} ({_names(finding)})"


def _marked(page: Page, finding: MergedFinding) -> str:
    """What is new about a finding, to stand before its verdict; empty the first time."""
    return f"**{finding.state}** " if page.has_history and finding.state in MARKED else ""


def _unchecked(page: Page, finding: MergedFinding) -> str:
    told = (held_sentence(finding), fix_sentence(finding, page.source), replied_sentence(finding))
    sentences = (title_sentence(finding), why_unchecked(finding), *told)
    said = " ".join(page.say(sentence, finding.location.path) for sentence in sentences if sentence)
    return f"- {code(finding.id)} {said} ({page.where(finding.location)}; {_names(finding)})"


def _not_understood(page: Page, summary: Summary) -> str:
    title = f"Not understood: {counted(summary.unread, 'passage', 'passages')} of the reviews"
    if not summary.residue:
        return f"<sub>{title}</sub>" if summary.unread else ""
    hidden = summary.unread - len(summary.residue)
    return _fold(
        title,
        [f"- {page.say(entry)}" for entry in summary.residue] + ([f"- and {hidden} more"] if hidden else []),
        page.most,
    )


def _nit_title(summary: Summary) -> str:
    verdicts = Counter(finding.verdict for finding in summary.nits)
    title = counted(len(summary.nits), "nit", "nits")
    if len(verdicts) == 1:
        return f"{title}, {summary.nits[0].verdict}"
    return f"{title}: {verdicts[Verdict.CONFIRMED]} confirmed, {verdicts[Verdict.PLAUSIBLE]} plausible"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in text.split("\n"))


def _names(finding: MergedFinding) -> str:
    return ", ".join(clean(name) for name in who(finding))
