"""Definitions, calls, handlers, guards and flow of Python."""

from textwrap import dedent

import pytest

from bot.code.reading import read_facts
from bot.model.facts import Call, Definition, DefinitionKind, Facts
from bot.model.place import Extent


def facts_of(code: str) -> Facts:
    """The facts of a module."""
    return read_facts("a.py", dedent(code).lstrip("\n"))


def definition(code: str, qualified: str) -> Definition:
    """The only definition of a dotted name."""
    (found,) = [item for item in facts_of(code).definitions if item.qualified == qualified]
    return found


def call(code: str, name: str) -> Call:
    """The only call of a name."""
    (found,) = [item for item in facts_of(code).calls if item.name == name]
    return found


def test_definition_extents() -> None:
    """Lines start at the decorator, the header ends at the colon, the body is the rest."""
    code = """
    class A(Base, metaclass=M):
        @wraps(x)
        async def f(
            self,
            a: int,
            b=[],
            *rest,
            c="d",
        ) -> str:  # note
            # why
            '''Doc.

            More.'''
            return a
    """

    found = definition(code, "A.f")

    assert (found.lines, found.header, found.body) == (Extent(2, 14), Extent(3, 9), Extent(10, 14))
    assert found.docstring == Extent(11, 13)
    assert (found.kind, found.scope, found.is_async, found.returns) == (DefinitionKind.METHOD, "A", True, "str")
    assert found.decorators == ("wraps(x)",)
    assert [(item.name, item.kind, item.default) for item in found.parameters] == [
        ("self", "positional", None),
        ("a", "positional", None),
        ("b", "positional", "[]"),
        ("rest", "varargs", None),
        ("c", "keyword-only", '"d"'),
    ]
    assert [item.name for item in found.parameters if item.default_is_mutable] == ["b"]


def test_one_line_definition() -> None:
    """A body on the line of the header shares it."""
    found = definition("def f(\n): return 1\n", "f")

    assert (found.header, found.body) == (Extent(1, 2), Extent(2, 2))


@pytest.mark.parametrize(
    ("body", "returns_value", "falls_off_end"),
    [
        ("return 1", True, False),
        ("return None", False, False),
        ("if x:\n        return 1", True, True),
        ("if x:\n        return 1\n    else:\n        raise E", True, False),
        ("while True:\n        pass", False, False),
        ("while True:\n        break", False, True),
        ("try:\n        return 1\n    except E:\n        pass", True, True),
        ("with x:\n        return 1", True, False),
        ("with suppress(E):\n        return 1", True, True),
        ("sys.exit(1)", False, False),
        ("def g():\n        return 1", False, True),
    ],
)
def test_how_a_function_ends(body: str, returns_value: bool, falls_off_end: bool) -> None:
    """A function knows whether it returns something and whether control can reach its end."""
    found = definition(f"def f(x):\n    {body}\n", "f")

    assert (found.returns_value, found.falls_off_end) == (returns_value, falls_off_end)


@pytest.mark.parametrize(
    ("code", "is_stub"),
    [
        ("@overload\ndef f(): ...", True),
        ("@abc.abstractmethod\ndef f():\n    'Doc.'", True),
        ("def f():\n    'Doc.'\n    raise NotImplementedError()", True),
        ("def f(): ...", True),
        ("def f(): pass", False),
        ("def f(): return 1", False),
    ],
)
def test_stub(code: str, is_stub: bool) -> None:
    """Overloads, abstract methods and bodies of three dots are stubs; `pass` is not."""
    assert definition(code, "f").is_stub is is_stub


def test_counts() -> None:
    """Statements are counted without the docstring; complexity as linters count it; generators are known."""
    code = """
    def f(x):
        '''Doc.'''
        if x and y:
            for a in x:
                yield a
        elif z:
            pass
    """

    found = definition(code, "f")

    assert (found.statements, found.complexity, found.is_generator) == (5, 4, True)


def test_call_text_over_lines() -> None:
    """A call over several lines has its arguments in single-spaced text, without comments."""
    code = "x = self.api.get(\n    a,  # first\n    *b, key={\n        1: 2,\n    },\n)\n"

    found = call(code, "get")

    assert found.callee == "self.api.get"
    assert [(item.keyword, item.text) for item in found.arguments] == [(None, "a"), (None, "*b"), ("key", "{1: 2,}")]
    assert (found.lines, found.statement, found.assigned_to) == (Extent(1, 6), Extent(1, 6), "x")


def test_call_text_beside_wide_characters() -> None:
    """Positions count bytes, so text beside characters of several bytes is cut right."""
    assert call("f('äöü', g('€'), last)\n", "f").arguments[2].text == "last"


def test_callee_of_chains() -> None:
    """What is called or indexed inside a callee is shortened."""
    assert [item.callee for item in facts_of("a.b(x).c[0].d(y)\n''.join(z)\nf()()\n").calls] == [
        "a.b",
        "a.b().c[0].d",
        "().join",
        "f",
        "f()",
    ]


