"""How reviews without lists divide into findings: by places, quoted lines, labels, counts and neighbours."""

import pytest

from bot.model.review import ProposedReview
from bot.parser.parse import parse


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("app/load.py:4: `tmp` unused\napp/load.py:9: old-style formatting\napp/load.py:12 - single-letter name", 3),
        (
            "**L4** `tmp` is never used.\n\n**L9** The value is compared with a string.\n\n**L12** `run` is never called.",
            3,
        ),
        (
            "> rows = []\n\nThis hides the parameter.\n\n> def load(path):\n\nNo docstring.\n\n> import os\n\n`os` is unused.",
            3,
        ),
        (
            "Security: `eval` runs unsafe input.\n\nQuality: helper functions are public.\n\nQuality: `run` does not call `stop`.",
            3,
        ),
        (
            "`load` leaks the file. The second problem is that `stop` is never called.\n\nThe third problem: `run` is missing.",
            3,
        ),
        (
            "Issue #1\n - Type: leak\n - Where: `load`\n - What: the file is never closed.\n\nIssue #2\n - Where: `run`\n - What: no timeout.",
            2,
        ),
        (
            "- `a` is never used\n- `b` is imported inside a function\n- `c` raises an error\n- `d` consists of 25 methods",
            4,
        ),
        (
            "| Line | Finding |\n|---|---|\n| 3 | `a` is never used |\n| 5 | `b` leaks |\n| 9 | `c` is called with two values |",
            3,
        ),
        ("FINDING 1 (LOW): `load` leaks the file.\nFINDING 2 (LOW): `run` is never called.", 2),
        ("There are also a few other issues:\n\nThe key has 8 characters.\n\nThe type of `load` is missing.", 2),
        ("`load` swallows errors. Parameters lack type hints.", 2),
        (
            "I found these issues:\n\n**1. Unchecked value**\n\nThe result of `load` is never checked.\n\n"
            "**2. Missing clean-up of `pump`**\n\nThe worker leaks. It is never stopped.",
            2,
        ),
        (
            "**Security defect: Missing check**\nLocation: line 3\nExplanation: `load` does not check the name.\nSuggested fix:\n"
            "```python\nload(name)\n```\n\n**Security defect: Use of a deprecated call**\nLocation: line 5\nExplanation: `run` is deprecated.",
            2,
        ),
        (
            "**Unused name**\n`tmp` is never used.\n\n**Order**\nIn `run` the result comes first.\n\n**Mocking**\n`load` is not mocked.",
            3,
        ),
        (
            "1. `load` leaks the file.\n2. `run` is never called.\n\nSuggested fix for 1:\n\n```python\nwith open(path) as f:\n    f.read()\n```",
            2,
        ),
        (
            "### 1. Missing value\n**Location:** `Box.put`\n**Explanation:** The class method always returns `None`.\n\n"
            "### 2. Unused call\n**Location:** line 9\n**Explanation:** `get()` has no effect.",
            2,
        ),
        (
            "Nothing in it struck me as dangerous.\n\nLine 3: `load` is called and nothing checks the result.\n\n"
            "Line 7: the variable row is overwritten here.\n\nOh, and `stop` is never called.",
            3,
        ),
        (
            "CWE-20 Improper Input Validation, line 3\n`load` takes the path without validation.\n\n"
            "CWE-285 Improper Authorization, line 7\n`admin` is used for the call.",
            2,
        ),
        (
            "Issue: the query is built from input.\n\nLine 3: the text of the query is put together.\n\nLine 7: the query is run here.",
            1,
        ),
    ],
)
def test_division(text: str, count: int) -> None:
    """
    Each point is a finding of its own, however its writer set it off from the others.
    """
    assert len(parse(ProposedReview("r", "somebody", text)).findings) == count


@pytest.mark.parametrize(
    "text",
    [
        "`load` runs any code that it is given.\n\nAn attacker who can write to `data` would be able to run code.",
        "`load` swallows errors.\n\n**How to exploit:** an attacker may hide failures.",
        "- `load` swallows errors\n- `stop` is never called\n\nTo fix the main problem, you can write:\n\n```python\nload()\n```",
        "- `load` swallows errors\n- `stop` is never called\n\nPlease address findings 1 and 2 before merging.",
    ],
)
def test_no_finding_of_its_own(text: str) -> None:
    """
    What might come of a defect, its fix and a closing word are no further findings.
    """
    findings = parse(ProposedReview("r", "somebody", text)).findings

    assert all("load" in one.quote or "stop" in one.quote for one in findings)
    assert len(findings) <= 2
    assert not any(one.quote.startswith(("An attacker", "**How", "To fix", "Please")) for one in findings)
