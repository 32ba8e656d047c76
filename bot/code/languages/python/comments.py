"""Groups comment tokens into runs: neighbours on lines of their own, at one indentation."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.code.languages.python.lexer import CommentToken

MAX_TAB = 8


@dataclass(frozen=True, slots=True)
class CommentRun:
    """A run of comments: line and column of the first, and the texts without leaders but with their indentation."""

    first: int
    column: int
    texts: tuple[str, ...]
    is_trailing: bool = False


def runs(tokens: Iterable[CommentToken]) -> list[CommentRun]:
    """Group the comments of a file; a trailing comment is a run of its own."""
    found: list[CommentRun] = []
    pending: list[CommentToken] = []
    for token in tokens:
        if pending and not _continues(pending[-1], token):
            found.append(_run(pending))
            pending = []
        pending.append(token)
    if pending:
        found.append(_run(pending))
    return found


def _continues(last: CommentToken, token: CommentToken) -> bool:
    if last.is_trailing or token.is_trailing:
        return False
    return token.line == last.line + 1 and token.column == last.column


def _run(tokens: list[CommentToken]) -> CommentRun:
    texts = [token.text.lstrip("#").expandtabs(MAX_TAB).rstrip() for token in tokens]
    margin = min((len(text) - len(text.lstrip()) for text in texts if text), default=0)
    cut = tuple(text[margin:] for text in texts)
    return CommentRun(tokens[0].line, tokens[0].column, cut, tokens[0].is_trailing)
