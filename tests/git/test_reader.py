"""Reading sources in a child process that may die."""

from collections.abc import Iterator

import pytest

from bot.errors import GaveUp
from bot.git.reader import MOST_DEATHS, UNSAFE, Reader, Request
from bot.model.place import Side


@pytest.fixture
def reader() -> Iterator[Reader]:
    """Reads with the stand-in, and waits for half a second."""
    made = Reader("tests.git.stand_ins:read_source", seconds=0.5)
    yield made
    made.close()


def request(data: bytes, path: str = "a.py") -> Request:
    """A text of the new side."""
    return Request(path, Side.NEW, data)


def test_order(reader: Reader) -> None:
    """
    Answers come in the order of the requests, large and small, each with its path, side and facts.
    """
    texts = [b"x\n" * size for size in (1, 200_000, 3, 0, 30_000, 30_000, 2)]

    found = reader.read([Request(f"{number}.py", Side.OLD, text) for number, text in enumerate(texts)])

    assert [one.path for one in found] == [f"{number}.py" for number in range(7)]
    assert [len(one.facts.line_classes) for one in found if one.facts] == [len(text) // 2 for text in texts]
    assert {one.side for one in found} == {Side.OLD}


def test_many_requests(reader: Reader) -> None:
    """
    Neither side waits for the other for ever, however much is under way in both directions.
    """
    found = reader.read([request(b"x\n" * 1500)] * 1000)

    assert {len(one.facts.line_classes) for one in found if one.facts} == {1500}
    assert len(found) == 1000


@pytest.mark.parametrize("deadly", [b"crash", b"hang", b"eat", b"fail"])
def test_deadly_text(reader: Reader, deadly: bytes) -> None:
    """
    A text over which the child crashes, hangs, eats all memory or fails has no facts; those around it have theirs.
    """
    found = reader.read([request(b"a\n"), request(deadly), request(b"b\n"), request(b"c\n")])

    assert [one.text for one in found] == ["a\n", deadly.decode(), "b\n", "c\n"]
    assert [one.facts is None for one in found] == [False, True, False, False]
    assert [one.skipped for one in found] == ["", UNSAFE, "", ""]


def test_many_deadly_texts(reader: Reader) -> None:
    """
    After many lost children no more are started.
    """
    reader.read([request(b"crash")] * MOST_DEATHS)

    assert [one.skipped for one in reader.read([request(b"fine\n")])] == [UNSAFE]


def test_odd_path(reader: Reader) -> None:
    """
    A path of any characters comes back as it was.
    """
    assert reader.read([request(b"", "é\n\ud800")])[0].path == "é\n\ud800"


def test_foreign_answer() -> None:
    """
    Only our own nouns are taken from the child.
    """
    reader = Reader("tests.git.stand_ins:read_elsewhere")

    found = reader.read([request(b"x")])
    reader.close()

    assert [one.skipped for one in found] == [UNSAFE]


def test_missing_function() -> None:
    """
    A child that cannot even start is our own defect, and is said.
    """
    with pytest.raises(GaveUp, match="does not start"):
        Reader("bot.nowhere:read").read([request(b"x")])
