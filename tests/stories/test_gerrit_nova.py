"""The acceptance case on a real Gerrit: the file as a change, the five reviews by five bots, and the one message that answers them."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.model.utf16 import utf16_length
from tests.gerrit.server import NEWEST
from tests.gerrit.shared import Sites
from tests.poster.rendering_gerrit import SHOWN, kinds
from tests.poster.triggers import started_by
from tests.stories.gerrit import Desk, counts, entries, ids
from tests.stories.nova import CASES, PLACE, Case, groups_of, matches

if not CASES:
    pytest.skip("METAREVIEW_CASES names no folder; the last line of the run says so", allow_module_level=True)

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Told:
    """What came of it: the case, the report, and our message as it stands."""

    case: Case
    report: dict[str, Any]
    said: str
    messages: int


@pytest.fixture(scope="module")
def told(gerrit_sites: Sites, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Pushed, reviewed by five accounts, answered; and answered once only."""
    case, site = Case.load(), gerrit_sites(NEWEST)
    desk = Desk(site, tmp_path_factory.mktemp("nova"), site.project(name="nova"))
    change = desk.push({PLACE: case.code}, subject="Add functional recreate test for bug 1825537")
    for name, text in case.reviews.items():
        change.review(by=site.bot(_account(name)), message=text)
    said = desk.post(change)
    desk.silent(change)
    if "METAREVIEW_SHOW" in os.environ:
        Path(os.environ["METAREVIEW_SHOW"]).write_text(said)
    return Told(case, _as_files(desk.report(change), case), said, len(desk.ours(change)))


def _account(name: str) -> str:
    return f"bot-{name[:3]}"


def _as_files(report: dict[str, Any], case: Case) -> dict[str, Any]:
    """The report with its reviews under the names of their files, as the truth has them."""
    files = {_account(name): name for name in case.reviews}
    for finding in report["findings"]:
        for source in finding["sources"]:
            source["review"] = files[source["review"]]
    return report


@pytest.mark.parametrize("name", sorted(Case.load().entries()))
def test_claim(told: Told, name: str) -> None:
    """
    Every claim is found, and its verdict is one that the truth accepts.
    """
    entry = told.case.entries()[name]

    found = matches(told.report, entry)
    verdicts = {claim["verdict"] for _, claim in found}

    assert found or entry["optional"], entry["quote"]
    assert verdicts & set(entry["accept"])
    if len(entry["accept"]) == 1:
        assert not ({"confirmed", "refuted"} - set(entry["accept"])) & verdicts


def test_finding_groups(told: Told) -> None:
    """
    Every finding that the truth joins from claims has a verdict that it accepts.
    """
    found = groups_of(told.report, told.case)

    for group in told.case.expected["finding_groups"]:
        verdicts = {finding["verdict"] for claim in group["claims"] for finding in found[claim]}
        assert verdicts & set(group["accept"]), group["id"]


def test_message(told: Told) -> None:
    """
    One message tells of every finding once, under its verdict, in plain lines that render as lists and start nothing.
    """
    by_verdict: dict[str, set[str]] = {}
    for finding in told.report["findings"]:
        by_verdict.setdefault(finding["verdict"], set()).add(finding["id"])
    shown = re.findall(r"(?<![0-9a-f])[0-9a-f]{6}(?![0-9a-f])", told.said)

    assert told.messages == 1
    assert told.said.splitlines()[0].startswith("Meta-review of 5 reviews")
    assert {one["id"] for one in told.report["findings"]} <= set(shown)
    assert {one[:6] for one in entries(told.said, "REFUTED")} == by_verdict["refuted"]
    assert counts(told.said)["REFUTED"] == len(by_verdict["refuted"])
    assert counts(told.said)["CAN'T BE CHECKED"] == len(by_verdict["unverifiable"])
    assert by_verdict["confirmed"] | by_verdict["plausible"] <= set(ids(told.said))
    assert utf16_length(told.said) < 6_000
    assert max(map(len, told.said.splitlines())) < 600
    assert kinds(told.said) <= SHOWN
    assert not list(started_by(told.said))
