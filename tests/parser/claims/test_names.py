"""Sentences about names become claims of the right kind about the right name, and look-alikes become none."""

import pytest

from bot.model.kinds import KINDS
from bot.model.review import ProposedReview
from bot.parser.parse import parse

SAID = [
    ("`json` is imported but never used", "unused-import", ("json",)),
    ("json is imported but never used.", "unused-import", ("json",)),
    ("Unused import: os", "unused-import", ("os",)),
    ("Unused imports: `os`, `sys`", "unused-import", ("os", "sys")),
    ("The import of `re` is not used anywhere in this file.", "unused-import", ("re",)),
    ("Remove the unused import `from os import path`.", "unused-import", ("from os import path",)),
    ("The module imports `re` but never uses it.", "unused-import", ("re",)),
    ("variable total is assigned but never used", "unused-variable", ("total",)),
    ("`tmp` is defined at line 10 but never used", "unused-variable", ("tmp",)),
    ("There are unused variables, such as `a` and `b`, that can go.", "unused-variable", ("a", "b")),
    ("**Unused variable** `tmp`", "unused-variable", ("tmp",)),
    ("`ctx` parameter is unused in `run`.", "unused-parameter", ("ctx",)),
    ("The function `run` accepts a `ctx` argument but it is never used.", "unused-parameter", ("ctx",)),
    ("Unused argument 'ctx' in the method", "unused-parameter", ("ctx",)),
    ("The class attribute `driver` is never referenced.", "unused-attribute", ("driver",)),
    ("The constant `MAX_ROWS` is defined but never used.", "unused-attribute", ("MAX_ROWS",)),
    ("The load function is never called.", "unused-function", ("load",)),
    ("Dead code: `load`", "unused-function", ("load",)),
    ("The helper `_format` has no callers.", "unused-function", ("_format",)),
    ("Line 4 uses `rows` which is not defined.", "undefined-name", ("rows",)),
    ("Reference to undefined name `rows`.", "undefined-name", ("rows",)),
    ("Missing import for `json`.", "missing-import", ("json",)),
    ("You forgot to import `json`.", "missing-import", ("json",)),
    ("The code uses `json` without importing it.", "missing-import", ("json",)),
    ("The variable `result` is used before it is defined.", "used-before-assignment", ("result",)),
    ("`Cart` does not have a `total` method.", "undefined-attribute", ("total",)),
    ("The code calls `cart.total()`, which does not exist.", "undefined-attribute", ("cart.total()",)),
    ("The parameter `id` shadows the built-in function.", "shadowed-name", ("id",)),
    ("Duplicate definition of `load`", "duplicate-definition", ("load",)),
    ("`load` is redefined at line 20", "duplicate-definition", ("load",)),
    ("`json.dumps` doesn't have a `pretty` parameter.", "wrong-stdlib-fact", ("json.dumps",)),
]
SILENT = [
    "There are no unused imports.",
    "No unused variables such as `tmp` were found.",
    "`tmp` would be unused if the branch is removed.",
    "If `tmp` is unused, remove it.",
    "Is `tmp` unused?",
    "`tmp` is not used correctly.",
    "`timeout` is not used for reads.",
    "The result of `load()` is never used.",
    "`rows` could be undefined when the loop is empty.",
    "Consider removing unused parameters entirely.",
    "The file `a.py` does not exist",
]


def claims_in(text: str) -> list[tuple[str, str]]:
    """Kind and subject of every claim about names that a review makes."""
    found = [claim for finding in parse(ProposedReview("r.md", "somebody", text)).findings for claim in finding.claims]
    return [(claim.kind, claim.subject) for claim in found if KINDS[claim.kind].family == "names"]


@pytest.mark.parametrize(("text", "kind", "subjects"), SAID)
def test_said(text: str, kind: str, subjects: tuple[str, ...]) -> None:
    """
    A sentence makes one claim for each name that it lists, all of the kind that it states.
    """
    assert claims_in(text) == [(kind, subject) for subject in subjects]


@pytest.mark.parametrize("text", SILENT)
def test_silent(text: str) -> None:
    """
    A denial, a condition, a question or another statement with the same words makes no claim about names.
    """
    assert claims_in(text) == []
