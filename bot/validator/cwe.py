"""MITRE's table of weaknesses, from the data file that ships with the package; read once, when a claim first names one."""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rapidfuzz import fuzz

_SAME_NAME = 80.0


@dataclass(frozen=True, slots=True)
class Weakness:
    """One row: `usage` is MITRE's advice whether to map defects to it (Allowed, Allowed-with-Review, Discouraged, Prohibited)."""

    number: int
    name: str
    abstraction: str
    usage: str
    terms: tuple[str, ...]

    def is_called(self, name: str) -> bool:
        """Whether a name is this weakness's own or one of its other terms, near enough."""
        return any(fuzz.token_set_ratio(_words(name), _words(own)) >= _SAME_NAME for own in (self.name, *self.terms))


def _words(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()


@cache
def _table() -> tuple[str, dict[int, Weakness]]:
    data = json.loads(resources.files("bot.data").joinpath("cwe.json").read_text("utf-8"))
    rows = {
        int(key): Weakness(int(key), name, abstraction, usage, tuple(terms))
        for key, (name, abstraction, usage, terms) in data["rows"].items()
    }
    return data["version"], rows


def version() -> str:
    """The version of the catalogue."""
    return _table()[0]


def weakness(number: int) -> Weakness | None:
    """The row of an id."""
    return _table()[1].get(number)


def is_beyond(number: int) -> bool:
    """Whether an id is newer than the catalogue."""
    return number > max(_table()[1])
