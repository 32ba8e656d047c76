"""Cues of calls: how often something is called, with which arguments, and in which order."""

from bot.model.claim import Role
from bot.parser.claims.cue import Cue, cue

_TIMES = (
    r"(?:(?:only|just|actually|exactly) )?(?:(?P<number>once|twice|thrice|(?:\d{1,3}|"
    r"two|three|four|five|six|seven|eight|nine|ten)(?= times))|(?:multiple|several|"
    r"many|a few) times|repeatedly)(?!(?: times)? (?:for |in |on |at |by )?(?:each|every|both|all|per)\b)"
)
_IS = r"(?:is|are|was|were|gets|being)"
_WHAT = r"(?: (?:method|function|helper|constructor|macro|coroutine|hook|callback))?"
_CALLED = r"(?:called|invoked|executed)"
_ADVERB = (
    r"(?:(?:also|now|still|always|then|explicitly|incorrectly|wrongly|directly|instead|"
    r"currently|mistakenly|actually|only) )*"
)
_GIVES = r"(?:pass(?:es|ed|ing)|(?:we|you|they) pass|hands|handing|handed|forward(?:s|ed|ing)|suppl(?:ies|ied|ying))"
_FILL = r"(?:(?!(?:not|to|from|with|as|by|into|in|of)\b)[a-z]+ ){0,3}?"
_USES = (
    rf"(?:(?:is|was) )?{_ADVERB}(?:us(?:es|ed|ing)|pass(?:es|ed|ing)|called with|"
    r"invoked with|made with|given|takes|receives|specifies)"
)

_COUNTS: tuple[Cue, ...] = (
    cue(
        "wrong-call-count",
        rf"(?P<subject>{{code}}){_WHAT} {_IS} (?:\w+ly )?(?:only |just )?{_CALLED} "
        rf"{_TIMES}",
        role=Role.PREMISE,
    ),
    cue("wrong-call-count", rf"\b(?:calls|invokes) (?:the )?(?P<subject>{{code}}){_WHAT} {_TIMES}", role=Role.PREMISE),
    cue(
        "wrong-call-count",
        rf"(?:\b(?:uses?|using|rel(?:ies|y|ying) on|repeats?|contains?|has) (?:the )?)?(?P<subject>{{code}})(?: (?:is|are|gets?)? ?(?:appears?|occurs?|used|repeated|written|duplicated|made|there))? "
        rf"{_TIMES}",
        role=Role.PREMISE,
        only=r"[\w.]+\(.{0,80}\)",
    ),
    cue(
        "wrong-call-count",
        r"\b(?:makes|has|contains|there are|performs) (?P<number>two|three|four|five|"
        r"six|seven|eight|nine|ten|\d{1,2}) (?:separate |identical |redundant |consecutive "
        r"|different |duplicate |live )?calls (?:to|of) (?:the )?(?P<subject>{code})",
        role=Role.PREMISE,
    ),
    cue(
        "wrong-call-count",
        r"\b(?:makes|has|contains|there are|performs) (?:multiple|several|many|repeated|a lot of|lots of)"
        r" (?:separate |identical |redundant )?calls (?:to|of) (?:the )?(?P<subject>{code})",
        role=Role.PREMISE,
    ),
    cue(
        "wrong-call-count",
        rf"\b(?:calls|invokes) (?:the )?(?P<subject>{{code}}){_WHAT} (?:a second time|again)\b",
        number=2,
    ),
    cue(
        "wrong-call-count",
        r"\bthe calls? to (?:the )?(?P<subject>{code}) (?:is|are) (?:duplicated|repeated|doubled|made twice|there twice)\b",
        number=2,
    ),
    cue(
        "wrong-call-count",
        r"\b(?:duplicate|duplicated|redundant|repeated|double) (?:calls?|invocations?)"
        r" (?:to|of) (?:the )?(?P<subject>{code})",
        number=2,
    ),
    cue("wrong-call-count", rf"(?P<subject>{{code}}){_WHAT} {_IS} {_CALLED} (?:redundantly|again)\b", number=2),
)

