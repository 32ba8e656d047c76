"""What the check run of a head concludes and which lines it points at."""

import unicodedata

import pytest
from hypothesis import given, settings

from bot.model.claim import Role
from bot.model.evidence import Strength, Verdict
from bot.model.history import State
from bot.model.neutral import BREAK
from bot.model.place import Location, Rung, Side
from bot.model.report import ReportedClaim
from bot.model.settings import CheckRun, PostingSettings
from bot.poster.check_run import annotations_of, conclusion_of
from tests.builders import claim, evidence, finding, location, report, source, support
from tests.poster.hostile import HOSTILE, a_hostile_answer
from tests.poster.rendering import COMMANDS

FAILURE = PostingSettings(check_run=CheckRun.FAILURE)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("is_nit", [True, False])
def test_failure(state: State, verdict: Verdict, is_nit: bool) -> None:
    """Only a finding that is confirmed, live and no nit fails a check run that may fail."""
    told = report(finding(verdict=verdict, state=state, is_nit=is_nit))
    fails = verdict is Verdict.CONFIRMED and state not in (State.FIXED, State.DISMISSED) and not is_nit

    assert conclusion_of(told, FAILURE) == ("failure" if fails else "neutral")
    assert conclusion_of(told, PostingSettings()) == "neutral"
    assert conclusion_of(told, PostingSettings(check_run=CheckRun.NONE)) is None


def test_skipped() -> None:
    """Where nothing is proposed a required check does not hang; where there is to be none there is none."""
    assert conclusion_of(report(reviews=()), FAILURE) == "skipped"
    assert conclusion_of(report(reviews=()), PostingSettings(check_run=CheckRun.NONE)) is None


def test_annotation() -> None:
    """An annotation tells verdict, id, reviewers and what was seen, strongest first, and nothing of the fix."""
    told = finding(
        "c7d1e2", Verdict.CONFIRMED, title="The lock stays", location=location(60, 63), sources=(source("acme"), source("bolt"), source("acme")),
        claims=(ReportedClaim(0, claim(), Verdict.CONFIRMED), ReportedClaim(0, claim(id="c2", role=Role.FIX), Verdict.CONFIRMED)),
        evidence=(support("weakly", strength=Strength.WEAK), support("proved"), support("proved"), support("the fix is fine", claim="c2"), evidence("no")),
    )  # fmt: skip

    (one,) = annotations_of(report(told))

    assert (one.path, one.start_line, one.end_line, one.level) == ("shop/cart.py", 60, 63, "warning")
    assert one.title == "The lock stays"
    assert one.message == "confirmed c7d1e2, from acme, bolt\nproved\nweakly"


def test_level() -> None:
    """What is only plausible is a notice, and nothing is ever a failure."""
    assert [one.level for one in annotations_of(report(finding("a", Verdict.CONFIRMED), finding("b")))] == [
        "warning",
        "notice",
    ]


@pytest.mark.parametrize(
    "given_fields",
    [
        {"verdict": Verdict.REFUTED}, {"verdict": Verdict.UNVERIFIABLE}, {"is_nit": True}, {"state": State.FIXED}, {"state": State.DISMISSED},
        {"location": location(None)}, {"location": location(None, path=None)}, {"location": Location("a.py", 3, 3, Side.OLD, Rung.LINE)},
        {"location": Location("a.py", 0, 0)},
    ],
)  # fmt: skip
def test_no_annotation(given_fields: dict[str, object]) -> None:
    """Nits, what is closed or not held, and what has no line of head gets no annotation."""
    assert annotations_of(report(finding(**given_fields))) == ()  # type: ignore[arg-type]


def test_order_and_number() -> None:
    """Annotations stand in the report's order, the first hundred of them."""
    found = [finding(f"{at:06x}", location=location(500 - at)) for at in range(120)]

    assert [one.start_line for one in annotations_of(report(*found))] == list(range(500, 400, -1))


def test_end_before_start() -> None:
    """The end of a place is never before its start."""
    (one,) = annotations_of(report(finding(location=Location("a.py", 9, 3))))

    assert (one.start_line, one.end_line) == (9, 9)


@given(HOSTILE)
@settings(max_examples=150, deadline=None)
def test_hostile(text: str) -> None:
    """Title and message are short plain text that nothing acts on and nothing hides in."""
    for one in annotations_of(a_hostile_answer(text)):
        assert len(one.title) <= 255
        assert len(one.message.encode()) <= 65_536
        assert "\n" not in one.title
        shown = (one.title + one.message).replace(BREAK, "").replace("\n", "")
        assert not [char for char in shown if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
        for what, pattern in COMMANDS.items():
            assert not pattern.search(f"{one.title}\n{one.message}"), what


def test_long() -> None:
    """However long the words, title and message stay within what GitHub takes."""
    told = finding(
        title="é" * 70_000,
        sources=(source("値" * 70_000),),
        evidence=tuple(support(f"{at}" + "😀" * 70_000) for at in range(9)),
    )

    (one,) = annotations_of(report(told))

    assert len(one.title) <= 255
    assert len(one.message.encode()) <= 65_536
