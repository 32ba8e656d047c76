"""The whole service under attack beside a real Gerrit: real events, processes that are killed, and what must hold at the end.

    python -m tests.stories.gerrit_chaos --kills 100

kills it so many times and tells what came of it.
"""

import argparse
import random  # noqa: TID251 - the moments of death are to be many, and the same in each run
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot import runs
from bot.app import load_settings
from bot.app.forges import site_for
from bot.commands.parse import gerrit_commands_in
from bot.forges.gerrit.tag import short_digest, short_name
from bot.model.change_ref import ChangeRef
from bot.model.forge import Message
from tests.gerrit.server import NEWEST, GerritServer
from tests.gerrit.world import Account, Change, Site
from tests.github.proxy import Fault, FaultProxy, broken, cut, html, late, silence, truncated
from tests.stories.chaos import Seldom, until
from tests.stories.gerrit import words
from tests.stories.gerrit_service import GerritPlace, GerritService, served

MODULES = ("json", "os", "re", "sys", "time")
BOTS = ("copilot", "claude", "codex", "zuul")
PASSING: tuple[Callable[[], Fault], ...] = (
    lambda: late(0.5),
    lambda: broken(502),
    lambda: broken(502, after=True),
    cut,
    lambda: cut(after=True),
    html,
    lambda: html(after=True),
    truncated,
    lambda: silence(1.5, after=True),
)
"""What Gerrit and the lines to it do on a bad day, and no more on the next."""

SHARE = 0.06
"""Of all calls, those that go wrong in some way."""

WRITES = 0.3
"""Of all writes."""

PATIENCE = 150.0
BRIEF = "Judged again at"
PEOPLE = ("dana", "kim", "ines", "rita")


class Rare(Seldom):
    """A fault that strikes calls of its method now and then."""

    def strikes(self, method: str, path: str) -> bool:
        """Throw a die, if it is such a call."""
        return self.method in ("", method) and super().strikes(method, path)


BREATH = 3.0
"""Seconds after which what is quiet must be quiet still: what was just found may not have been kept yet."""


@dataclass
class Figures:
    """What happened."""

    acts: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    struck: int = 0
    retried: int = 0
    answers: int = 0
    commands: int = 0
    quiet_seconds: float = 0.0

    def __str__(self) -> str:
        """In one line."""
        done = ", ".join(f"{count} {name}" for name, count in sorted(self.acts.items()))
        return (
            f"{self.kills} kills, {self.struck} faults; {done}; quiet after {self.quiet_seconds:.1f} s, "
            f"{self.retried} runs brought back by hand; {self.commands} commands answered once, {self.answers} answers"
        )


