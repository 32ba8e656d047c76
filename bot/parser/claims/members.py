"""Cues of what collections hold: "'x' is missing from ALLOWED", "`COLORS` has a duplicate key 'warn'"."""

from bot.parser.claims.cue import Cue, cue
from bot.parser.claims.name_words import WORD

_ITEM = r"(?P<value>\"[^\"]{1,80}\"|'[^']{1,80}'|«\d+»|-?\d+(?:\.\d+)?)"
_BARE_ITEM = r"(?P<value>\"[^\"]{1,80}\"|'[^']{1,80}'|«\d+»|-?\d+(?:\.\d+)?|(?-i:[A-Z][A-Z0-9_]{1,30}))"
_GROUP = rf"(?:the |this |our )?(?P<subject>«\d+»|{WORD})(?: (?:list|dict(?:ionary)?|set|tuple|mapping|map|table|constant|collection|enum|array|lookup|whitelist|allow-?list))?"
_NAMED_GROUP = r"(?:the |this |our )?(?P<subject>«\d+»|(?-i:[A-Z][A-Z0-9_]{2,40}))(?: (?:list|dict(?:ionary)?|set|tuple|mapping|map|table|constant|collection|enum|array|lookup))?"
_SORT = r"(?:(?:an?|the|any|its|such an?|no) )?(?:(?:\w+ )?(?:key|entry|item|value|element|message|template|member|mapping|case|option|field)s? (?:for|of|called|named|with)? ?)?"
_ENTRY = r"(?: (?:key|entry|item|value|element|message|template|member|field)\b)?"
_END = r"(?=\s*(?:$|[.,;:)(!]|—|–|->|- |(?:so|and|but|which|yet|even|although|though|any|at|as|because|here|either|too|already)\b))"
_NOT = r"(?:does not|do not|did not|never|will not)"
_COUNT = r"(?P<number>\d{1,4}|two|three|four|five|six|seven|eight|nine|ten)"
_THINGS = r"(?:entr(?:y|ies)|elements?|items?|members?|keys?)"

_THING = r"[^=]{1,80}"
"""What may be a member: no argument of a call."""

_TWICE: tuple[Cue, ...] = (
    cue(
        "duplicate-member",
        rf"\b(?:duplicated?|repeated) (?:dict(?:ionary)? )?(?:keys?|entr(?:y|ies)|elements?|values?|items?|members?),?:? {_ITEM}(?: (?:in|inside|within|of) {_GROUP})?",
    ),
    cue(
        "duplicate-member",
        rf"{_NAMED_GROUP} (?:has|contains|defines|lists|holds) (?:an? |the )?(?:duplicated?|repeated) (?:keys?|entr(?:y|ies)|elements?|values?|items?):? ?{_BARE_ITEM}",
    ),
    cue(
        "duplicate-member",
        rf"{_NAMED_GROUP} (?:has|contains|defines|lists|holds|includes) (?:the )?(?:key |entry |value |element )?{_BARE_ITEM} (?:twice|two times|more than once|multiple times)",
    ),
    cue(
        "duplicate-member",
        rf"{_ITEM}(?: key| entry)? (?:appears|occurs|is (?:listed|defined|present|repeated|given|set)|exists) (?:twice|two times|more than once|multiple times) (?:in|inside|within) {_GROUP}",
    ),
    cue(
        "duplicate-member",
        rf"\b(?:dict(?:ionary)?|mapping|list|set|tuple) (?:returned|built|created|made) (?:by|in) (?P<scope>«\d+») (?:has|contains|defines|lists) (?:the )?(?:key )?{_ITEM} (?:twice|more than once|multiple times)",
    ),
)

_MISSING: tuple[Cue, ...] = (
    cue(
        "missing-member",
        rf"{_BARE_ITEM}(?: key| entry)? (?:is|are|seems to be) (?:currently |also |still )?(?:missing|absent|omitted|left out|excluded) (?:from|in) {_NAMED_GROUP}",
        only=_THING,
    ),
    cue(
        "missing-member",
        rf"{_BARE_ITEM} (?:is|are) not (?:currently |yet |even |actually )?(?:in|part of|among|inside|listed (?:in|under)|included in|present in|contained in|a member of|an? (?:key|entry|element|item|member) (?:of|in)|defined in|covered by) {_NAMED_GROUP}",
        only=_THING,
    ),
    cue(
        "missing-member",
        rf"{_NAMED_GROUP} (?:is missing|are missing|lacks?|miss(?:es)?|omits?|leaves out|has no|have no|{_NOT} (?:yet |currently |even |actually )?(?:contain|include|have|list|hold|allow|cover|define|accept)) {_SORT}{_BARE_ITEM}{_ENTRY}{_END}",
        only=_THING,
    ),
    cue(
        "missing-member",
        rf"\b(?:there is no|no|missing) (?:entry |key |message |item |value )?(?:for |of )?{_ITEM}(?: key| entry| template| item| value| message)? (?:in|inside|from) {_NAMED_GROUP}",
        only=_THING,
    ),
)

_PRESENT: tuple[Cue, ...] = (
    cue(
        "stated-member",
        rf"{_NAMED_GROUP} (?:already |also |only |does )?(?:contains?|includes?|lists?|holds?) (?:only )?{_SORT}{_BARE_ITEM}{_ENTRY}{_END}",
    ),
    cue(
        "stated-member",
        rf"{_ITEM} (?:is|are) (?:already |also )?(?:in|part of|listed in|included in|present in|contained in|a key of|an element of) {_NAMED_GROUP}{_END}",
    ),
    cue(
        "stated-member",
        rf"{_NAMED_GROUP} (?:only |just )?(?:has|contains|holds|lists|includes|defines) (?:only |just |exactly )?{_COUNT} {_THINGS}\b",
    ),
    cue(
        "stated-member",
        rf"{_NAMED_GROUP} (?:only |just )?(?:maps|registers|enumerates) (?:only |just |exactly )?{_COUNT} (?!times\b|levels?\b|to\b)(?:\w+ ){{0,2}}?\w+s\b",
    ),
)

CUES: tuple[Cue, ...] = (*_TWICE, *_MISSING, *_PRESENT)
"""What stands twice and what is missing come before what is there."""
