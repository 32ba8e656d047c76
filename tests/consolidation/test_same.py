"""Tests of what is merged and what stays apart."""

from dataclasses import replace

import pytest

from bot.consolidation import consolidate
from bot.model.claim import Quantifier, Role
from bot.model.evidence import JudgedFinding, Outcome, Strength, Verdict
from bot.model.place import Location, Rung
from tests.consolidation.builders import WEIGHTS, judged, reviews_of, said, unused


def groups(*findings: JudgedFinding) -> list[list[str]]:
    """The reviews of each merged finding, sorted."""
    found = consolidate(findings, reviews_of(findings), WEIGHTS).findings
    return sorted(sorted(source.review for source in one.sources) for one in found)


def test_same_subject_same_kind() -> None:
    """
    Two reviewers who call the same variable unused make one finding, whatever their words and lines.
    """
    one = unused("a.md", at=4)
    other = judged(
        "b.md", said("the local named `total` serves no purpose", "unused-variable", subject="`total`", at=4)
    )

    assert groups(one, other) == [["a.md", "b.md"]]


def test_other_subject() -> None:
    """
    Different subjects of one kind stay apart.
    """
    assert groups(unused("a.md", "total"), unused("b.md", "count")) == [["a.md"], ["b.md"]]


def test_other_kind_same_line() -> None:
    """
    Different defects at one line stay apart, even with one subject.
    """
    one = judged("a.md", said("`load` has no docstring", "missing-docstring", subject="load", at=4))
    other = judged("b.md", said("`load` is never called", "unused-function", subject="load", at=4))

    assert groups(one, other) == [["a.md"], ["b.md"]]


def test_same_name_in_two_functions() -> None:
    """
    A variable of the same name in another function is another subject.
    """
    assert groups(unused("a.md", at=4), unused("b.md", at=90)) == [["a.md"], ["b.md"]]


def test_owners_differ() -> None:
    """
    Methods of the same name of different classes are different subjects.
    """
    one = judged("a.md", said("`Cart.load` has no docstring", "missing-docstring", subject="Cart.load"))
    other = judged("b.md", said("`Order.load` has no docstring", "missing-docstring", subject="Order.load"))

    assert groups(one, other) == [["a.md"], ["b.md"]]


def test_claimed_lines_may_be_wrong() -> None:
    """
    An unused import is the same one, even where two reviews give it different lines that nobody looked up.
    """
    one = judged("a.md", said("unused import `json`", "unused-import", subject="json", at=3, rung=Rung.LINE))
    other = judged("b.md", said("`json` is imported in vain", "unused-import", subject="json", at=30, rung=Rung.LINE))

    assert groups(one, other) == [["a.md", "b.md"]]


def test_some_joins_the_named_ones() -> None:
    """
    "Some functions have no docstrings" is the same as the finding that names them.
    """
    some = judged(
        "a.md",
        said(
            "some functions have no docstrings",
            "missing-docstring",
            quantifier=Quantifier.SOME,
            verdict=Verdict.CONFIRMED,
        ),
    )
    named = judged(
        "b.md",
        [
            said(
                "`load`",
                "missing-docstring",
                subject="load",
                quantifier=Quantifier.SOME,
                verdict=Verdict.CONFIRMED,
                at=3,
            ),
            said("`save`", "missing-docstring", subject="save", quantifier=Quantifier.SOME, at=9),
        ],
    )

    assert groups(some, named) == [["a.md", "b.md"]]


def test_some_against_a_refuted_one() -> None:
    """
    That one named function has a docstring does not contradict that some have none.
    """
    some = judged(
        "a.md",
        said(
            "some functions have no docstrings",
            "missing-docstring",
            quantifier=Quantifier.SOME,
            verdict=Verdict.CONFIRMED,
        ),
    )
    named = judged(
        "b.md", said("`load` has no docstring", "missing-docstring", subject="load", verdict=Verdict.REFUTED, at=3)
    )

    assert groups(some, named) == [["a.md"], ["b.md"]]


def test_alike_texts_at_one_place() -> None:
    """
    Findings of no known kind merge where their words are alike and they stand near each other.
    """
    one = judged("a.md", said("The discount is applied twice to gift vouchers at checkout", at=20))
    other = judged("b.md", said("At checkout, gift vouchers get their discount applied a second time", at=21))
    third = judged("c.md", said("Shipping costs ignore the country of the customer", at=20))

    assert groups(one, other, third) == [["a.md", "b.md"], ["c.md"]]


def test_alike_texts_in_other_files() -> None:
    """
    The same words about another file are another finding.
    """
    one = judged("a.md", said("The discount is applied twice to gift vouchers at checkout", at=20))
    there = Location("shop/order.py", 20, rung=Rung.LINE)
    other = judged(
        "b.md", said("The discount is applied twice to gift vouchers at checkout", location=there), location=there
    )

    assert groups(one, other) == [["a.md"], ["b.md"]]


def test_opposite_polarity() -> None:
    """
    What one affirms and the other denies is not the same finding.
    """
    one = judged("a.md", said("The voucher discount is applied to reduced articles in `checkout`", at=20))
    other = judged("b.md", said("The voucher discount is not applied to reduced articles in `checkout`", at=20))

    assert groups(one, other) == [["a.md"], ["b.md"]]


def test_within_one_review() -> None:
    """
    Items of one review are different findings, unless they say the same text of the same place twice.
    """
    one = judged("a.md", said("The discount is applied twice to gift vouchers at checkout", at=20), start=0)
    again = judged("a.md", said("The discount is applied twice to gift vouchers at checkout", at=20), start=300)
    alike = judged("a.md", said("The discount is applied twice to all vouchers at checkout", at=21), start=600)

    assert groups(one, again, alike) == [["a.md"], ["a.md", "a.md"]]


