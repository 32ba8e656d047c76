"""The shape of the code: sizes, docstrings, and words that must not stand in it."""

import ast
import re
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "bot").rglob("*.py"))
TESTS = sorted(path for path in (ROOT / "tests").rglob("*.py"))
CASE_WORDS = re.compile(
    r"1825537|FlavorMatches|finish_resize|flavor1|rp_uuid|assert_error|compute_driver", re.IGNORECASE
)
FOREIGN_WORDS = re.compile(r"/work/|/tmp/|/root/", re.IGNORECASE)


def _functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def _size(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file(path: Path) -> None:
    """
    A source file opens with a docstring, has at most 300 lines, and functions of at most 50 lines and six parameters.
    """
    text = path.read_text("utf-8")

    assert ast.get_docstring(ast.parse(text))
    assert text.count("\n") <= 300
    for function in _functions(path):
        arguments = function.args
        assert _size(function) <= 50, function.name
        assert len(arguments.posonlyargs) + len(arguments.args) + len(arguments.kwonlyargs) <= 7, function.name


def test_budgets() -> None:
    """
    The median file has at most 90 lines, the median function at most 12, nine in ten functions at most 30.
    """
    files = [path.read_text("utf-8").count("\n") for path in SOURCES if path.name != "__init__.py"]
    functions = sorted(_size(function) for path in SOURCES for function in _functions(path))

    assert statistics.median(files) <= 100
    assert statistics.median(functions) <= 12
    assert functions[len(functions) * 9 // 10] <= 30


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_words_of_a_case(path: Path) -> None:
    """
    No rule knows the names of an acceptance case, and no file a place of one machine.
    """
    text = path.read_text("utf-8")

    assert not CASE_WORDS.search(text)
    assert not FOREIGN_WORDS.search(text)


@pytest.mark.parametrize("path", TESTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_test_is_a_sentence(path: Path) -> None:
    """
    Every test says in a sentence what holds.
    """
    silent = [
        function.name
        for function in _functions(path)
        if function.name.startswith("test_") and not ast.get_docstring(function)
    ]

    assert not silent
