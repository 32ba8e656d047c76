"""Lists of points: numbered on under another heading, lists of what was looked at, rows whose cells name a function."""

from bot.model.claim import Role
from bot.model.finding import Finding, Label, ParsedReview
from bot.model.review import ProposedReview
from bot.parser.claims.places import path_in
from bot.parser.parse import parse


def parsed(body: str) -> ParsedReview:
    """What the parser makes of a review."""
    return parse(ProposedReview("a.md", "acme", body=body))


def titles(body: str) -> list[str]:
    """The titles of its findings."""
    return [finding.title for finding in parsed(body).findings]


def test_numbered_on() -> None:
    """
    A list that goes on under the next heading is one list: its items are findings as those before it are.
    """
    body = "### Bugs\n\n1. `load` has no docstring.\n2. `json` is never used.\n\n### Style\n\n3. `f.read()` takes the whole file.\n"

    assert titles(body)[-1] == "`f.read()` takes the whole file"


def test_begins_again() -> None:
    """
    A list that begins again under another heading does not inherit from the one before.
    """
    body = "### Bugs\n\n1. `load` has no docstring.\n2. `json` is never used.\n\n### Liked\n\n1. `f.read()` takes the whole file.\n"

    assert len(titles(body)) == 2


def test_looked_at() -> None:
    """
    A list of single words says what was looked at, and finds nothing.
    """
    found = parsed("- [x] Logic\n- [x] Tests\n- [ ] Style\n\n- `load` has no docstring.\n- `json` is never used.\n")

    assert [finding.kind for finding in found.findings] == ["missing-docstring", "unused-variable"]
    assert not [
        one
        for one in found.segments
        if "[x]" in found.review.body[one.span.start : one.span.end] and one.label is Label.RESIDUE
    ]


def test_cell_of_numbers() -> None:
    """
    A row is titled by what it says, not by the cell with its lines.
    """
    body = "| Line(s) | Description |\n|:--|:--|\n| 34 | `get` runs at import time. |\n| 17 | `re` is never used. |\n| 9 | `f` has no docstring. |\n"

    assert titles(body)[0] == "`get` runs at import time"


def test_owner() -> None:
    """
    The function that stands before the colon, or in a cell of its row, is the place of what is said behind it.
    """
    row = "| Place | Issue |\n|--|--|\n| `load`, line 3 | `os.rename` is called three times. |\n"

    assert _scope(parsed(row).findings) == "load"
    assert _scope(parsed("- `load`: `os.rename` is called three times.\n").findings) == "load"


def _scope(findings: tuple[Finding, ...]) -> str:
    return next(claim.scope for claim in findings[0].claims if claim.role is not Role.FIX)


def test_attribute_is_no_file() -> None:
    """
    What is read from an object is no file, though it ends like one.
    """
    assert path_in("self.conf") is None
    assert path_in("state.response.json") is None
    assert path_in("tsconfig.app.json") == ("tsconfig.app.json", None)


def test_grades() -> None:
    """
    Grades that stand alone, and the title of the whole, are no findings.
    """
    body = "# Security & Bug Review — `a/b.py`\n\ncategory: bug\n\nverdict: needs work\n\nA few issues were found.\n\nGood points: error paths are clear.\n"

    assert not titles(body)