def test_synonymous_kinds() -> None:
    """
    A name that is undefined and an import that is missing are one defect.
    """
    one = judged("a.md", said("`json` is not defined", "undefined-name", subject="json", at=8))
    other = judged("b.md", said("`json` is not imported", "missing-import", subject="json", at=8))

    assert groups(one, other) == [["a.md", "b.md"]]


def test_counts_differ() -> None:
    """
    "Called twice" and "called three times" are different claims.
    """
    one = judged("a.md", said("`save` is called twice", "wrong-call-count", subject="save", number=2, at=5))
    other = judged("b.md", said("`save` is called three times", "wrong-call-count", subject="save", number=3, at=5))

    assert groups(one, other) == [["a.md"], ["b.md"]]


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("stated-return", ("`size` returns 100", "100"), ("`size` always returns 99", "99")),
        ("stated-return", ("`size` returns None", "None"), ("`size` always returns None", "None")),
        ("stated-raise", ("`size` raises KeyError", "KeyError"), ("`size` raises ValueError", "ValueError")),
        ("missing-member", ("`size` lacks 'a'", "a"), ("`size` lacks 'b'", "b")),
    ],
)
def test_values_differ(kind: str, first: tuple[str, str], second: tuple[str, str]) -> None:
    """
    What is said of a subject is part of what makes two findings the same, for one may be true and the other false.
    """
    one = judged("a.md", said(first[0], kind, subject="size", value=first[1], at=5))
    other = judged("b.md", said(second[0], kind, subject="size", value=second[1], at=5))

    assert groups(one, other) == [["a.md"], ["b.md"]]


def test_equal_values() -> None:
    """
    The same value in other words is the same claim, unless one is disproved and the other is not.
    """
    one = said("`size` returns nothing", "stated-return", subject="size", value="nothing", at=5)
    other = said("`size` returns `None`", "stated-return", subject="size", value="`None`", at=5)

    assert groups(judged("a.md", one), judged("b.md", other)) == [["a.md", "b.md"]]
    assert len(groups(judged("a.md", one, verdict=Verdict.REFUTED), judged("b.md", other))) == 2


def test_shared_false_premise() -> None:
    """
    Two findings that rest on the same false premise but object to different things stay apart.
    """

    def resting(review: str, text: str) -> JudgedFinding:
        premise = said(
            "line 20 applies the discount of the voucher",
            "live-line",
            role=Role.PREMISE,
            verdict=Verdict.REFUTED,
            at=20,
        )
        return judged(review, [premise, said(text, at=20)], verdict=Verdict.REFUTED)

    one = resting("a.md", "the voucher discount of `checkout` ignores reduced articles")
    other = resting("b.md", "the voucher discount of `checkout` comes after the tax")

    assert groups(one, other) == [["a.md"], ["b.md"]]


def test_long_findings_on_one_topic() -> None:
    """
    Long findings are compared by their core: what they tell about the topic around it does not merge them.
    """
    topic = (
        "The checkout of the shop applies vouchers, discounts, taxes and shipping costs to the cart of a customer, reads prices "
        "from the catalogue, asks the warehouse for stock, reserves articles, charges the card, writes an invoice, sends mail, "
        "and records the order in the ledger, which accounting exports nightly to the archive of the company. "
    )
    one = judged("a.md", said("a failed charge leaves reserved articles locked for ever", at=20))
    other = judged("b.md", said("the invoice number is taken from a counter without any lock on it", at=90))
    wordy = [replace(f, finding=replace(f.finding, quote=topic + f.finding.quote)) for f in (one, other)]

    assert groups(*wordy) == [["a.md"], ["b.md"]]


SHOWN = [(1, Outcome.SUPPORTS, Strength.PROOF, (8, 9))]


def test_same_proof() -> None:
    """
    What the same lines prove by the same check is one defect, in whatever words it is said.
    """
    one = judged("a.md", said("avoid a bare except", "bare-except", verdict=Verdict.CONFIRMED, at=8), shows=SHOWN)
    other = judged(
        "b.md",
        said("catching all exceptions hides errors", "bare-except", verdict=Verdict.CONFIRMED, at=8),
        shows=SHOWN,
    )

    assert groups(one, other) == [["a.md", "b.md"]]


def test_same_lines_other_proof() -> None:
    """
    Other lines prove another defect of the kind.
    """
    one = judged("a.md", said("avoid a bare except", "bare-except", verdict=Verdict.CONFIRMED, at=8), shows=SHOWN)
    elsewhere = [(1, Outcome.SUPPORTS, Strength.PROOF, (20, 21))]
    other = judged("b.md", said("this hides errors", "bare-except", verdict=Verdict.CONFIRMED, at=20), shows=elsewhere)

    assert groups(one, other) == [["a.md"], ["b.md"]]


def test_nit_that_names_nothing() -> None:
    """
    A nit of text that names nothing stays apart from a defect that no kind names, though they share words and a name.
    """
    text = "`Pump.open` starts two compute workers, whose availability comment says that three workers start"
    one = judged("a.md", said(text, "other", at=9))

    assert groups(one, judged("b.md", said(f"Here {text}", "other", at=9))) == [["a.md", "b.md"]]
    assert groups(one, judged("b.md", said(f"Here {text}", "typo", at=9))) == [["a.md"], ["b.md"]]
