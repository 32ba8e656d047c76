"""Says for each line whether it is blank, a comment, part of a docstring or string, or code."""

from collections.abc import Iterable, Sequence

from bot.code.languages.python.lexer import Tokens
from bot.model.facts import LineClass
from bot.model.place import Extent


def classes(lines: Sequence[str], tokens: Tokens, docstrings: Iterable[Extent]) -> tuple[LineClass, ...]:
    """The class of each line. A line with code beside a string or comment is code."""
    found = [
        _class(line, bool(code), bool(strung))
        for line, code, strung in zip(lines, tokens.code, tokens.strung, strict=True)
    ]
    for extent in docstrings:
        for index in range(extent.start - 1, extent.end):
            if found[index] is LineClass.STRING:
                found[index] = LineClass.DOCSTRING
    for comment in tokens.comments:
        if not tokens.code[comment.line - 1] and not tokens.strung[comment.line - 1]:
            found[comment.line - 1] = LineClass.COMMENT
    return tuple(found)


def _class(line: str, has_code: bool, has_string: bool) -> LineClass:
    if not line.strip():
        return LineClass.BLANK
    if has_code or not has_string:
        return LineClass.CODE
    return LineClass.STRING


def likely_docstrings(lines: Sequence[str], tokens: Tokens) -> list[Extent]:
    """Docstrings of a text that does not parse: long strings that open a line after a colon, or open the file."""
    found: list[Extent] = []
    for string in tokens.strings:
        if not (string.is_long and string.is_first):
            continue
        above = string.start - 1
        while above > 0 and (not lines[above - 1].strip() or lines[above - 1].lstrip().startswith("#")):
            above -= 1
        if above == 0 or lines[above - 1].rstrip().endswith(":"):
            found.append(Extent(string.start, string.end))
    return found
