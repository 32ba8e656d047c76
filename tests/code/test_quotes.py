"""Quotes are found in a file on the rung that says how well they fit."""

from bot.code.quotes import TextIndex, clean_quote, squeeze
from bot.model.facts import Facts, LineClass, SourceFile
from bot.model.place import Extent, Rung, Side

CODE = """\
import json


def load(path):
    # text = path.read_text(encoding="ascii")
    text = path.read_text()
    rows = parse(
        text,
        strict=True)
    # Rows without a key
    # are dropped here.
    return [row for row in rows if row.key]


def again(path):
    text = path.read_text()
    return json.loads(text)
"""


def index(text: str = CODE) -> TextIndex:
    """A file in which lines that begin with # are comments."""
    classes = tuple(
        LineClass.COMMENT if line.lstrip().startswith("#") else LineClass.CODE for line in text.splitlines()
    )
    return TextIndex(SourceFile("app.py", Side.NEW, text, Facts("python", classes)))


def test_a_quote_at_its_line_is_exact():
    """A quote that stands verbatim at the claimed line is exact there."""
    hit = index().find("return json.loads(text)", Extent(17, 17))

    assert (hit.rung, hit.extent) == (Rung.EXACT_QUOTE, Extent(17, 17))


def test_the_nearest_of_equal_places_is_taken():
    """Of two equal places the one nearer to the claimed line is meant, and both are counted."""
    hit = index().find("text = path.read_text()", Extent(15, 15))

    assert (hit.rung, hit.extent, hit.count) == (Rung.NEAR_QUOTE, Extent(16, 16), 2)


def test_a_quote_far_from_its_line_is_moved():
    """A quote that stands elsewhere in the file is moved there."""
    hit = index().find("import json", Extent(12, 12))

    assert (hit.rung, hit.extent) == (Rung.MOVED_QUOTE, Extent(1, 1))


def test_white_space_does_not_count():
    """A statement that the review shows on one line is found over the lines it takes."""
    hit = index().find("rows = parse(text, strict=True)", Extent(7, 7))

    assert (hit.rung, hit.extent) == (Rung.NEAR_QUOTE, Extent(7, 9))


def test_code_in_a_comment_is_commented_out():
    """Code that stands only behind a comment leader is commented out."""
    hit = index().find('text = path.read_text(encoding="ascii")', Extent(6, 6))

    assert (hit.rung, hit.extent) == (Rung.COMMENTED_OUT, Extent(5, 5))


def test_a_comment_quoted_as_a_comment_is_exact():
    """A quote that shows the comment leader is a quote of that comment."""
    hit = index().find("# Rows without a key\n# are dropped here.", Extent(10, 11))

    assert (hit.rung, hit.extent) == (Rung.EXACT_QUOTE, Extent(10, 11))


def test_a_slip_in_a_quote_is_forgiven():
    """A quote with one wrong word is found where everything else fits."""
    hit = index().find("return [row for row in rows if row.name]")

    assert (hit.rung, hit.extent) == (Rung.FUZZY_QUOTE, Extent(12, 12))


def test_two_nearly_equal_places_are_none():
    """A wrong quote that fits two places equally well has no place."""
    assert index().find("text = path.read_texts()") is None


def test_words_are_never_cut():
    """A quote does not match inside a longer word."""
    assert index().find("port json") is None


def test_a_foreign_quote_has_no_place_and_little_likeness():
    """Code from elsewhere is not found, and is like nothing in the file."""
    text = index()

    assert text.find("socket.connect((host, 8080))") is None
    assert not text.is_like("socket.connect((host, 8080))", 60)


def test_likeness_sees_comments():
    """A quote that only a comment holds is fully alike."""
    assert index().is_like("Rows without a key", 100)


def test_holds_reads_across_code_and_comments():
    """A quote of code with its comment is in the file."""
    assert index().holds('load(path):\n    # text = path.read_text(encoding="ascii")\n    text = path')


def test_a_listing_loses_its_numbers():
    """Consecutive line numbers before the lines of a listing are no code."""
    assert clean_quote("12 def load():\n13     return 1\n14") == "def load():\n    return 1"


def test_a_diff_is_quoted_by_its_new_lines():
    """Of a shown diff what it adds and keeps is the quote."""
    assert clean_quote(" a = 1\n-b = 2\n+b = 3") == "a = 1\nb = 3"


def test_the_longest_part_between_elisions_is_quoted():
    """Lines of dots end one quoted part and begin another."""
    assert (
        clean_quote("def load(path):\n    ...\n    return parse(path.read_text())") == "return parse(path.read_text())"
    )


def test_squeeze_keeps_words_apart():
    """White space goes, but for one space between two words."""
    assert squeeze("  return   rows [ 0 ]\n + 1") == "return rows[0]+1"


def test_hostile_text_takes_no_time():
    """Long runs of one character are searched in linear time."""
    text = index("a = " + "(" * 20_000 + "\n" + " " * 50_000 + "\n" + "#" * 20_000)

    assert text.find("b" * 300) is None
    assert not text.is_like("b" * 500, 60)
    assert clean_quote(" " * 50_000 + "1" * 50_000).startswith("1")
