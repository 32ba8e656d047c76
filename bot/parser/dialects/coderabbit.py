"""CodeRabbit: comments with a line of grades and a bold title, reviews with folds per file, a walkthrough."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.model.claim import Span
from bot.model.finding import Severity, Status
from bot.model.review import SourceState
from bot.parser.dialects.dialect import PROMPT, Dialect, Item, Says, folds, lines, rx, summaries
from bot.parser.dialects.page import Fold, Page
from bot.parser.dialects.shapes import HIGH, LOW, MEDIUM, NIT, bold_title, comment, is_path, line_range, parts

_CELLS = r"_[^\w\s<>*`_][^_\n]{1,60}_(?:[ ]*\|[ ]*_[^_\n]{2,60}_){0,3}"
_HEADER = rx(rf"^[ ]*(?P<cells>{_CELLS})[ ]*$")
_OPENER = rx(
    rf"^[ ]*(?P<place>`(?P<start>\d{{1,7}})(?:[ ]?[-–][ ]?(?P<end>\d{{1,7}}))?`:[ ]*)"
    rf"(?P<cells>{_CELLS})?(?:\*\*(?P<title>[^\n]{{1,400}}?)\*\*)?"
)
_COUNTED = re.compile(r"(?P<words>.{1,500}?) ?\((?P<count>\d{1,5})\)")
_SECTIONS = re.compile(
    r"\W*(?:(?:nitpick|outside diff range|duplicate|major|critical|minor|trivial) comments|comments failed to post)",
    re.I,
)
_PROMPTED = re.compile(
    r"In `?@?(?P<path>[^\s`]{1,400})`? (?:around |at )?lines? (?P<start>\d{1,7})(?: ?- ?(?P<end>\d{1,7}))?"
)
_ID = re.compile(r"cr-comment:v1:([0-9a-fA-F]{6,64})")
_ADDRESSED = rx(r"^[ ]*✅ Addressed in commits? [^\n]{0,300}$")
_BESIDE = rx(r"^[ ]*(?:Also applies to:[ ]*[\d ,–-]{1,400}|_Source:[^\n]{0,200}_[ ]*)$")
_GRADES = (
    ("🔴", HIGH), ("🟠", HIGH), ("🟡", MEDIUM), ("🔵", NIT), ("⚪", LOW),
    ("critical", HIGH), ("major", HIGH), ("minor", MEDIUM), ("trivial", NIT), ("nitpick", NIT), ("info", LOW),
)  # fmt: skip


def _items(page: Page) -> Iterator[Item]:
    whole = comment(page)
    if whole is not None:
        yield _item(page, whole, _HEADER.search(page.clear))
        return
    for path, region, is_nit in _files(page):
        for found, span in parts(page, _OPENER, region):
            near = min(span.end, found.end() + 300)
            header = found if found["cells"] else _HEADER.search(page.clear, found.end(), near)
            item = _item(page, span, header, NIT if is_nit else None)
            title = page.said(found, "title") or bold_title(page, Span(found.end(), span.end))
            place = (Span(*found.span("place")), "the place of a finding")
            at = line_range(found["start"], found["end"])
            yield replace(item, title=title, path=path, lines=at, dropped=(place, *item.dropped), is_marked=True)
    yield from (_item(page, span, found) for found, span in parts(page, _HEADER) if not page.is_folded(span.start))


def _files(page: Page) -> Iterator[tuple[str, Span, bool]]:
    """The folds of files in the sections of a review: their path, what is inside, whether nitpicks are."""
    section: Fold | None = None
    for fold in page.folds:
        if section is not None and fold.span.start >= section.span.end:
            section = None
        counted = _COUNTED.fullmatch(fold.summary)
        if section is None:
            section = fold if _SECTIONS.match(fold.summary) else None
        elif counted is not None and fold.depth == section.depth + 1 and is_path(counted["words"]):
            yield counted["words"], fold.inner, "nitpick" in section.summary.lower()


def _item(page: Page, span: Span, header: re.Match[str] | None, grade: Severity | None = None) -> Item:
    cells = page.said(header, "cells") if header else ""
    dropped = [(Span(*header.span("cells")), "grades")] if header else []
    beside = (Span(*one.span()) for one in _BESIDE.finditer(page.clear, span.start, span.end))
    dropped += [(one, "other places of the same finding") for one in beside]
    addressed = _ADDRESSED.search(page.clear, span.start, span.end)
    if addressed:
        dropped.append((Span(*addressed.span()), "a note that the bot takes it for resolved"))
    title = bold_title(page, span)
    path, at = _prompted(page, span)
    return Item(
        span,
        title=title,
        severity=next((known for sign, known in _GRADES if sign in cells.lower()), grade),
        category=_category(cells),
        path=path,
        lines=at,
        external_id=next((one[1] for one in map(_ID.search, (one.text for one in page.hidden_in(span))) if one), None),
        state=SourceState.RESOLVED if addressed else None,
        dropped=tuple(dropped),
        is_marked=header is not None or bool(title),
    )


def _category(cells: str) -> str | None:
    """The words of the first cell, unless they are a grade."""
    words = re.sub(r"^[\W_]+|[\W_]+$", "", cells.split("|")[0]).lower()
    return None if not words or any(words == known for known, _ in _GRADES) else words


def _prompted(page: Page, span: Span) -> tuple[str | None, tuple[int, int] | None]:
    """The place that the prompt for agents names: nothing else in it is read."""
    for fold in page.folds_in(span):
        found = _PROMPTED.search(page.text, *_ends(fold.inner)) if "prompt for" in fold.summary.lower() else None
        if found is not None:
            return found["path"], line_range(found["start"], found["end"])
    return None, None


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


DIALECT = Dialect(
    name="coderabbit",
    reads="comments by their line of grades, bold title and id; folds of a review by file and lines; resolved where it says so",
    gaps="other lines of the same finding ('Also applies to') are not followed",
    marks=rx(
        r"auto-generated (?:comment|reply) by CodeRabbit|auto-generated comment: [^\n]{0,80} by coderabbit\.ai|"
        r"<!-- cr-(?:comment|indicator-types):|^[ ]*\*\*Actionable comments posted: \d"
    ),
    items=_items,
    noise=(
        folds(r"analysis chain|code graph analysis|scripts? executed", "scripts that the bot ran, and their output"),
        folds(r"tools$|\w[\w -]{1,40} \(\d{1,4}\.[\w.]{1,20}\)$", "what other tools printed"),
        folds(r"(?:prompt for|fix all issues)\b", PROMPT),
        folds(r"additional context used|skipped due to|mcp integration", "what the bot looked at"),
        folds(r"additional comments", "remarks and praise, by its own heading"),
        folds(r"affects \d+ files", "other places of the same finding"),
        folds(
            r"review (?:details|info)|run configuration|commits|files |learnings|configuration|context used|you are on",
            "what the run was like",
        ),
        summaries(r".{1,500} \(\d{1,5}\)$", "the heading of findings"),
        lines(r"^[ ]*\*\*Actionable comments posted: \d+\*\*[ ]*$", "a count"),
        lines(r"^[ ]*\[!(?:NOTE|CAUTION|WARNING|TIP)\][ ]*\n+[^\n<]{0,400}$", "where its comments stand"),
        lines(r"^[ ]*‼ ?[^\n]{0,40}IMPORTANT[^\n]{0,600}$", "a standing warning"),
    ),
    says=(
        Says(Status.ACKNOWLEDGEMENT, rx(r"auto-generated reply by CodeRabbit"), "hidden"),
        Says(Status.QUOTA, rx(r"rate limited by coderabbit\.ai"), "hidden"),
        Says(
            Status.SKIPPED,
            rx(r"(?:skip review|review paused|review failed|failed to review) by coderabbit\.ai"),
            "hidden",
        ),
        Says(Status.PROGRESS, rx(r"review in progress by coderabbit\.ai"), "hidden"),
        Says(Status.ACKNOWLEDGEMENT, rx(r"Actions performed[ ]*(?:</summary>|$)")),
        Says(Status.QUOTA, rx(r"^(?:\W*\[!\w{1,20}\])?\W*Review limit reached")),
        Says(Status.DESCRIPTION, rx(r"summarize by coderabbit\.ai|walkthrough_start"), "hidden"),
        Says(Status.CLEAN, rx(r"^[ ]*\*\*Actionable comments posted: 0\*\*"), "open"),
        Says(Status.WRAPPER, rx(r"^[ ]*\*\*Actionable comments posted: \d+\*\*"), "open"),
    ),
)
