"""Languages that are read by a grammar, and texts that none is known for."""

import pytest

from bot.code.reading import read_facts
from bot.model.facts import LineClass
from bot.model.place import Extent


@pytest.mark.parametrize(
    ("path", "text", "callee", "arguments"),
    [
        ("a.js", "a.b(1, 'x');\n", "a.b", ["1", "'x'"]),
        ("a.ts", "const x: T = a?.b<U>(y);\n", "a.b", ["y"]),
        ("a.go", "package a\nfunc f() { b.C(x) }\n", "b.C", ["x"]),
        ("A.java", "class A { void f() { this.b.c(1); } }\n", "this.b.c", ["1"]),
        ("a.rs", "fn f() { a::b(1); }\n", "a.b", ["1"]),
        ("a.cpp", "int f() { return a->g(1); }\n", "a.g", ["1"]),
        ("a.rb", "a.b(1)\n", "a.b", ["1"]),
        ("a.php", "<?php $a->b(1);\n", "a.b", ["1"]),
        ("a.cs", "class A { void f() { a.b(1); } }\n", "a.b", ["1"]),
        ("a.kt", "fun f() { a.b(1) }\n", "a.b", ["1"]),
        ("a.lua", "a:b(1)\n", "a.b", ["1"]),
        ("a.sh", "foo bar\n", "foo", ["bar"]),
    ],
)
def test_calls(path: str, text: str, callee: str, arguments: list[str]) -> None:
    """A call's callee is dotted in every language, with its arguments as text."""
    (call,) = read_facts(path, text).calls

    assert (call.callee, [item.text for item in call.arguments]) == (callee, arguments)


def test_line_classes_and_comments() -> None:
    """Comments, strings and code are told apart; neighbouring line comments are one run."""
    facts = read_facts("a.js", "// one\n// two\nf(  // three\n  'a',\n);\n\n/* four\n * five */\n")

    assert [item.value for item in facts.line_classes] == [
        "comment", "comment", "code", "string", "code", "blank", "comment", "comment",
    ]  # fmt: skip
    assert [item.text for item in facts.comments] == ["one\ntwo", "three", "four\nfive"]
    assert not facts.is_complete


def test_try_statement() -> None:
    """A try statement has its handlers; an empty one is silent, one that throws raises."""
    facts = read_facts(
        "A.java", "class A { void f() {\ntry { g(); }\ncatch (E e) { }\ncatch (F e) { throw e; }\nfinally { }\n} }\n"
    )

    (block,) = facts.tries
    assert (block.lines, block.final) == (Extent(2, 5), Extent(5, 5))
    assert [(item.is_silent, item.raises) for item in block.handlers] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("text", "is_faulty"), [("f(1;\n", True), ("f(1);\n", False), ("int f() { return 1 }\n", True)]
)
def test_fault(text: str, is_faulty: bool) -> None:
    """What the grammar had to invent or skip is a fault."""
    assert (read_facts("a.c", f"int g() {{ {text} }}\n").fault is not None) is is_faulty


def test_plain_text() -> None:
    """Of a text without a grammar only blank lines are known."""
    facts = read_facts("README.md", "# Title\n\ntext\n")

    assert facts.line_classes == (LineClass.TEXT, LineClass.BLANK, LineClass.TEXT)
    assert facts.language == "text"


def test_scripts() -> None:
    """A script without extension is read by its first line."""
    assert read_facts("bin/run", "#!/usr/bin/env python3\nx = 1\n").is_complete
    assert read_facts("bin/go", "#!/bin/sh\nls\n").language == "bash"
