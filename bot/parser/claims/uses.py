"""Cues of what code is said to use, read, import or store: "`load` reads `self.rows`", "`LIMIT` is used in `load`"."""

from bot.parser.claims.cue import Cue, cue

_NOUN_OF_CODE = (
    r"(?:(?:test )?(?:class|suite)|test(?: (?:method|function|case|file|module))?|constructor|helper(?: (?:method|function))?|method|function|"
    r"file|module|script|code|decorator|fixture)"
)
_ACTOR = rf"(?:(?P<scope>«\d+»)(?: {{fn}})?|\b(?:the|this) (?:(?:whole|entire|given|new|same|private|main|async|overridden) )*{_NOUN_OF_CODE})"
_ADVERB = r"(?:(?:also|only|currently|directly|itself|already|both|then|still|just|simply|first|now|explicitly|internally|always|mainly|each) )*"
_THIRD = (
    r"(?:us|utili[sz]|access|referenc|employ|read|consult|touch|inspect|quer)(?:e?s|ies)|makes use of|relies on|depends on|refers to|"
    r"imports|assigns|sets|overwrites|initiali[sz]es"
)
_PLAIN = r"(?:use|utili[sz]e|access|reference|employ|read|consult|touch|inspect|query|make (?:any )?use of|rely on|depend on|refer to)"
_DONE = r"(?:used|utili[sz]ed|accessed|referenced|employed|read|consulted|needed|required|referred to|mentioned|relied (?:up)?on)"
_ARTICLE = (
    r"(?:(?:the|its|an?|both|python's|module-level|global|class|instance|local|private|protected|same|existing|imported|hard-?coded|constant|"
    r"variable|attribute|field|property|method|helper|function|parameter|argument|fixture|module|class|decorator|value of|values of|result of|"
    r"library|package|name|key|built-?in|values?) )*"
)
_AFTER = (
    r"(?: (?:variable|attribute|field|property|constant|method|helper|function|parameter|argument|fixture|module|class|decorator|library|package|"
    r"flag|dict(?:ionary)?|list|call|value|key|object|client|import|statement|context manager|name)s?)?"
)
_END = (
    r"(?=\W*$|\s*[,;.(—–:]| (?:and|which|but|so|here|directly|itself|twice|once) ?\b| (?:at|on|in) (?:its )?lines? \d)"
)
_STRICT = r"(?=\W*$|\s*[,;.(—–:]| (?:and|which|but|so|here|at all|anywhere|directly|itself|either|although|though|even|because|since)\b)"
_TAIL = r"(?P<value> (?:to|for|in|on|as|from|with|without|by|when|after|before|inside|within|through|via|while|of|at|instead)\b)"
_THINGS = r"(?!(?:and|or|not|in|is|if|elif|else|for|while|try|except|finally|with|lambda|assert|yield|await|async|pass|return|raise|None|True|False|print|global|self|cls)(?:\(\))?$)(?:@?[A-Za-z_][\w.]{1,80}(?:\(.{0,60}\))?|[A-Za-z_][\w.]*\[.{1,40}\])?"
_OUTER = r"(?:self|cls)\.[\w.]{1,60}|(?-i:_?[A-Z][A-Z0-9_]{2,40})|[A-Za-z_]\w*\.[\w.]{1,60}"
_WHERE = r"(?:in|inside|within|by|throughout) (?:the |this )?(?:body of (?:the )?)?(?:{fn} )?(?P<scope>«\d+»)(?: {fn})?"
_ADDS = r"(?:appends|adds|pushes|inserts)"
_KEEPS = r"(?:stores|assigns|saves|keeps|puts|caches|records)"
_TOP = (
    r"(?:at|on) (?:the )?(?:module|top|file|global)(?:[- ]level|[- ]scope| of (?:the |this )?(?:file|module|script))?"
)
_PLACE = (
    r"(?: (?:at|on) (?:the )?(?:very )?(?:top|module level|file level)(?: of (?:the |this )?(?:file|module|script))?)?"
)
_ONE = r"(?!,? (?:and|or|as well as|nor) (?:also )?(?:in |by |inside )?(?:the )?«|, «)"
_CONSTANT = r"(?<![\w.])(?P<subject>(?-i:[A-Z][A-Z0-9]*_?[A-Z0-9_]+))"
_LINE = r"(?:at|on|in) lines? \d{1,6}"

_TIMES = (
    r"(?P<number>once|twice|thrice|(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})(?= times?))(?: times?)?"
)
_IN_FILE = r"(?:in|inside|within|throughout|across) (?:this|the) (?:(?:whole|entire|test|same|given) )*(?:file|module|class|script|code|suite)"
_SELDOM = r"(?:self\.)?(?-i:assert[A-Z]\w+)|[A-Za-z_]\w*\.[\w.]+(?:\(.{0,40}\))?|\w+\(\)"

