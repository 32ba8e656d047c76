"""Makes `bot/data/stdlib.json`: what the modules, classes and functions of Python's standard library are called and accept.

Run with Python 3.11 on Linux and mypy installed: `python tests/fit/stdlib_table.py`. Two witnesses are put together: what the
running interpreter shows, and the stubs that come with mypy, which also know the names of other versions and platforms.
"here" are names of Python 3.11 on Linux, "elsewhere" names of other versions or platforms, "open" what accepts any name.
"""

import ast
import contextlib
import importlib
import importlib.resources
import inspect
import io
import json
import platform
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

TARGET = Path(__file__).parents[2] / "bot" / "data" / "stdlib.json"
SKIPPED = (
    "antigravity",
    "this",
    "idlelib",
    "lib2to3",
    "test",
    "tkinter",
    "turtle",
    "turtledemo",
    "pydoc_data",
    "distutils",
    "__main__",
)
DROPPED = ("distutils.", "encodings.", "lib2to3", "pydoc_data")
ALIASES_FOLLOWED = 4


@dataclass
class Names:
    """Names of one stub scope, and the class and function definitions among them."""

    here: set[str] = field(default_factory=set)
    always: set[str] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)
    classes: dict[str, ast.ClassDef] = field(default_factory=dict)
    functions: dict[str, list[tuple[ast.FunctionDef | ast.AsyncFunctionDef, bool]]] = field(default_factory=dict)
    origins: dict[str, tuple[str, str]] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)

    @property
    def conditional(self) -> set[str]:
        """Names that Python 3.11 on Linux has and another version or platform lacks."""
        return self.here - self.always - self.elsewhere


class Branch(NamedTuple):
    """Whether a stretch of a stub holds for Python 3.11 on Linux, and whether it hangs on a version or platform at all."""

    is_here: bool = True
    is_conditional: bool = False

    def inner(self, holds: bool) -> "Branch":
        return Branch(self.is_here and holds, True)


class Stubs:
    """The stubs of the standard library, read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read: dict[str, Names | None] = {}

    def modules(self) -> Iterator[str]:
        for path in sorted(self.folder.rglob("*.pyi")):
            parts = path.relative_to(self.folder).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            is_private = any(part.startswith("_") and part != "__future__" for part in name.split("."))
            if not is_private and not name.startswith(DROPPED):
                yield name

    def module(self, name: str) -> Names | None:
        if name not in self.read:
            self.read[name] = None
            base = self.folder.joinpath(*name.split("."))
            for path in (base.with_suffix(".pyi"), base / "__init__.pyi"):
                if path.is_file():
                    found = self.read[name] = Names()
                    collect(
                        ast.parse(path.read_text("utf-8")).body,
                        found,
                        Branch(),
                        package=name if path.stem == "__init__" else name.rpartition(".")[0],
                    )
                    for star in found.stars:
                        if (other := self.module(star)) is not None:
                            found.here |= {n for n in other.here if not n.startswith("_")}
                            found.always |= {n for n in other.always if not n.startswith("_")}
                            found.elsewhere |= {n for n in other.elsewhere if not n.startswith("_")}
                            for child in (*other.classes, *other.functions, *other.origins):
                                found.origins.setdefault(child, (star, child))
        return self.read[name]

    def place(self, module: str, name: str) -> tuple[Names, str] | None:
        """The stub scope that defines a name which `module` shows."""
        for _ in range(ALIASES_FOLLOWED):
            names = self.module(module)
            if names is None:
                return None
            if name in names.classes or name in names.functions:
                return names, name
            if name not in names.origins:
                return None
            module, name = names.origins[name]
        return None


def collect(body: list[ast.stmt], into: Names, branch: Branch, package: str) -> None:
    """Every name that a stub scope binds; a branch for another version or platform counts as elsewhere."""
    for node in body:
        match node:
            case ast.If():
                holds = condition(node.test)
                collect(node.body, into, branch.inner(holds is not False), package)
                collect(node.orelse, into, branch.inner(holds is not True), package)
            case ast.Try():
                collect(node.body, into, branch, package)
            case ast.ClassDef(name=name):
                note(into, name, branch)
                if branch.is_here or name not in into.classes:
                    into.classes[name] = node
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                note(into, name, branch)
                into.functions.setdefault(name, []).append((node, branch.is_here))
            case ast.Assign(targets=targets):
                for found in (part for target in targets for part in ast.walk(target)):
                    if isinstance(found, ast.Name):
                        note(into, found.id, branch)
            case ast.AnnAssign(target=ast.Name(id=name)):
                note(into, name, branch)
            case ast.ImportFrom() | ast.Import():
                collect_import(node, into, branch, package)


def collect_import(node: ast.ImportFrom | ast.Import, into: Names, branch: Branch, package: str) -> None:
    """The names that an import statement of a stub binds, and where each comes from."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            note(into, alias.asname or alias.name.split(".")[0], branch)
        return
    parts = package.split(".")
    base = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
    origin = ".".join(part for part in (base, node.module or "") if part)
    for alias in node.names:
        if alias.name == "*":
            into.stars.append(origin)
            continue
        note(into, alias.asname or alias.name, branch)
        into.origins.setdefault(alias.asname or alias.name, (origin, alias.name))


