"""Where names occur as whole words."""

from collections.abc import Iterator

from bot.git.words import LONGEST_LINE, find_words
from bot.model.facts import Hit


def test_line_ends() -> None:
    """
    Lines are counted as editors count them, whatever ends them.
    """
    found = find_words(["x"], [("a", b"x\r\n\rx\nx")])

    assert [(hit.line, hit.text) for hit in found["x"]] == [(1, "x"), (3, "x"), (4, "x")]


def test_long_line() -> None:
    """
    A long line is cut, and its end is still found.
    """
    found = find_words(["x", "y"], [("a", b"x " * 10_000 + b"y\ny")])

    assert [len(hit.text) for hit in found["x"]] == [LONGEST_LINE]
    assert [hit.line for hit in found["y"]] == [1, 2]


def test_all_kinds_together() -> None:
    """
    A name may hold words, no word at all, or characters that a search pattern would obey.
    """
    text = "a.c abc $ a+ 名 (x\n".encode()

    found = find_words(["a.c", "$", "a+", "名", "(x", "a", "."], [("t", text)])

    assert {name: len(hits) for name, hits in found.items()} == {
        "a.c": 1,
        "$": 1,
        "a+": 1,
        "名": 1,
        "(x": 1,
        "a": 1,
        ".": 0,
    }


def test_stops_early() -> None:
    """
    No more texts are read than it takes to have all hits.
    """
    read = []

    def texts() -> Iterator[tuple[str, bytes]]:
        for number in range(9):
            read.append(number)
            yield f"{number}", b"x\n" * 100

    found = find_words(["x"], texts())

    assert (len(found["x"]), len(read)) == (200, 3)
    assert found["x"][-1] == Hit("1", 100, "x")
