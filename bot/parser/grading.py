"""Severity and category as reviewers write them, mapped to our words."""

import re

from bot.model.finding import Severity

_WORDS = (
    (Severity.HIGH, r"critical|blocker|high|severe|major|🔴|‼️|🚨"),
    (Severity.MEDIUM, r"medium|moderate|warning|🟠|🟡|⚠️"),
    (Severity.NIT, r"nit(?:pick)?|trivial|cosmetic|style|🧹"),
    (Severity.LOW, r"low|minor|info(?:rmational)?|🔵|🟢"),
)
_STATED = tuple(
    (
        severity,
        re.compile(
            rf"(?:\b(?:severity|priority|risk|level|impact)\b\W{{0,4}}(?:{words})\b"
            rf"|^\W*(?:{words})(?:\s+(?:severity|priority|risk|issues?))?\s*(?:[:\])(|–-]|$)"
            rf"|[\[(](?:{words})[\])])",
            re.IGNORECASE,
        ),
    )
    for severity, words in _WORDS
)
_BADGES = tuple(
    (severity, re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE)) for severity, words in _WORDS
)
_CATEGORY = re.compile(
    r"\b(security|performance|style|documentation|maintainability|readability|correctness|testing"
    r"|logic|bug|naming|error handling|code quality|best practices?)\b",
    re.IGNORECASE,
)


def severity_in(masked: str) -> str | None:
    """The severity that a title or lead states ("**High**: …", "Severity: low", "[minor]"), else None."""
    head = masked[:160]
    for severity, pattern in _STATED:
        if pattern.search(head):
            return severity.value
    return None


def badge_in(masked: str) -> str | None:
    """The severity in a line that consists of grades and labels alone ("Potential issue | Major")."""
    return next((severity.value for severity, pattern in _BADGES if pattern.search(masked[:160])), None)


def category_in(masked: str) -> str | None:
    """The category that a title names, in lower case."""
    found = _CATEGORY.search(masked[:160])
    return found.group(1).lower() if found else None


def severity_of(word: str | None) -> Severity | None:
    """Map a reviewer's own grade ("error", "P1", "major") to one of the four; None when it is no grade."""
    if not word:
        return None
    lowered = word.strip().lower()
    table = {
        "p0": Severity.HIGH, "p1": Severity.HIGH, "error": Severity.HIGH, "p2": Severity.MEDIUM, "p3": Severity.LOW,
        "note": Severity.LOW, "hint": Severity.NIT, "p4": Severity.NIT, "suggestion": Severity.LOW,
    }  # fmt: skip
    if lowered in table:
        return table[lowered]
    for severity, words in _WORDS:
        if re.fullmatch(words, lowered, re.IGNORECASE):
            return severity
    return None
