"""What the tests of a file replace by `mock.patch` and its like: the target, where, and the value that it then gives."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.facts import Call, Definition, Facts
from bot.model.place import Extent
from bot.validator.scene import Scene

_PATCHED = re.compile(r"(?:^|\.)(?:patch|patch\.object|stub_out|MonkeyPatch|monkeypatch\.setattr)$")
_TEXT = re.compile(r"""[rbu]?(['"])(?P<text>[\w.]+)\1$""")
_PARTS = re.compile(r"""['"]([\w.]*)['"]""")
_GIVEN = ("return_value", "side_effect", "new", "new_callable")


@dataclass(frozen=True, slots=True)
class Double:
    """One replacement: the dotted name that is replaced, where it stands, and the source of what it returns, if written."""

    target: str
    lines: Extent
    returns: str | None = None
    is_plain: bool = False


def doubles_of(facts: Facts, within: Definition | None = None) -> Sequence[Double]:
    """The replacements of a file, in order; those of a definition, its decorators and the class around it."""
    found = []
    for call in facts.calls:
        target = _target(call)
        if target and (within is None or _holds(facts, within, call)):
            given = {argument.keyword: argument.text for argument in call.arguments if argument.keyword in _GIVEN}
            is_plain = "patch" in call.callee and not given.keys() - {"return_value"}
            found.append(Double(target, call.lines, given.get("return_value"), is_plain))
    return found


def doubles_meant(claim: Claim, scene: Scene) -> Sequence[Double]:
    """The replacements that a claim's subject can mean: the same last part, and no other owner."""
    facts = scene.facts(claim)
    name = claim.subject.strip("`'\"() ").removesuffix("()")
    last = last_part(name)
    if facts is None or not last:
        return ()
    alike = [one for one in doubles_of(facts, scene.universe(claim)) if one.target.rpartition(".")[2] == last]
    if "." not in name:
        return alike
    return [one for one in alike if f".{one.target}".endswith(f".{name}") or name.endswith(f".{one.target}")]


def _target(call: Call) -> str:
    """The dotted name that a call replaces; empty where it replaces nothing or its name is not written out."""
    if not _PATCHED.search(call.callee) or not call.arguments:
        return ""
    first = call.arguments[0].text
    if found := _TEXT.match(first):
        return found["text"]
    if parts := _PARTS.findall(first):
        # A long name is written in two literals side by side.
        return "".join(parts) if re.fullmatch(r"""(?:\s*['"][\w.]*['"])+""", first) else ""
    second = _TEXT.match(call.arguments[1].text) if len(call.arguments) > 1 else None
    return f"{first}.{second['text']}" if second and re.fullmatch(r"[\w.]+", first) else ""


def _holds(facts: Facts, own: Definition, call: Call) -> bool:
    """Whether a call stands in a definition, among its decorators, or holds for the whole class around it."""
    if call.lines.start in own.lines:
        return True
    around = [one for one in facts.definitions if one.qualified == own.scope]
    made = [one for one in facts.definitions if one.scope == own.scope and one.name in ("setUp", "setup_method")]
    return any(one.lines.start <= call.lines.start <= one.header.end for one in around) or any(
        call.lines.start in one.lines for one in made
    )
