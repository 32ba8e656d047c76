"""Cues of values that names, keys and defaults are said to have: "TTL is 7200", "the default for `times` is 5"."""

from bot.model.claim import Role
from bot.parser.claims.cue import Cue, cue
from bot.parser.claims.name_words import WORD

_LITERAL = "{literal}"
_CODE = r"(?P<value>«\d+»)"
_WORDS = r"(?P<value>-?\d[\d_]*(?:\.\d+)*(?:e-?\d+)?(?![\w.]*\w)|(?:true|false|none)\b|\"[^\"]{0,60}\"|'[^']{0,60}')"
_UNIT = r"(?: ?(?:ms|milliseconds?|s|secs?|seconds?|minutes?|hours?|days?|bytes?|kb|mb|times|retries|attempts|characters?|chars?|entries|rows|items|percent|%))?(?: \([^)]{1,30}\))?"
_END = r"(?=\s*(?:$|[.;:!](?!\d)|\)(?=\W*$)))"
_GOES_ON = r"(?=\s*(?:[,(—–-]|(?:so|and|but|which|while|rather|instead|in|for|here|by|at|on|when)\b))"
_NAME = r"(?<![\w.])(?P<subject>«\d+»|--?[a-z][\w-]*|(?-i:[A-Z][A-Z0-9_]{2,40}))"
_MAY_BE = r"(?=[«-]|(?-i:[A-Z]))"
"""What a name begins with: looked at first, so that few places are looked at closely."""
_ANY = rf"(?<![\w.])(?P<subject>«\d+»|{WORD})"
_NOUN = r"(?: (?:option|parameter|param|argument|arg|constant|variable|attribute|keyword|setting|flag|field|key|value|entry|limit))?"
_IN = r"(?: (?:in|of|on|for) (?:the )?«\d+»(?: {fn})?)?"
_NO = r"(?<!since )(?<!because )(?<!as )(?<!ensure )(?<!once )(?<!until )(?<!where )(?<!if )(?<!when )(?<!unless )(?<!whether )(?<!that )(?<!line )(?<!lines )(?<!status )"


def _both(pattern: str) -> tuple[Cue, ...]:
    """The statement by itself, which is all that is said, and as a premise of what goes on; the value in code or in words."""
    words, code = pattern.replace(_LITERAL, _WORDS), pattern.replace(_LITERAL, _CODE)
    return (
        cue("stated-value", words + _END),
        cue("stated-value", code + _END, only=_WRITTEN),
        cue("stated-value", words + _GOES_ON, role=Role.PREMISE),
        cue("stated-value", code + _GOES_ON, role=Role.PREMISE, only=_WRITTEN),
    )


_WRITTEN = r"-?\d[\d_.]*(?:e-?\d+)?|True|False|None|['\"].{0,60}['\"]"
"""Code that is a literal."""

CUES: tuple[Cue, ...] = (
    *_both(
        rf"{_NO}{_ANY}{_NOUN}{_IN} (?:now |currently |also )?(?:defaults? to|has (?:an? |the )?default(?: value| length)? of) (?:the )?(?:value )?(?:\d+ms \()?{_LITERAL}{_UNIT}\)?{_IN}",
    ),
    *_both(rf"\b(?:the )?default(?: value)? (?:for|of) (?:the )?{_ANY}{_NOUN}{_IN} is {_LITERAL}{_UNIT}{_IN}"),
    *_both(rf"\b(?:the )?default {_ANY}{_NOUN}{_IN} is {_LITERAL}{_UNIT}{_IN}"),
    *_both(rf"{_NO}{_ANY}{_NOUN} is {_LITERAL}{_UNIT} by default{_IN}"),
    *_both(
        rf"{_MAY_BE}{_NO}{_NAME}{_NOUN}{_IN} (?:is (?:currently |now |only |also |still )?(?:set to |hard-?coded (?:to|as|at) |fixed (?:at|to) |bound to |mapped to |equal to |initiali[sz]ed (?:to|with) )?|has (?:the |an? )value (?:of )?|equals |= ?|== ?|maps to ){_LITERAL}{_UNIT}{_IN}",
    ),
    *_both(
        rf"\b(?:the )?(?P<subject>(?-i:[a-z_]+)) (?:count |limit |path |value |name |number |size )?is (?:set to |hard-?coded (?:to|as|at) ){_LITERAL}{_UNIT}{_IN}",
    ),
    *_both(rf"^\W*(?:the )?{_ANY}{_NOUN} (?:is|=) {_LITERAL}{_UNIT}{_IN}"),
    *_both(rf"\b(?:uses?|has|with|sets|applies) an? (?P<subject>(?-i:[a-z_]+)) of {_LITERAL}{_UNIT}"),
    *_both(rf"{_LITERAL} is bound to {_NAME}"),
)
"""Values in words, such as "one hour", are left alone."""
