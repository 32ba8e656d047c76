"""
removed-code: the finding says that the change took something away.

Why: both sides of the change are at hand, so what was there and is not any more can be shown.
Blind spot: code that was moved or rewritten in other words looks removed.
"""

import re

from bot.code.quotes import squeeze
from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import LineClass, SourceFile
from bot.model.place import Side
from bot.validator import removal
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene

_IDENTIFIER = re.compile(r"[A-Za-z_][\w.]*(?:\(\))?$")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_SHORTEST = 4


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Live lines of the old file have it as often as said, and those of the new file have it less often."""
    if claim.value:
        return removal.removed(claim, scene)
    new, old = _sides(claim, scene)
    wanted = _squeezed(claim.subject)
    if new is None or old is None or len(wanted) < _SHORTEST or _IDENTIFIER.match(claim.subject):
        return None
    if _live(old).count(wanted) <= _live(new).count(wanted):
        return None
    line = next((number for number, text in enumerate(old.lines, 1) if _opens(text, wanted)), None)
    where = f"at line {line} of the old version" if line else "in the old version"
    return proof(f"it stood {where} and is gone from the new one", at(new.path, claim.location.extent or 1))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """A definition of that name stands in both versions."""
    if claim.value:
        return removal.kept(claim, scene)
    new, old = _sides(claim, scene)
    if new is None or old is None or old.facts is None or not _IDENTIFIER.match(claim.subject) or claim.scope:
        return None
    name = last_part(claim.subject)
    there = scene.definition(claim)
    if there is None or not any(one.qualified == there.qualified for one in old.facts.definitions):
        return None
    return proof(f"`{name}` is still there", at(new.path, there.header))


def _sides(claim: Claim, scene: Scene) -> tuple[SourceFile | None, SourceFile | None]:
    path = claim.location.path
    change = scene.change_of(path) if path and is_settled(claim) else None
    if path is None or change is None or scene.facts(claim) is None:
        return None, None
    return scene.file(path), scene.file(change.old_path or path, Side.OLD)


def _squeezed(text: str) -> str:
    return squeeze(" ".join(_TOKEN.findall(text)))


def _opens(line: str, wanted: str) -> bool:
    """Whether a line is where the removed code begins."""
    squeezed = _squeezed(line)
    return len(squeezed) >= _SHORTEST and (wanted.startswith(squeezed) or wanted in squeezed)


def _live(source: SourceFile) -> str:
    """The live lines as one text of tokens."""
    classes = source.facts.line_classes if source.facts else ()
    live = (line for line, kind in zip(source.lines, classes, strict=False) if kind is LineClass.CODE)
    return squeeze(" ".join(token for line in live for token in _TOKEN.findall(line)))


_OLD = "def load(path):\n    if not path: raise ValueError\n    return path\n\n\ndef save(path):\n    return path\n"
_NEW = "def load(path):\n    return path\n\n\ndef save(path):\n    return path + 'x'\n"

CHECK = Check(
    kind="removed-code",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "gone",
            says("The guard `if not path: raise ValueError` was removed from `load`."),
            python(_NEW, base=_OLD),
            Verdict.CONFIRMED,
        ),
        shows(
            "still there",
            says("`save` was removed although others import it."),
            python(_NEW, base=_OLD),
            Verdict.REFUTED,
            (5, 5),
        ),
        shows("a guard by its line", says("you removed the guard", line=2), python(_NEW, base=_OLD), Verdict.CONFIRMED),
        shows(
            "a decorator",
            says("The `locked` decorator has been removed from `put`."),
            python("def put(x):\n    return x\n", base="@locked\ndef put(x):\n    return x\n"),
            Verdict.CONFIRMED,
        ),
        shows(
            "nothing of the sort", says("you dropped the lock here", line=2), python(_NEW, base=_OLD), Verdict.REFUTED
        ),
        abstains("a check of something else", says("you removed the check for `mode`"), python(_NEW, base=_OLD)),
        shows("a check of a name", says("The `path` check was removed."), python(_NEW, base=_OLD), Verdict.CONFIRMED),
        abstains("a name that is used less", says("`path` was removed."), python(_NEW, base=_OLD)),
    ),
)