def note(into: Names, name: str, branch: Branch) -> None:
    if not branch.is_here:
        into.elsewhere.add(name)
        return
    into.here.add(name)
    if not branch.is_conditional:
        into.always.add(name)


def condition(test: ast.expr) -> bool | None:
    """What a test of version or platform says for Python 3.11 on Linux; None where it is no such test."""
    try:
        return bool(eval(compile(ast.Expression(test), "stub", "eval"), {"sys": sys, "TYPE_CHECKING": True}))
    except Exception:  # noqa: BLE001 - any other test is unknown
        return None


def parameters(
    found: list[tuple[ast.FunctionDef | ast.AsyncFunctionDef, bool]], *, is_method: bool
) -> tuple[set[str], set[str], bool]:
    """Names that a call may use as keywords here and elsewhere, and whether any name goes."""
    here: set[str] = set()
    elsewhere: set[str] = set()
    is_open = False
    for node, is_here in found:
        plain = [arg.arg for arg in node.args.args]
        decorators = {d.id for d in node.decorator_list if isinstance(d, ast.Name)}
        if is_method and "staticmethod" not in decorators and not node.args.posonlyargs:
            plain = plain[1:]
        names = {name for name in plain + [arg.arg for arg in node.args.kwonlyargs] if not name.startswith("__")}
        (here if is_here else elsewhere).update(names)
        is_open = is_open or node.args.kwarg is not None
    lacking = here - elsewhere if any(not is_here for _, is_here in found) else set()
    return here, (elsewhere - here) | lacking, is_open


def signature(value: object, *, is_method: bool) -> tuple[set[str], bool] | None:
    """Keyword names that the interpreter reports, and whether any name goes."""
    try:
        found = list(inspect.signature(value).parameters.values())  # type: ignore[arg-type]
    except Exception:  # noqa: BLE001 - some built-in modules carry signatures that do not evaluate
        return None
    if is_method and found and found[0].name in ("self", "cls"):
        found = found[1:]
    names = {p.name for p in found if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)}
    return names, any(p.kind is p.VAR_KEYWORD for p in found)


