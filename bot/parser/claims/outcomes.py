"""Cues of what functions give back and raise: "`load` returns None when the file is empty", "`parse` never raises"."""

from bot.parser.claims.cue import Cue, cue
from bot.parser.claims.name_words import WORD

_NO = (
    r"(?<!\bif )(?<!\bwhen )(?<!\bthat )(?<!\bunless )(?<!\bwhether )(?<!\bshould )(?<!\bmust )(?<!\bto )(?<!\binstead of )(?<!\brather than )"
    r"(?<!\bafter )(?<!\bbefore )(?<!\buntil )(?<!\bonce )(?<!\bbecause )(?<!\bsince )(?<!\bof )(?<!\bby )(?<!\bwhat )(?<!\bif the )(?<!\bwhen the )(?<!\.)"
)
_CODED = (
    rf"{_NO}(?<![\w.])(?:the )?(?:{{fn}} )?(?P<subject>«\d+»|(?:(?<=, )|(?<=\bso )|(?<=\bbut )|(?<=\band )|(?<=\bfunction )|(?<=\bmethod )|^\W*)(?!\w+(?:ly|ing)\b(?!\()){WORD})(?:\(\))?(?: (?:{{fn}}|view|property|call|coroutine|fixture))?"
    r"(?: (?:is|are) [^.«,]{0,40},? (?:and|it|so it|which|but)|(?: [a-z'-]+){1,8},? and(?: then)?)?"
)
"""A function by name, with or without back-ticks, and perhaps what is said of it before."""
_ADVERBS = (
    r"(?: (?:always|implicitly|silently|just|simply|only|also|currently|still|then|actually|unconditionally|now|effectively|already|either|"
    r"correctly|it|and|falls through|falls off the end|\(or falls through\)))*,?"
)
_TYPE = (
    r"(?:plain |new |single |empty |simple |regular |mutable |immutable |sorted |python |native )*(?:list|tuple|dict(?:ionary)?|set|frozenset|str(?:ing)?|int(?:eger)?|float|number|bool(?:ean)?|bytes|"
    r"generator|iterator|mapping|mapping object|lambda|function|defaultdict|counter|deque|range)s?"
)
_VALUE = (
    r"(?!early\b|immediately\b|control\b|when\b|if\b|on\b|from\b|without\b|before\b|after\b|here\b|too\b|so\b)(?:only |just |merely )?(?:(?:the |a )?(?:hard-?coded |fixed |plain |same )?(?:constant|literal|fixed string|string|number|integer|value) (?=[«'\"\d-]|true|false|none))?(?P<value>«\d+»(?:/«\d+»| or «\d+»)?|none|nothing|null|true or false|true|false|self|-?\d+(?:\.\d+)?|\(-?[\d'\"][^()«]{0,40}\)|'[^']{0,60}'|\"[^\"]{0,60}\"|"
    rf"(?:an? |the |its )?{_TYPE}\b|(?:the|its|an?) (?:\w+ ){{0,2}}?[\w«»]+|{WORD})"
)
_END = (
    r"(?=\s*(?:$|[.,;:)(!]|—|–|->|- )|'s\b|\s(?:if|when|for|on|after|unless|once|instead|rather|but|and|so|even|whenever|in|not|as|because|"
    r"although|though|silently|implicitly|too(?! \w)|as well|which|while|where|with|without|upon|until|here|of|mapping|from|per|at|every|each|that|by|although|despite|is|objects?|unconditionally)\b)"
)
_PLAIN_NOT = r"(?:does not|do not|never|fails to|did not|will not|forgets to)"
_ERROR = r"(?P<value>«\d+»|[A-Za-z_]\w*(?:error|exception|exit|interrupt|iteration|timeout))"

_NAMED = r"[A-Za-z_][\w.]*(?:\(\))?"
"""A function by its name; what a call with arguments gives or raises is told as the effect of something."""


def _of(kind: str, pattern: str, only: str | None = None) -> Cue:
    return cue(kind, pattern, only=only, about=_NAMED)


_RETURNS: tuple[Cue, ...] = (
    _of(
        "missing-return",
        rf"{_CODED}{_ADVERBS} {_PLAIN_NOT} (?:explicitly |actually |ever )?returns? (?:any |an? |the )?(?:explicit )?(?:values?|anything|something|results?)\b",
    ),
    _of("missing-return", rf"{_CODED}{_ADVERBS} {_PLAIN_NOT} (?:explicitly |actually |ever )?returns? {_VALUE}{_END}"),
    _of(
        "missing-return",
        rf"{_CODED} (?:falls? (?:off|through)(?: the end)?|reaches the end|runs off the end)(?: \w+){{0,2}}? (?:without|and)(?: an?)? (?:explicit|implicitly|returning|return\w*)",
    ),
    _of("missing-return", rf"\bnot all (?:code )?paths (?:in|of|through) {_CODED} return\b"),
    cue(
        "missing-return",
        r"\bnot (?:all|every) (?:code |execution )?(?:paths?|branch(?:es)?) returns?\b|\b(?:missing|no) (?:explicit )?return(?: statement| value)? (?:for|in|at|on) the (?:last|end|final|other|else|default)\b"
        r"|\b(?:the |this )(?:function|method) falls (?:off|through) the end\b",
    ),
    _of(
        "stated-return",
        rf"{_CODED}{_ADVERBS} (?:returns|yields?) (?:back )?(?!an? (?:coroutine|awaitable)){_VALUE}{_END}",
    ),
    _of(
        "stated-return",
        rf"{_CODED} (?:can|may|might|could) (?:also |still |sometimes |implicitly )?return (?P<value>none|«\d+»){_END}",
        only="None",
    ),
    cue(
        "stated-return",
        rf"\b(?:the|this) (?:function|method|helper|coroutine|view){_ADVERBS} returns {_VALUE}{_END}",
    ),
    cue("stated-return", rf"^\W*(?:it |this )?{_ADVERBS.strip()} ?returns {_VALUE}{_END}"),
    _of(
        "stated-return",
        rf"{_CODED} is (?:actually |really )?(?:an? )(?:async )?(?P<value>generator)(?: function)?\b",
    ),
)