_ARGUMENTS: tuple[Cue, ...] = (
    cue(
        "wrong-argument",
        rf"\bthe (?P<ordinal>{{nth}}) (?:call|invocation)(?: (?:to|of)(?: the)? (?P<subject>{{code}})"
        rf"{_WHAT})?(?: (?:at|on|in) line \d+)? {_USES}\b[^.«]{{0,60}}?\(?(?P<value>{{code}})",
        role=Role.PREMISE,
    ),
    cue(
        "wrong-argument",
        rf"\bthe (?P<ordinal>{{nth}}) (?:call|invocation)(?: (?:to|of)(?: the)? (?P<subject>{{code}})"
        rf"{_WHAT})?(?: (?:at|on|in) line \d+)? {_USES} (?:the |an? )?(?:wrong|incorrect|"
        r"old|bad|invalid)\b",
    ),
    cue(
        "wrong-argument",
        rf"\b(?:calls? (?:to|of)|calling) (?:the )?(?P<scope>{{code}})(?: (?:at|on|in) line \d+)? {_GIVES} "
        r"(?:the |an? )?(?:wrong |incorrect |old )?(?:\w+ )?(?P<subject>{code}) before (?:the )?(?P<value>{code})",
        role=Role.PREMISE,
    ),
    cue(
        "wrong-argument",
        rf"\b{_GIVES} (?:the |an? )?(?:wrong |incorrect |old )?(?:\w+ )?(?P<subject>{{code}})"
        r" before (?:the )?(?P<value>{code}) (?:in)?to (?:the )?(?P<scope>{code})",
        role=Role.PREMISE,
    ),
    cue(
        "wrong-argument",
        rf"\b{_GIVES} (?:the |an? )?(?:wrong |incorrect |old )?(?:\w+ )?(?P<subject>{{code}})"
        rf" before (?:the )?(?P<value>{{code}})",
        role=Role.PREMISE,
    ),
    cue(
        "wrong-argument",
        rf"\b{_GIVES} {_FILL}(?P<value>{{code}}) (?:directly |straight |unchanged "
        rf"|through |as is |as-is )?(?:in)?to (?:the |its )?(?P<subject>{{code}})",
        role=Role.PREMISE,
    ),
    cue(
        "wrong-argument",
        rf"(?P<value>{{code}}) {_IS} {_ADVERB}(?:passed|handed|forwarded|supplied)"
        rf" (?:directly |straight |through |unchanged )?(?:in)?to (?:the )?(?P<subject>{{code}})",
        role=Role.PREMISE,
    ),
    cue(
        "wrong-argument",
        rf"(?P<subject>{{code}}){_WHAT} {_IS} {_ADVERB}(?:called|invoked) with {_FILL}(?P<value>{{code}})",
        role=Role.PREMISE,
    ),
    cue(
        "wrong-argument",
        rf"(?P<subject>{{code}}){_WHAT} {_IS} {_ADVERB}(?:created|constructed|instantiated|built|set up|configured|initiali[sz]ed|opened|used) with {_FILL}(?P<value>{{code}})",
        role=Role.PREMISE,
        only=r"\w{1,40} ?= ?[^=].{0,60}",
    ),
    cue(
        "wrong-argument",
        rf"\b(?:calls|calling|invokes|invoking) (?P<subject>{{code}}){_WHAT} with "
        rf"{_FILL}(?P<value>{{code}})",
        role=Role.PREMISE,
    ),
    cue(
        "wrong-argument",
        rf"\bthe (?:call to|invocation of) (?:the )?(?P<subject>{{code}}){_WHAT}(?: "
        rf"(?:at|on|in) line \d+)? {_USES} {_FILL}\(?(?P<value>{{code}})",
        role=Role.PREMISE,
    ),
    cue(
        "wrong-argument",
        r"\b(?:arguments?|parameters?|args)\b(?: (?:order|positions?))? (?:to|of|"
        r"for|in|passed to)(?: the)?(?: call(?: to| of)?)? ?(?P<subject>{code})? "
        r"?[^.]{0,20}?\b(?:is|are|were|seem|appear|look)[^.]{0,20}?(?:swapped|reversed|"
        r"in the wrong order|out of order|inverted|transposed|mixed up)",
    ),
    cue(
        "wrong-argument",
        r"\b(?:arguments?|parameters?|args) «\d+» and «\d+» (?:is|are|were|seem|appear|look)[^.«]{0,20}(?:swapped|reversed|in the wrong "
        r"order|transposed|mixed up)(?: (?:in|for|of)(?: the)?(?: call (?:to|of))? (?P<subject>{code}))?",
    ),
    cue(
        "wrong-argument",
        r"\b(?:arguments?|parameters?|args) (?:(?:is|are|were|seem|appear|look)(?: "
        r"to be)? )?(?:swapped|reversed|transposed|in the wrong order)(?: in| for|"
        r" of)?(?: the)?(?: call)?(?: to| of)? ?(?P<subject>{code})?",
    ),
    cue(
        "wrong-argument",
        r"\b(?:swapped|reversed|transposed|wrong order of|wrong|incorrect) arguments? "
        r"(?:order )?(?:in|to|for|of|when calling)(?: the)?(?: call(?: to| of)?)? "
        r"(?P<subject>{code})",
    ),
)

_ORDER: tuple[Cue, ...] = (
    cue(
        "wrong-order",
        rf"(?P<subject>{{code}}){_WHAT} (?:{_IS}|should be|must be|needs to be|has "
        rf"to be) {_ADVERB}(?:{_CALLED}|run|made|performed|invoked) (?:before|after)"
        rf" (?:the (?:call to )?)?(?:calling |invoking )?(?P<value>{{code}})",
    ),
    cue(
        "wrong-order",
        rf"\b(?:calls|invokes) (?:the )?(?P<subject>{{code}}){_WHAT} (?:before|after)"
        rf" (?:the )?(?:calling |invoking |call to )?(?P<value>{{code}})",
    ),
    cue(
        "wrong-order",
        r"\bthe call to (?P<subject>{code}) (?:comes|happens|occurs|is made|should "
        r"come|should happen|must come) (?:before|after) (?:the (?:call to )?)?(?P<value>{code})",
    ),
)

CUES: tuple[Cue, ...] = (*_COUNTS, *_ARGUMENTS, *_ORDER)
"""Most specific first."""
