"""Blocks of a review's text."""

import re
import time

import pytest
from hypothesis import given, settings

from bot.parser.blocks import blocks
from bot.parser.text import Block, BlockKind
from tests.parser.texts import TEXTS

_STRUCTURE = re.compile(r"[\s>*+\-#|=_~:`.•◦\d()\[\]xX\\\ufeff]*")
_HTML = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>\n]*>", re.DOTALL)


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks(text)]


def _only(text: str, kind: BlockKind) -> list[Block]:
    return [block for block in blocks(text) if block.kind is kind]


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_spans(text: str) -> None:
    """Blocks are in order, in range and apart, and every block but code is the source at its span."""
    found = blocks(text)

    ends = [0, *(block.span.end for block in found)]
    assert all(end <= block.span.start < block.span.end for end, block in zip(ends, found, strict=False))
    assert ends[-1] <= len(text)
    assert all(
        text[block.span.start : block.span.end] == block.text for block in found if block.kind is not BlockKind.CODE
    )
    assert all(block.span.start <= cell.start <= cell.end <= block.span.end for block in found for cell in block.cells)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_cover(text: str) -> None:
    """Between the blocks there is nothing but bullets, quote marks, rules, tags and comments."""
    left = list(_HTML.sub(lambda found: " " * len(found.group()), text))
    for block in blocks(text):
        left[block.span.start : block.span.end] = " " * (block.span.end - block.span.start)
    between = "".join(left)

    words = [word for word in between.split() if not _STRUCTURE.fullmatch(word)]
    assert not [
        word
        for word in words
        if word not in ("markdown", "md") and not re.fullmatch(r"(\(?\w{1,4}[.)]|[^\w\s]+)+", word)
    ]


def test_lists() -> None:
    """An item begins after its bullet and knows its number and depth; what follows inside it has the same depth."""
    found = blocks("1. one\n   more\n\n   loose\n2. two\n   - inner\n- [ ] task\n")

    assert [(b.kind.value, b.text.split("\n")[0], b.depth, b.number) for b in found] == [
        ("item", "one", 1, 1),
        ("paragraph", "loose", 1, None),
        ("item", "two", 1, 2),
        ("item", "inner", 2, None),
        ("item", "task", 1, None),
    ]


@pytest.mark.parametrize("bullet", ["2)", "(a)", "b)", "•", "–", "7."])
def test_pseudo_items(bullet: str) -> None:
    """A line behind a bullet that Markdown does not know is an item."""
    assert _kinds(f"These are wrong:\n{bullet} the first\n{bullet} the second")[1:] == [
        ("item", "the first"),
        ("item", "the second"),
    ] or (
        bullet in ("2)", "7.", "–", "b)")
        and _kinds(f"These are wrong:\n{bullet} the first")[1:] == [("item", "the first")]
    )


def test_emoji_items() -> None:
    """Lines that each begin with a sign are items, and the sign stays in their words."""
    assert _kinds("🔴 the first\n🟡 the second") == [("item", "🔴 the first"), ("item", "🟡 the second")]
    assert _kinds("✅ it is good") == [("paragraph", "✅ it is good")]


def test_named_items() -> None:
    """A line that begins with a word and a number keeps them, as an item with that number."""
    found = blocks("Summary here.\nIssue 1: bad name\nIssue 2: bad type")

    assert [(b.kind.value, b.text, b.number) for b in found[1:]] == [
        ("item", "Issue 1: bad name", 1),
        ("item", "Issue 2: bad type", 2),
    ]


def test_wrapped_number() -> None:
    """A wrapped line of prose that begins with a number is no item."""
    assert len(blocks("This was changed in version\n3. It broke then")) == 1


def test_fences() -> None:
    """Fences of any length and sign, also behind bullets and in quotes, give their code without container and fence."""
    text = "````md x\n```\nin\n```\n````\n- ~~~py\n  a\n   b\n  ~~~\n> ```\n> q\n> ```\nafter"

    found = _only(text, BlockKind.CODE)

    assert [(b.text, b.info, b.depth, b.is_quoted) for b in found] == [
        ("```\nin\n```", "md", 0, False),
        ("a\n b", "py", 1, False),
        ("q", "", 0, True),
    ]
    assert text[found[0].span.start : found[0].span.end].startswith("````md") and blocks(text)[-1].text == "after"


