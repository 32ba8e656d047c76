"""Reads a text with a grammar and keeps what is needed of its tree as plain values, in one pass."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.model.place import Extent

if TYPE_CHECKING:
    from ast_grep_py import SgNode

CALLS = (
    "call_expression", "call", "method_invocation", "object_creation_expression", "new_expression",
    "function_call_expression", "member_call_expression", "scoped_call_expression", "nullsafe_member_call_expression",
    "invocation_expression", "function_call", "macro_invocation", "command",
)  # fmt: skip
ARGUMENTS = ("arguments", "argument_list", "token_tree", "call_suffix", "value_arguments")
TRIES = ("try_statement", "try_expression", "try_with_resources_statement")
HANDLERS = ("catch_clause", "catch_block", "except_clause")
FINAL = ("finally_clause", "finally_block")
RAISING = ("throw_statement", "throw_expression", "raise", "rethrow_expression")
STRING_ENDINGS = ("string", "string_literal", "template_string", "heredoc_body", "text_block", "string_scalar")
STRING_KINDS = (
    "double_quote_scalar", "single_quote_scalar", "quoted_attribute_value", "string_value", "encapsed_string",
    "char_literal", "character_literal", "rune_literal", "line_string_literal", "multi_line_string_literal",
)  # fmt: skip
MARKUP = ("html", "css", "yaml", "json", "hcl", "nix")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: first and last line, and the code points from `start` up to `end`."""

    lines: Extent
    start: int
    end: int
    column: int = 0


@dataclass(frozen=True, slots=True)
class CallNode:
    """A call: the whole, its callee, and its arguments."""

    whole: Piece
    callee: Piece
    arguments: tuple[Piece, ...]
    parent: str


@dataclass(frozen=True, slots=True)
class HandlerNode:
    """A catch clause, what it names as caught, and what its block does."""

    whole: Piece
    caught: Piece | None
    raises: bool
    is_empty: bool


@dataclass(frozen=True, slots=True)
class TryNode:
    """A try statement, its block, and its handlers."""

    whole: Piece
    body: Piece
    handlers: tuple[HandlerNode, ...]
    final: Piece | None


@dataclass(slots=True)
class Nodes:
    """What a tree held. `code` are the lines on which anything but comments, strings and commas stands."""

    comments: list[Piece] = field(default_factory=list)
    strings: list[Piece] = field(default_factory=list)
    code: set[int] = field(default_factory=set)
    calls: list[CallNode] = field(default_factory=list)
    tries: list[TryNode] = field(default_factory=list)
    faults: list[int] = field(default_factory=list)


def read(text: str, language: str) -> Nodes:
    """Walk the tree of a text once, with a stack of our own."""
    # The grammars are one library of 46 MB, which a run over Python alone never needs.
    from ast_grep_py import SgRoot

    found = Nodes()
    stack: list[tuple[SgNode, str]] = [(SgRoot(text, language).root(), "")]
    while stack:
        node, parent = stack.pop()
        kind = node.kind()
        if "comment" in kind and kind != "comment_content":
            found.comments.append(piece(node))
            continue
        children = node.children()
        if kind == "ERROR":
            found.faults.append(node.range().start.line + 1)
        if is_string(kind) and not _is_interpolated(children):
            found.strings.append(piece(node))
            continue
        if not children:
            _leaf(node, kind, language, found)
            continue
        if kind in CALLS:
            found.calls.append(_call(node, children, parent))
        elif kind in TRIES:
            found.tries.append(_try(node))
        stack.extend([(child, kind) for child in reversed(children)])
    return found


def piece(node: "SgNode") -> Piece:
    """Where a node stands; one that ends at the very beginning of a line does not belong to that line."""
    place = node.range()
    last = place.end.line + 1
    if place.end.column == 0 and place.end.line > place.start.line:
        last -= 1
    return Piece(Extent(place.start.line + 1, last), place.start.index, place.end.index, place.start.column)


def is_string(kind: str) -> bool:
    """Whether a kind of node is a literal of text."""
    return kind.endswith(STRING_ENDINGS) or kind in STRING_KINDS


def _is_interpolated(children: list["SgNode"]) -> bool:
    return any("interpolation" in child.kind() or "substitution" in child.kind() for child in children)


def _leaf(node: "SgNode", kind: str, language: str, found: Nodes) -> None:
    place = piece(node)
    if place.start == place.end:
        if language not in MARKUP:
            found.faults.append(place.lines.start)
        return
    if kind != ",":
        found.code.update(range(place.lines.start, place.lines.end + 1))


def _call(node: "SgNode", children: list["SgNode"], parent: str) -> CallNode:
    whole = piece(node)
    holders = [child for child in children if child.kind() in ARGUMENTS]
    if not holders:
        if node.kind() == "command":
            first, rest = children[0], [child for child in children[1:] if child.is_named()]
            return CallNode(whole, piece(first), tuple(piece(child) for child in rest), parent)
        return CallNode(whole, whole, (), parent)
    holder = holders[-1]
    nested = [child for child in holder.children() if child.kind() in ARGUMENTS]
    start = holder.range().start.index
    callee = Piece(whole.lines, whole.start, start, whole.column)
    named = [
        child for child in (nested or [holder])[0].children() if child.is_named() and "comment" not in child.kind()
    ]
    return CallNode(whole, callee, tuple(piece(child) for child in named), parent)


def _try(node: "SgNode") -> TryNode:
    whole = piece(node)
    named = _named(node)
    blocks = [child for child in named if _is_block(child)]
    final = [child for child in named if child.kind() in FINAL]
    handlers = tuple(_handler(child) for child in named if child.kind() in HANDLERS)
    return TryNode(whole, piece(blocks[0]) if blocks else whole, handlers, piece(final[0]) if final else None)


def _handler(node: "SgNode") -> HandlerNode:
    named = _named(node)
    block = named[-1] if named and _is_block(named[-1]) else None
    caught = [child for child in named if child is not block]
    inner = _named(block) if block is not None else []
    raises = any(_holds(block, kind) for kind in RAISING)
    is_empty = block is not None and not inner
    return HandlerNode(piece(node), piece(caught[-1]) if caught else None, raises, is_empty)


def _named(node: "SgNode") -> list["SgNode"]:
    return [child for child in node.children() if child.is_named() and "comment" not in child.kind()]


def _is_block(node: "SgNode") -> bool:
    kind = node.kind()
    return kind not in HANDLERS and kind not in FINAL and ("block" in kind or "statement" in kind)


def _holds(node: "SgNode | None", kind: str) -> bool:
    pending = [node] if node is not None else []
    while pending:
        current = pending.pop()
        if current.kind() == kind:
            return True
        pending.extend(current.children())
    return False
