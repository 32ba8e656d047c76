"""The service is killed at random moments beside a real Gerrit that has a bad day: each change gets its right answer once."""

from pathlib import Path

import pytest

from tests.stories.gerrit_chaos import attack

pytestmark = pytest.mark.slow


def test_killed_a_few_times(tmp_path: Path) -> None:
    """
    Killed fifteen times over twelve changes, with a Gerrit that is restarted in between, it leaves nothing unanswered.
    """
    figures = attack(tmp_path / "storm", kills=15, pause=1.2, seed=1, restarts=(7,))

    assert figures.kills == 15
    assert figures.commands > 0 and figures.answers >= 12
    print(figures)
