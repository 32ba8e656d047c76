"""Confirms that a name which can leave its file is unused: module names, functions, classes and members of classes."""

import re

from bot.model.claim import Claim
from bot.model.facts import Binding, BindingKind, Facts, SourceFile
from bot.validator import implicit_use, usage
from bot.validator.bound import definition_of
from bot.validator.check import Seen, at, proof, strong
from bot.validator.lineage import ClassPlace, facts_of, lineage_of
from bot.validator.scene import Scene

_HERE = re.compile(r"\b(?:in|within|throughout|of) (?:this|the current|the same) (?:file|module|class)\b")
_BY_NAME = ("getattr", "vars", "asdict", "attrgetter")
"""What reads attributes by a name that it is given."""
_NEUTRAL = re.compile(
    "staticmethod|classmethod|property|cached_property|contextmanager|asynccontextmanager|lru_cache|cache|"
    "wraps|final|override|deprecated|dataclass|total_ordering"
)
"""Last parts of decorators that call nobody and register nothing."""


def confirm_member(binding: Binding, source: SourceFile, facts: Facts, scene: Scene) -> Seen | None:
    """Proof for private names in a closed world, strong evidence for public ones that occur nowhere else."""
    definition = implicit_use.definition_of_binding(facts, binding) if _is_defined(binding) else None
    if _is_defined(binding) and (definition is None or definition.is_stub):
        return None
    if definition is not None and not all(_is_neutral(decorator) for decorator in definition.decorators):
        return None
    is_closed_class = _is_closed_class(binding, source, facts, scene)
    if binding.scope and not is_closed_class:
        return None
    found = usage.doubts(scene, source, binding)
    if found.read is not None or found.doubt is not None or found.importer is not None or not found.is_known:
        return None
    detail = f"`{binding.name}` is read nowhere in the tree"
    place = at(source.path, binding.lines[0])
    is_sure = usage.is_private(binding.name) and not facts.has_star_import and not _is_looked_up(facts)
    return proof(detail, place) if is_sure else strong(f"{detail}, but others may use it", place)


def unread_here(claim: Claim, binding: Binding, source: SourceFile, facts: Facts) -> Seen | None:
    """Proof for words that speak of this file or class alone: no line of it reads the attribute."""
    is_open = binding.reads or facts.dynamic or any(call.name in _BY_NAME for call in facts.calls)
    if is_open or not _HERE.search(claim.words) or usage.is_dunder(binding.name):
        return None
    return proof(f"no line of this file reads `{binding.name}`", at(source.path, binding.lines[0]))


def _is_defined(binding: Binding) -> bool:
    return binding.kind in (BindingKind.FUNCTION, BindingKind.CLASS)


def _is_neutral(decorator: str) -> bool:
    return _NEUTRAL.fullmatch(decorator.partition("(")[0].rpartition(".")[2]) is not None


def _is_looked_up(facts: Facts) -> bool:
    """Whether names of a file are read by a text that is put together while it runs."""
    return bool(facts.dynamic) or any(
        call.name in ("getattr", "hasattr", "attrgetter", "methodcaller")
        and not all(argument.is_constant for argument in call.arguments[1:2] or call.arguments)
        for call in facts.calls
    )


def _is_closed_class(binding: Binding, source: SourceFile, facts: Facts, scene: Scene) -> bool:
    """Whether all bases of the class are known, and nothing makes its fields up or reads them by itself."""
    if not binding.scope:
        return False
    owner = definition_of(facts, binding.scope)
    if owner is None or owner.kind != "class" or owner.decorators:
        return False
    lineage = lineage_of(scene, ClassPlace(source.path, owner))
    for path in sorted({place.path for place in lineage.places} - {source.path}):
        other = facts_of(scene, path)
        if other is None or _is_looked_up(other):
            return False
    return lineage.is_whole and all(
        base == "object" or base.endswith(("Error", "Exception", "ABC")) for base in lineage.library
    )
