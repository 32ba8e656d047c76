"""Foreign text does nothing where it is shown, and its words are still there."""

import re
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.model.neutral import (
    BREAK,
    break_commands,
    fenced,
    neutralise_code,
    neutralise_markdown,
    neutralise_terminal,
    safe_url,
    shorten,
)

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
INERT = {"text", "code_inline", "softbreak", "inline", "paragraph_open", "paragraph_close"}
ACTIVE = re.compile(
    r"@\w|#\d|gh-\d|://|www\.|(?<!\w)[0-9a-f]{7,}(?!\w)|:[\w+-]{1,40}:|recheck|reverify|^[\s>*_~`#+-]*/\w", re.I
)
RECHECK = re.compile(r"^[\s>*_~`\"'(\[|#+-]*/?(?:recheck|reverify)", re.I | re.M)

WORDS = st.sampled_from(["loader", "the", "Value", "naïve", "値", "x_y", "__init__", "a*b", "it's"])
HOSTILE = st.sampled_from(
    [
        "@octo",
        "@org/team",
        "#12",
        "GH-12",
        "o/r#12",
        "o/r@1a2b3c4",
        "deadbeef1234567",
        "https://h.example/a",
        "http://",
        "www.h.example",
        "<img/src=x>",
        "<!--",
        "-->",
        "<b>",
        "</details>",
        "![a](b)",
        "[a](b)",
        "[a]:",
        "[^1]",
        "`",
        "``",
        "```",
        "`code`",
        "`a|b`",
        "~~",
        "~",
        "*",
        "**",
        "_",
        "__",
        "|",
        "||",
        "\\",
        "\\\\",
        "&",
        "&amp;",
        "&#35;",
        ">",
        "#",
        "##",
        "-",
        "+",
        "=",
        "===",
        "---",
        "1.",
        "1)",
        "$",
        "$$",
        ":tada:",
        "recheck",
        "reverify",
        "/recheck-review",
        "/retest",
        "@dependabot",
        "\n",
        "\n\n",
        "\t",
        "    ",
        "\r\n",
        "\u202e",
        "\u200b",
        "\x1b[31m",
        "\x00",
        "\u2028",
        "\ufeff",
        "\U000e0041",
    ]
)
TEXTS = st.lists(st.one_of(WORDS, HOSTILE, st.text(max_size=6)), max_size=14).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda glue: glue.join(parts))
)


def leaves(text: str) -> list[Token]:
    """Every token of a text, inline ones included."""
    tokens = PARSER.parse(text)
    return [*tokens, *(child for token in tokens for child in token.children or ())]


def visible(text: str) -> str:
    """What a reader of the rendered text sees, our own zero-width spaces included."""
    shown = (
        token.content if token.type == "text" else f" {token.content} " for token in leaves(text) if not token.children
    )
    return "".join(shown)


def words(text: str) -> list[str]:
    """The plain words of a text, in order."""
    return re.findall(r"[A-Za-z]{2,}", text.replace(BREAK, ""))


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_markdown_is_inert(text: str) -> None:
    """No link, image, HTML, emphasis, list, heading or table comes of any text."""
    assert {token.type for token in leaves(neutralise_markdown(text))} <= INERT


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_markdown_calls_nobody(text: str) -> None:
    """Nothing that a forge or a bot acts on is left outside code, and no mention or command anywhere."""
    neutral = neutralise_markdown(text)
    shown = "".join(
        "\0" if token.type == "code_inline" else token.content for token in leaves(neutral) if not token.children
    )

    assert ACTIVE.search(shown) is None
    assert re.search(r"@\w|recheck|reverify", neutral, re.I) is None
    assert "\n" not in neutral


@given(st.lists(st.one_of(WORDS, HOSTILE), max_size=12).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_markdown_keeps_words(text: str) -> None:
    """The reader sees every word of the text, in order."""
    assert words(visible(neutralise_markdown(text))) == words(text)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_table_cell(text: str) -> None:
    """A table with the text in a cell has exactly its own two cells."""
    tokens = PARSER.parse(f"| a | b |\n|---|---|\n| {neutralise_markdown(text)} | end |\n")
    cells = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "td_open"]

    assert len(cells) == 2
    assert cells[1] == "end"


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_fence(text: str) -> None:
    """A fenced text is one block of code that shows the text's words, with no mention and no command in it."""
    tokens = PARSER.parse(fenced(text))

    assert [token.type for token in tokens] == ["fence"]
    assert words(tokens[0].content) == words(neutralise_terminal(text))
    assert re.search(r"@\w", tokens[0].content) is None
    assert RECHECK.search(tokens[0].content) is None


@given(st.one_of(TEXTS, st.text()))
@settings(max_examples=400, deadline=None)
def test_nothing_invisible(text: str) -> None:
    """No control, format or surrogate character is left but line ends, tabs and our own break."""
    for output in (neutralise_markdown(text), neutralise_code(text), neutralise_terminal(text)):
        rest = re.sub(f"[\n\t{BREAK}]", "", output)
        assert not [char for char in rest if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert BREAK not in neutralise_terminal(text)


@given(st.lists(HOSTILE, max_size=10).map("\n".join))
@settings(max_examples=200, deadline=None)
def test_no_line_is_a_command(text: str) -> None:
    """No line of a finished text begins with a recheck expression, whatever marks stand before it."""
    assert RECHECK.search(break_commands(text)) is None


def test_readable() -> None:
    """Ordinary prose with code stays what it is."""
    text = "The call of `self.load(path)` in line 12 ignores `None`, see a_long_name."

    assert neutralise_markdown(text) == text


def test_escapes_are_shown() -> None:
    """In code and on a terminal an invisible character is shown by its number."""
    assert neutralise_code("a\u202eb\x1b[0m") == "a\\u202eb\\x1b[0m"
    assert neutralise_terminal("a\U000e0041") == "a\\U000e0041"


def test_urls() -> None:
    """Only http and https become links, and nothing in them can end the link."""
    assert safe_url("javascript:alert(1)") is None
    assert safe_url("https://h.example/a b(c)<d>\u00e9") == "https://h.example/a%20b%28c%29%3Cd%3E%C3%A9"


def test_shorten() -> None:
    """A long text is cut between words, and a code span that the cut opened is closed."""
    assert shorten("one two three four", 9) == "one two…"
    assert shorten("see `load path now`", 12) == "see `load…`"
    assert shorten("short", 9) == "short"


@pytest.mark.parametrize("change", [neutralise_markdown, neutralise_code, neutralise_terminal, fenced, break_commands])
@pytest.mark.parametrize(
    "unit",
    [
        "@",
        "`a",
        "([",
        "_",
        "a",
        "0",
        ":a",
        "://a:",
        "&",
        "1.",
        "token:",
        "password = '",
        "\\",
        "eyJaaaaaaaaa.",
        "\u202e",
        "\n",
        "-----BEGIN PRIVATE KEY-----",
    ],
)
def test_linear(change: Callable[[str], str], unit: str) -> None:
    """A hostile text of a megabyte takes seconds at most."""
    text = unit * (1_000_000 // len(unit))

    start = time.process_time()
    change(text)

    assert time.process_time() - start < 5
