"""SARIF 2.1.0 as input."""

import json
from typing import Any

import pytest

from bot.errors import Refused
from bot.model.review import Comment, ProposedReview, Reply, SourceState
from bot.parser.formats import read_reviews


def place(uri: str = "a.py", **region: Any) -> dict[str, Any]:
    """A location."""
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region or {"startLine": 3}}}


def result(text: str = "It is bad.", **given: Any) -> dict[str, Any]:
    """A result at line 3."""
    return {"ruleId": "X1", "message": {"text": text}, "locations": [place()], **given}


def read(*results: Any, **run: Any) -> ProposedReview:
    """The review of one run."""
    driver = {"name": "tool", **run.pop("driver", {})}
    tool = {"driver": driver, **run.pop("tool", {})}
    log = {"version": "2.1.0", "runs": [{"tool": tool, "results": list(results), **run}]}
    (review,) = read_reviews("log.json", json.dumps(log).encode())
    return review


def one(*args: Any, **run: Any) -> Comment:
    """The only comment."""
    (comment,) = read(*args, **run).comments
    return comment


def test_each_run_is_a_review() -> None:
    """Every run is a review by its tool."""
    log = {"runs": [{"tool": {"driver": {"name": name}}, "results": [result()]} for name in ("ruff", "semgrep")]}

    reviews = read_reviews("log.sarif", json.dumps(log).encode())

    assert [(one.reviewer, one.format, len(one.comments)) for one in reviews] == [
        ("ruff", "sarif", 1),
        ("semgrep", "sarif", 1),
    ]


def test_rule_and_message() -> None:
    """The body says the rule and the message, and what the message quotes stands in back-ticks."""
    assert one(result("'os' is unused", ruleId="F401")).body == "F401: `os` is unused"


@pytest.mark.parametrize(
    ("given", "rule", "severity"),
    [
        ({"level": "error"}, {}, "error"),
        ({}, {"defaultConfiguration": {"level": "note"}}, "note"),
        ({}, {}, "warning"),
        ({"level": "none"}, {}, None),
        ({"kind": "review"}, {}, None),
        ({}, {"properties": {"security-severity": "9.1"}}, "critical"),
        ({"level": "note"}, {"properties": {"security-severity": 5}}, "medium"),
    ],
)
def test_severity(given: dict[str, Any], rule: dict[str, Any], severity: str | None) -> None:
    """A security score comes first, then the level, then the default of the rule."""
    assert one(result(**given), driver={"rules": [{"id": "X1", **rule}]}).severity == severity


@pytest.mark.parametrize(
    ("region", "lines"),
    [
        ({"startLine": 4}, (4, None)),
        ({"startLine": 4, "endLine": 6}, (4, 6)),
        ({"startLine": 4, "endLine": 6, "endColumn": 1}, (4, 5)),
        ({"startLine": 4, "endLine": 2}, (4, None)),
        ({"startLine": 0}, (None, None)),
        ({"charOffset": 5, "charLength": 6}, (2, 3)),
        ({"charOffset": 99}, (None, None)),
    ],
)
def test_regions(region: dict[str, Any], lines: tuple[int | None, int | None]) -> None:
    """A region gives lines; offsets do where the log carries the text of the file."""
    artifacts = [{"location": {"uri": "a.py"}, "contents": {"text": "abc\nef\nghi\n"}}]

    comment = one(result(locations=[place(**region)]), artifacts=artifacts)

    assert (comment.line, comment.end_line) == lines


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("src/a%20b.py", "src/a b.py"),
        ("./src/../a.py", "a.py"),
        ("file:///home/ci/shop/src/a.py", "src/a.py"),
        ("file://host/elsewhere/a.py", "elsewhere/a.py"),
        ("file:///C:/elsewhere/a.py", "elsewhere/a.py"),
        ("C:\\elsewhere\\a.py", "elsewhere/a.py"),
    ],
)
def test_uris(uri: str, path: str) -> None:
    """URIs are decoded, and relative to a folder that the run names."""
    assert one(result(locations=[place(uri)]), originalUriBaseIds={"R": {"uri": "file:///home/ci/shop/"}}).path == path


