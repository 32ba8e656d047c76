"""Cues of what control does: dead code, values not returned, coroutines not awaited; and of copies."""

from bot.parser.claims.cue import Cue, cue

_IS = r"(?:is|are|was|were|gets|being)"
_WHAT = r"(?: (?:method|function|helper|constructor|macro|coroutine|hook|callback))?"
_END = r"(?=\s*(?:[.,;:!)]|$|—|-|and\b|in\b|yet\b|at all\b|anywhere\b))"

_FLOW: tuple[Cue, ...] = (
    cue(
        "unreachable-code",
        r"\b(?:code|statements?|lines?|everything|anything|block|branch) (?:(?:at|"
        r"on) lines? \d+(?:-\d+)? )?(?:after|following|below|past) (?:the |this |"
        r"an? )?(?:line \d+|(?:unconditional )?(?:return|raise|throw|break|continue)"
        r"(?: statement)?|{code})(?: (?:at|on|in) line \d+)? (?:is|are|will be|becomes?)"
        r" (?:unreachable|never (?:be )?(?:executed|reached|run)|dead)",
    ),
    cue(
        "unreachable-code",
        r"\bunreachable (?:code|statements?|block|branch|lines?|return|else)\b|(?<!ensure )(?<!ensure the )\b(?:code|"
        r"statements?|blocks?|branch(?:es)?|lines?|returns?|else|conditions?|cases?|clauses?|"
        r"paths?|assignments?|checks?|assert\w*|raise|loop|body|it|this|everything)\b[^.;]{0,80}?\b(?:is|"
        r"are|becomes?) (?:effectively |completely |actually |now |therefore )?unreachable\b|"
        r"\bmakes? (?:it|the (?:code|rest|else|branch)) (?:\w+ )?unreachable\b",
    ),
    cue(
        "unreachable-code",
        r"\b(?:code|statements?|lines?(?: \d+(?:-\d+)?)?|block|branch)\b[^.«]{0,40}? "
        r"(?:is|are|will|would|can) never (?:be )?(?:executed|reached|run)\b|\bdead "
        r"code after\b",
    ),
    cue(
        "missing-await",
        rf"(?P<subjects>{{codes}}){_WHAT}(?: call)? (?:is|are|was) (?:not|never) "
        r"(?:being )?awaited\b",
    ),
    cue("missing-await", r"(?P<subjects>{codes})(?: call)? (?:isn't|aren't|wasn't) (?:being )?awaited\b"),
    cue(
        "missing-await",
        r"\b(?:missing|forgot(?:ten)?|lacks|without|needs|add)(?: an?| the)? (?:await|"
        r"«\d+» keyword)(?: keyword)? (?:before|on|for|in front of|when calling)(?: "
        r"the)?(?: call to)? ?(?P<subject>{code})",
    ),
    cue(
        "missing-await",
        rf"(?P<subject>{{code}}){_WHAT} {_IS} (?:called|invoked) without (?:an? )"
        r"?(?:await(?:ing)?|being awaited)\b",
    ),
    cue("missing-await", r"\b(?:calls|invokes) (?P<subject>{code}) without (?:await|awaiting)\b"),
    cue(
        "missing-await",
        r"\b(?:missing|forgot(?:ten)?|lacks|without|needs|add)(?:ing)?(?: an?| the)?(?: missing)? (?P<value>await|{code})(?: keyword)?"
        r"(?:(?: (?:before|on|for|in front of|when calling|to|in))?(?: the)?(?: calls? (?:to|of))?|:) ?(?P<subject>{code})",
        only="await",
    ),
    cue(
        "missing-await",
        r"(?P<value>await|{code}) (?:is|are) missing (?:before|on|in front of|for|in) (?:the )?(?:calls? (?:to|of) )?(?P<subject>{code})",
        only="await",
    ),
    cue(
        "missing-await",
        rf"(?P<subject>{{code}}){_WHAT} {_IS} (?:called|invoked) without (?:an? )?(?P<value>{{code}})",
        only="await",
    ),
    cue(
        "missing-await",
        r"(?P<subject>{code}) (?:is|returns) a coroutine,? (?:but|and|that|which)(?: it)?(?: is| was)? (?:not|never) awaited\b",
    ),
    cue("missing-await", r"\bcoroutine (?P<subject>{code}) (?:is|was) never awaited\b"),
    cue("missing-await", r"\b(?:should|must|needs? to) await (?:the )?(?P<subject>{code})"),
    cue(
        "missing-return",
        rf"(?P<subjects>{{codes}}){_WHAT} (?:does not|doesn't|do not|don't|never|"
        r"fails to) (?:explicitly )?return (?:any |an? )?(?:value|anything|something|"
        r"result)\b",
    ),
    cue(
        "missing-return",
        rf"(?P<subject>{{code}}){_WHAT} (?:has no|is missing|lacks|is without|misses|"
        rf"needs) (?:an? |any |its |explicit )*return(?: statement| value)?{_END}",
    ),
    cue(
        "missing-return",
        r"\b(?:missing|no|lacks?)(?: an?| explicit)? return(?: statement| value)? "
        r"(?:in|for|from|at the end of)(?: the)?(?: {fn})? ?(?P<subject>{code})",
    ),
    cue(
        "missing-return",
        rf"(?P<subject>{{code}}){_WHAT} (?:implicitly )?returns (?:none|nothing|«\d+»)"
        rf" implicitly|(?P<scope>{{code}}){_WHAT} implicitly returns (?:none|nothing|"
        r"«\d+»)",
    ),
    cue(
        "missing-return",
        rf"(?P<subject>{{code}}){_WHAT} (?:has|have|contains|is missing|lacks) (?:no|an?|any|the)? ?(?:explicit )?(?P<value>{{code}}|return) (?:statement|value)\b(?! (?:for|in|on|at|when|if)\b)",
        only="return",
    ),
    cue("missing-return", rf"\bnot all (?:code )?paths (?:of|in|through) (?P<subject>{{code}}){_WHAT} return\b"),
)

