"""Fixes that reviewers attach to their comments, as we read them from a real Gerrit."""

from typing import Any

import pytest

from bot.forges.gerrit.fixes import MOST, with_fixes
from bot.model.forge import Message, MessageKind
from bot.model.review import SourceState
from tests.forges.gerrit.connecting import connected, ref_of
from tests.gerrit.world import Change, Site

FILE = "".join(f"line {number}\n" for number in range(1, 10))


def part(start: int, end: int, new: str, *, path: str = "a.py", first: int = 0, last: int = 0) -> dict[str, Any]:
    """One replacement, from a character of a line to one of another."""
    span = {"start_line": start, "start_character": first, "end_line": end, "end_character": last}
    return {"path": path, "range": span, "replacement": new}


def fixed(*parts: dict[str, Any]) -> dict[str, Any]:
    """A line 3 with one fix."""
    return {"line": 3, "fix_suggestions": [{"description": "fix", "replacements": list(parts)}]}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([part(3, 4, "three\n")], "why?\n\n```suggestion\nthree\n```"),
        ([part(3, 4, "a ``` b\n")], "why?\n\n````suggestion\na ``` b\n````"),
        ([part(3, 4, "")], "why?\n\n```suggestion\n```"),
        ([part(5, 7, "five\n")], "why?\n\nReplace lines 5-6 with:\n\n```\nfive\n```"),
        ([part(5, 6, "")], "why?\n\nRemove line 5."),
        ([part(1, 2, "one\n", path="b.py")], "why?\n\nReplace line 1 of `b.py` with:\n\n```\none\n```"),
        ([part(3, 3, "x", first=1, last=3)], "why?\n\nReplace a part of a line with:\n\n```\nx\n```"),
        ([part(3, 4, "three")], "why?\n\nReplace a part of a line with:\n\n```\nthree\n```"),
        ([part(n, n + 1, "") for n in range(4, 30)], "\n\n".join(["why?", *(f"Remove line {n}." for n in range(4, 4 + MOST))])),
    ],
)  # fmt: skip
def test_told(parts: list[dict[str, Any]], said: str) -> None:
    """A fix of whole lines is a suggestion where the comment stands on them, else its place is said; the rest is shown."""
    assert with_fixes("why?", "a.py", (3, None), fixed(*parts)) == said


@pytest.mark.parametrize("row", [{}, {"fix_suggestions": None}, {"fix_suggestions": [7]}, {"fix_suggestions": [{"replacements": {}}]}])  # fmt: skip
def test_none(row: dict[str, Any]) -> None:
    """Where there is no fix, or what is none, the words stay as they are."""
    assert with_fixes("why?", "a.py", (3, None), row) == "why?"


def inline(gerrit: Site, change: Change) -> Message:
    """The one comment on a line."""
    said = connected(gerrit).state(ref_of(change)).messages
    return next(one for one in said if one.kind is MessageKind.INLINE)


@pytest.mark.slow
def test_read(gerrit: Site) -> None:
    """
    A fix that a reviewer attaches is read with the comment, and a comment without words is its fix.
    """
    change = gerrit.project({"a.py": FILE}).push({"a.py": FILE + "x\n"})
    change.review(by=gerrit.bot("tidy"), comments=[("a.py", fixed(part(3, 4, "three\n")), "Spell it.")])

    found = inline(gerrit, change)

    assert found.body == "Spell it.\n\n```suggestion\nthree\n```"
    assert (found.line, found.state) == (3, SourceState.OPEN)
