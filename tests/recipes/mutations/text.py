"""Recipes 1, 6, 7, 16 and 17: what does not parse, docstrings, comments, layout."""

import ast
import re
from random import Random  # noqa: TID251 - seeded by an argument

from tests.recipes.case import Case, Recipe, clauses, requests, titles
from tests.recipes.source import (
    FunctionNode,
    Source,
    first_line,
    has_docstring,
    is_same_code,
    last_line,
    live_body,
    parses,
)

_MARK = re.compile(r"#\s*(?:type:|noqa|pragma|pylint|mypy|fmt:|isort|:)")


def deleted_colon(source: Source, chance: Random) -> tuple[Case, ...]:
    """The colon of a `def` on one line is cut."""
    found = [f for f in source.functions if source.lines[f.lineno - 1].rstrip().endswith(":") and source.is_whole(f)]
    if not found:
        return ()
    node = chance.choice(found)
    text = source.with_lines(node.lineno, node.lineno, [source.lines[node.lineno - 1].rstrip()[:-1]])
    if parses(text):
        return ()
    return Case(True, text, node.lineno, {"f": node.name}, group="colon"), Case(
        False, source.text, node.lineno, {"f": node.name}, group="colon"
    )


def deleted_bracket(source: Source, chance: Random) -> tuple[Case, ...]:
    """The closing bracket of a call on one line is cut."""
    found = [
        n
        for n in source.nodes
        if isinstance(n, ast.Expr | ast.Assign) and n.lineno == n.end_lineno and source.is_whole(n)
    ]
    calls = [n for n in found if isinstance(n.value, ast.Call) and source.lines[n.lineno - 1].endswith(")")]
    if not calls:
        return ()
    node = chance.choice(calls)
    text = source.with_lines(node.lineno, node.lineno, [source.lines[node.lineno - 1][:-1]])
    return () if parses(text) else (Case(True, text, node.lineno, {}), Case(False, source.text, node.lineno, {}))


def stripped_docstring(source: Source, chance: Random) -> tuple[Case, ...]:
    """The docstring of a function is taken out."""
    found = [
        f
        for f in source.functions
        if has_docstring(f) and len(f.body) > 1 and all(source.is_whole(s) for s in f.body[:2])
    ]
    if not found:
        return ()
    node = chance.choice(found)
    text = source.with_lines(node.body[0].lineno, last_line(node.body[0]), [])
    return Case(True, text, node.lineno, {"f": node.name}), Case(False, source.text, node.lineno, {"f": node.name})


def stripped_comments(source: Source, chance: Random) -> tuple[Case, ...]:
    """Every comment in a function is taken out; none stands right above it."""
    found = [f for f in source.functions if _prose(source, f) and not _above(source, f)]
    if not found:
        return ()
    node = chance.choice(found)
    lines = list(source.lines)
    for line, column, _ in source.comments:
        if node.lineno <= line <= last_line(node):
            lines[line - 1] = lines[line - 1][:column].rstrip() or "\0"
    text = "\n".join(line for line in lines if line != "\0") + "\n"
    if not is_same_code(text, source.text):
        return ()
    return Case(True, text, node.lineno, {"f": node.name}), Case(False, source.text, node.lineno, {"f": node.name})


def _prose(source: Source, node: FunctionNode) -> bool:
    """Whether a function has a comment of several words that is no mark for a tool and no code."""
    inside = [text for line, _, text in source.comments if node.lineno < line <= last_line(node)]
    return any(len(text.split()) > 4 and not _MARK.match(text) and not parses(text.lstrip("# ")) for text in inside)


def _above(source: Source, node: FunctionNode) -> bool:
    first = first_line(node)
    return any(first - 4 <= line < node.lineno for line, _, _ in source.comments)


def odd_indent(source: Source, chance: Random) -> tuple[Case, ...]:
    """The body of one block is indented by three spaces, or by a tab among spaces."""
    margins = {len(source.indent(n.lineno)) for n in source.nodes if isinstance(n, ast.stmt)}
    if "\t" in source.text or any(margin % 4 for margin in margins):
        return ()
    blocks = [n for n in source.nodes if isinstance(n, ast.If | ast.For | ast.While) and not n.orelse]
    found = [
        n for n in blocks if all(source.is_whole(s) for s in n.body) and last_line(n.body[-1]) - n.body[0].lineno < 5
    ]
    if not found:
        return ()
    node, step = chance.choice(found), chance.choice(("   ", "\t", "     "))
    margin, first, last = source.indent(node.lineno), node.body[0].lineno, last_line(node.body[-1])
    old = source.indent(first)
    if old != margin + "    " or any(
        line.strip() and not line.startswith(old) for line in source.lines[first - 1 : last]
    ):
        return ()
    moved = [margin + step + line[len(old) :] if line.strip() else line for line in source.lines[first - 1 : last]]
    text = source.with_lines(first, last, moved)
    if not is_same_code(text, source.text):
        return ()
    return Case(True, text, first, {}), Case(False, source.text, first, {})


