"""Accounts as Gerrit shows them."""

import pytest

from bot.forges.gerrit.people import person
from bot.model.forge import Person


@pytest.mark.parametrize(
    ("account", "found"),
    [
        ({"_account_id": 1, "username": "bob", "email": "b@x", "name": "Bob"}, Person("bob", "1")),
        ({"_account_id": 1, "username": None, "email": "b@x", "name": "Bob"}, Person("b@x", "1")),
        ({"_account_id": 1, "name": "bob"}, Person("bob (1)", "1")),
        ({"_account_id": 1}, Person("(1)", "1")),
        ({"_account_id": 1, "username": "zuul", "tags": ["SERVICE_USER"]}, Person("zuul", "1", True)),
        ({"_account_id": 1, "username": "zuul", "tags": None}, Person("zuul", "1")),
        ({"username": "bob"}, Person("nobody", "")),
        (None, Person("nobody", "")),
    ],
)
def test_person(account: object, found: Person) -> None:
    """
    Somebody is called by username, else address, else name with the number behind it; the number tells them apart.
    """
    assert person(account) == found
