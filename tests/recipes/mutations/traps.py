"""Recipes 19, 25 and 26: true claims with a wrong line, and names that only look unused."""

import ast
import re
from dataclasses import replace
from random import Random  # noqa: TID251 - seeded by an argument

from tests.recipes.case import Case, Mutate, Recipe, clauses, requests, titles, wholes
from tests.recipes.mutations.errors import bared_except, mutable_default
from tests.recipes.mutations.names import inserted_import, inserted_local
from tests.recipes.mutations.text import stripped_docstring
from tests.recipes.source import Source

_SHIFTED: tuple[tuple[str, Mutate], ...] = (
    ("import", inserted_import),
    ("local", inserted_local),
    ("docstring", stripped_docstring),
    ("except", bared_except),
    ("default", mutable_default),
)


def shifted_lines(source: Source, chance: Random) -> tuple[Case, ...]:
    """Claims of other recipes with a line that is off by up to thirty, beside a quote of the right one."""
    group, mutate = chance.choice(_SHIFTED)
    cases = mutate(source, chance)
    off = chance.choice((-1, 1)) * chance.randint(2, 30)
    if not cases or any(
        _is_out(case, off) or case.text.count(case.quote) != 1 or len(case.quote) < 12 for case in cases
    ):
        return ()
    return tuple(replace(case, shift=off, group=group) for case in cases)


def _is_out(case: Case, off: int) -> bool:
    return not 0 < case.line + off <= case.text.count("\n")


_CLASS = "\n\nclass {c}({b}):\n    {a} = {v}\n\n    def close(self):\n        return None\n"
_READS = "class {b}:\n    def start(self):\n        return self.{a}\n"
_SILENT = "class {b}:\n    def start(self):\n        return None\n"


def read_by_base(source: Source, chance: Random) -> tuple[Case, ...]:
    """A class attribute is read by its base class in another file; in the twin, nowhere."""
    fills = {
        "b": "DriverBase",
        "c": "FakeDriver",
        "a": chance.choice(("_backend", "_retry_limit")),
        "v": chance.choice(('"fake"', "3", "None")),
    }
    if any(source.words[fills[key]] for key in "bca"):
        return ()
    package = source.path.rpartition("/")[0]
    module = package.replace("/", ".") + ".driver_base"
    start = next(
        (
            n.lineno
            for n in source.tree.body
            if isinstance(n, ast.Import | ast.ImportFrom) and "__future__" not in source.line_of(n.lineno)
        ),
        0,
    )
    if not start:
        return ()
    body = source.with_lines(start, start - 1, [f"from {module} import {fills['b']}"]) + _CLASS.format(**fills)
    line = body.count("\n") - 3
    others = [{f"{package}/driver_base.py": form.format(**fills)} for form in (_READS, _SILENT)]
    return Case(False, body, line, fills, others=others[0]), Case(True, body, line, fills, others=others[1])


_KEPT: tuple[tuple[str, str], ...] = (
    ("function", '\n\n__all__ = ["{x}"]\n\n\ndef {x}(value):\n    return value\n'),
    ("function", '\n\ndef {x}(value):\n    return value\n\n\ndef look_up(owner):\n    return getattr(owner, "{x}")\n'),
    (
        "function",
        "\n\ndef _register(made):\n    HOOKS.append(made)\n    return made\n\n\nHOOKS = []\n\n\n@_register\ndef {x}(value):\n    return value\n",
    ),
    ("function", "\n\n@app.route('/rows')\ndef {x}(value):\n    return value\n"),
    ("function", '\n\ndef {x}(value):\n    return value\n\n\nTABLE = {{"rows": {x}}}\n'),
    (
        "function",
        "\n\nclass Plugin:\n    def {x}(self, value):\n        return value\n\n    def run(self):\n        return self.{x}(1)\n",
    ),
    (
        "import",
        '\n\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from queue import {X}\n\n\ndef drain(rows: "{X}") -> None:\n    del rows\n',
    ),
    ("import", "\n\nfrom bisect import {x} as {x}\n"),
    ("import", '\n\nfrom bisect import {x}\n\n__all__ = ["{x}"]\n'),
    ("import", "\n\ntry:\n    import {x}\nexcept ImportError:\n    HAS_EXTRA = False\nelse:\n    HAS_EXTRA = True\n"),
)
_SINGLE = re.compile(r"^__all__\b", re.MULTILINE)


