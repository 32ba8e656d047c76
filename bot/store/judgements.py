"""What people made of findings, of which each bot's record is counted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from bot.model.record import HumanOutcome, Told
from bot.ports import Judgements
from bot.store.database import Database
from bot.store.tables import JUDGEMENT, db_now
from bot.store.values import insert, plain

MOST = 10_000
"""Outcomes that are read: what people thought before those says little of a bot as it is now."""

_KEY = ["reviewer", "change", "finding"]


@dataclass(frozen=True, slots=True)
class SqlJudgements:
    """Implements `ports.Judgements`; every method raises Unreachable where the database does not answer."""

    database: Database

    def keep(self, told: Collection[Told]) -> None:
        """Remember outcomes. Of one finding the last decision holds; that it was mended only where nothing was decided."""
        ours = sorted((one for one in told if not one.is_person), key=lambda one: (one.reviewer, one.finding))
        if not ours:
            return
        with self.database.begin() as tx:
            for one in ours:
                self._keep(tx, one)

    def told(self) -> Sequence[Told]:
        """The newest outcomes, one for each bot and finding, at most 10,000."""
        j = JUDGEMENT.c
        newest = sa.select(j.reviewer, j.change, j.finding, j.outcome)
        with self.database.begin() as tx:
            rows = tx.execute(newest.order_by(j.at.desc(), *(j[name] for name in _KEY)).limit(MOST)).all()
        return tuple(Told(*row[:3], HumanOutcome(row[3])) for row in rows)

    def _keep(self, tx: sa.Connection, one: Told) -> None:
        named = {"reviewer": plain(one.reviewer), "change": one.change, "finding": plain(one.finding)}
        said = {"outcome": one.outcome.value, "at": db_now()}
        row = insert(tx, JUDGEMENT).values(**named, **said)
        if one.outcome is HumanOutcome.MENDED:
            tx.execute(row.on_conflict_do_nothing())
            return
        is_other = JUDGEMENT.c.outcome != one.outcome.value
        tx.execute(row.on_conflict_do_update(index_elements=_KEY, set_=said, where=is_other))


_: type[Judgements] = SqlJudgements
