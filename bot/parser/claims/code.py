"""Cues of the code family beside calls and flow: what a line, a comment or a quote is said to be."""

from bot.model.claim import Role
from bot.parser.claims import calls, flow
from bot.parser.claims.cue import Cue, cue

_IS = r"(?:is|are|was|were|gets|being)"
_WHAT = r"(?: (?:method|function|helper|constructor|macro|coroutine|hook|callback))?"
_SAYS = (
    r"(?:says?|saying|states?|stating|suggests?|suggesting|indicates?|indicating|"
    r"mentions?|mentioning|claims?|claiming|notes?|noting|warns?|explains?|describes?|"
    r"reads?)"
)
_NOT_ADDED = r"(?<!add )(?<!adding )(?<!lacks )(?<!lack )(?<!include )(?<!needs )(?<!without )(?<!write )(?<!missing )"
_TESTS = (
    r"(?:(?:unit|integration|functional|regression|automated|corresponding|dedicated|"
    r"new|any|explicit|associated) )*(?:tests?(?: cases?| coverage)?|coverage)"
)
_END = r"(?=\s*(?:[.,;:!)]|$|—|-|and\b|in\b|yet\b|at all\b|anywhere\b))"
_FILE = r"(?:file|module|script|template|header|fixture|migration|config(?:uration)?(?: file)?|package)"

_ASSERTS = r"(?:self\.)?(?-i:assert)(?-i:[A-Z])\w{1,40}(?:\(.{0,120}\))?"
_BODY = r"\b(?:the|this) (?:(?:unit|functional|whole|entire|final|last) )*(?:tests?(?: case| method| file| class| code)?|code|file|script|module)"

_COMMENTS: tuple[Cue, ...] = (
    cue(
        "comment-says",
        rf"{_NOT_ADDED}\b(?:an? |the |this |existing )?(?:(?:code|inline|existing|"
        rf"todo|fixme|block|preceding|following|above|nearby) )*comments?\b[^.\"«]{{0,50}}?\b(?:that "
        rf"|which )?{_SAYS} ?(?:that )?[:,]? ?\"(?P<value>[^\"]{{5,200}})\"",
        role=Role.PREMISE,
    ),
    cue(
        "comment-says",
        rf"{_NOT_ADDED}\b(?:there (?:is|are) |there's )?(?:an? |the |this )?(?:(?:code|"
        r"inline|existing|todo|fixme) )*comments? (?:in|at|on|above|below|near|before|"
        rf"after|of)[^.\"]{{0,40}}?\b(?:that |which )?(?<!to ){_SAYS} (?:that )?[^.]{{5,160}}",
        role=Role.PREMISE,
    ),
    cue(
        "comment-says",
        rf"{_NOT_ADDED}\b(?:there (?:is|are) |there's )?(?:an? |the |this )(?:(?:code|"
        r"inline|existing|todo|fixme) )*(?:comment|todo|fixme) (?:that |which |also "
        rf"|explicitly )?{_SAYS} (?:that )?[^.]{{5,160}}",
        role=Role.PREMISE,
    ),
)

_FILES: tuple[Cue, ...] = (
    cue(
        "missing-file",
        rf"(?<!\w)(?:the )?(?:{_FILE} )?(?P<subject>{{code}})(?: {_FILE})? (?:does "
        r"not exist|doesn't exist|do not exist|was (?:not|never) (?:added|committed|"
        r"included|checked in)|wasn't (?:added|committed|included)|is (?:not|never)"
        r" (?:present|included|committed|added|part of|found|in) ?(?:in |of |to "
        r")?(?:the |this )?(?:repo\w*|repository|tree|change(?:set)?|commit|pr|pull "
        r"request|diff|patch|codebase|project)|isn't (?:in|part of) (?:the|this)"
        r" (?:repo\w*|tree|change|commit|pr|pull request|diff|patch|codebase|project)"
        r")",
    ),
    cue(
        "missing-file",
        rf"(?<!\w)(?:the )?(?:{_FILE} )?(?P<subject>{{code}})(?: {_FILE})? is missing(?: "
        r"from (?:the|this) (?:repo\w*|tree|change|commit|pr|pull request|diff|patch|"
        r"codebase|project))?(?=\s*(?:[.;!)]|$))",
        only=r"[\w.@/+-]*(?:/|\.[A-Za-z])[\w.@/+-]*",
    ),
    cue("missing-file", rf"\bmissing {_FILE}:? (?P<subject>{{code}})"),
)

