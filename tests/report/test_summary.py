"""What is shown of a report, where, and in which words."""

import pytest

from bot.model.evidence import Outcome, Strength, Verdict
from bot.model.history import State
from bot.model.report import Contradiction, Party, Report
from bot.report.summary import summarise
from bot.report.terminal import plain
from bot.report.wording import deciding, estimate, fix_sentence, who
from tests.builders import PATH, evidence, finding, lines, report, review, same_premise, source, suggestion, support

PLAUSIBLE, CONFIRMED, REFUTED, UNVERIFIABLE = (
    Verdict.PLAUSIBLE,
    Verdict.CONFIRMED,
    Verdict.REFUTED,
    Verdict.UNVERIFIABLE,
)


def lead(given: Report) -> str:
    """The second line of a report."""
    return plain(summarise(given).lead, None)


def test_counts() -> None:
    """The first line counts reviews, findings and verdicts, and how many are nits."""
    given = report(
        finding("a", CONFIRMED), finding("b", CONFIRMED, is_nit=True), finding("c", PLAUSIBLE, is_nit=True),
        finding("d", REFUTED), finding("e", REFUTED, state=State.DISMISSED), reviews=(review("a.md"), review("b.md")),
    )  # fmt: skip

    assert plain(summarise(given).counts, None) == (
        "Meta-review of 2 reviews at 1a2b3c4: 5 findings · 2 confirmed (1 nit) · 1 plausible (nit) · 1 refuted · 1 dismissed"
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (report(), "Nothing to act on: no finding was read in what was proposed."),
        (report(finding()), "Left to look at: 1, plausible but not proved."),
        (report(finding("a", CONFIRMED), finding("b")), "Left to look at: 2, 1 of them confirmed by the code."),
        (report(finding(restates=(lines(3),))), "Left to look at: 1, plausible but not proved; it repeats a comment in the code."),
        (report(finding("a", REFUTED), finding("b", is_nit=True)), "Nothing to act on: the code refutes 1, 1 is a nit."),
        (report(finding("a", REFUTED), finding("b", UNVERIFIABLE)), "Nothing to act on: the code refutes 1, 1 can't be checked."),
        (report(finding("a", UNVERIFIABLE)), "Nothing confirmed or plausible: no finding can be checked against the code."),
        (report(finding(state=State.FIXED)), "Nothing to act on."),
        (report(finding("a", UNVERIFIABLE), revision=""), "Nothing was checked: no code was given, findings were only merged."),
    ],
)  # fmt: skip
def test_lead(given: Report, expected: str) -> None:
    """The second line says in one sentence what is left to look at."""
    assert lead(given) == expected


def test_table() -> None:
    """Ten confirmed and plausible findings are shown first; the rest is kept, nits and closed ones stand apart."""
    found = [finding(f"f{number}", CONFIRMED if number % 2 else PLAUSIBLE) for number in range(12)]

    summary = summarise(report(*found, finding("nit", is_nit=True), finding("old", state=State.FIXED)))

    assert [entry.id for entry in summary.table] == [f"f{number}" for number in range(10)]
    assert [entry.id for entry in summary.more] == ["f10", "f11"]
    assert [entry.id for entry in summary.nits] == ["nit"]
    assert [entry.id for entry in summary.fixed] == ["old"]


def test_shared_premise() -> None:
    """Refuted findings with one premise and common lines against it stand together, under the proof that they share."""
    shared = evidence("lines 3-4 are a comment", (lines(3, 4),))
    given = report(
        finding("a", REFUTED, evidence=(shared,), related=same_premise("c")),
        finding("b", REFUTED, evidence=(shared,)),
        finding("c", REFUTED, evidence=(evidence("called once", (lines(9),)), shared)),
        finding("d", REFUTED, evidence=(evidence("x", (lines(7),)),), related=same_premise("a")),
    )

    groups = summarise(given).refuted

    assert [[entry.id for entry in group.findings] for group in groups] == [["a", "c"], ["b"], ["d"]]
    assert [group.shared for group in groups] == [shared, None, None]


def test_residue() -> None:
    """All passages that were not understood are counted, and those with a line or code are shown."""
    given = report(reviews=(review(residue=("Hm. ", "See line 3. ", " ", "Try `x`.")),))

    summary = summarise(given)

    assert summary.unread == 3
    assert [plain(passage, None) for passage in summary.residue] == ['acme: "See line 3."', 'acme: "Try `x`."']


