"""The JSON report: its shape, its order, its numbers, and the schema that describes it."""

import json

import pytest
from jsonschema import Draft202012Validator

from bot.errors import Refused
from bot.model.claim import Role, Span
from bot.model.evidence import Verdict
from bot.model.finding import Label, ParsedReview, Segment
from bot.model.report import ConfidencePart, Contradiction, Party, Related, Report, ReportedClaim
from bot.model.review import Comment, ProposedReview
from bot.report.json_report import render_json
from bot.report.schemas import schema_text
from tests.builders import claim, evidence, finding, lines, location, report, review, source, suggestion

SCHEMA = Draft202012Validator(json.loads(schema_text("report")))


def a_full_report() -> Report:
    """A report in which every list has an entry."""
    full = finding(
        "aaaaaa",
        Verdict.REFUTED,
        confidence=0.126,
        sources=(source(category="bug", comment_id="7", external_id="x", url="https://h.example"),),
        claims=(
            ReportedClaim(0, claim(), Verdict.REFUTED),
            ReportedClaim(
                0, claim("use `sum`", id="c2", role=Role.FIX, location=location(None, path=None)), Verdict.UNVERIFIABLE
            ),
        ),
        evidence=(evidence(at=(lines(3, 5),)),),
        confidence_parts=(ConfidencePart("1 of 2 reviewers", -0.0012),),
        suggestions=(
            suggestion(parses=None, unknown_names=("sum_of",), changes_elsewhere=(lines(9),), new_problems=("x",)),
        ),
        related=(Related("bbbbbb", "same-topic"),),
    )
    nowhere = finding("bbbbbb", confidence=None, severity=None, location=location(None, path=None))
    return report(
        full,
        nowhere,
        contradictions=(Contradiction((Party("aaaaaa", "c1"), Party(review="b.md")), "total", (lines(3),)),),
        reviews=(review(body="Hi. ", residue=("Odd \ud800 words.",)), review("b.md", clean="all")),
        limits=("one",),
        history="abc",
    )


@pytest.mark.parametrize("given", [a_full_report(), report(), report(finding(), reviews=())])
def test_schema(given: Report) -> None:
    """Every report is a document that the schema allows."""
    SCHEMA.check_schema(SCHEMA.schema)

    assert [error.message for error in SCHEMA.iter_errors(json.loads(render_json(given)))] == []


def test_schema_is_closed() -> None:
    """The schema refuses a field that it does not name, at every depth, and a missing one."""
    document = json.loads(render_json(a_full_report()))

    for place in (
        document,
        document["findings"][0],
        document["findings"][0]["sources"][0]["claimed"],
        document["residue"][0],
    ):
        place["new"] = 1
        assert not SCHEMA.is_valid(document)
        del place["new"]
    del document["history"]
    assert not SCHEMA.is_valid(document)


def test_order_of_keys() -> None:
    """The keys stand in the documented order."""
    document = json.loads(render_json(a_full_report()))

    assert " ".join(document) == (
        "schema change revision base history confidence_basis findings contradictions reviews residue limits"
    )
    assert " ".join(document["findings"][0]) == (
        "id title kind severity verdict confidence state reviewed_at location sources claims evidence confidence_parts "
        "suggestions related"
    )
    assert " ".join(document["findings"][0]["sources"][0]) == (
        "review reviewer comment_id quote span url state external_id category claimed replies"
    )


def test_numbers() -> None:
    """Probabilities and log-odds have two decimals, and there is no negative zero."""
    text = render_json(a_full_report())

    assert '"confidence": 0.13' in text
    assert '"log_odds": 0.0\n' in text


def test_places() -> None:
    """A claim without a place has none; a finding without one says so in its location."""
    first, second = json.loads(render_json(a_full_report()))["findings"]

    assert first["claims"][1]["location"] is None
    assert second["location"] == {
        "path": None, "start_line": None, "end_line": None, "side": "new", "rung": "file", "in_diff": True,
    }  # fmt: skip


def test_parties() -> None:
    """A side of a contradiction names only what it has."""
    entry = json.loads(render_json(a_full_report()))["contradictions"][0]

    assert entry["between"] == [{"finding": "aaaaaa", "claim": "c1"}, {"review": "b.md"}]


def test_counts_and_residue() -> None:
    """Characters are counted over the body and all comments; residue is quoted from the text it stands in."""
    proposed = ProposedReview("a.md", "a", body="Hello. Odd.", comments=(Comment("x.py", "Bug! Hm.", 1, id="7"),))
    segments = (
        Segment(Span(0, 7), Label.NOISE, "greeting"),
        Segment(Span(7, 11), Label.RESIDUE, "no claim"),
        Segment(Span(0, 5), Label.FINDING, "", "7"),
        Segment(Span(5, 8), Label.RESIDUE, "too short", "7"),
    )

    document = json.loads(render_json(report(reviews=(ParsedReview(proposed, (), segments),))))

    assert list(document["reviews"][0].values())[5:] == [19, 5, 7, 7]
    assert [(entry["comment_id"], entry["span"], entry["text"]) for entry in document["residue"]] == [
        (None, [7, 11], "Odd."),
        ("7", [5, 8], "Hm."),
    ]


def test_bytes() -> None:
    """The text is UTF-8 with two spaces of indentation, a newline at its end, and no lone surrogate."""
    text = render_json(a_full_report())

    assert text.encode().decode() == text
    assert text.startswith('{\n  "schema": "metareview/report/1",\n')
    assert text.endswith("\n}\n")
    assert "Odd \ufffd words." in text


def test_same_bytes() -> None:
    """The same report gives the same bytes."""
    assert render_json(a_full_report()) == render_json(a_full_report())


def test_unknown_schema() -> None:
    """An unknown schema is refused with the names that exist."""
    with pytest.raises(Refused, match="proposed-review and report"):
        schema_text("finding")
