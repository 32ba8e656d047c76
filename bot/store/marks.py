"""How far something was followed, remembered over the lives of processes."""

from dataclasses import dataclass

import sqlalchemy as sa

from bot.store.database import Database
from bot.store.tables import CHORE
from bot.store.values import insert


@dataclass(frozen=True, slots=True)
class SqlMarks:
    """Moments by name, in seconds since the epoch; every method raises Unreachable where the database does not answer."""

    database: Database

    def at(self, name: str) -> float | None:
        """Up to when something was followed; None where it never was."""
        with self.database.begin() as tx:
            return tx.scalar(sa.select(CHORE.c.at).where(CHORE.c.name == name))

    def move(self, name: str, at: float) -> None:
        """It was followed up to then."""
        with self.database.begin() as tx:
            row = insert(tx, CHORE).values(name=name, at=at)
            tx.execute(row.on_conflict_do_update(index_elements=["name"], set_={"at": at}))
