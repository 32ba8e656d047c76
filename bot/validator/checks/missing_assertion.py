"""
missing-assertion: the finding says that a test asserts nothing.

Why: `assertRaises`, a mock's `assert_called_with` or a helper of the class may do it; what calls none of them asserts nothing.
Blind spot: a helper of another name that asserts; a test that is meant only to run.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, DefinitionKind, Facts, LineClass, SourceFile
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene

_ASSERTS = re.compile(r"assert|fail\Z|raises\Z|warns\Z|expect", re.IGNORECASE)
_MAY_ASSERT = re.compile(r"check|verif|valid|ensure|compare|should|match|test|must|exercise|run", re.IGNORECASE)
_STATEMENT = re.compile(r"\s*assert\b")
_MOST_SHOWN = 3


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """No line of the test asserts, and nothing that it calls sounds as if it did."""
    facts, source, test = scene.facts(claim), scene.source(claim), _test(claim, scene)
    if (
        claim.value not in ("", "assert")
        or facts is None
        or source is None
        or test is None
        or _asserting(facts, source, test)
    ):
        return None
    calls = [call for call in facts.calls if call.lines.start in test.lines]
    if test.decorators or any(_MAY_ASSERT.search(call.name) or call.callee.startswith("self.") for call in calls):
        return None
    return proof(f"no line of `{test.name}` asserts", at(source.path, test.lines))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show lines of the test that assert."""
    facts, source, test = scene.facts(claim), scene.source(claim), _test(claim, scene)
    if facts and source and claim.value not in ("", "assert"):
        return _asserted(claim.value, facts, source, scene.universe(claim))
    if facts and source and not claim.subject and any(_is_idle(one, facts, source) for one in facts.definitions):
        return None  # a line may be off, and another test is meant
    lines = _asserting(facts, source, test) if facts and source and test else []
    if source is None or test is None or not lines:
        return None
    return proof(f"`{test.name}` asserts at line {lines[0]}", *(at(source.path, line) for line in lines[:_MOST_SHOWN]))


def _asserted(name: str, facts: Facts, source: SourceFile, test: Definition | None) -> Seen | None:
    """Show what asserts something of one object: a mock's own methods, or an assertion that is given it."""
    own = name.removeprefix("self.")
    word = re.compile(rf"(?<![\w.]){re.escape(own)}(?!\w)")
    for call in facts.calls:
        is_own = call.callee.removeprefix("self.").startswith(f"{own}.assert")
        is_given = _ASSERTS.match(call.name) and any(
            word.search(one.text.replace("self.", "")) for one in call.arguments
        )
        if (is_own or is_given) and (test is None or call.lines.overlaps(test.lines)):
            return proof(f"`{call.callee}` asserts on it at line {call.lines.start}", at(source.path, call.lines))
    return None


def _test(claim: Claim, scene: Scene) -> Definition | None:
    found = scene.definition(claim) if claim.subject else scene.definition_at(claim)
    return found if found is not None and found.kind is not DefinitionKind.CLASS else None


def _is_idle(one: Definition, facts: Facts, source: SourceFile) -> bool:
    """Whether a definition is a test in which nothing asserts."""
    is_test = one.name.startswith("test") and one.kind is not DefinitionKind.CLASS
    return is_test and not _asserting(facts, source, one)


def _asserting(facts: Facts, source: SourceFile, test: Definition) -> list[int]:
    """The lines of a test that assert, by a statement or by a call."""
    called = {call.lines.start for call in facts.calls if call.lines.start in test.body and _ASSERTS.match(call.name)}
    stated = {
        line
        for line in range(test.body.start, test.body.end + 1)
        if facts.line_classes[line - 1] is LineClass.CODE and _STATEMENT.match(source.lines[line - 1])
    }
    return sorted(called | stated)


_CODE = """\
def test_add(cart):
    cart.add(1)
    assert cart.total == 1


def test_clear(cart):
    cart.clear()


def test_wrong(self):
    self.assertRaises(ValueError, add, -1)


def test_helped(cart):
    check_total(cart, 3)
"""

CHECK = Check(
    kind="missing-assertion",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("none", says("`test_clear` has no assertions."), python(_CODE), Verdict.CONFIRMED, (6, 7)),
        shows("a statement", says("`test_add` never asserts anything."), python(_CODE), Verdict.REFUTED, (3, 3)),
        shows(
            "a method", says("`test_wrong` doesn't contain any assertion."), python(_CODE), Verdict.REFUTED, (11, 11)
        ),
        shows(
            "on a mock",
            says("There is no assertion on `mock_send`."),
            python("def test_send(mock_send):\n    send()\n    mock_send.assert_called_once()\n"),
            Verdict.REFUTED,
            (3, 3),
        ),
        abstains(
            "another test is meant",
            says("the test doesn't assert anything", line=2),
            python("def test_a():\n    assert f()\n\n\ndef test_b():\n    f()\n"),
        ),
        abstains("a helper", says("There is no assertion in `test_helped`."), python(_CODE)),
        silent("of something", says("`test_add` has no assertion for the empty cart."), python(_CODE)),
    ),
)
