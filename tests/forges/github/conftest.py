"""A fresh GitHub for each test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.github.builders import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A GitHub with nobody in it."""
    with World(tmp_path) as found:
        yield found
