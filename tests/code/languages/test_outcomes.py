"""What functions return and raise, and what collections hold, is read from the text."""

import pytest

from bot.code.languages.python.facts import read
from bot.model.outcomes import Outcomes


def _outcomes(text: str) -> Outcomes:
    return read("app.py", text).outcomes


@pytest.mark.parametrize(
    ("expression", "shape", "is_something"),
    [
        ("[]", "list", True),
        ("{**a}", "dict", True),
        ("f'{a}'", "str", True),
        ("a == b", "bool", True),
        ("not a", "bool", True),
        ("len(a)", "int", True),
        ("a or []", "", True),
        ("None", "None", False),
        ("a", "", False),
        ("call(a)", "", False),
        ("Row(a)", "Row", True),
        ("(1 if a else 2) + 1", "int", True),
        ("(1 if a else None) or b", "", False),
        ("'%s' % a", "str", True),
        ("1 / 2", "float", True),
        ("', '.join(a)", "str", True),
        ("(x for x in a)", "generator", True),
    ],
)
def test_shape(expression: str, shape: str, is_something: bool) -> None:
    """
    The type of what is returned is told where its text is enough, and so is that it can't be None.
    """
    (found,) = _outcomes(f"def f(a, b):\n    return {expression}\n").returned

    assert (found.shape, found.is_something) == (shape, is_something)


def test_either() -> None:
    """
    A return that chooses is one return a choice, each under its own test.
    """
    found = _outcomes("def f(a):\n    return 1 if a else None\n").returned

    assert [(one.text, one.shape, one.under) for one in found] == [("1", "int", ("a",)), ("None", "None", ("not (a)",))]


@pytest.mark.parametrize(
    ("body", "shape"),
    [
        ("    x = []\n    x.append(1)\n    return x\n", "list"),
        ("    x = {}\n    x['a'] = 1\n    return x\n", "dict"),
        ("    x = []\n    x = a\n    return x\n", ""),
        ("    x = []\n    for x in a:\n        pass\n    return x\n", ""),
        ("    x = 0\n    x += a\n    return x\n", ""),
        ("    def x():\n        pass\n    return x\n", "function"),
        ("    global x\n    x = []\n    return x\n", ""),
    ],
)
def test_shape_of_a_local(body: str, shape: str) -> None:
    """
    A local name has the type of all its assignments, and none where it is bound in another way.
    """
    assert _outcomes(f"def f(a):\n{body}").returned[-1].shape == shape


def test_under() -> None:
    """
    A return or raise stands under the tests around it, innermost first, in its own function alone.
    """
    found = _outcomes(
        "def f(a):\n    if a:\n        for b in a:\n            return b\n    else:\n        raise ValueError(a)\n"
        "    def g():\n        return 1\n"
    )

    assert [(one.scope, one.under) for one in found.returned] == [("f", ("for a", "a")), ("f.g", ())]
    assert [(one.types, one.under) for one in found.raised] == [(("ValueError",), ("not (a)",))]


def test_raise() -> None:
    """
    A raise in a handler is known for one, with its cause, and what is raised again has the types that were caught.
    """
    found = _outcomes(
        "def f():\n    try:\n        raise KeyError('a')\n    except (KeyError, OSError) as e:\n"
        "        if e:\n            raise\n        raise Own('b') from e\n"
    ).raised

    assert [(one.types, one.is_free, one.is_again, one.in_handler, one.has_cause) for one in found] == [
        (("KeyError",), False, False, False, False),
        (("KeyError", "OSError"), True, True, True, False),
        (("Own",), True, False, True, True),
    ]


def test_display() -> None:
    """
    A collection is known with its name, its elements or keys, and whether that is all.
    """
    found = _outcomes("A = frozenset(['x', 'y'])\nB: dict = {'k': 1, **C}\nself.d = (1, *e)\nf(['z'])\n").displays

    assert [(one.kind, one.target, one.items, one.values, one.is_whole) for one in found] == [
        ("list", "A", ("'x'", "'y'"), (), True),
        ("dict", "B", ("'k'",), ("1",), False),
        ("tuple", "self.d", ("1",), (), False),
        ("list", "", ("'z'",), (), True),
    ]


def test_long_chains() -> None:
    """
    Thousands of branches and deep expressions are read without failing.
    """
    chain = "def f(a):\n    if a == 0:\n        return 0\n" + "".join(
        f"    elif a == {n}:\n        return {n}\n" for n in range(1, 400)
    )
    deep = "def g(a):\n    return " + "not " * 500 + "a\n"

    assert len(_outcomes(chain).returned) == 400
    assert _outcomes(deep).returned[0].shape == "bool"
