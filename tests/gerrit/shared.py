"""Fixtures: one Gerrit of each version for the whole run, shared by all workers; and servers of one's own for rough tests.

A conftest.py offers them by importing them: `from tests.gerrit.shared import gerrit, gerrit_sites, own_gerrit`.

    @pytest.mark.slow
    def test_both(gerrit: Site) -> None: ...              # once for each version

    @pytest.mark.slow
    @newest_only
    def test_newest(gerrit: Site) -> None: ...

    @pytest.mark.slow
    def test_rough(own_gerrit: OwnGerrit) -> None:        # nobody else's: restart it, kill it, freeze it
        server, site = own_gerrit(config={"change.commentSizeLimit": "2k"})

On a shared server, a test makes its own projects and changes nothing of the whole site.
"""

import contextlib
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

import pytest

from tests.gerrit.server import NEWEST, ROOT, START_SECONDS, VERSIONS, GerritServer, fetched
from tests.gerrit.world import Site

Sites = Callable[[str], Site]

newest_only = pytest.mark.parametrize("gerrit", [NEWEST], indirect=True)
"""For tests that one version is enough for."""


class OwnGerrit(Protocol):
    """Starts a server that belongs to the test alone."""

    def __call__(self, version: str = NEWEST, config: Mapping[str, str] | None = None) -> tuple[GerritServer, Site]: ...


@pytest.fixture(scope="session")
def gerrit_sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """What gives the shared server of a version, started when it is first asked for."""
    base = tmp_path_factory.getbasetemp()
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    found: dict[str, Site] = {}
    with contextlib.ExitStack() as stack:

        def site(version: str) -> Site:
            if version not in found:
                url = stack.enter_context(shared_server(version, run / f"gerrit-{version}"))
                found[version] = Site(url, version, tmp_path_factory.mktemp("pushing"))
                stack.callback(found[version].close)
            return found[version]

        yield site


@pytest.fixture(params=VERSIONS)
def gerrit(request: pytest.FixtureRequest, gerrit_sites: Sites) -> Site:
    """A running Gerrit, each version in turn."""
    assert request.node.get_closest_marker("slow"), "a test against a real Gerrit is marked as slow"
    return gerrit_sites(request.param)


@pytest.fixture
def own_gerrit(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OwnGerrit]:
    """What starts a server that belongs to the test alone, and stops it at its end."""
    assert request.node.get_closest_marker("slow"), "a test against a real Gerrit is marked as slow"
    with contextlib.ExitStack() as stack:

        def start(version: str = NEWEST, config: Mapping[str, str] | None = None) -> tuple[GerritServer, Site]:
            server = GerritServer(version, tmp_path, config=config)
            stack.callback(server.kill)
            server.start()
            site = Site(server.url, version, tmp_path)
            stack.callback(site.close)
            return server, site

        yield start


@contextlib.contextmanager
def shared_server(version: str, folder: Path) -> Iterator[str]:
    """
    Use the server that all who name this folder share; its address.

    Whoever comes first starts a keeper, a process that owns the server. Each user holds a lock on a file, that ends with the
    user's process at the latest; the keeper waits until nobody holds it, and ends the server.
    """
    fetched()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "users.lock").open("a") as using:
        with (folder / "starting.lock").open("a") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            # Waits while an earlier keeper ends its server.
            fcntl.flock(using, fcntl.LOCK_SH)
            if not (folder / "url").exists():
                _start_keeper(version, folder)
        yield (folder / "url").read_text("utf-8")


def keep(version: str, folder: Path) -> None:
    """Run a server until nobody uses it; this is the keeper."""
    server = GerritServer(version, folder)
    try:
        server.start()
        half = folder / "url.half"
        half.write_text(server.url, "utf-8")
        half.rename(folder / "url")
        with (folder / "users.lock").open("a") as using:
            fcntl.flock(using, fcntl.LOCK_EX)
            (folder / "url").unlink()
            server.kill()
            server.discard()
    finally:
        server.kill()


def _start_keeper(version: str, folder: Path) -> None:
    with (folder / "keeper.log").open("ab") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.gerrit.shared", version, str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=ROOT,
            start_new_session=True,
        )
    deadline = time.monotonic() + START_SECONDS + 60
    while not (folder / "url").exists():
        assert keeper.poll() is None, (folder / "keeper.log").read_text("utf-8", "replace")
        assert time.monotonic() < deadline, (folder / "keeper.log").read_text("utf-8", "replace")
        time.sleep(0.05)


if __name__ == "__main__":
    keep(sys.argv[1], Path(sys.argv[2]))