def added_whitespace(source: Source, chance: Random) -> tuple[Case, ...]:
    """A line gets two spaces at its end."""
    if any(line != line.rstrip() for line in source.lines):
        return ()
    found = [n for n in source.nodes if isinstance(n, ast.stmt) and n.lineno == n.end_lineno and source.is_whole(n)]
    if not found:
        return ()
    line = chance.choice(found).lineno
    text = source.with_lines(line, line, [source.lines[line - 1] + chance.choice(("  ", " ", "\t"))])
    return Case(True, text, line, {}), Case(False, source.text, line, {})


def cut_newline(source: Source, chance: Random) -> tuple[Case, ...]:
    """The last line loses its line end."""
    del chance
    text = source.text.rstrip("\n")
    return Case(True, text, text.count("\n") + 1, {}), Case(False, source.text, text.count("\n") + 1, {})


def cut_comma(source: Source, chance: Random) -> tuple[Case, ...]:
    """The comma behind the last element of a call or collection over several lines is cut."""
    found = [line for n in source.nodes if (line := _comma_line(source, n))]
    if not found:
        return ()
    line = chance.choice(found)
    text = source.with_lines(line, line, [source.lines[line - 1][:-1]])
    if not is_same_code(text, source.text):
        return ()
    return Case(True, text, line, {}), Case(False, source.text, line, {})


def _comma_line(source: Source, node: ast.AST) -> int:
    """The line of the last element, where a comma ends it and the closing bracket stands below and ends the statement."""
    if (
        not isinstance(node, ast.Call | ast.List | ast.Dict | ast.Set)
        or node.end_lineno is None
        or node.end_lineno <= node.lineno + 1
    ):
        return 0
    statement = next((n for n in (node, *source.around(node)) if isinstance(n, ast.stmt)), None)
    is_last = isinstance(statement, ast.Assign | ast.Expr | ast.Return) and last_line(statement) == node.end_lineno
    closing, element = source.lines[node.end_lineno - 1].strip(), source.lines[node.end_lineno - 2]
    return (
        node.end_lineno - 1
        if is_last and closing in (")", "]", "}") and element.endswith(",") and "#" not in element
        else 0
    )


def is_thin(node: FunctionNode) -> bool:
    """Whether a function is only a stub."""
    return not live_body(node)


