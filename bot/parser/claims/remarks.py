"""Cues of small faults that are told in a whole sentence: assertions without a message, code that is commented out, long lines."""

from bot.model.claim import Quantifier
from bot.parser.claims.cue import Cue, cue

_ASSERT = r"(?:assertions?|asserts|assert(?:ion)? (?:statements?|calls?))"
_LACK = (
    r"(?:lacks?|miss(?:es)?|(?:is|are) (?:missing|lacking)|ha(?:s|ve) no|(?:does|do) not (?:have|include|provide|supply|contain|specify|carry|pass|use|define|give)|"
    r"(?:is|are) (?:made |written |called |used )?without|comes? without|omits?|without)"
)
_MESSAGE = r"(?:(?:any|an?|the|its|their|own|clear|custom|descriptive|failure|error|explanatory|meaningful|helpful|informative|explicit|useful|assertion|optional|additional) )*(?:messages?|msg)\b(?: (?:argument|parameter|string)s?)?"
_PLACE = r"(?: (?:on|at|in|of) (?:the |this )?(?:lines? [\d, and–-]{1,20}|{fn}|file|code|«\d+»(?: {fn})?)){0,2}"
_CODE = r"(?:code|lines?|statements?|blocks?|assert(?:ion)?s?(?: (?:call|statement|check)s?)?|checks?|calls?|tests?|verification|expectation)"
_OUT = r"(?:has been|have been|is|are|was|were) (?:currently |now |still |simply |intentionally |deliberately )*(?P<value>commented[- ]out)"
_LONG = r"(?:(?:run|go|extend|reach|stretch|spill)s?(?: \w+)? (?:past|beyond|over)|(?:is|are) (?:longer|wider|more) than|surpass(?:es)?)"

_MESSAGES: tuple[Cue, ...] = (
    cue(
        "missing-message",
        rf"\bnone of (?:the |these |its )?(?P<value>{_ASSERT}){_PLACE} (?:has|have|supplies|supply|provides?|includes?|carries|carry|gives?|uses?|contains?|specif(?:y|ies)|pass(?:es)?) {_MESSAGE}",
        quantifier=Quantifier.ALL,
    ),
    cue("missing-message", rf"(?<!\w)(?P<value>{_ASSERT}){_PLACE} {_LACK} {_MESSAGE}"),
    cue(
        "missing-message",
        rf"(?P<value>{{code}})(?: (?:call|assertion|statement))?{_PLACE} {_LACK} {_MESSAGE}",
        only=r"(?:self\.)?assert\w{2,}(?:\(.{0,200})?",
    ),
    cue(
        "missing-message",
        rf"\b(?:no|missing) {_MESSAGE} (?:(?:is|are) (?:given|passed|provided|supplied|included|specified) )?(?:for|in|to|with|on) (?:the |these |any |any of the )?(?P<value>{_ASSERT})",
    ),
)

_COMMENTED: tuple[Cue, ...] = (
    cue(
        "leftover-code",
        rf"\b(?:an?|the|this|these|some|one|following|that|which) (?:[\w-]+ ){{0,3}}?{_CODE}{_PLACE},? (?:(?:that|which) )?{_OUT}\b",
    ),
    cue("leftover-code", rf"^\W*(?:this|lines? [\d, and–-]{{1,20}}|it) {_OUT}\b"),
)

_LINES: tuple[Cue, ...] = (
    cue(
        "line-too-long",
        rf"\blines? (?:of (?:the |this )?(?:code|file|test) )?{_LONG} (?:the )?(?:\w+ ){{0,3}}?(?P<number>\d{{2,3}})(?: |-)?(?:characters?|chars?|columns?|cols?)",
    ),
)

_LITERALS: tuple[Cue, ...] = (
    cue(
        "magic-number",
        r"\b(?:the )?(?:\w+ ){0,2}?(?P<subject>'[^'\"]{1,60}'|\"[^'\"]{1,60}\") (?:is|are|was|were) (?:\w+ )?hard[- ]?coded\b",
    ),
    cue(
        "repeated-literal",
        r"(?P<value>{code}) (?:is|are|gets) (?:hard-?coded |used |repeated |duplicated |written(?: out)? |mentioned |spelled out )+(?:in )?(?P<number>twice|(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,3})(?= times| different| places))",
        only=r"['\"].{2,60}['\"]",
    ),
)

_TYPES: tuple[Cue, ...] = (
    cue(
        "missing-annotation",
        r"\b(?:none|no one|not one) of (?:the |its |these )?(?:functions|methods|parameters|helpers|signatures)[^.«]{0,40}? (?:has|have|carr(?:y|ies)|uses?|includes?|contains?|declares?) (?:any )?(?:type[- ](?:hints?|annotations?)|annotations)\b",
    ),
    cue(
        "missing-annotation",
        r"\b(?:methods|functions|parameters|helpers|signatures)\b[^.«]{0,20}? (?:do not|does not|never) (?:have|carry|use|include|contain|declare) (?:any )?(?:type[- ](?:hints?|annotations?)|annotations)\b",
    ),
)

CUES: tuple[Cue, ...] = (*_MESSAGES, *_COMMENTED, *_LINES, *_LITERALS, *_TYPES)
"""Each names what it is about, so they come early."""
