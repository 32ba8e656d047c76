"""Recipes 11 to 13, 18, 20 and 22: calls, their arguments, their order, quotes, and awaiting."""

import ast
import re
from random import Random  # noqa: TID251 - seeded by an argument

from tests.recipes.case import Case, Recipe, clauses, requests, titles
from tests.recipes.source import FunctionNode, Source, dotted, last_line, live_body, own_nodes, parses

_LOOPS = (ast.For, ast.AsyncFor, ast.While)


def _called(source: Source) -> list[str]:
    """The last name of every call of the file, with repetitions."""
    return [dotted(n.func).rpartition(".")[2] for n in source.nodes if isinstance(n, ast.Call)]


def _statement_calls(source: Source) -> list[tuple[FunctionNode, ast.Expr, str]]:
    """Calls that are statements of a function outside loops, by names that the file has once as a call and nowhere else live."""
    called = _called(source)
    found = []
    for function in source.functions:
        for node in own_nodes(function):
            if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call) or not source.is_whole(node):
                continue
            name = dotted(node.value.func)
            last = name.rpartition(".")[2]
            is_looped = any(isinstance(n, _LOOPS) for n in source.around(node))
            if len(last) > 3 and called.count(last) == 1 and not is_looped and not name.startswith("super"):
                found.append((function, node, name))
    return sorted(found, key=lambda one: one[1].lineno)


def doubled_call(source: Source, chance: Random) -> tuple[Case, ...]:
    """A call that is a statement stands there twice."""
    found = _statement_calls(source)
    if not found:
        return ()
    function, node, name = chance.choice(found)
    copy = source.lines[node.lineno - 1 : last_line(node)]
    text = source.with_lines(node.lineno, node.lineno - 1, copy)
    fills = {"call": name, "f": function.name}
    return Case(True, text, node.lineno, fills), Case(False, source.text, node.lineno, fills)


def commented_call(source: Source, chance: Random) -> tuple[Case, ...]:
    """A call that is a statement is commented out; said to be there it was right before and is wrong now."""
    found = [(f, n, name) for f, n, name in _statement_calls(source) if source.words[name.rpartition(".")[2]] == 1]
    if not found:
        return ()
    function, node, name = chance.choice(found)
    margin = source.indent(node.lineno)
    dead = [f"{margin}# {line[len(margin) :]}" for line in source.lines[node.lineno - 1 : last_line(node)]]
    text = source.with_lines(node.lineno, last_line(node), [margin + "pass", *dead])
    if not parses(text):
        return ()
    fills = {"call": name, "f": function.name}
    return Case(False, text, node.lineno + 1, fills), Case(True, source.text, node.lineno, fills)


def commented_assert(source: Source, chance: Random) -> tuple[Case, ...]:
    """An assertion is commented out; the twin speaks of it while it runs."""
    found = [n for n in source.nodes if isinstance(n, ast.Assert) and n.lineno == n.end_lineno and source.is_whole(n)]
    found = [n for n in found if source.text.count(source.line_of(n.lineno)) == 1]
    if not found:
        return ()
    line = chance.choice(sorted(found, key=lambda n: n.lineno)).lineno
    margin = source.indent(line)
    text = source.with_lines(line, line, [margin + "pass", f"{margin}# {source.line_of(line)}"])
    return Case(False, text, line + 1, {}), Case(True, source.text, line, {})


def swapped_arguments(source: Source, chance: Random) -> tuple[Case, ...]:
    """Two positional arguments of a call are exchanged."""
    called = _called(source)
    found = []
    for node in source.nodes:
        if not isinstance(node, ast.Call) or node.lineno != node.end_lineno or len(node.args) < 2:
            continue
        first, second = node.args[:2]
        name = dotted(node.func)
        is_plain = isinstance(first, ast.Name) and isinstance(second, ast.Name) and first.id != second.id
        if (
            is_plain
            and len(name) > 3
            and called.count(name.rpartition(".")[2]) == 1
            and source.function_of(node) is not None
        ):
            found.append((node, name))
    if not found:
        return ()
    node, name = chance.choice(sorted(found, key=lambda pair: pair[0].lineno))
    line = source.lines[node.lineno - 1].encode()
    one, two = node.args[0], node.args[1]
    a, b = line[one.col_offset : one.end_col_offset], line[two.col_offset : two.end_col_offset]
    edited = line[: one.col_offset] + b + line[one.end_col_offset : two.col_offset] + a + line[two.end_col_offset :]
    text = source.with_lines(node.lineno, node.lineno, [edited.decode()])
    fills = {"call": name, "a": b.decode(), "b": a.decode()}
    return Case(True, text, node.lineno, fills), Case(False, source.text, node.lineno, fills)


