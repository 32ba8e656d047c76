"""Recipes 2 to 5: imports, locals and names."""

import ast
import builtins
from random import Random  # noqa: TID251 - seeded by an argument

from tests.recipes.case import Case, Recipe, clauses, requests, titles
from tests.recipes.source import FunctionNode, Source, bound_by, last_line, live_body, own_nodes

_UNUSED = (
    ("import bisect", "bisect"),
    ("import colorsys", "colorsys"),
    ("import plistlib", "plistlib"),
    ("import statistics", "statistics"),
    ("import textwrap", "textwrap"),
    ("from fractions import Fraction", "Fraction"),
    ("from collections import OrderedDict", "OrderedDict"),
    ("from html import unescape", "unescape"),
    ("import calendar as cal_names", "cal_names"),
)
_BUILTINS = frozenset(dir(builtins))
_FRESH = ("leftover", "tally", "scratch", "interim_value", "unusedResult", "tmp_rows")


def _imports(source: Source) -> list[ast.Import | ast.ImportFrom]:
    """The imports at the top of a file, `__future__` aside."""
    found = [n for n in source.tree.body if isinstance(n, ast.Import | ast.ImportFrom) and source.is_whole(n)]
    return [n for n in found if not (isinstance(n, ast.ImportFrom) and n.module == "__future__")]


def _loads(source: Source, name: str) -> list[ast.Name]:
    found = [n for n in source.nodes if isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Load)]
    return sorted(found, key=lambda n: (n.lineno, n.col_offset))


def _is_annotation(source: Source, node: ast.AST) -> bool:
    child = node
    for parent in source.around(node):
        if isinstance(parent, ast.AnnAssign) and child is parent.annotation:
            return True
        if isinstance(parent, ast.arg) or (isinstance(parent, FunctionNode) and child is parent.returns):
            return True
        child = parent
    return False


def _used_imports(source: Source) -> list[tuple[ast.Import | ast.ImportFrom, str]]:
    """Imports of one name that is bound nowhere else in the file and read outside annotations."""
    found = []
    for node in _imports(source):
        names = bound_by(node)
        is_plain = len(names) == 1 and "." not in node.names[0].name and names[0] != "*"
        if (
            is_plain
            and len(source.stores(names[0])) == 1
            and any(not _is_annotation(source, n) for n in _loads(source, names[0]))
        ):
            found.append((node, names[0]))
    return found


def inserted_import(source: Source, chance: Random) -> tuple[Case, ...]:
    """An import that nothing reads is put below the first import; the twin speaks of an import that is read."""
    imports, used = _imports(source), _used_imports(source)
    fresh = [(line, name) for line, name in _UNUSED if not source.words[name] and line.split()[1] not in source.words]
    if not imports or not used or not fresh or source.is_dynamic or source.path.endswith("__init__.py"):
        return ()
    line, name = chance.choice(fresh)
    place = last_line(imports[0]) + 1
    node, other = chance.choice(used)
    return (
        Case(True, source.with_lines(place, place - 1, [line]), place, {"m": name}),
        Case(False, source.text, node.lineno, {"m": other}),
    )


def dropped_import(source: Source, chance: Random) -> tuple[Case, ...]:
    """An import that is read is taken out."""
    used = [(node, name) for node, name in _used_imports(source) if name not in _BUILTINS]
    if not used or source.is_dynamic:
        return ()
    node, name = chance.choice(used)
    cut = last_line(node) - node.lineno + 1
    read = next(n.lineno for n in _loads(source, name) if not _is_annotation(source, n))
    if read < node.lineno:
        return ()
    text = source.with_lines(node.lineno, last_line(node), [])
    return (
        Case(True, text, read - cut, {"m": name}),
        Case(False, source.text, read, {"m": name}),
    )


def inserted_local(source: Source, chance: Random) -> tuple[Case, ...]:
    """A function begins with a local that nothing reads; the twin speaks of a local that is read."""
    fresh = [name for name in _FRESH if not source.words[name]]
    functions = [f for f in source.functions if live_body(f) and source.is_whole(live_body(f)[0])]
    used = _used_locals(source)
    if not fresh or not functions or not used or source.is_dynamic:
        return ()
    function, name, value = (
        chance.choice(functions),
        chance.choice(fresh),
        chance.choice(("0", "None", "[]", '""', "len(__name__)")),
    )
    place = live_body(function)[0].lineno
    text = source.with_lines(place, place - 1, [f"{source.indent(place)}{name} = {value}"])
    owner, local, line = chance.choice(used)
    return (
        Case(True, text, place, {"v": name, "f": function.name}),
        Case(False, source.text, line, {"v": local, "f": owner.name}),
    )


