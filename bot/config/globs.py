"""Patterns in which `*` stands for any text and everything else for itself."""

from bot.model.change_ref import ChangeRef


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text fits the pattern; linear in the text for each `*`, never more."""
    first, *rest = pattern.split("*")
    if not rest:
        return pattern == text
    *middle, last = rest
    if len(text) < len(first) + len(last) or not text.startswith(first) or not text.endswith(last):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def matches_change(pattern: str, change: ChangeRef) -> bool:
    """Whether a pattern over `FORGE:PLACE` names the change, or the whole project that it belongs to.

    GitHub does not tell upper from lower case in the names of projects, Gerrit does.
    """
    whole, project = str(change), f"{change.forge}:{change.project}"
    if change.mark == "#":
        pattern, whole, project = pattern.lower(), whole.lower(), project.lower()
    return matches(pattern, whole) or matches(pattern, project)
