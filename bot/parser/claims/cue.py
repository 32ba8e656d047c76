"""A cue: one way in which reviewers word one kind of claim, matched on a masked sentence."""

import re
from dataclasses import dataclass

from bot.model.claim import Quantifier, Role

_MACROS = {
    "{code}": r"«\d+»(?!'s )",
    "{codes}": r"«\d+»(?:(?:,? (?:and|or|as well as|nor) |, )(?:the |also )?«\d+»){0,12}",
    "{name}": r"(?:«\d+»|[A-Za-z_][A-Za-z0-9_]*)",
    "{fn}": r"(?:function|method|class|helper|constructor|module|test(?: case| method)?|coroutine|property|routine|endpoint|handler)",
    "{be}": r"(?:is|are|was|were|isn't|aren't|gets|being|be)",
    "{not}": r"(?:not|n't|never|no longer)",
    "{null}": r"(?P<value>«\d+»|none|null|nil|undefined)",
    "{n}": r"(?:\d+|once|twice|thrice|one|two|three|four|five|six|seven|eight|nine|ten)",
    "{nth}": r"(?:first|second|third|fourth|fifth|sixth|last|\d+(?:st|nd|rd|th))",
    "{lack}": r"(?:has no|have no|lacks?|is lacking|are lacking|carries no|carry no|comes without|goes without|contains no|provides no|is missing|are missing|missing|is without|does(?: not|n't) have|do(?: not|n't) have|without|needs?|should have|could use|no)",
}
"""What a pattern may write in braces; `{codes}` is an enumeration of up to 13 members."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern over the masked sentence (`Sentence.masked`), ignoring case, with named groups:

    subject: the symbol; subjects: an enumeration, which gives one claim a member; value: the second thing named;
    scope: the definition named as universe; number and ordinal: in figures or words. All groups are optional.
    """

    kind: str
    pattern: re.Pattern[str]
    role: Role = Role.PREDICATE
    quantifier: Quantifier = Quantifier.ONE
    number: int | None = None
    only: re.Pattern[str] | None = None
    about: re.Pattern[str] | None = None


NULL = r"none|null|nil|undefined|nullptr|NaN|None ?type"
"""What `{null}` must resolve to: given as `only`."""


def cue(
    kind: str,
    pattern: str,
    *,
    role: Role = Role.PREDICATE,
    quantifier: Quantifier = Quantifier.ONE,
    number: int | None = None,
    only: str | None = None,
    about: str | None = None,
) -> Cue:
    """Compile a cue; with `only`, it speaks only where its value (else its subject), resolved, matches that pattern whole.

    With `about`, its subject must match that pattern too.

    `{code}`, `{codes}`, `{name}`, `{fn}`, `{be}`, `{not}`, `{n}`, `{nth}`, `{lack}`, `{null}` are expanded.
    """
    for macro, expansion in _MACROS.items():
        pattern = pattern.replace(macro, expansion)
    return Cue(
        kind,
        re.compile(pattern, re.IGNORECASE),
        role,
        quantifier,
        number,
        re.compile(only, re.IGNORECASE) if only else None,
        re.compile(about, re.IGNORECASE) if about else None,
    )


_SHORT = re.compile(
    r"\b(?:(?P<can>can|wo)'t|(?P<verb>is|are|was|were|do|does|did|has|have|had|should|would|could|must|need)n't|(?P<there>there|it|that)'s(?= (?:no|not|never|an?|the)\b))\b",
    re.IGNORECASE,
)


def spelled_out(text: str) -> str:
    """The text with "isn't", "can't", "there's" and the like written as two words, so that one pattern reads both."""
    return _SHORT.sub(_long, text)


def _long(found: re.Match[str]) -> str:
    if found["can"]:
        return "cannot" if found["can"].lower() == "can" else "will not"
    return f"{found['verb']} not" if found["verb"] else f"{found['there']} is"


_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TIMES = {
    "once": 1,
    "twice": 2,
    "thrice": 3,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "last": -1,
}


def number_of(word: str | None) -> int | None:
    """The number that a figure, numeral, ordinal or "twice" says; None for anything else. "last" is -1."""
    if not word:
        return None
    word = word.lower()
    if found := re.match(r"\d{1,9}", word):
        return int(found.group())
    if word in _NUMBERS:
        return _NUMBERS.index(word)
    return _TIMES.get(word)