@pytest.mark.parametrize("uri", ["https://a.example/a.py", "../../etc/passwd", "file:///", "a\nb.py", ""])
def test_no_file(uri: str) -> None:
    """What names no file in the repository has no place."""
    review = read(result(locations=[place(uri)]))

    assert (review.comments, review.body) == ((), "X1: It is bad.")


def test_nested_bases() -> None:
    """A base may be relative to another; one that runs in a circle ends."""
    location = {"physicalLocation": {"artifactLocation": {"uri": "a.py", "uriBaseId": "SRC"}}}
    bases = {"SRC": {"uri": "src/", "uriBaseId": "ROOT"}, "ROOT": {"uri": "file:///x/"}}
    circle = {"SRC": {"uri": "s/", "uriBaseId": "SRC"}}

    assert one(result(locations=[location]), originalUriBaseIds=bases).path == "src/a.py"
    assert one(result(locations=[location]), originalUriBaseIds=circle).path is not None


def test_message_by_id() -> None:
    """A message by id is found at its rule or its component, its arguments are put in, links become words."""
    rules = [{"id": "X1", "messageStrings": {"m": {"text": "{0} beats {1}, {{not}} {7}"}}}]
    told = result(message={"id": "m", "arguments": ["a", "b"]})
    shared = {"globalMessageStrings": {"m": {"text": "all of {0}"}}}

    assert one(told, driver={"rules": rules}).body == "X1: a beats b, {not} {7}"
    assert one(told, driver={"rules": [{"id": "X1"}], **shared}).body == "X1: all of a"
    assert one(result(r"see [the call](1) and \[this](2)")).body == "X1: see the call and [this](2)"


def test_rules_of_extensions() -> None:
    """A rule is found in an extension, by index or by id; without a message its help speaks."""
    tool = {"extensions": [{"name": "more", "rules": [{"id": "E9", "name": "Nine", "help": {"text": "It fails."}}]}]}
    by_index = {"rule": {"index": 0, "toolComponent": {"index": 0}}, "locations": [place()]}
    by_id = {"ruleId": "E9/1", "locations": [place()]}

    first, second = read(by_index, by_id, tool=tool).comments

    assert (first.body, first.category) == ("E9: It fails.", "Nine")
    assert (second.body, second.category) == ("E9/1: It fails.", "Nine")


def test_suppressed() -> None:
    """A suppression that is accepted withdraws the result, and its justification is shown."""
    accepted = one(result(suppressions=[{"kind": "inSource", "justification": "by design"}]))
    asked = one(result(suppressions=[{"kind": "external"}, {"kind": "external", "status": "underReview"}]))

    assert (accepted.state, accepted.replies) == (SourceState.WITHDRAWN, (Reply("suppression", "by design"),))
    assert (asked.state, asked.replies) == (SourceState.OPEN, ())


def test_no_findings() -> None:
    """What passed, does not apply or is gone is no finding; the review says how many."""
    review = read(result(kind="pass"), result(kind="notApplicable"), result(baselineState="absent"))

    assert review.comments == ()
    assert "1 of kind or state pass" in review.body


def test_fingerprints() -> None:
    """Full fingerprints come before partial ones, those before the guid."""
    partial = {"partialFingerprints": {"b": "2", "a": "1"}, "guid": "g"}

    assert one(result(**partial)).external_id == "1"
    assert one(result(**partial, fingerprints={"z": "9"})).external_id == "9"
    assert one(result(guid="g")).external_id == "g"


def test_code_flows() -> None:
    """Flows are left aside, and a hidden note says so."""
    assert one(result(codeFlows=[{}])).body.endswith("<!-- code flows of this result are not read -->")


