"""What GitHub makes of a comment: rendered by its own fork of cmark, taken apart by an HTML parser."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import cmarkgfm
from cmarkgfm.cmark import Options

from bot.model.neutral import BREAK

_OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_HARDBREAKS
_VOID = {"br", "hr", "img", "input"}
_BLOCKS = {"p", "li", "td", "th", "summary", "pre", "br", "ul", "table", "details"}


@dataclass
class Rendered(HTMLParser):
    """A rendered comment: its tags with their attributes, its hidden comments, its text in and outside of code."""

    html: str
    tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    misnested: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and that a block begins a line."""
        self.tags.append((tag, tuple(attrs)))
        if tag in _BLOCKS:
            self.texts.append("\n")
            self.prose.append("\n")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note what is closed in a wrong order."""
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in _VOID:
            self.misnested.append(tag)

    def handle_data(self, data: str) -> None:
        """Note a text node."""
        self.texts.append(data)
        self.prose.append("\0" if {"code", "pre"} & set(self.open) else data)

    def handle_comment(self, data: str) -> None:
        """Note a hidden comment."""
        self.comments.append(data)

    def handle_decl(self, decl: str) -> None:
        """Note a declaration, which nobody should write."""
        self.other.append(decl)

    def unknown_decl(self, data: str) -> None:
        """Note a section, which nobody should write."""
        self.other.append(data)

    def handle_pi(self, data: str) -> None:
        """Note a processing instruction, which nobody should write."""
        self.other.append(data)

    @property
    def text(self) -> str:
        """Everything that a reader sees, a line a block."""
        return "".join(self.texts)

    @property
    def outside_code(self) -> str:
        """What GitHub looks through for mentions and references: text that is no code."""
        return "".join(self.prose)

    @property
    def words(self) -> str:
        """The text without our invisible breaks and with single spaces."""
        return " ".join(self.text.replace(BREAK, "").split())


def rendered(markdown: str) -> Rendered:
    """The Markdown as GitHub renders it in a comment, before it looks for mentions and references."""
    return Rendered(cmarkgfm.github_flavored_markdown_to_html(markdown, _OPTIONS))


ACTS = {
    "a mention": re.compile(r"@\w"),
    "an issue": re.compile(r"#\d"),
    "an issue in the old form": re.compile(r"\bGH-\d", re.IGNORECASE),
    "a commit": re.compile(r"(?<!\w)[0-9a-f]{7,40}(?!\w)", re.IGNORECASE),
    "an address": re.compile(r"\w://|\bwww\.\w|\w@\w", re.IGNORECASE),
    "an emoji": re.compile(r":[A-Za-z0-9_+-]{1,40}:"),
    "mathematics": re.compile(rf"(?<!{BREAK})\$|\$(?!{BREAK})"),
}
"""What GitHub acts on in text that is no code."""

_MARKS = r"[\s>*_~`\"'(\[|#+-]*"
COMMANDS = {
    "a recheck of Zuul": re.compile(
        r"^(Patch Set \d+:)?(\s*\(.*\))?\s*(recheck|reverify)\b", re.IGNORECASE | re.MULTILINE
    ),
    "a marked recheck": re.compile(rf"^{_MARKS}/?(recheck|reverify)", re.IGNORECASE | re.MULTILINE),
    "a command": re.compile(rf"^{_MARKS}/[a-z]", re.IGNORECASE | re.MULTILINE),
    "a bot called by name": re.compile(rf"^{_MARKS}@\w", re.IGNORECASE | re.MULTILINE),
}
"""What CI and bots act on at the start of a line, raw or rendered."""
