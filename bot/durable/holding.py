"""The strict lock of a change: one workflow may work on it, until it lets go or is dead."""

from collections.abc import Callable

import sqlalchemy as sa

from bot.store.tables import HOLDER
from bot.store.values import insert

_H = HOLDER.c


def hold(tx: sa.Connection, change: str, workflow: str, lives: Callable[[sa.Connection, str], bool]) -> bool:
    """Take the lock of a change; False where another workflow has it and lives."""
    tx.execute(insert(tx, HOLDER).values(change=change, workflow=workflow).on_conflict_do_nothing())
    holding = tx.scalar(sa.select(_H.workflow).where(_H.change == change).with_for_update())
    if holding != workflow:
        if holding is not None and lives(tx, holding):
            return False
        taken = insert(tx, HOLDER).values(change=change, workflow=workflow)
        tx.execute(taken.on_conflict_do_update(index_elements=["change"], set_={"workflow": workflow}))
    return True


def let_go(tx: sa.Connection, change: str, workflow: str) -> None:
    """Give the lock back, where it is still ours."""
    tx.execute(HOLDER.delete().where(_H.change == change, _H.workflow == workflow))
