"""The text of a review that was not understood."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.model.finding import Label, ParsedReview, Segment


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that nothing was made of: who wrote it, where it stands, its words verbatim."""

    reviewer: str
    segment: Segment
    text: str


def residue(parsed: ParsedReview) -> Iterable[Passage]:
    """The passages in the order of the review."""
    texts: dict[str | None, str] = {comment.id: comment.body for comment in parsed.review.comments}
    texts[None] = parsed.review.body
    for segment in parsed.segments:
        if segment.label is Label.RESIDUE:
            words = texts.get(segment.comment_id, "")[segment.span.start : segment.span.end]
            yield Passage(parsed.review.reviewer or parsed.review.name, segment, words)
