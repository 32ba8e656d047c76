"""
stated-assertion: the finding says what the first, second or last assertion is given.

Why: assertions can be counted, and commented-out ones are taken for live.
Blind spot: where a file has several tests, "the first assertion" may be of any; only what holds of all is told.
"""

import re

from bot.code.quotes import squeeze
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call, DefinitionKind
from bot.validator.calls import is_certain, proposes
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Whichever assertion is meant, it is given what is said."""
    found, path = _meant(claim, scene), claim.location.path
    if path is None or not found or not all(_holds(call, claim.value) for call in found):
        return None
    return proof(f"`{found[0].name}` is given `{claim.value}`", *(at(path, call.lines) for call in found[:3]))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Whichever assertion is meant, what is said stands nowhere in it."""
    found, path = _meant(claim, scene), claim.location.path
    if path is None or not found or any(_word(claim.value) in call.text for call in found):
        return None
    given = ", ".join(f"`{argument.text}`" for argument in found[0].arguments[:4])
    return proof(f"`{found[0].name}` is given {given}", *(at(path, call.lines) for call in found[:3]))


def _holds(call: Call, value: str) -> bool:
    wanted = squeeze(value).replace('"', "'")
    return any(squeeze(argument.text).replace('"', "'") == wanted for argument in call.arguments)


def _word(value: str) -> str:
    """The last name of what is said; another spelling of the same thing holds it too."""
    names = re.findall(r"\w+", value)
    return names[-1] if names else value


def _meant(claim: Claim, scene: Scene) -> list[Call]:
    """The assertions that may be meant, one of the file and one of each test; none where one of them has too few."""
    facts, which = scene.facts(claim), claim.ordinal or claim.number
    if facts is None or not which or not claim.value or proposes(claim) or not is_certain(claim, scene):
        return []
    universe = scene.universe(claim)
    if claim.scope and universe is None:
        return []
    tests = [one for one in facts.definitions if one.name.startswith("test") and one.kind is not DefinitionKind.CLASS]
    places = [universe.lines] if universe else [None, *(one.lines for one in tests)]
    calls = sorted((call for call in facts.calls if _asserts(call)), key=lambda call: call.lines)
    found: list[Call] = []
    for place in places:
        inside = [call for call in calls if place is None or call.lines.overlaps(place)]
        if len(inside) < abs(which):
            return []
        call = inside[which - 1 if which > 0 else -1]
        found += [] if call in found else [call]
    return found


def _asserts(call: Call) -> bool:
    return call.is_statement and re.match(r"assert(?:_|[A-Z])", call.name) is not None


_CODE = (
    "class TestCart:\n    def check(self, rows):\n        self.assertTrue(rows)\n\n"
    "    def test_sum(self):\n        total, rest = cart()\n        self.assertEqual(1, total)\n"
    "        # self.assertIn(total, rest)\n        self.assertIn(rest, [total])\n"
)

CHECK = Check(
    kind="stated-assertion",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "another one",
            says("The second assertion in `test_sum` uses `limit`, which is wrong."),
            python(_CODE),
            Verdict.REFUTED,
            (9, 9),
        ),
        shows("so it is", says("The last assertion wrongly checks `rest`."), python(_CODE), Verdict.CONFIRMED, (9, 9)),
        abstains("which first", says("The first assertion passes `rows`, which is wrong."), python(_CODE)),
        silent("denied", says("The last assertion does not check `rest`."), python(_CODE)),
    ),
)
