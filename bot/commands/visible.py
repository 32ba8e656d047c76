"""Which lines of a message a reader sees as said by its author: not quoted, not code, not hidden, no text of a link."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MAX_NESTING = 20
_HIDING = ("blockquote", "code", "kbd", "pre", "q", "samp", "script", "style", "textarea", "title", "tt", "xmp")
"""Elements in which words are quoted, code, hidden, or a link."""

_COMMENT = re.compile(r"<!--(?:-?>|.*?-->|(?P<open>.*\Z))", re.DOTALL)
_NAMES = "|".join(_HIDING)
_TAG = re.compile(  # `List<A>` is no link: only with an attribute is it one
    rf"<(?:/(?P<closed>{_NAMES}|a)|(?P<opened>{_NAMES}|a(?=\s)))(?![A-Za-z0-9-])", re.IGNORECASE | re.ASCII
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
"""The value of an attribute, in which nothing ends. Elsewhere quotes are words, and an end that they hide is missed."""

_PLACE = re.compile("\ue000([0-9]+)\ue001")
_PRIVATE = re.compile("[\ue000\ue001]")


def visible(lines: Sequence[str], begins: Sequence[tuple[int, str]], *, has_html: bool) -> Collection[int]:
    """Those of some lines the first word of which is shown as plain text; each is told by its number and that word.

    `has_html`: whether HTML in the text counts as such, or is shown.
    """
    marked = [_PRIVATE.sub("\ufffd", line) for line in lines]
    for number, word in begins:
        marked[number] = marked[number].replace(word, f"\ue000{number}\ue001", 1)
    text = "\n".join(marked)
    shown = _shown(text, marked, _reader(has_html, True))
    return shown & _shown(text, marked, _reader(has_html, False)) if shown and "]:" in text else shown


def _shown(text: str, lines: Sequence[str], reader: MarkdownIt) -> set[int]:
    seen = _Seen(lines)
    for token in reader.parse(text):
        seen.step(token)
    return seen.shown


@cache
def _reader(has_html: bool, has_definitions: bool) -> MarkdownIt:
    """CommonMark with tables, as far as it tells what is code, quoted, hidden or linked.

    With definitions of links it takes the line below a quoted one for unquoted, which forges don't; without, it shows them.
    """
    reader = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    reader.disable(["emphasis", "image", "entity", "autolink", "balance_pairs", "fragments_join"])
    reader.disable([*([] if has_html else ["html_block", "html_inline"]), *([] if has_definitions else ["reference"])])
    return reader


class _Seen:
    """Goes through the tokens once, and keeps what is open and which lines were shown."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._quotes = self._tables = 0
        self._elements: Counter[str] = Counter()
        self._is_lost = False
        self.shown: set[int] = set()

    def step(self, token: Token) -> None:
        """Take one block into account."""
        match token.type:
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "table_open" | "table_close":
                self._tables += token.nesting
            case "html_block":
                self._open(token.content)
            case "inline":
                self._read(token.children or ())

    def _read(self, pieces: Sequence[Token]) -> None:
        links = 0
        for piece in pieces:
            match piece.type:
                case "link_open" | "link_close":
                    links += piece.nesting
                case "html_inline":
                    self._open(piece.content)
                case "text" if not (links or self._is_hidden()):
                    self.shown.update(self._begun(piece.content))

    def _begun(self, text: str) -> Iterator[int]:
        for found in _PLACE.finditer(text):
            number = int(found[1])
            if not (self._tables and "|" in self._lines[number]):  # a row that explains a command gives none
                yield number

    def _is_hidden(self) -> bool:
        return bool(self._quotes or self._is_lost or self._elements.total())

    def _open(self, html: str) -> None:
        """Count the elements that are open after some HTML. What a comment without an end hides goes on to the end."""
        for comment in _COMMENT.finditer(html):
            self._is_lost = self._is_lost or comment["open"] is not None
        said = _QUOTED.sub(lambda found: found[0].replace("/", ""), _COMMENT.sub("", html))
        for tag in _TAG.finditer(said):
            name = (tag["opened"] or tag["closed"]).lower()
            self._elements[name] = max(0, self._elements[name] + (1 if tag["opened"] else -1))
