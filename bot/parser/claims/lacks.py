"""Cues of what a call or a function is said to lack, and of what a change is said to have taken away."""

from bot.parser.claims.cue import Cue, cue

_FILL = r"(?:(?:an? |the |any |explicit |its |proper |passing |specifying |setting |providing |giving |using |with )*)"
_KEYWORD = r"(?!timeouts?$)(?:\w{1,40}(?: ?= ?[\w.'\"-]{1,40})?)"
_VALUE = r"(?:{code}|stacklevel\b|encoding\b|check\b|newline\b|exist_ok\b|usedforsecurity\b|strict\b)"
"""What is written without backticks too."""
_NOUN = r"(?: (?:argument|parameter|keyword|option|flag|kwarg|set|specified|given|value)s?)?"
_WHAT = r"(?: (?:method|function|helper|call|invocation|constructor))?"
_NEVER = r"(?:never|does not|doesn't|fails to|forgets to|neglects to|omits to|do not|don't)"
_CHANGE = r"(?:this |the )?(?:change|pr|pull request|commit|patch|diff|refactoring|refactor|rewrite|new version|new code|rename)"

_ARGUMENTS: tuple[Cue, ...] = (
    cue(
        "missing-argument",
        rf"(?P<subject>{{code}}){_WHAT} (?:is|are|was|were|gets) (?:\w+ly )?(?:called|invoked|used|run|executed|created|made) without {_FILL}(?P<value>{_VALUE}){_NOUN}",
        only=_KEYWORD,
    ),
    cue(
        "missing-argument",
        rf"\b(?:calls?|calling|invokes?|invoking|uses?|using|running|runs) (?:to |of )?(?:the )?(?P<subject>{{code}}){_WHAT} without {_FILL}(?P<value>{_VALUE}){_NOUN}",
        only=_KEYWORD,
    ),
    cue(
        "missing-argument",
        rf"(?P<subject>{{code}}) (?:call|invocation) (?:lacks|is missing|misses|has no|omits|does not (?:set|pass|specify|have|use)|doesn't (?:set|pass|specify|have|use)) {_FILL}(?P<value>{_VALUE}){_NOUN}",
        only=_KEYWORD,
    ),
    cue(
        "missing-argument",
        rf"(?P<subject>{{code}}) (?:lacks|is missing|misses|omits|does not (?:set|pass|specify|give|provide)|doesn't (?:set|pass|specify|give|provide)) {_FILL}(?P<value>{_VALUE}){_NOUN}(?=\s*(?:$|[.,;:)(]|so\b|which\b|and\b|when\b|here\b))",
        only=_KEYWORD,
        about=r"[\w.]+\(.{0,120}\)",
    ),
    cue(
        "missing-argument",
        rf"\bmissing (?P<value>{{code}}){_NOUN} (?:in|on|for|to|from) (?:the )?(?:calls? (?:to|of) )?(?P<subject>{{code}})(?: calls?)?(?=\s*(?:$|[.,;:)(]))",
        only=r"\w{1,40} ?= ?[\w.'\"-]{0,40}",
    ),
)

_CALLS: tuple[Cue, ...] = (
    cue(
        "absent-call",
        r"(?P<scope>{code})(?: {fn})? (?:is missing|misses|lacks|has no|is lacking|contains no|makes no) (?:an? |the |any )*calls? (?:to|of) (?:the )?(?P<subject>{code})",
    ),
    cue(
        "absent-call",
        r"\b(?:missing|no|lacks an?|lacks the|without an?|without any) calls? (?:to|of) (?:the )?(?P<subject>{code}) (?:in|inside|within|from) (?:the )?(?:{fn} )?(?P<scope>{code})",
    ),
    cue(
        "absent-call",
        rf"(?P<scope>{{code}})(?: {{fn}})? {_NEVER} (?:actually |ever |even )?(?:calls?|invokes?|delegates? to) (?:the )?(?P<subject>{{code}})",
    ),
    cue(
        "absent-call",
        r"\b(?:nothing|nobody|no code|no method|no line)(?: else)?(?: (?:in|within|inside|of) (?:this|the) (?:file|module))(?: ever)? (?:calls|invokes) (?:the )?(?P<subject>{code})",
    ),
    cue(
        "absent-call",
        rf"(?P<subject>{{code}}){_WHAT} is (?:never|not) (?:actually |ever )?(?:called|invoked) (?:in|inside|within|by|from) (?:the )?(?:{{fn}} )?(?P<scope>{{code}})",
    ),
)

_REMOVED: tuple[Cue, ...] = (
    cue(
        "removed-code",
        r"(?<!\w)(?:the |a )?(?:(?:null |none |safety |existing |old |early )*(?:guard|check|condition|test|call|branch|handling|statement|assertion|function|method|class|constant|import|parameter|attribute|decorator|helper)(?: (?:for|of|to|on))? )?"
        r"(?P<subject>{code})(?: (?:guard|check|condition|branch|call|function|method|class|block|clause|constant|import|attribute))? (?:was|were|has been|have been|got) (?:accidentally |silently |also |now |completely )?(?:removed|deleted|dropped)\b"
        r"(?! from the (?:list|dict|set|queue|cache|map|registry|stack|format|string|output|response|array|table|url|path|text))(?: (?:from|in) (?:the )?(?P<scope>{code}))?",
    ),
    cue(
        "removed-code",
        rf"\b{_CHANGE} (?:also |silently |accidentally )?(?:removes|deletes|drops|removed|deleted|dropped) (?:the )?(?:(?:guard|check|function|method|class|call|constant|import|condition|attribute) )?(?P<subject>{{code}})",
    ),
)

_STALE: tuple[Cue, ...] = (
    cue(
        "undefined-name",
        r"\bstill (?:calls?|uses?|references?|refers? to) (?:the )?(?:old |former |removed )?(?P<subject>{code})[^.«]{0,50}\b(?:rais|result|lead|caus|fail|end)\w* [^.«]{0,20}?(?P<value>{code})",
        only=r"NameError",
    ),
    cue(
        "undefined-attribute",
        r"\bstill (?:calls?|uses?|references?|refers? to) (?:the )?(?:old |former |removed )?(?P<subject>{code})[^.]{0,90}(?:\b(?:rais|result|lead|caus|fail|end)\w* [^.«]{0,20}?|[-=]> ?)(?P<value>{code})",
        only=r"AttributeError",
    ),
    cue(
        "undefined-name",
        r"\b(?:stale|dangling|outdated|leftover|old) (?:calls?|references?|uses?) (?:to|of) (?:the |an? )?(?:now )?(?:renamed|removed|deleted|old|non-?existent|undefined) (?:{fn} |variable |constant )?(?P<subject>{code})",
    ),
)

CUES: tuple[Cue, ...] = (*_STALE, *_ARGUMENTS, *_CALLS, *_REMOVED)
"""Before the cues of calls, which read the same words as a call that is there."""
