"""
undefined-name: the finding says that a name is used and defined nowhere.

Why: the definition, import or parameter often stands outside the lines that the reviewer saw.
Blind spot: star imports, names put into a module from outside, definitions that only some paths reach.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, python, says, shows, silent
from bot.validator.definedness import confirm_undefined, refute_undefined
from bot.validator.members import refute_absent
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The linter finds no definition of the name in any scope that reads it."""
    return confirm_undefined(claim, scene)


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """What reads the name is bound for certain, or it is a member that its owner has."""
    return refute_undefined(claim, scene) or refute_absent(claim, scene)


_CODE = (
    "import math\n\n\ndef area(radius):\n    scaled = radius * FACTOR\n    return math.pi * "
    "scaled ** 2 + len(ofset)\n\n\nFACTOR = 2\n"
)
_BRANCH = "def load(path):\n    if path:\n        text = path.read()\n    return text\n"
_STAR = "from shapes import *\n\nprint(area(3))\n"
_METHOD = "class Area:\n    def scale(self):\n        return self.factor()\n\n    def factor(self):\n        return 2\n"

CHECK = Check(
    kind="undefined-name",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("nowhere", says("`ofset` is undefined at line 6"), python(_CODE), Verdict.CONFIRMED, (6, 6)),
        shows("another name", says("Undefined variable `ofset`."), python(_CODE), Verdict.CONFIRMED),
        shows("in the module", says("`FACTOR` is not defined."), python(_CODE), Verdict.REFUTED, (9, 9)),
        shows("a parameter", says("The variable `radius` is undefined."), python(_CODE), Verdict.REFUTED, (4, 4)),
        shows("built in", says("`len` is not defined anywhere"), python(_CODE), Verdict.REFUTED, (6, 6)),
        shows(
            "a method",
            says("The function `self.factor` is not defined.", line=3),
            python(_METHOD),
            Verdict.REFUTED,
            (5, 5),
        ),
        abstains("on one path", says("`text` is not defined."), python(_BRANCH)),
        abstains("star import", says("`area` is undefined."), python(_STAR)),
        silent("denied", says("`ofset` is not undefined."), python(_CODE)),
    ),
)
