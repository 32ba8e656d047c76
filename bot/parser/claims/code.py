"""Cues of the code family: calls and their number, arguments and order, what a line, a comment or a quote is said to be."""

from bot.model.claim import Role
from bot.parser.claims.cue import Cue, cue

_TIMES = r"(?:(?:only|just|actually|exactly) )?(?:(?P<number>once|twice|thrice|(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)(?= times))|(?:multiple|several|many|a few) times|repeatedly)"
_IS = r"(?:is|are|was|were|gets|being)"
_WHAT = r"(?: (?:method|function|helper|constructor|macro|coroutine|hook|callback))?"
_CALLED = r"(?:called|invoked|executed)"
_ADVERB = r"(?:(?:also|now|still|always|then|explicitly|incorrectly|wrongly|directly|instead|currently|mistakenly|actually|only) )*"
_PASS = r"(?:pass(?:es|ed|ing)?|hands?|handing|handed|forward(?:s|ed|ing)?|suppl(?:ies|ied|ying))"
_USES = rf"(?:(?:is|was) )?{_ADVERB}(?:us(?:es|ed|ing)|pass(?:es|ed|ing)|called with|invoked with|made with|given|takes|receives|specifies)"
_SAYS = r"(?:says?|saying|states?|stating|suggests?|suggesting|indicates?|indicating|mentions?|mentioning|claims?|claiming|notes?|noting|warns?|explains?|describes?|reads?)"
_TESTS = r"(?:(?:unit|integration|functional|regression|automated|corresponding|dedicated|new|any|explicit|associated) )*(?:tests?(?: cases?| coverage)?|coverage)"
_END = r"(?=\s*(?:[.,;:!)]|$|—|-|and\b|in\b|yet\b|at all\b|anywhere\b))"
_SAME = r"(?:identical|the same|duplicates?|duplicated|nearly identical|almost identical|near[- ]identical|copies|redundant)"
_FILE = r"(?:file|module|script|template|header|fixture|migration|config(?:uration)?(?: file)?|package)"

_COUNTS: tuple[Cue, ...] = (
    cue("wrong-call-count", rf"(?P<subject>{{code}}){_WHAT} {_IS} (?:\w+ly )?(?:only |just )?{_CALLED} {_TIMES}", role=Role.PREMISE),
    cue("wrong-call-count", rf"\b(?:calls|invokes) (?:the )?(?P<subject>{{code}}){_WHAT} {_TIMES}", role=Role.PREMISE),
    cue("wrong-call-count", r"\b(?:makes|has|contains|there are|performs) (?P<number>two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:separate |identical |redundant |consecutive |different |duplicate |live )?calls to (?:the )?(?P<subject>{code})", role=Role.PREMISE),
    cue("wrong-call-count", r"\b(?:makes|has|contains|there are|performs) (?:multiple|several|many|repeated) (?:separate |identical |redundant )?calls to (?:the )?(?P<subject>{code})", role=Role.PREMISE),
    cue("wrong-call-count", r"\b(?:duplicate|duplicated|redundant|repeated|double) (?:calls?|invocations?) (?:to|of) (?:the )?(?P<subject>{code})", number=2),
    cue("wrong-call-count", rf"(?P<subject>{{code}}){_WHAT} {_IS} {_CALLED} (?:redundantly|again)\b", number=2),
)

