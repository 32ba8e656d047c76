"""
missing-return: the finding says that a function returns no value, or not on every path.

Why: whether a function has a return with a value, and whether control can run off its end, can be read.
Blind spot: what a function should return is not judged; generators, stubs and endless loops are left alone.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.outcomes import Function, function_meant, is_hedged, names_another
from bot.validator.scene import Scene
from bot.validator.stems import stems

_NONE = re.compile(r"[`'\" ]*(?:none|null)[`'\" ]*", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:an?|the|its|any)\s+", re.IGNORECASE)
_TRUTHS = frozenset({"True", "False"})
_PARTLY = re.compile(
    r"\b(?:all|some|every|certain|other|paths?|implicitly|branch|branches|unless|when|if|case|cases)\b"
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The function returns a value somewhere and can run off its end, or it returns none at all, or never what is named."""
    function = _function(claim, scene)
    if function is None:
        return None
    found, path = function.definition, function.path
    if claim.value and _NONE.fullmatch(claim.value):
        return None if function.may_give_none else proof(f"`{found.name}` never returns None", at(path, found.header))
    texts = {one.text for one in function.returned}
    if claim.value.strip("`'\" ").title() in _TRUTHS and texts <= _TRUTHS | {"None", ""} and found.returns_value:
        is_absent = claim.value.strip("`'\" ").title() not in texts
        shown = " or ".join(f"`{text}`" for text in sorted(texts) if text)
        return proof(f"`{found.name}` returns only {shown}", at(path, found.lines)) if is_absent else None
    if claim.value and found.returns_value:
        other = names_another(claim.value, function)
        detail = f"`{found.name}` returns `{other.text}` at line {other.line}" if other else ""
        return proof(detail, at(path, other.line)) if other else None
    if not found.falls_off_end:
        return None
    if found.returns_value:
        return proof(f"`{found.name}` returns a value, and can also run off its end", at(path, found.lines))
    if _PARTLY.search(claim.words) and not claim.value:
        return None
    return proof(f"`{found.name}` has no return with a value", at(path, found.lines))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The function returns a value, or what is named, and cannot run off its end."""
    function = _function(claim, scene)
    if function is None:
        return None
    found, path = function.definition, function.path
    none = [one for one in function.returned if one.shape == "None"]
    if claim.value and _NONE.fullmatch(claim.value):
        return proof(f"`{found.name}` returns None at line {none[0].line}", at(path, none[0].line)) if none else None
    if not found.returns_value or found.falls_off_end or none:
        return None
    if claim.value and not any(_names(claim.value, one.text) for one in function.returned):
        return None
    return proof(f"`{found.name}` returns a value on every path", at(path, found.header))


def _names(value: str, text: str) -> bool:
    """Whether a returned expression is what the words name: by a word of theirs, or by the same name."""
    plain = _plain(value)
    if plain.lower() in ("value", "result", "anything", "something"):
        return True
    return plain == text or bool(stems(plain) & stems(text)) or plain.lower() in re.findall(r"\w+", text.lower())


def _plain(value: str) -> str:
    return _ARTICLE.sub("", value.strip("`'\" "))


def _function(claim: Claim, scene: Scene) -> Function | None:
    found = function_meant(claim, scene)
    if found is None or found.definition.is_generator or is_hedged(claim):
        return None
    return found


CHECK = Check(
    kind="missing-return",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "on one path",
            says("`sign` does not return a value when `number` is zero."),
            python("def sign(number):\n    if number > 0:\n        return 1\n    if number < 0:\n        return -1\n"),
            Verdict.CONFIRMED,
            (1, 5),
        ),
        shows(
            "on every path",
            says("`sign` does not return a value when `number` is zero."),
            python("def sign(number):\n    if number > 0:\n        return 1\n    return -1\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        shows(
            "the other truth",
            says("`has` does not return False when nothing is found."),
            python("def has(rows, one):\n    for row in rows:\n        if row == one:\n            return True\n"),
            Verdict.CONFIRMED,
            (1, 4),
        ),
        shows(
            "the name that it returns",
            says("`make` doesn't return the key."),
            python("def make():\n    key = new()\n    return key\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        shows(
            "another name",
            says("`fill` does not return `done`."),
            python("def fill(rows):\n    done = []\n    done.append(1)\n    return rows\n"),
            Verdict.CONFIRMED,
            (4, 4),
        ),
        abstains("defined elsewhere", says("`sign` does not return a value."), python("sign(1)\n")),
        abstains(
            "a generator",
            says("`rows` does not return anything."),
            python("def rows():\n    yield 1\n"),
        ),
        silent("a wish", says("`sign` returns the wrong value."), python("def sign(number):\n    return 1\n")),
    ),
)
