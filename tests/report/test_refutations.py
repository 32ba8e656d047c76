"""What is quoted of a refuted finding."""

from dataclasses import replace

from bot.model.claim import CodeBlock, Role, Span
from bot.model.evidence import Verdict
from bot.model.report import MergedFinding, ReportedClaim
from bot.report.refutations import refutation
from bot.report.wording import deciding, seen_sentence
from tests.builders import claim, evidence, finding, lines, location

CODE = "ledger.check(\n    order, limit)"


def refuted(*quotes: str, code: str = "") -> MergedFinding:
    """A refuted finding with these claims, c1, c2 and so on, the first of them code if `code` says so."""
    claims = [claim(quote, id=f"c{at + 1}") for at, quote in enumerate(quotes)]
    if code:
        claims[0] = replace(claims[0], kind="quoted-code", code=CodeBlock(code, Span(0, len(code))))
    reported = tuple(ReportedClaim(0, one, Verdict.REFUTED) for one in claims)
    return finding(verdict=Verdict.REFUTED, title="A title", claims=reported, evidence=())


def test_prose_before_code() -> None:
    """
    Code is quoted only where no disproved claim is prose, be that of the premise which a group shares.
    """
    shared = evidence("lines 4-5 are a comment", (lines(4, 5),), claim="c2")
    told = refuted(CODE, "This checks the order against the limit.", code=CODE)
    both = replace(told, evidence=(evidence("it stands only in a comment", claim="c1"), shared))

    assert refutation(both, shared)[0] == "This checks the order against the limit."
    assert refutation(replace(both, evidence=both.evidence[:1]), None)[0] == "ledger.check( order, limit)"


def test_sentence_around_code() -> None:
    """
    A sentence that quotes code is prose.
    """
    told = refuted("The line `check(order)` compares the wrong limit.", code="check(order)")

    assert refutation(replace(told, evidence=(evidence(claim="c1"),)), None)[0].startswith("The line")


def test_words_of_the_first_proof() -> None:
    """
    The words are those that the first proof is against, of several the ones that fit; a fix's never are.
    """
    told = refuted("`x` is " + "never " * 30 + "used", "However, `x` is never used.", "`y` is unused.")
    proofs = (
        evidence("`x` is read", claim="c1"),
        evidence("`x` is read", claim="c2"),
        evidence("`y` is read", claim="c3"),
    )
    fixes = [
        replace(one, claim=replace(one.claim, role=Role.FIX)) if one.claim.id == "c2" else one for one in told.claims
    ]

    assert refutation(replace(told, evidence=proofs), None)[0] == "`x` is never used."
    long = refutation(replace(told, claims=tuple(fixes), evidence=proofs), None)[0]
    assert long.startswith("`x` is never never")
    assert len(long) <= 112


def test_no_proof() -> None:
    """
    Without any disproof the title is quoted.
    """
    assert refutation(refuted("words"), None) == ("A title", ())


def test_line_of_a_whole_file() -> None:
    """
    What is said of a whole file points to no line; a first line that is meant stays.
    """
    whole = evidence("no line ends in a tab", (lines(1),))
    nowhere = finding(verdict=Verdict.REFUTED, evidence=(whole,), location=location(None))

    assert deciding(nowhere)[0].lines == ()
    for other in (
        replace(nowhere, location=location(1)),
        replace(nowhere, evidence=(replace(whole, detail="`os` is read"),)),
        replace(nowhere, evidence=(replace(whole, lines=(lines(2),)),)),
    ):
        assert deciding(other)[0].lines


def test_lines_said_twice() -> None:
    """
    Lines are left out where the words name them, or a line of each range that they make.
    """
    said = "`x` is read at line 31"

    assert len(seen_sentence(evidence(said, (lines(31), lines(32))), is_brief=True)) == 2
    assert len(seen_sentence(evidence(said, (lines(31, 35),)), is_brief=True)) == 2
    assert len(seen_sentence(evidence(said, (lines(31), lines(40))), is_brief=True)) == 4
    assert len(seen_sentence(evidence(said, (lines(31),)))) == 4
