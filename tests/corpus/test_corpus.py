"""What reviewers say in their own words gets a verdict often enough, and nearly always the right one."""

import pytest

from tests.corpus.__main__ import LEAST_PRECISION, Answer, answered

_LEAST_DECIDED = {"open": 0.65, "held": 0.5, "last": 0.5}


def _share(answers: list[Answer]) -> float:
    decidable = [one for one in answers if one.said.truth is not None]
    return sum(bool(one.decided) for one in decidable) / len(decidable)


@pytest.mark.parametrize("part", sorted(_LEAST_DECIDED))
def test_decided_and_right(part: str) -> None:
    """
    At least so many claims of a part are decided, and 98 in 100 of these rightly; nothing crashes.
    """
    answers = answered(part)
    decided = [one for one in answers if one.decided]

    assert not [crash for one in answers for judged in one.judged for crash in judged.crashes]
    assert sum(not one.is_wrong for one in decided) >= LEAST_PRECISION * len(decided)
    assert _share(answers) >= _LEAST_DECIDED[part]
