"""The whole service is killed at random moments, again and again, while GitHub has a bad day: each change gets its one right answer."""

import resource
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.github.proxy import silence
from tests.store.databases import Postgres, postgres
from tests.stories.chaos import Storm, as_command, in_haste, send, storm, until

__all__ = ["postgres"]

CHANGES = 50
PATIENCE = 120.0
"""Seconds after the storm until all is quiet, on a machine that does other things too."""

pytestmark = pytest.mark.slow


def rage(site: Storm, kills: int, pause: float, bursts: float) -> None:
    """Kill a random process after random pauses and start it again at once, while things happen all the time."""
    next_burst = time.monotonic()
    for _ in range(kills):
        moment = time.monotonic() + site.chance.uniform(0.1, 2 * pause - 0.1)
        while time.monotonic() < moment:
            if time.monotonic() > next_burst:
                next_burst = time.monotonic() + site.chance.expovariate(bursts)
                site.burst()
            for one in site.processes:
                if one.has_ended():  # it could not begin, for its database was away; a supervisor tries again
                    one.kill()
                    one.run()
            time.sleep(0.02)
        victim = site.chance.choice(site.processes)
        victim.kill()
        victim.run()


def settle(site: Storm, what: str) -> None:
    """Nothing goes wrong any longer: wait until all is quiet, and hold everything that must hold."""
    site.calm()
    seconds = until(site.is_quiet, PATIENCE, f"{what}: it does not come to rest")
    poor = site.retry()
    if poor:
        seconds += until(site.is_quiet, PATIENCE, f"{what}: what was tried again does not come to rest")
    kept, answers = len(site.mail.kept), dict(site.mail.answers)
    print(f"\n{what}: quiet after {seconds:.1f} s, {kept} kept of {answers}, {poor} brought back by hand")
    assert site.runs("failed") == []
    print(f"{what}: {site.require_right()} right answers on {len(site.pulls)} changes")


def test_killed_a_few_times(tmp_path: Path) -> None:
    """
    `metareview serve` is killed ten times: every change of which it was told has its one right answer.
    """
    with storm(tmp_path, 1) as site:
        site.open(8)
        site.serve(1, f"sqlite:///{site.folder}/metareview.db", as_command)
        site.disturb(0.01)
        rage(site, 10, 1.5, 4)
        settle(site, "ten kills")


def test_killed_on_sqlite(tmp_path: Path) -> None:
    """
    One process on SQLite dies 75 times over fifty changes: nothing that it acknowledged is lost, nothing is said twice.
    """
    with storm(tmp_path, 2) as site:
        site.open(CHANGES)
        site.serve(1, f"sqlite:///{site.folder}/metareview.db", in_haste)
        site.disturb(0.01)
        rage(site, 75, 1.6, 4)
        settle(site, "75 kills, SQLite")


def test_killed_on_postgresql(tmp_path: Path, postgres: Postgres) -> None:
    """
    Three processes on PostgreSQL die 125 times, it too in between, and one of them for ever: the others answer for it.
    """
    with storm(tmp_path, 3) as site:
        site.open(CHANGES)
        site.serve(3, postgres.url(), in_haste)
        site.disturb(0.01)
        rage(site, 60, 1.1, 4)
        postgres.crash()
        rage(site, 65, 1.1, 4)
        site.mail.ports = site.mail.ports[1:]
        for _ in range(10):
            site.burst()
        site.processes[0].kill()
        settle(site, "125 kills, PostgreSQL")


def test_one_process_never_comes_back(tmp_path: Path, postgres: Postgres) -> None:
    """
    A process that ends in the middle of its runs, and for ever, leaves nothing behind: another takes its runs over.
    """
    with storm(tmp_path, 4) as site:
        site.open(6)
        site.serve(2, postgres.url(), in_haste)
        site.world.hub.latency = 0.2
        site.mail.ports = [site.processes[0].ports]
        site.mail.post(*(site.review(pr) for pr in site.pulls))
        until(lambda: len(site.runs("running")) == 6, 30, "the runs do not begin")
        site.processes[0].kill()
        site.mail.ports = [site.processes[1].ports]
        settle(site, "one of two for ever")
        assert site.require_right() == 6


def test_the_disk_is_full(tmp_path: Path) -> None:
    """
    While nothing more can be written deliveries are refused with 503, and what was kept before is answered afterwards.
    """
    with storm(tmp_path, 5) as site:
        site.open(6)
        site.serve(1, f"sqlite:///{site.folder}/metareview.db", as_command)
        (service,) = site.processes
        kept = [site.review(pr) for pr in site.pulls[:3]]
        assert [send(service.ports[0], one) for one in kept] == [202] * 3
        _, most = resource.prlimit(service.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(service.pid, resource.RLIMIT_FSIZE, (4096, most))
        late = [site.review(pr) for pr in site.pulls[3:]]
        assert [send(service.ports[0], one) for one in late] == [503] * 3
        assert service.is_up()
        time.sleep(3)
        resource.prlimit(service.pid, resource.RLIMIT_FSIZE, (most, most))
        site.mail.post(*late, *kept)
        settle(site, "a full disk")
        assert site.require_right() == 6


def test_the_database_is_locked(tmp_path: Path) -> None:
    """
    While another program holds the database deliveries are refused with 503, and the process lives; afterwards all is answered.
    """
    with storm(tmp_path, 6) as site:
        site.open(4)
        site.serve(1, f"sqlite:///{site.folder}/metareview.db", as_command)
        (service,) = site.processes
        kept, late = site.review(site.pulls[0]), [site.review(pr) for pr in site.pulls[1:]]
        assert send(service.ports[0], kept) == 202
        with closing(sqlite3.connect(site.folder / "metareview.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with ThreadPoolExecutor(3) as threads:
                answers = [threads.submit(send, service.ports[0], one) for one in late]
                assert service.is_up()
                assert [one.result() for one in answers] == [503] * 3
            other.execute("ROLLBACK")
        site.mail.post(*late)
        settle(site, "a locked database")
        assert site.require_right() == 4


def test_github_says_nothing_while_it_delivers(tmp_path: Path) -> None:
    """
    While GitHub's API is silent its deliveries are kept at once, before it hangs up on us, and answered when it speaks again.
    """
    with storm(tmp_path, 7) as site:
        site.open(4)
        site.proxy.on(silence(20), nth=None)
        site.serve(1, f"sqlite:///{site.folder}/metareview.db", as_command)
        start = time.monotonic()
        told = [site.review(pr) for pr in site.pulls]
        assert [send(site.processes[0].ports[0], one) for one in told] == [202] * 4
        assert time.monotonic() - start < 10
        settle(site, "a silent GitHub")
        assert site.require_right() == 4