def test_call_roles() -> None:
    """A call knows whether it is awaited, returned, managed, in a loop, or a statement of its own."""
    code = """
    async def f():
        await a()
        with b() as x, closing(c()):
            d()
        for y in e():
            g()
        z = [h() for _ in k()]
        return await m()
    """

    found = {item.name: item for item in facts_of(code).calls}

    assert {name for name, item in found.items() if item.awaited} == {"a", "m"}
    assert {name for name, item in found.items() if item.managed} == {"b", "closing", "c"}
    assert {name for name, item in found.items() if item.is_statement} == {"a", "d", "g"}
    assert {name for name, item in found.items() if item.in_loop} == {"g", "h"}
    assert {name for name, item in found.items() if item.returned} == {"m"}
    assert found["b"].assigned_to == "x"


def test_guarded_calls() -> None:
    """A call is guarded by the try bodies of its own function, innermost first; handlers are outside."""
    code = """
    try:
        def f():
            try:
                try:
                    a()
                finally:
                    b()
            except (E, G) as e:
                c()
                LOG.error(e)
                raise
        d()
    except:
        pass
    """

    facts = facts_of(code)

    assert {item.name: item.guarded for item in facts.calls} == {
        "a": (2, 1),
        "b": (1,),
        "c": (),
        "error": (),
        "d": (0,),
    }
    outer, middle, inner = facts.tries
    assert [handler.types for handler in (*outer.handlers, *middle.handlers)] == [(), ("E", "G")]
    assert (outer.handlers[0].is_silent, middle.handlers[0].is_silent) == (True, False)
    assert (middle.handlers[0].logs, middle.handlers[0].raises, middle.handlers[0].returns) == (True, True, False)
    assert (inner.body, inner.final, middle.scope) == (Extent(5, 5), Extent(7, 7), "f")


def test_suppressions() -> None:
    """Context managers that swallow or expect exceptions are noted with their lines."""
    code = "with suppress(A, B):\n    f()\nwith pytest.raises(C):\n    g()\nself.assertRaises(D, h, 1)\n"

    assert facts_of(code).suppressions == (
        ("A", Extent(1, 2)),
        ("B", Extent(1, 2)),
        ("C", Extent(3, 4)),
        ("D", Extent(5, 5)),
    )


@pytest.mark.parametrize(
    ("test", "names", "covers"),
    [
        ("if x:\n        a", ("x",), Extent(3, 3)),
        ("if x is not None and y:\n        a", ("x", "y"), Extent(3, 3)),
        ("if isinstance(x, T):\n        a", ("x",), Extent(3, 3)),
        ("if len(x) > 0:\n        a", ("x",), Extent(3, 3)),
        ("if not x:\n        return\n    a\n    b", ("x",), Extent(4, 5)),
        ("if x is None or not y:\n        raise E\n    a", ("x", "y"), Extent(4, 4)),
        ("if x is None:\n        x = 1\n    a", ("x",), Extent(4, 4)),
        ("if self.x is None:\n        return\n    a", ("self.x",), Extent(4, 4)),
        ("assert x\n    a\n    x = 1\n    b", ("x",), Extent(3, 4)),
        ("a = x or 1", ("x",), Extent(2, 2)),
        ("a = x.b if x else 1", ("x",), Extent(2, 2)),
    ],
)
def test_guards(test: str, names: tuple[str, ...], covers: Extent) -> None:
    """A test guards its names on the lines where it holds, until a name is assigned anew."""
    facts = facts_of(f"def f(self, x, y):\n    {test}\n")

    assert (names, covers) in [(item.names, item.covers) for item in facts.guards]


@pytest.mark.parametrize("test", ["if x is None:\n        a", "if not x:\n        a", "if x or y:\n        a"])
def test_no_guard(test: str) -> None:
    """A test that leaves a name unfit guards nothing where it holds."""
    assert all(Extent(3, 3) != item.covers for item in facts_of(f"def f(x, y):\n    {test}\n").guards)


def test_unreachable() -> None:
    """Statements after one that leaves the block are unreachable; a `yield` that makes a generator is not named."""
    code = "def f():\n    return 1\n    a()\n    b()\ndef g():\n    return\n    yield\n"

    assert facts_of(code).unreachable == (Extent(3, 4),)


def test_raises_and_texts() -> None:
    """Raised types and string literals are noted with the name that they are bound to."""
    code = "def f(a='x'):\n    raise m.E(b='y')\nc = {'d': 'z'}\nself.e = f'{c} w'\n"

    facts = facts_of(code)

    assert facts.raises == (("m.E", 2, "f"),)
    assert {(item.target, item.value) for item in facts.texts if item.target} == {
        ("a", "x"),
        ("b", "y"),
        ("d", "z"),
        ("self.e", "{c} w"),
    }


def test_statements() -> None:
    """A simple statement covers all its lines, a compound one its header."""
    assert facts_of("if (a and\n        b):\n    c(\n        d)\n").statements == (Extent(1, 2), Extent(3, 4))