_UNTESTED: tuple[Cue, ...] = (
    cue(
        "missing-test",
        r"\b(?:there (?:is|are) |has |have )?(?:no|missing|lacks?|lacking|without|"
        rf"insufficient)(?: any)? {_TESTS} (?:for|of|covering|that cover|exercising)"
        rf"(?: the)?(?: new)? ?(?P<subject>{{code}}){_WHAT}{_END}",
    ),
    cue(
        "missing-test",
        rf"(?P<subject>{{code}}){_WHAT} (?:has no|have no|lacks|lack|is missing|are "
        r"missing|does not have|doesn't have|is without|needs|should have|is not "
        rf"covered by|isn't covered by)(?: any)? {_TESTS}{_END}",
    ),
    cue(
        "missing-test",
        rf"(?P<subject>{{code}}){_WHAT} {_IS} (?:not|never|un)[ -]?(?:unit[- ])?(?:tested|"
        rf"covered by (?:any )?tests?){_END}",
    ),
    cue(
        "missing-test",
        rf"\b{_TESTS} for (?:the )?(?P<subject>{{code}}){_WHAT} (?:is|are) (?:missing|"
        rf"absent|lacking){_END}",
    ),
    cue(
        "missing-test",
        rf"\b(?:add|write|include|consider adding|please add)(?: some| an?)? {_TESTS} "
        rf"(?:for|of|covering)(?: the)?(?: new)? ?(?P<subject>{{code}}){_WHAT}{_END}",
    ),
)

_LINES: tuple[Cue, ...] = (
    cue(
        "live-line",
        r"\blines?(?: number)? \d+(?:-\d+)?,? where (?:the code|it|we|you|this) (?:is "
        r"|are )?(?:trying to |tries to |attempt(?:s|ing) to )?(?P<value>assert|call|"
        r"invoke|assign|set|check|return|raise|create|us|print|log)(?:e?s|ing)?\b",
        role=Role.PREMISE,
    ),
    cue(
        "live-line",
        r"\b(?:in|on|at) lines? \d+(?:-\d+)?,? (?:the code |it |we |you |the (?:test|"
        r"function|method) )?(?:is |are )?(?:trying to |tries to |attempts to )?(?P<value>assert|"
        r"call|invoke|assign|return|raise)(?:e?s|ing)? (?:the |an? )?(?P<subject>{code})",
        role=Role.PREMISE,
    ),
    cue(
        "live-line",
        r"\blines? \d+(?:-\d+)? (?:is |are )?(?:trying to |tries to |attempts to "
        r")?(?P<value>assert|call|invoke|assign|return|raise)(?:e?s|ing)? (?:the "
        r"|an? )?(?P<subject>{code})",
        role=Role.PREMISE,
    ),
    cue(
        "live-line",
        r"\b(?:the )?code (?:at|on|in) lines? \d+(?:-\d+)? (?:is |are )?(?:trying "
        r"to |tries to |attempts to )?(?P<value>assert|call|invoke|assign|return|"
        r"raise|check|create)(?:e?s|ing)?\b",
        role=Role.PREMISE,
    ),
    cue(
        "live-line",
        r"\b(?:in|on|at) lines? \d+(?:-\d+)?,? (?:the code|it|this|the test|the function) (?:is |are )?(?:trying to |tries to )?"
        r"(?P<value>assert|call|invoke|assign|return|raise)(?:e?s|ing)?\b",
        role=Role.PREMISE,
    ),
    cue(
        "live-line",
        r"\blines? \d+(?:-\d+)? (?:is |are )?(?:trying to |tries to |attempts to "
        r")?(?P<value>assert|call|invoke|assign|return)(?:e?s|ing)?\b",
        role=Role.PREMISE,
    ),
    cue(
        "live-line",
        r"^\W*this line (?:of code )?(?:is )?(?:trying to |tries to |attempts to "
        r")?(?P<value>assert|call|invoke|assign|return)(?:e?s|ing)?\b",
        role=Role.PREMISE,
    ),
    cue(
        "live-line",
        r"\b(?:in|on|at) line \d+,? (?P<subject>{code}) is (?P<value>assign|call|"
        r"invok|return|rais)(?:ed|n)\b",
        role=Role.PREMISE,
    ),
)

