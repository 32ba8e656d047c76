"""
mutable-default: the finding says that a parameter's default is mutable.

Why: the default is a literal list, dict or set, or it is not.
Blind spot: a call that returns a mutable value is left open.
"""

from collections.abc import Sequence

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, Parameter
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene

_CONSTANTS = frozenset({"None", "True", "False", "()", "''", '""'})


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the parameter with its mutable default."""
    found, path = _meant(claim, scene), claim.location.path
    mutable = [(definition, one) for definition, one in found if one.default_is_mutable]
    if not mutable or path is None:
        return None
    definition, one = mutable[0]
    return proof(f"`{one.name}` of `{definition.name}` has the default `{one.default}`", at(path, one.line))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that no parameter that may be meant has a mutable default."""
    found, path = _meant(claim, scene), claim.location.path
    if not found or path is None or any(one.default_is_mutable or not _is_plain(one) for _, one in found):
        return None
    definition, one = found[0]
    what = f"the default `{one.default}`" if one.default else "no default"
    if len(found) > 1:
        return proof("no parameter here has a mutable default", at(path, definition.header))
    return proof(f"`{one.name}` of `{definition.name}` has {what}", at(path, one.line))


def _is_plain(parameter: Parameter) -> bool:
    """Whether a default is surely immutable: none, a constant or a number or string."""
    default = parameter.default
    return default is None or default in _CONSTANTS or default[:1] in "'\"-0123456789" or default.startswith(("b'", "r'", "f'"))


def _meant(claim: Claim, scene: Scene) -> list[tuple[Definition, Parameter]]:
    """The parameter of the subject's name, in the scope named or at the place; all of a function that is named itself."""
    facts = scene.facts(claim)
    if facts is None:
        return []
    scope = scene.universe(claim) or scene.definition(claim) or scene.definition_at(claim)
    definitions: Sequence[Definition] = [scope] if scope else facts.definitions if claim.subject else []
    pairs = [(definition, one) for definition in definitions for one in definition.parameters]
    named = [(definition, one) for definition, one in pairs if one.name == claim.subject]
    if named or not claim.subject or scope is None or scope.name != claim.subject:
        return named if claim.subject else pairs
    return pairs


CHECK = Check(
    kind="mutable-default",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("a list", says("`rows` has a mutable default argument."), python("def f(rows=[]):\n    pass\n"), Verdict.CONFIRMED, (1, 1)),
        shows("None", says("`rows` has a mutable default argument."), python("def f(rows=None):\n    pass\n"), Verdict.REFUTED, (1, 1)),
        shows("at a line", says("Mutable default argument.", line=1), python("def f(a, rows={}):\n    pass\n"), Verdict.CONFIRMED, (1, 1)),
        abstains("a call", says("`rows` has a mutable default argument."), python("def f(rows=make()):\n    pass\n")),
        silent("denied", says("There are no mutable default arguments."), python("def f(rows=[]):\n    pass\n")),
    ),
)
