"""Makes facts of what a grammar found in a text."""

import re
from collections.abc import Sequence

from bot.code.languages.nodes import CallNode, HandlerNode, Nodes, Piece, TryNode
from bot.model.facts import Argument, Call, Comment, Facts, Fault, Handler, LineClass, TryBlock
from bot.model.place import Extent

MAX_TEXT = 1000
UNTYPED = ("javascript", "typescript", "tsx")
"""Languages whose catch clause names a variable, and no type."""

MAX_CALLEE = 300
LEADER = re.compile(r"^[ \t]*(?:/\*+|\*+/|\*(?!/)|//+[!/]?|#+|--+|<!--|;+|%+)?[ ]?")
CLOSER = re.compile(r"[ \t]*(?:\*+/|-->)[ \t]*$")
JOINS = re.compile(r"\?\.|->|::?|\\|!\.")
CONSTANT = re.compile(r"""-?\d[\w.]*|["'`][^"'`\n]*["'`]|true|false|null|nil|None|undefined""")


def facts(text: str, language: str, found: Nodes) -> Facts:
    """The facts of one text; names and scopes are not known, so they are never complete."""
    lines = text.removesuffix("\n").split("\n")
    fault = None
    if found.faults:
        count = len(found.faults)
        fault = Fault(
            min(min(found.faults), len(lines)), f"the grammar does not accept {count} place{'s' * (count > 1)}"
        )
    calls = sorted(found.calls, key=lambda node: (node.whole.start, node.whole.end))
    return Facts(
        language=language,
        line_classes=_classes(lines, found),
        fault=fault,
        calls=tuple(_call(node, text) for node in calls),
        tries=tuple(_try(node, text, language) for node in sorted(found.tries, key=lambda node: node.whole.start)),
        comments=_comments(found, text, lines),
    )


def _classes(lines: Sequence[str], found: Nodes) -> tuple[LineClass, ...]:
    classes = [LineClass.CODE if line.strip() else LineClass.BLANK for line in lines]
    for pieces, kind in ((found.comments, LineClass.COMMENT), (found.strings, LineClass.STRING)):
        for item in pieces:
            for number in range(item.lines.start, min(item.lines.end, len(lines)) + 1):
                if number not in found.code and classes[number - 1] is LineClass.CODE:
                    classes[number - 1] = kind
    return tuple(classes)


def _call(node: CallNode, text: str) -> Call:
    callee = _callee(text[max(node.callee.start, node.callee.end - MAX_CALLEE) : node.callee.end])
    return Call(
        callee=callee,
        name=callee.rpartition(".")[2],
        lines=node.whole.lines,
        scope="",
        arguments=tuple(_argument(item, text) for item in node.arguments),
        statement=node.whole.lines,
        text=_source(node.whole, text),
        awaited=node.parent == "await_expression",
        returned=node.parent == "return_statement",
        is_statement=node.parent in ("expression_statement", "statements"),
    )


def _callee(source: str) -> str:
    """A callee as a dotted name: what stands in brackets is left out, and every language's joint becomes a dot."""
    kept: list[str] = []
    depth = 0
    for character in reversed(source.strip()):
        if character in ")]}":
            kept.append(character if depth == 0 else "")
            depth += 1
        elif character in "([{":
            depth -= 1
            if depth < 0:
                break
            kept.append(character if depth == 0 else "")
        elif depth == 0:
            kept.append(character)
    plain = JOINS.sub(".", "".join(reversed(kept)))
    plain = re.sub(r"<[^<>]*>$", "", plain.strip()).rstrip("!")
    words = re.sub(r"\s*\.\s*", ".", plain).split()
    return words[-1].replace("$", "").lstrip(".@&*") if words else ""


def _argument(item: Piece, text: str) -> Argument:
    source = _source(item, text)
    keyword, _, value = source.partition("=")
    if value and re.fullmatch(r"\w+\s*", keyword) and not value.startswith(("=", ">")):
        return Argument(value.strip(), keyword.strip(), CONSTANT.fullmatch(value.strip()) is not None)
    return Argument(source, None, CONSTANT.fullmatch(source) is not None)


def _source(item: Piece, text: str) -> str:
    source = text[item.start : min(item.end, item.start + MAX_TEXT)]
    return " ".join(source.split()) + ("…" if item.end - item.start > MAX_TEXT else "")


def _try(node: TryNode, text: str, language: str) -> TryBlock:
    return TryBlock(
        lines=node.whole.lines,
        body=node.body.lines,
        scope="",
        handlers=tuple(_handler(handler, text, language) for handler in node.handlers),
        final=node.final.lines if node.final else None,
    )


def _handler(node: HandlerNode, text: str, language: str) -> Handler:
    caught = _source(node.caught, text).strip("()") if node.caught else ""
    is_name = language in UNTYPED
    return Handler(
        types=() if is_name or not caught else (caught,),
        lines=node.whole.lines,
        scope="",
        name=caught if is_name else "",
        raises=node.raises,
        is_silent=node.is_empty,
    )


def _comments(found: Nodes, text: str, lines: Sequence[str]) -> tuple[Comment, ...]:
    """Comments in order; neighbours of one line each at the same column are one run."""
    groups: list[list[Piece]] = []
    for item in sorted(found.comments, key=lambda item: item.start):
        is_single = item.lines.start == item.lines.end and not _is_trailing(item, lines)
        last = groups[-1][-1] if groups else None
        if is_single and last is not None and _is_neighbour(last, item, lines):
            groups[-1].append(item)
        else:
            groups.append([item])
    return tuple(_comment(group, text, lines) for group in groups)


def _is_neighbour(last: Piece, item: Piece, lines: Sequence[str]) -> bool:
    is_next = last.lines.start == last.lines.end == item.lines.start - 1
    return is_next and last.column == item.column and not _is_trailing(last, lines)


def _is_trailing(item: Piece, lines: Sequence[str]) -> bool:
    return bool(lines[item.lines.start - 1][: item.column].strip())


def _comment(group: list[Piece], text: str, lines: Sequence[str]) -> Comment:
    parts = [line for item in group for line in text[item.start : item.end].rstrip("\n").split("\n")]
    cleaned = [CLOSER.sub("", LEADER.sub("", part)) for part in parts]
    extent = Extent(group[0].lines.start, group[-1].lines.end)
    return Comment("\n".join(cleaned).strip("\n"), extent, _is_trailing(group[0], lines))