_PLACES: tuple[Cue, ...] = (
    cue(
        "out-of-diff",
        r"\b(?:pre[- ]existing|(?:is |was )?not (?:part of|introduced (?:by|in)|touched "
        r"by|changed (?:by|in)|modified (?:by|in)|related to) (?:this|the) (?:change|"
        r"diff|pr|pull request|patch|commit|cl)|outside (?:of )?(?:this|the) (?:diff|"
        r"change|pr|patch|scope of (?:this|the) (?:change|pr|diff|patch)))\b",
        role=Role.LABEL,
    ),
    cue(
        "quoted-code",
        r"\b(?:the|this) (?:code|line|expression|condition|statement|assertion|assignment|"
        r"snippet|check|call|loop|comparison)(?: (?:at|on|in) lines? \d+(?:-\d+)?)"
        r"?,?:? (?P<value>{code}) (?=is|was|does|will|can|could|may|might|has|fails?|"
        r"uses?|returns?|checks?|assumes?|never|only|raises?|throws?|should|always|"
        r"incorrectly)",
        role=Role.PREMISE,
    ),
    cue(
        "quoted-code",
        r"\b(?:the|this) (?:code|line|expression|condition|statement|assertion|assignment|snippet|call|comparison)"
        r"(?: (?:at|on|in) lines? \d+(?:-\d+)?)?, (?P<value>{code}), (?=is|was|does|will|can|could|may|might|has|fails?)",
        role=Role.PREMISE,
    ),
    cue(
        "quoted-code",
        r"\bthis (?:statement|line|expression|call|code|condition|assignment) (?:is|looks|seems|can|may|will|does)[^.«:]{0,40}: (?P<value>{code})(?=\W*$)",
        role=Role.PREMISE,
    ),
    cue(
        "quoted-code",
        r"\blines? \d+(?:-\d+)?(?::| reads| contains| has| says| is)? (?P<value>{code})"
        r"(?=\s*(?:$|[.,;)]|is\b|which\b|does\b|will\b|should\b))",
        role=Role.PREMISE,
    ),
    cue(
        "missing-construct",
        r"(?:^|[.:,;] |\b(?:because|since|as|that|while|when) )\W*(?:the|this) (?:inner "
        r"|outer |nested |whole |entire |first |second |same )?(?P<value>for[- ]loop|"
        r"while[- ]loop|loop|try(?:[- /]except| block| statement|[- /]catch)(?: block)"
        r"?|except (?:block|clause|handler)|finally (?:block|clause)|with (?:block|"
        r"statement)|list comprehension|while statement) (?=over\b|at line|on line|"
        r"in «|that\b|which\b|is\b|does\b|doesn't|never\b|hides|swallows|catches|"
        r"will\b|can\b|runs|iterates|starts|stops|only\b|always\b|modifies|calls)",
        role=Role.PREMISE,
    ),
    cue("missing-call", rf"\bthe (?P<subject>{{code}}){_WHAT} calls?\b", role=Role.PREMISE),
    cue(
        "missing-call",
        r"(?<!to )(?P<subject>{code}) (?:simply |only |just )?(?:checks?|verif(?:y|ies)|asserts?|compares?|tests?|ensures?)\b",
        role=Role.PREMISE,
        only=_ASSERTS,
    ),
    cue(
        "missing-call",
        rf"(?<!if )(?<!when ){_BODY} (?:is |are )?(?:also |still |currently )?(?:us(?:es?|ing)|rel(?:ies|ying) on) (?:the |an? )?(?:deprecated |old |legacy |method |function )*(?P<subject>{{code}})",
        role=Role.PREMISE,
        only=rf"{_ASSERTS}|[A-Za-z_]\w*\.[\w.]+(?:\(.{{0,80}}\))?",
    ),
    cue(
        "missing-call",
        r"\b(?:is|are|was|were) (?:mocked|patched|stubbed(?: out)?|replaced|faked) (?:with|by|using|through|via) (?:an? |the )?(?P<subject>{code})",
        role=Role.PREMISE,
        only=r"(?:unittest\.)?(?:mock\.)?patch(?:\.object)?(?:\(.{0,80}\))?|(?:mock\.)?(?:Magic|Async)?Mock(?:\(.{0,80}\))?|monkeypatch(?:\.\w+)?|mocker(?:\.\w+)*",
    ),
    cue("missing-call", r"\bthe calls? to (?:the )?(?P<subject>{code})", role=Role.PREMISE),
    cue(
        "missing-call",
        r"(?<!should )(?<!must )(?<!to )(?<!not )(?<!never )\b(?:calls|invokes) "
        rf"(?:the )?(?P<subject>{{code}}){_WHAT}",
        role=Role.PREMISE,
    ),
    cue(
        "missing-call",
        rf"(?P<subject>{{code}}){_WHAT} is (?:called|invoked) (?:here|on line|at "
        r"line|in line|in|by|from|directly|unconditionally|without|inside|within)"
        r"\b",
        role=Role.PREMISE,
    ),
)

CUES: tuple[Cue, ...] = (*calls.CUES, *_COMMENTS, *_FILES, *_UNTESTED, *flow.CUES, *_LINES, *_PLACES)
"""Calls first: their cues hold the words "call" and "called" that later ones look for."""