def moved_behind_return(source: Source, chance: Random) -> tuple[Case, ...]:
    """The statement before the last return stands behind it; the twin speaks of a return in a branch, behind which code runs."""
    found = [f for f in source.functions if _ends_in_return(source, f)]
    early = [(f, n) for f in source.functions for n in _early_returns(source, f)]
    if not found or not early:
        return ()
    function = chance.choice(found)
    before, leave = function.body[-2], function.body[-1]
    moved = source.lines[before.lineno - 1 : last_line(before)]
    text = source.with_lines(
        before.lineno, last_line(leave), [*source.lines[last_line(before) : last_line(leave)], *moved]
    )
    other, inner = chance.choice(early)
    line = last_line(leave) - len(moved)
    return (
        Case(True, text, line, {"f": function.name}),
        Case(False, source.text, inner.lineno, {"f": other.name}),
    )


def _ends_in_return(source: Source, node: FunctionNode) -> bool:
    if len(live_body(node)) < 2 or not isinstance(node.body[-1], ast.Return | ast.Raise):
        return False
    before, leave = node.body[-2], node.body[-1]
    is_simple = isinstance(before, ast.Expr | ast.Assign | ast.AugAssign)
    return (
        is_simple
        and leave.lineno == leave.end_lineno
        and source.is_whole(before)
        and source.is_whole(leave)
        and _has_no_yield(node)
    )


def _has_no_yield(node: FunctionNode) -> bool:
    return not any(isinstance(n, ast.Yield | ast.YieldFrom) for n in own_nodes(node))


def _early_returns(source: Source, function: FunctionNode) -> list[ast.Return]:
    """Returns at the end of an `if` that stands directly in a function with more code behind it."""
    found = [s.body[-1] for s in function.body[:-1] if isinstance(s, ast.If) and not s.orelse]
    return [n for n in found if isinstance(n, ast.Return) and n.lineno == n.end_lineno and source.is_whole(n)]


def foreign_quote(source: Source, chance: Random) -> tuple[Case, ...]:
    """The reviewer quotes a line of another package; the twin quotes a line that stands here."""
    other = Source("other.py", source.neighbour)
    foreign = [line for line in _quotable(other) if not set(re.findall(r"[A-Za-z_]{4,}", line)) <= source.words.keys()]
    own = _quotable(source)
    if not foreign or not own:
        return ()
    quote, mine = chance.choice(foreign), chance.choice(own)
    place = next(number for number, line in enumerate(source.lines, 1) if line.strip() == mine)
    if any(quote in line for line in source.lines):
        return ()
    return Case(False, source.text, place, {"code": quote}), Case(True, source.text, place, {"code": mine})


def _quotable(source: Source) -> list[str]:
    """Statements on one line that say enough to be recognised: an assignment from a call, or a call, with several names."""
    found = [
        n
        for n in source.nodes
        if isinstance(n, ast.Assign | ast.Expr | ast.Return) and n.lineno == n.end_lineno and source.is_whole(n)
    ]
    lines = [source.line_of(n.lineno) for n in sorted(found, key=lambda n: n.lineno) if isinstance(n.value, ast.Call)]
    return [
        line
        for line in dict.fromkeys(lines)
        if 35 <= len(line) <= 90 and "`" not in line and "#" not in line and len(re.findall(r"[A-Za-z_]{4,}", line)) > 3
    ]


def renamed_quote(source: Source, chance: Random) -> tuple[Case, ...]:
    """The reviewer quotes a line in which one name is another; nobody may call the twin, which is quoted as it stands, absent."""
    own = [line for line in _quotable(source) if source.text.count(line) == 1]
    if not own:
        return ()
    mine = chance.choice(own)
    word = chance.choice(re.findall(r"[A-Za-z_]{4,}", mine))
    place = next(number for number, line in enumerate(source.lines, 1) if line.strip() == mine)
    changed = re.sub(rf"\b{word}\b", f"{word}_v2", mine)
    if changed == mine:
        return ()
    return Case(False, source.text, place, {"code": changed}), Case(True, source.text, place, {"code": mine})


