"""The same item said twice by one bot in one review: beside the code and again in a summary."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.model.finding import Finding, Label, Segment

_WHY = "a repetition of what it says elsewhere"
_NO_WORD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of a dialect, by its number in the review: the bot's id of it, and the words of its own title."""

    index: int
    id: str | None
    title: str


def without_repeats(
    findings: Sequence[Finding], segments: Sequence[Segment], known: Sequence[Known]
) -> tuple[list[Finding], list[Segment]]:
    """Each item once, the one beside the code before others, then the first; the rest is noise."""
    first: dict[tuple[str, ...], int] = {}
    gone: set[int] = set()
    for one in sorted(known, key=lambda one: (findings[one.index].comment_id is None, one.index)):
        keys = _keys(one, findings[one.index])
        if any(key in first for key in keys):
            gone.add(one.index)
        for key in keys:
            first.setdefault(key, one.index)
    if not gone:
        return list(findings), list(segments)
    spans: dict[str | None, list[Finding]] = {}
    for index in sorted(gone):
        spans.setdefault(findings[index].comment_id, []).append(findings[index])
    kept = [finding for index, finding in enumerate(findings) if index not in gone]
    return kept, _relabelled(segments, spans)


def _keys(one: Known, finding: Finding) -> list[tuple[str, ...]]:
    keys: list[tuple[str, ...]] = [("id", one.id)] if one.id else []
    title = _NO_WORD.sub(" ", one.title).strip().lower()
    if len(title.split()) > 1 and finding.claimed.path:
        keys.append(
            ("title", finding.claimed.path, str(finding.claimed.start_line), str(finding.claimed.end_line), title)
        )
    return keys


def _relabelled(segments: Sequence[Segment], gone: dict[str | None, list[Finding]]) -> list[Segment]:
    """Findings that are gone are noise in their text. Segments of a text are in order, and so are its findings."""
    told = []
    places = {comment: iter(findings) for comment, findings in gone.items()}
    current = {comment: next(found, None) for comment, found in places.items()}
    for segment in segments:
        mine = current.get(segment.comment_id)
        while mine is not None and mine.span.end <= segment.span.start:
            mine = current[segment.comment_id] = next(places[segment.comment_id], None)
        is_gone = mine is not None and mine.span.start <= segment.span.start and segment.span.end <= mine.span.end
        is_gone = is_gone and segment.label is Label.FINDING
        told.append(replace(segment, label=Label.NOISE, why=_WHY) if is_gone else segment)
    return told
