"""
missing-message: the finding says that an exception is raised, or that something is asserted, without a message.

Why: what is given to the exception stands in the `raise`, and what is given to an assertion in its call.
Blind spot: an exception class may make its own message; then a bare raise is right, but still bare.
"""

import re

from bot.code.quotes import squeeze
from bot.code.spots import last_part
from bot.model.claim import Claim, Quantifier, Role
from bot.model.evidence import Verdict
from bot.model.facts import Call
from bot.model.outcomes import Raise
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_NEAR = 3
_COMPARED = {
    **dict.fromkeys(("assertTrue", "assertFalse", "assertIsNone", "assertIsNotNone"), 1),
    **dict.fromkeys(("assertEqual", "assertNotEqual", "assertIs", "assertIsNot", "assertIn", "assertNotIn"), 2),
    **dict.fromkeys(("assertIsInstance", "assertGreater", "assertLess", "assertGreaterEqual", "assertLessEqual"), 2),
    **dict.fromkeys(
        ("assertDictEqual", "assertListEqual", "assertCountEqual", "assertRegex", "assertNotIsInstance"), 2
    ),
}
"""How many arguments an assertion compares; the next one is its message."""
_ANY = re.compile(r"assert(?:ion)?s?(?: (?:call|statement)s?)?", re.IGNORECASE)
"""Words that name no assertion in particular."""


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a raise of it that is given nothing, or an assertion that is only given what it compares."""
    if claim.value:
        return _asserted(claim, scene, is_bare=True)
    found, path = _raised(claim, scene), claim.location.path
    bare = [one for one in found if _is_bare(one)]
    if path is None or not bare or (len(bare) < len(found) and stated_line(claim) is None):
        return None
    return proof(f"`raise {bare[0].text}` is given nothing", *(at(path, one.line) for one in bare[:3]))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that every raise of it, or every assertion, is given one."""
    if claim.value:
        return _asserted(claim, scene, is_bare=False)
    found, path = _all(claim, scene), claim.location.path
    if path is None or not found or claim.role is Role.FIX or any(_may_be_bare(one) for one in found):
        return None
    return proof(f"`{last_part(claim.subject)}` is given an argument", *(at(path, one.line) for one in found[:3]))


def _asserted(claim: Claim, scene: Scene, *, is_bare: bool) -> Seen | None:
    """Proof that what is asserted has no message (of all: none has; else: one has none), or that each has one."""
    facts, path, universe = scene.facts(claim), claim.location.path, scene.universe(claim)
    if facts is None or path is None or not is_settled(claim) or (claim.scope and universe is None):
        return None
    name, quoted = last_part(claim.value), squeeze(claim.value)
    found = [
        call for call in facts.calls if call.name in _COMPARED and (not universe or call.lines.overlaps(universe.lines))
    ]
    if name in _COMPARED:
        found = [
            call for call in found if call.name == name and ("(" not in claim.value or squeeze(call.text) == quoted)
        ]
    elif claim.value.startswith(("self.", "assert")) and _ANY.fullmatch(claim.value) is None:
        return None
    line = stated_line(claim)
    near = [call for call in found if line is not None and line in call.statement]
    found = near or found
    bare = [call for call in found if len(call.arguments) <= _COMPARED[call.name] and not _has_message(call)]
    if not found or any(argument.text.startswith("*") for call in found for argument in call.arguments):
        return None
    if is_bare:
        is_so = bare and (len(bare) == len(found) or claim.quantifier is not Quantifier.ALL)
        names = " and ".join(dict.fromkeys(f"`{call.name}`" for call in bare[:3]))
        return proof(f"{names} is given no message", *(at(path, call.lines) for call in bare[:3])) if is_so else None
    if bare:
        return None
    return proof("each assertion is given a message", *(at(path, call.lines) for call in found[:3]))


def _has_message(call: Call) -> bool:
    return any(argument.keyword == "msg" for argument in call.arguments)


def _is_bare(one: Raise) -> bool:
    return not one.is_again and (one.text.endswith("()") or one.text.replace(".", "").isidentifier())


def _may_be_bare(one: Raise) -> bool:
    """Whether it is given nothing, or only an empty text."""
    return "(" not in one.text or one.text.endswith(("()", '("")', "('')"))


def _all(claim: Claim, scene: Scene) -> list[Raise]:
    """The raises of the class that is named, in the function that is named."""
    facts, name = scene.facts(claim), last_part(claim.subject)
    if facts is None or not name or not is_settled(claim):
        return []
    universe = scene.universe(claim)
    return [
        one
        for one in facts.outcomes.raised
        if last_part(one.text) == name and (universe is None or one.line in universe.lines)
    ]


def _raised(claim: Claim, scene: Scene) -> list[Raise]:
    """Of these the ones near the line that is stated, where there are any."""
    found, line = _all(claim, scene), stated_line(claim)
    near = [one for one in found if line is not None and abs(one.line - line) <= _NEAR]
    return near or found


_CODE = 'def load(name):\n    if not name:\n        raise ValueError\n    if name == "x":\n        raise KeyError("no x")\n    return name\n'

CHECK = Check(
    kind="missing-message",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("bare", says("`ValueError` is raised without a message."), python(_CODE), Verdict.CONFIRMED, (3, 3)),
        shows("given one", says("`KeyError` is raised without any message."), python(_CODE), Verdict.REFUTED, (5, 5)),
        abstains("not here", says("`TypeError` is raised without a message."), python(_CODE)),
        shows(
            "of an assertion",
            says("The assertions lack descriptive messages."),
            python("def test_a(self):\n    self.assertEqual(1, one())\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "an assertion with one",
            says("None of the assertions has a message."),
            python("def test_a(self):\n    self.assertEqual(1, one(), 'one')\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        abstains(
            "an assertion of its own",
            says("The assertions lack descriptive messages."),
            python("def test_a(self):\n    self.assert_loaded(1)\n"),
        ),
        silent("with one", says("`KeyError` is raised with a message."), python(_CODE)),
    ),
)