def fix(line: int, last: int, text: str, **columns: int) -> dict[str, Any]:
    """A fix of one file."""
    region = {"startLine": line, "endLine": last, **columns}
    change = {"deletedRegion": region, "insertedContent": {"text": text}}
    changes = [{"artifactLocation": {"uri": "a.py"}, "replacements": [change]}]
    return {"description": {"text": "Mend it"}, "artifactChanges": changes}


def test_fixes() -> None:
    """A fix of the result's own lines is a suggestion, one of others a listing, one inside a line needs its text."""
    own = one(result(fixes=[fix(3, 3, "x = 1\n")]))
    deleting = one(result(fixes=[fix(3, 4, "", startColumn=1, endColumn=1)]))
    others = one(result(fixes=[fix(5, 6, "x = 1")]))
    inside = one(result(fixes=[fix(3, 3, "x", startColumn=5, endColumn=6)]))

    assert own.body.endswith("```suggestion\nx = 1\n```")
    assert deleting.body.endswith("```suggestion\n```")
    assert others.body.endswith("Replace lines 5-6 with:\n\n```\nx = 1\n```")
    assert inside.body.endswith("\n\nMend it")


def test_fix_with_source() -> None:
    """With the text of the file at hand, a fix inside a line becomes the whole line."""
    artifacts = [{"location": {"uri": "a.py"}, "contents": {"text": "a\nb\nok = foo(1)\nd\n"}}]

    comment = one(result(fixes=[fix(3, 3, "bar", startColumn=6, endColumn=9)]), artifacts=artifacts)

    assert comment.body.endswith("```suggestion\nok = bar(1)\n```")


def test_fence_in_a_fix() -> None:
    """A fix that holds a fence stands in a longer one."""
    assert one(result(fixes=[fix(3, 3, "```\n")])).body.endswith("````suggestion\n```\n````")


@pytest.mark.parametrize(
    ("log", "said"),
    [
        ({"runs": [{"tool": {"driver": {"name": 1}}}]}, "runs[0].tool.driver.name must be a string"),
        ({"runs": [{"tool": {}, "results": {}}]}, "runs[0].results must be an array"),
        ({"runs": [{"tool": {}, "results": [7]}]}, "runs[0].results[0].kind"),
        ({"runs": [{"tool": []}]}, "runs[0].tool must be an object"),
        (
            {"runs": [{"tool": {}, "results": [result(locations=[place(startLine="x")])]}]},
            "runs[0].results[0].locations[0].physicalLocation.region.startLine must be a whole number",
        ),
    ],
)
def test_malformed(log: Any, said: str) -> None:
    """A wrong type is refused with its path in the document."""
    with pytest.raises(Refused) as refused:
        read_reviews("log.sarif", json.dumps(log).encode())

    assert said.removesuffix(".kind") in str(refused.value)


def test_cut_off() -> None:
    """A log that ends in the middle is refused as broken."""
    text = json.dumps({"version": "2.1.0", "runs": [{"tool": {}, "results": [result()]}]})

    with pytest.raises(Refused, match=r"^log\.sarif is not valid JSON: "):
        read_reviews("log.sarif", text[:-9].encode())


@pytest.mark.parametrize("wrong", [None, True, 0, -1, 1.5, 10**40, "", "x", [], [None], [[]], {}, {"x": None}])
def test_wrong_types(wrong: Any) -> None:
    """Whatever stands in any place, the log is read or refused."""
    whole = result(fixes=[fix(3, 3, "x")], suppressions=[{}], rule={"index": 0}, partialFingerprints={"a": "b"})
    for at in _places(whole):
        log = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "t"}}, "results": [_with(whole, at, wrong)]}]}
        try:
            assert read_reviews("log.sarif", json.dumps(log).encode())
        except Refused as refused:
            assert str(refused).startswith("log.sarif: runs[0].")


def _places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(found for key, member in inner for found in _places(member, (*at, key)))]


def _with(value: Any, at: tuple[Any, ...], new: Any) -> Any:
    if not at:
        return new
    copy = value.copy()
    copy[at[0]] = _with(value[at[0]], at[1:], new)
    return copy
