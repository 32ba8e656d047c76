"""A change with a folder, for each test that asks for one."""

from pathlib import Path

import pytest

from bot.model.change_ref import ChangeRef
from tests.contracts.forges.local import LocalDriver
from tests.forges.local.places import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A change of one file that nobody has reviewed."""
    world = LocalDriver(tmp_path)
    ref: ChangeRef = world.change({"a.py": "one\n"}, {"a.py": "two\n"})
    return Place(world, ref)
