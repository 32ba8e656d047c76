"""What people decided, and the reviews that were sent to us, on both databases."""

import pytest

from bot.model.change_ref import ChangeRef
from bot.model.delivery import Decision, DecisionKind, Delivery, DeliveryKind
from bot.store import deliveries
from bot.store.database import Database
from bot.store.memory import SqlMemory

CHANGE = ChangeRef("forge", "acme/shop", 12)
OTHER = ChangeRef("forge", "acme/shop", 13)


@pytest.fixture
def memory(database: Database) -> SqlMemory:
    """An empty memory."""
    return SqlMemory(database)


def test_decisions(memory: SqlMemory) -> None:
    """
    Of each finding the last decision holds; repeating one changes nothing, and other changes have their own.
    """
    dismissed = Decision("f1", DecisionKind.DISMISSED, "ann", "it's wanted \0")
    restored = Decision("f1", DecisionKind.RESTORED, "bob")
    second = Decision("f2", DecisionKind.DISMISSED, "ann")

    memory.decide(CHANGE, second)
    memory.decide(CHANGE, dismissed)
    memory.decide(CHANGE, dismissed)
    assert memory.decisions(CHANGE)["f1"].reason == "it's wanted \ufffd"
    memory.decide(CHANGE, restored)

    assert list(memory.decisions(CHANGE).items()) == [("f1", restored), ("f2", second)]
    assert memory.decisions(OTHER) == {}


def test_pause(memory: SqlMemory) -> None:
    """
    A change is silent from the first pause until somebody lets us speak again.
    """
    assert not memory.is_paused(CHANGE)
    memory.pause(CHANGE, "ann")
    memory.pause(CHANGE, "bob")
    assert memory.is_paused(CHANGE)
    assert not memory.is_paused(OTHER)

    memory.pause(CHANGE, None)
    memory.pause(CHANGE, None)

    assert not memory.is_paused(CHANGE)


def test_reviews(memory: SqlMemory) -> None:
    """
    Reviews come oldest first; of a reviewer's external id the last counts, and nothing but reviews of the change is told.
    """
    sent = [
        ("a", CHANGE, {"reviewer": "x", "external_id": "1", "body": "old"}),
        ("b", CHANGE, {"reviewer": "x", "body": "without id"}),
        ("c", CHANGE, {"reviewer": "y", "external_id": "1", "body": "of another"}),
        ("d", CHANGE, {"reviewer": "x", "external_id": "1", "body": "new"}),
        ("e", CHANGE, {"reviewer": "x", "body": "without id"}),
        ("f", OTHER, {"reviewer": "x", "body": "elsewhere"}),
    ]
    for id, change, body in sent:
        with memory.database.begin() as tx:
            deliveries.add(tx, Delivery(id, change, DeliveryKind.REVIEW, body=body))
    with memory.database.begin() as tx:
        deliveries.add(tx, Delivery("g", CHANGE, DeliveryKind.EVENT, body={"body": "no review"}))

    bodies = [one["body"] for one in memory.reviews(CHANGE)]

    assert bodies == ["without id", "of another", "new", "without id"]