def dropped_await(source: Source, chance: Random) -> tuple[Case, ...]:
    """An `await` of a coroutine of this file is taken out."""
    coroutines = {f.name for f in source.functions if isinstance(f, ast.AsyncFunctionDef)}
    awaits = [
        n
        for n in source.nodes
        if isinstance(n, ast.Await) and isinstance(n.value, ast.Call) and n.lineno == n.end_lineno
    ]
    called = _called(source)
    found = []
    for node in awaits:
        name = dotted(node.value.func) if isinstance(node.value, ast.Call) else ""
        last = name.rpartition(".")[2]
        if last in coroutines and name in (last, f"self.{last}") and called.count(last) == 1:
            found.append((node, name))
    if not found:
        return ()
    node, name = chance.choice(sorted(found, key=lambda pair: pair[0].lineno))
    text = source.with_segment(node, ast.get_source_segment(source.text, node.value) or "")
    if text is None or not parses(text):
        return ()
    return Case(True, text, node.lineno, {"g": name}), Case(False, source.text, node.lineno, {"g": name})


_ASYNC = (
    "async def {g}(source):",
    "    return [row async for row in source]",
    "",
    "",
    "async def {f}(source):",
    "    {await_}{g}(source)",
    "    return source",
)


def never_awaited(source: Source, chance: Random) -> tuple[Case, ...]:
    """Two coroutines at the end of the file, of which one calls the other without awaiting it; in the twin, it awaits."""
    fills = {
        "g": chance.choice(("fetch_rows", "read_all_rows", "_collect")),
        "f": chance.choice(("load_report", "refresh_view")),
    }
    if any(source.words[name] for name in fills.values()):
        return ()
    texts = ["\n\n" + "\n".join(line.format(**fills, await_=word) for line in _ASYNC) + "\n" for word in ("", "await ")]
    line = len(source.lines) + 8
    return Case(True, source.text + texts[0], line, fills), Case(False, source.text + texts[1], line, fills)


_AWAIT_WORDS = (
    *clauses(
        "you forgot to await `{g}`",
        "`{g}` returns a coroutine that nobody awaits",
        "the call to `{g}` lacks an `await`",
        "`{g}` should be awaited",
        "`{g}` is async but is not awaited",
        "`{g}` is not awaited",
        "the coroutine `{g}` is never awaited",
        "the call to `{g}` is not awaited",
        "`{g}` is called without `await`",
        "an `await` is missing before `{g}`",
        "there is a missing `await` on the call to `{g}`",
        "`{g}` is a coroutine but it is not awaited at line {n}",
        "the result of `{g}` is a coroutine that is never awaited",
    ),
    *requests("Add `await` before `{g}`", "Await the call to `{g}`", "Add the missing `await` in front of `{g}`"),
    *titles(
        "Missing await: `{g}`",
        "Missing `await` on `{g}`",
        "`{g}` is never awaited",
        "Coroutine `{g}` was never awaited",
    ),
)
_QUOTE_WORDS = (
    *clauses(
        "the statement `{code}` fails for empty input",
        "the line `{code}` does not handle an empty value",
        "the expression `{code}` is evaluated more often than needed",
        "the call `{code}` may block for a long time",
        "the code `{code}` is hard to follow",
        "the assignment `{code}` is slow for large inputs",
        "this statement is fragile: `{code}`",
    ),
    *clauses("line {n}: `{code}` is slow for large inputs", "the statement at line {n}, `{code}`, is fragile"),
)

