"""`metareview explain`: which claims are known, and how each is checked."""

import pytest

from bot.cli.explaining import explain_all, explain_one
from bot.config.reviewers import BUILT_IN
from bot.errors import Refused
from bot.model.kinds import KINDS
from bot.parser.dialects import DIALECTS, described
from bot.validator.checks import CHECKS
from tests.stories.running import metareview


def test_all() -> None:
    """
    The list names every kind once, those with a check first.
    """
    done = metareview("explain")

    named = [line.split()[0] for line in done.out.splitlines() if line.startswith("  ")]
    assert (done.code, done.err) == (0, "")
    assert sorted(named) == sorted(KINDS)
    assert done.out == explain_all(CHECKS)


def test_one() -> None:
    """
    A kind is explained by what it says, why, its blind spot, and examples with their verdicts.
    """
    done = metareview("explain", "unused-import")

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("unused-import: the finding says ")
    assert all(
        part in done.out
        for part in ("Why: ", "Blind spot: ", "Examples (each is run as a test):", "refuted", "confirmed")
    )


@pytest.mark.parametrize("kind", [check.kind for check in CHECKS])
def test_every_check(kind: str) -> None:
    """
    Every check can be explained.
    """
    assert explain_one(CHECKS, kind).startswith(f"{kind}: the finding says ")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("unused-imports", "there is no check unused-imports; did you mean unused-import?"),
        ("xyz", "there is no check xyz; `metareview explain` lists them"),
    ],
)
def test_unknown(kind: str, said: str) -> None:
    """
    An unknown kind is refused with the nearest known one, if any is near.
    """
    done = metareview("explain", kind)

    assert (done.code, done.out, done.err) == (2, "", f"metareview: {said}\n")


def test_known_but_never_checked() -> None:
    """
    A kind that is only recognised is named as such.
    """
    kind = sorted(KINDS.keys() - {check.kind for check in CHECKS})[0]

    with pytest.raises(Refused, match="is recognised, but nothing can check it"):
        explain_one(CHECKS, kind)


def test_dialects() -> None:
    """
    The known bots are listed once each, with their accounts, what is read, what is set aside and what is not known.
    """
    done = metareview("explain", "--dialects")

    names = [line for line in done.out.splitlines()[1:] if line and not line.startswith(" ")]
    assert (done.code, done.err) == (0, "")
    assert names == sorted(BUILT_IN)
    assert all(f"  read: {one.reads}" in done.out and f"  not known: {one.gaps}" in done.out for one in described())
    assert "  accounts: coderabbitai[bot]\n" in done.out


def test_dialects_have_accounts() -> None:
    """
    Every dialect is one that a configuration may name, and only what was never seen has none.
    """
    assert BUILT_IN.keys() - {dialect.name for dialect in DIALECTS} == {"ellipsis"}
    assert {dialect.name for dialect in DIALECTS} <= BUILT_IN.keys()