class Storm:
    """Changes on which things happen, and the service that is to answer them."""

    def __init__(self, server: GerritServer, service: GerritService, seed: int) -> None:
        self.server, self.service, self.place = server, service, GerritPlace(service)
        self.site: Site = service.site
        self.chance, self.deaths = random.Random(seed), random.Random(seed + 1)
        self.changes: list[Change] = []
        self.figures = Figures()
        self.faults: list[BaseException] = []
        self.stopped, self.lock = threading.Event(), threading.Lock()

    def open(self, many: int) -> None:
        """So many changes, each with a review."""
        for _ in range(many):
            self.changes.append(self.place.push(self._source(len(self.changes))))
            self._review(self.changes[-1])

    def disturb(self) -> None:
        """From now on calls to Gerrit go wrong now and then, writes more often."""
        assert self.service.proxy is not None
        kinds = [make() for make in PASSING]
        self.service.proxy.rules = [
            *(Rare(one, "POST", share=WRITES / len(kinds), chance=self.deaths) for one in kinds),
            *(Rare(one, share=SHARE / len(kinds), chance=self.deaths) for one in kinds),
        ]

    def act(self) -> None:
        """Do things until it is stopped; a thread does this. Now and then Gerrit's word of it is lost."""
        acts = (self._review, self._review, self._amend, self._recheck, self._help, self._help)
        while not self.stopped.wait(self.chance.expovariate(3)):
            with self.lock:
                self.place.postman.loses = self.chance.random() < 0.15
                try:
                    self.chance.choice(acts)(self.chance.choice(self.changes))
                except BaseException as error:  # noqa: BLE001 - told at the end
                    self.faults.append(error)
                    return

    def rage(self, kills: int, pause: float, restarts: tuple[int, ...]) -> None:
        """Kill it after random pauses, sometimes before it is up, and start it again; Gerrit too, after these kills."""
        for number in range(kills):
            time.sleep(self.deaths.uniform(0.05, 2 * pause))
            self.service.kill()
            self.figures.kills += 1
            if number in restarts:
                with self.lock:
                    self.service.spawn()
                    self.server.restart()
                    self.figures.acts["restart of Gerrit"] += 1
            elif self.deaths.random() < 0.25:
                self.service.spawn()
            else:
                self.service.start(looks=False)

    def settle(self) -> None:
        """Nothing goes wrong any longer: let it look once for what it missed, and wait until all is quiet."""
        assert self.service.proxy is not None
        self.stopped.set()
        with self.lock:
            self.place.postman.loses = False
        self.figures.struck = self.service.proxy.struck
        self.service.proxy.clear()
        self.service.kill()
        self.place.heard()
        self.service.start()
        self.figures.quiet_seconds = until(self.service.is_quiet, PATIENCE, "it does not come to rest")
        self.figures.retried = self._retry()
        time.sleep(BREATH)
        until(self.service.is_quiet, PATIENCE, "what was tried again does not come to rest")

    def require_right(self) -> None:
        """What is right stands on each change, nothing is said twice, each command has one answer, and no run failed."""
        assert not self.faults, self.faults
        assert not self.service.failed(), self.service.failed()
        settings = load_settings(str(self.service.folder / "config.yaml"))
        for change in self.changes:
            ref = ChangeRef.parse(self.place.ref(change))
            site = replace(site_for(settings, ref), commands=True)
            self._require_answer(change, runs.judge(site, ref).answer.digest)
            self._require_commands(change, [one for one in site.forge.state(ref).messages if not one.author.is_bot])

    def _require_answer(self, change: Change, digest: str) -> None:
        said = [(one["_revision_number"], tag, words(one)) for tag, one in self.place.ours(change) if tag.digest]
        whole = Counter((patch_set, tag.digest) for patch_set, tag, text in said if not text.startswith(BRIEF))
        assert all(times == 1 for times in whole.values()), f"{change.number}: {whole}"
        here = [tag for patch_set, tag, _ in said if patch_set == change.patch_set]
        unasked = sum(not tag.asked for tag in here)
        assert unasked <= 3, f"{change.number}: {here}"
        last = here[-1].digest if here else ""
        assert last == short_digest(digest) or unasked == 3, f"{change.number}: {last} stands, not {digest}"
        self.figures.answers += len(said)

    def _require_commands(self, change: Change, said: list[Message]) -> None:
        asked = [one.id for one in said if gerrit_commands_in(one.body)]
        told = Counter(name for tag, _ in self.place.ours(change) for name in tag.asked)
        assert told == Counter(short_name(one) for one in asked), f"{change.number}: {asked}"
        self.figures.commands += len(asked)

    def _retry(self) -> int:
        poor = [
            one["id"] for one in self.service.failed() if one["note"].startswith("the program ended again and again")
        ]
        for one in poor:
            self.service.send(f"/api/v1/runs/{one}/retry", {})
        return len(poor)

    def _source(self, number: int) -> str:
        names = sorted(self.chance.sample(MODULES, self.chance.choice((1, 2, 3))))
        lines = [f"import {name}" for name in names]
        count = sum(self.figures.acts.values()) + number
        return "\n".join([*lines, "", "", "def load(path):", f"    return open(path).read()[{count}:]", ""])

    def _review(self, change: Change) -> None:
        said = [(1, f"`{self.chance.choice(MODULES)}` is imported but never used.")]
        said += [(1, "`load` calls `eval` on user input.")] if self.chance.random() < 0.5 else []
        self.place.review(change, self.chance.choice(BOTS), *said, message=f"Remarks, {self.chance.random():.9f}.")
        self.figures.acts["reviews"] += 1

    def _amend(self, change: Change) -> None:
        change.amend({"loading.py": self._source(change.number)})
        self.figures.acts["patch sets"] += 1

    def _recheck(self, change: Change) -> None:
        self._say(change, "/recheck-review")

    def _help(self, change: Change) -> None:
        self._say(change, f"As for {self.chance.random():.9f}:\n\n/metareview help")

    def _say(self, change: Change, text: str) -> None:
        """In the reply box, on a line, or as a message."""
        by: Account = self.site.human(self.chance.choice(PEOPLE))
        match self.chance.randrange(3):
            case 0:
                change.say(by=by, text=text)
            case 1:
                change.comment(by=by, path="loading.py", spot=1, text=text)
            case _:
                change.review(by=by, message=text)
        self.figures.acts["commands"] += 1


@contextmanager
def storm(folder: Path, seed: int) -> Iterator[Storm]:
    """A storm beside a Gerrit of its own; whatever lives at its end is killed."""
    (folder / "service").mkdir(parents=True)
    with GerritServer(NEWEST, folder) as server:
        site = Site(server.url, server.version, folder)
        with FaultProxy(site.url) as proxy, served(site, folder / "service", proxy=proxy) as service:
            found = Storm(server, service, seed)
            actor = threading.Thread(target=found.act, daemon=True)
            try:
                found.open(12)
                actor.start()
                yield found
            finally:
                found.stopped.set()
                actor.join(30)
                if service.process is not None:
                    service.kill()
        site.close()


def attack(folder: Path, *, kills: int, pause: float, seed: int, restarts: tuple[int, ...]) -> Figures:
    """Kill the service so many times; what happened. AssertionError where something does not hold at the end."""
    with storm(folder, seed) as site:
        site.disturb()
        site.rage(kills, pause, restarts)
        site.settle()
        site.require_right()
        assert "Traceback" not in site.service.log
        return site.figures


def main() -> None:
    """Attack as the command line says."""
    parser = argparse.ArgumentParser(description="Kill a service beside a real Gerrit again and again.")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--pause", type=float, default=1.5, help="seconds of life, on average")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        restarts = tuple(range(given.kills // 4, given.kills, max(1, given.kills // 4)))
        start = time.monotonic()
        found = attack(Path(folder) / "storm", kills=given.kills, pause=given.pause, seed=given.seed, restarts=restarts)
        print(f"{found}; {time.monotonic() - start:.0f} s in all")


if __name__ == "__main__":
    main()
