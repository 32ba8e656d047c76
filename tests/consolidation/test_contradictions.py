"""Tests of contradictions between reviews and inside one."""

from bot.consolidation import consolidate
from bot.model.claim import Role
from bot.model.evidence import JudgedFinding, Outcome, Strength, Verdict
from bot.model.finding import ParsedReview
from bot.model.report import Contradiction
from tests.consolidation.builders import WEIGHTS, judged, lines, parsed, reviews_of, said, unused

C, P, U, R = Verdict.CONFIRMED, Verdict.PLAUSIBLE, Verdict.UNVERIFIABLE, Verdict.REFUTED


def found(*findings: JudgedFinding, reviews: list[ParsedReview] | None = None) -> tuple[Contradiction, ...]:
    """The contradictions among them."""
    return consolidate(findings, reviews_of(findings) if reviews is None else reviews, WEIGHTS).contradictions


def test_clean_security_vote() -> None:
    """
    A vote that security is fine contradicts security findings of others in one contradiction, and nothing else.
    """
    injected = judged(
        "a.md", said("`cmd` comes from input, an attacker runs commands", "shell-injection", subject="cmd", at=4)
    )
    leaked = judged("b.md", said("`key` is hard-coded", "hardcoded-secret", subject="key", at=9))
    style = judged("b.md", said("`load` has no docstring", "missing-docstring", subject="load", at=2), start=80)
    clean = parsed("c.md", says_clean="security")

    (one,) = found(injected, leaked, style, reviews=[parsed("a.md", injected), parsed("b.md", leaked, style), clean])

    assert [party.review for party in one.between if party.review] == ["c.md"]
    assert len([party for party in one.between if party.finding]) == 2


def test_opening_words_announce_a_defect() -> None:
    """
    A review that begins with "I found a vulnerability" means its first finding by it.
    """
    leak = judged("a.md", said("`release` is skipped when `close` fails", at=4))
    loud = parsed("a.md", leak, opening="I reviewed the code and found a security vulnerability. ")
    clean = parsed("b.md", says_clean="security")

    assert len(found(leak, reviews=[loud, clean])) == 1
    assert found(leak, reviews=[parsed("a.md", leak, opening="I found no security defect. "), clean]) == ()


def test_clean_vote_on_everything() -> None:
    """
    A vote that all is well contradicts every finding of others, and the code decides where it confirms them.
    """
    one = unused("a.md", shows=[(1, Outcome.SUPPORTS, Strength.PROOF, (4, 4))])

    (contradiction,) = found(one, reviews=[parsed("a.md", one), parsed("b.md", says_clean="all")])

    assert contradiction.resolved_by == (lines(4),)


def test_denied_by_a_phrase() -> None:
    """
    "Does not check the old price" and "a call uses the old price (`self.before`)" contradict each other, and the call decides.
    """
    denial = judged("a.md", said("it does not verify anything for the old price", "missing-check", at=30))
    stated = judged(
        "b.md",
        said(
            "a call is using the old price value (`self.before`)",
            "wrong-argument",
            subject="compare",
            value="self.before",
            verdict=C,
            at=30,
        ),
        shows=[(1, Outcome.SUPPORTS, Strength.PROOF, (30, 31))],
    )

    (one,) = found(denial, stated)

    assert one.resolved_by == (lines(30, 31),)
    assert all(party.finding and party.claim for party in one.between)


def test_subject_of_the_denial_is_not_what_is_denied() -> None:
    """
    "`compare` does not check refunds" says nothing against "`compare` is called with `x`".
    """
    denial = judged("a.md", said("`compare` does not check refunds", "missing-check", subject="compare", at=30))
    stated = judged(
        "b.md",
        said("`compare` is called with `x`", "wrong-argument", subject="compare", value="x", verdict=C, at=30),
        shows=[(1, Outcome.SUPPORTS, Strength.PROOF, (30, 30))],
    )

    assert found(denial, stated) == ()


