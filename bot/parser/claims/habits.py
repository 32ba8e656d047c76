"""Cues of habits that many reviewers frown on: tests without assertions, imports inside functions, star imports, private names used from outside."""

from bot.model.claim import Role
from bot.parser.claims.cue import Cue, cue

_NOT = r"(?:does(?: not|n't)|do(?: not|n't)|never|did(?: not|n't)|is not|isn't|fails? to)(?: (?:actually|really|ever|even|explicitly))?"
_REAL = r"(?:(?:real|actual|explicit|meaningful|single|any|an?|at all) )*"
_ASSERTIONS = r"(?:assert(?:ion)?s?(?: statements?| calls?)?)(?! (?:on|about|for|that|of|message|regarding|error|against|the|to check|which))\b"
_ANY = r"(?:anything|something|(?:any|a|the) (?:result|outcome|behaviou?r|output)s?)\b"
_DOUBLE = r"(?:self\.)?\w{0,40}(?i:mock|patch|spy|stub)\w{0,40}"
_PRIVATE = r"(?:private|protected|internal|underscore[d]?(?:-prefixed)?|non-public)"
_MEMBER = r"(?:member|attribute|method|function|field|property|api|variable|name|helper|module attribute|class)s?"
_ENDS = r"(?!,? (?:but|yet|and|though|although|(?:on|at) line)\b)"
"""No file, in which a thing is imported "but never used", is meant for a function."""
_INSIDE = r"(?:inside|within|in) (?:of )?(?:the |a |its )?(?:body of )?(?:the )?"

_ASSERTED: tuple[Cue, ...] = (
    cue(
        "missing-assertion",
        rf"(?P<subjects>{{codes}})(?: {{fn}})?s?,? (?:{_NOT} (?:contain|have|make|include|perform)(?:s|ing)? {_REAL}|(?:contains?|has|have|makes?|includes?) (?:no|zero) {_REAL}|{{lack}} {_REAL}){_ASSERTIONS}",
    ),
    cue("missing-assertion", rf"(?P<subjects>{{codes}})(?: {{fn}})?s?,? {_NOT} (?:asserts?|verif(?:y|ies)) {_ANY}"),
    cue(
        "missing-assertion",
        r"\b(?:no|without(?: any)?|missing|lacks?(?: an?| any)?|lack of|never makes an?) assert(?:ion)?s? (?:on|about|for|against|of) (?:the )?(?P<value>{code})",
        only=_DOUBLE,
    ),
    cue(
        "missing-assertion",
        r"(?P<value>{code}) (?:is|are) (?:never|not) (?:actually |ever |further )?(?:asserted|verified|asserted on|checked by an assertion)\b",
        only=_DOUBLE,
    ),
    cue(
        "missing-assertion",
        rf"\b(?:the |this )(?:unit |functional )?test(?: case| method| function)? (?:{_NOT} (?:contain|have|make|include)s? (?:an? )?(?:single )?|(?:contains|has|makes) (?:no|not a single) )(?P<value>{{code}})(?: statements?| calls?)?",
        only="assert",
    ),
    cue(
        "missing-assertion",
        rf"\b(?:no|missing|lack of|without)(?: any)? {_ASSERTIONS}(?:[^.«]{{0,20}}?\b(?:in|inside|within|for) (?:the )?(?:{{fn}} )?(?P<subjects>{{codes}}))",
    ),
    cue(
        "missing-assertion",
        rf"\b(?:the |this )(?:unit |functional )?test(?: case| method| function)? (?:{_NOT} (?:contain|have|make|include)s? {_REAL}|(?:contains|has|makes) (?:no|zero) {_REAL}|lacks {_REAL}){_ASSERTIONS}",
    ),
    cue(
        "missing-assertion",
        rf"\b(?:the |this )(?:unit |functional )?test(?: case| method| function)? {_NOT} (?:assert|verif)(?:s|y|ies)? {_ANY}",
    ),
)