RECIPES = (
    Recipe(
        11,
        "doubled call",
        ("wrong-call-count",),
        doubled_call,
        (
            *clauses(
                "`{call}` is called more than once in `{f}`",
                "there are two `{call}` calls in `{f}`",
                "`{call}` gets called two times in `{f}`",
                "calling `{call}` twice in `{f}` is wasteful",
                "`{call}` is called twice in `{f}`",
                "`{f}` calls `{call}` twice",
                "the `{call}` method is called twice in `{f}`",
                "`{call}` is invoked two times in `{f}`",
                "there are two calls to `{call}` in `{f}`",
                "`{f}` makes two calls to `{call}`",
                "`{call}` is called multiple times in `{f}`",
                "`{f}` contains a duplicate call to `{call}`",
                "the call to `{call}` is duplicated in `{f}`",
                "`{f}` calls `{call}` a second time at line {n}",
            ),
            *requests(
                "Remove the duplicate call to `{call}` in `{f}`",
                "Remove one of the two calls to `{call}` in `{f}`",
                "Drop the redundant call to `{call}` in `{f}`",
            ),
            *titles(
                "Duplicate call to `{call}` in `{f}`",
                "Redundant call to `{call}` in `{f}`",
                "`{call}` is called twice in `{f}`",
            ),
        ),
    ),
    Recipe(
        12,
        "commented-out call",
        ("missing-call", "live-line"),
        commented_call,
        (
            *clauses(
                "`{f}` calls `{call}` without handling errors",
                "`{f}` calls `{call}`, which may block",
                "line {n} calls `{call}`, which may raise",
                "the `{call}` call in `{f}` may raise",
                "the call to `{call}` in `{f}` can fail",
                "`{call}` is called in `{f}`, which is slow",
                "`{f}` invokes `{call}` even when it is not needed",
                "the `{call}` call on line {n} is not protected",
            ),
            *titles("The call to `{call}` may fail"),
        ),
        is_trap=True,
    ),
    Recipe(
        12,
        "commented-out assert",
        ("live-line",),
        commented_assert,
        (
            *clauses(
                "line {n} asserts something that is stripped in optimised mode",
                "the code at line {n} asserts an internal condition, which is disabled with `-O`",
                "on line {n}, the code asserts a condition that users can violate",
            ),
        ),
        is_trap=True,
        needs=10,
    ),
    Recipe(
        13,
        "swapped arguments",
        ("wrong-argument",),
        swapped_arguments,
        (
            *clauses(
                "the call to `{call}` passes `{a}` before `{b}`",
                "line {n} passes `{a}` before `{b}` to `{call}`",
                "the arguments of `{call}` are swapped at line {n}",
                "the arguments `{a}` and `{b}` are swapped in the call to `{call}`",
                "the arguments in the call to `{call}` are in the wrong order",
                "`{call}` is called with its arguments in the wrong order",
                "`{call}` is called with `{a}` and `{b}` in the wrong order",
                "the order of the arguments passed to `{call}` is reversed",
            ),
            *requests(
                "Swap the arguments in the call to `{call}`, they are in the wrong order",
                "Pass `{b}` before `{a}` to `{call}`, the arguments are swapped",
            ),
            *titles(
                "Swapped arguments in call to `{call}`",
                "Wrong argument order in `{call}`",
                "Arguments of `{call}` are swapped",
            ),
        ),
        needs=20,
    ),
    Recipe(
        18,
        "moved behind return",
        ("unreachable-code",),
        moved_behind_return,
        (
            *clauses(
                "the statement after the `return` on line {n} can never execute",
                "everything below line {n} is unreachable",
                "code following the return statement at line {n} is dead",
                "the code after line {n} is unreachable",
                "code after line {n} is never executed",
                "the code after the return on line {n} is unreachable",
                "the statement after line {n} can never be reached",
                "everything after the `return` on line {n} is dead code",
                "there is unreachable code after the return statement on line {n}",
                "the statement following line {n} is never executed",
                "the code below line {n} will never run",
            ),
            *requests(
                "Remove the unreachable code after line {n}", "Remove the dead code after the return on line {n}"
            ),
            *titles(
                "Unreachable code after line {n}",
                "Dead code after the return on line {n}",
                "Unreachable code after return at line {n}",
            ),
        ),
    ),
    Recipe(20, "foreign quote", ("quoted-code",), foreign_quote, _QUOTE_WORDS),
    Recipe(20, "renamed quote", ("quoted-code",), renamed_quote, _QUOTE_WORDS),
    Recipe(22, "dropped await", ("missing-await",), dropped_await, _AWAIT_WORDS, needs=5),
    Recipe(22, "never awaited", ("missing-await",), never_awaited, _AWAIT_WORDS),
)
