"""The universe of a claim that only says "the test", "the class" or "this helper", where the file has exactly one of them."""

import re

from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.facts import Definition, DefinitionKind, Facts
from bot.model.finding import Finding

KINDS = frozenset(
    {
        "stated-use",
        "absent-use",
        "stated-base",
        "stated-nature",
        "stated-method",
        "stated-count",
        "argument-count",
    }
)
"""Kinds whose checks ask for nothing but what stands in the definition that is named."""

_SPOKEN = re.compile(
    r"^\W*(?:(?:also|and|but|here|overall|moreover|additionally|furthermore|finally),? )*(?:(?:in|inside|within) )?(?:the|this) "
    r"(?:(?:only|single|whole|entire|new|given|main|same|private|overridden|async) )*"
    r"(?P<noun>test (?:class|suite|case class)|class|test(?: (?:method|function))?|constructor|initiali[sz]er|helper(?: (?:method|function))?|"
    r"method|function)(?: (?:itself|only|also|here))?,? "
    r"(?!«|case\b|file\b|module\b|suite\b|helper\b|code\b|method\b|function\b|class\b|of\b|named\b|called\b|that\b|which\b)"
)
_FIXED = re.compile(r"(?:setUp|tearDown|asyncSetUp|asyncTearDown)\w*|(?:setup|teardown)_\w+|__\w+__")
_CAMEL = re.compile(r"_?[A-Z][a-z0-9]+[A-Z]\w*")


def only_one(claim: Claim, finding: Finding, facts: Facts) -> str:
    """The dotted name of the definition that is spoken of; empty where the words name none, or there are several."""
    found = _SPOKEN.match(claim.words)
    if found is None:
        return ""
    noun = found["noun"]
    meant = [one for one in facts.definitions if _is(noun, one)]
    names = {one.qualified for one in meant}
    line = claim.claimed.start_line
    if len(names) > 1 and line is not None:
        names = {one.qualified for one in meant if line in one.lines}
    if len(names) != 1:
        return ""
    (name,) = names
    return "" if _may_be_another(noun, name, claim, finding, facts) else name


def _is(noun: str, one: Definition) -> bool:
    """Whether a definition is what a noun says."""
    if "class" in noun or "suite" in noun:
        return one.kind is DefinitionKind.CLASS and (not noun.startswith("test") or _is_of_tests(one))
    if one.kind is DefinitionKind.CLASS:
        return False
    if noun.startswith("test"):
        return one.name.startswith("test")
    if noun.startswith(("constructor", "initiali")):
        return one.name == "__init__"
    if noun.startswith("helper"):
        return not one.name.startswith("test") and not _FIXED.fullmatch(one.name)
    return True


def _is_of_tests(one: Definition) -> bool:
    return "test" in one.name.lower() or any("test" in base.lower() for base in one.bases)


def _may_be_another(noun: str, name: str, claim: Claim, finding: Finding, facts: Facts) -> bool:
    """Whether the finding names something else that the noun may stand for, of this file or another."""
    own = name.rpartition(".")[2]
    others = {last_part(symbol) for symbol in finding.symbols} - {
        own,
        "",
        last_part(claim.subject),
        last_part(claim.value),
    }
    if "class" in noun:
        return any(_CAMEL.fullmatch(other) for other in others)
    if noun.startswith(("test", "constructor", "initiali")):
        return any(other.startswith("test") for other in others)
    called = {call.name for call in facts.calls} | {one.name for one in facts.definitions}
    return bool(others & called)
