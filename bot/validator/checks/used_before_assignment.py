"""
used-before-assignment: the finding says that a variable is read before it has a value.

Why: it is true of straight lines and of names that a function assigns further down; a parameter or an earlier line makes it false.
Blind spot: whether a branch, a loop or a handler leaves a variable without value is not followed.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, python, says, shows
from bot.validator.definedness import confirm_unassigned, confirm_undefined, refute_unassigned
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The linter finds a read that no assignment can have reached, or a straight line stands above all of them."""
    return confirm_undefined(claim, scene) or confirm_unassigned(claim, scene)


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Every read stands below an assignment that all paths take, or reads a parameter."""
    return refute_unassigned(claim, scene)


_EARLY = "def total(rows):\n    print(result)\n    result = sum(rows)\n    return result\n"
_GLOBAL = "limit = 3\n\n\ndef grow():\n    print(limit)\n    limit = 4\n    return limit\n"
_FINE = "def total(rows):\n    result = 0\n    for row in rows:\n        result += row\n    return result\n"
_BRANCH = (
    "def total(rows):\n    try:\n        result = sum(rows)\n    except TypeError:\n        "
    "print('bad')\n    return result\n"
)

CHECK = Check(
    kind="used-before-assignment",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("below", says("`result` is used before assignment."), python(_EARLY), Verdict.CONFIRMED, (2, 2)),
        shows(
            "hides a global",
            says("`limit` is referenced before it is assigned in `grow`."),
            python(_GLOBAL),
            Verdict.CONFIRMED,
        ),
        shows("above", says("`result` is used before it is initialized."), python(_FINE), Verdict.REFUTED, (2, 2)),
        shows("parameter", says("`rows` is used before being defined."), python(_FINE), Verdict.REFUTED, (1, 1)),
        abstains("one path", says("`result` may be used before assignment if the call fails."), python(_BRANCH)),
    ),
)
