"""Properties of consolidation on arbitrary runs."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.consolidation import consolidate
from bot.model.evidence import JudgedFinding, Verdict
from tests.consolidation.builders import WEIGHTS, judged, reviews_of, said

WORDS = (
    "voucher",
    "discount",
    "checkout",
    "refund",
    "cart",
    "stock",
    "not",
    "tax",
    "round",
    "twice",
    "`load`",
    "`total`",
)
KINDS = ("other", "unused-variable", "missing-docstring", "missing-check", "naming", "wrong-argument", "opinion")


@st.composite
def findings(draw: st.DrawFn) -> list[JudgedFinding]:
    """Up to a dozen findings of four reviews with few words, subjects and lines, so that many are alike."""
    made = []
    for index in range(draw(st.integers(0, 12))):
        text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=9)))
        claim = said(
            text,
            draw(st.sampled_from(KINDS)),
            subject=draw(st.sampled_from(("", "load", "total", "self.load"))),
            verdict=draw(st.sampled_from(tuple(Verdict))),
            at=draw(st.sampled_from((None, 3, 5, 40))),
        )
        made.append(judged(f"{draw(st.sampled_from('abcd'))}.md", claim, start=index * 200))
    return made


@settings(max_examples=150, deadline=None)
@given(findings(), st.randoms(use_true_random=False))
def test_any_order(made: list[JudgedFinding], chance: st.DataObject) -> None:
    """
    Any order of findings and reviews gives the same output.
    """
    reviews = reviews_of(made)
    shuffled, turned = list(made), list(reversed(reviews))
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert consolidate(shuffled, turned, WEIGHTS) == consolidate(made, reviews, WEIGHTS)


@settings(max_examples=150, deadline=None)
@given(findings())
def test_every_source_once(made: list[JudgedFinding]) -> None:
    """
    Every finding is a source of exactly one merged finding, and ids are unique.
    """
    found = consolidate(made, reviews_of(made), WEIGHTS).findings

    assert sum(len(one.sources) for one in found) == len(made)
    assert len({one.id for one in found}) == len(found)


@settings(max_examples=150, deadline=None)
@given(findings(), st.sampled_from("abcd"))
def test_duplicated_review(made: list[JudgedFinding], name: str) -> None:
    """
    Handing in a review twice changes no verdict, no confidence and no number of findings.
    """
    copies = [
        replace(one, finding=replace(one.finding, review=f"{name}.md-2"))
        for one in made
        if one.finding.review == f"{name}.md"
    ]
    before = consolidate(made, reviews_of(made), WEIGHTS).findings
    after = consolidate([*made, *copies], reviews_of([*made, *copies]), WEIGHTS).findings

    assert sorted((one.verdict, one.confidence) for one in after) == sorted(
        (one.verdict, one.confidence) for one in before
    )
