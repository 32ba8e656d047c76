"""
mutable-default: the finding says that a parameter's default is mutable.

Why: the default is a literal list, dict or set, or it is not.
Blind spot: a call that returns a mutable value is left open.
"""

from collections.abc import Sequence

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Binding, BindingKind, Call, Definition, Parameter
from bot.validator.calls import is_certain
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene
from bot.validator.spoken import the_name
from bot.validator.stated import stated_line

_FACTORIES = (
    "field(default_factory=",
    "dataclasses.field(default_factory=",
    "Field(default_factory=",
    "attr.ib(factory=",
    "attrs.field(factory=",
)
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
    if not found and path is not None and (given := _given(claim, scene)):
        return proof(
            f"`{_named(claim)}` is no parameter here, but given to a call",
            *(at(path, call.lines) for call in given[:3]),
        )
    fields = [one for one in _fields(claim, scene) if one.value.startswith(_FACTORIES)]
    if not found and fields and path is not None:
        return proof(f"`{fields[0].name}` gets a new value from a factory each time", at(path, fields[0].lines[0]))
    everywhere = [*found, *_of_name(claim, scene)]
    if not found or path is None or any(one.default_is_mutable or not _is_plain(one) for _, one in everywhere):
        return None
    definition, one = found[0]
    what = f"the default `{one.default}`" if one.default else "no default"
    if len(found) > 1:
        return proof("no parameter here has a mutable default", at(path, definition.header))
    return proof(f"`{one.name}` of `{definition.name}` has {what}", at(path, one.line))


def _named(claim: Claim) -> str:
    """The parameter of `items=[]`; nothing of a default that is shown alone."""
    name = the_name(claim.subject) if claim.subject else None
    return "" if name is None else name.name if not name.owner else claim.subject


def _given(claim: Claim, scene: Scene) -> list[Call]:
    """The calls that are given a keyword of the subject's name, which no function of the file that must be meant has."""
    facts = scene.facts(claim)
    if facts is None or not _named(claim).isidentifier() or _of_name(claim, scene) or not is_certain(claim, scene):
        return []
    return [call for call in facts.calls if any(argument.keyword == _named(claim) for argument in call.arguments)]


def _fields(claim: Claim, scene: Scene) -> list[Binding]:
    """The fields of classes of the subject's name."""
    facts, name = scene.facts(claim), _named(claim)
    return (
        [one for one in facts.bindings if one.name == name and one.kind is BindingKind.ATTRIBUTE]
        if facts and name
        else []
    )


def _is_plain(parameter: Parameter) -> bool:
    """Whether a default is surely immutable: none, a constant or a number or string."""
    default = parameter.default
    return (
        default is None
        or default in _CONSTANTS
        or default[:1] in "'\"-0123456789"
        or default.startswith(("b'", "r'", "f'"))
    )


def _meant(claim: Claim, scene: Scene) -> list[tuple[Definition, Parameter]]:
    """The parameter of the subject's name, at the place where it has one; without a subject, all at the place."""
    found = _of_name(claim, scene)
    here = scene.universe(claim) or scene.definition_at(claim)
    if not _named(claim):
        # A name that only stands beside the words is no place: `rows` may be a method as well as a parameter.
        return _parameters([here]) if here and (claim.scope or stated_line(claim) is not None) else []
    return [(definition, one) for definition, one in found if definition == here] or found


def _of_name(claim: Claim, scene: Scene) -> list[tuple[Definition, Parameter]]:
    """The parameters of the subject's name in the scope named, else in the file; or those of the function so named."""
    facts, scope, own = scene.facts(claim), scene.universe(claim), scene.definition(claim, _named(claim) or None)
    if facts is None or not _named(claim):
        return []
    named = [(definition, one) for definition, one in _parameters(facts.definitions) if one.name == _named(claim)]
    if scope is not None:
        return [(definition, one) for definition, one in named if definition.lines.overlaps(scope.lines)]
    return named or (_parameters([own]) if own else [])


def _parameters(definitions: Sequence[Definition]) -> list[tuple[Definition, Parameter]]:
    return [(definition, one) for definition in definitions for one in definition.parameters]


CHECK = Check(
    kind="mutable-default",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "a keyword of a call",
            says("`items` has a mutable default value."),
            python("load(items=[])\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        shows(
            "a list",
            says("`rows` has a mutable default argument."),
            python("def f(rows=[]):\n    pass\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows(
            "as it is written",
            says("Mutable default argument `rows=[]`."),
            python("def f(rows=[]):\n    pass\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows(
            "a factory",
            says("`rows` has a mutable default."),
            python("@dataclass\nclass A:\n    rows: list = field(default_factory=list)\n"),
            Verdict.REFUTED,
            (3, 3),
        ),
        shows(
            "None",
            says("`rows` has a mutable default argument."),
            python("def f(rows=None):\n    pass\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        shows(
            "at a line",
            says("Mutable default argument.", line=1),
            python("def f(a, rows={}):\n    pass\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows(
            "a method of the same name",
            says("`rows` has a mutable default."),
            python("class A:\n    def rows(self):\n        pass\n\n\ndef f(rows=[]):\n    pass\n"),
            Verdict.CONFIRMED,
            (6, 6),
        ),
        shows(
            "a whole function",
            says("`f` uses a mutable default argument."),
            python("def f(rows=None):\n    pass\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        abstains(
            "another function of the file",
            says("`rows` has a mutable default.", line=1),
            python("def g(rows=None):\n    pass\n\n\ndef f(rows=make()):\n    pass\n"),
        ),
        abstains(
            "nothing named",
            says("Somebody gave `rows` a value, and a mutable default is used."),
            python("class A:\n    def rows(self):\n        pass\n\n\ndef f(rows=[]):\n    pass\n"),
        ),
        abstains("a call", says("`rows` has a mutable default argument."), python("def f(rows=make()):\n    pass\n")),
        silent("denied", says("There are no mutable default arguments."), python("def f(rows=[]):\n    pass\n")),
    ),
)
