"""Whether a check, a lock or the like was taken out of a file, by the lines that the change removed."""

import re
from collections.abc import Sequence

from bot.code.quotes import squeeze
from bot.model.claim import Claim
from bot.model.facts import Definition, DefinitionKind, SourceFile
from bot.model.place import Extent
from bot.validator.calls import is_settled
from bot.validator.check import Seen, at, proof, strong
from bot.validator.difference import Taken, live_lines, old_side, taken_out
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_SORTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("lock|synchroni|mutex", re.compile(r"lock|synchroni[sz]|mutex|semaphore", re.IGNORECASE)),
    ("decorator|@", re.compile(r"^@")),
    ("handling|try|except", re.compile(r"^(?:try\b|except\b)|\bsuppress\(")),
    ("assert", re.compile(r"\bassert")),
    ("log", re.compile(r"\blog\w*\b", re.IGNORECASE)),
    (
        "check|guard|validation|condition",
        re.compile(
            r"^(?:el)?if\b|^while\b|^assert\b|\b(?:if|and|or)\b|\.assert_|raise_if|validat|check", re.IGNORECASE
        ),
    ),
)
_EMPTY = re.compile(r"\bnot\b|\blen\(|['\"]{2}|\[\]|\{\}|\bany\(")
_NONE = re.compile(r"\bNone\b|\bnot\b")
_REACH = 4


def removed(claim: Claim, scene: Scene) -> Seen | None:
    """Proof that a line of the sort that is named was taken out where it is said; less where its subject can't be told."""
    path, source, found = claim.location.path, scene.source(claim), _taken(claim, scene)
    if path is None or source is None or found is None:
        return None
    if (lost := _lost_by(claim, scene)) is not None:
        owner, number, text = lost
        return proof(f"`{owner.name}` had `{_short(text)}` at line {number} of the old version", at(path, owner.header))
    near = [one for one in found if _is_of_sort(claim, one.text) and _is_there(claim, scene, one)]
    named = [one for one in near if _names(claim, one.text)]
    if not named:
        return None
    first = named[0]
    seen = strong if _is_vague(claim) or (stated_line(claim) is None and not claim.subject and len(near) > 1) else proof
    shown = max(1, min(first.hunk.new_start, len(source.lines)))
    return seen(f"the change takes out `{_short(first.text)}`, line {first.line} of the old version", at(path, shown))


def kept(claim: Claim, scene: Scene) -> Seen | None:
    """Proof that the change took nothing of the sort out of the file."""
    path, found = claim.location.path, _taken(claim, scene)
    if path is None or found is None or _lost_by(claim, scene) or any(_is_of_sort(claim, one.text) for one in found):
        return None
    return proof(f"the change takes no {_sort_name(claim)} out of this file", at(path, claim.location.extent or 1))


def _taken(claim: Claim, scene: Scene) -> tuple[Taken, ...] | None:
    path = claim.location.path
    change = scene.change_of(path) if path and is_settled(claim) else None
    new = scene.file(path) if path else None
    if change is None or new is None or scene.facts(claim) is None:
        return None
    return taken_out(scene, change, new)


def _lost_by(claim: Claim, scene: Scene) -> tuple[Definition, int, str] | None:
    """The function that is spoken of and a line of the sort that it had before: other functions may have it still."""
    path, line = claim.location.path, stated_line(claim)
    change = scene.change_of(path) if path else None
    new, old = (scene.file(path) if path else None), (old_side(scene, change) if change else None)
    owner = scene.universe(claim) or (scene.definition_at(claim) if line is not None else None)
    if owner is None or owner.kind is DefinitionKind.CLASS or new is None or old is None or old.facts is None:
        return None
    before = [one for one in old.facts.definitions if one.qualified == owner.qualified]
    if len(before) != 1:
        return None
    has = [squeeze(text) for _, text in _lines_of(owner, new)]
    for number, text in _lines_of(before[0], old):
        is_meant = _is_of_sort(claim, text.strip()) and _names(claim, text)
        if is_meant and (claim.subject or not _is_vague(claim)) and squeeze(text) not in has:
            return owner, number, text.strip()
    return None


def _lines_of(owner: Definition, source: SourceFile) -> Sequence[tuple[int, str]]:
    return live_lines(source, owner.lines.start, owner.lines.end - owner.lines.start + 1)


def _is_vague(claim: Claim) -> bool:
    """Whether the words say of the thing what no line can show ("the check for duplicate names")."""
    return not claim.subject and re.search(r"\b(?:for|of|on|against|whether|that) ", claim.words) is not None


def _is_of_sort(claim: Claim, text: str) -> bool:
    said = claim.value.lower()
    pattern = next((pattern for words, pattern in _SORTS if re.search(words, said)), None)
    return pattern is not None and pattern.search(text) is not None


def _sort_name(claim: Claim) -> str:
    return "decorator" if claim.value == "@" else claim.value.lower().removesuffix("s")


def _names(claim: Claim, text: str) -> bool:
    wanted = claim.subject.strip("`@ ")
    if not wanted:
        return True
    if wanted.lower() in ("none", "null"):
        return _NONE.search(text) is not None
    if wanted.lower() == "empty":
        return _EMPTY.search(text) is not None
    squeezed = re.sub(r"\s+", "", wanted.removesuffix("()"))
    return squeezed in re.sub(r"\s+", "", text)


def _is_there(claim: Claim, scene: Scene, one: Taken) -> bool:
    """Whether a line was taken out of the function that is named, or near the line that is stated."""
    universe, line = scene.universe(claim), stated_line(claim)
    if universe is not None:
        return one.hunk.new_start in Extent(universe.lines.start - 1, universe.lines.end)
    if line is None:
        return True
    around = scene.definition_at(claim)
    near = Extent(line - _REACH, line + _REACH)
    if around is not None and around.body.end - around.body.start < _REACH * 10:
        near = Extent(min(near.start, around.lines.start - 1), max(near.end, around.lines.end))
    return one.hunk.new_start in near or one.hunk.new_start + one.hunk.new_count in near


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60].rsplit(" ", 1)[0] + " …"
