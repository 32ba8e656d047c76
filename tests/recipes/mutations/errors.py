"""Recipes 8 to 10, 14, 15 and 21: what is caught, unchecked, shared or left open."""

import ast
import re
from random import Random  # noqa: TID251 - seeded by an argument

from tests.recipes.case import PLAUSIBLE, Case, Recipe, clauses, requests, titles
from tests.recipes.source import FunctionNode, Source, dotted, last_line, own_nodes, parses

_LOGS = re.compile(
    r"\b(?:log|logger|logging|LOG|_logger|warnings)\.(?:debug|info|warn|warning|error|exception|critical|log)\("
)
_TRIES = (ast.Try, ast.TryStar)
_STOPS = (ast.Return, ast.Raise, ast.Continue)


def swallowing(source: Source, chance: Random) -> tuple[Case, ...]:
    """A clause that raises or logs does nothing any more; no other clause of the file does nothing."""
    handlers = _handlers(source)
    found = [h for h in handlers if _is_loud(h) and all(source.is_whole(s) for s in h.body) and dotted(h.type or h)]
    if not found or any(
        all(isinstance(s, ast.Pass | ast.Continue | ast.Break) or ast.unparse(s) == "..." for s in h.body)
        for h in handlers
    ):
        return ()
    node = chance.choice(found)
    first = node.body[0].lineno
    text = source.with_lines(first, last_line(node.body[-1]), [source.indent(first) + "pass"])
    fills = {"E": dotted(node.type or node)}
    return (Case(True, text, node.lineno, fills), Case(False, source.text, node.lineno, fills)) if parses(text) else ()


def _handlers(source: Source) -> list[ast.ExceptHandler]:
    return sorted((n for n in source.nodes if isinstance(n, ast.ExceptHandler)), key=lambda n: n.lineno)


def _is_loud(node: ast.ExceptHandler) -> bool:
    return any(isinstance(s, ast.Raise) for s in node.body) or any(_LOGS.search(ast.unparse(s)) for s in node.body)


def unwrapped_try(source: Source, chance: Random) -> tuple[Case, ...]:
    """The body of a try stands there without it."""
    found = [(t, call) for t in source.nodes if isinstance(t, ast.Try) for call in _tried_calls(source, t)]
    if not found:
        return ()
    node, name = chance.choice(sorted(found, key=lambda pair: (pair[0].lineno, pair[1])))
    margin, inner = source.indent(node.lineno), source.indent(node.body[0].lineno)
    body = source.lines[node.body[0].lineno - 1 : last_line(node.body[-1])]
    if any(line.strip() and not line.startswith(inner) for line in body):
        return ()
    text = source.with_lines(
        node.lineno, last_line(node), [margin + line[len(inner) :] if line.strip() else "" for line in body]
    )
    if not parses(text):
        return ()
    place = next(n for s in node.body for n in ast.walk(s) if isinstance(n, ast.Call) and dotted(n.func) == name)
    shift = node.body[0].lineno - node.lineno
    fills = {"call": name}
    return Case(PLAUSIBLE, text, place.lineno - shift, fills), Case(False, source.text, place.lineno, fills)


def _tried_calls(source: Source, node: ast.Try) -> list[str]:
    """Calls in the body of a try without finally and else, in no other try, by names that the file calls only once."""
    is_plain = not node.orelse and not node.finalbody and all(source.is_whole(s) for s in node.body)
    is_inner = any(isinstance(n, (*_TRIES, ast.With, ast.AsyncWith)) for n in source.around(node))
    is_silent = any(all(isinstance(s, ast.Pass | ast.Continue) for s in h.body) for h in node.handlers)
    if (
        not is_plain
        or is_inner
        or is_silent
        or any(isinstance(n, FunctionNode | ast.Lambda) for s in node.body for n in ast.walk(s))
    ):
        return []
    called = [dotted(n.func) for n in source.nodes if isinstance(n, ast.Call)]
    lasts = [name.rpartition(".")[2] for name in called]
    names = {dotted(n.func) for s in node.body for n in ast.walk(s) if isinstance(n, ast.Call)} - {""}
    return sorted(name for name in names if lasts.count(name.rpartition(".")[2]) == 1 and len(name) > 4)


