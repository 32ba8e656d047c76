"""How much of a review is read; what lies beyond is residue, and the report says so."""

from collections.abc import Sequence

from bot.model.finding import Segment

MOST_CHARACTERS = 1_000_000
"""Code points of one review, its body and comments together: fifteen times the longest comment that GitHub takes."""
MOST_FINDINGS = 5_000
"""Findings of one review."""
UNREAD = f"beyond the first {MOST_CHARACTERS:,} characters of the review"
UNCOUNTED = f"beyond the first {MOST_FINDINGS:,} findings of the review"


def readable(text: str, left: int) -> str:
    """The head of a text that fits into so many characters, whole lines where it has any."""
    if len(text) <= left:
        return text
    return text[: text.rfind("\n", 0, max(0, left)) + 1 or max(0, left)]


def limits_of(name: str, segments: Sequence[Segment]) -> tuple[str, ...]:
    """What a report says of text that was left aside."""
    unread = sum(segment.span.end - segment.span.start for segment in segments if segment.why == UNREAD)
    said = [f"{name}: {unread:,} characters {UNREAD} were not read"] if unread else []
    if any(segment.why == UNCOUNTED for segment in segments):
        said.append(f"{name}: what is {UNCOUNTED} was not judged")
    return tuple(said)
