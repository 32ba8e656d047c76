"""A report as what GitHub is to show: one comment that ends in our hidden line, and a check run beside it."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.model.forge import Answer, ThreadNote
from bot.model.neutral import neutralise_markdown
from bot.model.report import Report
from bot.model.settings import PostingSettings
from bot.poster.check_run import LONGEST_SUMMARY, annotations_of, conclusion_of, headline
from bot.poster.cut import cut
from bot.poster.history import history_of
from bot.poster.marker import Marker
from bot.poster.thread_notes import GITHUB, notes_of

Render = Callable[[int], str]
"""Renders the report's Markdown with at most that many entries in each fold."""

LONGEST_COMMENT = 65_536

_MARGIN = 536
_CAPS = (50, 20, 10, 5, 2, 1, 0)
_COMMANDS = "<sub>Why: `/metareview explain ID` · wrong? `/metareview dismiss ID WHY` · again: `/recheck-review`</sub>"


def answer(report: Report, render: Render, key: str, posting: PostingSettings, *, commands: bool) -> Answer:
    """What is to be published for a report. `commands`: somebody listens to commands in comments, so they are shown.

    The text is empty where nothing was proposed, now or before; it never exceeds what GitHub takes, and its last line is
    always the whole marker with this key. ValueError where `key` is none.
    """
    marker = Marker(key).write(history_of(report))
    footer = _footer(report, commands=commands)
    room = LONGEST_COMMENT - _MARGIN - len(marker) - len(footer)
    said = _said(report, render, posting, room)
    shown = f"{said.rstrip()}\n\n{footer}\n" if said else ""
    return Answer(
        revision=report.revision,
        text=f"{shown}\n{marker}\n" if shown else "",
        digest=_digest(report),
        title=headline(said) if said else "Nothing is proposed",
        summary=shown[:LONGEST_SUMMARY] or "No reviewer has proposed anything so far.",
        conclusion=conclusion_of(report, posting),
        annotations=annotations_of(report),
        notes=tuple(_marked(one, key) for one in notes_of(report, GITHUB)) if posting.reply_in_threads else (),
    )


def _marked(note: ThreadNote, key: str) -> ThreadNote:
    """A note that is found again by its last line, which is hidden and the same whatever the note says."""
    return replace(note, text=f"{note.text}\n\n{Marker(key).reply(f'note {note.message}')}")


def _said(report: Report, render: Render, posting: PostingSettings, room: int) -> str:
    """The words of the answer, at most `room` characters of them; empty where there is nothing to say."""
    if report.reviews:
        return _fitted(render, posting.max_findings, room)
    if report.history is None and report.since is None:
        return ""
    return f"**Meta-review at {_revision(report)}**: nothing is proposed any longer."


def _fitted(render: Render, most: int, room: int) -> str:
    """The rendering with the longest folds that fit; where none does, the one without entries, cut."""
    text = ""
    for cap in _caps(most):
        text = render(cap)
        if len(text) <= room:
            return text
    return cut(text, room)


def _caps(most: int) -> Iterator[int]:
    yield most
    yield from (cap for cap in _CAPS if cap < most)


def _footer(report: Report, *, commands: bool) -> str:
    if commands:
        return _COMMANDS
    return f"<sub>Judged at {_revision(report)}. To judge once more, start this job again.</sub>"


def _revision(report: Report) -> str:
    return neutralise_markdown(f"`{report.revision[:7]}`") if report.revision else "no revision"


def _digest(report: Report) -> str:
    """A hash of what the answer says: ids, verdicts and states, and what nobody proposes any longer; 64 hex digits."""
    told = sorted([finding.id, finding.verdict, finding.state] for finding in report.findings)
    gone = [] if report.since is None else sorted(past.id for past in report.since.gone)
    return hashlib.sha256(json.dumps([told, gone]).encode()).hexdigest()