_ARGUMENTS: tuple[Cue, ...] = (
    cue("wrong-argument", rf"\bthe (?P<ordinal>{{nth}}) (?:call|invocation)(?: (?:to|of)(?: the)? (?P<subject>{{code}}){_WHAT})?(?: (?:at|on|in) line \d+)? {_USES}\b[^.«]{{0,60}}?\(?(?P<value>{{code}})", role=Role.PREMISE),
    cue("wrong-argument", rf"\bthe (?P<ordinal>{{nth}}) (?:call|invocation)(?: (?:to|of)(?: the)? (?P<subject>{{code}}){_WHAT})?(?: (?:at|on|in) line \d+)? {_USES} (?:the |an? )?(?:wrong|incorrect|old|bad|invalid)\b"),
    cue("wrong-argument", rf"\b{_PASS} (?:the |an? )?(?:wrong |incorrect |old )?(?:\w+ )?(?P<subject>{{code}}) before (?:the )?(?P<value>{{code}})", role=Role.PREMISE),
    cue("wrong-argument", rf"\b{_PASS} (?:the |an? )?(?:(?!not\b)[a-z]+ ){{0,3}}?(?P<value>{{code}}) (?:directly |straight |unchanged |through |as is |as-is )?(?:in)?to (?:the |its )?(?P<subject>{{code}})", role=Role.PREMISE),
    cue("wrong-argument", rf"(?P<value>{{code}}) {_IS} {_ADVERB}(?:passed|handed|forwarded|supplied) (?:directly |straight |through |unchanged )?(?:in)?to (?:the )?(?P<subject>{{code}})", role=Role.PREMISE),
    cue("wrong-argument", rf"(?P<subject>{{code}}){_WHAT} {_IS} {_ADVERB}(?:called|invoked) with (?:the |an? )?(?:[a-z]+ ){{0,3}}?(?P<value>{{code}})", role=Role.PREMISE),
    cue("wrong-argument", rf"\b(?:calls|calling|invokes|invoking) (?P<subject>{{code}}){_WHAT} with (?:the |an? )?(?:[a-z]+ ){{0,3}}?(?P<value>{{code}})", role=Role.PREMISE),
    cue("wrong-argument", rf"\bthe (?:call to|invocation of) (?:the )?(?P<subject>{{code}}){_WHAT}(?: (?:at|on|in) line \d+)? {_USES} (?:the |an? )?(?:wrong |incorrect |old )?(?:[a-z]+ ){{0,3}}?\(?(?P<value>{{code}})", role=Role.PREMISE),
    cue("wrong-argument", r"\b(?:arguments?|parameters?|args)\b(?: (?:order|positions?))? (?:to|of|for|in|passed to)(?: the)?(?: call(?: to| of)?)? ?(?P<subject>{code})? ?[^.]{0,20}?\b(?:is|are|were|seem|appear|look)[^.]{0,20}?(?:swapped|reversed|in the wrong order|out of order|inverted|transposed|mixed up)"),
    cue("wrong-argument", r"\b(?:arguments?|parameters?|args) (?:(?:is|are|were|seem|appear|look)(?: to be)? )?(?:swapped|reversed|transposed|in the wrong order)(?: in| for| of)?(?: the)?(?: call)?(?: to| of)? ?(?P<subject>{code})?"),
    cue("wrong-argument", r"\b(?:swapped|reversed|transposed|wrong order of|wrong|incorrect) arguments? (?:order )?(?:in|to|for|of|when calling)(?: the)?(?: call(?: to| of)?)? (?P<subject>{code})"),
)

_ORDER: tuple[Cue, ...] = (
    cue("wrong-order", rf"(?P<subject>{{code}}){_WHAT} (?:{_IS}|should be|must be|needs to be|has to be) {_ADVERB}(?:{_CALLED}|run|made|performed|invoked) (?:before|after) (?:the (?:call to )?)?(?:calling |invoking )?(?P<value>{{code}})"),
    cue("wrong-order", rf"\b(?:calls|invokes) (?:the )?(?P<subject>{{code}}){_WHAT} (?:before|after) (?:the )?(?:calling |invoking |call to )?(?P<value>{{code}})"),
    cue("wrong-order", r"\bthe call to (?P<subject>{code}) (?:comes|happens|occurs|is made|should come|should happen|must come) (?:before|after) (?:the (?:call to )?)?(?P<value>{code})"),
)