def _used_locals(source: Source) -> list[tuple[FunctionNode, str, int]]:
    """Locals assigned once in the whole file, and read later in the same function."""
    found = []
    for function in source.functions:
        for node in own_nodes(function):
            if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(node.targets[0], ast.Name):
                continue
            name = node.targets[0].id
            reads = [
                n for n in _loads(source, name) if n.lineno > last_line(node) and source.function_of(n) is function
            ]
            if len(name) > 2 and len(source.stores(name)) == 1 and reads:
                found.append((function, name, node.lineno))
    return found


def misspelt_use(source: Source, chance: Random) -> tuple[Case, ...]:
    """One use of a parameter is misspelt; the twin says of the parameter itself that it is undefined."""
    found = _parameter_reads(source)
    if not found or source.is_dynamic:
        return ()
    function, node = chance.choice(found)
    wrong = chance.choice((f"{node.id}_x", f"{node.id[:-2]}{node.id[-1]}{node.id[-2]}", f"{node.id}s_"))
    text = source.with_segment(node, wrong)
    if text is None or source.words[wrong] or wrong == node.id:
        return ()
    return (
        Case(True, text, node.lineno, {"v": wrong, "f": function.name, "right": node.id}),
        Case(False, source.text, node.lineno, {"v": node.id, "f": function.name, "right": node.id}),
    )


def misspelt_word(source: Source, chance: Random) -> tuple[Case, ...]:
    """As above, but the reviewer names both spellings; on the original the wrong one is nowhere."""
    found = misspelt_use(source, chance)
    if not found:
        return ()
    true, false = found
    return true, Case(False, false.text, false.line, true.fills)


def _parameter_reads(source: Source) -> list[tuple[FunctionNode, ast.Name]]:
    found = []
    for function in source.functions:
        taken = [*function.args.args, *function.args.kwonlyargs]
        names = {a.arg for a in taken if len(a.arg) >= 4 and a.arg not in _BUILTINS}
        bound = {name for node in own_nodes(function) for name in bound_by(node)}
        for node in own_nodes(function):
            if (
                isinstance(node, ast.Name)
                and isinstance(node.ctx, ast.Load)
                and node.id in names - bound
                and source.function_of(node) is function
            ):
                found.append((function, node))
    return sorted(found, key=lambda pair: (pair[1].lineno, pair[1].col_offset))


