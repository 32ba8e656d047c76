"""The words of a claim give quotes, names and lines to search with."""

from bot.model.claim import CodeBlock, Role, Span
from bot.model.place import Claimed, Extent
from bot.validator.words import is_code, lines_of, words_of_claim
from tests.builders import claim


def test_quotes_and_names_of_a_claim():
    """Shown code and long code-like spans are quotes, the subject is the name, other names are hints."""
    said = claim(
        "`load` calls `parse(path, strict=True)` and `save`", subject="load", code=CodeBlock("x = 1\ny = 2", Span(0, 1))
    )
    words = words_of_claim(said)

    assert words.quotes == ("x = 1\ny = 2", "parse(path, strict=True)")
    assert words.names == ("load",)
    assert words.hints == ("save",)


def test_proposed_code_is_no_quote():
    """The code of a fix is not searched for."""
    assert words_of_claim(claim("Use this", role=Role.FIX, code=CodeBlock("x = 1", Span(0, 1)))).quotes == ()


def test_what_counts_as_code():
    """Short spans and plain names are no quotes."""
    assert is_code("rows = parse(path)")
    assert not is_code("a = b")
    assert not is_code("self.loader.load_all")


def test_claimed_lines():
    """Lines are a range; an end before the start is ignored."""
    assert lines_of(Claimed("a.py", 3, 5)) == Extent(3, 5)
    assert lines_of(Claimed("a.py", 3, 1)) == Extent(3, 3)
    assert lines_of(Claimed("a.py")) is None
