"""The examples in the checks are true, and every check has the shape that readers rely on."""

import re
import sys

import pytest

from bot.model.kinds import KINDS
from bot.validator.check import Check, Example
from bot.validator.checks import CHECKS
from tests.judging import judge

_EXAMPLES = [
    pytest.param(check, example, id=f"{check.kind}: {example.name}") for check in CHECKS for example in check.examples
]


@pytest.mark.parametrize(("check", "example"), _EXAMPLES)
def test_example(check: Check, example: Example) -> None:
    """
    The words of an example make claims of the check's kind, and all of them get the verdict that it shows.
    """
    judged = judge(example.said, example.tree)

    claims = [(j, c) for j in judged for c in j.claims if c.claim.kind == check.kind]
    verdicts = {c.verdict for _, c in claims}
    shown = [
        (lines.start_line, lines.end_line)
        for j, c in claims
        for e in j.evidence
        if e.claim == c.claim.id
        for lines in e.lines
    ]

    assert not [crash for j in judged for crash in j.crashes]
    assert verdicts == (set() if example.verdict is None else {example.verdict}), [
        (e.detail, e.outcome) for j in judged for e in j.evidence
    ]
    if example.lines is not None:
        assert example.lines in shown


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.kind)
def test_shape(check: Check) -> None:
    """
    A check is named after its file, its doc says what the finding says, why, and where it is blind, and its examples show both.
    """
    module = sys.modules[check.confirm.__module__]
    own = sys.modules.get(f"bot.validator.checks.{check.kind.replace('-', '_')}")

    assert own is not None and own.CHECK is check
    assert check.kind in KINDS
    doc = own.__doc__ or ""
    assert doc.strip().startswith(f"{check.kind}: the finding says")
    assert "Why: " in doc and "Blind spot: " in doc
    assert any(example.verdict not in (None, "unverifiable") for example in check.examples)
    assert any(example.verdict in (None, "unverifiable") for example in check.examples)
    assert len({example.name for example in check.examples}) == len(check.examples)
    assert module is not None


def test_registry() -> None:
    """
    Checks are listed by kind, once each.
    """
    kinds = [check.kind for check in CHECKS]

    assert len(kinds) == len(set(kinds))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", kind) for kind in kinds)
