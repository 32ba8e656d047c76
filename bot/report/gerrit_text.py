"""The report as a message on Gerrit: short lines that read well rendered as Markdown and raw, without HTML, tables or folds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.model.evidence import Evidence, Verdict
from bot.model.history import History
from bot.model.neutral import break_triggers, one_line
from bot.model.report import MergedFinding, Report
from bot.report.gerrit_entries import contradictions, names, seen_sentences, side_of, told_by, told_title, unchecked
from bot.report.gerrit_page import GerritPage
from bot.report.gerrit_sections import Entry, Section, fitted, line_of
from bot.report.markdown import Look
from bot.report.markdown_page import short_names
from bot.report.partly import except_sentence
from bot.report.premises import Group
from bot.report.refutations import refutation
from bot.report.replies import dismissed_sentence, replied_sentence
from bot.report.since import MARKED, has_last_time, unlike, unlike_sentence
from bot.report.summary import Summary, summarise
from bot.report.wording import (
    Quote,
    Source,
    counted,
    deciding,
    estimate,
    fix_sentence,
    held_sentence,
    known_sentence,
    seen_sentence,
)

ROOM = 15_000
"""UTF-16 units of a message: by default a site takes 16,384 with what Gerrit itself adds."""

SHOWN_PROOFS = 1

_MORE, _NITS = "MORE TO LOOK AT", "NITS"
"""Sections whose title does not say the verdict."""


@dataclass(frozen=True, slots=True)
class Known:
    """What readers of a change know: `last` is what our message before told, `revisions` what commits are called, by id."""

    last: History | None = None
    revisions: Mapping[str, str] = field(default_factory=dict)


def render_gerrit(
    report: Report,
    source: Source | None = None,
    look: Look | None = None,
    room: int = ROOM,
    known: Known | None = None,
) -> str:
    """The message to post, without a marker, in at most `room` UTF-16 units; `source` gives the code that fixes change.

    Two messages on the same revision stand below each other, so that the difference from the last one is said. Sections are
    cut from the end, first what can't be checked, then nits, then what is refuted; what is cut is counted.
    """
    look, known = look or Look(), known or Known()
    summary = summarise(report, look.fold_below)
    fresh = frozenset(unlike(report, known.last)[0])
    page = GerritPage(source, short_names(report), has_last_time(report), fresh, known.revisions)
    head = [page.say(summary.counts), "", _lead(page, summary)]
    for sentence in (summary.since, unlike_sentence(report, known.last)):
        head += ["", page.say(sentence)] if sentence else []
    sections = [one.with_at_most(look.most) for one in _sections(page, summary, report) if one.entries]
    return break_triggers(fitted(head, [*sections, *_not_understood(summary)], room))


def _lead(page: GerritPage, summary: Summary) -> str:
    sole = [path for path, name in page.names.items() if not name]
    return page.say(summary.lead) + (f" All lines: {page.code(sole[0])}." if sole else "")


def _sections(page: GerritPage, summary: Summary, report: Report) -> Iterator[Section]:
    confirmed = [one for one in summary.table if one.verdict is Verdict.CONFIRMED]
    plausible = [one for one in summary.table if one.verdict is not Verdict.CONFIRMED]
    refuted = sum(len(group.findings) for group in summary.refuted)
    yield _section(page, "CONFIRMED", confirmed, 9)
    yield _section(page, "PLAUSIBLE", plausible, 8)
    yield _section(page, _MORE, summary.more, 7)
    yield Section(f"REFUTED ({refuted})", tuple(_refuted(page, summary.refuted)), 3)
    yield _section(page, _NITS, summary.nits, 1)
    missing = unchecked(page, summary.unchecked)
    yield Section(f"CAN'T BE CHECKED ({len(summary.unchecked)})", missing, 0)
    yield Section(f"FIXED ({len(summary.fixed)})", tuple(Entry(_fixed(page, one)) for one in summary.fixed), 5)
    dismissed = tuple(Entry(_entry(page, one, f"{one.verdict}: ")) for one in summary.dismissed)
    yield Section(f"DISMISSED ({len(summary.dismissed)})", dismissed, 4)
    said = tuple(Entry(line) for line in contradictions(page, report))
    yield Section(f"CONTRADICTIONS ({len(said)})", said, 2)
    limits = tuple(Entry(page.clean(one_line(limit))) for limit in summary.limits)
    yield Section(f"LIMITS ({len(limits)})", limits, 6)


def _not_understood(summary: Summary) -> list[Section]:
    if not summary.unread:
        return []
    return [Section(f"NOT UNDERSTOOD: {counted(summary.unread, 'passage', 'passages')} of the reviews.", (), 9)]


def _section(page: GerritPage, title: str, found: Sequence[MergedFinding], rank: int) -> Section:
    """Findings that hold, one line each."""
    verdicts = {one.verdict for one in found}
    told = f", {found[0].verdict.upper()}" if title in (_MORE, _NITS) and len(verdicts) == 1 else ""
    is_mixed = len(verdicts) > 1
    entries = tuple(Entry(_entry(page, one, f"{one.verdict}: " if is_mixed else "")) for one in found)
    return Section(f"{title} ({len(found)}){told}", entries, rank)


def _entry(page: GerritPage, finding: MergedFinding, verdict: str = "") -> str:
    """One line: id, who says it and how likely it is, what it says, what was seen."""
    home = finding.location.path
    seen = deciding(finding)[:1]
    said = told_title(page, finding, seen)
    sentences = [known_sentence(finding), held_sentence(finding), *seen_sentences(seen), except_sentence(finding)]
    sentences += [fix_sentence(finding, page.source), replied_sentence(finding), dismissed_sentence(finding)]
    head = f"{page.code(finding.id)} ({_facts(page, finding)}) {verdict}{said}".rstrip()
    return line_of(head, [page.say(sentence, home) for sentence in sentences if sentence])


def _facts(page: GerritPage, finding: MergedFinding) -> str:
    """Who says it, where, and how likely it is; lines are left out that the sentences name anyway."""
    has_lines = bool(finding.restates) or any(seen.lines for seen in deciding(finding)[:1])
    place = page.file(finding.location) if has_lines else page.where(finding.location)
    is_marked = page.has_history and finding.state in MARKED
    state = finding.state.value if is_marked else "new" if finding.id in page.fresh else ""
    percent = estimate(finding)
    facts = (state, names(page, finding), place, side_of(finding), f"estimate {percent}" if percent else "")
    return "; ".join(fact for fact in facts if fact)


def _fixed(page: GerritPage, finding: MergedFinding) -> str:
    """What held once, and what the code says now."""
    sentences = (held_sentence(finding), *seen_sentences(deciding(finding)[:1]))
    head = f"{page.code(finding.id)} ({told_by(page, finding)}) {told_title(page, finding, ())}"
    return line_of(head, [page.say(sentence, finding.location.path) for sentence in sentences if sentence])


def _refuted(page: GerritPage, groups: Sequence[Group]) -> Iterator[Entry]:
    """Those that fall with one premise below it; then each of the rest."""
    alone = sum(group.shared is None for group in groups)
    is_first_alone = True
    for group in groups:
        if group.shared is None:
            yield Entry(
                _refutation(page, group.findings[0], None),
                intro=f"{'The other one' if alone == 1 else f'The other {alone}'}:"
                if is_first_alone and alone < len(groups)
                else "",
            )
            is_first_alone = False
            continue
        premise = page.say(seen_sentence(group.shared, is_brief=True), group.findings[0].location.path)
        for at, finding in enumerate(group.findings):
            intro = f"{len(group.findings)} share one false premise. {premise}" if at == 0 else ""
            yield Entry(_refutation(page, finding, group.shared), intro=intro)


def _refutation(page: GerritPage, finding: MergedFinding, shared: Evidence | None) -> str:
    """One line: what is claimed, what disproves it, and what the fix would do."""
    quote, proofs = refutation(finding, shared)
    said = page.say((Quote(quote.rstrip(".") or quote),))
    sentences = [*seen_sentences(proofs[:SHOWN_PROOFS])]
    sentences += [fix_sentence(finding, page.source), replied_sentence(finding)]
    rest = [page.say(sentence, finding.location.path) for sentence in sentences if sentence]
    return line_of(f"{page.code(finding.id)} ({told_by(page, finding)}) {said}{':' if proofs else '.'}", rest)
