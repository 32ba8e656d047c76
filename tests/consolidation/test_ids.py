"""Tests of the ids of findings."""

from dataclasses import replace

from bot.consolidation import consolidate
from bot.consolidation.ids import _shortest
from bot.model.evidence import JudgedFinding
from tests.consolidation.builders import WEIGHTS, judged, reviews_of, said, unused


def ids(*findings: JudgedFinding) -> list[str]:
    """The ids of what they make, in order of the report."""
    return [one.id for one in consolidate(findings, reviews_of(findings), WEIGHTS).findings]


def test_moved_and_reworded() -> None:
    """
    An id of a known kind survives moved lines and other words.
    """
    then = judged("a.md", said("`total` is never used", "unused-variable", subject="total", at=4))
    now = judged("a.md", said("nobody reads the local `total`", "unused-variable", subject="total", at=44))

    assert ids(then) == ids(now)


def test_reworded_without_a_kind() -> None:
    """
    An id of no known kind survives other words about the same symbols.
    """
    then = judged("a.md", said("`checkout` rounds every tax of `Cart` up", at=4), symbols=("checkout", "Cart"))
    now = judged("a.md", said("taxes of `Cart` are rounded wrongly by `checkout`", at=9), symbols=("Cart", "checkout"))

    assert ids(then) == ids(now)


def test_another_reviewer_joins() -> None:
    """
    A reviewer who says the same later changes no id.
    """
    first = judged("a.md", said("The discount is applied twice to gift vouchers at checkout", at=20), reviewer="a")
    later = judged("b.md", said("Gift vouchers at checkout: the discount is applied twice", at=20), reviewer="b")

    assert ids(first) == ids(first, later)


def test_same_subject_twice() -> None:
    """
    Two findings about the same symbol have different ids, and in any order the same ones.
    """
    one = judged("a.md", said("`checkout` rounds the tax up", at=4), symbols=("checkout",))
    other = judged("a.md", said("`checkout` forgets the voucher", at=9), symbols=("checkout",), start=90)

    assert len(set(ids(one, other))) == 2
    assert ids(one, other) == ids(other, one)


def test_same_subject_later() -> None:
    """
    A second finding about the same symbol takes no id from the one that was submitted before.
    """
    first = judged("a.md", said("`checkout` rounds the tax up", at=4), symbols=("checkout",))
    later = judged("b.md", said("`checkout` forgets the voucher", at=9), symbols=("checkout",), start=90)
    times = {"a.md": "1", "b.md": "2"}
    reviews = [
        replace(one, review=replace(one.review, submitted_at=times[one.review.name]))
        for one in reviews_of([first, later])
    ]

    found = {one.title: one.id for one in consolidate([first, later], reviews, WEIGHTS).findings}

    assert [found[first.finding.title]] == ids(first)


def test_six_digits() -> None:
    """
    An id has six hexadecimal digits, and more only where another one begins with the same six.
    """
    assert len(ids(unused("a.md"))[0]) == 6
    assert _shortest(["abcdef1999", "abcdef1222", "0123456789"]) == ("abcdef19", "abcdef12", "012345")
