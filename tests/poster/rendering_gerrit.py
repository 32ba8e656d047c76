"""What Gerrit makes of a message: CommonMark with hard line breaks, in which HTML is text."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.model.neutral import BREAK

_READER = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
# Gerrit escapes `&` and `<` before it renders.
_READER.disable(["entity", "autolink"])

SHOWN = {
    "bullet_list_close", "bullet_list_open", "code_inline", "hardbreak", "inline", "list_item_close", "list_item_open",
    "paragraph_close", "paragraph_open", "softbreak", "text",
}  # fmt: skip
"""What we mean a message to be made of: paragraphs, one level of lists, code in lines."""

ACTS = {
    "a mention": re.compile(r"@\w"),
    "a number": re.compile(r"#\d"),
    "a commit": re.compile(r"(?<!\w)I?[0-9a-f]{7,40}(?!\w)", re.IGNORECASE),
    "an address": re.compile(r"\w://|\bwww\.\w", re.IGNORECASE),
    "an account": re.compile(r"<GERRIT_", re.IGNORECASE),
    "a link": re.compile(r"\]\("),
}
"""What Gerrit, or a site's rules for links, acts on in text that is no code."""

INVISIBLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200c-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")


def tokens(text: str) -> Iterator[Token]:
    """Every block and everything inside of lines."""
    for token in _READER.parse(text):
        yield token
        yield from token.children or ()


def kinds(text: str) -> set[str]:
    """The kinds of everything that a message renders as."""
    return {token.type for token in tokens(text)}


def prose(text: str) -> str:
    """The words of a message that are no code."""
    return "".join(token.content if token.type == "text" else "\n" for token in tokens(text))


def words(text: str) -> str:
    """The words as a reader sees them, without our invisible breaks."""
    shown = (
        token.content if token.type in ("text", "code_inline") else "\n" for token in tokens(text) if not token.children
    )
    return "".join(shown).replace(BREAK, "")
