"""
stated-mock: the finding says what a mock gives in place of the real thing.

Why: the value stands in the call of `patch`, often several lines away from its use.
Blind spot: a value that is set later, on the mock itself, and one that is computed.
"""

import ast
import re

from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.doubles import Double, doubles_meant
from bot.validator.scene import Scene

_LATER = re.compile(r"(?P<mock>[\w.]+)\.(?:return_value|side_effect)\s*=(?!=)")
_ATTRIBUTE = re.compile(r"return_value\s*=\s*")
_SIDE = "side_effect"


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Every replacement of that name gives the value that is said."""
    path, found, said = claim.location.path, _meant(claim, scene), _said(claim)
    if path is None or not found or said is None or any(_value(one.returns) != said for one in found):
        return None
    return proof(f"`{found[0].target}` returns `{found[0].returns}`", *(at(path, one.lines) for one in found[:3]))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Every replacement of that name gives another value."""
    path, found, said = claim.location.path, _meant(claim, scene), _said(claim)
    if path is None or not found or said is None or any(_value(one.returns) in (None, said) for one in found):
        return None
    return proof(f"`{found[0].target}` returns `{found[0].returns}`", *(at(path, one.lines) for one in found[:3]))


def _meant(claim: Claim, scene: Scene) -> list[Double]:
    """The replacements whose value is written where they are, and is not set anew."""
    source = scene.source(claim)
    found = list(doubles_meant(claim, scene)) if is_settled(claim) and source and _SIDE not in claim.words else []
    name = last_part(claim.subject).strip("_").replace("_", "").lower()
    if not found or source is None or not name or not all(one.is_plain and one.returns for one in found):
        return []
    later = [held["mock"].replace("_", "").lower() for line in source.lines if (held := _LATER.search(line))]
    return [] if any(name in mock for mock in later) else found


def _said(claim: Claim) -> tuple[str, str] | None:
    text = claim.value.strip("` ")
    return None if text.startswith(_SIDE) else _value(_ATTRIBUTE.sub("", text, count=1))


def _value(text: str | None) -> tuple[str, str] | None:
    """A literal as its type and value; None for what is not written out."""
    plain = {"true": "True", "false": "False", "none": "None"}.get((text or "").lower(), text or "")
    try:
        value = ast.literal_eval(plain)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None
    return type(value).__name__, repr(value)


_CODE = """\
from unittest import mock


@mock.patch('os.path.getsize', return_value=1024)
@mock.patch('store.disk.read')
def test_size(read, getsize):
    read.return_value = 3
    assert size() == 1024
"""

CHECK = Check(
    kind="stated-mock",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "another value",
            says("`os.path.getsize` is mocked with a return value of 2048, so the sum is wrong."),
            python(_CODE),
            Verdict.REFUTED,
            (4, 4),
        ),
        shows(
            "as said",
            says("`getsize` is mocked to return 1024, which no real disk has."),
            python(_CODE),
            Verdict.CONFIRMED,
            (4, 4),
        ),
        abstains("set later", says("`read` is mocked to return 4, which is wrong."), python(_CODE)),
        silent("a wish", says("`getsize` should be mocked to return 4096."), python(_CODE)),
    ),
)
