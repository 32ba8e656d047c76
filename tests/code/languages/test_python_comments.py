"""Line classes, comments and commented-out code of Python, also where a text does not parse."""

import pytest

from bot.code.languages.python.parsing import TOO_DEEP
from bot.code.reading import read_facts
from bot.model.facts import LineClass
from bot.model.place import Extent

BLANK, COMMENT, DOCSTRING, STRING, CODE = (
    LineClass.BLANK,
    LineClass.COMMENT,
    LineClass.DOCSTRING,
    LineClass.STRING,
    LineClass.CODE,
)


def test_line_classes() -> None:
    """Each line has one class; code wins over a string or comment beside it."""
    code = '"""Doc.\n\nMore."""\n# c\nx = 1  # d\ny = f(\n    "a",\n    f"{x}",\n    "b # c",  # d\n)\n'

    assert read_facts("a.py", code).line_classes == (
        DOCSTRING, BLANK, DOCSTRING, COMMENT, CODE, CODE, STRING, CODE, STRING, CODE,
    )  # fmt: skip


def test_broken_text() -> None:
    """A text that does not parse keeps its line classes and comments, and says where it breaks."""
    facts = read_facts("a.py", 'def f(:\n    """Doc."""\n    # c\n    return 1\n')

    assert not facts.is_complete
    assert facts.fault is not None
    assert facts.fault.line == 1
    assert facts.line_classes == (CODE, DOCSTRING, COMMENT, CODE)
    assert [item.text for item in facts.comments] == ["c"]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000,
        "-" * 50_000 + "1",
        "x\0y",
        "a" + ".b" * 50_000,
        '"""',
        "if " + "not " * 3000 + "x: pass",
        "\ufeff\r\r\n(",
    ],
)
def test_hostile_text(text: str) -> None:
    """No text makes the reading fail: what cannot be read is a fault."""
    facts = read_facts("a.py", text)

    assert facts.fault is not None
    assert not facts.is_complete


def test_deep_but_valid_text() -> None:
    """A text that is only too deep says so in words of its own."""
    fault = read_facts("a.py", "a" + ".b" * 50_000).fault

    assert fault is not None
    assert fault.message == TOO_DEEP


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """Line ends of every system give the same facts."""
    lines = ["import a", "# f(1)", "b = a.c(", "  1)", ""]

    assert read_facts("a.py", end.join(lines)) == read_facts("a.py", "\n".join(lines))


def test_prose_and_code_in_one_run() -> None:
    """Commented-out code below prose is a comment of its own, with its calls at the lines of the file."""
    code = "class A:\n    def f(self):\n        # TODO: the result is wrong\n        # self.check(\n        #     a, 'b c')\n        pass\n"

    facts = read_facts("a.py", code)

    assert [(item.lines, item.is_code) for item in facts.comments] == [(Extent(3, 3), False), (Extent(4, 5), True)]
    (shadow,) = facts.shadow
    (call,) = shadow.calls
    assert (call.callee, call.lines, call.scope) == ("self.check", Extent(4, 5), "A.f")
    assert [item.text for item in call.arguments] == ["a", "'b c'"]
    assert facts.calls == ()


def test_code_after_the_last_statement() -> None:
    """A comment after the last line of a function belongs to it as long as it is indented like its body."""
    code = "class A:\n    def f(self):\n        pass\n        # g(1)\n    # h(2)\n# k(3)\n"

    facts = read_facts("a.py", code)

    assert [(call.name, call.scope) for item in facts.shadow for call in item.calls] == [
        ("g", "A.f"),
        ("h", "A"),
        ("k", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "x = 1", "self.a = b", "import os", "from a import b", "f(x)", "return f(x)", "return None", "def f():\n#     pass",
        "if a.b:\n#     c()", "for x in y:\n#     pass", "@decorated", "x.append(\n#     1,\n# )", "raise ValueError('x')",
    ],
)  # fmt: skip
def test_commented_out_code(text: str) -> None:
    """Calls, assignments, imports, definitions and the like are code."""
    assert len(read_facts("a.py", f"# {text}\n").shadow) == 1


@pytest.mark.parametrize(
    "text",
    [
        "note: see foo", "TODO", "Example", "see foo()", "yes (really)", "noqa: F401", "pylint: disable=unused", "type: int",
        "return value", "a, b", "- item", "x", "-----", "name (optional)", "http://example.org/a", "e.g. f(x).", "key: value",
        "-*- coding: utf-8 -*-", "(see below)", "first f(x), second g(y)",
    ],
)  # fmt: skip
def test_prose(text: str) -> None:
    """Prose that happens to look like an expression is no code."""
    assert read_facts("a.py", f"# {text}\n").shadow == ()


def test_trailing_comment_is_apart() -> None:
    """A trailing comment is never part of a run."""
    facts = read_facts("a.py", "x = 1  # one\n# two\n# three\n")

    assert [(item.text, item.is_trailing) for item in facts.comments] == [("one", True), ("two\nthree", False)]