def test_unclosed_fence() -> None:
    """An unclosed fence runs to the end of the text, inside a list item to the next item."""
    assert _kinds("a\n\n```\nx\n\ny\n") == [("paragraph", "a"), ("code", "x\n\ny\n".rstrip("\n"))]
    assert [kind for kind, _ in _kinds("1. a\n   ```\n   x\n2. b")] == ["item", "code", "item"]


def test_badly_indented_fence() -> None:
    """Code that stands left of its fence in a list item stays one block."""
    assert _kinds("1. Change:\n   ```python\ndef f():\n    pass\n   ```\n2. Next")[1:] == [
        ("code", "def f():\n    pass"),
        ("item", "Next"),
    ]


def test_wrapped_answer() -> None:
    """A `markdown` fence around the whole text is no code."""
    assert _kinds("```markdown\n# Review\n\nText\n```\n") == [("heading", "Review"), ("paragraph", "Text")]


def test_quotes() -> None:
    """What stands behind `>` is quoted, a line without it is not, even where Markdown would go on with the quote."""
    found = blocks("> one\n> two\nthree\n\nfour")

    assert [(b.text, b.is_quoted) for b in found] == [("one\n> two", True), ("three", False), ("four", False)]


def test_html() -> None:
    """Text inside HTML is read as Markdown; comments are in no block."""
    text = "<details><summary>More</summary>\n\n- item <b>x</b>\n</details>\n<!-- a\nb -->\nend `<p>` here"

    assert _kinds(text) == [("paragraph", "More"), ("item", "item <b>x</b>"), ("paragraph", "end `<p>` here")]


def test_unclosed_comment() -> None:
    """A comment that is never closed hides nothing."""
    assert _kinds("<!-- a\n\nb") == [("paragraph", "<!-- a"), ("paragraph", "b")]


def test_table() -> None:
    """Rows know their cells and columns, the head is a row that names its own, and pipes in code or escaped part nothing."""
    text = "| File | What |\n|---|---|\n| a.py | `x || y` is \\| bad |\n| b.py | |\n"
    head, first, second = blocks(text)

    assert head.header == first.header == ("File", "What")
    assert [text[c.start : c.end] for c in first.cells] == ["a.py", "`x || y` is \\| bad"]
    assert second.text == "b.py"


def test_headings() -> None:
    """Headings come without their marks; dashes below a sentence are a rule and no heading."""
    found = blocks("## One `x` ##\n\nTwo\n===\n\nA sentence.\n---\nmore")

    assert [(b.kind.value, b.text, b.level) for b in found] == [
        ("heading", "One `x`", 2),
        ("heading", "Two", 1),
        ("paragraph", "A sentence.", 0),
        ("paragraph", "more", 0),
    ]


def test_link_definition() -> None:
    """A link definition stays in the text, for Markdown would drop it."""
    assert _kinds("[1]: http://a.b") == [("paragraph", "[1]: http://a.b")]


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_ends(ending: str) -> None:
    """Any line end parts lines, and spans count the text as given."""
    text = ending.join(["\ufeffone", "", "- two\u2028still", "\f"])

    assert [text[b.span.start : b.span.end] for b in blocks(text)] == ["\ufeffone", "two\u2028still"]


def test_deep_quotes() -> None:
    """What stands deeper than Markdown is read to is a paragraph of its own."""
    assert "the end" in blocks("> " * 300 + "the end")[-1].text


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10**6,
        "`" * 10**6,
        "> " * 200 + "a\n" * 10**5,
        "a " * 10**6,
        "<!--" * 10**5,
        "- a\n" * 10**5,
        "\n" * 10**6,
        "|" * 10**6,
    ],
)
def test_linear(text: str) -> None:
    """A megabyte of anything takes seconds."""
    begun = time.process_time()

    blocks(text)

    assert time.process_time() - begun < 10