RECIPES = (
    Recipe(
        1,
        "deleted colon",
        ("syntax-error",),
        deleted_colon,
        (
            *clauses(
                "this line is missing a `:` at the end",
                "Python refuses to parse this because the header lacks a colon",
                "the file has invalid syntax and cannot be imported",
                "there is no colon after the definition of `{f}`",
                "line {n} has a syntax error",
                "this won't parse",
                "there is a syntax error in the definition of `{f}`",
                "the definition of `{f}` is missing a colon",
                "this is not valid Python",
                "the file does not compile",
                "a missing colon on line {n} makes this invalid syntax",
                "this will raise a SyntaxError",
                "this code fails to parse because the colon is missing",
                "there is a missing colon after `{f}`",
            ),
            *requests(
                "Add the missing colon after `{f}`", "Fix the syntax error in `{f}`", "Fix the syntax error on line {n}"
            ),
            *titles(
                "Syntax error",
                "Syntax error: missing colon",
                "SyntaxError in `{f}`",
                "Missing colon after `def {f}`",
                "Invalid syntax",
            ),
        ),
    ),
    Recipe(
        1,
        "deleted bracket",
        ("syntax-error",),
        deleted_bracket,
        (
            *clauses(
                "this statement is missing its closing parenthesis",
                "there's an unclosed bracket on line {n}",
                "the file has invalid syntax because of an unmatched parenthesis",
                "line {n} has a syntax error",
                "this does not parse",
                "there is a missing closing parenthesis",
                "the closing parenthesis is missing on line {n}",
                "the parentheses on line {n} are unbalanced",
                "the call on line {n} is missing a closing parenthesis",
                "this statement has an unclosed parenthesis",
                "this is a syntax error, the file cannot be parsed",
            ),
            *requests("Add the missing closing parenthesis", "Close the parenthesis, this is a syntax error"),
            *titles(
                "Syntax error: missing closing parenthesis",
                "Unbalanced parentheses",
                "Missing `)`",
                "SyntaxError: '(' was never closed",
            ),
        ),
    ),
    Recipe(
        6,
        "stripped docstring",
        ("missing-docstring",),
        stripped_docstring,
        (
            *clauses(
                "a docstring is missing for `{f}`",
                "`{f}` comes without a docstring",
                "the public function `{f}` is undocumented",
                "there's no documentation for `{f}`",
                "`{f}` should have a docstring",
                "`{f}` has no docstring",
                "the function `{f}` lacks a docstring",
                "the docstring of `{f}` is missing",
                "`{f}` is missing a docstring",
                "`{f}` is not documented",
                "there is no docstring for `{f}`",
                "`{f}` does not have a docstring",
                "`{f}` could use a docstring",
                "missing documentation on `{f}`",
                "the `{f}` function has no documentation",
                "{f}() has no docstring",
            ),
            *requests(
                "Add a docstring to `{f}`",
                "Add a docstring to the `{f}` function",
                "Document `{f}`",
                "Provide a docstring for `{f}`",
            ),
            *titles(
                "Missing docstring: `{f}`",
                "Missing docstring in `{f}`",
                "No docstring for `{f}`",
                "Add a docstring to `{f}`",
                "`{f}` lacks documentation",
            ),
        ),
    ),
    Recipe(
        7,
        "stripped comments",
        ("missing-comment",),
        stripped_comments,
        (
            *clauses(
                "`{f}` is not commented at all",
                "there isn't a single comment in `{f}`",
                "`{f}` has zero comments",
                "the body of `{f}` has no explanatory comments",
                "`{f}` has no comments",
                "the function `{f}` does not have any comments",
                "`{f}` lacks comments",
                "there are no comments in `{f}`",
                "`{f}` contains no comments",
                "the `{f}` function has no inline comments",
                "`{f}` is without any comments",
                "no comments explain what `{f}` does",
            ),
            *requests(
                "Add comments to `{f}`",
                "Add some comments to `{f}`, it has none",
                "Add inline comments to the `{f}` function",
            ),
            *titles("Missing comments in `{f}`", "No comments in `{f}`", "`{f}` lacks comments"),
        ),
    ),
    Recipe(
        16,
        "odd indent",
        ("wrong-indentation",),
        odd_indent,
        (
            *clauses(
                "line {n} is not indented correctly",
                "there is an indentation mismatch on line {n}",
                "the code block has inconsistent indentation",
                "the indentation at line {n} is inconsistent",
                "inconsistent indentation at line {n}",
                "line {n} is indented inconsistently",
                "the indentation of this block is wrong",
                "the indentation here does not match the rest of the file",
                "this block uses inconsistent indentation",
                "the block is not indented consistently",
                "there is an indentation issue here",
                "the indentation is off",
            ),
            *requests(
                "Fix the indentation", "Fix the inconsistent indentation on line {n}", "Use consistent indentation"
            ),
            *titles(
                "Inconsistent indentation",
                "Indentation error",
                "Wrong indentation",
                "E111: indentation is not a multiple of 4",
            ),
        ),
    ),
    Recipe(
        17,
        "added white space",
        ("trailing-whitespace",),
        added_whitespace,
        (
            *clauses(
                "there are spaces at the end of this line",
                "line {n} contains trailing spaces",
                "trailing whitespace on line {n}",
                "there is trailing whitespace on line {n}",
                "line {n} has trailing whitespace",
                "this line has trailing spaces",
                "this line ends with whitespace",
                "there is trailing whitespace in this file",
                "there is unnecessary whitespace at the end of line {n}",
            ),
            *requests(
                "Remove the trailing whitespace", "Strip the trailing whitespace on line {n}", "Remove trailing spaces"
            ),
            *titles("Trailing whitespace", "W291: trailing whitespace", "Trailing whitespace on line {n}"),
        ),
    ),
    Recipe(
        17,
        "cut newline",
        ("missing-newline",),
        cut_newline,
        (
            *clauses(
                "the file lacks a final newline",
                "this file doesn't end with a newline",
                "the file should end with a newline",
                "there is no newline at the end of the file",
                "no newline at end of file",
                "the file does not end with a newline",
                "the newline at the end of the file is missing",
                "the file is missing a trailing newline",
                "the last line has no newline",
            ),
            *requests("Add a newline at the end of the file", "Add a trailing newline", "End the file with a newline"),
            *titles(
                "No newline at end of file",
                "Missing newline at end of file",
                "Missing trailing newline",
                "W292: no newline at end of file",
            ),
        ),
    ),
    Recipe(
        17,
        "cut comma",
        ("trailing-comma",),
        cut_comma,
        (
            *clauses(
                "there should be a trailing comma on line {n}",
                "the element on line {n} has no trailing comma",
                "missing trailing comma on line {n}",
                "line {n} is missing a trailing comma",
                "there is no trailing comma after the last element on line {n}",
                "the last element on line {n} lacks a trailing comma",
                "the trailing comma is missing on line {n}",
                "the multi-line collection ending after line {n} has no trailing comma",
            ),
            *requests("Add a trailing comma on line {n}", "Add the missing trailing comma on line {n}"),
            *titles("Missing trailing comma on line {n}", "COM812: trailing comma missing on line {n}"),
        ),
    ),
)