def kept_name(source: Source, chance: Random) -> tuple[Case, ...]:
    """A name that `__all__`, a decorator, a string, a table or a type annotation keeps in use."""
    group, form = chance.choice(_KEPT)
    name = chance.choice(("insort_rows", "clean_rows", "spare_reader"))
    fills = {"x": name, "X": "RowsQueue"}
    made = form.format(**fills)
    if any(source.words[word] for word in (*fills.values(), "Plugin", "HOOKS", "TABLE", "drain", "look_up")) or (
        "__all__" in made and _SINGLE.search(source.text)
    ):
        return ()
    said = fills["X"] if fills["X"] in made else name
    text = source.text + made
    line = next(
        n
        for n, words in enumerate(text.split("\n"), 1)
        if n > len(source.lines) and re.search(rf"(?:def|import) {said}\b", words)
    )
    return (Case(False, text, line, {"x": said}, group=group),)


def reexported(source: Source, chance: Random) -> tuple[Case, ...]:
    """A name that an `__init__` imports for those who import it from there."""
    del chance
    found = [f for f in source.functions if source.parents[f] is source.tree and not f.name.startswith("_")]
    if not found or source.path.endswith("__init__.py"):
        return ()
    folder, _, file = source.path.rpartition("/")
    name, module = found[0].name, folder.replace("/", ".")
    text = f"from {module}.{file.removesuffix('.py')} import {name}\n"
    user = f"from {module} import {name}\n\nprint({name})\n"
    return (
        Case(
            False,
            text,
            1,
            {"x": name},
            path=f"{folder}/__init__.py",
            others={source.path: source.text, "main.py": user},
            group="import",
        ),
    )


_SHIFT_WORDS = (
    *wholes(
        "`{quote}`\n\n`{m}` is imported but never used.",
        "Unused import `{m}`: `{quote}`",
        kinds=("unused-import",),
        group="import",
    ),
    *wholes(
        "`{quote}`\n\nThe variable `{v}` is assigned but never used.",
        "`{v}` is never used (`{quote}`).",
        kinds=("unused-variable",),
        group="local",
    ),
    *wholes(
        "`{quote}`\n\n`{f}` has no docstring.",
        "Missing docstring for `{f}`.",
        kinds=("missing-docstring",),
        group="docstring",
    ),
    *wholes(
        "`{quote}`\n\nThe default value of `{p}` is mutable.",
        "`{p}` has a mutable default argument: `{quote}`",
        kinds=("mutable-default",),
        group="default",
    ),
    *wholes("```python\n{quote}\n```\n\nThis is a bare except.", kinds=("bare-except",), group="except"),
)
_UNUSED_FUNCTION = (
    *clauses(
        "`{x}` is unused",
        "the function `{x}` is never called",
        "`{x}` is never used",
        "`{x}` is dead code",
        "the function `{x}` is unused",
        group="function",
    ),
    *requests("Remove the unused function `{x}`", group="function"),
    *titles("Unused function: `{x}`", "Dead code: `{x}`", group="function"),
)
_UNUSED_IMPORT = (
    *clauses(
        "`{x}` is imported but never used",
        "the import `{x}` is unused",
        "`{x}` is unused",
        "`{x}` is an unused import",
        group="import",
    ),
    *requests("Remove the unused import `{x}`", group="import"),
    *titles("Unused import: `{x}`", group="import"),
)
_UNUSED = ("unused-function", "unused-import", "unused-variable")

RECIPES = (
    Recipe(19, "shifted lines", (), shifted_lines, _SHIFT_WORDS, is_trap=True),
    Recipe(
        25,
        "read by a base class",
        ("unused-attribute", "unused-variable"),
        read_by_base,
        (
            *clauses(
                "the class attribute `{a}` is unused",
                "`{a}` is never used",
                "the attribute `{a}` of `{c}` is never read",
                "the class variable `{a}` is not used anywhere",
                "`{c}` defines `{a}` but never uses it",
                "the `{a}` attribute is never used",
            ),
            *requests("Remove the unused class attribute `{a}`", "Remove the unused attribute `{a}`"),
            *titles("Unused class attribute: `{a}`", "Unused attribute `{a}`"),
        ),
        is_trap=True,
    ),
    Recipe(26, "kept name", _UNUSED, kept_name, (*_UNUSED_FUNCTION, *_UNUSED_IMPORT), is_trap=True),
    Recipe(26, "re-exported name", _UNUSED, reexported, _UNUSED_IMPORT, is_trap=True),
)
