"""A review file of any known format, as the reviews that it proposes."""

from collections.abc import Sequence
from typing import Protocol

from bot.errors import Refused
from bot.model.review import ProposedReview
from bot.parser.formats import (
    bandit_json,
    checkstyle,
    eslint_json,
    llm_json,
    markdown,
    proposed_review,
    pylint_json,
    rdjson,
    ruff_json,
    sarif,
)
from bot.parser.formats.decoding import decoded
from bot.parser.formats.foreign import foreign_xml


class Format(Protocol):
    """A way to write reviews down."""

    def recognise(self, text: str) -> bool:
        """Whether the text is in this format, good or faulty."""
        ...

    def read(self, name: str, reviewer: str, text: str) -> tuple[ProposedReview, ...]:
        """The reviews in the text; `reviewer` is who wrote it unless the text says so. Raises Refused with a sentence
        that names the fault."""
        ...


FORMATS: Sequence[Format] = (
    proposed_review,
    sarif,
    rdjson,
    checkstyle,
    eslint_json,
    ruff_json,
    pylint_json,
    bandit_json,
    llm_json,
    markdown,
)
"""In the order in which they are asked; the last one takes every text."""


def read_reviews(name: str, data: bytes) -> tuple[ProposedReview, ...]:
    """The reviews in a file; `name` is the file's base name and becomes the name of each. Raises Refused where it is
    none."""
    text = decoded(name, data)
    foreign = foreign_xml(text)
    if foreign is not None:
        raise Refused(f"{name} is {foreign}, which check does not read yet")
    chosen = next(form for form in FORMATS if form.recognise(text))
    return chosen.read(name, _reviewer(name), text)


def _reviewer(name: str) -> str:
    stem, dot, _ = name.rpartition(".")
    return stem if dot and stem else name
