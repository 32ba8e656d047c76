"""The report as SARIF: what stands in it, the published schema, and the way back."""

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import warnings
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.model.delivery import Decision, DecisionKind
from bot.model.evidence import Verdict
from bot.model.finding import Severity
from bot.model.history import State
from bot.model.report import MergedFinding, Report
from bot.parser.formats import read_reviews
from bot.report.sarif import render_sarif
from tests.builders import finding, location, report, source
from tests.report import samples

HOSTILE = "[x](1) {0} \ud800 \x00 @all \u202e`"
PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
SUM = "0357ce84f77a21ce620e4e05f583f0d6a341e1717eefe22f891ef197caf617a433424c7972963d2ec1a4dab1318852047016e3a559d29b058606e9004a4890f4"
MEMBER = "package/lib/schemas/sarif-2.1.0-rtm.5.json"


def log(told: Report) -> dict[str, Any]:
    """The log of a report."""
    found = json.loads(render_sarif(told, "1.2.3", {"unused-variable": "How it is judged."}))
    assert isinstance(found, dict)
    return found


def result(one: MergedFinding) -> dict[str, Any]:
    """The result that a finding makes."""
    found = log(report(one))["runs"][0]["results"][0]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("verdict", "severity", "said"),
    [
        (Verdict.CONFIRMED, Severity.HIGH, ("fail", "error")),
        (Verdict.PLAUSIBLE, Severity.MEDIUM, ("fail", "warning")),
        (Verdict.CONFIRMED, None, ("fail", "warning")),
        (Verdict.CONFIRMED, Severity.NIT, ("fail", "note")),
        (Verdict.UNVERIFIABLE, Severity.HIGH, ("open", "none")),
        (Verdict.REFUTED, Severity.HIGH, ("pass", "none")),
    ],
)
def test_verdicts(verdict: Verdict, severity: Severity | None, said: tuple[str, str]) -> None:
    """What may hold fails at the level of its severity, what is refuted passes, what can't be checked stays open."""
    told = result(finding("aaaaaa", verdict, severity=severity))

    assert (told["kind"], told["level"]) == said


def test_result() -> None:
    """A result has its id as fingerprint, its confidence as rank, its place and the rule of its kind."""
    told = log(report(finding("aaaaaa", Verdict.CONFIRMED, confidence=0.95, location=location(3, 5, "a b.py"))))

    (run,) = told["runs"]
    (one,) = run["results"]
    assert one["partialFingerprints"] == {"metareviewFinding/v1": "aaaaaa"}
    assert one["rank"] == 95.0
    assert one["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "a%20b.py", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 3, "endLine": 5},
            }
        }
    ]
    assert run["tool"]["driver"]["version"] == "1.2.3"
    assert run["tool"]["driver"]["rules"][one["ruleIndex"]]["help"] == {"text": "How it is judged."}


def test_closed() -> None:
    """What is dismissed or fixed is suppressed, with the reason where one is known."""
    by_ann = Decision("aaaaaa", DecisionKind.DISMISSED, "ann", "by\ndesign")
    dismissed = result(finding(state=State.DISMISSED, dismissed_by=by_ann))
    fixed = result(finding(state=State.FIXED))

    assert dismissed["suppressions"][0]["justification"] == "by design"
    assert fixed["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "Fixed since it was told."}
    ]


def test_no_place() -> None:
    """A finding without a place has no location."""
    assert "locations" not in result(finding(location=location(None, None, None)))


def test_neutral() -> None:
    """Foreign words make no links and hide nothing."""
    told = result(finding(sources=(source(quote="see [this](https://a.example)\u202e"),)))

    assert told["message"]["text"] == r"see \[this](https://a.example)" + "\\u202e"


def test_same_bytes() -> None:
    """The same report gives the same bytes."""
    assert render_sarif(samples.a_sample(), "1", {}) == render_sarif(samples.a_sample(), "1", {})


def test_round_trip() -> None:
    """Read back, the log gives the findings that are not refuted, with their ids, places and words."""
    told = samples.a_sample()

    (review,) = read_reviews("log.sarif", render_sarif(told, "1", {}).encode())

    kept = [one for one in told.findings if one.verdict is not Verdict.REFUTED]
    assert review.reviewer == "metareview"
    assert [(one.external_id, one.path, one.line, one.end_line) for one in review.comments] == [
        (one.id, one.location.path, one.location.start_line, one.location.end_line) for one in kept
    ]
    assert [one.body for one in review.comments] == [one.sources[0].quote for one in kept]


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The published schema, out of a package that is pinned and checked. Without npm it says so."""
    if shutil.which("npm") is None:
        warnings.warn("left out: SARIF's published schema could not be fetched, npm is missing", stacklevel=2)
        assert os.environ.get("METAREVIEW_REQUIRE_ALL") != "1", "npm is missing"
        pytest.skip("SARIF's published schema could not be fetched: npm is missing")
    place = tmp_path_factory.mktemp("schema")
    command = ["npm", "pack", "--silent", "--ignore-scripts", PACKAGE]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=True)
    tarball = Path(place, done.stdout.split()[-1])
    assert hashlib.sha512(tarball.read_bytes()).hexdigest() == SUM
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(MEMBER)
        assert member is not None
        found = json.loads(member.read())
    assert isinstance(found, dict)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("told", [samples.a_sample(), samples.a_hostile_report(HOSTILE)], ids=["sample", "hostile"])
def test_schema(schema: dict[str, Any], told: Report) -> None:
    """What is written keeps to the published schema."""
    faults = list(jsonschema.Draft4Validator(schema).iter_errors(log(told)))

    assert [fault.message for fault in faults] == []
