"""JSON from strangers: read strictly, but bounded, so that depth, huge numbers and broken characters do no harm."""

import json
import re
from collections.abc import Callable

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Pairs = list[tuple[str, Json]]

MAX_DEPTH = 100
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.S)
_BRACKETS = re.compile(r"[\[\]{}]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MAX_DIGITS = 30


class NotJsonError(ValueError):
    """The text is no JSON, or nested too deeply to be read; `at` is where that was seen."""

    def __init__(self, message: str, at: int = 0) -> None:
        super().__init__(message)
        self.at = at


def strict(text: str, join: Callable[[Pairs], dict[str, Json]]) -> Json:
    """The value of a JSON text; `join` makes an object of its members, of which two may have the same name. Raises
    NotJsonError.

    Numbers of more than 30 digits, NaN and infinities stay text; a lone surrogate becomes U+FFFD.
    """
    if depth(text) > MAX_DEPTH:
        raise NotJsonError(f"nested deeper than {MAX_DEPTH} levels")
    try:
        value: Json = json.loads(
            text,
            object_pairs_hook=lambda pairs: join(_clean(pairs)),
            parse_int=whole,
            parse_float=_broken,
            parse_constant=str,
        )
    except json.JSONDecodeError as error:
        raise NotJsonError(f"{error.msg} at line {error.lineno}, column {error.colno}") from error
    return value


def depth(text: str) -> int:
    """How deep the brackets outside strings nest at most; counting stops just above the limit."""
    deepest = level = 0
    for bracket in _BRACKETS.finditer(_STRING.sub("", text)):
        level = level + 1 if bracket[0] in "[{" else max(0, level - 1)
        deepest = max(deepest, level)
        if deepest > MAX_DEPTH:
            break
    return deepest


def scrubbed(text: str) -> str:
    """The text with surrogate pairs joined and what is half of one replaced."""
    if _SURROGATE.search(text) is None:
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def whole(digits: str) -> int | str:
    """The number, or the digits themselves where they are too many to be one."""
    return int(digits) if len(digits) <= _MAX_DIGITS else digits[:_MAX_DIGITS]


def _broken(digits: str) -> float | str:
    number = float(digits)
    return number if len(digits) <= _MAX_DIGITS and abs(number) < 1e30 else digits[:_MAX_DIGITS]


def _clean(pairs: Pairs) -> Pairs:
    return [(scrubbed(name), _clean_value(value)) for name, value in pairs]


def _clean_value(value: Json) -> Json:
    if isinstance(value, str):
        return scrubbed(value)
    if isinstance(value, list):
        return [_clean_value(member) if isinstance(member, str | list) else member for member in value]
    return value