EARLY: tuple[Cue, ...] = (
    cue(
        "absent-use",
        rf"\bneither (?P<subjects>{{codes}}){_AFTER} (?:is|are) {_ADVERB}(?:used|employed|invoked|referenced|called|imported) (?:anywhere )?{_IN_FILE}{_STRICT}",
        only=rf"(?:{_SELDOM})?",
    ),
    cue(
        "absent-use",
        rf"\bneither (?P<subjects>{{codes}}){_AFTER} (?:is|are) {_ADVERB}(?:used|read|referenced|accessed|consulted) {_WHERE}{_STRICT}",
        only=rf"(?:{_OUTER})?",
    ),
    cue(
        "stated-use",
        rf"(?P<subject>{{code}}){_AFTER} (?:is|are) {_ADVERB}(?:used|read|referenced|accessed) {_ADVERB}(?:in|at) (?P<number>two|three|four|five|six|seven|\d{{1,2}}) (?:different |separate )?(?:places|spots|locations)(?: (?:{_WHERE}|{_IN_FILE})| here)?{_STRICT}",
        about=_THINGS,
    ),
    cue(
        "absent-use",
        rf"(?P<subject>{{code}}){_AFTER} (?:(?:does|do) not (?:appear|occur|show up)|(?:is|are) (?:not|never) (?:used|employed|invoked|referenced|present|found)|(?:appears|occurs|is used) nowhere) (?:anywhere )?{_IN_FILE}{_STRICT}",
        about=_SELDOM,
    ),
    cue(
        "stated-use",
        rf"(?P<subject>{{code}}){_AFTER} (?:is|are) {_ADVERB}(?:used|read|referenced|accessed) {_ADVERB}(?:exactly )?{_TIMES},? {_ADVERB}(?:{_WHERE}|{_IN_FILE}){_ONE}{_STRICT}",
        about=_THINGS,
    ),
    cue(
        "absent-use",
        rf"(?P<subject>{{code}}){_AFTER} (?:is|are) (?:not|never) {_ADVERB}(?:used|read|referenced|accessed|consulted) {_ADVERB}(?:anywhere )?{_WHERE}{_STRICT}",
        about=_OUTER,
    ),
)
"""Before the cues of unused names, which read the function as one word among others."""

CUES: tuple[Cue, ...] = (
    cue(
        "absent-use",
        rf"{_ACTOR} (?:(?:does|do) not|never) {_ADVERB}(?:{_PLAIN}|(?:us|access|referenc|read|consult|touch)e?s|relies on|depends on|refers to|makes use of) {_ARTICLE}(?P<subject>{{code}}){_AFTER}{_STRICT}",
        only=_THINGS,
    ),
    cue(
        "stated-use",
        rf"{_ACTOR} {_ADVERB}(?:{_THIRD}) {_ARTICLE}(?P<subjects>{{codes}}){_AFTER}{_PLACE}{_END}",
        only=_THINGS,
    ),
    cue(
        "stated-use",
        rf"{_ACTOR} {_ADVERB}(?:{_THIRD}) {_ARTICLE}(?P<subject>{{code}}){_AFTER}{_TAIL}",
        about=_THINGS,
    ),
    cue(
        "stated-use",
        rf"(?P<subjects>{{codes}}){_AFTER} (?:is|are) {_ADVERB}{_DONE} {_ADVERB}{_WHERE}{_ONE}(?: (?:only|alone))?{_END}",
        only=_THINGS,
    ),
    cue(
        "stated-use",
        rf"(?P<subjects>{{codes}}){_AFTER} (?:is|are) {_ADVERB}(?:used|read|referenced|accessed|imported) {_ADVERB}{_IN_FILE}{_END}",
        only=_THINGS,
    ),
    cue(
        "stated-use",
        rf"^\W*(?:the )?(?P<scope>«\d+»)(?: {{fn}})? \w+s [^;.]{{1,80}}? and (?:then |also )?(?:uses|reads|accesses|references|makes use of) {_ARTICLE}(?P<subject>{{code}}){_AFTER}{_END}",
        about=_THINGS,
    ),
    cue("stated-use", rf"{_CONSTANT} (?:is|are) {_ADVERB}{_DONE} {_ADVERB}{_WHERE}{_ONE}(?: (?:only|alone))?{_END}"),
    cue(
        "stated-use",
        rf"^\W*(?:in|inside|within) (?:the )?(?:{{fn}} )?(?P<scope>«\d+»)(?: {{fn}})?,? (?:the )?{_ARTICLE}(?P<subject>{{code}}){_AFTER} (?:is|are) {_ADVERB}{_DONE}{_END}",
        about=_THINGS,
    ),
    cue(
        "stated-use",
        rf"(?P<subject>{{code}}){_AFTER} (?:is|are) {_ADVERB}{_DONE} {_ADVERB}{_LINE}",
        only=_THINGS,
    ),
    cue(
        "stated-use",
        rf"(?P<subjects>{{codes}}){_AFTER} (?:is|are) {_ADVERB}imported {_ADVERB}{_TOP}{_END}",
        only=_THINGS,
    ),
    cue(
        "stated-use",
        rf"{_ACTOR} {_ADVERB}{_ADDS} (?:(?P<value>{{code}}) |(?:\w+ ){{1,5}})?to (?:the )?{_ARTICLE}(?P<subject>{{code}}){_AFTER}{_END}",
        about=_THINGS,
    ),
    cue(
        "stated-use",
        rf"{_ACTOR} {_ADVERB}{_KEEPS} (?:the )?{_ARTICLE}(?P<value>{{code}}){_AFTER} (?:in|into|to|as|on|under) (?:the )?{_ARTICLE}(?P<subject>{{code}}){_AFTER}{_END}",
        about=_THINGS,
    ),
)
"""Each says only that it stands there: what it is used for is no part of the claim."""
