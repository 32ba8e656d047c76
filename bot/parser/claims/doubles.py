"""Cues of what tests replace and expect: "`get_size` is mocked to return 4", "`load` is not patched", "`test_add` expects a `KeyError`"."""

from bot.model.claim import Role
from bot.parser.claims.cue import Cue, cue

_DONE = r"(?:mocked|patched|stubbed|faked)(?: out)?"
_IS = r"(?:is|are|was|were|gets)(?: (?:also|always|being|only|currently))?"
_VALUE = r"(?P<value>«\d+»|-?\d+(?:\.\d+)?\b|none\b|true\b|false\b|\"[^\"]{0,60}\"|'[^']{0,60}')"
_A = r"(?:an? |the |its )?"
_ATTRIBUTE = r"(?:«\d+»|return[_ ]value|side[_ ]effect)(?: of)?"
_GIVES = rf"(?:to return|which returns|that returns|and returns|returning|with {_A}(?:hard-?coded |fixed |constant )?{_ATTRIBUTE}(?: set to)?|to have {_A}{_ATTRIBUTE})"
_MOCK = r"(?:mocks?|patch|stub|mock object|mocked version)"
_LITERAL = r"-?\d+(?:\.\d+)?|None|True|False|['\"].{0,60}['\"]|(?:return_value|side_effect)\s*=.{1,80}|[\[({].{0,60}[\])}]|\d{1,9}"
_ERROR = r"(?:[\w]+\.)*(?-i:[A-Z])\w*"
_EXPECTED = r"(?: (?:exception|error))?(?: to be (?:raised|thrown)| (?:is|gets|being|be) (?:raised|thrown))?"
_TEST = r"(?P<scope>«\d+»)(?: {fn})?"

CUES: tuple[Cue, ...] = (
    cue(
        "missing-mock",
        rf"(?P<subject>{{code}})(?: {{fn}}| module| call| object)? (?:is|are|was|were) (?:not|never)(?: (?:properly|actually|even|being))? {_DONE}(?=\W*$|[,;.] | (?:in|by|so|and|which|here|within|inside|for|during)\b)",
    ),
    cue(
        "missing-mock",
        rf"\b(?:no|missing|lacks? an?|without an?|without any) {_MOCK} (?:for|of) (?:the )?(?P<subject>{{code}})",
    ),
    cue(
        "missing-mock",
        rf"{_TEST} (?:does not|do not|never|fails to|forgets to) (?:mock|patch|stub)(?: out)? (?:the )?(?P<subject>{{code}})",
    ),
    cue(
        "stated-mock",
        rf"(?P<subject>{{code}})(?: {{fn}}| module| call| object)? {_IS} {_DONE} {_GIVES} {_A}{_VALUE}",
        role=Role.PREMISE,
        only=_LITERAL,
    ),
    cue(
        "stated-mock",
        rf"\b{_MOCK} (?:for|of) (?:the )?(?P<subject>{{code}})(?: {{fn}})? (?:returns|has|{_IS} (?:set|configured) to return|uses|gives)(?: back)? {_A}(?:{_ATTRIBUTE} )?{_VALUE}",
        role=Role.PREMISE,
        only=_LITERAL,
    ),
    cue(
        "stated-mock",
        rf"\breturn[_ ]value of (?:the )?(?:mocked |patched |{_MOCK} (?:for|of) )(?:the )?(?P<subject>{{code}})(?: {_MOCK})? (?:is|are)(?: set to)? {_VALUE}",
        role=Role.PREMISE,
        only=_LITERAL,
    ),
    cue(
        "caught-exception",
        rf"{_TEST} (?:expects|asserts|checks|verifies)(?: that)? {_A}(?P<subject>{{code}}){_EXPECTED}(?=\W*$|[,;.] | (?:when|if|from|while|whereas|but|and|for|on|as|instead|although|though|even|in|to|is|gets|being|be)\b)",
        role=Role.PREMISE,
        only=_ERROR,
    ),
)
"""What is there is a premise, because to replace or to expect something is no defect."""
