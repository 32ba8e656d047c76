"""What is left out of a message that Gerrit refuses."""

import json as js
from typing import Any

import pytest

from bot.errors import Refused
from bot.forges.gerrit.answers import Unclear
from bot.forges.gerrit.ladder import Post, send
from bot.forges.gerrit.place import Place
from bot.model.change_ref import ChangeRef
from bot.model.forge import Person
from tests.forges.gerrit.stub import Said, Stub, json

POST = Post(
    "words",
    "tag",
    (("a.py", {"message": "n1"}), ("a.py", {"message": "n2"}), ("b.py", {"message": "n3"})),
    (("Vote", 1),),
)
SIZE = "One or more comments were rejected in validation: Comment size exceeds limit (20000 > 16384)\n"


def said(status: int, words: str) -> Said:
    """A refusal."""
    return Said(status, words.encode(), {"Content-Type": "text/plain"})


def sent(stub: Stub, post: Post) -> tuple[str, list[dict[str, Any]]]:
    """What was left out, and every body that was sent."""
    place = Place(stub.api(), ChangeRef("g", "team/app", 12, "~"), stub.url, Person("me", "7"), "<!-- metareview:k ")
    note = send(place, "abc", post)
    return note, [js.loads(one.body) for one in stub.asked]


def test_whole(stub: Stub) -> None:
    """
    What Gerrit takes is sent once, to the revision, with everything in it.
    """
    note, (body,) = sent(stub, POST)

    assert note == ""
    assert stub.asked[0].path == "/a/changes/team%2Fapp~12/revisions/abc/review"
    assert body == {
        "message": "words",
        "tag": "tag",
        "drafts": "KEEP",
        "omit_duplicate_comments": True,
        "ignore_automatic_attention_set_rules": True,
        "comments": {"a.py": [{"message": "n1"}, {"message": "n2"}], "b.py": [{"message": "n3"}]},
        "labels": {"Vote": 1},
    }


def test_what_no_text_holds(stub: Stub) -> None:
    """
    Half a character, that nobody can send, is sent as a question mark.
    """
    _, (body,) = sent(stub, Post("a \ud800 b", "tag"))

    assert body["message"] == "a ? b"


@pytest.mark.parametrize(
    ("refusals", "left"),
    [
        ([said(400, "file a.py not found in revision 12,1\n")], {"labels"}),
        ([said(403, 'Applying label "Vote": 1 is restricted\n')], {"comments"}),
        ([said(409, "change is closed\n")], {"comments"}),
        ([said(400, SIZE), said(403, "restricted")], set()),
    ],
)
def test_less(stub: Stub, refusals: list[Said], left: set[str]) -> None:
    """
    Notes go where Gerrit finds fault with the review, votes where it forbids it or the change is closed; that is said.
    """
    stub.answers = [*refusals, json("{}")]

    note, bodies = sent(stub, POST)

    assert len(bodies) == len(refusals) + 1
    assert {"comments", "labels"} & set(bodies[-1]) == left
    assert note.count("left out") == len(refusals)
    assert bodies[-1]["message"] == "words"


def test_shorter(stub: Stub) -> None:
    """
    A text that is too long is cut to ever less of its whole lines, counted in UTF-16 units; the last line says so.
    """
    stub.answers = [said(400, SIZE)] * 5 + [json("{}")]

    note, bodies = sent(stub, Post("😀 line\n" * 3000, "tag"))

    sizes = [len(one["message"].encode("utf-16-le")) // 2 for one in bodies]
    assert sizes[0] == 24_000
    assert [
        most
        for most, size in zip((12_000, 8_000, 4_000, 1_000, 300), sizes[1:], strict=True)
        if most - 60 < size <= most
    ]
    assert all(one["message"].splitlines()[-1].startswith("Cut here: ") for one in bodies[1:])
    assert note == "The message was cut, because this server takes no longer one."


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (said(400, "no such thing"), "400: no such thing"),
        (said(400, SIZE), "400: One or more comments"),
        (said(400, "Exceeding maximum number of comments: 3 (existing) + 1 (new) > 3"), "takes no more messages"),
        (said(403, "prohibited"), "grant it Read"),
        (said(404, "Not found: x"), "check the change"),
        (said(409, "too many updates"), "409: too many updates"),
        (said(401, "Unauthorized"), "`forges.main.password`"),
    ],
)
def test_nothing_left(stub: Stub, refusal: Said, words: str) -> None:
    """
    What is refused whatever is left out of it is refused in one sentence that says what to mend.
    """
    stub.answers = [refusal]

    with pytest.raises(Refused, match=words):
        sent(stub, Post("words", "tag"))

    assert len(stub.asked) == 1


def test_unclear(stub: Stub) -> None:
    """
    What may have been taken is not sent again with less in it.
    """
    stub.answers = [said(500, "")]

    with pytest.raises(Unclear):
        sent(stub, POST)

    assert len(stub.asked) == 1
