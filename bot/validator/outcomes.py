"""What checks of outcomes share: the function that is spoken of, what it returns and raises, and when that is meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.claim import Claim, Role
from bot.model.facts import Definition, DefinitionKind, Facts
from bot.model.outcomes import Raise, Return
from bot.validator.calls import is_settled
from bot.validator.scene import Scene
from bot.validator.stated import stated_line
from bot.validator.stems import stems

_IF = re.compile(
    r"\b(?:if|when|whenever|for|on|unless|once|until|where|in case|after|upon|because|since|as)\b(?P<when>.*)"
)
_AT_END = re.compile(
    r"\b(?:implicit\w*|falls?|fall-?through|end|otherwise|nothing (?:matches|is found|was found)|no match\w*|not found|missing|unknown|absent|"
    r"not (?:there|present|match\w*|exist\w*)|no (?:row|item|user|message|element|entry|value|key|email|such)\w*|"
    r"isn't|doesn't|without|last|exhausted|explicit)\b"
)
_IN_ERROR = re.compile(
    r"\b(?:errors?|exceptions?|fail\w*|invalid|malformed|bad|wrong|caught|unparsable|non-\w+|\w+error)\b"
)
_HEDGED = re.compile(
    r"\b(?:should|could|may|might|would|must|can|cannot|supposed|expected|documented|says|claims|annotated|declared|ought|needs?|wants?|please|consider)\b"
)
_POSSIBLE = re.compile(r"\b(?:can|may|might|could) (?:\w+ )?return (?:none|«\d+»)")
_OUTCOME = re.compile(r"\b(?:returns?|raises?|re-?raises?|throws?|yields?)\b")
_AFTER_ALL = re.compile(
    r"\b(?:after|exhaust\w*|retries|(?:all|every|last|failed|max\w*) (?:\w+ )?(?:attempts?|tr(?:y|ies)|retr(?:y|ies)))\b"
)
"""Speaks of the end of a loop, where nothing in the loop can be meant."""
_NAMED = re.compile(r"[A-Za-z_]\w*|\d+")
_EVERYDAY = frozenset(
    {"not", "if", "is", "in", "and", "or", "for", "none", "self", "true", "false", "the", "len", "except"}
)


@dataclass(frozen=True, slots=True)
class Function:
    """One function with its returns and raises; `path` is that of its file."""

    definition: Definition
    path: str
    facts: Facts
    returned: Sequence[Return]
    raised: Sequence[Raise]

    @property
    def gives_values(self) -> tuple[Return, ...]:
        """The returns that may give something else than None."""
        return tuple(one for one in self.returned if one.shape not in ("None", "yield"))

    @property
    def gives_none(self) -> tuple[int, ...]:
        """The lines of returns that give None, and the last line where control can run off the end."""
        lines = [one.line for one in self.returned if one.shape == "None"]
        if self.definition.falls_off_end:
            lines.append(self.definition.lines.end)
        return tuple(lines)

    @property
    def may_give_none(self) -> bool:
        """Whether some return is not known to give something."""
        return bool(self.gives_none) or any(not one.is_something for one in self.returned)


_LITERAL = re.compile(r"['\"]([^'\"]{1,40})['\"]")
_RULED_OUT = re.compile(r"(?:not in|!=|is not|not [\w.]+ ==) ?[^:]{1,200}|['\"][^'\"]{1,40}['\"] (?:not in|!=)")
_OTHER_THAN = re.compile(
    r"\b(?:other than|not|except|apart from|different from|differs from|besides|anything but|neither|any other)\b|n't\b"
)


def function_meant(claim: Claim, scene: Scene, *, stubs: bool = False) -> Function | None:
    """The function that a claim is about: its subject, its scope, else the one at its line; None for stubs and classes.

    A class that is called stands for its constructor where the words speak of raising.
    """
    facts, path = scene.facts(claim), claim.location.path
    if facts is None or path is None or not is_settled(claim):
        return None
    name = claim.subject or claim.scope
    found = scene.definition(claim, name) if name else None
    if found is not None and found.kind is DefinitionKind.CLASS and claim.kind.endswith("-raise"):
        found = scene.definition(claim, f"{found.qualified}.__init__")
    if not name and stated_line(claim) is not None:
        found = scene.definition_at(claim)
    if found is None or found.kind is DefinitionKind.CLASS or (found.is_stub and not stubs):
        return None
    mine = found.qualified
    return Function(
        found,
        path,
        facts,
        [one for one in facts.outcomes.returned if one.scope == mine and one.line in found.lines],
        [one for one in facts.outcomes.raised if one.scope == mine and one.line in found.lines],
    )


def condition_of(words: str) -> str:
    """The part of the words that says when; empty where they say it of every case."""
    found = _IF.search(words)
    return found[0].strip() if found else ""


def names_another(value: str, function: Function) -> Return | None:
    """A return of something else, where the words name a local variable that no return has a word of."""
    name = re.sub(r"^(?:an?|the|its)\s+", "", value.strip("`'\" "))
    mine = function.definition.qualified
    is_local = any(one.name == name and one.scope == mine for one in function.facts.bindings)
    if not is_local or any(name in _NAMED.findall(one.text) for one in function.returned):
        return None
    return next((one for one in function.returned if one.text), None)


def is_inert(function: Function) -> bool:
    """Whether a function does nothing that can raise: it calls nothing, takes nothing apart, and has no `raise`."""
    own, facts = function.definition, function.facts
    does = function.raised or any(call.lines.start in own.body for call in facts.calls)
    reads = any(one.scope == own.qualified for one in facts.reads)
    return not does and not reads and own.statements <= 1 and not own.returns_value and own.falls_off_end


def is_possible(claim: Claim) -> bool:
    """Whether it is only said that something can be returned."""
    return bool(_POSSIBLE.search(claim.words))


def is_hedged(claim: Claim) -> bool:
    """Whether the words before "returns" or "raises" say what should or might be, or it is said of a fix."""
    if _POSSIBLE.search(claim.words):
        return claim.role is Role.FIX
    before = _OUTCOME.split(claim.words, maxsplit=1)[0]
    return claim.role is Role.FIX or bool(_HEDGED.search(before))


def is_meant(condition: str, quote: str, under: Sequence[str], *, at_end: bool = False) -> bool:
    """Whether words that say when ("if `items` is empty") can mean the place below these tests.

    They share a name or the stem of a word with one of the tests, or speak of an error where it is handled. The end of a
    function is reached when nothing else was, which words say in their own way.
    """
    if not condition:
        return True
    if _AFTER_ALL.search(condition) and any(test.startswith(("for ", "while ")) for test in under):
        return False
    if at_end and _AT_END.search(condition):
        return True
    tests = " ".join(under)
    if tests.startswith("except") and _IN_ERROR.search(condition):
        return True
    if _is_another_value(condition, under):
        return False
    here = _words(condition) | _words(quote)
    return bool(here & _words(tests))


def _is_another_value(condition: str, under: Sequence[str]) -> bool:
    """Whether the words name a literal that the tests rule out (or, of "other than", one that they do not), or none of theirs."""
    named = {one.lower() for one in _LITERAL.findall(condition)}
    tested = {one.lower() for test in under for one in _LITERAL.findall(test)}
    if not named or not tested:
        return False
    ruled_out = {one for test in under for one in _ruled_out(test)}
    return not named & tested or bool(named & ruled_out) is not bool(_OTHER_THAN.search(condition))


def _ruled_out(test: str) -> set[str]:
    """The literals that a value is not, where a test holds."""
    found = {one.lower() for part in _RULED_OUT.findall(test) for one in _LITERAL.findall(part)}
    if not test.startswith("not ("):
        return found
    return {one.lower() for one in _LITERAL.findall(test)} - found


def _words(text: str) -> frozenset[str]:
    plain = {word.lower() for word in _NAMED.findall(text)}
    parts = {part for word in plain for part in word.split("_") if len(part) > 2}
    return frozenset((plain | parts | stems(text)) - _EVERYDAY)