def test_same_contradiction_again() -> None:
    """Two findings that are against each other in the same way more than once are told once, with all lines that decide."""
    again = [
        Contradiction((Party("a", claim), Party("b", "c1")), "`total`", (lines(at),))
        for claim, at in (("c1", 3), ("c2", 8))
    ]
    other = Contradiction((Party("a", "c1"), Party(review="b.md")), "`total`")
    given = report(finding("a"), finding("b"), reviews=(review("b.md"),), contradictions=(*again, other))

    first, second = (plain(entry, PATH) for entry in summarise(given).contradictions)

    assert first.endswith(" (the same in 1 more sentence); lines 3, 8 decide.")
    assert "more sentence" not in second


def test_contradiction() -> None:
    """A contradiction says who says what, what became of it, and which lines decide."""
    given = report(
        finding("a", REFUTED, quote="`eval` is called"),
        contradictions=(
            Contradiction((Party("a", "c1"), Party(review="b.md")), "security", (lines(3, 4),)),
            Contradiction((Party("a"), Party("gone", "c1")), "`x`"),
        ),
        reviews=(review("b.md", clean="security"),),
    )

    first, second = (plain(entry, PATH) for entry in summarise(given).contradictions)

    assert (
        first == 'security: acme (a, refuted) says "`eval` is called", but b sees no security defect; lines 3-4 decide.'
    )
    assert second == '`x`: acme (a, refuted) says "Unused variable", but gone says otherwise.'


@pytest.mark.parametrize(
    ("confidence", "expected"), [(None, ""), (0.0, "0 %"), (0.074, "5 %"), (0.075, "10 %"), (0.98, "95 %")]
)
def test_estimate(confidence: float | None, expected: str) -> None:
    """The confidence is said in steps of 5 %, and not at all where there is none."""
    assert estimate(finding(confidence=confidence)) == expected


def test_no_estimate() -> None:
    """What can't be checked has no number."""
    assert estimate(finding("a", UNVERIFIABLE, confidence=0.3)) == ""


def test_who() -> None:
    """Each reviewer is named once, and what the cap cuts is counted."""
    assert who(finding(sources=tuple(source(name) for name in "abacdef"))) == ("a", "b", "c", "d", "2 more")


def test_deciding() -> None:
    """A verdict rests on its proofs where there are some, else on what supports it, strongest first."""
    weak = support("weak", strength=Strength.WEAK)
    strong = support("strong", strength=Strength.STRONG)
    proof = support("proof")
    aside = evidence("aside", outcome=Outcome.NEUTRAL)

    assert deciding(finding("a", CONFIRMED, evidence=(weak, proof, aside, proof))) == (proof,)
    assert deciding(finding("a", PLAUSIBLE, evidence=(weak, aside, strong))) == (strong, weak)


@pytest.mark.parametrize(
    ("fixes", "expected"),
    [
        ((suggestion(),), ""),
        ((suggestion(unknown_names=("a", "b")),), "Its fix uses a and b, not defined in this file."),
        ((suggestion(parses=False, applies="partly"),), "Its fix applies only in part; does not parse."),
        ((suggestion(changes_elsewhere=(lines(7, 8),)),), "Its fix silently changes lines 7-8."),
        ((suggestion(changes_elsewhere=(lines(1),)),), "Its fix silently changes the comment at line 1."),
        ((suggestion(new_problems=("two versions that disagree.",)),), "Its fix has a problem: two versions that disagree."),
        ((suggestion(no_op=True), suggestion(applies="no")), "Its 2 fixes: one changes nothing; one does not apply to this code."),
        ((suggestion(no_op=True), suggestion(no_op=True)), "Its 2 fixes: each changes nothing."),
    ],
)  # fmt: skip
def test_fix(fixes: tuple[object, ...], expected: str) -> None:
    """What is wrong with the suggested fixes is said in one sentence."""

    def code(place: object) -> tuple[str, ...]:
        return ("# retry()",) if place == lines(1) else ("retry()", "# once")

    assert plain(fix_sentence(finding(suggestions=fixes), code), PATH) == expected