_COPIES: tuple[Cue, ...] = (
    cue(
        "duplicate-code",
        r"(?P<subject>{code}) and (?P<value>{code})(?: \w+)? (?:are (?:\w+ly "
        r")?(?:identical|duplicates|near[- ]identical|almost identical|the same|"
        r"copies)(?! (?:issue|problem|in|as|thing))|(?:have|contain|share) (?:\w+ly "
        r")?(?:the same|identical|duplicated?|near[- ]identical) (?:code|logic|implementations?|"
        r"bod(?:y|ies)))",
    ),
    cue(
        "duplicate-code",
        rf"(?P<subject>{{code}}){_WHAT} (?:is|largely|mostly|essentially|simply|just|"
        r"almost|exactly|fully|completely)* ?(?:duplicates|is an? (?:exact |near "
        r")?(?:duplicate|copy) of|is (?:nearly |almost |essentially )?identical "
        r"to|repeats) (?:the )?(?:(?:logic|code|implementation|body) (?:of|in|from)"
        rf" )?(?P<value>{{code}})",
    ),
    cue(
        "duplicate-code",
        r"\b(?:duplicate|duplicated|repeated|copied|redundant) (?:code|logic|implementation|"
        r"block|blocks)\b[^.«]{0,40}?(?:between|in|across) (?P<subject>{code})(?: "
        r"and | & |, )(?P<value>{code})",
    ),
    cue(
        "duplicate-code",
        r"\b(?:code duplication|duplicate(?:d)? (?:code|logic|block|implementation)"
        r"|repeated (?:code|logic|block)|copy[- ](?:and[- ])?pasted? (?:code|logic|"
        r"blocks?))\b",
    ),
)

CUES: tuple[Cue, ...] = (*_FLOW, *_COPIES)
"""Most specific first."""
