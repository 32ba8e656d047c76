"""What a check is: a kind, two separate decisions, and examples that are executed as its tests."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.model.claim import Claim
from bot.model.evidence import Strength, Verdict
from bot.model.place import Extent, Lines
from bot.validator.scene import Scene


@dataclass(frozen=True, slots=True)
class Seen:
    """What a decision saw: how much it may decide, one sentence without full stop, and the lines that show it."""

    strength: Strength
    detail: str
    lines: tuple[Lines, ...] = ()


Decision = Callable[[Claim, Scene], Seen | None]
"""Looks at an anchored claim; None is to abstain. `confirm` speaks for the claim, `refute` against, `note` only explains."""


def abstain(claim: Claim, scene: Scene) -> Seen | None:
    """The decision of a check that cannot tell in this direction."""
    del claim, scene
    return None


@dataclass(frozen=True, slots=True)
class Said:
    """The review text of an example; with `line`, an inline comment at that line of `path`."""

    text: str
    path: str = "app.py"
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """The code of an example: files of head and of base (empty base: all files are new)."""

    head: Mapping[str, str]
    base: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Example:
    """Words, code, and the verdict of the claims of the check's kind: all of them must have it. None: no such claim is made."""

    name: str
    said: Said
    tree: Tree
    verdict: Verdict | None
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A check for one kind; `note` adds context where neither decision does (a measure, why it can't be told)."""

    kind: str
    confirm: Decision
    refute: Decision
    examples: tuple[Example, ...]
    note: Decision = abstain


def proof(detail: str, *lines: Lines) -> Seen:
    """Evidence that decides by itself."""
    return Seen(Strength.PROOF, detail, lines)


def strong(detail: str, *lines: Lines) -> Seen:
    """Evidence that makes a claim plausible and moves the confidence a good deal."""
    return Seen(Strength.STRONG, detail, lines)


def weak(detail: str, *lines: Lines) -> Seen:
    """Evidence that makes a claim plausible and moves the confidence a little."""
    return Seen(Strength.WEAK, detail, lines)


def at(path: str, place: Extent | int) -> Lines:
    """The lines of evidence for an extent or a single line of a file."""
    if isinstance(place, int):
        return Lines(path, place, place)
    return Lines(path, place.start, place.end)


def says(text: str, *, line: int | None = None, path: str = "app.py") -> Said:
    """The words of an example's reviewer."""
    return Said(text, path, line)


def python(text: str, *, base: str | None = None) -> Tree:
    """An example's code in one file, `app.py`; with `base`, what it was before."""
    return Tree({"app.py": text}, {} if base is None else {"app.py": base})


def files(head: Mapping[str, str], base: Mapping[str, str] | None = None) -> Tree:
    """An example's code in several files."""
    return Tree(head, base or {})


def shows(name: str, said: Said, tree: Tree, verdict: Verdict, lines: tuple[int, int] | None = None) -> Example:
    """An example with a verdict, and the lines that its evidence must show."""
    return Example(name, said, tree, verdict, lines)


def abstains(name: str, said: Said, tree: Tree) -> Example:
    """An example in which the check cannot tell."""
    return Example(name, said, tree, Verdict.UNVERIFIABLE)


def silent(name: str, said: Said, tree: Tree) -> Example:
    """An example whose words make no claim of this kind (praise, negation, a question)."""
    return Example(name, said, tree, None)
