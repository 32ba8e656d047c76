"""A report as what Gerrit is to show: a message that ends in our marker, a vote, and a word in reviewers' own threads."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.model.evidence import Verdict
from bot.model.forge import Answer
from bot.model.history import State
from bot.model.neutral import BREAK, break_triggers, neutralise_gerrit
from bot.model.report import Report
from bot.model.settings import PostingSettings
from bot.model.utf16 import cut_utf16, utf16_length
from bot.poster.history import history_of
from bot.poster.marker import Marker
from bot.poster.telling import left_to_look_at
from bot.poster.thread_notes import GERRIT, notes_of

Render = Callable[[int], str]
"""Renders the report's message in at most that many UTF-16 units."""

LONGEST_MESSAGE = 15_000
LONGEST_MARKER = 4_000
"""UTF-16 units of the words, and characters of the marker, which stands in the message's tag."""

_COMMANDS = (
    "To ask again, reply with `/recheck-review` on a line of its own. "
    "Why: `/metareview explain ID`. Wrong: `/metareview dismiss ID REASON`."
)
_CLOSING = "Judged at {}. To judge once more, start this job again."
NOTHING = "No reviewer has proposed anything on this change so far, so there is nothing to judge."

_ESCAPED = re.compile(r"\\(?P<char>[<&|$#])")
_TEMPLATE = re.compile(r"<(?=GERRIT_)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Footing:
    """What our own sentences stand on: what the judged revision is called, and whether somebody listens to commands."""

    revision: str = ""
    commands: bool = False


def answer(report: Report, render: Render, key: str, posting: PostingSettings, footing: Footing) -> Answer:
    """What is to be published for a report.

    The text is empty where nothing was proposed, now or before; `brief` never is. Before its last line, which is always the
    whole marker with this key, each takes at most 15,000 UTF-16 units. ValueError where `key` is none.
    """
    marker = Marker(key).write(history_of(report), LONGEST_MARKER)
    at = footing.revision or _revision(report)
    footer = _COMMANDS if footing.commands else _CLOSING.format(at)
    said = _said(report, render, at, LONGEST_MESSAGE - utf16_length(footer) - 4)
    return Answer(
        revision=report.revision,
        text=f"{said.rstrip()}\n\n{footer}\n\n{marker}\n" if said else "",
        digest=_digest(report),
        brief=f"{_brief(report, at) if said else NOTHING}\n\n{marker}\n",
        vote=_vote(report) if posting.label and said else None,
        notes=notes_of(report, GERRIT) if posting.reply_in_threads else (),
    )


def reply(text: str) -> str:
    """What commands are answered with, as Gerrit takes it: HTML is text there, at most 15,000 UTF-16 units."""
    plain = _TEMPLATE.sub("<" + BREAK, _ESCAPED.sub(r"\g<char>", text))
    return cut_utf16(break_triggers(plain), LONGEST_MESSAGE)


def _said(report: Report, render: Render, at: str, room: int) -> str:
    """The words of the answer, at most `room` units of them; empty where there is nothing to say."""
    if report.reviews:
        return cut_utf16(render(room), room)
    if report.history is None and report.since is None:
        return ""
    return f"Meta-review at {at}: nothing is proposed any longer."


def _brief(report: Report, at: str) -> str:
    left = sum(1 for _ in left_to_look_at(report))
    open_ = f"{left} left to look at" if left else "nothing to act on"
    return f"Judged again at {at}: nothing changed since the last answer here, {open_}."


def _revision(report: Report) -> str:
    return neutralise_gerrit(f"`{report.revision[:7]}`") if report.revision else "no revision"


def _vote(report: Report) -> int:
    """-1 where something confirmed is left, +1 where nothing is left and something was judged, else 0."""
    left = list(left_to_look_at(report))
    if any(one.verdict is Verdict.CONFIRMED for one in left):
        return -1
    is_judged = any(one.verdict is not Verdict.UNVERIFIABLE for one in report.findings)
    return 1 if is_judged and not left else 0


def _digest(report: Report) -> str:
    """A hash of what the answer says: ids, verdicts, and which are dismissed; 64 hex digits."""
    told = sorted({(one.id, one.verdict.value, one.state is State.DISMISSED) for one in report.findings})
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
