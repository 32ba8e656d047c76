"""Everything that is no format of its own: Markdown or plain text, as one review with a body."""

from bot.model.review import ProposedReview

NAME = "markdown"


def recognise(text: str) -> bool:
    """Any text is Markdown."""
    return bool(text)


def read(name: str, reviewer: str, text: str) -> tuple[ProposedReview, ...]:
    """One review whose body is the text."""
    return (ProposedReview(name, reviewer, body=text, format=NAME),)
