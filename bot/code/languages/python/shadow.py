"""Finds commented-out code: lines of a comment run that are Python once their leader is cut, and do something."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.code.languages.python.lexer import scan
from bot.code.languages.python.parsing import parsed

MAX_LINES = 30
"""A bracket that stays open longer is prose."""

MAX_LINE = 1000
TOOLS = (
    "noqa",
    "type",
    "pylint",
    "mypy",
    "flake8",
    "isort",
    "fmt",
    "yapf",
    "pragma",
    "nosec",
    "ruff",
    "pyright",
    "cython",
)
BULLETS = ("- ", "* ", "+ ", "> ")
CLAUSE = re.compile(r"(?:else|finally|try)\s*:|(?:elif|except)\b.*:", re.DOTALL)
SPACED_CALL = re.compile(r"[\w.]+\s+\(")
CALL_SHAPE = re.compile(r"[\w.\[\]'\"]+\(")


@dataclass(frozen=True, slots=True)
class Piece:
    """One logical line of a comment run. `strength`: 0 prose, 1 may be code beside code, 2 is code by itself."""

    start: int
    end: int
    strength: int
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class CodeRange:
    """Lines of a run (indexes, inclusive) that are commented-out code, with their trees where they parse whole."""

    start: int
    end: int
    text: str


def code_ranges(texts: Sequence[str]) -> list[CodeRange]:
    """The stretches of a comment run that are code; everything else in the run is prose."""
    found: list[CodeRange] = []
    group: list[Piece] = []
    for piece in [*_pieces(texts), Piece(len(texts), len(texts), 0)]:
        if piece.strength:
            group.append(piece)
            continue
        kept = _trimmed(group)
        if any(item.strength > 1 for item in kept):
            start, end = kept[0].start, kept[-1].end
            found.append(CodeRange(start, end, _dedented(texts[start : end + 1])))
        group = []
    return found


def _trimmed(group: list[Piece]) -> list[Piece]:
    """A group without the bare words at its edges, which are rather prose."""
    start, end = 0, len(group)
    while start < end and group[start].is_bare:
        start += 1
    while end > start and group[end - 1].is_bare:
        end -= 1
    return group[start:end]


def _pieces(texts: Sequence[str]) -> Iterator[Piece]:
    index = 0
    while index < len(texts):
        if not texts[index].strip():
            yield Piece(index, index, 1, is_bare=True)
            index += 1
            continue
        end = _logical_end(texts, index)
        if end is None:
            yield Piece(index, index, 0)
            index += 1
            continue
        piece = _judged("\n".join(texts[index : end + 1]), index, end)
        if piece.strength == 0 and end > index:
            piece = Piece(index, index, 0)
        yield piece
        index = piece.end + 1


def _logical_end(texts: Sequence[str], start: int) -> int | None:
    """The line where every bracket that opened since `start` is closed; None when one never is, or too many close."""
    depth = 0
    for index in range(start, min(start + MAX_LINES, len(texts))):
        text = texts[index]
        if len(text) > MAX_LINE:
            return None
        depth += _balance(text)
        if depth < 0:
            return None
        if depth == 0 and not text.endswith("\\"):
            return index
    return None


def _balance(text: str) -> int:
    opened = sum(text.count(bracket) for bracket in "([{")
    closed = sum(text.count(bracket) for bracket in ")]}")
    if (opened or closed) and ("'" in text or '"' in text):
        return _balance_outside_strings(text)
    return opened - closed


def _balance_outside_strings(text: str) -> int:
    plain = re.sub(r"'(?:[^'\\]|\\.)*+'|\"(?:[^\"\\]|\\.)*+\"", "", text)
    return sum(plain.count(bracket) for bracket in "([{") - sum(plain.count(bracket) for bracket in ")]}")


def _judged(text: str, start: int, end: int) -> Piece:
    stripped = text.strip()
    if stripped.partition(":")[0].strip().lower() in TOOLS or not _could_be_code(stripped):
        return Piece(start, end, 0)
    if CLAUSE.fullmatch(stripped):
        return Piece(start, end, 1)
    source = stripped
    if stripped.endswith(":"):
        source += " pass"
    elif stripped.startswith("@"):
        source += "\ndef f(): pass"
    tree = parsed(source)
    if tree is None or len(tree.body) != 1:
        return Piece(start, end, 0 if tree is None else 1)
    strength, is_bare = _strength(tree.body[0], stripped)
    return Piece(start, end, strength, is_bare)


def _could_be_code(text: str) -> bool:
    """A cheap test that spares the parser most prose: words that follow words are code only behind a keyword."""
    if text[-1] in ".?!" and not text.endswith("..."):
        return False
    if text.startswith(BULLETS):
        return False
    return not re.match(r"[A-Z]?[a-z']+ [a-z']+ [a-z']+ [a-z']+", text) or text.startswith(
        ("from ", "for ", "not ", "if ")
    )


def _strength(node: ast.stmt, text: str) -> tuple[int, bool]:
    """How surely a statement is code (1 or 2), and whether it is only a bare expression."""
    match node:
        case ast.Expr(value=ast.Call() | ast.Await() | ast.Yield() as value):
            return (0, True) if SPACED_CALL.match(text) and isinstance(value, ast.Call) else (2, False)
        case ast.Expr(value=ast.Tuple()):
            return 1, True
        case ast.Expr(value=value):
            return (2, False) if _has_call(value, text) else (1, True)
        case ast.AnnAssign(value=None):
            return 0, True
        case ast.AnnAssign():
            return (2, False) if " = " in text else (0, True)
        case ast.Return(value=None | ast.Name()) | ast.Raise(exc=None | ast.Name()) | ast.Delete() | ast.Global():
            return 1, False
        case ast.Pass() | ast.Continue() | ast.Break() | ast.Nonlocal():
            return 1, False
        case ast.If(test=ast.Name()) | ast.While(test=ast.Name()) | ast.Assert(test=ast.Name()):
            return 1, False
        case _:
            return 2, False


def _has_call(node: ast.expr, text: str) -> bool:
    if not CALL_SHAPE.search(text) or SPACED_CALL.search(text):
        return False
    return any(isinstance(inner, ast.Call) for inner in ast.walk(node))


def _dedented(texts: Sequence[str]) -> str:
    margin = min((len(text) - len(text.lstrip()) for text in texts if text.strip()), default=0)
    return "\n".join(text[margin:] for text in texts)


def blocks_of(found: CodeRange) -> Iterator[tuple[int, str, ast.Module]]:
    """The trees of a stretch: one where it parses whole, else one for each logical line, with its first index."""
    tree = parsed(found.text)
    if tree is not None:
        yield found.start, found.text, tree
        return
    texts = found.text.split("\n")
    for piece in _pieces(texts):
        text = "\n".join(texts[piece.start : piece.end + 1])
        source = text.strip() + (" pass" if text.rstrip().endswith(":") else "")
        if piece.strength and (tree := parsed(source)) is not None:
            yield found.start + piece.start, source, tree


def comment_columns(text: str) -> dict[int, int]:
    """The columns of comments inside a piece of code, by line."""
    return {token.line: token.column for token in scan(text).comments}
