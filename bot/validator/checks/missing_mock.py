"""
missing-mock: the finding says that a test does not replace something by a mock.

Why: a decorator far above, or the setup of the class, may do it.
Blind spot: a fixture of another file, and what is replaced under another name; that nothing is replaced is never proof.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstain, abstains, at, proof, python, says, shows, silent
from bot.validator.doubles import doubles_meant
from bot.validator.scene import Scene

_MOST_SHOWN = 3


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show the line that replaces it."""
    path = claim.location.path
    found = doubles_meant(claim, scene) if is_settled(claim) else ()
    if path is None or not found or (claim.scope and scene.universe(claim) is None):
        return None
    return proof(
        f"`{found[0].target}` is replaced at line {found[0].lines.start}",
        *(at(path, one.lines) for one in found[:_MOST_SHOWN]),
    )


_CODE = """\
from unittest import mock


@mock.patch('store.client.CONF')
def test_load(conf):
    assert load() == conf.x


def test_save():
    assert save()
"""

CHECK = Check(
    kind="missing-mock",
    confirm=abstain,
    refute=refute,
    examples=(
        shows(
            "a decorator",
            says("`store.client.CONF` is not mocked in `test_load`."),
            python(_CODE),
            Verdict.REFUTED,
            (4, 4),
        ),
        abstains("another test", says("`store.client.CONF` is not mocked in `test_save`."), python(_CODE)),
        silent("a wish", says("`store.client.CONF` should be mocked."), python(_CODE)),
    ),
)
