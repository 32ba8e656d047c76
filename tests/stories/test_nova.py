"""The acceptance case: five reviews of one real file, whose every claim was judged by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.stories.nova import CASES, Case, extents, groups_of, matches, texts
from tests.stories.running import metareview

if not CASES:
    pytest.skip("METAREVIEW_CASES names no folder; the last line of the run says so", allow_module_level=True)

STRICT = ("confirmed", "refuted")


@pytest.fixture(scope="module", params=["as it is", "twin"])
def judged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, dict[str, Any]]:
    case = Case.load() if request.param == "as it is" else Case.load().twin()
    repo, reviews = case.write(tmp_path_factory.mktemp("case"))
    done = metareview("check", "--repo", str(repo), "--format", "json", *map(str, reviews))
    assert done.code == 0, done.err
    return case, json.loads(done.out)


@pytest.mark.parametrize("name", sorted(Case.load().entries()))
def test_claim(judged: tuple[Case, dict[str, Any]], name: str) -> None:
    """
    Every claim is found, and its verdict is one that the truth accepts.
    """
    case, report = judged
    entry = case.entries()[name]

    found = matches(report, entry)
    verdicts = {claim["verdict"] for _, claim in found}

    assert found or entry["optional"], entry["quote"]
    assert verdicts & set(entry["accept"]), [(claim["quote"], claim["verdict"]) for _, claim in found]
    if len(entry["accept"]) == 1:
        assert not (set(STRICT) - set(entry["accept"])) & verdicts


def test_finding_groups(judged: tuple[Case, dict[str, Any]]) -> None:
    """
    Every finding that the truth joins from claims has a verdict that it accepts.
    """
    case, report = judged
    found = groups_of(report, case)

    wrong = []
    for group in case.expected["finding_groups"]:
        verdicts = {finding["verdict"] for claim in group["claims"] for finding in found[claim]}
        if not verdicts & set(group["accept"]):
            wrong.append((group["id"], verdicts, group["accept"]))

    assert not wrong


def test_clusters(judged: tuple[Case, dict[str, Any]]) -> None:
    """
    The same claim is one finding; the same code or topic is related.
    """
    case, report = judged
    found = groups_of(report, case)

    apart = []
    for cluster in case.expected["clusters"]:
        if cluster["strength"].startswith("weak"):
            continue
        members = [{finding["id"] for finding in found[claim]} for claim in cluster["members"]]
        if cluster["strength"] == "same claim":
            if not set.intersection(*members):
                apart.append(cluster["topic"])
            continue
        linked = {finding["id"]: {one["finding"] for one in finding["related"]} for finding in report["findings"]}
        for n, mine in enumerate(members):
            others = set().union(*members[:n], *members[n + 1 :])
            if not (mine & others or any(linked[one] & others for one in mine)):
                apart.append((cluster["topic"], cluster["members"][n]))

    assert not apart


def test_contradictions(judged: tuple[Case, dict[str, Any]]) -> None:
    """
    Every contradiction of the truth is shown between the findings concerned, with the lines that decide it.
    """
    case, report = judged
    found = groups_of(report, case)

    missing = []
    for wanted in case.expected["contradictions"]:
        if not any(_is_shown(wanted, shown, found) for shown in report["contradictions"]):
            missing.append((wanted["between"], wanted["about"]))

    assert not missing


def _is_shown(wanted: dict[str, Any], shown: dict[str, Any], found: dict[str, list[dict[str, Any]]]) -> bool:
    parties = {party.get("finding") or party.get("review") for party in shown["between"]}
    for claim in wanted["between"]:
        ids = {finding["id"] for finding in found[claim]} if claim in found else {"002_6dbb171db3213b31.txt"}
        if not ids & parties:
            return False
    if "resolved_by" not in wanted:
        return True
    start, end = extents(wanted["resolved_by"])
    return any(lines["start_line"] <= end and start <= lines["end_line"] for lines in shown["resolved_by"])


def test_silent_uncommenting(judged: tuple[Case, dict[str, Any]]) -> None:
    """
    The listing that silently turns a comment into code is reported with the lines that it changes.
    """
    case, report = judged
    entry = case.entries()["004-8"]
    first = 75 if case.code.startswith("# Licence") else 79

    findings = [finding for finding, _ in matches(report, entry)]
    elsewhere = [lines for finding in findings for fix in finding["suggestions"] for lines in fix["changes_elsewhere"]]

    assert any((lines["start_line"], lines["end_line"]) == (first, first + 1) for lines in elsewhere)
    assert "uncomment" in texts(findings)


def test_clean_vote(judged: tuple[Case, dict[str, Any]]) -> None:
    """
    The review that sees no security defect is counted as a vote within security.
    """
    _, report = judged

    votes = {review["review"]: review["says_clean"] for review in report["reviews"]}

    assert {name: scope for name, scope in votes.items() if scope} == {"002_6dbb171db3213b31.txt": "security"}


def test_every_character(judged: tuple[Case, dict[str, Any]]) -> None:
    """
    Finding, noise and residue add up to the whole of each review.
    """
    case, report = judged

    for review in report["reviews"]:
        parts = review["finding_characters"] + review["noise_characters"] + review["residue_characters"]
        assert parts == review["characters"] == len(case.reviews[review["review"]])


def test_same_bytes(tmp_path: Path) -> None:
    """
    The same reviews in another order, hash seed and locale give the same bytes, but for the order of the reviews themselves.
    """
    repo, reviews = Case.load().write(tmp_path)

    first = metareview("check", "--repo", str(repo), "--format", "json", *map(str, reviews))
    second = metareview(
        "check",
        "--repo",
        str(repo),
        "--format",
        "json",
        *map(str, reviews),
        environment={"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Tokyo"},
    )
    backwards = metareview("check", "--repo", str(repo), "--format", "json", *map(str, reversed(reviews)))

    assert first.out == second.out
    assert _sorted(json.loads(first.out)) == _sorted(json.loads(backwards.out))


def _sorted(report: dict[str, Any]) -> dict[str, Any]:
    report["reviews"].sort(key=lambda review: review["review"])
    return report
