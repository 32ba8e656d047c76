"""What the runs of a service are made of, and what they have in common while the process lives."""

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from threading import Lock

from structlog.typing import FilteringBoundLogger

from bot.app.clock import MACHINE, Clock
from bot.app.forges import is_ignored, site_for
from bot.app.polling import Poll, Source, gerrit_source, github_source
from bot.consolidation.record import tallied
from bot.forges.gerrit.forge import GerritForge
from bot.forges.gerrit.shared import Shared as GerritShared
from bot.forges.github.forge import GitHubForge
from bot.forges.github.shared import Shared
from bot.journal import Journal
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, RunState
from bot.model.review import ProposedReview
from bot.model.settings import GerritSettings, GitHubSettings, LocalSettings, Settings
from bot.obeying import Books
from bot.parser.formats import proposed_review
from bot.performing import Service
from bot.ports import Checks, Talk
from bot.runs import Run, Site
from bot.store.database import Database
from bot.store.judgements import SqlJudgements
from bot.store.marks import SqlMarks
from bot.store.memory import SqlMemory
from bot.store.views import SqlStore

_RUNS = 10


class Tally:
    """What the runs of this process have counted, and what they share of each forge."""

    def __init__(self, settings: Settings) -> None:
        self._lock = Lock()
        self._verdicts: dict[tuple[str, str], float] = {}
        forges = settings.forges
        self.githubs = {one.name: Shared(os.environ) for one in forges if isinstance(one, GitHubSettings)}
        self.gerrits = {one.name: GerritShared(os.environ) for one in forges if isinstance(one, GerritSettings)}

    @property
    def shared(self) -> Mapping[str, Shared | GerritShared]:
        """All that is shared, by forge."""
        return {**self.githubs, **self.gerrits}

    def told(self, run: Run) -> None:
        """Count the findings of an answer that was published."""
        with self._lock:
            for finding in run.report.findings:
                key = finding.kind, finding.verdict.value
                self._verdicts[key] = self._verdicts.get(key, 0) + 1

    def verdicts(self) -> Mapping[tuple[str, str], float]:
        """Findings told so far, by kind and verdict."""
        with self._lock:
            return dict(self._verdicts)

    def calls(self) -> Mapping[str, float]:
        """Requests so far, by forge."""
        return {name: one.calls for name, one in self.shared.items()}

    def remaining(self, now: float) -> Mapping[str, float]:
        """What is left of the tightest rate limit, by forge, where that is known."""
        left = {name: one.remaining(now) for name, one in self.shared.items()}
        return {name: count for name, count in left.items() if count is not None}


def service_of(
    settings: Settings, database: Database, tally: Tally, log: FilteringBoundLogger, clock: Clock = MACHINE
) -> Service:
    """Everything that carries runs out."""
    memory, judgements = SqlMemory(database), SqlJudgements(database)

    def site_of(change: ChangeRef) -> Site | None:
        if is_ignored(settings, change):
            return None
        site = site_for(settings, change, clock, tally.shared)
        records = tallied(judgements.told())
        return replace(site, commands=True, memory=memory, records=records, read_review=_sent_review)

    def say(event: str, facts: Mapping[str, object]) -> None:
        with suppress(OSError, ValueError):  # a log that is full or closed ends no run
            log.info(event, **facts)

    books = Books(memory, judgements, _since_run(SqlStore(database), clock))
    return Service(site_of, _talk, _checks, books, Journal(say, clock.ticks, tally.told))


def _since_run(store: SqlStore, clock: Clock) -> Callable[[ChangeRef], float | None]:
    """Tells how long ago a change was last judged."""

    def since(change: ChangeRef) -> float | None:
        done = store.runs(change, RunState.DONE, _RUNS)
        judged = (run for run in done if run.revision is not None)
        last = next(judged, None)
        return None if last is None else clock.now() - (last.ended_at or last.started_at)

    return since


def poll_of(
    settings: Settings, database: Database, tally: Tally, log: FilteringBoundLogger, clock: Clock = MACHINE
) -> Callable[[str], Iterable[Delivery]]:
    """Asks a forge of the configuration what happened of late; those that can't be asked tell nothing."""
    known = SqlStore(database), SqlMarks(database)
    store, _ = known
    sources: list[Source] = []
    for one in settings.forges:
        match one:
            case GitHubSettings():
                sources.append(github_source(settings, one, store, tally.githubs[one.name], clock))
            case GerritSettings():
                sources.append(gerrit_source(one, tally.gerrits[one.name], clock))
            case LocalSettings():
                pass
    polls = {one.name: Poll(settings, one, known, log, clock) for one in sources}
    return lambda forge: polls[forge].ask() if forge in polls else ()


def _checks(site: Site) -> Checks | None:
    return site.forge if isinstance(site.forge, GitHubForge) else None


def _talk(site: Site) -> Talk | None:
    return site.forge if isinstance(site.forge, GitHubForge | GerritForge) else None


def _sent_review(body: Mapping[str, object]) -> Sequence[ProposedReview]:
    return proposed_review.read("submitted", "", json.dumps(body))