def is_special(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def loaded(name: str) -> ModuleType | None:
    if name.split(".")[0] in SKIPPED or name.endswith("__main__"):
        return None
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module(name)
    except Exception:  # noqa: BLE001 - a module of another version or platform
        return None


def entry(
    here: set[str], elsewhere: set[str], *, is_open: bool = False, bases: list[str] | None = None
) -> dict[str, object]:
    """A row: "elsewhere" may overlap "here" where another version or platform lacks what this one has."""
    row: dict[str, object] = {"here": " ".join(sorted(here))}
    if elsewhere:
        row["elsewhere"] = " ".join(sorted(elsewhere))
    if is_open:
        row["open"] = True
    if bases:
        row["bases"] = bases
    return row


class Table:
    """The table while it grows."""

    def __init__(self, stubs: Stubs) -> None:
        self.stubs = stubs
        self.modules: dict[str, object] = {}
        self.classes: dict[str, object] = {}
        self.calls: dict[str, object] = {}
        self.same: dict[str, str] = {}
        self.canonical: dict[int, str] = {}
        self.candidates: list[tuple[int, tuple[bool, bool, int], str]] = []

    def add_module(self, name: str) -> None:
        names = self.stubs.module(name)
        module = loaded(name)
        if names is None:
            return
        if module is None:
            self.modules[name] = entry(set(), names.here | names.elsewhere)
            return
        shown = {n for n in vars(module) if not is_special(n) or n in names.here}
        # A submodule is an attribute of its package only once somebody has imported it.
        loose = {
            n
            for n in shown - names.here
            if isinstance(getattr(module, n), ModuleType) and getattr(module, n).__name__ == f"{name}.{n}"
        }
        self.modules[name] = entry(
            shown - loose,
            ((names.here | names.elsewhere) - shown) | loose | names.conditional,
            is_open=hasattr(module, "__getattr__"),
        )

    def name_classes(self, name: str) -> None:
        module = loaded(name)
        names = self.stubs.module(name) or Names()
        for child, value in sorted(vars(module).items()) if module else ():
            if isinstance(value, type) and not child.startswith("_"):
                rank = (value.__module__ != name, child not in names.classes, len(self.candidates))
                self.candidates.append((id(value), rank, f"{name}.{child}"))

    def choose_names(self) -> None:
        """The one path of each class: its own module, else a module whose stub defines it, else the first that shows it."""
        for key, _, path in sorted(self.candidates):
            if self.canonical.setdefault(key, path) != path:
                self.same[path] = self.canonical[key]

    def add_members(self, name: str) -> None:
        module = loaded(name)
        for child, value in sorted(vars(module).items()) if module else ():
            if child.startswith("_"):
                continue
            place = self.stubs.place(name, child)
            if isinstance(value, type):
                if (
                    self.canonical.get(id(value)) == f"{name}.{child}"
                    and place is not None
                    and place[1] in place[0].classes
                ):
                    self.add_class(f"{name}.{child}", value, place[0].classes[place[1]])
            elif callable(value) and place is not None and place[1] in place[0].functions:
                self.add_call(f"{name}.{child}", value, place[0].functions[place[1]], is_method=False)

    def add_class(self, path: str, value: type, stub: ast.ClassDef) -> None:
        names = Names()
        collect(stub.body, names, Branch(), "")
        shown = {n for n in vars(value) if not is_special(n) or n in names.here | {"__init__"}}
        bases = [self.canonical.get(id(base), "") for base in value.__bases__ if base is not object]
        is_open = "__getattr__" in {n for base in value.__mro__ for n in vars(base)} or "" in bases
        self.classes[path] = entry(
            shown | names.here,
            (names.elsewhere - shown - names.here) | names.conditional,
            is_open=is_open,
            bases=[b for b in bases if b],
        )
        for method in sorted(names.functions):
            if method.startswith("_"):
                continue
            self.add_call(f"{path}.{method}", vars(value).get(method), names.functions[method], is_method=True)

        self.add_constructor(path, value, names)

    def add_constructor(self, path: str, value: type, names: Names) -> None:
        """What a call of the class accepts; a metaclass of its own may accept anything."""
        found = [*names.functions.get("__init__", ()), *names.functions.get("__new__", ())]
        here, elsewhere, is_open = parameters(found, is_method=True)
        seen = signature(value, is_method=True)
        if seen is not None:
            here |= seen[0]
        if found or seen is not None:
            is_open = is_open or "__call__" in {n for meta in type(value).__mro__[:-2] for n in vars(meta)}
            self.calls[path] = entry(here, elsewhere, is_open=is_open or not found)

    def add_call(
        self,
        path: str,
        value: object,
        stubs: list[tuple[ast.FunctionDef | ast.AsyncFunctionDef, bool]],
        *,
        is_method: bool,
    ) -> None:
        here, elsewhere, is_open = parameters(stubs, is_method=is_method)
        seen = signature(value, is_method=is_method) if inspect.isroutine(value) else None
        if seen is not None:
            here |= seen[0]
            is_open = is_open and (seen[1] or is_method)
        self.calls[path] = entry(here, elsewhere, is_open=is_open)


def main() -> None:
    """Write the table."""
    stubs = Stubs(Path(str(importlib.resources.files("mypy"))) / "typeshed" / "stdlib")
    table = Table(stubs)
    names = sorted(stubs.modules(), key=lambda name: (name != "builtins", name.count("."), name))
    for name in names:
        table.add_module(name)
        table.name_classes(name)
    table.choose_names()
    for name in names:
        table.add_members(name)
    whole = {
        "python": platform.python_version(),
        "platform": sys.platform,
        "note": "here: CPython as named above; elsewhere: other versions and platforms, from the typeshed stubs (Apache-2.0)",
        "modules": table.modules,
        "classes": table.classes,
        "calls": table.calls,
        "same": table.same,
    }
    TARGET.write_text(json.dumps(whole, indent=0, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    print(
        len(table.modules),
        "modules",
        len(table.classes),
        "classes",
        len(table.calls),
        "calls",
        TARGET.stat().st_size,
        "bytes",
    )


if __name__ == "__main__":
    main()