RECIPES = (
    Recipe(
        2,
        "inserted import",
        ("unused-import",),
        inserted_import,
        (
            *clauses(
                "nothing in this module uses `{m}`, so the import can go",
                "`{m}` is imported yet nothing refers to it",
                "the `{m}` module is imported without being used",
                "`{m}` isn't used in this file, so the import can be dropped",
                "`{m}` looks like a leftover import",
                "I don't see `{m}` being used anywhere after the import",
                "`{m}` is imported but never used",
                "the import `{m}` is unused",
                "`{m}` is imported but not used anywhere in this file",
                "there is an unused import of `{m}`",
                "the imported name `{m}` is never referenced",
                "`{m}` appears to be an unused import",
                "the `{m}` import is not used",
                "this file imports `{m}` but never uses it",
                "`{m}` is imported on line {n} but is not used",
                "{m} is imported but unused",
            ),
            *requests(
                "Remove the unused import `{m}`",
                "Remove the import of `{m}`, it is not used",
                "Drop the unused `{m}` import",
                "Delete the unused import of `{m}`",
            ),
            *titles(
                "Unused import: `{m}`",
                "Unused import `{m}`",
                "Remove unused import `{m}`",
                "`{m}` imported but unused",
                "F401: `{m}` imported but unused",
            ),
        ),
    ),
    Recipe(
        3,
        "dropped import",
        ("missing-import", "undefined-name"),
        dropped_import,
        (
            *clauses(
                "`{m}` is referenced but there is no import statement for it",
                "you need to import `{m}` here",
                "`{m}` must be imported before it can be used",
                "`{m}` isn't imported in this file",
                "there is no `import {m}` in this file",
                "`{m}` has not been imported",
                "`{m}` is not imported",
                "`{m}` is used but never imported",
                "the import of `{m}` is missing",
                "using `{m}` here raises a NameError because it is never imported",
                "`{m}` is used on line {n} without being imported",
                "there is no import for `{m}`",
                "the module forgets to import `{m}`",
                "this code uses `{m}` without importing it",
                "this will raise `NameError: name '{m}' is not defined`",
                "`{m}` is undefined because it was never imported",
            ),
            *requests(
                "Add the missing import for `{m}`",
                "Import `{m}` at the top of the file, it is not imported",
                "Add an import for `{m}`",
            ),
            *titles(
                "Missing import: `{m}`",
                "NameError: `{m}`",
                "Missing import for `{m}`",
                "`{m}` is not imported",
                "Undefined name `{m}`",
            ),
        ),
    ),
    Recipe(
        4,
        "inserted local",
        ("unused-variable",),
        inserted_local,
        (
            *clauses(
                "nothing reads `{v}` after it is assigned",
                "`{v}` isn't used anywhere in `{f}`",
                "the assignment to `{v}` is pointless, since nothing uses it",
                "local variable {v} is assigned to but never used",
                "`{v}` is computed but its value is never used",
                "the value is stored in `{v}` but never used",
                "the variable `{v}` is assigned but never used",
                "`{v}` is assigned but never used in `{f}`",
                "the local variable `{v}` is unused",
                "`{v}` is set in `{f}` but never read",
                "the variable `{v}` in `{f}` is never used",
                "`{v}` is an unused variable",
                "the value assigned to `{v}` is never used",
                "the local `{v}` on line {n} is never referenced",
                "`{f}` defines `{v}` but never uses it",
                "`{f}` assigns `{v}` and then never reads it",
                "there is an unused variable `{v}` in `{f}`",
            ),
            *requests(
                "Remove the unused variable `{v}`",
                "Remove `{v}` since it is never used",
                "Delete the unused local `{v}` in `{f}`",
            ),
            *titles(
                "Unused variable: `{v}`",
                "Unused local variable `{v}`",
                "Remove unused variable `{v}`",
                "F841: local variable `{v}` is assigned to but never used",
            ),
        ),
    ),
    Recipe(
        5,
        "misspelt use",
        ("undefined-name",),
        misspelt_use,
        (
            *clauses(
                "`{v}` isn't defined anywhere in this function",
                "there is no variable called `{v}`",
                "`{f}` references `{v}`, but no such variable exists",
                "you are using `{v}` which is not defined",
                "`{v}` will raise a NameError",
                "the variable `{v}` does not exist",
                "`{v}` is undefined at line {n}",
                "`{v}` is not defined",
                "the variable `{v}` is undefined",
                "the name `{v}` is not defined in `{f}`",
                "`{f}` uses `{v}`, which is never defined",
                "`{v}` is used in `{f}` but it is not defined anywhere",
                "the undefined variable `{v}` is used here",
                "this raises a NameError because `{v}` is not defined",
                "`{f}` references an undefined name `{v}`",
                "`{v}` does not exist in this scope",
            ),
            *requests(
                "Define `{v}`, it is undefined",
                "Fix the undefined variable `{v}`",
                "Fix the reference to the undefined name `{v}`",
            ),
            *titles(
                "Undefined variable: `{v}`",
                "Undefined name `{v}`",
                "NameError: `{v}`",
                "`{v}` is undefined",
                "F821: undefined name `{v}`",
            ),
        ),
    ),
    Recipe(
        5,
        "misspelt word",
        ("typo",),
        misspelt_word,
        (
            *clauses(
                "`{v}` is spelled wrong, it should be `{right}`",
                "`{v}` should be spelled `{right}`",
                "there's a spelling mistake in `{v}` (should be `{right}`)",
                "there is a typo, `{v}` should be `{right}`",
                "`{v}` is a typo for `{right}`",
                "`{v}` is misspelled and should be `{right}`",
                "`{v}` looks like a typo, it should be `{right}`",
                "the name `{v}` is a misspelling of `{right}`",
                "`{v}` is a typo of `{right}`",
            ),
            *requests(
                "Fix the typo: `{v}` should be `{right}`",
                "Fix the typo `{v}` -> `{right}`",
                "Correct the spelling of `{v}` to `{right}`",
            ),
            *titles(
                "Typo: `{v}` should be `{right}`", "Typo: `{v}` -> `{right}`", "Typo in `{v}`: did you mean `{right}`?"
            ),
        ),
    ),
)
