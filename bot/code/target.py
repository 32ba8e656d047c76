"""The text that a proposed change is applied to."""

from dataclasses import dataclass

from bot.model.facts import Definition
from bot.model.place import Extent

MOST_CHARACTERS = 1_000_000
"""Longer blocks and texts are not applied."""


@dataclass(frozen=True, slots=True)
class Target:
    """The text to change. `near`: the lines that the review speaks of; `definitions`: those of the text, if known."""

    text: str
    near: Extent | None = None
    definitions: tuple[Definition, ...] = ()


def in_words(first: int, last: int) -> str:
    """A range of lines as a reader says it."""
    return f"line {first}" if first == last else f"lines {first}-{last}"
