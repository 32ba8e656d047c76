"""What happened on a forge while nobody told us: changes that were touched after we last dealt with them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from structlog.typing import FilteringBoundLogger

from bot import app
from bot.app.clock import MACHINE, Clock
from bot.app.forges import is_ignored
from bot.config.changes import is_left_out
from bot.errors import Refused
from bot.forges.gerrit.recent import Watch as GerritWatch
from bot.forges.gerrit.shared import Shared as GerritShared
from bot.forges.github.recent import Watch
from bot.forges.github.shared import Shared
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, DeliveryKind, RunRecord, RunState
from bot.model.forge import Touched
from bot.model.secrets import cut_secrets
from bot.model.settings import GerritSettings, GitHubSettings, Settings
from bot.ports import Store
from bot.store.marks import SqlMarks

OVERLAP = 300.0
"""Seconds that each look reaches back beyond the one before: two clocks differ, and lists lag behind."""

_OWN = 5.0
"""Seconds after a run within which a change is taken for touched by it."""

_APART = 30.0
"""Seconds by which the clocks of a Gerrit and of our database may differ."""

_RUNS = 10
_KNOWN = 1000
"""The last runs that tell which repositories a token is good for, besides those that the configuration names."""


Wants = Callable[[str], bool]
"""Whether a project's changes are ours to judge."""

Skipped = Callable[[str, str], object]
"""Hears of what could not be asked, and why."""


@dataclass(frozen=True, slots=True)
class Source:
    """A forge that can be asked what was touched since a moment.

    `settled`: up to which moment a run that judged a change has dealt with it.
    """

    name: str
    recent: Callable[[float, Wants, Skipped], Iterator[Touched]]
    settled: Callable[[RunRecord], float]


class Poll:
    """Asks one forge; one `ask` at a time."""

    def __init__(
        self,
        settings: Settings,
        source: Source,
        known: tuple[Store, SqlMarks],
        log: FilteringBoundLogger,
        clock: Clock = MACHINE,
    ) -> None:
        """`known`: the runs so far, and up to when we looked last."""
        self._settings, self._source, self._log, self._clock = settings, source, log, clock
        self._store, self._marks = known

    def ask(self) -> Iterator[Delivery]:
        """A delivery for each change that was touched since we last looked, and since we last judged it.

        The moment of this look counts as soon as all of them were taken. Raises what the forge and the database raise.
        """
        name, now = f"polled {self._source.name}", self._clock.now()
        mark = self._marks.at(name)
        since = (now - self._settings.runs.poll_seconds if mark is None else min(mark, now)) - OVERLAP
        seen = found = 0
        for one in self._source.recent(since, self._wants, self._skipped):
            seen += 1
            runs = self._store.runs(one.change, None, _RUNS)
            if self._is_new(one, runs):
                found += 1
                yield Delivery(_id(one, runs), one.change, DeliveryKind.POLL)
        self._marks.move(name, now)
        self._say("poll", forge=self._source.name, touched=seen, found=found)

    def _is_new(self, one: Touched, runs: Sequence[RunRecord]) -> bool:
        """Whether a change was touched after its last run that judged it, or shows another head; `runs`: newest first."""
        if is_ignored(self._settings, one.change):
            return False
        for run in runs:
            if run.state in (RunState.RUNNING, RunState.WAITING) and one.updated_at <= run.started_at:
                return False
            if run.state is RunState.DONE and run.revision is not None:
                return run.revision != one.head or one.updated_at > self._source.settled(run)
        return True

    def _wants(self, project: str) -> bool:
        return _is_project(self._source.name, project) and not is_left_out(self._settings, self._source.name, project)

    def _skipped(self, what: str, why: str) -> None:
        self._say("left out of the poll", forge=self._source.name, what=what, why=cut_secrets(why))

    def _say(self, event: str, **facts: object) -> None:
        with suppress(OSError, ValueError):  # a log that is full or closed ends no look
            self._log.info(event, **facts)


def github_source(settings: Settings, forge: GitHubSettings, store: Store, shared: Shared, clock: Clock) -> Source:
    """A GitHub. Missed are words that were said while a run was under way that had read the change already, and whose
    event was lost: our own edit touches a pull request too."""
    watch = Watch(forge, shared, clock.now, clock.sleep)

    def recent(since: float, wants: Wants, skipped: Skipped) -> Iterator[Touched]:
        secret = app.secrets().first(forge.token if forge.app_id is None else forge.private_key)
        return watch.recent(secret, since, _named(settings, forge.name, store), wants, skipped)

    return Source(forge.name, recent, lambda run: (run.ended_at or run.started_at) + _OWN)


def gerrit_source(forge: GerritSettings, shared: GerritShared, clock: Clock) -> Source:
    """A Gerrit. A change that was touched while it was judged is judged once more: that may have been our own message, or a
    word whose event was lost."""
    watch = GerritWatch(forge, shared, clock.sleep)

    def recent(since: float, wants: Wants, skipped: Skipped) -> Iterator[Touched]:
        del wants, skipped  # one query asks for everything, and a list costs the same with and without it
        return watch.recent(app.secrets().first(forge.password), since)

    return Source(forge.name, recent, lambda run: run.started_at - _APART)


def _named(settings: Settings, forge: str, store: Store) -> Sequence[str]:
    """The repositories of a token: those that the configuration names whole, and those on which we ran of late."""
    start = f"{forge}:"
    rules = [one.match for one in settings.changes if not one.ignore]
    named = [one.removeprefix(start).partition("#")[0] for one in rules if one.startswith(start)]
    named = [one for one in named if _is_project(forge, one)]
    ran = [run.change for run in store.runs(None, None, _KNOWN)]
    named += [change.project for change in ran if change.forge == forge]
    return list(dict.fromkeys(one.lower() for one in named))


def _id(one: Touched, runs: Sequence[RunRecord]) -> str:
    """The same for the same touch; where the last run failed, another one, so that what it left is tried once more."""
    failed = f"/{runs[0].id}" if runs and runs[0].state is RunState.FAILED else ""
    return f"{one.change.forge}:poll:{one.change.place}@{one.updated}/{one.head[:40]}{failed}"


def _is_project(forge: str, name: str) -> bool:
    """Whether this is the name of one repository."""
    try:
        ChangeRef(forge, name, 1)
    except Refused:
        return False
    return True
