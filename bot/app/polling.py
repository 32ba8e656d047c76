"""What happened on a forge while nobody told us: changes that were touched after we last dealt with them."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from structlog.typing import FilteringBoundLogger

from bot import app
from bot.app.clock import MACHINE, Clock
from bot.app.forges import is_ignored
from bot.config.changes import is_left_out
from bot.errors import Refused
from bot.forges.github.recent import Recent, Watch
from bot.forges.github.shared import Shared
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, DeliveryKind, RunState
from bot.model.secret import Secret
from bot.model.secrets import cut_secrets
from bot.model.settings import GitHubSettings, Settings
from bot.ports import Store
from bot.store.marks import SqlMarks

OVERLAP = 300.0
"""Seconds that each look reaches back beyond the one before: two clocks differ, and lists lag behind."""

_OWN = 5.0
"""Seconds after a run within which a change is taken for touched by it."""

_RUNS = 10
_KNOWN = 1000
"""The last runs that tell which repositories a token is good for, besides those that the configuration names."""


class Poll:
    """Asks one GitHub; one `ask` at a time.

    What it misses: words that were said while a run was under way that had read the change already, and whose event was lost.
    """

    def __init__(
        self,
        settings: Settings,
        forge: GitHubSettings,
        known: tuple[Store, SqlMarks],
        shared: Shared,
        log: FilteringBoundLogger,
        clock: Clock = MACHINE,
    ) -> None:
        """`known`: the runs so far, and up to when we looked last."""
        self._settings, self._forge, self._log, self._clock = settings, forge, log, clock
        self._store, self._marks = known
        self._watch = Watch(forge, shared, clock.now, clock.sleep)

    def ask(self) -> Iterator[Delivery]:
        """A delivery for each change that was touched since we last looked, and since we last judged it.

        The moment of this look counts as soon as all of them were taken. Raises what the forge and the database raise.
        """
        name, now = f"polled {self._forge.name}", self._clock.now()
        mark = self._marks.at(name)
        since = (now - self._settings.runs.poll_seconds if mark is None else min(mark, now)) - OVERLAP
        seen = found = 0
        for one in self._watch.recent(self._secret(), since, self._named(), self._wants, self._skipped):
            seen += 1
            if self._is_new(one):
                found += 1
                yield Delivery(_id(one), one.change, DeliveryKind.POLL)
        self._marks.move(name, now)
        self._say("poll", forge=self._forge.name, touched=seen, found=found)

    def _is_new(self, one: Recent) -> bool:
        """Whether a change was touched after its last run that judged it, or shows another head."""
        if is_ignored(self._settings, one.change):
            return False
        for run in self._store.runs(one.change, None, _RUNS):
            if run.state in (RunState.RUNNING, RunState.WAITING) and one.updated_at <= run.started_at:
                return False
            if run.state is RunState.DONE and run.revision is not None:
                return run.revision != one.head or one.updated_at > (run.ended_at or run.started_at) + _OWN
        return True

    def _secret(self) -> Secret:
        forge = self._forge
        return app.secrets().first(forge.token if forge.app_id is None else forge.private_key)

    def _named(self) -> Sequence[str]:
        """The repositories of a token: those that the configuration names whole, and those on which we ran of late."""
        start = f"{self._forge.name}:"
        rules = [one.match for one in self._settings.changes if not one.ignore]
        named = [one.removeprefix(start).partition("#")[0] for one in rules if one.startswith(start)]
        named = [one for one in named if _is_project(self._forge.name, one)]
        ran = [run.change for run in self._store.runs(None, None, _KNOWN)]
        named += [change.project for change in ran if change.forge == self._forge.name]
        return list(dict.fromkeys(one.lower() for one in named))

    def _wants(self, project: str) -> bool:
        return _is_project(self._forge.name, project) and not is_left_out(self._settings, self._forge.name, project)

    def _skipped(self, what: str, why: str) -> None:
        self._say("left out of the poll", forge=self._forge.name, what=what, why=cut_secrets(why))

    def _say(self, event: str, **facts: object) -> None:
        with suppress(OSError, ValueError):  # a log that is full or closed ends no look
            self._log.info(event, **facts)


def _id(one: Recent) -> str:
    return f"{one.change.forge}:poll:{one.change.place}@{one.updated}/{one.head[:40]}"


def _is_project(forge: str, name: str) -> bool:
    """Whether this is the name of one repository."""
    try:
        ChangeRef(forge, name, 1)
    except Refused:
        return False
    return True
