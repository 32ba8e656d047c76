"""Real Gerrits, and one that says what it is told to say."""

from collections.abc import Iterator

import pytest

from tests.forges.gerrit.stub import Stub
from tests.gerrit.shared import gerrit, gerrit_sites, own_gerrit

__all__ = ["gerrit", "gerrit_sites", "own_gerrit", "stub"]


@pytest.fixture
def stub() -> Iterator[Stub]:
    """A server that gives prepared answers."""
    with Stub() as found:
        yield found
