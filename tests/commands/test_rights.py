"""Tests of who may give which command."""

import pytest

from bot.commands.rights import RUN_SECONDS, allowed, is_heard
from bot.model.command import Asker, Command, Verb
from bot.model.forge import Message, MessageKind, Person

OPEN = {Verb.RECHECK, Verb.HELP, Verb.EXPLAIN}
STRANGER, AUTHOR, MEMBER = Asker("rita"), Asker("anna", is_author=True), Asker("mia", is_member=True)
WRITER = Asker("dave", may_write=True)


@pytest.mark.parametrize(
    ("kind", "asker", "may"),
    [
        ("github", WRITER, set(Verb)),
        ("github", AUTHOR, OPEN),
        ("github", STRANGER, set()),
        ("github", MEMBER, set()),
        ("gerrit", STRANGER, OPEN),
        ("gerrit", WRITER, OPEN),
        ("gerrit", AUTHOR, set(Verb)),
        ("gerrit", MEMBER, set(Verb)),
        ("local", WRITER, set()),
        ("somewhere", WRITER, set()),
    ],
)
def test_allowed(kind: str, asker: Asker, may: set[Verb]) -> None:
    """
    Everybody has exactly the commands that their part in the change gives them on this kind of forge.
    """
    assert {verb for verb in Verb if allowed(Command(verb), asker, kind) is None} == may


@pytest.mark.parametrize("kind", ["github", "gerrit", "local"])
@pytest.mark.parametrize("verb", Verb)
def test_refusal(kind: str, verb: Verb) -> None:
    """
    A refusal is one sentence.
    """
    refusal = allowed(Command(verb), STRANGER, kind, seconds_since_run=1)

    assert refusal is None or (refusal.sentence.endswith(".") and refusal.sentence.count(". ") == 0)


@pytest.mark.parametrize(
    ("asker", "verb", "since", "is_refused"),
    [
        (STRANGER, Verb.RECHECK, None, False),
        (STRANGER, Verb.RECHECK, 0.0, True),
        (STRANGER, Verb.RECHECK, RUN_SECONDS - 0.1, True),
        (STRANGER, Verb.RECHECK, float(RUN_SECONDS), False),
        (STRANGER, Verb.HELP, 0.0, False),
        (STRANGER, Verb.EXPLAIN, 0.0, False),
        (AUTHOR, Verb.RECHECK, 0.0, False),
        (MEMBER, Verb.RECHECK, 0.0, False),
    ],
)
def test_rate(asker: Asker, verb: Verb, since: float | None, is_refused: bool) -> None:
    """
    Who may ask only because anybody may has one run in five minutes, and help as often as wanted.
    """
    assert (allowed(Command(verb), asker, "gerrit", seconds_since_run=since) is not None) is is_refused


def test_rate_on_github() -> None:
    """
    On GitHub, where not anybody may ask, nobody has to wait.
    """
    assert allowed(Command(Verb.RECHECK), AUTHOR, "github", seconds_since_run=0.0) is None


@pytest.mark.parametrize(
    ("author", "body", "is_ours"),
    [
        (Person("anna", "1"), "/recheck-review", True),
        (Person("anna", "1"), "<!-- metareview:k1 x -->\n/recheck-review", True),
        (Person("bot", "2", is_bot=True), "/recheck-review", False),
        (Person("us", "9"), "/recheck-review", True),
        (Person("us", "9"), "/recheck-review\n<!-- metareview:k1 x -->", False),
        (Person("us", "9"), "/recheck-review\n<!-- metareview-reply:k1 x -->", False),
        (Person("ghost", ""), "/recheck-review", False),
    ],
)
def test_heard(author: Person, body: str, is_ours: bool) -> None:
    """
    Bots, deleted accounts and our own texts give no commands; a person may, also with the account that we share.
    """
    said = Message("comment-1", MessageKind.COMMENT, author, body)

    assert is_heard(said, Person("us", "9"), ("<!-- metareview:k1 ", "<!-- metareview-reply:k1 ")) is is_ours
