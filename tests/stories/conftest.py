"""A desk for every test that asks for one."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.gerrit.server import NEWEST
from tests.gerrit.shared import Sites, gerrit, gerrit_sites, own_gerrit
from tests.gerrit.world import Site
from tests.github.builders import World
from tests.github.proxy import FaultProxy
from tests.stories import gerrit as changes
from tests.stories import gerrit_service
from tests.stories.pull_requests import Desk
from tests.stories.service import Place, Service, served

__all__ = ["gerrit", "gerrit_sites", "own_gerrit"]


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


@pytest.fixture
def gerrit_desk(gerrit: Site, tmp_path: Path) -> changes.Desk:
    """A project on a real Gerrit, and our command beside it."""
    return changes.Desk(gerrit, tmp_path)


@pytest.fixture(scope="session")
def gerrit_services(
    gerrit_sites: Sites, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], gerrit_service.GerritService]]:
    """What gives the service beside the shared Gerrit of a version, started when it is first asked for."""
    found: dict[str, gerrit_service.GerritService] = {}
    with ExitStack() as stack:

        def service_of(version: str) -> gerrit_service.GerritService:
            if version not in found:
                folder = tmp_path_factory.mktemp("gerrit-service")
                found[version] = stack.enter_context(gerrit_service.served(gerrit_sites(version), folder))
            return found[version]

        yield service_of


@pytest.fixture(scope="session")
def mortal(gerrit_sites: Sites, tmp_path_factory: pytest.TempPathFactory) -> Iterator[gerrit_service.GerritService]:
    """A service beside the shared Gerrit, with a way to it that can be broken. Whoever ends it starts it again."""
    site, folder = gerrit_sites(NEWEST), tmp_path_factory.mktemp("mortal")
    with FaultProxy(site.url) as proxy, gerrit_service.served(site, folder, proxy=proxy) as found:
        yield found


@pytest.fixture
def told(gerrit: Site, gerrit_services: Callable[[str], gerrit_service.GerritService]) -> gerrit_service.GerritPlace:
    """A new project on a real Gerrit, which tells the running service of everything."""
    return gerrit_services(gerrit.version).place()