def test_same_words_but_for_a_denial() -> None:
    """
    Without any proof, the same words with and without "not" contradict each other, undecided.
    """
    yes = judged("a.md", said("`refund` is covered by the nightly export of payments", at=3))
    no = judged("b.md", said("`refund` is not covered by the nightly export of payments", at=3))

    (one,) = found(yes, no)

    assert one.resolved_by == ()


def test_comment_says_the_opposite() -> None:
    """
    A claim that the lines of a comment speak against contradicts the review that points to this comment.
    """
    leaves = judged(
        "a.md",
        said("reservations of the target warehouse remain after a rollback", "wrong-behaviour", verdict=R, at=40),
        shows=[(1, Outcome.DISPROVES, Strength.PROOF, (42, 44))],
    )
    points = judged(
        "b.md",
        said(
            "a comment says that reservations are reverted by the rollback",
            "comment-says",
            role=Role.PREDICATE,
            verdict=C,
            at=(38, 41),
        ),
        shows=[(1, Outcome.SUPPORTS, Strength.PROOF, (38, 41))],
    )

    (one,) = found(leaves, points)

    assert one.resolved_by == (lines(38, 41), lines(42, 44))


def test_fix_keeps_the_statement() -> None:
    """
    A fix that still makes the call that the finding objects to is a contradiction inside one review.
    """
    call = "audit(order, receipts)"
    finding = judged(
        "a.md",
        [
            said("Line 7: this line audits the order", "quoted-code", role=Role.PREMISE, code=call),
            said("this call is made after the rollback and is wrong", "wrong-order", at=7),
            said("move it", "suggested-fix", role=Role.FIX, code=f"rollback(order)\n{call}\n"),
        ],
    )

    assert [one.about for one in found(finding)] == [
        "the suggested fix keeps the statement that the finding objects to"
    ]


def test_fix_of_something_missing_keeps_the_statement() -> None:
    """
    A fix that adds a check before the quoted statement is as it should be.
    """
    call = "audit(order, receipts)"
    finding = judged(
        "a.md",
        [
            said("Line 7 audits the order", "quoted-code", role=Role.PREMISE, code=call),
            said("`order` is not checked for None", "missing-check", subject="order", at=7),
            said("add a check", "suggested-fix", role=Role.FIX, code=f"if order:\n    {call}\n"),
        ],
    )

    assert found(finding) == ()


def test_versions_of_a_fix() -> None:
    """
    Two versions of a fix that call the same function differently disagree; equal ones do not.
    """

    def versions(second: str) -> JudgedFinding:
        return judged(
            "a.md",
            [
                said("the wrong order is audited", "wrong-argument", subject="audit", at=7),
                said("it should be:", "suggested-fix", role=Role.FIX, code="audit(new, target)"),
                said("the whole file:", "suggested-fix", role=Role.FIX, code=f"begin()\nload(1)\nstore(2)\n{second}\n"),
            ],
        )

    assert len(found(versions("audit(new, source)"))) == 1
    assert found(versions("audit(new,\n      target)")) == ()


def test_versions_of_the_second_call() -> None:
    """
    Where the finding is about the second call, the second one of a longer version is compared.
    """
    finding = judged(
        "a.md",
        [
            said("the second call audits the wrong order", "wrong-argument", subject="audit", ordinal=2, at=7),
            said("it should be:", "suggested-fix", role=Role.FIX, code="audit(new, target)"),
            said(
                "the whole file:",
                "suggested-fix",
                role=Role.FIX,
                code="begin()\naudit(new, target)\nload(1)\naudit(new, source)\n",
            ),
        ],
    )

    assert len(found(finding)) == 1


def test_names() -> None:
    """
    A review that calls names too long and asks for a longer one contradicts itself.
    """
    long = judged(
        "a.md", said("Names such as `compute_total_of_cart` are quite long", "naming", subject="compute_total_of_cart")
    )
    longer = judged(
        "a.md",
        said(
            "rename `sum_up` to `sum_up_all_positions`",
            "naming",
            role=Role.FIX,
            subject="sum_up",
            value="sum_up_all_positions",
        ),
        start=90,
    )

    assert len(found(long, longer)) == 1
