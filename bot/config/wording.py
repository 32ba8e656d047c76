"""What pydantic finds wrong, said in our words: the place, what was expected, and never what stands there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from bot.config.faults import Fault, Place, is_key, nearest
from bot.config.values import suggestion
from bot.config.wire import FORGE_KINDS, ConfigModel

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_EXPECTED = {
    "missing": "is missing",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "string_type": "must be text; put it in quotation marks if it looks like a number or a truth value",
    "list_type": "must be a list",
    "dict_type": "must be a mapping of keys to values",
    "model_type": "must be a mapping of keys to values",
    "model_attributes_type": "must be a mapping of keys to values",
    "too_short": "must not be empty",
    "too_long": "has too many entries",
    "union_tag_not_found": "has no kind; write kind: github, kind: gerrit or kind: local",
}


def faults_of(errors: Sequence["ErrorDetails"]) -> list[Fault]:
    """A fault for each error of the wire models."""
    return [_fault(error) for error in errors]


def _fault(error: "ErrorDetails") -> Fault:
    place, model = _walk(error["loc"])
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown(place, list(model.model_fields), error["input"])
    if kind == "union_tag_invalid":
        return Fault((*place, "kind"), f"must be {_listed(list(FORGE_KINDS))}{_of_kind(error['input'])}")
    if kind == "literal_error":
        known = _words(error)
        return Fault(place, f"must be {_listed(known)}{suggestion(error['input'], known)}")
    if kind == "value_error":
        return Fault(place, str(error["ctx"]["error"]))
    return Fault(place, _EXPECTED.get(kind, "is not a value that can be read here"))


def _unknown(place: Place, known: list[str], value: object) -> Fault:
    """A key that there is not, named where it may be."""
    hint = nearest(str(place[-1]), known)
    if "did you mean" in hint or (value is not None and is_key(str(place[-1]))):
        return Fault(place, f"is not a key{hint}")
    return Fault(place[:-1], f"has a key that is not known{hint}")


def _walk(where: tuple[int | str, ...]) -> tuple[Place, type[BaseModel]]:
    """The place in the file that an error is about, and the model of the last mapping on the way to it."""
    model: type[BaseModel] = ConfigModel
    place: list[int | str] = []
    for at, part in enumerate(where):
        if part == "[key]":
            continue
        if at == 2 and where[0] == "forges":  # pydantic puts the kind between the name and the key
            model = FORGE_KINDS[str(part)]
            continue
        place.append(part)
        field = model.model_fields.get(str(part)) if at == 0 or isinstance(part, str) else None
        inner = _models(field.annotation) if field else []
        model = inner[0] if len(inner) == 1 else model
    return tuple(place), model


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The models inside a type like `list[Model] | None`."""
    if isinstance(annotation, type) and not get_args(annotation):
        return [annotation] if issubclass(annotation, BaseModel) else []
    return [model for argument in get_args(annotation) for model in _models(argument)]


def _of_kind(value: Any) -> str:
    return suggestion(value.get("kind") if isinstance(value, dict) else None, list(FORGE_KINDS))


def _words(error: "ErrorDetails") -> list[str]:
    """The words of a literal type; pydantic has them as `'a', 'b' or 'c'`."""
    return [piece.strip("' ") for piece in error["ctx"]["expected"].replace(" or ", ", ").split(", ")]


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
