"""Whether a call fits the signature of the only function of its name in the file."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.facts import Call, Definition, DefinitionKind, Facts, Parameter

_HARMLESS = ("staticmethod", "classmethod", "pytest.fixture")


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a call does not fit: a sentence, and the parameter or keyword it is about, empty for too many arguments."""

    detail: str
    name: str = ""


def target_of(call: Call, facts: Facts) -> tuple[Definition, Sequence[Parameter]] | None:
    """The function that a call means, with the parameters that the caller gives; None where that is not certain."""
    found = [one for one in facts.definitions if one.name == call.name]
    if len(found) != 1 or any(
        one.bound == call.name or one.bound == call.callee.split(".")[0] for one in facts.imports
    ):
        return None
    definition = found[0]
    if definition.kind is DefinitionKind.CLASS:
        return _constructor(definition, facts)
    if any(decorator not in _HARMLESS for decorator in definition.decorators) or definition.is_stub:
        return None
    if definition.kind is not DefinitionKind.METHOD:
        is_plain = call.callee == call.name and not definition.scope
        return (definition, definition.parameters) if is_plain else None
    if "." not in call.callee:
        return None
    is_static = "staticmethod" in definition.decorators
    return definition, definition.parameters if is_static else definition.parameters[1:]


def _constructor(definition: Definition, facts: Facts) -> tuple[Definition, Sequence[Parameter]] | None:
    made = [one for one in facts.definitions if one.name == "__init__" and one.scope == definition.qualified]
    if definition.decorators or len(made) != 1 or made[0].decorators:
        return None
    return made[0], made[0].parameters[1:]


def misfit_of(call: Call, parameters: Sequence[Parameter]) -> Misfit | None:
    """What is wrong with the arguments of a call; None where they fit, or where some are unpacked and nothing can be told."""
    if any(argument.text.startswith("*") for argument in call.arguments):
        return None
    given = [argument for argument in call.arguments if argument.keyword is None]
    keywords = [argument.keyword for argument in call.arguments if argument.keyword is not None]
    by_place = [one for one in parameters if one.kind in ("positional", "positional-only")]
    kinds = {one.kind for one in parameters}
    if len(given) > len(by_place) and "varargs" not in kinds:
        few = "1 is" if len(by_place) == 1 else f"{len(by_place) or 'none'} are"
        return Misfit(f"{len(given)} positional argument{'s are' if len(given) > 1 else ' is'} given, and {few} taken")
    known = {one.name for one in parameters if one.kind in ("positional", "keyword-only")}
    for keyword in keywords:
        if keyword not in known and "kwargs" not in kinds:
            return Misfit(f"there is no parameter `{keyword}`", keyword)
    filled = {one.name for one in by_place[: len(given)]} | set(keywords)
    for one in parameters:
        if one.kind not in ("varargs", "kwargs") and one.default is None and one.name not in filled:
            return Misfit(f"`{one.name}` is not given", one.name)
    return None
