"""Cues of how a definition is set up: its decorators, what its constructor makes, its annotations."""

from bot.model.claim import Role
from bot.parser.claims.cue import Cue, cue

_WHAT = r"(?: (?:{fn}|class ?method|static ?method))?"
_IS = r"(?:is|are|was|were)"
_HEDGE = r"(?:(?:currently|also|already|itself|both|directly|explicitly|now|only|each|all|correctly|incorrectly|wrongly|mistakenly|any more|yet) )*"
_DECORATED = r"(?:decorated|wrapped|annotated|marked|guarded|protected)"
_NAME = r"@?(?!(?:async|await|try|with|except|none|true|false|import|return|else|self)\b)[A-Za-z_][\w.]{1,80}(?:\(.{0,120}\))?"
_AT = r"@[A-Za-z_][\w.]{1,80}(?:\(.{0,120}\))?"
_SOME = r"(?:an? |the |any |its |required |necessary |usual |expected )*"
_THING = r" (?:decorator|annotation)\b"
_LACKS = r"(?:is missing|are missing|lacks?|misses|is lacking|has no|have no|does not have|do not have|does not use|do not use|does not carry|is without|needs|should have|comes without|omits)"
_ON = r"(?:on|for|to|from|of|above|in|at)"
_TARGET = rf"(?:the |this )?(?:{{fn}} )?(?P<subject>{{code}}){_WHAT}"
_OWN = r"(?:self|cls)\.\w{1,80}|_\w{1,80}"
_WRAPS = r"@?(?:functools\.)?wraps(?:\(.{0,60}\))?"


def _lacks(pattern: str, only: str) -> Cue:
    return cue("missing-decorator", pattern, only=only)


def _has(pattern: str, only: str) -> Cue:
    return cue("stated-decorator", pattern, role=Role.PREMISE, only=only)


_DECORATORS: tuple[Cue, ...] = (
    _lacks(
        rf"(?P<subject>{{code}}){_WHAT} {_IS} (?:not|never|no longer) {_HEDGE}decorated (?:with|by|as) {_SOME}(?P<value>{{code}})",
        _NAME,
    ),
    _lacks(
        rf"(?P<subject>{{code}}){_WHAT} {_IS} (?:not|never|no longer) {_HEDGE}{_DECORATED} (?:with|by|as|using) {_SOME}(?P<value>{{code}})(?={_THING})",
        _NAME,
    ),
    _lacks(
        rf"(?P<subject>{{code}}){_WHAT} {_IS} (?:not|never|no longer) {_HEDGE}{_DECORATED} (?:with|by|as|using) {_SOME}(?P<value>{{code}})",
        _AT,
    ),
    _lacks(rf"(?P<subject>{{code}}){_WHAT} {_LACKS} {_SOME}(?P<value>{{code}})(?={_THING})", _NAME),
    _lacks(rf"(?P<subject>{{code}}){_WHAT} {_LACKS} {_SOME}(?P<value>{{code}})", _AT),
    _lacks(
        rf"(?P<subject>{{code}}){_WHAT} (?:{_LACKS}|does not (?:apply|call|employ|preserve [^.«]{{0,40}}(?:with|by|using))|never (?:uses|applies|calls)) {_SOME}(?P<value>{{code}})",
        _WRAPS,
    ),
    _lacks(rf"\b(?:missing|no|without|lacks?) {_SOME}(?P<value>{{code}}){_THING} {_ON} {_TARGET}", _NAME),
    _lacks(rf"\b(?:missing|no|without) {_SOME}(?P<value>{{code}}) {_ON} {_TARGET}", _AT),
    _lacks(
        rf"\bthe (?P<value>{{code}}){_THING} {_IS} (?:missing|absent|not (?:applied|used|present|there|set)) {_ON} {_TARGET}",
        _NAME,
    ),
    _has(
        rf"(?P<subject>{{code}}){_WHAT} {_IS} {_HEDGE}decorated (?:with|by|as) {_SOME}(?P<value>{{code}})",
        _NAME,
    ),
    _has(
        rf"(?P<subject>{{code}}){_WHAT} {_IS} {_HEDGE}{_DECORATED} (?:with|by|as|using) {_SOME}(?P<value>{{code}})",
        _AT,
    ),
    _has(
        rf"(?P<subject>{{code}}){_WHAT} (?:uses|has|carries|bears) {_SOME}(?P<value>{{code}}){_THING}",
        _NAME,
    ),
)

_SET = r"(?:initiali[sz]ed|set|assigned|defined|declared|created|set up|populated|given a (?:default )?value)"
_MAKER = (
    r"(?:(?:the |its |class )*(?:constructor|initiali[sz]er)|(?:the )?(?P<scope>«\d+»)(?: (?:method|constructor))?)"
)
_FIELD = r"(?P<subject>{code})(?: (?:attribute|field|member|property|variable))?"

