"""Processes are killed at random moments, again and again, and nothing is lost, posted twice, or stuck."""

import multiprocessing
import os
import random  # noqa: TID251 - the moments of death are to be many, and the same in each run
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from bot.model.change_ref import ChangeRef
from bot.model.delivery import RunState
from bot.store import upkeep
from bot.store.database import open_database
from tests.durable.worker import Posts, work
from tests.store.databases import new_url

CHANGES = [ChangeRef(forge, "acme", number, "~") for forge in ("left", "right") for number in range(1, 26)]
PATIENCE = 90.0


@dataclass
class Child:
    """A process of the service and our end of its pipe."""

    process: multiprocessing.process.BaseProcess
    pipe: Connection
    asked: tuple[str, str, bool] | None = None


@dataclass
class Fleet:
    """Some processes of the service on one database, what was sent to them, and what they have acknowledged."""

    url: str
    folder: Path
    chance: random.Random
    children: list[Child] = field(default_factory=list)
    unsent: list[tuple[str, str, bool]] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def start(self) -> None:
        """One more process."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.durable.worker"])
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(self.url, self.folder, theirs, self.chance.randrange(10**9)))
        process.start()
        theirs.close()
        self.children.append(Child(process, ours))

    def kill(self) -> None:
        """Kill one of them and start another; what it had not acknowledged is sent again later, as forges do."""
        child = self.children.pop(self.chance.randrange(len(self.children)))
        os.kill(child.process.pid or 0, signal.SIGKILL)
        child.process.join()
        self._hear(child)
        if child.asked is not None:
            self.unsent.append(child.asked)
        child.pipe.close()
        self.start()

    def burst(self) -> None:
        """A few things happen on one change, now and then a command, now and then something that was sent before."""
        change = str(self.chance.choice(CHANGES))
        for _ in range(self.chance.choice((1, 1, 2, 5))):
            self.count += 1
            self.unsent.append((f"d{self.count}", change, self.chance.random() < 0.15))
        if self.kept and self.chance.random() < 0.2:
            id = self.chance.choice(list(self.kept))
            self.unsent.append((id, self.kept[id], False))

    def talk(self) -> None:
        """Send what is unsent to whoever has time, and hear what was kept."""
        for child in self.children:
            self._hear(child)
            if child.asked is None and self.unsent:
                child.asked = self.unsent.pop(0)
                try:
                    child.pipe.send(child.asked)
                except OSError:
                    self.unsent.append(child.asked)
                    child.asked = None

    def _hear(self, child: Child) -> None:
        try:
            while child.pipe.poll():
                said = child.pipe.recv()
                if child.asked is not None and said == child.asked[0]:
                    self.kept[said] = child.asked[1]
                elif child.asked is not None:
                    self.unsent.append(child.asked)
                child.asked = None
        except (EOFError, OSError):
            return

    def is_quiet(self) -> bool:
        """Whether everything that was kept is dealt with."""
        posted = {id for change in CHANGES for line in Posts(self.folder).of(change) for id in line.split()}
        return not self.unsent and all(child.asked is None for child in self.children) and set(self.kept) <= posted

    def end(self) -> None:
        """End all processes in peace."""
        for child in self.children:
            child.pipe.close()
        for child in self.children:
            child.process.join(30)
            if child.process.is_alive():
                child.process.kill()
                child.process.join()


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "processes", "kills"), [("sqlite", 1, 100), ("postgresql", 3, 120)])
def test_killed(kind: str, processes: int, kills: int, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """
    However often processes are killed, each delivery that was kept is answered, nothing is posted twice, no run is stuck.
    """
    chance = random.Random(20261121)
    folder = tmp_path / "posts"
    folder.mkdir()
    fleet = Fleet(new_url(kind, request, tmp_path), folder, chance)
    for _ in range(processes):
        fleet.start()

    for _ in range(kills):
        moment = time.monotonic() + chance.expovariate(1 / 0.45)
        while time.monotonic() < moment:
            if chance.random() < 0.04:
                fleet.burst()
            fleet.talk()
            time.sleep(0.005)
        fleet.kill()
    deadline = time.monotonic() + PATIENCE
    while not fleet.is_quiet() and time.monotonic() < deadline:
        fleet.talk()
        time.sleep(0.05)
    time.sleep(2)
    fleet.end()

    posts = {change: Posts(folder).of(change) for change in CHANGES}
    answered = {id for lines in posts.values() for line in lines for id in line.split()}
    assert set(fleet.kept) - answered == set()
    assert [line for lines in posts.values() for line, times in Counter(lines).items() if times > 1] == []
    database = open_database(fleet.url)
    with database.begin() as tx:
        pulse = upkeep.pulse(tx)
    database.close()
    print(f"\n{kind}: {kills} kills, {len(fleet.kept)} kept, {sum(map(len, posts.values()))} posts, {pulse}")
    assert pulse.oldest_delivery_seconds is None
    assert pulse.runs[RunState.RUNNING] + pulse.runs[RunState.WAITING] + pulse.runs[RunState.FAILED] == 0