_LINES: tuple[Cue, ...] = (
    cue("live-line", r"\blines?(?: number)? \d+(?:-\d+)?,? where (?:the code|it|we|you|this) (?:is |are )?(?:trying to |tries to |attempt(?:s|ing) to )?(?P<value>assert|call|invoke|assign|set|check|return|raise|create|us|print|log)(?:e?s|ing)?\b", role=Role.PREMISE),
    cue("live-line", r"\b(?:in|on|at) lines? \d+(?:-\d+)?,? (?:the code |it |we |you |the (?:test|function|method) )?(?:is |are )?(?:trying to |tries to |attempts to )?(?P<value>assert|call|invoke|assign|return|raise)(?:e?s|ing)? (?:the |an? )?(?P<subject>{code})", role=Role.PREMISE),
    cue("live-line", r"\blines? \d+(?:-\d+)? (?:is |are )?(?:trying to |tries to |attempts to )?(?P<value>assert|call|invoke|assign|return|raise)(?:e?s|ing)? (?:the |an? )?(?P<subject>{code})", role=Role.PREMISE),
    cue("live-line", r"\b(?:the )?code (?:at|on|in) lines? \d+(?:-\d+)? (?:is |are )?(?:trying to |tries to |attempts to )?(?P<value>assert|call|invoke|assign|return|raise|check|create)(?:e?s|ing)?\b", role=Role.PREMISE),
    cue("live-line", r"\blines? \d+(?:-\d+)? (?:is |are )?(?:trying to |tries to |attempts to )?(?P<value>assert|call|invoke|assign|return)(?:e?s|ing)?\b", role=Role.PREMISE),
    cue("live-line", r"^\W*this line (?:of code )?(?:is )?(?:trying to |tries to |attempts to )?(?P<value>assert|call|invoke|assign|return)(?:e?s|ing)?\b", role=Role.PREMISE),
    cue("live-line", r"\b(?:in|on|at) line \d+,? (?P<subject>{code}) is (?P<value>assign|call|invok|return|rais)(?:ed|n)\b", role=Role.PREMISE),
)

_COMMENTS: tuple[Cue, ...] = (
    cue("comment-says", rf"\b(?:an? |the |this |existing )?(?:(?:code|inline|existing|todo|fixme|block|preceding|following|above|nearby) )*comments?\b[^.\"«]{{0,50}}?\b(?:that |which )?{_SAYS} ?(?:that )?[:,]? ?\"(?P<value>[^\"]{{5,200}})\"", role=Role.PREMISE),
    cue("comment-says", rf"\b(?:there (?:is|are) |there's )?(?:an? |the |this )?(?:(?:code|inline|existing|todo|fixme) )*comments? (?:in|at|on|above|below|near|before|after|of)[^.\"]{{0,40}}?\b(?:that |which )?{_SAYS} (?:that )?[^.]{{5,160}}", role=Role.PREMISE),
    cue("comment-says", rf"\b(?:there (?:is|are) |there's )?(?:an? |the |this )(?:(?:code|inline|existing|todo|fixme) )*(?:comment|todo|fixme) (?:that |which |also |explicitly )?{_SAYS} (?:that )?[^.]{{5,160}}", role=Role.PREMISE),
)

_FILES: tuple[Cue, ...] = (
    cue("missing-file", rf"(?<!\w)(?:the )?(?:{_FILE} )?(?P<subject>{{code}})(?: {_FILE})? (?:does not exist|doesn't exist|do not exist|was (?:not|never) (?:added|committed|included|checked in)|wasn't (?:added|committed|included)|is (?:not|never) (?:present|included|committed|added|part of|found|in) ?(?:in |of |to )?(?:the |this )?(?:repo\w*|repository|tree|change(?:set)?|commit|pr|pull request|diff|patch|codebase|project)|isn't (?:in|part of) (?:the|this) (?:repo\w*|tree|change|commit|pr|pull request|diff|patch|codebase|project))"),
    cue("missing-file", rf"(?<!\w)(?:the )?(?:{_FILE} )?(?P<subject>{{code}})(?: {_FILE})? is missing(?: from (?:the|this) (?:repo\w*|tree|change|commit|pr|pull request|diff|patch|codebase|project))?(?=\s*(?:[.;!)]|$))"),
    cue("missing-file", rf"\bmissing {_FILE}:? (?P<subject>{{code}})"),
)

