"""What is known of runs, submissions and reports, for those who ask."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from bot.model.change_ref import ChangeRef
from bot.model.delivery import RunRecord, RunState, Submission
from bot.ports import Store
from bot.store.database import Database
from bot.store.tables import DELIVERY, REPORT, RUN
from bot.store.values import RUN_COLUMNS, plain, run_of


@dataclass(frozen=True, slots=True)
class SqlStore:
    """Implements `ports.Store`; every method raises Unreachable where the database does not answer."""

    database: Database

    def runs(self, change: ChangeRef | None, state: RunState | None, limit: int = 100) -> Sequence[RunRecord]:
        """The last runs, newest first; of one change and in one state where these are named."""
        wanted = sa.select(*RUN_COLUMNS).order_by(RUN.c.started.desc(), RUN.c.id.desc()).limit(max(0, limit))
        if change is not None:
            wanted = wanted.where(RUN.c.change == str(change))
        if state is not None:
            wanted = wanted.where(RUN.c.state == state.value)
        with self.database.begin() as tx:
            return tuple(map(run_of, tx.execute(wanted)))

    def run(self, id: str) -> RunRecord | None:
        """One run."""
        with self.database.begin() as tx:
            row = tx.execute(sa.select(*RUN_COLUMNS).where(RUN.c.id == plain(id))).first()
        return None if row is None else run_of(row)

    def submission(self, id: str) -> Submission | None:
        """What became of something that came over the API. The run that answered it long ago may be forgotten."""
        wanted = sa.select(DELIVERY.c.change, DELIVERY.c.run, RUN.c.state).outerjoin(RUN, RUN.c.id == DELIVERY.c.run)
        with self.database.begin() as tx:
            row = tx.execute(wanted.where(DELIVERY.c.id == plain(id))).first()
        if row is None:
            return None
        known = RunState.WAITING if row.run is None else RunState.DONE
        return Submission(id, ChangeRef.parse(row.change), RunState(row.state) if row.state else known, row.run)

    def report(self, change: ChangeRef) -> str | None:
        """The last report of a change, as its JSON document."""
        with self.database.begin() as tx:
            return tx.scalar(sa.select(REPORT.c.document).where(REPORT.c.change == str(change)))


_: type[Store] = SqlStore
