"""A desk for every test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.github.builders import World
from tests.stories.pull_requests import Desk
from tests.stories.service import Place, Service, served


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A GitHub with one repository, and our command beside it."""
    with World(tmp_path) as world:
        yield Desk(world, tmp_path)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that runs for all stories of this process, each in a repository of its own."""
    with served(tmp_path_factory.mktemp("service")) as found:
        yield found


@pytest.fixture
def place(service: Service) -> Place:
    """A new repository that the running service looks after."""
    return service.place()
