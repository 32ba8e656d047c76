"""
shadowed-name: the finding says that a name hides a builtin, an import or a name of an outer scope.

Why: reviewers mistake keyword arguments, attributes and plain names for it.
Blind spot: whether the hidden name is needed there is a question of taste.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Binding, BindingKind, Facts
from bot.validator import stdlib_facts
from bot.validator.bound import chosen
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene
from bot.validator.spoken import the_name

_IMPORTED = re.compile(
    r"\b(?:shadow|hid|overrid|mask|overwrit)\w* (?:the |an? |its )?(?:import(?:ed|s)?\b|«\d+» (?:import|module)\b|module «\d+»)"
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """A scope binds the name of a builtin, or a name that an outer scope of the file binds too."""
    source, facts, name = scene.source(claim), scene.facts(claim), the_name(claim.subject)
    if source is None or facts is None or name is None or name.owner:
        return None
    hiding = [b for b in chosen(claim, scene, ()) if not _is_member(b, facts)]
    if not hiding:
        return None
    place = at(source.path, hiding[0].lines[0])
    if _speaks_of_builtin(claim):
        known = stdlib_facts.is_builtin(name.name)
        return proof(f"`{name.name}` is built into Python and bound here", place) if known else None
    inner = next((b for b in hiding if b.scope), None)
    outer = next((b for b in facts.bindings if b.name == name.name and inner and _is_around(b, inner, facts)), None)
    if inner is None or outer is None:
        return None
    return proof(
        f"`{name.name}` is bound in `{inner.scope}` and outside of it",
        at(source.path, inner.lines[0]),
        at(source.path, outer.lines[0]),
    )


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The name is no builtin, or nothing in the file binds it."""
    source, facts, name = scene.source(claim), scene.facts(claim), the_name(claim.subject)
    if source is None or facts is None or name is None or name.owner or facts.has_star_import:
        return None
    reads = [read.line for read in facts.reads if read.name == name.name]
    bound = [b for b in facts.bindings if b.name == name.name]
    if _IMPORTED.search(claim.words) and bound and not any(one.bound == name.name for one in facts.imports):
        return proof(f"no import of this file binds `{name.name}`", at(source.path, bound[0].lines[0]))
    if not _speaks_of_builtin(claim):
        return None
    if bound and not _is_known(name.name):
        return proof(
            f"Python {stdlib_facts.version()} has no builtin `{name.name}`", at(source.path, bound[0].lines[0])
        )
    if reads and not bound and not facts.dynamic:
        return proof(f"nothing in this file binds `{name.name}`", at(source.path, reads[0]))
    return None


def _speaks_of_builtin(claim: Claim) -> bool:
    return claim.value.lower().startswith("built")


def _is_known(name: str) -> bool:
    return stdlib_facts.has_name("builtins", name) is not stdlib_facts.Presence.ABSENT or stdlib_facts.is_module(name)


def _is_member(binding: Binding, facts: Facts) -> bool:
    """Whether a binding is an attribute or method, which hides nothing."""
    classes = {d.qualified for d in facts.definitions if d.kind == "class"}
    return binding.kind is BindingKind.ATTRIBUTE or binding.scope in classes


def _is_around(outer: Binding, inner: Binding, facts: Facts) -> bool:
    if _is_member(outer, facts) or outer.scope == inner.scope or outer.reads == inner.reads != ():
        return False
    return not outer.scope or inner.scope.startswith(f"{outer.scope}.")


_CODE = (
    "import json\n\nlimit = 3\n\n\ndef load(id, path):\n    json = path.read()"
    "\n    return dict(json, id=id, type=limit)\n"
)
_METHOD = "class Row:\n    def id(self):\n        return 1\n"

CHECK = Check(
    kind="shadowed-name",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("builtin", says("The parameter `id` shadows a builtin."), python(_CODE), Verdict.CONFIRMED, (6, 6)),
        shows("import", says("`json` shadows the imported module."), python(_CODE), Verdict.CONFIRMED, (7, 7)),
        shows("no builtin", says("`path` shadows the built-in `path`."), python(_CODE), Verdict.REFUTED),
        shows("only read", says("`dict` shadows the builtin."), python(_CODE), Verdict.REFUTED, (8, 8)),
        abstains("method", says("`id` shadows the built-in function."), python(_METHOD)),
    ),
)