def bared_except(source: Source, chance: Random) -> tuple[Case, ...]:
    """A clause that names its exceptions names none any more."""
    handlers = _handlers(source)
    wide = [
        h
        for h in handlers
        if h.type is None or {"Exception", "BaseException"} & set(re.findall(r"\w+", ast.unparse(h.type)))
    ]
    tries = [n for n in source.nodes if isinstance(n, ast.Try) and n.handlers]
    found = [
        t.handlers[-1]
        for t in tries
        if t.handlers[-1].name is None and source.lines[t.handlers[-1].lineno - 1].rstrip().endswith(":")
    ]
    if wide or not found:
        return ()
    node = chance.choice(sorted(found, key=lambda h: h.lineno))
    text = source.with_lines(node.lineno, node.lineno, [source.indent(node.lineno) + "except:"])
    return (Case(True, text, node.lineno, {}), Case(False, source.text, node.lineno, {})) if parses(text) else ()


def mutable_default(source: Source, chance: Random) -> tuple[Case, ...]:
    """The default None of a parameter becomes a list, a dict or a set."""
    mutable = [
        d
        for f in source.nodes
        if isinstance(f, FunctionNode)
        for _, d in _defaults(f)
        if not isinstance(d, ast.Constant | ast.Name | ast.Attribute)
    ]
    found = [
        (f, a, d) for f in source.functions for a, d in _defaults(f) if isinstance(d, ast.Constant) and d.value is None
    ]
    if not found or mutable:
        return ()
    function, parameter, default = chance.choice(found)
    text = source.with_segment(default, chance.choice(("[]", "{}", "set()", "list()", "dict()")))
    if text is None:
        return ()
    fills = {"p": parameter.arg, "f": function.name}
    return Case(True, text, default.lineno, fills), Case(False, source.text, default.lineno, fills)


def _defaults(node: FunctionNode) -> list[tuple[ast.arg, ast.expr]]:
    positional = [*node.args.posonlyargs, *node.args.args]
    pairs = list(zip(positional[len(positional) - len(node.args.defaults) :], node.args.defaults, strict=True))
    return pairs + [(a, d) for a, d in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True) if d is not None]


def removed_guard(source: Source, chance: Random) -> tuple[Case, ...]:
    """`if x is None:` with its return or raise is taken out."""
    found = [guard for f in source.functions for guard in _guards(source, f)]
    if not found:
        return ()
    node, name, use = chance.choice(found)
    cut = last_line(node) - node.lineno + 1
    text = source.with_lines(node.lineno, last_line(node), [])
    return Case(PLAUSIBLE, text, use - cut, {"x": name}), Case(False, source.text, use, {"x": name})


def _guards(source: Source, function: FunctionNode) -> list[tuple[ast.If, str, int]]:
    """Guards directly in a function, the name that they test, and the line of its first use behind them."""
    found = []
    for index, node in enumerate(function.body):
        if (
            not isinstance(node, ast.If)
            or node.orelse
            or not source.is_whole(node)
            or not isinstance(node.body[-1], _STOPS)
        ):
            continue
        name = _none_tested(node.test)
        behind = [
            n for s in function.body[index + 1 :] for n in ast.walk(s) if isinstance(n, ast.Name) and n.id == name
        ]
        others = [
            n
            for n in own_nodes(function)
            if isinstance(n, ast.If | ast.IfExp | ast.While | ast.Assert | ast.BoolOp) and n is not node
        ]
        is_tested = any(
            isinstance(n, ast.Name) and n.id == name
            for other in others
            for n in ast.walk(getattr(other, "test", other))
        )
        uses = [n for n in behind if isinstance(source.parents[n], ast.Attribute | ast.Subscript)]
        if name and not is_tested and uses and all(isinstance(n.ctx, ast.Load) for n in behind):
            found.append((node, name, min(n.lineno for n in uses)))
    return found


