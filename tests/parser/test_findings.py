"""Which parts of a review belong to one finding, where each stands, and what it is called."""

import pytest

from bot.model.claim import Role
from bot.model.finding import Finding, Severity
from bot.model.review import Comment, ProposedReview
from bot.parser.parse import parse


def of_body(body: str) -> tuple[Finding, ...]:
    """The findings of a review's body."""
    return parse(ProposedReview("r", "somebody", body)).findings


def of_comment(text: str) -> tuple[Finding, ...]:
    """The findings of a comment on a line."""
    return parse(ProposedReview("r", "somebody", comments=(Comment("a.py", text, 3, 3),))).findings


@pytest.mark.parametrize(
    "text",
    [
        "`order` may be None. In this case the total raises an `AttributeError`. Consider a guard.",
        "**Issue:** `load()` is never awaited.\n\n**Impact:** The rows are lost.\n\n**Suggested fix:** Await it.",
        "`rows` is read without a check.\n\n1. The list is empty on Monday.\n2. `rows[0]` raises `IndexError`.\n\nAdd a guard.",
        "The lock is never released.\n\nSuggestion: use a `with` block:\n\n```python\nwith lock:\n    run()\n```",
        "The code shows the order:\n- Line 4: `open(p)`\n- Line 5: `read(p)`\n\nSo `p` is never closed.",
        "`order` may be None. Additionally, this hides the cause of the failure.",
    ],
)
def test_one_finding(text: str) -> None:
    """
    A defect with its explanation, its impact, its steps and its fix is one finding.
    """
    assert len(of_comment(text)) == 1


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "Two issues here:\n- `tmp` is never used.\n- `load` has no docstring.",
            ["unused-variable", "missing-docstring"],
        ),
        ("`order` may be None. Also, `load` has no docstring.", ["none-dereference", "missing-docstring"]),
        ("`tmp` is never used. `load` has no docstring.", ["unused-variable", "missing-docstring"]),
        (
            "**Bug:** `tmp` is never used.\n\n**Bug:** `load` has no docstring.",
            ["unused-variable", "missing-docstring"],
        ),
    ],
)
def test_several_findings(text: str, kinds: list[str]) -> None:
    """
    Points that are announced, added or plainly about other things are findings of their own.
    """
    assert [finding.kind for finding in of_comment(text)] == kinds


_POINTS = (
    ("a/b.py", 4, "`tmp` is never used."),
    ("a/c.py", 9, "`load` has no docstring."),
    ("d.py", 12, "Consider a set."),
)


@pytest.mark.parametrize(
    "body",
    [
        "I found these issues:\n\n"
        + "\n".join(f"{n}. `{p}:{line}`: {said}" for n, (p, line, said) in enumerate(_POINTS, 1)),
        "\n\n".join(f"### {p}:{line}\n\n{said}" for p, line, said in _POINTS),
        "| File | Line | Finding |\n|---|---|---|\n"
        + "\n".join(f"| {p} | {line} | {said} |" for p, line, said in _POINTS),
        "\n\n".join(f"In {p} line {line}: {said}" for p, line, said in _POINTS),
        "\n".join(f"- **[High]** `{p}:{line}` {said}" for p, line, said in _POINTS),
        "\n\n".join(
            f"**Issue {n}**\n- File: {p}\n- Line: {line}\n- Description: {said}"
            for n, (p, line, said) in enumerate(_POINTS, 1)
        ),
    ],
    ids=["numbered", "headings", "table", "paragraphs", "bullets", "blocks"],
)
def test_places(body: str) -> None:
    """
    However a long review is laid out, each point is one finding at the file and line that it names.
    """
    places = [(finding.claimed.path, finding.claimed.start_line) for finding in of_body(body)]

    assert places == [(path, line) for path, line, _ in _POINTS]


def test_parts_under_headings() -> None:
    """
    Headings that only name parts of a finding do not end it, a heading that names the next one does.
    """
    body = (
        "## Issue 1: Slow import\n### Problem\n`load` reads the file twice.\n### Impact\nSlow start.\n"
        "## Issue 2: Unused name\n### Problem\n`tmp` is never used.\n"
    )

    assert len(of_body(body)) == 2


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("**Severity:** Low\n\n`tmp` is never used.", Severity.LOW),
        ("_⚠️ Potential issue_ | _🔴 Critical_\n\n`tmp` is never used.", Severity.HIGH),
        ("| Severity | Finding |\n|---|---|\n| Medium | `tmp` is never used. |", Severity.MEDIUM),
        ("`tmp` is never used.", None),
    ],
)
def test_severity(text: str, severity: Severity | None) -> None:
    """
    A grade counts wherever a label, a badge or a column states it.
    """
    (finding,) = of_body(text)

    assert finding.severity is severity


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("In a/b.py line 4: `tmp` is never used.", "`tmp` is never used"),
        ("1. **Description:** `tmp` is never used.", "`tmp` is never used"),
        ("`a/b.py:4`: `Map<str, int>` is never *used*.", "`Map<str, int>` is never used"),
        ("- **[High]** `a/b.py:4` the loop never ends.", "The loop never ends"),
        (
            "The check passes, but while waiting `tmp` is never used.",
            "The check passes, but while waiting `tmp` is never used",
        ),
    ],
)
def test_title(body: str, title: str) -> None:
    """
    A title says the defect: no label, grade, place or markup in front, and no half of a sentence.
    """
    (finding,) = of_body(body)

    assert finding.title.replace("*", "") == title


@pytest.mark.parametrize(
    ("lead", "is_fix"),
    [
        ("Use a guard:", True),
        ("If you prefer the current layout:", True),
        ("Before the call, add:", True),
        ("It should be:", True),
        ("The current code is:", False),
        ("Instead of:", False),
        ("Before:", False),
    ],
)
def test_code_block(lead: str, is_fix: bool) -> None:
    """
    Code is a fix unless the words before it show what stands there now.
    """
    (finding,) = of_comment(f"`order` may be None. {lead}\n\n```python\nif order:\n    pay(order)\n```")
    (claim,) = (claim for claim in finding.claims if claim.code is not None)

    assert (claim.role is Role.FIX) is is_fix


@pytest.mark.parametrize(
    "text",
    [
        "`load` never closes its file.\n\nIn `save` the rows are written without a lock, which fails under load.",
        "`load` opens a file and never closes it.\n\nIt seems that `save` no longer checks its rows.",
        "**1. Sorting of texts**\n`rank < '4'` is wrong for texts.\n\n**2. Repeated method**\n`args` is the same in both.",
        "BUG: `load` fails for empty paths.\n\nSTYLE: `save` has no docstring.",
        "`3-4`: **Mutable default.**\n\n`rows=[]` is made once.\n\n---\n\n`9-9`: **Silent handler.**\n\n`pass` hides the error.",
        "### app/rows.py\n\n`load` never closes its file.\n\n`save` doesn't check its rows.",
    ],
)
def test_paragraphs_that_turn(text: str) -> None:
    """
    A paragraph that begins with a number, a label, a place, or a defect of other code is a finding of its own.
    """
    assert len(of_body(text)) == 2


def test_box_of_its_own() -> None:
    """
    A quotation that begins with the name of a box holds the reviewer's own words.
    """
    body = "> [!WARNING]\n> `load` has no docstring.\n"

    assert [finding.kind for finding in of_body(body)] == ["missing-docstring"]
