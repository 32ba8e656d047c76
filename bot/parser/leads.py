"""Which first words of a stretch are its title."""

import re
from collections.abc import Iterable, Sequence

from bot.parser.text import Sentence
from bot.parser.units import Unit

STEPS = re.compile(
    r"\b(?:fix(?:es|ed)?|steps?|how (?:you|to|the|it)|modif\w*|examples?|options?|solutions?"
    r"|instead|approach(?:es)?|ways?|following changes|such as|when|because|means|includ\w+|either"
    r"|consider|recommend\w*|should|could)\b",
    re.IGNORECASE,
)
"""Words after which a list is one of steps or details."""

_NUMBER = re.compile(r"\W*\d{1,3}[.)]\s+\w")


def is_numbered_title(first: Unit) -> bool:
    """Whether a paragraph begins with a title in bold that has a number of its own ("**2. Duplicated method**")."""
    return first.sentence is not None and first.sentence.is_lead and _NUMBER.match(first.masked) is not None


def is_short_title(group: Sequence[Unit]) -> bool:
    """Whether an item is a title: one short sentence without an end, or a lead."""
    sentence = group[0].sentence
    if len(group) > 1 or sentence is None:
        return False
    return sentence.is_lead or (
        len(sentence.masked.split()) <= 10 and not sentence.text.rstrip().endswith((".", "!", "?"))
    )


def is_title(unit: Unit) -> bool:
    """Whether a lead is a title of its own rather than an introduction to what it shows."""
    sentence = unit.sentence
    return (
        sentence is not None and not STEPS.search(sentence.masked) and not sentence.text.rstrip().endswith(":")
    ) or bool(sentence and sentence.text.lstrip().startswith(("**", "__")))


def is_bold_title(sentence: Sentence | None) -> bool:
    """Whether a lead is a line in bold by itself ("**Missing tests**"), and no label of what follows it."""
    text = sentence.text.strip() if sentence is not None and sentence.is_lead else ""
    return text.startswith("**") and text.endswith("**") and not text.rstrip("*").endswith(":")


def lead_of(group: Iterable[Unit]) -> Sentence | None:
    first = next(iter(group), None)
    return first.sentence if first and first.sentence and first.sentence.is_lead else None
