"""What we say to people on a real Gerrit."""

import pytest

from bot.model.command import Reaction
from tests.forges.gerrit.connecting import KEY, LINE, answer, connected, ours, ref_of
from tests.gerrit.shared import newest_only
from tests.gerrit.world import Site
from tests.github.proxy import Fault, FaultProxy, broken, cut, truncated

pytestmark = pytest.mark.slow

REPLY = f"<!-- metareview-reply:{KEY} 0123 -->"


def test_say(gerrit: Site) -> None:
    """
    A reply is said once, answers the message that it is for, and is neither our answer nor told as anybody's words.
    """
    change = gerrit.project({"a.py": "one\n"}).push({"a.py": "two\n"})
    typed = change.say(by=gerrit.human("rita"), text="/metareview help")
    forge, ref = connected(gerrit), ref_of(change)

    urls = {one.say(ref, "Commands: …\n", REPLY, typed) for one in (forge, forge, connected(gerrit))}

    assert len(urls) == 1
    assert ours(change) == ["Commands: …"]
    assert forge.ours(ref) is None
    state = forge.state(ref)
    assert ([one.body for one in state.messages], state.answered) == (["/metareview help"], frozenset({typed}))


@newest_only
@pytest.mark.parametrize(
    "fault", [cut(), cut(after=True), broken(503, after=True), truncated()], ids=lambda one: one.name
)
def test_say_with_faults(gerrit: Site, fault: Fault) -> None:
    """
    Whatever happens to the write, before or after Gerrit applied it, the reply stands once in the end.
    """
    change = gerrit.project({"a.py": "one\n"}).push({"a.py": "two\n"})
    with FaultProxy(gerrit.url) as proxy:
        proxy.on(fault, "POST", "/review$")
        url = connected(gerrit, url=proxy.url).say(ref_of(change), "hello", REPLY, "m1")

    assert url is not None
    assert ours(change) == ["hello"]


@newest_only
def test_say_our_marker(gerrit: Site) -> None:
    """
    A reply that quotes the hidden line of an answer is not taken for one, and an answer stands beside it.
    """
    change = gerrit.project({"a.py": "one\n"}).push({"a.py": "two\n"})
    forge, ref = connected(gerrit), ref_of(change)

    forge.say(ref, f"You wrote {LINE}", REPLY)
    assert forge.ours(ref) is None
    forge.publish(ref, answer(change))

    standing = forge.ours(ref)
    assert standing is not None
    assert standing.body == f"1 confirmed\n\n{LINE}"
    assert forge.react(ref, "x", Reaction.SEEN) is False
