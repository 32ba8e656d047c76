"""A process of the service for tests: it keeps what it is told over a pipe, and answers on a forge made of files."""

import random  # noqa: TID251 - handed a seed
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from bot.durable.engine import Duties, Engine
from bot.durable.pace import Pace
from bot.errors import BotError, Refused, Unreachable
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, DeliveryKind, Outcome, RunState
from bot.model.settings import LocalSettings, RunSettings, Settings
from bot.store.database import open_database
from bot.store.views import SqlStore

SETTINGS = Settings(
    forges=(LocalSettings("left"), LocalSettings("right")), runs=RunSettings(quiet_seconds=1, max_wait_seconds=3)
)
HURRY = Pace(
    workers=8, looking=0.1, busy=0.5, held=0.8, heartbeat=0.5, stale=6, rescue=1, reconcile=2, grace=4, forget=3600
)


class Posts:
    """A forge: a file a change, to which a line is appended for each post, and which can be read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, change: ChangeRef) -> list[str]:
        """What stands on a change."""
        file = self._folder / f"{change.forge}-{change.number}"
        return file.read_text("utf-8").splitlines() if file.exists() else []

    def post(self, change: ChangeRef, content: str) -> None:
        """Append one post."""
        with (self._folder / f"{change.forge}-{change.number}").open("a", encoding="utf-8") as file:
            file.write(content + "\n")


def performer(posts: Posts, chance: random.Random) -> Callable[..., Outcome]:
    """Answers all deliveries of a run in one post, after a look whether it stands there; now and then it fails."""

    def perform(change: ChangeRef, given: Sequence[Delivery], is_overtaken: Callable[[], bool]) -> Outcome:
        content = " ".join(sorted(one.id for one in given))
        time.sleep(chance.random() * 0.05)
        luck = chance.random()
        if luck < 0.08:
            raise Unreachable("the forge asks for patience", chance.choice((0.3, 2)))
        if luck < 0.11:
            raise Refused("the forge refuses this for now")
        if luck < 0.13:
            raise ValueError("a defect")
        if content in posts.of(change):
            return Outcome(RunState.DONE, "stood there")
        if is_overtaken():
            return Outcome(RunState.SUPERSEDED)
        posts.post(change, content)
        time.sleep(chance.random() * 0.02)
        return Outcome(RunState.DONE, "posted", report="{}")

    return perform


def work(url: str, folder: Path, pipe: Connection, seed: int) -> None:
    """Serve until the pipe is closed or somebody kills us: keep each delivery that comes, and send its id back."""
    database = open_database(url, pool=12)
    perform = performer(Posts(folder), random.Random(seed))
    engine = Engine(SETTINGS, database, perform, time.time, Duties(pace=HURRY))  # noqa: TID251
    engine.start()
    threading.Thread(target=_retry, args=(engine, SqlStore(database)), daemon=True).start()
    while True:
        try:
            id, change, is_urgent = pipe.recv()
        except EOFError:
            break
        try:
            kind = DeliveryKind.COMMAND if is_urgent else DeliveryKind.EVENT
            engine.accept(Delivery(id, ChangeRef.parse(change), kind, is_urgent))
            pipe.send(id)
        except BotError:
            pipe.send(None)
    engine.stop(5)
    database.close()


def _retry(engine: Engine, store: SqlStore) -> None:
    """A person who brings every failed run back."""
    while True:
        time.sleep(1)
        try:
            for run in store.runs(None, RunState.FAILED):
                engine.retry(run.id)
        except BotError:
            continue


def hang(url: str, file: Path) -> None:
    """Begin runs and never end one; the file tells that one has begun."""

    def perform(_change: ChangeRef, _given: Sequence[Delivery], _is_overtaken: Callable[[], bool]) -> Outcome:
        file.touch()
        time.sleep(1000)
        return Outcome(RunState.DONE)

    Engine(SETTINGS, open_database(url, pool=12), perform, time.time, Duties(pace=HURRY)).start()  # noqa: TID251
    time.sleep(1000)
