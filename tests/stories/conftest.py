"""A desk for every test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.github.builders import World
from tests.stories.pull_requests import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A GitHub with one repository, and our command beside it."""
    with World(tmp_path) as world:
        yield Desk(world, tmp_path)
