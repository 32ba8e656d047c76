"""A service without ports and engine: a GitHub with one repository, a database, and runs that a test starts."""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot import app
from bot.app.clock import Clock
from bot.app.working import Tally, service_of
from bot.listener.logs import logger_of
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, DeliveryKind, Outcome
from bot.model.settings import LogSettings, Settings
from bot.performing import Service
from bot.store.database import Database, open_database
from bot.store.judgements import SqlJudgements
from tests.github.builders import PullRequest, World
from tests.github.fake.model import CheckRun
from tests.stories.pull_requests import Desk


@dataclass(frozen=True)
class Turn:
    """A run's turn; `is_over` where something newer has arrived."""

    run: str = "run-1"
    is_over: bool = False

    def __call__(self) -> bool:
        """See ports.Turn."""
        return self.is_over


@dataclass
class Site:
    """The service of one process; `again` makes that of another one over the same database."""

    desk: Desk
    database: Database
    tally: Tally = field(init=False)
    service: Service = field(init=False)
    log: io.StringIO = field(default_factory=io.StringIO)

    def __post_init__(self) -> None:
        self.again()

    def again(self) -> None:
        """A process that begins anew."""
        settings = self.settings
        self.tally = Tally(settings)
        log = logger_of(LogSettings("debug", "json"), self.log)
        self.service = service_of(settings, self.database, self.tally, log, self.clock)

    @property
    def clock(self) -> Clock:
        """The story's time, in which sleep takes none of ours."""
        return Clock(self.world.clock.now, lambda seconds: self.world.clock.advance(-int(-seconds // 1)))

    @property
    def settings(self) -> Settings:
        """The configuration, read anew."""
        return app.load_settings(str(self.desk.folder / "config.yaml"))

    @property
    def world(self) -> World:
        """The GitHub."""
        return self.desk.world

    @property
    def judgements(self) -> SqlJudgements:
        """What people made of findings."""
        return SqlJudgements(self.database)

    def run(self, pr: PullRequest, *arrived: Delivery, turn: Turn = Turn()) -> Outcome:
        """Carry a run out for what arrived, or because something was said."""
        return self.service.perform(change(pr), arrived or [event(pr)], turn)

    def lines(self) -> list[dict[str, object]]:
        """What was logged, each line as its values."""
        return [json.loads(line) for line in self.log.getvalue().splitlines()]

    def checks(self, commit: str) -> Sequence[tuple[object, object]]:
        """Status and conclusion of our check runs on a commit, oldest first."""
        found: list[CheckRun] = [one for one in self.desk.repo.model.checks if one.head_sha == commit]
        return [(one.given["status"], one.given["conclusion"]) for one in found if one.name == "metareview"]


def change(pr: PullRequest) -> ChangeRef:
    """How the configuration names a pull request."""
    return ChangeRef.parse(f"github:{pr.ref}")


def event(pr: PullRequest, **body: object) -> Delivery:
    """Something happened on a pull request."""
    return Delivery(f"github:event-{len(body)}", change(pr), DeliveryKind.EVENT, bool(body), body)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A service as an App."""
    database = open_database(f"sqlite:///{tmp_path}/metareview.db")
    with World(tmp_path) as world:
        desk = Desk(world, tmp_path)
        desk.as_app()
        yield Site(desk, database)
    database.close()
