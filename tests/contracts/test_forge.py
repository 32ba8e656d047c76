"""What every forge promises, told only in the words of `ports.Forge` and of a driver that moves the world around it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from bot.errors import BotError, Refused, Superseded, Unreachable
from bot.model.change_ref import ChangeRef
from bot.model.forge import Answer, ChangeState, Message, MessageKind
from bot.model.review import SourceState
from tests.contracts.forges.driver import AUTHOR, BOT, MARKER, NOBODY, PERSON, READER, WRITER, Driver
from tests.contracts.forges.gerrit import GerritDriver
from tests.contracts.forges.github import GitHubDriver
from tests.contracts.forges.local import LocalDriver
from tests.gerrit.server import VERSIONS

Make = Callable[[Path, ExitStack, pytest.FixtureRequest], Driver]


def gerrit(version: str) -> Make:
    """A driver of a real server, which all tests share."""
    return lambda tmp, stack, request: stack.enter_context(
        GerritDriver(tmp, request.getfixturevalue("gerrit_sites")(version))
    )


DRIVERS: dict[str, Make] = {
    "local": lambda tmp, stack, _: LocalDriver(tmp),
    "github-token": lambda tmp, stack, _: stack.enter_context(GitHubDriver(tmp, as_app=False)),
    "github-app": lambda tmp, stack, _: stack.enter_context(GitHubDriver(tmp, as_app=True)),
    **{f"gerrit-{version}": gerrit(version) for version in VERSIONS},
}
SLOW = [f"gerrit-{version}" for version in VERSIONS]

OLD = "".join(f"line {number}\n" for number in range(1, 10))
NEW = OLD.replace("line 3\n", "three\n").replace("line 7\n", "seven\n")
STRANGE = (
    "😀👩‍👩‍👧 ünï\u202edoc\u202c \u200bzero \u2028separator\u2029 ﷽ 𝒳 tab\there\n\n```py\nx = '<b>&amp;</b>' # @dave #1\n```\n"
    "| a | b |\n|---|---|\n\n<details>\n<summary>s</summary>\n\\ `` ` `` \\\n</details>\n"
)


@pytest.fixture(params=[pytest.param(one, marks=pytest.mark.slow if one in SLOW else ()) for one in DRIVERS])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Driver]:
    """A world with one forge."""
    with ExitStack() as stack:
        yield DRIVERS[request.param](tmp_path, stack, request)


@pytest.fixture
def ref(world: Driver) -> ChangeRef:
    """A change of lines 3 and 7 of a file."""
    return world.change({"a.py": OLD}, {"a.py": NEW})


def answer(world: Driver, ref: ChangeRef, words: str = "1 confirmed") -> Answer:
    """An answer for the head that stands now."""
    return answer_for(world.forge.state(ref).head, words)


def answer_for(head: str, words: str) -> Answer:
    """An answer for a head: words, our marker as its last line, and no check run, which few forges have."""
    return Answer(head, f"{words}\n\n<!-- {MARKER} -->", words[:40])


def said(state: ChangeState, *kinds: MessageKind) -> list[Message]:
    """What others said, in these ways or in any."""
    return [one for one in state.messages if one.author != state.me and (not kinds or one.kind in kinds)]


def standing(state: ChangeState) -> list[str]:
    """The texts of others that are not withdrawn."""
    return [one.body for one in said(state) if one.state is not SourceState.WITHDRAWN]


def test_state(world: Driver, ref: ChangeRef) -> None:
    """
    A change shows its reference, title, author, target, and that it is open.
    """
    state = world.forge.state(ref)

    assert (state.ref, state.title, state.target, state.is_open) == (ref, "A change", "main", True)
    assert (state.author.login, state.author.is_bot) == (AUTHOR, False)
    assert (said(state), state.limits) == ([], ())


def test_code(world: Driver, ref: ChangeRef) -> None:
    """
    The place of the code holds head and base, and between them lies exactly what the change changes.
    """
    state = world.forge.state(ref)

    with world.open(ref, state) as code:
        assert [one.path for one in code.changed()] == ["a.py"]
        source = code.read("a.py")
        assert source is not None
        assert source.text == NEW


def test_push(world: Driver, ref: ChangeRef) -> None:
    """
    A new commit moves the head and leaves the base.
    """
    before = world.forge.state(ref)

    head = world.push(ref, {"b.py": "x\n"})

    after = world.forge.state(ref)
    assert before.head != head
    assert (after.head, after.base) == (head, before.base)
    with world.open(ref, after) as code:
        assert [one.path for one in code.changed()] == ["a.py", "b.py"]


def test_replaced(world: Driver, ref: ChangeRef) -> None:
    """
    Commits that take the place of the old ones move the head; what was said of the old ones is still told.
    """
    world.review(ref, BOT, "see", [("a.py", 3, "why?")])
    before = world.forge.state(ref)

    head = world.replace(ref, {"a.py": NEW.replace("three", "drei")})

    after = world.forge.state(ref)
    assert (after.head, after.base) == (head, before.base)
    assert [one.body for one in said(after)] == ["see", "why?"]


def test_closed(world: Driver, ref: ChangeRef) -> None:
    """
    A change that was given up is not open, and still shows what was said.
    """
    world.review(ref, BOT, "see")

    world.close(ref)

    state = world.forge.state(ref)
    assert (state.is_open, standing(state)) == (False, ["see"])


def test_messages(world: Driver, ref: ChangeRef) -> None:
    """
    What was said is told oldest first, with who said it, whether that is a bot, where, and of which revision.
    """
    world.review(ref, BOT, "one", [("a.py", 3, "two"), ("a.py", 7, "three")])
    world.review(ref, PERSON, "four", [("a.py", 3, "five")])

    state = world.forge.state(ref)
    messages = said(state)
    assert [one.body for one in messages] == ["one", "two", "three", "four", "five"]
    assert [(one.author.login, one.author.is_bot) for one in messages] == [(world.can.bot, True)] * 3 + [
        (PERSON, False)
    ] * 2
    assert [(one.kind, one.path, one.line) for one in messages] == [
        (MessageKind.REVIEW, None, None),
        (MessageKind.INLINE, "a.py", 3),
        (MessageKind.INLINE, "a.py", 7),
        (MessageKind.REVIEW, None, None),
        (MessageKind.INLINE, "a.py", 3),
    ]
    assert {one.revision for one in messages} == {state.head}
    assert len({one.id for one in messages}) == 5


def test_group(world: Driver, ref: ChangeRef) -> None:
    """
    Inline messages of one review share a group, of two reviews they don't.
    """
    world.review(ref, BOT, "", [("a.py", 3, "one"), ("a.py", 7, "two")])
    world.review(ref, PERSON, "", [("a.py", 3, "three")])

    one, two, three = said(world.forge.state(ref), MessageKind.INLINE)
    assert one.group is not None
    assert one.group == two.group
    assert three.group not in (None, one.group)


def test_place_after_push(world: Driver, ref: ChangeRef) -> None:
    """
    A message's line is the one that it was about, in the tree of the message's revision, whatever was pushed since.
    """
    world.review(ref, BOT, "", [("a.py", 7, "why seven?")])

    world.push(ref, {"a.py": "first\n" + NEW})

    state = world.forge.state(ref)
    (message,) = said(state, MessageKind.INLINE)
    assert message.revision is not None
    assert message.line is not None
    with world.open(ref, state) as code:
        since = code.since(message.revision)
    added = 1 if message.revision == state.head else 0
    assert message.line == 7 + added
    assert added or since


def test_conversation(world: Driver, ref: ChangeRef) -> None:
    """
    What is said outside of reviews is a comment of its own; where there is no such thing it is a review.
    """
    world.say(ref, BOT, "by the way")

    (message,) = said(world.forge.state(ref))
    assert message.kind is (MessageKind.COMMENT if world.can.converse else MessageKind.REVIEW)
    assert (message.body, message.author.login, message.path) == ("by the way", world.can.bot, None)


def test_edited(world: Driver, ref: ChangeRef) -> None:
    """
    Who edits what they said is read with the new words, and it shows that these are others; elsewhere nobody can edit.
    """
    world.review(ref, BOT, "body", [("a.py", 3, "comment")])
    before = said(world.forge.state(ref))
    if not world.can.revise:
        with pytest.raises(AssertionError):
            world.edit(ref, "comment", "better comment")
        assert said(world.forge.state(ref)) == before
        return

    world.edit(ref, "comment", "better comment")

    after = said(world.forge.state(ref))
    assert [one.body for one in after] == ["body", "better comment"]
    assert [one.id for one in after] == [one.id for one in before]
    assert [old.updated_at == new.updated_at for old, new in zip(before, after, strict=True)] == [True, False]


def test_withdrawn(world: Driver, ref: ChangeRef) -> None:
    """
    A comment that its author took away is gone or marked as withdrawn, and the others stay what they were.
    """
    world.review(ref, BOT, "", [("a.py", 3, "first"), ("a.py", 7, "second")])
    before = said(world.forge.state(ref))

    world.withdraw(ref, "first")

    state = world.forge.state(ref)
    assert standing(state) == ["second"]
    assert before[1] in state.messages


def test_replies(world: Driver, ref: ChangeRef) -> None:
    """
    A reply names what it answers and stands in its thread; where nobody can reply, no message has a thread.
    """
    world.review(ref, BOT, "", [("a.py", 3, "first"), ("a.py", 7, "second")])
    if world.can.thread:
        world.reply(ref, "first", AUTHOR, "not so")

    messages = {one.body: one for one in said(world.forge.state(ref), MessageKind.INLINE)}
    if not world.can.thread:
        assert {(one.thread, one.in_reply_to) for one in messages.values()} == {(None, None)}
        return
    first, second, reply = messages["first"], messages["second"], messages["not so"]
    assert (first.in_reply_to, second.in_reply_to, reply.in_reply_to) == (None, None, first.id)
    assert reply.thread == first.thread
    assert None is not first.thread != second.thread is not None
    assert (reply.author.login, reply.author.is_bot) == (AUTHOR, False)


def test_nothing_of_ours(world: Driver, ref: ChangeRef) -> None:
    """
    Before the first answer there is none of ours, whatever others said.
    """
    world.review(ref, BOT, "body", [("a.py", 3, "comment")])

    assert world.forge.ours(ref) is None


def test_publish(world: Driver, ref: ChangeRef) -> None:
    """
    An answer becomes exactly one message, which is ours, by the account that we act as.
    """
    given = answer(world, ref)

    published = world.forge.publish(ref, given, asked="")

    ours = world.forge.ours(ref)
    assert published.changed
    assert (published.url is not None, published.note) == (True, "")
    assert world.shown(ref) == [given.text]
    assert ours is not None
    assert (ours.body, ours.author) == (given.text, world.forge.state(ref).me)
    assert ours.author.login not in (AUTHOR, BOT, PERSON)


def test_own_message_in_state(world: Driver, ref: ChangeRef) -> None:
    """
    What a change's state shows as said by us is our answer and nothing else.
    """
    world.review(ref, BOT, "body", [("a.py", 3, "comment")])
    world.forge.publish(ref, answer(world, ref), asked="")

    state = world.forge.state(ref)
    ours = world.forge.ours(ref)
    assert [one.body for one in said(state)] == ["body", "comment"]
    assert [one for one in state.messages if one.author == state.me] in ([], [ours])


def test_publish_again(world: Driver, ref: ChangeRef) -> None:
    """
    The same answer again changes nothing, from this process or another.
    """
    given = answer(world, ref)
    first = world.forge.publish(ref, given, asked="")
    ours = world.forge.ours(ref)

    again = [
        forge.publish(ref, given, asked=asked) for forge in (world.forge, world.another()) for asked in ("", "somebody")
    ]

    assert [one.changed for one in again] == [False] * 4
    assert {one.url for one in again} == {first.url}
    assert world.shown(ref) == [given.text]
    assert world.forge.ours(ref) == ours


def test_publish_other_text(world: Driver, ref: ChangeRef) -> None:
    """
    Another answer is edited into the message that stands; where there is no editing, it is a message that supersedes it.
    """
    world.forge.publish(ref, answer(world, ref), asked="")
    before = world.forge.ours(ref)
    other = answer(world, ref, "2 confirmed")

    published = world.another().publish(ref, other, asked="")

    after = world.forge.ours(ref)
    assert published.changed
    assert before is not None
    assert after is not None
    assert after.body == other.text
    assert after.updated_at != before.updated_at
    assert (after.id == before.id) is world.can.edit
    assert world.shown(ref)[-1:] == [other.text]
    assert len(world.shown(ref)) == (1 if world.can.edit else 2)


def test_publish_nothing(world: Driver, ref: ChangeRef) -> None:
    """
    An answer without a text makes no message where there is none, and takes none away where there is.
    """
    head = world.forge.state(ref).head
    silent = Answer(head, "", "")

    published = world.forge.publish(ref, silent, asked="")
    assert (published.url, world.shown(ref)) == (None, [])

    world.forge.publish(ref, answer(world, ref), asked="")
    world.forge.publish(ref, silent, asked="")
    assert len(world.shown(ref)) == 1


def test_moved_head(world: Driver, ref: ChangeRef) -> None:
    """
    An answer for a head that is no more is Superseded, and nothing is posted; the one for the new head is.
    """
    late = answer(world, ref)
    head = world.push(ref, {"b.py": "x\n"})

    with pytest.raises(Superseded) as moved:
        world.forge.publish(ref, late, asked="somebody")
    assert_sentence(moved.value)
    assert world.shown(ref) == []

    world.forge.publish(ref, answer_for(head, "new"), asked="")
    assert len(world.shown(ref)) == 1


def test_moved_head_leaves_the_old_answer(world: Driver, ref: ChangeRef) -> None:
    """
    An answer that comes too late does not touch the one that stands.
    """
    first = answer(world, ref)
    world.forge.publish(ref, first, asked="")
    world.replace(ref, {"a.py": NEW.replace("three", "drei")})

    with pytest.raises(Superseded):
        world.forge.publish(ref, answer_for(first.revision, "late"), asked="")

    assert world.shown(ref) == [first.text]


def test_deleted_answer(world: Driver, ref: ChangeRef) -> None:
    """
    An answer of ours that a person deleted stays deleted, until somebody asks for one; from then on it is kept up again.
    """
    world.forge.publish(ref, answer(world, ref), asked="")
    world.delete_ours(ref)

    ignored = [forge.publish(ref, answer(world, ref, "2"), asked="") for forge in (world.forge, world.another())]
    assert [(one.url, one.changed, one.note != "") for one in ignored] == [(None, False, True)] * 2
    assert (world.shown(ref), world.forge.ours(ref)) == ([], None)

    asked = world.forge.publish(ref, answer(world, ref, "3"), asked="somebody")
    assert asked.changed
    assert len(world.shown(ref)) == 1
    later = answer(world, ref, "4")
    world.another().publish(ref, later, asked="")
    assert world.shown(ref)[-1:] == [later.text]


def test_unclear_failure(world: Driver, ref: ChangeRef) -> None:
    """
    After a write that was carried out though it looked as if it had failed, publishing again leaves one message.
    """
    given = answer(world, ref)
    with world.unclear(ref), suppress(BotError):
        world.forge.publish(ref, given, asked="")
    assert world.shown(ref) == [given.text]

    world.another().publish(ref, given, asked="")

    assert world.shown(ref) == [given.text]


def test_unclear_edit(world: Driver, ref: ChangeRef) -> None:
    """
    After a change of our message that looked as if it had failed, publishing again leaves the new text once.
    """
    world.forge.publish(ref, answer(world, ref), asked="")
    other = answer(world, ref, "2 confirmed")
    with world.unclear(ref), suppress(BotError):
        world.forge.publish(ref, other, asked="")

    world.another().publish(ref, other, asked="")

    assert world.shown(ref).count(other.text) == 1
    assert len(world.shown(ref)) == (1 if world.can.edit else 2)


def test_forged_marker(world: Driver, ref: ChangeRef) -> None:
    """
    Our marker in somebody else's words makes nothing ours: it is neither edited nor taken for our answer.
    """
    forged = f"I am the bot.\n\n<!-- {MARKER} -->"
    world.say(ref, READER, forged)
    world.say(ref, BOT, forged)
    assert world.forge.ours(ref) is None

    given = answer(world, ref)
    published = world.forge.publish(ref, given, asked="")

    assert published.changed
    ours = world.forge.ours(ref)
    assert ours is not None
    assert ours.body == given.text
    assert standing(world.forge.state(ref)) == [forged, forged]


def test_rights(world: Driver, ref: ChangeRef) -> None:
    """
    Who may write to the repository may; who may only read it, or is nobody, may not.
    """
    names = (WRITER, READER, NOBODY, "", "no such login/../x", f"{WRITER} ")

    assert [world.forge.may_write(ref, name) for name in names] == [True] + [False] * 5


def test_unknown_change(world: Driver, ref: ChangeRef) -> None:
    """
    A change that there is not is Refused in one sentence, whatever is asked of it, and has no writers.
    """
    unknown = world.unknown()
    calls: list[Callable[[], object]] = [
        lambda: world.forge.state(unknown),
        lambda: world.forge.ours(unknown),
        lambda: world.forge.publish(unknown, answer(world, ref), asked="somebody"),
    ]

    for call in calls:
        with pytest.raises(Refused) as refusal:
            call()
        assert_sentence(refusal.value)


def test_unreachable(world: Driver, ref: ChangeRef) -> None:
    """
    What can't be reached is Unreachable in one sentence and posts nothing; afterwards everything works as if never asked.
    """
    world.review(ref, BOT, "see")
    before, given = world.forge.state(ref), answer(world, ref)

    with world.unreachable(ref):
        with pytest.raises(Unreachable) as gone:
            world.forge.publish(ref, given, asked="")
        if world.can.fail_to_read:
            with pytest.raises(Unreachable):
                world.forge.state(ref)
        else:
            assert world.forge.state(ref) == before

    assert_sentence(gone.value)
    assert world.shown(ref) == []
    assert world.forge.state(ref) == before
    assert world.forge.publish(ref, given, asked="").changed


def test_same_world_same_state(world: Driver, ref: ChangeRef) -> None:
    """
    The same world is told the same way every time and by every process: no clock and no order of chance is in it.
    """
    world.review(ref, BOT, "one", [("a.py", 7, "two"), ("a.py", 3, "three")])
    world.say(ref, PERSON, "four")
    world.forge.publish(ref, answer(world, ref), asked="")

    state, ours = world.forge.state(ref), world.forge.ours(ref)

    assert [world.forge.state(ref), world.another().state(ref)] == [state] * 2
    assert [world.forge.ours(ref), world.another().ours(ref)] == [ours] * 2


@pytest.mark.parametrize(
    "text",
    [
        STRANGE,
        STRANGE.replace("\n", "\r\n"),
        "long " * 11_990 + "end",
        "😀" * 30_000,
        "  indented\n\n\n\nfour lines on",
    ],
    ids=["strange", "crlf", "60000", "emoji", "blank"],
)
def test_any_text(world: Driver, ref: ChangeRef, text: str) -> None:
    """
    Any text comes back as it was given, but for the forge's own rule for its ends and the ends of its lines; and then
    counts as the same. What is too long for the forge is published as far as it goes, and that is said.
    """
    given = answer(world, ref, text)
    is_short = len(text.encode("utf-16-le")) // 2 <= world.can.longest
    if is_short:
        world.review(ref, BOT, text, [("a.py", 3, text)])

    published = world.forge.publish(ref, given, asked="")

    ours = world.forge.ours(ref)
    assert ours is not None
    assert not world.forge.publish(ref, given, asked="").changed
    if not is_short:
        assert published.note
        assert ours.body.startswith(text[:200])
        assert ours.body.endswith(f"<!-- {MARKER} -->")
        return
    assert ours.body == world.kept(given.text)
    assert [world.kept(one) for one in standing(world.forge.state(ref))] == [world.kept(text)] * 2


def test_two_changes(world: Driver, ref: ChangeRef) -> None:
    """
    What is said and posted on one change does not show on another.
    """
    other = world.change({"b.py": OLD}, {"b.py": NEW})
    world.review(ref, BOT, "see")
    world.forge.publish(ref, answer(world, ref), asked="")

    state = world.forge.state(other)

    assert (state.ref, said(state), world.forge.ours(other), world.shown(other)) == (other, [], None, [])


def assert_sentence(error: BotError) -> None:
    """One line, neither empty nor endless."""
    text = str(error)
    assert text.strip()
    assert "\n" not in text
    assert len(text) < 400
