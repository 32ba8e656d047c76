"""Whether a return is what words say of it: a literal, a type, an empty collection."""

import ast
import re
from collections.abc import Callable

from bot.model.outcomes import Return

_TYPES: dict[str, tuple[str, ...]] = {
    "list": ("list",),
    "tuple": ("tuple",),
    "dict": ("dict", "defaultdict", "Counter", "OrderedDict"),
    "dictionary": ("dict", "defaultdict", "Counter", "OrderedDict"),
    "mapping": ("dict", "defaultdict", "Counter", "OrderedDict"),
    "set": ("set", "frozenset"),
    "frozenset": ("frozenset",),
    "str": ("str",),
    "string": ("str",),
    "int": ("int",),
    "integer": ("int",),
    "float": ("float",),
    "number": ("int", "float"),
    "bool": ("bool",),
    "boolean": ("bool",),
    "bytes": ("bytes",),
    "generator": ("yield", "generator"),
    "iterator": ("yield", "generator", "iterator"),
    "defaultdict": ("defaultdict",),
    "counter": ("Counter",),
    "deque": ("deque",),
    "range": ("range",),
    "function": ("function",),
    "lambda": ("function",),
}
ARTICLE = re.compile(r"^(?:an?|the|its)\s+", re.IGNORECASE)
_EMPTY = {"list": "[]", "dict": "{}", "tuple": "()", "string": '""', "str": '""', "set": "set()"}

Fits = Callable[[Return], bool]


def fits_of(value: str, quote: str) -> Fits | None:
    """What a return must be to be what the words say; None where they say nothing that can be compared."""
    plain = ARTICLE.sub("", value.strip("`")).strip()
    words = plain.lower().split()
    if plain.lower() in ("true or false", "a boolean") or (words and words[-1].rstrip("s") in ("bool", "boolean")):
        return lambda one: one.shape == "bool"
    literal = literal_of(plain) or _quoted(plain, quote)
    if literal is not None:
        return lambda one: literal_of(one.text) == literal
    for word in reversed(words):
        types = _TYPES.get(word) or _TYPES.get(word.removesuffix("s"))
        if types and "empty" in words:
            empty = _EMPTY.get(word, "")
            return lambda one: one.text in (empty, f"{word}()") or one.text.endswith(f" or {empty}")
        if types:
            return lambda one: one.shape in types
    if len(words) == 1 and plain.isidentifier():
        return lambda one: one.text == plain
    return None


def _quoted(plain: str, quote: str) -> tuple[str, str] | None:
    """A string whose quotation marks were taken for those of the sentence."""
    return ("str", repr(plain)) if f'"{plain}"' in quote or f"'{plain}'" in quote else None


def is_told_apart(value: str, quote: str) -> bool:
    """Whether a return that is not what the words say can be seen to be something else."""
    plain = ARTICLE.sub("", value.strip("`")).strip()
    words = plain.lower().split()
    return (
        (literal_of(plain) or _quoted(plain, quote)) is not None
        or "empty" in words
        or any((word in _TYPES or word.removesuffix("s") in _TYPES) for word in words)
    )


def differs(one: Return, value: str, quote: str) -> bool:
    """Whether a return of unknown type is certainly not this literal: two different strings, numbers or truth values are."""
    plain = ARTICLE.sub("", value.strip("`")).strip()
    said, given = literal_of(plain) or _quoted(plain, quote), literal_of(one.text)
    return said is not None and given is not None and said != given


def literal_of(text: str) -> tuple[str, str] | None:
    plain = {"true": "True", "false": "False"}.get(text.lower(), text)
    try:
        value = ast.literal_eval(plain)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None
    if isinstance(value, bool | str | int | float | tuple):
        return type(value).__name__, repr(value)
    return None
