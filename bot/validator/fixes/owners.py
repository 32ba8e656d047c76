"""Whether a class has a method that no line of the repository names: only a base from elsewhere could give it one."""

from bot.model.facts import Definition
from bot.validator import stdlib_facts
from bot.validator.lineage import ClassPlace, facts_of, lineage_of
from bot.validator.scene import Scene
from bot.validator.stdlib_facts import Presence

_DYNAMIC_CALLS = ("setattr", "__setattr__", "vars")
_DYNAMIC_METHODS = ("__getattr__", "__getattribute__")


def presence(scene: Scene, path: str, owner: Definition, name: str) -> Presence:
    """Whether the class has it; absent only where all bases are known and none of them makes up attributes."""
    lineage = lineage_of(scene, ClassPlace(path, owner))
    answers = [stdlib_facts.has_name(base, name) for base in lineage.library if base != "object"]
    if Presence.THERE in answers:
        return Presence.THERE
    if not lineage.is_whole or Presence.UNKNOWN in answers:
        return Presence.UNKNOWN
    if any(_makes_up_attributes(scene, place) for place in lineage.places):
        return Presence.UNKNOWN
    return Presence.ABSENT


def _makes_up_attributes(scene: Scene, place: ClassPlace) -> bool:
    facts = facts_of(scene, place.path)
    if facts is None or facts.has_star_import:
        return True
    inside = place.definition.lines
    if any(call.name in _DYNAMIC_CALLS and call.lines.start in inside for call in facts.calls):
        return True
    if any(read.name == "__dict__" and read.line in inside for read in facts.reads):
        return True
    owner = place.definition.qualified
    return any(found.scope == owner and found.name in _DYNAMIC_METHODS for found in facts.definitions)