_UNTESTED: tuple[Cue, ...] = (
    cue("missing-test", rf"\b(?:there (?:is|are) |has |have )?(?:no|missing|lacks?|lacking|without|insufficient)(?: any)? {_TESTS} (?:for|of|covering|that cover|exercising)(?: the)?(?: new)? ?(?P<subject>{{code}}){_WHAT}{_END}"),
    cue("missing-test", rf"(?P<subject>{{code}}){_WHAT} (?:has no|have no|lacks|lack|is missing|are missing|does not have|doesn't have|is without|needs|should have|is not covered by|isn't covered by)(?: any)? {_TESTS}{_END}"),
    cue("missing-test", rf"(?P<subject>{{code}}){_WHAT} {_IS} (?:not|never|un)[ -]?(?:unit[- ])?(?:tested|covered by (?:any )?tests?){_END}"),
    cue("missing-test", rf"\b{_TESTS} for (?:the )?(?P<subject>{{code}}){_WHAT} (?:is|are) (?:missing|absent|lacking){_END}"),
    cue("missing-test", rf"\b(?:add|write|include|consider adding|please add)(?: some| an?)? {_TESTS} (?:for|of|covering)(?: the)?(?: new)? ?(?P<subject>{{code}}){_WHAT}{_END}"),
)

_FLOW: tuple[Cue, ...] = (
    cue("unreachable-code", r"\b(?:code|statements?|lines?|everything|anything|block|branch) (?:(?:at|on) lines? \d+(?:-\d+)? )?(?:after|following|below|past) (?:the |this |an? )?(?:line \d+|(?:unconditional )?(?:return|raise|throw|break|continue)(?: statement)?|{code})(?: (?:at|on|in) line \d+)? (?:is|are|will be|becomes?) (?:unreachable|never (?:be )?(?:executed|reached|run)|dead)"),
    cue("unreachable-code", r"\bunreachable (?:code|statements?|block|branch|lines?|return|else)\b|\b(?:is|are|becomes?|makes it) (?:effectively |completely |actually )?unreachable\b"),
    cue("unreachable-code", r"\b(?:code|statements?|lines?(?: \d+(?:-\d+)?)?|block|branch)\b[^.«]{0,40}? (?:is|are|will|would|can) never (?:be )?(?:executed|reached|run)\b|\bdead code after\b"),
    cue("missing-await", rf"(?P<subjects>{{codes}}){_WHAT}(?: call)? (?:is|are|was) (?:not|never) (?:being )?awaited\b"),
    cue("missing-await", r"(?P<subjects>{codes})(?: call)? (?:isn't|aren't|wasn't) (?:being )?awaited\b"),
    cue("missing-await", r"\b(?:missing|forgot(?:ten)?|lacks|without|needs|add)(?: an?| the)? (?:await|«\d+»)(?: keyword)? (?:before|on|for|in front of|when calling)(?: the)?(?: call to)? ?(?P<subject>{code})"),
    cue("missing-await", rf"(?P<subject>{{code}}){_WHAT} {_IS} (?:called|invoked) without (?:an? )?(?:await(?:ing)?|being awaited)\b"),
    cue("missing-await", r"\b(?:calls|invokes) (?P<subject>{code}) without (?:await|awaiting)\b"),
    cue("missing-await", r"\bcoroutine (?P<subject>{code}) (?:is|was) never awaited\b"),
    cue("missing-await", r"\b(?:should|must|needs? to) await (?:the )?(?P<subject>{code})"),
    cue("missing-return", rf"(?P<subjects>{{codes}}){_WHAT} (?:does not|doesn't|do not|don't|never|fails to) (?:explicitly )?return (?:any |an? )?(?:value|anything|something|result)\b"),
    cue("missing-return", rf"(?P<subject>{{code}}){_WHAT} (?:has no|is missing|lacks|is without|misses|needs) (?:an? |any |its |explicit )*return(?: statement| value)?{_END}"),
    cue("missing-return", r"\b(?:missing|no|lacks?)(?: an?| explicit)? return(?: statement| value)? (?:in|for|from|at the end of)(?: the)?(?: {fn})? ?(?P<subject>{code})"),
    cue("missing-return", rf"(?P<subject>{{code}}){_WHAT} (?:implicitly )?returns (?:none|nothing|«\d+») implicitly|(?P<scope>{{code}}){_WHAT} implicitly returns (?:none|nothing|«\d+»)"),
    cue("missing-return", rf"\bnot all (?:code )?paths (?:of|in|through) (?P<subject>{{code}}){_WHAT} return\b"),
)

