"""`metareview schema`: JSON Schemas that fit what goes in and comes out."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.stories.places import FALSE, TRUE, comment, proposed, small, written
from tests.stories.running import metareview


def schema(name: str) -> dict[str, Any]:
    """A schema as the command prints it."""
    done = metareview("schema", name)
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    jsonschema.Draft202012Validator.check_schema(found)
    return found


def faults(name: str, document: str) -> list[str]:
    """What a schema finds wrong with a document."""
    validator = jsonschema.Draft202012Validator(schema(name))
    return [error.message for error in validator.iter_errors(json.loads(document))]


REVIEWS = {
    "nothing": "Thank you for this change.\n",
    "true and false": FALSE + "\n" + TRUE,
    "a fix": "`total` has no docstring.\n\n```suggestion\ndef total(items):\n    \"\"\"Sum.\"\"\"\n```\n",
    "clean": "No issues were found.\n",
    "inline": proposed(comments=[comment(line=6, side="new", id="x", url="https://example.org/1"), comment(line=1, side="old")]),
    "JSON of a model": '[{"file": "totals.py", "line": 6, "severity": "high", "message": "`total` has no docstring."}]',
    "other code": proposed(comments=[comment(path="b.ts")], revision="a" * 40),
}  # fmt: skip


@pytest.mark.parametrize("text", REVIEWS.values(), ids=REVIEWS)
def test_report(tmp_path: Path, text: str) -> None:
    """
    A report fits the schema, whatever it is about.
    """
    file = written(tmp_path, "a.md", text)

    done = metareview(
        "check", "--repo", str(small(tmp_path / "r").path), "--format", "json", file, "-", stdin=TRUE.encode()
    )

    assert faults("report", done.out) == []


@pytest.mark.parametrize(
    "command", [("demo", "--format", "json"), ("cluster", "--format", "json", "-")], ids=["demo", "cluster"]
)
def test_report_of_other_commands(command: tuple[str, ...]) -> None:
    """
    The reports of the example and of reviews without code fit it too.
    """
    done = metareview(*command, stdin=(FALSE + TRUE).encode())

    assert faults("report", done.out) == []


@pytest.mark.parametrize(
    ("document", "is_good"),
    [
        (proposed(), True),
        (proposed(comments=[comment(line=1, end_line=2, side="old")], revision="b" * 64, url=None), True),
        (proposed(boddy=1), False),
        (proposed(comments=[comment(line=0)]), False),
        (proposed(comments=[{"path": "a"}]), False),
        (proposed(revision="main"), False),
    ],
)
def test_proposed_review(tmp_path: Path, document: str, is_good: bool) -> None:
    """
    What the schema of a proposed review takes the command takes, and the other way round.
    """
    done = metareview("cluster", written(tmp_path, "a.json", document))

    assert (faults("proposed-review", document) == []) is is_good
    assert done.code == (0 if is_good else 2)


def test_unknown() -> None:
    """
    An unknown schema is refused with the known ones.
    """
    done = metareview("schema", "nosuch")

    assert (done.code, done.out) == (2, "")
    assert done.err == "metareview: there is no schema nosuch; there are proposed-review, report\n"
