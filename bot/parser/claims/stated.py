"""Cues of values that names, keys and defaults are said to have: "TTL is 7200", "the default for `times` is 5"."""

from bot.model.claim import Role
from bot.parser.claims.cue import Cue, cue
from bot.parser.claims.name_words import WORD

_LITERAL = (
    r"(?P<value>«\d+»|-?\d[\d_]*(?:\.\d+)*(?:e-?\d+)?(?![\w.]*\w)|(?:true|false|none)\b|\"[^\"]{0,60}\"|'[^']{0,60}')"
)
_UNIT = r"(?: ?(?:ms|milliseconds?|s|secs?|seconds?|minutes?|hours?|days?|bytes?|kb|mb|times|retries|attempts|characters?|chars?|entries|rows|items|percent|%))?(?: \([^)]{1,30}\))?"
_END = r"(?=\s*(?:$|[.;:!](?!\d)|\)(?=\W*$)))"
_GOES_ON = r"(?=\s*(?:[,(—–-]|(?:so|and|but|which|while|rather|instead|in|for|here|by|at|on|when)\b))"
_NAME = rf"(?<![\w.])(?P<subject>«\d+»|--?[a-z][\w-]*|(?-i:[A-Z][A-Z0-9_]{{2,40}}))"
_ANY = rf"(?<![\w.])(?P<subject>«\d+»|{WORD})"
_NOUN = r"(?: (?:option|parameter|param|argument|arg|constant|variable|attribute|keyword|setting|flag|field|key|value|entry|limit))?"
_IN = r"(?: (?:in|of|on|for) (?:the )?«\d+»(?: {fn})?)?"
_NO = r"(?<!if )(?<!when )(?<!unless )(?<!whether )(?<!that )(?<!line )(?<!lines )(?<!status )"


def _both(pattern: str, only: str | None = None) -> tuple[Cue, ...]:
    """The statement by itself, which is all that is said; and as a premise of what goes on behind it."""
    return (
        cue("stated-value", pattern + _END, only=only),
        cue("stated-value", pattern + _GOES_ON, role=Role.PREMISE, only=only),
    )


_PLAIN = r"(?!«).*|-?\d.{0,30}|True|False|None|['\"].{0,60}['\"]"
"""Code that is a literal."""

CUES: tuple[Cue, ...] = (
    *_both(
        rf"{_NO}{_ANY}{_NOUN}{_IN} (?:now |currently |also )?(?:defaults? to|has (?:an? |the )?default(?: value| length)? of) (?:the )?(?:value )?(?:\d+ms \()?{_LITERAL}{_UNIT}\)?{_IN}",
        _PLAIN,
    ),
    *_both(rf"\b(?:the )?default(?: value)? (?:for|of) (?:the )?{_ANY}{_NOUN}{_IN} is {_LITERAL}{_UNIT}{_IN}", _PLAIN),
    *_both(rf"\b(?:the )?default {_ANY}{_NOUN}{_IN} is {_LITERAL}{_UNIT}{_IN}", _PLAIN),
    *_both(rf"{_NO}{_ANY}{_NOUN} is {_LITERAL}{_UNIT} by default{_IN}", _PLAIN),
    *_both(
        rf"{_NO}{_NAME}{_NOUN}{_IN} (?:is (?:currently |now |only |also |still )?(?:set to |hard-?coded (?:to|as|at) |fixed (?:at|to) |bound to |mapped to |equal to |initiali[sz]ed (?:to|with) )?|has (?:the |an? )value (?:of )?|equals |= ?|== ?|maps to ){_LITERAL}{_UNIT}{_IN}",
        _PLAIN,
    ),
    *_both(
        rf"\b(?:the )?(?P<subject>(?-i:[a-z_]+)) (?:count |limit |path |value |name |number |size )?is (?:set to |hard-?coded (?:to|as|at) ){_LITERAL}{_UNIT}{_IN}",
        _PLAIN,
    ),
    *_both(rf"^\W*(?:the )?{_ANY}{_NOUN} (?:is|=) {_LITERAL}{_UNIT}{_IN}", _PLAIN),
    *_both(rf"\b(?:uses?|has|with|sets|applies) an? (?P<subject>(?-i:[a-z_]+)) of {_LITERAL}{_UNIT}", _PLAIN),
    *_both(rf"{_LITERAL} is bound to {_NAME}", _PLAIN),
)
"""Values in words, such as "one hour", are left alone."""