def _none_tested(test: ast.expr) -> str:
    if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Is) and len(test.ops) == 1:
        is_none = isinstance(test.comparators[0], ast.Constant) and test.comparators[0].value is None
        return dotted(test.left) if is_none and isinstance(test.left, ast.Name) else ""
    is_negated = isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) and isinstance(test.operand, ast.Name)
    return dotted(test.operand) if is_negated and isinstance(test, ast.UnaryOp) else ""


_OPEN = ("def {f}(path):", "    {h} = open(path)", "    content = {h}.read()", "    return content.strip()")
_WITH = ("def {f}(path):", "    with open(path) as {h}:", "        content = {h}.read()", "    return content.strip()")


def open_without_with(source: Source, chance: Random) -> tuple[Case, ...]:
    """A function at the end of the file opens a file without `with`; in the twin, with it."""
    names = [name for name in ("read_notes", "load_table", "slurp") if not source.words[name]]
    if not names or source.words["content"] or "open(" in source.text:
        return ()
    fills = {"f": chance.choice(names), "h": chance.choice(("handle", "stream", "fp"))}
    if source.words[fills["h"]]:
        return ()
    texts = ["\n\n" + "\n".join(line.format_map(fills) for line in form) + "\n" for form in (_OPEN, _WITH)]
    line = len(source.lines) + 4
    return Case(True, source.text + texts[0], line, fills), Case(False, source.text + texts[1], line, fills)


