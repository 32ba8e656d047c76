"""Cues of what is raised or logged, of what a handler lets through, and of annotations that are said to be there."""

from bot.model.claim import Role
from bot.parser.claims.cue import Cue, cue

_IS = r"(?:is|are|was|were|gets?)"
_ERROR = r"[\w.]*\b(?-i:[A-Z])\w+"
_MESSAGE = r"(?:any |an? |the |explicit |error |helpful |descriptive |meaningful |clear |useful |further |explanatory )*(?:messages?|descriptions?|text|details?|arguments?|explanations?|reasons?)\b"
_LOG = r"(?:log(?:ging|ger)?|debug|info|warning)"
_CALL = r"(?:calls?|statements?|messages?|lines?|output|formatting)"
_FSTRING = r"(?:an? )?f-?strings?"
_TYPE = r"(?!(?:property|staticmethod|classmethod|abstractmethod|override)\b)[A-Za-z_][\w.\[\], |]{0,80}"
_NAMED = r"[A-Za-z_][\w.]{0,80}(?:\(\))?"
_WHAT = r"(?: (?:{fn}|property|parameter|argument|attribute|field))?"

_RAISED: tuple[Cue, ...] = (
    cue(
        "missing-message",
        rf"(?P<subject>{{code}})(?: exception| error)? {_IS} (?:raised|thrown)(?: (?:in|by|from|at) [^.,;«]{{0,20}}(?:«\d+»)?)? (?:without|with no|with an empty) {_MESSAGE}",
        only=_ERROR,
    ),
    cue(
        "missing-message",
        rf"\b(?:raises?|throws?|raising) (?:an? |the |bare |plain )*(?P<subject>{{code}})(?: exception| error)? (?:without|with no|with an empty) {_MESSAGE}",
        only=_ERROR,
    ),
)

_LOGGED: tuple[Cue, ...] = (
    cue(
        "eager-logging",
        rf"\b{_LOG}(?: {_CALL})?[^.«]{{0,30}}? (?:uses?|us(?:es|ing)|with|is built with|contains?|is formatted with) {_FSTRING}",
    ),
    cue(
        "eager-logging",
        rf"(?P<subject>{{code}})(?: call)? (?:uses|is called with|is given) {_FSTRING}",
        only=r"(?:\w+\.)*(?:log|logger|logging|_log|_logger)(?:\.\w+)?(?:\(.{0,80}\))?",
    ),
    cue(
        "eager-logging",
        rf"{_FSTRING} (?:is |are )?(?:used )?(?:in|inside|for) (?:the |this |these |an? )*(?:\w+ ){{0,2}}?{_LOG}(?: {_CALL})?\b",
    ),
)

_LET_THROUGH: tuple[Cue, ...] = (
    cue(
        "missing-error-handling",
        r"(?P<scope>{code})(?: {fn})? (?:lets|allows) (?:the |an? |any )?(?P<value>{code})(?: exceptions?| errors?)? (?:to )?(?:propagate|escape|bubble up|leak|through|go through|pass through|reach)\b",
        only=_ERROR,
    ),
    cue(
        "missing-error-handling",
        r"(?P<scope>{code})(?: {fn})? (?:does not|do not|never|fails to) (?:catch|handle) (?:the |an? |any )?(?P<value>{code})(?: exceptions?| errors?)?",
        only=_ERROR,
    ),
)

_ANNOTATED: tuple[Cue, ...] = (
    cue(
        "stated-annotation",
        rf"\b(?:return (?:type )?(?:annotation|hint)|(?:annotated|declared) return type) (?:of|on|for) (?:the )?(?P<subject>{{code}}){_WHAT} (?:is|says|reads|states) (?:an? )?(?P<value>{{code}})",
        role=Role.PREMISE,
        only=_TYPE,
        about=_NAMED,
    ),
    cue(
        "stated-annotation",
        rf"(?P<subject>{{code}}){_WHAT} {_IS} (?:annotated|type[- ]hinted|typed|declared) (?:to return|as returning|with (?:a )?return type(?: of)?) (?:an? )?(?P<value>{{code}})",
        role=Role.PREMISE,
        only=_TYPE,
        about=_NAMED,
    ),
    cue(
        "stated-annotation",
        rf"\b(?:type )?(?:annotation|hint) (?:of|on|for) (?:the )?(?P<subject>{{code}})(?: (?:parameter|argument|attribute|field|variable))(?: (?:of|in) (?:the )?(?P<scope>{{code}}){_WHAT})? (?:is|says|reads|states) (?:an? )?(?P<value>{{code}})",
        role=Role.PREMISE,
        only=_TYPE,
        about=_NAMED,
    ),
)

CUES: tuple[Cue, ...] = (*_RAISED, *_LOGGED, *_LET_THROUGH, *_ANNOTATED)
"""Each names what it is about, so they come early."""
