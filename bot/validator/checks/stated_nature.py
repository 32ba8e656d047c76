"""
stated-nature: the finding says of what sort a definition is: a property, a static method, a generator, a coroutine, a class.

Why: the header and the decorators tell it.
Blind spot: what a decorator of another project makes of a function is not known.
"""

import re

from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, DefinitionKind, Facts
from bot.validator.calls import is_settled, proposes
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene

_DECORATED = {
    "static method": ("staticmethod",),
    "class method": ("classmethod",),
    "property": ("property", "cached_property", "setter", "abstractproperty", "hybrid_property"),
    "dataclass": ("dataclass",),
    "context manager": ("contextmanager", "asynccontextmanager"),
}
_PLAIN = frozenset({"property", "staticmethod", "classmethod", "abstractmethod", "dataclass", "wraps", "patch", "skip"})
"""Decorators that make nothing else of what they stand on."""


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """It is of that sort."""
    return _decided(claim, scene, is_so=True)


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """It is of another sort."""
    return _decided(claim, scene, is_so=False)


def _decided(claim: Claim, scene: Scene, *, is_so: bool) -> Seen | None:
    facts, path = scene.facts(claim), claim.location.path
    if facts is None or path is None or not is_settled(claim) or proposes(claim):
        return None
    one = (scene.definition(claim) if claim.subject else None) or scene.universe(claim)
    if one is None or one.is_stub or len([d for d in facts.definitions if d.qualified == one.qualified]) > 1:
        return None
    held = _is(_sort(claim.value), one, facts)
    if held is None or (held is (claim.number is None)) is not is_so:
        return None
    return proof(f"`{one.name}` is {_told(one)}", at(path, _place(one)))


def _place(one: Definition) -> int:
    return one.lines.start if one.decorators else one.header.start


def _sort(said: str) -> str:
    """The sort in one spelling."""
    plain = re.sub(r"[@`]|^(?:an?|the) ", "", said.strip().lower())
    plain = re.sub(r"(?<=class)es$|(?<=[a-z])s$(?<!class)", "", plain.replace("properties", "property"))
    plain = re.sub(r"[ -]?method$", " method", plain) if plain.startswith(("static", "class")) else plain
    return plain.replace("data class", "dataclass").replace("asynchronous", "async")


def _is(sort: str, one: Definition, facts: Facts) -> bool | None:
    is_class = one.kind is DefinitionKind.CLASS
    names = {last_part(text) for text in one.decorators}
    if sort == "decorated":
        return bool(names)
    for said, ways in _DECORATED.items():
        if said in sort:
            return True if names & set(ways) else _unless_unknown(names, is_wrong=is_class != (said == "dataclass"))
    if sort.endswith("class"):
        return None if "abstract" in sort else is_class
    if is_class:
        return False if sort not in ("context manager", "generator") else None
    if "not " in sort and one.is_async:
        return False
    if "not " not in sort and ("async" in sort or "coroutine" in sort):
        return one.is_async if one.is_async or names <= _PLAIN else None
    if "generator" in sort:
        return one.is_generator if one.is_generator or names <= _PLAIN else None
    return _is_plain(sort, one, facts, names)


def _is_plain(sort: str, one: Definition, facts: Facts, names: set[str]) -> bool | None:
    """Whether it is a function or a method without more, as far as the words ask for that."""
    is_method = one.kind is DefinitionKind.METHOD
    if one.is_async and re.search(r"plain|regular|normal|simple", sort):
        return None
    if re.search(r"plain|regular|normal|simple", sort) and names & {"property", "staticmethod", "classmethod"}:
        return False
    outer = [d for d in facts.definitions if d.qualified == one.scope]
    if "nested" in sort or "inner" in sort:
        return bool(outer) and outer[0].kind is not DefinitionKind.CLASS
    if re.search(r"module|top|stand", sort):
        return not one.scope
    if "instance" in sort:
        return is_method and not names & {"staticmethod", "classmethod"} if names <= _PLAIN else None
    if "function" in sort:
        return None if is_method and re.fullmatch(r"function", sort) else not is_method and not names
    return is_method if "method" in sort else None


def _unless_unknown(names: set[str], *, is_wrong: bool) -> bool | None:
    """That it is none, where no decorator is there of which nothing is known."""
    return False if is_wrong or names <= _PLAIN else None


def _told(one: Definition) -> str:
    noun = "an async " + one.kind.value if one.is_async else "a " + one.kind.value
    held = ", ".join(f"`@{text}`" for text in one.decorators[:2])
    made = " that yields" if one.is_generator else ""
    return f"{noun}{made}, decorated with {held}" if held else f"{noun}{made} without decorators"


_CODE = (
    "class Box:\n    @property\n    def size(self):\n        return 1\n\n    def name(self):\n        return 'n'\n\n"
    "    @cached\n    def rows(self):\n        return []\n\n\nasync def load():\n    return 1\n"
)

CHECK = Check(
    kind="stated-nature",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("a property", says("`size` is a property."), python(_CODE), Verdict.CONFIRMED, (2, 2)),
        shows("no static method", says("`name` is a static method."), python(_CODE), Verdict.REFUTED, (6, 6)),
        shows("async", says("`load` is not async."), python(_CODE), Verdict.REFUTED, (14, 14)),
        shows("a coroutine", says("`load` is a coroutine."), python(_CODE), Verdict.CONFIRMED, (14, 14)),
        shows("no dataclass", says("`Box` is a dataclass."), python(_CODE), Verdict.REFUTED, (1, 1)),
        shows("decorated", says("`name` is not decorated."), python(_CODE), Verdict.CONFIRMED, (6, 6)),
        abstains("unknown decorator", says("`rows` is a property."), python(_CODE)),
        shows(
            "more than one",
            says("`size` and `name` are plain methods."),
            python(_CODE.replace("    @property\n", "")),
            Verdict.CONFIRMED,
        ),
        silent("a wish", says("`name` should be a property."), python(_CODE)),
    ),
)