RECIPES = (
    Recipe(
        8,
        "swallowed exception",
        ("swallowed-exception",),
        swallowing,
        (
            *clauses(
                "the `except` clause on line {n} just does `pass`, hiding the error",
                "line {n} catches `{E}` and ignores it",
                "the handler at line {n} does nothing",
                "the exception at line {n} is caught and discarded without logging",
                "the exception is swallowed at line {n}",
                "the `except` block at line {n} silently ignores `{E}`",
                "`{E}` is silently swallowed at line {n}",
                "the handler on line {n} swallows the exception",
                "the exception caught at line {n} is silently ignored",
                "`{E}` is caught at line {n} and silently ignored",
                "the except block on line {n} does nothing",
                "the error is suppressed without any logging at line {n}",
                "the `except {E}` at line {n} just passes",
                "this silently swallows `{E}`",
                "errors are silently ignored here",
            ),
            *requests(
                "Don't swallow the exception at line {n}",
                "Do not silently ignore `{E}` at line {n}",
                "Log the exception at line {n} instead of silently swallowing it",
            ),
            *titles(
                "Swallowed exception at line {n}",
                "Silent exception handling at line {n}",
                "`{E}` is silently ignored",
                "Empty except block at line {n}",
                "S110: `try`-`except`-`pass` at line {n}",
            ),
        ),
    ),
    Recipe(
        9,
        "unwrapped try",
        ("missing-error-handling",),
        unwrapped_try,
        (
            *clauses(
                "`{call}` may raise, but there is no try/except around it",
                "the `{call}` call should be wrapped in try/except",
                "the call to `{call}` is not wrapped in a try block",
                is_literal=True,
            ),
            *clauses(
                "failures of `{call}` are not handled",
                "errors raised by `{call}` aren't caught",
                "there is no error handling around `{call}`",
                "errors from `{call}` are not handled",
                "`{call}` is called without any error handling",
                "the call to `{call}` lacks error handling",
                "exceptions raised by `{call}` are not caught",
                "`{call}` has no error handling",
                "`{call}` can raise and nothing catches it",
            ),
            *requests(
                "Wrap the call to `{call}` in a try block",
                "Add error handling around `{call}`",
                "Handle errors raised by `{call}`",
            ),
            *titles(
                "Missing error handling around `{call}`",
                "No error handling for `{call}`",
                "Unhandled exceptions from `{call}`",
            ),
        ),
    ),
    Recipe(
        10,
        "bared except",
        ("bare-except",),
        bared_except,
        (
            *clauses(
                "the `except:` on line {n} catches everything",
                "`except:` without an exception type is bad practice",
                "the handler on line {n} catches all exceptions",
                "there is a bare except at line {n}",
                "bare `except` on line {n}",
                "a bare `except:` is used here",
                "the bare except clause on line {n} catches everything",
                "the `except` clause at line {n} is too broad",
                "line {n} uses a bare except",
                "the except clause does not name an exception type",
                "this catches all exceptions, including `KeyboardInterrupt`",
                "an except clause without an exception type stands at line {n}",
            ),
            *requests(
                "Avoid the bare except on line {n}",
                "Avoid using a bare `except:`",
                "Replace the bare except with a specific exception",
                "Specify an exception type instead of a bare except",
            ),
            *titles(
                "Bare except",
                "Bare `except` at line {n}",
                "E722: do not use bare `except`",
                "Overly broad exception handler",
            ),
        ),
    ),
    Recipe(
        14,
        "mutable default",
        ("mutable-default",),
        mutable_default,
        (
            *clauses(
                "`{p}` defaults to a mutable object",
                "`{f}` uses a mutable object as the default for `{p}`",
                "the parameter `{p}` should not have a mutable default",
                "`{p}` has a mutable default",
                "the parameter `{p}` has a mutable default value",
                "a mutable default argument is used for `{p}`",
                "`{f}` uses a mutable default argument",
                "the default value of `{p}` is mutable",
                "`{p}` in `{f}` has a mutable default argument",
                "`{f}` has a mutable default for `{p}`",
                "the default of `{p}` is a mutable object that is shared between calls",
                "there is a mutable default argument in `{f}`",
            ),
            *requests(
                "Avoid the mutable default argument `{p}`",
                "Don't use a mutable default for `{p}`",
                "Replace the mutable default of `{p}` with `None`",
            ),
            *titles(
                "Mutable default argument",
                "Mutable default argument: `{p}`",
                "Mutable default argument in `{f}`",
                "B006: mutable default for `{p}`",
            ),
        ),
    ),
    Recipe(
        15,
        "removed guard",
        ("none-dereference", "missing-check"),
        removed_guard,
        (
            *clauses(
                "`{x}` is possibly None at line {n}",
                "if `{x}` is None, line {n} raises an AttributeError",
                "there is no guard against `{x}` being None at line {n}",
                "a None check is missing for `{x}` at line {n}",
                "`{x}` may be None at line {n}, and there is no check before use",
                "`{x}` could be `None` at line {n}",
                "`{x}` might be None here, which raises an `AttributeError`",
                "`{x}` is not checked for None before line {n}",
                "there is no None check for `{x}` before it is used at line {n}",
                "`{x}` is used at line {n} without checking for `None`",
                "`{x}` can be None at line {n} and is dereferenced without a check",
                "`{x}` may be `None` when it is used here",
            ),
            *requests(
                "Add a None check for `{x}` before line {n}",
                "Check that `{x}` is not `None` before using it at line {n}",
                "Guard against `{x}` being `None` at line {n}",
            ),
            *titles(
                "Possible None dereference of `{x}` at line {n}",
                "Missing None check for `{x}` at line {n}",
                "`{x}` may be None at line {n}",
            ),
        ),
        needs=20,
    ),
    Recipe(
        21,
        "open without with",
        ("unclosed-resource",),
        open_without_with,
        (
            *clauses(
                "the file is opened but never closed in `{f}`",
                "`{f}` doesn't close the file it opens",
                "the file opened on line {n} is left open",
                "`open` is called without `with` in `{f}`",
                "the file opened at line {n} is never closed",
                "`{h}` is never closed",
                "the file handle `{h}` is not closed",
                "`{f}` opens a file but never closes it",
                "the file opened in `{f}` is not closed",
                "`open` is used without a context manager in `{f}`",
                "`{f}` leaks a file handle",
                "the file is opened without a `with` statement at line {n}",
                "the file object `{h}` is left open",
                "`{h}` is opened but not closed if an exception occurs",
            ),
            *requests(
                "Use a `with` statement to open the file",
                "Close `{h}` after reading",
                "Use a context manager for the file opened in `{f}`",
            ),
            *titles(
                "Resource leak in `{f}`",
                "File handle leak: `{h}` is never closed",
                "Unclosed file in `{f}`",
                "SIM115: use a context manager for opening files",
            ),
        ),
    ),
)
