"""Bytes to text."""

import pytest

from bot.errors import Refused
from bot.parser.formats import read_reviews


@pytest.mark.parametrize(
    "data",
    [
        b"it is b\xc3\xa4d",
        b"\xef\xbb\xbfit is b\xc3\xa4d",
        "it is bäd".encode("utf-16"),
        b"\xfe\xff" + "it is bäd".encode("utf-16-be"),
    ],
)
def test_encodings(data: bytes) -> None:
    """UTF-8 with or without a mark and UTF-16 with one are read; the mark is no text."""
    (review,) = read_reviews("x.md", data)

    assert (review.name, review.reviewer, review.body, review.format) == ("x.md", "x", "it is bäd", "markdown")


@pytest.mark.parametrize(
    "data, message",
    [
        (b"\xff\xfa", "x.md is not text: byte 0 is not UTF-8; save it as UTF-8"),
        (b"abc\xff", "x.md is not text: byte 3 is not UTF-8; save it as UTF-8"),
        (b"\xff\xfea", "x.md is not text: byte 2 is not UTF-16; save it as UTF-8"),
        (b"a\0b", "x.md is not text: it contains NUL characters; name a review in Markdown, plain text or JSON"),
        (b"", "x.md is empty; name a file that holds a review"),
        (b"\xef\xbb\xbf \r\n\t", "x.md is empty; name a file that holds a review"),
        (b"a" * 20_000_001, "x.md is larger than 20 MB; split it"),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    """What is no text is refused in a sentence that names the file."""
    with pytest.raises(Refused) as refused:
        read_reviews("x.md", data)

    assert str(refused.value) == message


@pytest.mark.parametrize("name, reviewer", [("a.b.md", "a.b"), ("bot", "bot"), ("-", "-"), (".md", ".md")])
def test_reviewer(name: str, reviewer: str) -> None:
    """The reviewer is the name of the file without its extension."""
    assert read_reviews(name, b"text")[0].reviewer == reviewer