_BY = r"(?:by|from|in|inside|within) (?:the )?(?:{fn} )?(?P<subject>{code})"
_PASSIVE: tuple[Cue, ...] = (
    _of(
        "absent-raise",
        rf"\b(?:no|neither) (?:(?:{_ERROR}|exceptions?|errors?)(?: (?:exception|error))?) (?:is|are|will be|would be|gets?|can be) (?:ever |explicitly )?(?:raised|thrown) {_BY}",
    ),
    _of("absent-raise", rf"\bnothing (?:is|will be|gets) (?:ever )?(?:raised|thrown) {_BY}"),
    _of(
        "stated-raise",
        rf"(?<!\bno )(?<!\bif )(?<!\bwhen )(?<!\bif an )(?<!\bif a )(?<!\bwhen a )(?<!\bwhen an )(?<!\bif the )(?<!\bwhen the ){_ERROR}(?: (?:exception|error))? (?:is|are|will be|gets?|can be) (?:\w+ly )?(?:raised|thrown) {_BY}",
        only=r"[\w.]*(?:error|exception|exit|interrupt|iteration|timeout|notfound|exists|failed|failure|invalid)",
    ),
    _of(
        "stated-return",
        rf"(?<![\w«])(?P<value>«\d+»|none|nothing|true|false|an? (?:empty )?{_TYPE}) (?:is|are|gets|will be) (?:always |then |only |implicitly )?(?:returned|given back|handed back) (?:by|from) (?:the )?(?:{{fn}} )?(?P<subject>{{code}})",
    ),
)
"""The same in the passive."""

_AGAIN: tuple[Cue, ...] = (
    cue(
        "stated-raise",
        rf"(?:\bthe |\ban? )?{_ERROR}(?: (?:exception|error))? (?:is|gets) (?:(?:caught|logged|wrapped|handled|then|and|only|always|simply|correctly|properly|,) ){{0,5}}(?:re-?raised|re-?thrown|raised again|propagated)(?! (?:if|when|as|unless|from)\b)",
        only=r"[\w.]*(?:error|exception|exit|interrupt|iteration|timeout)",
    ),
    cue(
        "swallowed-exception",
        rf"(?:\bthe |\ban? )?{_ERROR}(?: (?:exception|error))? (?:is|gets) (?:(?:caught|logged|handled|only|but|and|then|,) ){{0,4}}(?:not|never) (?:re-?raised|re-?thrown|raised again|propagated)(?! (?:if|when|as|unless|from)\b)",
        only=r"[\w.]*(?:error|exception|exit|interrupt|iteration|timeout)",
    ),
    cue(
        "swallowed-exception",
        rf"\b(?:does not|never|do not|without) (?:re-?rais(?:e|ing)|re-?throw(?:ing)?|propagat(?:e|ing)) (?:the |an? )?(?:caught |original )?{_ERROR}",
        only=r"[\w.]*(?:error|exception|exit|interrupt|iteration|timeout)",
    ),
)
"""What becomes of what was caught."""

_RAISES: tuple[Cue, ...] = (
    _of(
        "absent-raise",
        rf"{_CODED}{_ADVERBS} (?:never|does not|cannot|will not|is not able to|do not) (?:actually |ever |explicitly )?(?:raises?|throws?|propagates?)(?: (?:an? |any |the )?(?:exceptions?|errors?|anything|{_ERROR}))?{_END}",
    ),
    _of(
        "stated-raise",
        rf"{_CODED}{_ADVERBS} (?:raises|throws|re-?raises|propagates) (?:an? |the )?{_ERROR}{_END}",
    ),
    _of(
        "stated-raise",
        rf"{_CODED}{_ADVERBS} (?:re-?raises) (?:an? |the )?(?:\w+ ){{0,2}}?(?:exceptions?|errors?)\b",
    ),
    cue(
        "stated-raise",
        r"{code}[^.«]{0,40}? and(?: then)? (?:raises|throws) (?:an? )?(?P<value>{code}) for\b",
        only=r"[A-Z]\w*(?:Error|Exception)",
    ),
)

CUES: tuple[Cue, ...] = (*_PASSIVE, *_AGAIN, *_RAISES, *_RETURNS)
"""What is denied comes before what is said."""
