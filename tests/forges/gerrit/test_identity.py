"""Who we are at a Gerrit."""

import pytest

from bot.forges.gerrit.identity import our_login
from bot.forges.gerrit.shared import Shared
from bot.model.secret import Secret
from bot.model.settings import GerritSettings
from tests.forges.gerrit.stub import Said, Stub, json


@pytest.mark.parametrize(
    ("said", "login"),
    [
        (json('{"_account_id": 7, "username": "metareview"}'), "metareview"),
        (json("{}"), None),
        (Said(401, b"Unauthorized"), None),
        (Said(503), None),
    ],
)
def test_our_login(stub: Stub, said: Said, login: str | None) -> None:
    """
    Our login is what Gerrit says, and unknown where it says nothing, soon.
    """
    stub.answers = [said]

    assert our_login(GerritSettings("g", stub.url, "me", ()), Secret("x"), stub.slept.append) == login
    assert sum(stub.slept) <= 5


def test_no_way() -> None:
    """
    Where there is no way to a Gerrit, it is not known.
    """
    settings = GerritSettings("g", "https://gerrit.example.com", "me", ())

    assert our_login(settings, Secret("x"), lambda _: None, Shared({"SSL_CERT_FILE": "/no/such/file"})) is None
