"""Comments as Gerrit lists them: where they stand, which thread they are in, and what became of them."""

import pytest

from bot.forges.gerrit.comments import comments
from bot.model.forge import Message, MessageKind, Person
from bot.model.place import Side
from bot.model.review import SourceState

ME = Person("metareview", "7", True)
DETAIL = {
    "messages": [{"id": "m1", "author": {"_account_id": 5}, "date": "2026-01-02 03:04:05.000000000"}],
    "revisions": {"aaa": {"_number": 1}, "bbb": {"_number": 2}},
}


def read(found: object) -> list[Message]:
    """The messages in their order."""
    return [one for _, one in sorted(comments(DETAIL, found, ME, "http://g/c/p/+/1"))]


def comment(id: str = "c1", **more: object) -> dict[str, object]:
    """A comment on patch set 1 that came with the first message."""
    return {
        "id": id,
        "author": {"_account_id": 5, "username": "bob"},
        "patch_set": 1,
        "commit_id": "aaa",
        "change_message_id": "m1",
        "message": "why?",
        "updated": "2026-01-02 03:04:05.000000000",
        "unresolved": False,
        **more,
    }


def span(start: int, end: int, last: int) -> dict[str, int]:
    """A range."""
    return {"start_line": start, "start_character": 0, "end_line": end, "end_character": last}


@pytest.mark.parametrize(
    ("place", "lines"),
    [
        ({}, (None, None)),
        ({"line": 3}, (3, None)),
        ({"line": 0}, (None, None)),
        ({"line": 4, "range": span(2, 4, 5)}, (2, 4)),
        ({"line": 4, "range": span(2, 4, 0)}, (2, 3)),
        ({"line": 3, "range": span(2, 3, 0)}, (2, None)),
        ({"line": 2, "range": span(2, 2, 0)}, (2, None)),
        ({"line": 2, "range": None}, (2, None)),
        ({"line": 2, "side": "PARENT", "parent": 2}, (None, None)),
    ],
)
def test_lines(place: dict[str, object], lines: tuple[int | None, int | None]) -> None:
    """
    A range is its lines, without the one before whose first character it ends; a file-level comment has none.
    """
    (message,) = read({"a.py": [comment(**place)]})

    assert (message.path, message.line, message.end_line) == ("a.py", *lines)


def test_old_side() -> None:
    """
    A comment on what was there before is of its patch set, though Gerrit names the parent's commit.
    """
    (message,) = read({"a.py": [comment(side="PARENT", line=1, commit_id="parent")]})

    assert (message.side, message.revision) == (Side.OLD, "aaa")


def test_kinds() -> None:
    """
    A comment on a patch set is conversation, one on a file or on the commit message is inline; made-up lines are left out.
    """
    found = {
        "/PATCHSET_LEVEL": [comment("c1", message="/recheck-review")],
        "/COMMIT_MSG": [comment("c2", line=9, patch_set=2)],
        "a.py": [comment("c3", line=9, change_message_id=None)],
    }

    level, message, file = read(found)[1:] + read(found)[:1] if read(found)[0].id == "c3" else read(found)

    assert (level.kind, level.path, level.group) == (MessageKind.COMMENT, None, "5.20260102030405.1")
    assert (message.kind, message.path, message.line, message.revision) == (
        MessageKind.INLINE,
        "/COMMIT_MSG",
        None,
        "bbb",
    )
    assert (file.kind, file.line, file.group) == (MessageKind.INLINE, 9, None)
    assert file.url == "http://g/c/p/+/1/comment/c3/"


def test_threads() -> None:
    """
    A reply belongs to the first comment of its thread, also where it answers another reply.
    """
    found = {"a.py": [comment("c3", in_reply_to="c2"), comment("c2", in_reply_to="c1"), comment("c1"), comment("d")]}

    messages = {one.id: one for one in read(found)}

    assert {id: (one.thread, one.in_reply_to) for id, one in messages.items()} == {
        "c1": ("c1", None),
        "c2": ("c1", "c1"),
        "c3": ("c1", "c1"),
        "d": ("d", None),
    }
    assert [one.id for one in read(found)] == ["c1", "d", "c2", "c3"]


@pytest.mark.parametrize(
    "parents", [{"c1": "c1"}, {"c1": "c2", "c2": "c1"}, {"c1": "gone"}, {"c1": "c2", "c2": "c3", "c3": "c1"}]
)
def test_threads_that_lead_nowhere(parents: dict[str, str]) -> None:
    """
    Comments that answer each other in a ring, or what is not there, make a thread all the same.
    """
    found = {"a.py": [comment(id, in_reply_to=to) for id, to in parents.items()]}

    messages = read(found)

    assert len(messages) == len(parents)
    assert len({one.thread for one in messages}) == 1


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ([False], SourceState.OPEN),
        ([True], SourceState.OPEN),
        ([True, False], SourceState.RESOLVED),
        ([False, True, False], SourceState.RESOLVED),
        ([True, False, True], SourceState.OPEN),
        ([False, False], SourceState.OPEN),
    ],
)
def test_resolved(words: list[bool], state: SourceState) -> None:
    """
    A thread is resolved where it was open and its last word says that it is not any longer.
    """
    found = {
        "a.py": [
            comment(
                f"c{at}", unresolved=word, in_reply_to=f"c{at - 1}" if at else None, updated=f"2026-01-02 03:04:0{at}.0"
            )
            for at, word in enumerate(words)
        ]
    }

    assert {one.state for one in read(found)} == {state}


def test_withdrawn() -> None:
    """
    What an administrator took away is marked so, and what stands in its place is nobody's words.
    """
    (message,) = read({"a.py": [comment(message="Comment removed by: Administrator; Reason: spam")]})

    assert (message.state, message.body) == (SourceState.WITHDRAWN, "")


def test_our_notes() -> None:
    """
    What we said in threads as what we are is not told; what our account says otherwise is.
    """
    us = {"_account_id": 7, "username": "metareview"}
    tag = "autogenerated:metareview~0123456789abcdef.-~metareview:k~x"

    assert [one.id for one in read({"a.py": [comment("a", author=us, tag=tag), comment("b", author=us)]})] == ["b"]


@pytest.mark.parametrize(
    "found", [None, [], {"a.py": None}, {"a.py": [None, 1, {}]}, {"a.py": [{"id": 3}]}, {"a.py": {"id": "x"}}]
)
def test_nonsense(found: object) -> None:
    """
    What is no list of comments holds none.
    """
    assert read(found) == []


def test_bare() -> None:
    """
    A comment of which nothing but its id is known is told as somebody's, anywhere in its file.
    """
    (message,) = read({"a.py": [{"id": "x", "author": None, "message": None, "range": 1}]})

    assert (message.author.login, message.body, message.line, message.revision) == ("nobody", "", None, None)
