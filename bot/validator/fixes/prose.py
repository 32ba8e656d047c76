"""The words of a finding without the code blocks that it shows, and what they mention."""

import re
from collections.abc import Sequence

from bot.model.claim import Span
from bot.model.finding import Finding

_PROMISES = re.compile(
    r"\b(?:import|defin|declar|add|creat|introduc|implement|writ|extract|helper"
    r"|new (?:function|method|class|constant|variable)"
    r"|assum|make sure|ensure|you(?:'ll| will| would)? need)",
    re.IGNORECASE,
)
_ALTERNATIVES = re.compile(
    r"\b(?:alternative(?:ly)?|options?|either|or you could|another (?:way|option|approach)|or,|or simply"
    r"|or even|or better"
    r"|instead,? you could|you could also|even better|approach(?:es)? \d|approaches|solutions)\b|\bor:",
    re.IGNORECASE,
)


def prose_of(finding: Finding) -> str:
    """The finding's quote with its blocks cut out."""
    start = finding.span.start
    text = finding.quote
    for span in sorted((block.span for block in finding.blocks), reverse=True):
        low, high = max(0, span.start - start), max(0, span.end - start)
        text = text[:low] + "\n" + text[high:]
    return text


def block_source(finding: Finding, span: Span) -> str:
    """What the review's source has at the span of a block; empty where the finding's quote does not reach it."""
    start = finding.span.start
    if not finding.span.start <= span.start < span.end <= finding.span.start + len(finding.quote):
        return ""
    return finding.quote[span.start - start : span.end - start]


def mentions(prose: str, name: str) -> bool:
    """Whether the words name this identifier."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", prose) is not None


def promises(prose: str, name: str) -> bool:
    """Whether the words name it and speak of importing, defining or adding something."""
    return mentions(prose, name) and _PROMISES.search(prose) is not None


def offers_alternatives(prose: str, leads: Sequence[str]) -> bool:
    """Whether several blocks are meant as a choice."""
    return any(_ALTERNATIVES.search(text) for text in (prose, *leads))
