"""Suggested fixes are applied in memory, and what they do is said: every form, with good and bad variants."""

from dataclasses import replace

import pytest

from bot.model.evidence import Verdict
from bot.model.place import Lines, Location, Rung
from bot.validator.fixes import FixJudgement, fixed_sources, judge_fixes
from bot.validator.scene import Scene
from tests.fakes import MemoryCode
from tests.validator.fixing import PATH, finding, in_words, judge, seen, verdict

OLD = """\
import json


def load(path):
    data = read(path)
    rows = json.loads(data)
    return rows


def read(path):
    return path.read_text()
"""
GOOD = ["    rows = json.loads(data or '[]')"]
BAD = {
    "no-op": ["    rows = json.loads(data)"],
    "undefined": ["    rows = json.loads(cleaned_up(data))"],
    "broken": ["    rows = json.loads(data"],
    "too-early": ["    print(rows)", "    rows = json.loads(data)"],
}
FORMS = ("suggestion", "diff", "marks", "listing", "pair", "function", "snippet")


def said(form: str, new: list[str]) -> str:
    """The replacement of line 6 in one of the forms that reviews use."""
    old = OLD.split("\n")
    whole = [*old[3:5], *new, *old[6:7]]
    return {
        "suggestion": "```suggestion\n" + "\n".join(new) + "\n```",
        "diff": "```diff\n@@ -1,2 +1,2 @@\n "
        + old[4]
        + "\n-"
        + old[5]
        + "\n+"
        + "\n+".join(new)
        + "\n "
        + old[6]
        + "\n```",
        "marks": "```\n-" + old[5] + "\n+" + "\n+".join(new) + "\n```",
        "listing": "```python\n" + "\n".join(f"{at} {line}" for at, line in enumerate(whole, 4)) + "\n```",
        "pair": f"The current code:\n```python\n{old[5].strip()}\n```\nIt should be:\n```python\n"
        + "\n".join(line[4:] for line in new)
        + "\n```",
        "function": "The fixed function:\n```python\n" + "\n".join(whole) + "\n```",
        "snippet": "Use this:\n```python\n" + "\n".join(line[4:] for line in whole[1:]) + "\n```",
    }[form]


def last(form: str) -> str:
    """The id of the claim that holds the fix: of a pair, the second block."""
    return "f2" if form == "pair" else "f1"


