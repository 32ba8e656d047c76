"""A delivery is kept together with what will wake its change, or neither is."""

import sqlalchemy as sa

from bot.durable.names import wake_of
from bot.durable.plan import Plan, WakeUp
from bot.model.delivery import Delivery
from bot.store import deliveries


def keep(tx: sa.Connection, plan: Plan, delivery: Delivery) -> bool:
    """Keep a delivery; False where it was kept before. Raises Refused where the configuration has no such forge.

    The oldest delivery that waits on a change keeps a wake-up alive for all that follow it, so that a burst is one piece
    of work for the engine and not hundreds; what is urgent has one of its own.
    """
    timing = plan.timing(delivery.change.forge)
    change = str(delivery.change)
    deliveries.guard(tx, change)
    if not deliveries.add(tx, delivery):
        return False
    waiting = deliveries.waiting(tx, change, timing)
    if waiting is not None and (delivery.is_urgent or waiting.count == 1):
        plan.wake(tx, WakeUp(wake_of(delivery.id), change, 0 if delivery.is_urgent else waiting.seconds))
    return True
