"""What is wrong with a configuration: a place, a sentence, and the line where it stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.errors import Refused
from bot.model.neutral import neutralise_terminal, shorten

Place = tuple[str | int, ...]
"""The keys and positions that lead to a value."""

SECRET_KEYS = frozenset({"token", "private_key", "webhook_secret", "password"})
"""Keys below which nothing is ever shown."""

_MOST = 50
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,40}")


class BadConfig(Refused):
    """A configuration that can't be used; one sentence a line."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`says` completes a sentence that begins with the place."""

    place: Place
    says: str
    line: int | None = None


def refusal(name: str, faults: Sequence[Fault], lines: Mapping[Place, int]) -> BadConfig:
    """The error that says all faults, in the order of their lines."""
    placed = sorted({(fault.line or _line(fault.place, lines), sentence(fault)) for fault in faults})
    said = [f"{name}: {text}" + (f" (line {line})" if line else "") for line, text in placed[:_MOST]]
    if len(placed) > _MOST:
        said.append(f"{name}: there are {len(placed) - _MOST} more faults")
    return BadConfig("\n".join(said))


def sentence(fault: Fault) -> str:
    """What is wrong, where."""
    return f"{shown(fault.place)} {fault.says}"


def shown(place: Place) -> str:
    """The path of a key as people write it, nothing below a secret's key."""
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{shown_word(part)}"
        if part in SECRET_KEYS:
            break
    return text.removeprefix(".") or "the file"


def is_key(word: str) -> bool:
    """Whether a word looks like a key. What does not is never repeated: it may be what follows a comma in a secret."""
    return _KEY.fullmatch(word) is not None


def shown_word(word: str) -> str:
    """A word of the file, short and harmless."""
    return shorten(neutralise_terminal(word[:200]), 60) or "an empty text"


def nearest(word: str, known: Sequence[str]) -> str:
    """The hint behind a word that is none of the known ones: the nearest, or all of them where they are few."""
    near = get_close_matches(word[:100].lower(), known, n=1)
    if near:
        return f"; did you mean {near[0]}?"
    return f"; there are {', '.join(known)}" if 0 < len(known) <= 16 else ""


def _line(place: Place, lines: Mapping[Place, int]) -> int:
    """The line of the place, or of what is around it where the place itself is missing."""
    for length in range(len(place), 0, -1):
        if place[:length] in lines:
            return lines[place[:length]]
    return 0