@pytest.mark.parametrize("form", FORMS)
def test_good_fix(form: str) -> None:
    """
    A fix that applies, parses and brings nothing bad is plausible in every form.
    """
    judged = judge(finding(said(form, GOOD), line=6), OLD)

    assert verdict(judged, last(form)) is Verdict.PLAUSIBLE
    assert [(s.applies, s.parses, s.no_op) for s in judged.suggestions] == [("yes", True, False)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", BAD)
def test_bad_fix(form: str, kind: str) -> None:
    """
    A fix that changes nothing, does not parse, or uses a name that is not there is refuted; a bare snippet at least doubted.
    """
    is_doubtful = (form == "snippet" and kind in ("no-op", "broken")) or (form == "function" and kind == "broken")

    judged = judge(finding(said(form, BAD[kind]), line=6), OLD)

    assert verdict(judged, last(form)) is (Verdict.UNVERIFIABLE if is_doubtful else Verdict.REFUTED)


def test_format_only() -> None:
    """
    A fix that only changes the format is no fix for a defect of behaviour, and fine for one of format.
    """
    text = "```suggestion\n    rows = json.loads( data )\n```"

    assert verdict(judge(finding(text, line=6), OLD)) is Verdict.REFUTED
    assert verdict(judge(finding(text, line=6, kind="trailing-whitespace"), OLD)) is Verdict.PLAUSIBLE
    assert verdict(judge(finding(text, line=6, kind="other"), OLD)) is Verdict.PLAUSIBLE


def test_comment_only() -> None:
    """
    A fix that adds a comment is not called a fix without effect.
    """
    text = "```suggestion\n    # Rows come as a list.\n    rows = json.loads(data)\n```"

    assert verdict(judge(finding(text, line=6, kind="missing-comment"), OLD)) is Verdict.PLAUSIBLE


def test_foreign_fix() -> None:
    """
    A diff of code that no file of the change has is refuted; one of another file of the change is not.
    """
    text = "```diff\n-    connection.commit_all(strict=True)\n+    connection.commit()\n```"

    assert verdict(judge(finding(text), OLD)) is Verdict.REFUTED
    assert verdict(judge(finding(text), OLD, other="connection.commit_all(strict=True)\n")) is Verdict.UNVERIFIABLE


def test_named_file() -> None:
    """
    A diff is tried on the file that its header names.
    """
    text = "```diff\n--- a/other.py\n+++ b/other.py\n@@ -1 +1 @@\n-LIMIT = 1\n+LIMIT = 2\n```"

    judged = judge(finding(text), OLD, other="LIMIT = 1\n")

    assert judged.suggestions[0].applies == "yes"


def test_left_out_code() -> None:
    """
    A fix that leaves code out applies in part.
    """
    text = "```python\ndef load(path):\n    # ... existing code ...\n    return list(rows)\n```"

    judged = judge(finding(text), OLD)

    assert judged.suggestions[0].applies == "partly"
    assert "fix-has-placeholder" in [row.check for row in judged.evidence]


def test_silent_uncomment() -> None:
    """
    Commented-out code that a listing wakes up without a word is pointed out, and speaks against the fix.
    """
    old = "def run(a):\n    # check(\n    #     a)\n    b = a\n    c = b\n    d = c\n    return other(d, 1)\n\n\ncheck = other = print\n"
    new = [
        *["def run(a):", "    check(", "        a)", "    b = a", "    c = b", "    d = c", "    return other(d, 2)"]
    ]
    text = (
        "The second argument is wrong.\n```python\n"
        + "\n".join(f"{at} {line}" for at, line in enumerate(new, 1))
        + "\n```"
    )

    judged = judge(finding(text, line=7), old)
    told = judge(finding("Uncomment the check. " + text, line=7), old)

    assert judged.suggestions[0].changes_elsewhere == (Lines(PATH, 2, 3),)
    assert seen(judged) == ["fix-silent-change"]
    assert told.suggestions[0].changes_elsewhere == ()


def test_silent_deletion() -> None:
    """
    A line that a whole function drops without a word is pointed out.
    """
    old = "def run(a):\n    b = a + 1\n    audit(b)\n    c = b\n    d = c\n    e = d\n    f = e\n    return f\n\n\naudit = print\n"
    text = "The result is wrong.\n```python\ndef run(a):\n    b = a + 1\n    c = b\n    d = c\n    e = d\n    f = e\n    return -f\n```"

    judged = judge(finding(text, line=8), old)

    assert judged.suggestions[0].changes_elsewhere == (Lines(PATH, 3, 3),)
    assert verdict(judged) is Verdict.UNVERIFIABLE


def test_snippet_of_comment() -> None:
    """
    A snippet that only repeats commented-out code is said to do so.
    """
    old = "def run(check, a):\n    # check.amount(a, 2)\n    return a\n"

    judged = judge(finding("Do this:\n```python\ncheck.amount(a, 2)\n```"), old)

    assert "fix-only-uncomments" in seen(judged)


def test_replacement_in_words() -> None:
    """
    A replacement that is named in words is tried like a block; without effect, or of code that is nowhere, it is refuted.
    """
    assert verdict(judge(in_words("json.loads(data)", "json.loads(data, strict=False)"), OLD)) is Verdict.PLAUSIBLE
    assert verdict(judge(in_words("json.loads(data)", "json.loads(data)"), OLD)) is Verdict.REFUTED
    assert verdict(judge(in_words("rows", "items", "rename `rows` to `items`"), OLD)) is Verdict.PLAUSIBLE
    assert verdict(judge(in_words("pickle.loads(data)", "json.loads(data)"), OLD)) is Verdict.REFUTED
    assert verdict(judge(in_words("dump", "load"), OLD)) is Verdict.UNVERIFIABLE


def test_wrong_range() -> None:
    """
    A suggestion that breaks the file at its own line but fits another place is doubted, not refuted.
    """
    text = "```suggestion\n    data = read(path)\n    rows = json.loads(data or '[]')\n    return rows\n```"

    judged = judge(finding(text, line=4), OLD)

    assert verdict(judged) is not Verdict.REFUTED
    assert judged.suggestions[0].applies == "partly"


def test_tabs_and_spaces() -> None:
    """
    Spaces in a suggestion for a file that is indented by tabs are no proof of a syntax error.
    """
    old = "def f(a):\n\tb = a\n\treturn b\n"

    judged = judge(finding("```suggestion\n    b = a + 1\n```", line=2), old)

    assert verdict(judged) is Verdict.UNVERIFIABLE


def test_other_language() -> None:
    """
    A fix for a language that is not read whole is never refuted for its syntax.
    """
    old = "function f() {\n  return 1;\n}\n"
    place = Location("app.js", 2, 2, rung=Rung.LINE)
    found = finding("```suggestion\n  return (1;\n```", line=2, location=place)
    found = replace(found, claims=tuple(replace(claim, location=place) for claim in found.claims))

    judged = judge_fixes(found, Scene(MemoryCode({"app.js": old})))

    assert judged.suggestions[0].applies == "yes"
    assert verdict(judged) is not Verdict.REFUTED


def test_sources_are_announced() -> None:
    """
    Every text that the linter is asked about is announced before.
    """
    found = finding(said("suggestion", GOOD), line=6)
    scene = Scene(MemoryCode({PATH: OLD}))

    announced = fixed_sources(found, scene)

    assert announced == {(PATH, OLD), (PATH, OLD.replace("json.loads(data)", "json.loads(data or '[]')"))}


def test_no_place() -> None:
    """
    Nothing is said of a fix for a file that is not in the tree.
    """
    found = finding("```suggestion\nx = 1\n```", line=1)

    assert judge_fixes(found, Scene(MemoryCode({PATH: OLD}))).suggestions
    assert judge_fixes(found, Scene(MemoryCode({"b.py": OLD}))) == FixJudgement()


def test_new_problem() -> None:
    """
    A defect that the linter sees only with the fix is listed.
    """
    text = "```suggestion\n    rows = json.loads(data) if data is 'x' else []\n```"

    judged = judge(finding(text, line=6), OLD)

    assert judged.suggestions[0].new_problems[0].startswith("F632 ")
    assert verdict(judged) is Verdict.UNVERIFIABLE
