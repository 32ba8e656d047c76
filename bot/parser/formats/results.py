"""One result of a tool as an inline comment in Markdown, so that it is read like any other comment."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.model.review import Comment, ProposedReview, Reply, SourceState
from bot.parser.formats.edits import Fix
from bot.parser.formats.rules import headed

_TICKS = re.compile(r"`{3,}")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool says of one place. `hints` is advice in words, `notes` what we left aside, `why_withdrawn` the
    justification of a suppression, None where it is not suppressed."""

    rule: str
    message: str
    path: str | None
    line: int | None = None
    end_line: int | None = None
    severity: str | None = None
    category: str | None = None
    external_id: str | None = None
    url: str | None = None
    fix: Fix | None = None
    hints: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    why_withdrawn: str | None = None


def review_of(
    name: str, reviewer: str, form: str, results: Iterable[Result], notes: Iterable[str] = ()
) -> ProposedReview:
    """The review that a tool's results make; those without a file stand in its body, as do notes that nobody takes
    for findings."""
    placed: list[Comment] = []
    words = [hidden(note) for note in notes]
    for result in results:
        if result.path is not None:
            placed.append(comment_of(result))
        elif result.why_withdrawn is None:
            words.append(body_of(result))
        else:
            words.append(hidden("a suppressed result without a file was left aside"))
    reviewer = " ".join(reviewer.split())[:_LONGEST_NAME]
    return ProposedReview(name, reviewer, body="\n\n".join(dict.fromkeys(words)), comments=tuple(placed), format=form)


def comment_of(result: Result) -> Comment:
    """The comment of a result at its place."""
    is_withdrawn = result.why_withdrawn is not None
    replies = (Reply("suppression", result.why_withdrawn),) if result.why_withdrawn else ()
    return Comment(
        result.path or "",
        body_of(result),
        result.line,
        result.end_line,
        url=result.url,
        severity=result.severity,
        category=result.category,
        external_id=result.external_id,
        state=SourceState.WITHDRAWN if is_withdrawn else SourceState.OPEN,
        replies=replies,
    )


def body_of(result: Result) -> str:
    """`RULE: message`, advice, a fix as a block, and notes where nobody takes them for findings."""
    parts = [headed(result.rule, result.message), *result.hints]
    if result.fix is not None:
        parts.append(_block(result.fix, result))
    parts += [hidden(note) for note in result.notes]
    return "\n\n".join(part for part in parts if part.strip())


def hidden(note: str) -> str:
    """A note of ours that is no statement of the tool."""
    return f"<!-- {note} -->"


def _block(fix: Fix, result: Result) -> str:
    """A suggestion where it replaces just the lines of the result, else a listing with its lines said."""
    fence = "`" * max([3, *(len(run) + 1 for run in _TICKS.findall(fix.text))])
    text = fix.text if not fix.text or fix.text.endswith("\n") else f"{fix.text}\n"
    if (fix.start, fix.end) == (result.line, result.end_line or result.line):
        return f"{fence}suggestion\n{text}{fence}"
    if not text:
        return f"Remove {_lines(fix)}."
    return f"Replace {_lines(fix)} with:\n\n{fence}\n{text}{fence}"


def _lines(fix: Fix) -> str:
    return f"line {fix.start}" if fix.start == fix.end else f"lines {fix.start}-{fix.end}"
