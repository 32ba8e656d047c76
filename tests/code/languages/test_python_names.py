"""Bindings, reads and imports of Python: who binds a name, and which lines read it."""

from textwrap import dedent

import pytest

from bot.code.reading import read_facts
from bot.model.facts import Binding, BindingKind, Facts


def facts_of(code: str) -> Facts:
    """The facts of a module."""
    return read_facts("a.py", dedent(code).lstrip("\n"))


def binding(code: str, name: str, scope: str = "", kind: BindingKind | None = None) -> Binding:
    """The only binding of a name in a scope."""
    found = [
        item
        for item in facts_of(code).bindings
        if item.name == name and item.scope == scope and kind in (None, item.kind)
    ]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "code",
    [
        "import json\nx = json.loads('1')",
        "import json\ndef f():\n    return json",
        "import json\nclass A:\n    def f(self):\n        return lambda: json",
        "import json\nclass A:\n    json = json",
        "import json\ndef f(x: 'json.Thing'): ...",
        "from typing import Optional\nimport json\nx: Optional['json.Thing'] = None",
        "from typing import cast\nimport json\nx = cast('json.Thing', 1)",
        "import json\nx = []  # type: list[json.Thing]",
        'import json\ndef f():\n    """Doc.\n\n    >>> json.loads("1")\n    """',
        "import json\nprint(f'{json}')",
        "import json\n@json.wrap\ndef f(): ...",
        "import json\ndel json",
    ],
)
def test_import_is_read(code: str) -> None:
    """A read of an import is found in code, annotations, quoted annotations, type comments and doctests."""
    assert binding(code, "json", kind=BindingKind.IMPORT).reads


@pytest.mark.parametrize(
    "code",
    [
        "import json\nx = 'json'",
        "import json  # json is used below",
        "import json\ndef f(json):\n    return json",
        "import json\nx = [json for json in y]",
        "import json\nx = y.json",
        "import json\nf(json=1)",
        'import json\ndef f():\n    """\n    >>> import json\n    >>> json.loads\n    """',
        "from typing import Literal\nimport json\nx: Literal['json'] = 1",
    ],
)
def test_import_is_not_read(code: str) -> None:
    """A string, a comment, an attribute, a keyword or a name of an inner scope is no read of an import."""
    assert binding(code, "json", kind=BindingKind.IMPORT).reads == ()


def test_method_does_not_see_class_scope() -> None:
    """A bare name in a method does not read the attribute of that name."""
    code = "limit = 1\nclass A:\n    limit = 2\n    def f(self):\n        return limit\n"

    assert binding(code, "limit").reads == (5,)
    assert binding(code, "limit", "A").reads == ()


def test_closure_reads_outer_local() -> None:
    """A nested function's read belongs to the local of the function around it."""
    code = "def f():\n    x = 1\n    def g():\n        return x\n    return g\n"

    assert binding(code, "x", "f").reads == (4,)


def test_global_and_nonlocal_move_a_binding() -> None:
    """What a function assigns under `global` or `nonlocal` is bound where it is declared to be."""
    code = "def f():\n    global a\n    a = 1\n    b = 1\n    def g():\n        nonlocal b\n        b = 2\n"

    assert [extent.start for extent in binding(code, "a").lines] == [3]
    assert [extent.start for extent in binding(code, "b", "f").lines] == [4, 7]


@pytest.mark.parametrize(
    ("code", "reads"),
    [
        ("def f():\n    total = 0\n    total += 1\n", ()),
        ("def f(g):\n    total = g.all\n    total += [1]\n", (3,)),
    ],
)
def test_augmented_assignment(code: str, reads: tuple[int, ...]) -> None:
    """`x += y` alone does not use x, unless x may be shared with somebody."""
    assert binding(code, "total", "f").reads == reads


def test_binders_of_all_kinds() -> None:
    """Handlers, loops, `with`, walrus, match captures and unpacking bind names."""
    code = """
    def f(v):
        for a in v: pass
        with v as b: pass
        try: pass
        except E as c: pass
        (d := v)
        match v:
            case {"k": e, **g}: pass
            case [h, *i] as j: pass
        k, (l, *m) = v
        n: int = 1
    """

    names = {item.name for item in facts_of(code).bindings if item.scope == "f" and item.kind is BindingKind.VARIABLE}

    assert names == set("abcdeghijklmn")


def test_walrus_in_comprehension() -> None:
    """A walrus inside a comprehension binds in the function around it."""
    code = "def f(v):\n    x = [y for z in v if (y := z)]\n    return y\n"

    assert binding(code, "y", "f").reads == (2, 3)


@pytest.mark.parametrize("code", ["def f():\n    x = 1\n    return locals()\n", "def f():\n    x = 1\n    eval('x')\n"])
def test_dynamic_scope_is_open(code: str) -> None:
    """A local is not closed where `locals` or `eval` may read it."""
    assert not binding(code, "x", "f").is_closed
    assert facts_of(code).dynamic == ("f",)


def test_closed_local() -> None:
    """An ordinary local is closed; a name of the module is not."""
    code = "y = 1\ndef f():\n    x = 1\n"

    assert binding(code, "x", "f").is_closed
    assert not binding(code, "y").is_closed


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("from a import b\n__all__ = ['b']\n", "b"),
        ("from a import b\n__all__ = ['c'] + ['b']\n", "b"),
        ("from a import b\n__all__ = []\n__all__ += ['b']\n", "b"),
        ("from a import b as b\n", "b"),
        ("import b as b\n", "b"),
        ("@register\ndef b(): ...\n", "b"),
    ],
)
def test_exported(code: str, name: str) -> None:
    """`__all__`, `import x as x` and a decorator export a name."""
    assert binding(code, name).is_exported


def test_attributes_of_a_class() -> None:
    """Reads through `self`, `cls`, the class and a relative of the file count; an unknown object's do not."""
    code = """
    class A:
        a = 1
        b = 2
        c = 3
        d = 4
        def f(self, other):
            self.e = self.a
            return other.d
        @classmethod
        def g(cls):
            return cls.b
    class B(A):
        def h(self):
            return self.c, A.f
    """

    found = {item.name: item.reads for item in facts_of(code).bindings if item.scope == "A"}

    assert found == {"a": (7,), "b": (11,), "c": (14,), "d": (), "e": (), "f": (14,), "g": ()}


def test_imports() -> None:
    """An import knows its module, its bound name, and whether it is optional or for types only."""
    code = """
    from typing import TYPE_CHECKING
    if TYPE_CHECKING:
        from ..a import b as c
    try:
        import d.e
    except ImportError:
        d = None
    from f import *
    """

    facts = facts_of(code)

    assert [(item.module, item.name, item.bound) for item in facts.imports] == [
        ("typing", "TYPE_CHECKING", "TYPE_CHECKING"),
        ("..a", "b", "c"),
        ("d.e", "", "d"),
        ("f", "*", "*"),
    ]
    assert [item.in_type_checking for item in facts.imports] == [False, True, False, False]
    assert [item.in_try for item in facts.imports] == [False, False, True, False]
    assert facts.has_star_import