_IMPORTS: tuple[Cue, ...] = (
    cue(
        "star-import",
        r"\b(?:wildcard|star|asterisk) imports?\b(?:[^.«]{0,20}?\b(?:of|from) (?:the )?(?P<subject>{code}))?",
    ),
    cue("star-import", r"(?P<subject>{code})", only=r"from [\w.]{1,100} import \*|import \*"),
    cue(
        "local-import",
        rf"\bimport(?:s|ed|ing)?(?: of)? (?:the )?(?P<subject>{{code}})(?: is| are)?(?: done| placed| made| located)? {_INSIDE}(?:«\d+»|function|method|body|test|{{fn}})\b",
    ),
    cue(
        "local-import",
        rf"(?P<subject>{{code}})(?: module)? (?:is|gets|are) imported (?:locally\b|{_INSIDE}(?:(?P<scope>«\d+»{_ENDS})|function|method|body|{{fn}})(?! level))",
    ),
    cue(
        "local-import",
        r"(?P<subject>{code}) (?:is|are) (?:an? )?(?:function[- ]level|local|nested|inline|in-function|method[- ]level) imports?\b",
    ),
    cue(
        "local-import",
        r"\b(?:function[- ]level|in-function|method[- ]level|inline|nested) imports?\b(?: of| for|:)? ?(?:the )?(?P<subject>{code})?",
    ),
    cue(
        "local-import",
        rf"\b(?:this|these|the) imports? (?:statements? )?(?:is|are) (?:done |placed |made |located |put )?{_INSIDE}(?:(?P<scope>«\d+»{_ENDS})|«\d+» (?:{{fn}})|function|method|body|{{fn}})(?! level)",
    ),
    cue(
        "local-import",
        r"\bimport (?:statement )?(?P<subject>{code})?[^.«]{0,12}\b(?:is|should be) (?:not )?(?:moved |placed )?(?:at|to) (?:the )?(?:top|head|module level)\b",
    ),
)

_REACHED: tuple[Cue, ...] = (
    cue(
        "private-access",
        rf"\b(?:access(?:es|ed|ing)?|us(?:es|ed|ing)|call(?:s|ed|ing)?|touch(?:es|ing)|reach(?:es|ing) into|rel(?:ies|y|ying) on|read(?:s|ing)?|invok(?:es|ing)|depend(?:s|ing) on|reference[sd]?)(?: (?:of|to|the|an?|some))* {_PRIVATE}(?: \w+)? {_MEMBER}\b[^.«]{{0,24}}?(?P<subjects>{{codes}})",
    ),
    cue(
        "private-access",
        rf"\b(?:access(?:es|ed|ing)?|call(?:s|ed|ing)?|us(?:es|ing)|invok(?:es|ing)) (?:of |to |the )*(?P<subject>{{code}}),? (?:which|that|it) is (?:an? )?{_PRIVATE}(?: {_MEMBER})?\b",
    ),
    cue("private-access", rf"(?P<subjects>{{codes}}) (?:is|are) (?:an? )?{_PRIVATE} {_MEMBER}\b"),
    cue(
        "private-access",
        rf"\b(?:access|reference|call)s? to (?:an? |the |some )*{_PRIVATE} {_MEMBER}\b[^.«]{{0,24}}?(?P<subjects>{{codes}})",
    ),
)

_VALUES: tuple[Cue, ...] = (
    cue(
        "stated-value",
        r"(?<!if )(?<!when )(?<!unless )(?<!whether )(?P<subject>{code})(?: (?:option|parameter|argument|constant|variable|attribute|keyword|setting|timeout))? (?:is|gets|was|being) "
        r"(?:set|initiali[sz]ed|assigned|fixed|hard-?coded) (?:to|with|as|at) (?:the )?(?:value |string |number |constant )?(?:of )?(?P<value>«\d+»|-?\d+(?:\.\d+)?\b|true|false|none|'[^']{1,40}')(?! (?:if|when|in case|unless|seconds? (?:if|when))\b)",
        role=Role.PREMISE,
    ),
    cue(
        "stated-value",
        r"(?P<subject>{code})(?: (?:parameter|argument|option|keyword))? (?:defaults? to|has (?:an? |the )?default(?: value)? of) (?:the )?(?:value )?(?P<value>«\d+»|-?\d+(?:\.\d+)?\b|true|false|none|'[^']{1,40}')",
        role=Role.PREMISE,
    ),
)

_COUNTS: tuple[Cue, ...] = (
    cue(
        "argument-count",
        r"(?P<subject>{code})(?: {fn})? (?:is|are|was|gets) (?:calls?|called|invoked?) with (?:only |just |exactly |even )?(?P<number>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:\w+ )?(?:arguments?|parameters?|args)\b(?! instead)",
        role=Role.PREMISE,
    ),
    cue(
        "argument-count",
        r"(?P<subject>{code})(?: {fn})? (?:has|have|takes?|accepts?|declares?|expects?|receives?) (?:only |just |exactly |even )?(?P<number>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:\w+ )?(?:arguments?|parameters?|args)\b(?! instead)",
        role=Role.PREMISE,
    ),
)

_HANDLED: tuple[Cue, ...] = (
    cue(
        "missing-error-handling",
        r"\b(?:there (?:is|are)|has|have|uses?|contains?) (?:no|not any) try[-/ ]?(?:except|catch)?(?:es)?(?: blocks?| statements?| clauses?)?\b(?! (?:around|for|on|in|inside|within) (?:the )?(?:calls? |«))",
    ),
)

CUES: tuple[Cue, ...] = (*_HANDLED, *_ASSERTED, *_IMPORTS, *_REACHED, *_VALUES, *_COUNTS)
"""Tried before the general cues of names and calls, which would read part of these words."""
