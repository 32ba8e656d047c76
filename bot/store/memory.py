"""What people decided about a change, and the reviews of it that were sent to us."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from bot.model.change_ref import ChangeRef
from bot.model.delivery import Decision, DecisionKind, DeliveryKind
from bot.ports import Memory
from bot.store.database import Database
from bot.store.tables import DECISION, DELIVERY, PAUSE, db_now
from bot.store.values import insert, plain


@dataclass(frozen=True, slots=True)
class SqlMemory:
    """Implements `ports.Memory`; every method raises Unreachable where the database does not answer."""

    database: Database

    def decisions(self, change: ChangeRef) -> Mapping[str, Decision]:
        """The decision that holds for each finding, in order of finding."""
        d = DECISION.c
        wanted = sa.select(d.finding, d.kind, d.by, d.reason).where(d.change == str(change)).order_by(d.finding)
        with self.database.begin() as tx:
            rows = tx.execute(wanted).all()
        return {finding: Decision(finding, DecisionKind(kind), by, reason) for finding, kind, by, reason in rows}

    def decide(self, change: ChangeRef, decision: Decision) -> None:
        """Remember a decision; repeating it changes nothing."""
        said = {"kind": decision.kind.value, "by": plain(decision.by), "reason": plain(decision.reason), "at": db_now()}
        with self.database.begin() as tx:
            row = insert(tx, DECISION).values(change=str(change), finding=plain(decision.finding), **said)
            tx.execute(row.on_conflict_do_update(index_elements=["change", "finding"], set_=said))

    def is_paused(self, change: ChangeRef) -> bool:
        """Whether somebody asked for silence on this change."""
        with self.database.begin() as tx:
            return tx.scalar(sa.select(PAUSE.c.by).where(PAUSE.c.change == str(change))) is not None

    def pause(self, change: ChangeRef, by: str | None) -> None:
        """Keep silent on a change from now on; with nobody in `by`, speak again."""
        with self.database.begin() as tx:
            if by is None:
                tx.execute(PAUSE.delete().where(PAUSE.c.change == str(change)))
                return
            row = insert(tx, PAUSE).values(change=str(change), by=plain(by), at=db_now())
            tx.execute(row.on_conflict_do_nothing())

    def reviews(self, change: ChangeRef) -> Sequence[Mapping[str, object]]:
        """The bodies of the reviews of this change that were sent to us, oldest first; of each external id the last."""
        d = DELIVERY.c
        of_change = sa.select(d.id, d.body).where(d.change == str(change), d.kind == DeliveryKind.REVIEW.value)
        with self.database.begin() as tx:
            rows = tx.execute(of_change.order_by(d.at, d.id)).all()
        last: dict[tuple[str, ...], Mapping[str, object]] = {}
        for id, text in rows:
            body = json.loads(text)
            key = _key(body, id)
            last.pop(key, None)
            last[key] = body
        return tuple(last.values())


def _key(body: Mapping[str, object], id: str) -> tuple[str, ...]:
    """What a later review replaces: of the same reviewer the same external id; without one, nothing."""
    external = body.get("external_id")
    return (str(body.get("reviewer")), external) if isinstance(external, str) else (id,)


_: type[Memory] = SqlMemory
