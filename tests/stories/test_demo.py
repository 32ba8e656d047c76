"""The demo is what a newcomer sees first: it says the truth, the same each time, and answers to the code."""

import json
from pathlib import Path
from typing import Any

import jsonschema

from bot.report.schemas import schema_text
from tests.stories.nova import git
from tests.stories.running import ROOT, metareview


def _verdicts(report: dict[str, Any]) -> dict[str, str]:
    return {finding["kind"]: finding["verdict"] for finding in report["findings"]}


def test_readme() -> None:
    """
    The README shows what the demo prints.
    """
    shown = (
        (ROOT / "README.md").read_text("utf-8").partition("<!-- demo -->\n```\n")[2].partition("```\n<!-- /demo -->")[0]
    )

    assert shown == metareview("demo").out


def test_same_bytes() -> None:
    """
    Two runs print the same bytes, in whatever place the example is made.
    """
    assert metareview("demo", "--format", "json").out == metareview("demo", "--format", "json").out


def test_schema() -> None:
    """
    The report keeps its published schema.
    """
    jsonschema.Draft202012Validator(json.loads(schema_text("report"))).validate(
        json.loads(metareview("demo", "--format", "json").out)
    )


def test_what_it_shows() -> None:
    """
    The example has five reviewers, all kinds of verdicts, a duplicate, a contradiction and a broken fix.
    """
    report = json.loads(metareview("demo", "--format", "json").out)

    assert len(report["reviews"]) == 5
    assert {finding["verdict"] for finding in report["findings"]} == {
        "confirmed",
        "plausible",
        "unverifiable",
        "refuted",
    }
    assert any(len({source["review"] for source in finding["sources"]}) > 1 for finding in report["findings"])
    assert report["contradictions"]
    assert any(fix["unknown_names"] for finding in report["findings"] for fix in finding["suggestions"])


def test_a_changed_line_changes_a_verdict(tmp_path: Path) -> None:
    """
    Where the example stops using json, the claim that it is unused is confirmed instead of refuted.
    """
    place = tmp_path / "example"
    before = metareview("demo", "--keep", str(place), "--format", "json")
    code = place / "repository" / "orders.py"

    code.write_text(code.read_text().replace("return json.load(stream)", "return list(stream)"))
    git(place / "repository", "commit", "-q", "-a", "--amend", "-m", "head")
    reviews = map(str, sorted((place / "reviews").iterdir()))
    after = metareview("check", "--repo", str(place / "repository"), "--format", "json", *reviews)

    was = [f["verdict"] for f in json.loads(before.out)["findings"] if "json" in f["title"]]
    now = [f["verdict"] for f in json.loads(after.out)["findings"] if "json" in f["title"]]
    assert (was, now) == (["refuted"], ["confirmed"])


def test_keep_refuses_what_exists(tmp_path: Path) -> None:
    """
    An existing folder is never written into.
    """
    done = metareview("demo", "--keep", str(tmp_path))

    assert (done.code, done.out) == (2, "")
    assert "exists already" in done.err
