"""HTML in a Markdown text: comments and block tags are blanked out in place, so that what they enclose is read as
Markdown."""

import re

from bot.parser.lines import code_spans

_COMMENT = re.compile("<!--")
_BLOCK_NAMES = (
    "details|summary|p|div|ul|ol|li|table|thead|tbody|tfoot|tr|td|th|h[1-6]|hr|blockquote|pre|section|article|"
    "center|picture|source|header|footer|main|aside|nav|dl|dt|dd|figure|figcaption"
)
BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK_NAMES})(?:[ \t][^<>\n]{{0,1000}}|/)?>", re.IGNORECASE)
"""An opening or closing tag that ends a paragraph; on one line, and bounded."""


def blank_tags(line: str) -> str:
    """The line with every block tag outside inline code overwritten by spaces."""
    if "<" not in line:
        return line
    found = [tag.span() for tag in BLOCK_TAG.finditer(line)]
    return overwrite(line, outside_code(line, found)) if found else line


def outside_code(line: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those spans, in order, that do not begin inside inline code of the line."""
    kept = []
    codes = iter(code_spans(line, 0, len(line)))
    code = next(codes, None)
    for start, end in spans:
        while code is not None and code[1] <= start:
            code = next(codes, None)
        if code is None or start < code[0]:
            kept.append((start, end))
    return kept


def overwrite(line: str, spans: list[tuple[int, int]]) -> str:
    """The line with spaces at the spans, which are in order and do not overlap; as long as before."""
    parts = []
    at = 0
    for start, end in spans:
        parts.append(line[at:start] + " " * (end - start))
        at = end
    return "".join(parts) + line[at:]


class CommentEraser:
    """Blanks comments line by line; one that is never closed is no comment and stays."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._last_end = max((index for index, line in enumerate(lines) if "-->" in line), default=-1)

    def erase(self, index: int) -> int:
        """Blank the comments that begin in line `index`; answers the line where the last of them ends."""
        at = 0
        while True:
            is_open = self._erase_within(index, at)
            if not is_open:
                return index
            closing = next(line for line in range(index + 1, self._last_end + 1) if "-->" in self._lines[line])
            for between in range(index + 1, closing):
                self._lines[between] = " " * len(self._lines[between])
            at = self._lines[closing].find("-->") + 3
            self._lines[closing] = overwrite(self._lines[closing], [(0, at)])
            index = closing

    def _erase_within(self, index: int, at: int) -> bool:
        """Blank the line's comments from `at` on; whether the last of them goes on in a later line."""
        line = self._lines[index]
        erased = []
        is_open = False
        for start in _comment_starts(line, at):
            if start < at:
                continue
            end = line.find("-->", start + 4)
            is_open = end < 0 and self._last_end > index
            if end < 0 and not is_open:
                break
            at = len(line) if is_open else end + 3
            erased.append((start, at))
        self._lines[index] = overwrite(line, erased)
        return is_open


def _comment_starts(line: str, at: int) -> list[int]:
    starts = [(found.start(), found.end()) for found in _COMMENT.finditer(line, at)]
    return [start for start, _ in outside_code(line, starts)] if starts else []
