"""What checks of collections share: the list, tuple, set or dict that is spoken of, and whether it holds a thing."""

import ast
import re
from collections.abc import Sequence
from contextlib import suppress

from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.outcomes import Display
from bot.validator.calls import is_settled
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_NEAR = 1
_AROUND = " .,:;()"
"""What a sentence may have cut off a value."""
_PLAIN = re.compile(r"[A-Za-z_][\w.]*")


def displays_meant(claim: Claim, scene: Scene) -> tuple[Display, ...]:
    """The collection of the subject's name; without one, those at the stated line or in the scope that is named."""
    facts = scene.facts(claim)
    if facts is None or not is_settled(claim):
        return ()
    name = last_part(claim.subject)
    found = facts.outcomes.displays
    if name:
        named = tuple(one for one in found if one.target.rpartition(".")[2] == name)
        if named or claim.scope:
            return named
        function = scene.definition(claim, claim.subject)
        return tuple(one for one in found if function and one.lines.start in function.lines)
    universe, line = scene.universe(claim), stated_line(claim)
    if universe is not None:
        return tuple(one for one in found if one.lines.start in universe.lines)
    if line is not None:
        return tuple(one for one in found if one.lines.start - _NEAR <= line <= one.lines.end + _NEAR)
    return ()


def holds(display: Display, wanted: str) -> int:
    """How often a collection has what the words name: a string, a number, or a name as it is written there."""
    said = member(wanted)
    return sum(1 for item in display.items if member(item) == said)


def member(text: str) -> str:
    """The value of a literal as text, or the text itself: `"a"`, `'a'` and a bare a are the same to a reader."""
    plain = text.strip("` ")
    with suppress(ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        plain = str(ast.literal_eval(plain))
    return plain.strip(_AROUND) or plain


def is_told(display: Display, wanted: str) -> bool:
    """Whether absence can be seen: nothing is unpacked, and what is written are values, or names like the one that is looked for."""
    if not display.is_whole:
        return False
    is_name = _PLAIN.fullmatch(wanted.strip("` ")) is not None and "." in wanted
    return all(_is_literal(item) or (is_name and _PLAIN.fullmatch(item)) for item in display.items)


def _is_literal(text: str) -> bool:
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return False
    return True


def is_changed(display: Display, claim: Claim, scene: Scene) -> bool:
    """Whether the file may put more into a collection than is written out, or assigns the name again."""
    source, name = scene.source(claim), display.target.rpartition(".")[2]
    if source is None or not name:
        return False
    puts = re.compile(
        rf"\b{re.escape(name)}(?:\s*\[[^\]\n]*\]\s*=(?!=)|\s*[|+&-]=|\.(?:append|add|update|extend|insert|setdefault|remove|pop|discard|clear|union)\b)"
    )
    return any(puts.search(line.split("#")[0]) for line in source.lines)


def one_meant(claim: Claim, scene: Scene) -> Display | None:
    """The only collection that can be meant."""
    found: Sequence[Display] = displays_meant(claim, scene)
    return found[0] if len(found) == 1 else None
