"""Reads Python text into facts: scan, parse, walk once, resolve."""

import ast
from collections.abc import Sequence

from bot.code.languages.python import annotations, bindings, commented, guards, lines, outcomes, parsing
from bot.code.languages.python.lexer import Tokens, scan
from bot.code.languages.python.scopes import Scope, ScopeKind
from bot.code.languages.python.source import Source
from bot.code.languages.python.state import Seen
from bot.code.languages.python.walk import Walk
from bot.model.facts import Facts, Fault, Guard, LineClass

LANGUAGE = "python"


def read(path: str, text: str) -> Facts:
    """Everything that can be told from one Python text; what does not parse keeps its line classes and comments."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    tokens = scan(text)
    tree = parsing.parse(text)
    if isinstance(tree, Fault):
        return _broken(text, tokens, tree)
    try:
        return _complete(text, tokens, tree)
    except (RecursionError, MemoryError, ValueError):
        return _broken(text, tokens, Fault(1, parsing.TOO_DEEP))


def _broken(text: str, tokens: Tokens, fault: Fault) -> Facts:
    all_lines = _lines_of(text)
    finder = annotations.ScopeFinder((), {}, Scope(ScopeKind.MODULE, ""))
    found, shadow = commented.read(tokens.comments, all_lines, finder, ())
    return Facts(
        language=LANGUAGE,
        line_classes=_classes(text, tokens, None),
        fault=fault,
        comments=found,
        shadow=shadow,
    )


def _complete(text: str, tokens: Tokens, tree: ast.Module) -> Facts:
    all_lines = _lines_of(text)
    seen = Seen(Source(text, {comment.line: comment.column for comment in tokens.comments}))
    Walk(seen).module(tree)
    scopes = {scope.name: scope for scope in reversed(seen.scopes)}
    finder = annotations.ScopeFinder(seen.definitions, scopes, seen.scopes[0])
    import_reads = [
        *annotations.quoted_reads(seen.quoted),
        *annotations.comment_reads(tokens.comments, finder),
        *annotations.doctest_reads(seen.texts, all_lines, seen.scopes[0]),
    ]
    found, shadow = commented.read(tokens.comments, all_lines, finder, seen.definitions)
    return Facts(
        language=LANGUAGE,
        line_classes=_classes(text, tokens, seen),
        is_complete=True,
        definitions=tuple(sorted(seen.definitions, key=lambda item: (item.lines.start, -item.lines.end))),
        calls=tuple(placed.call for placed in sorted(seen.calls, key=lambda placed: placed.position)),
        tries=tuple(seen.tries),
        suppressions=tuple(seen.suppressions),
        bindings=bindings.resolve(seen, import_reads),
        imports=tuple(seen.imports),
        reads=tuple(sorted(seen.reads, key=lambda read: read.line)),
        comments=found,
        shadow=shadow,
        texts=tuple(sorted(seen.texts, key=lambda item: item.lines)),
        guards=_guards(seen),
        raises=tuple(seen.raises),
        statements=tuple(sorted(seen.statements)),
        unreachable=tuple(sorted(seen.unreachable)),
        exports=tuple(dict.fromkeys(seen.exports)),
        dynamic=tuple(sorted(seen.dynamic)),
        has_star_import=seen.has_star_import,
        outcomes=outcomes.read(tree, seen.source),
    )


def _lines_of(text: str) -> list[str]:
    return text.split("\n")


def _classes(text: str, tokens: Tokens, seen: Seen | None) -> tuple[LineClass, ...]:
    """One class for each line as editors count them: a last line end opens no new line."""
    all_lines = _lines_of(text)
    known = None if seen is None else [item.lines for item in seen.texts if item.is_docstring]
    docstrings = lines.likely_docstrings(all_lines, tokens) if known is None else known
    found = lines.classes(all_lines, tokens, docstrings)
    return found[:-1] if text.endswith("\n") else found


def _guards(seen: Seen) -> tuple[Guard, ...]:
    assigned: dict[tuple[str, str], list[int]] = {}
    for scope in seen.scopes:
        for name, sites in scope.sites.items():
            assigned.setdefault((scope.name, name), []).extend(site.start for site in sites)
    for use in seen.attributes:
        if use.is_store:
            assigned.setdefault((use.scope.name, f"{use.base}.{use.name}"), []).append(use.line)
    sorted_lines: dict[tuple[str, str], Sequence[int]] = {key: sorted(found) for key, found in assigned.items()}
    found = guards.cut_at_assignments(seen.guards, sorted_lines)
    return tuple(sorted(found, key=lambda guard: (guard.line, guard.covers, guard.text)))
