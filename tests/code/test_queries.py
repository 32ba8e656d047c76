"""Questions that checks ask of facts."""

import pytest

from bot.code import queries
from bot.code.reading import read_facts, read_source
from bot.model.facts import LineClass
from bot.model.place import Extent, Side

CODE = """\
import api

class A:
    limit = 1

    def load(self):
        # first
        # second
        self.api.get(self.limit)

        api.get(1)

    def save(self):
        # self.api.get(2)
        def inner():
            return get(3)
        return inner

class B:
    def load(self):
        x = 1
        return (x +
                2)

def get(x):
    return x
"""
FACTS = read_facts("a.py", CODE)


@pytest.mark.parametrize(
    ("name", "near", "qualified"),
    [
        ("A.load", None, "A.load"),
        ("self.save", None, "A.save"),
        ("`save()`", None, "A.save"),
        ("save(x, y)", None, "A.save"),
        ("inner", None, "A.save.inner"),
        ("load", None, None),
        ("load", 9, "A.load"),
        ("load", 21, "B.load"),
        ("load", 26, "B.load"),
        ("missing", 1, None),
        ("oad", None, None),
        ("", None, None),
    ],
)
def test_definition_named(name: str, near: int | None, qualified: str | None) -> None:
    """A name means its only definition, or the one around or closest to a line, else nothing."""
    found = queries.definition_named(FACTS, name, near)

    assert (found.qualified if found else None) == qualified


def test_overloads() -> None:
    """Of several definitions of one dotted name the one with a body is meant."""
    facts = read_facts("a.py", "@overload\ndef f(a): ...\n@overload\ndef f(b): ...\ndef f(c):\n    return c\n")

    found = queries.definition_named(facts, "f")

    assert found is not None
    assert found.lines == Extent(5, 6)
    assert len(queries.definitions_named(facts, "f")) == 3


@pytest.mark.parametrize(("line", "qualified"), [(9, "A.load"), (16, "A.save.inner"), (4, "A"), (1, None), (18, None)])
def test_enclosing(line: int, qualified: str | None) -> None:
    """The innermost definition around a line is found."""
    found = queries.enclosing(FACTS, line)

    assert (found.qualified if found else None) == qualified


@pytest.mark.parametrize(
    ("callee", "scope", "lines"),
    [
        ("get", None, [9, 11, 16]),
        ("api.get", None, [9, 11]),
        ("self.api.get()", None, [9]),
        ("other.get", None, []),
        ("get", "A.load", [9, 11]),
        ("get", "A.save", [16]),
        ("et", None, []),
    ],
)
def test_calls_of(callee: str, scope: str | None, lines: list[int]) -> None:
    """Calls match by whole parts from the right, within a definition and what it contains."""
    definition = queries.definition_named(FACTS, scope) if scope else None

    assert [call.lines.start for call in queries.calls_of(FACTS, callee, definition)] == lines


def test_shadow_calls_of() -> None:
    """Calls in commented-out code are asked for apart."""
    save = queries.definition_named(FACTS, "save")

    assert [call.lines.start for call in queries.shadow_calls_of(FACTS, "get", save)] == [14]


def test_reads_and_bindings() -> None:
    """Reads match like callees; bindings are those of the innermost scope around a line."""
    assert [read.line for read in queries.reads_of(FACTS, "limit")] == [9]
    assert [item.scope for item in queries.bindings_of(FACTS, "x")] == ["B.load", "get"]
    assert [item.scope for item in queries.bindings_of(FACTS, "x", 22)] == ["B.load"]
    assert [item.scope for item in queries.bindings_of(FACTS, "A.limit")] == ["A"]


def test_lines_and_comments() -> None:
    """Line classes, comments around and above a line, and statements are found by line."""
    assert queries.line_class(FACTS, 7) is LineClass.COMMENT
    assert queries.line_class(FACTS, 999) is None
    assert [item.text for item in queries.comments_in(FACTS, Extent(6, 11))] == ["first\nsecond"]
    assert [item.text for item in queries.comments_above(FACTS, 9)] == ["first\nsecond"]
    assert queries.comments_above(FACTS, 11) == ()
    assert queries.statement_at(FACTS, 23) == Extent(22, 23)
    assert queries.statement_at(FACTS, 5) is None


def test_paragraph() -> None:
    """A paragraph is the block of lines between two blank ones."""
    source = read_source("a.py", Side.NEW, CODE.encode())

    assert queries.paragraph(source, 8) == Extent(6, 9)
    assert queries.paragraph(source, 10) == Extent(10, 10)
