"""What a language has to offer: a name, the paths it takes, and a function from text to facts."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.model.facts import Facts


@dataclass(frozen=True, slots=True)
class Language:
    """One reading of code. `takes` gets the path and the first line of the text, `read` the path and the whole text."""

    name: str
    takes: Callable[[str, str], bool]
    read: Callable[[str, str], Facts]


def base_name(path: str) -> str:
    """The last part of a path, in lower case."""
    return path.rpartition("/")[2].lower()


def extension(path: str) -> str:
    """What follows the last dot of the last part of a path, in lower case; empty where there is none."""
    name, dot, last = base_name(path).rpartition(".")
    return last if dot and name else ""