_COPIES: tuple[Cue, ...] = (
    cue("duplicate-code", rf"(?P<subject>{{code}}) and (?P<value>{{code}})(?: \w+)? (?:are|have|contain|share|look) (?:\w+ly )?{_SAME}(?: (?:code|logic|implementations?|bod(?:y|ies)|to each other))?"),
    cue("duplicate-code", rf"(?P<subject>{{code}}){_WHAT} (?:is|largely|mostly|essentially|simply|just|almost|exactly|fully|completely)* ?(?:duplicates|is an? (?:exact |near )?(?:duplicate|copy) of|is (?:nearly |almost |essentially )?identical to|repeats) (?:the )?(?:(?:logic|code|implementation|body) (?:of|in|from) )?(?P<value>{{code}})"),
    cue("duplicate-code", r"\b(?:duplicate|duplicated|repeated|copied|redundant) (?:code|logic|implementation|block|blocks)\b[^.«]{0,40}?(?:between|in|across) (?P<subject>{code})(?: and | & |, )(?P<value>{code})"),
    cue("duplicate-code", r"\b(?:code duplication|duplicate(?:d)? (?:code|logic|block|implementation)|repeated (?:code|logic|block)|copy[- ]paste(?:d)?(?: code)?)\b"),
)

_PLACES: tuple[Cue, ...] = (
    cue("out-of-diff", r"\b(?:pre[- ]existing|(?:is |was )?not (?:part of|introduced (?:by|in)|touched by|changed (?:by|in)|modified (?:by|in)|related to) (?:this|the) (?:change|diff|pr|pull request|patch|commit|cl)|outside (?:of )?(?:this|the) (?:diff|change|pr|patch|scope of (?:this|the) (?:change|pr|diff|patch)))\b", role=Role.LABEL),
    cue("quoted-code", r"\b(?:the|this) (?:code|line|expression|condition|statement|assertion|assignment|snippet|check|call|loop|comparison)(?: (?:at|on|in) lines? \d+(?:-\d+)?)?,?:? (?P<value>{code}) (?=is|was|does|will|can|could|may|might|has|fails?|uses?|returns?|checks?|assumes?|never|only|raises?|throws?|should|always|incorrectly)", role=Role.PREMISE),
    cue("quoted-code", r"\blines? \d+(?:-\d+)?(?::| reads| contains| has| says| is)? (?P<value>{code})(?=\s*(?:$|[.,;)]|is\b|which\b|does\b|will\b|should\b))", role=Role.PREMISE),
    cue("missing-construct", r"(?<!in a )(?<!a new )\bthe (?:\w+ )?(?P<value>for[- ]loop|while[- ]loop|loop|try(?:[- /]except| block| statement|[- /]catch)(?: block)?|except (?:block|clause|handler)|finally (?:block|clause)|with (?:block|statement)|lambda|list comprehension|while statement|decorator)\b", role=Role.PREMISE),
    cue("missing-call", rf"\bthe (?P<subject>{{code}}){_WHAT} calls?\b", role=Role.PREMISE),
    cue("missing-call", rf"\bthe calls? to (?:the )?(?P<subject>{{code}})", role=Role.PREMISE),
    cue("missing-call", rf"(?<!should )(?<!must )(?<!to )(?<!not )(?<!never )\b(?:calls|invokes) (?:the )?(?P<subject>{{code}}){_WHAT}", role=Role.PREMISE),
    cue("missing-call", rf"(?P<subject>{{code}}){_WHAT} is (?:called|invoked) (?:here|on line|at line|in line|in|by|from|directly|unconditionally|without|inside|within)\b", role=Role.PREMISE),
)

CUES: tuple[Cue, ...] = (
    *_COUNTS, *_ARGUMENTS, *_ORDER, *_COMMENTS, *_FILES, *_UNTESTED, *_FLOW, *_COPIES, *_LINES, *_PLACES,
)  # fmt: skip
"""Counts and arguments first: they hold the words "call" and "called" that later cues look for."""