_SET_UP: tuple[Cue, ...] = (
    cue(
        "uninitialized-value",
        rf"{_FIELD} {_IS} (?:only|first|solely|just) (?:ever )?{_SET} (?:in|inside|within|by) (?:the )?«\d+»(?: method| function)?,? (?:and|but)(?: {_IS}| it is)? (?:not|never) {_SET} (?:in|inside|within|by) {_MAKER}",
        about=_OWN,
    ),
    cue(
        "uninitialized-value",
        rf"{_FIELD} {_IS} (?:only|first|solely|just) (?:ever )?{_SET} (?:in|inside|within|by) (?:the )?«\d+»(?: method| function)?,? (?:and|but)? ?(?:rather than|instead of|not) (?:in|inside|within|by) {_MAKER}",
        about=_OWN,
    ),
    cue(
        "uninitialized-value",
        rf"{_FIELD} {_IS} (?:not|never|un) ?(?:ever )?{_SET} (?:in|inside|within|by) {_MAKER}",
        about=_OWN,
    ),
    cue(
        "uninitialized-value",
        rf"(?:^|[.,;:] |\bbut |\band )(?:the )?{_MAKER} (?:does not|never|fails to|forgets to) (?:initiali[sz]e|set|define|assign|declare|create) (?:the )?{_FIELD}",
        about=_OWN,
    ),
)

_PARAMETER = r"(?:parameter|argument|param|arg|keyword|option|flag)"
_ALWAYS = r"(?! (?:when|if|unless|for|in|on|while|until|after|before|with|as|correctly|properly)\b)"

_TAKEN: tuple[Cue, ...] = (
    cue(
        "unused-parameter",
        rf"(?P<scope>{{code}})(?: {{fn}})? (?:accepts|takes|receives|is given) (?:an? |the |its )?(?P<subject>{{code}})(?: {_PARAMETER})?,? (?:but|and|yet|though) (?:then |it )?(?:completely |silently |simply |just )?"
        rf"(?:ignores|discards|never (?:actually )?(?:uses|reads|references)|does not (?:actually )?(?:use|read|reference)) (?:it|that)\b{_ALWAYS}",
    ),
    cue(
        "unused-parameter",
        rf"(?P<scope>{{code}})(?: {{fn}})? (?:never|does not|fails to) (?:actually |ever |even )?(?:uses?|reads?|references?) (?:the |its |an? )?(?P<subject>{{code}}) {_PARAMETER}\b{_ALWAYS}",
    ),
)

_BODY = r"(?<!if )(?<!if the )(?<!when )(?<!when the )(?<!unless )(?<!whether )(?<!until )(?P<subject>{code})(?: {fn})?"
_BODY_OF = _BODY.removesuffix("?")
_ACT = r"[\w.]+\(.{0,60}\)|(?:\w+\.)*_*(?:set|setup|tear|init|on|do|handle|run|start|stop|close|open|test|get|create|make|process|load|save|check|validate|send|build|update|delete|add|remove)(?:_\w+|[A-Z]\w+)"
"""A name that says to do something; a value is empty in another sense."""
_ENDS = r"(?=\W*$|\s*[,;.(—–]| (?:and|so|which|but|here|now|by|because|since|although|though)\b)"

_EMPTY: tuple[Cue, ...] = (
    cue(
        "empty-body",
        rf"{_BODY_OF} (?:is|are|was) (?:just |simply |completely |left |currently |still |basically )*(?:empty|an? (?:empty (?:{{fn}}|override|implementation|stub)|no-?op)|(?:not implemented|unimplemented)){_ENDS}",
    ),
    cue(
        "empty-body",
        rf"{_BODY} (?:is|are|was) (?:just |simply |completely |left |currently |still |basically )*(?:empty|an? (?:empty (?:{{fn}}|override|implementation|stub)|no-?op)|(?:not implemented|unimplemented)){_ENDS}",
        about=_ACT,
    ),
    cue("empty-body", rf"{_BODY} (?:has|with|contains) (?:an? )?empty (?:body|implementation){_ENDS}"),
    cue(
        "empty-body",
        rf"{_BODY} (?:(?:is|was) (?:defined|overridden|implemented|declared) (?:but |and )?|overrides [^.,;«]{{0,40}} (?:and|but) )?(?:(?:only|just|merely|simply) (?:has|contains|consists of|does|is)|(?:has|contains|consists of|does) (?:only|just|merely|nothing but)) (?:an? |the |single )*(?P<value>{{code}}|pass)(?: statement)?{_ENDS}",
        only=r"pass|\.\.\.",
    ),
    cue("empty-body", r"(?<!if )(?<!when )(?P<subject>{code}) {fn} does nothing(?: at all)?(?=\W*$|\s*[,;.])"),
)

CUES: tuple[Cue, ...] = (*_DECORATORS, *_SET_UP, *_TAKEN, *_EMPTY)
"""What a definition lacks comes before what it has."""
