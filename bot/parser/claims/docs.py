"""Cues of documentation: docstrings and comments that are missing or say something else."""

from bot.model.claim import Quantifier
from bot.parser.claims.cue import Cue, cue
from bot.parser.claims.name_words import WORD

_DOC = r"(?:doc[- ]?strings?|docs?(?: comments?)?|documentation|doc comments?)"
_ADD = r"(?:add(?:ing)?|includ(?:e|ing)|provid(?:e|ing)|writ(?:e|ing)|need(?:s|ed)?|want(?:s)?)"
_COMMENT = (
    r"(?:(?:inline |explanatory |explaining |code |brief |short |helpful |descriptive |clarifying |any )*comments?)"
)
_BARE = rf"(?!(?:test|new|first|second|public)\b){WORD}"
_THING = r"(?:functions?|methods?|class(?:es)?|modules?|helpers?|properties|property|tests?|fixtures?|definitions?|parts?|sections?|files?|code|blocks?)"

_DOCSTRING: tuple[Cue, ...] = (
    cue(
        "stale-docstring",
        rf"\b{_DOC}(?: (?:of|for|in)(?: the)? (?P<scope>{{code}}))?(?: {{fn}})? (?:does not|doesn't|fails to|omits to) (?:mention|document|describe|list|include|cover)(?: the)?(?: parameter| argument| param)? ?(?P<subject>{{code}})",
    ),
    cue(
        "missing-docstring",
        rf"(?P<subjects>{{codes}})(?: {{fn}})?s?(?: here| also| still| currently)?,? {{lack}} (?:an? |any |its |the |proper |clear |own |class |function |method |module )*{_DOC}\b",
    ),
    cue(
        "missing-docstring",
        rf"\b(?:missing|no|lacks?|lacking|absent|without)(?: an?| any| the| proper)? (?:module |class |function |method )?{_DOC}(?:(?: (?:for|on|in|of|at|above|from))?(?: the| this)?(?: {{fn}})?|:) ?(?P<subjects>{{codes}})",
    ),
    cue(
        "missing-docstring",
        rf"\b{_DOC} (?:of|for|on|in) (?:the )?(?:{{fn}} )?(?P<subjects>{{codes}})(?: {{fn}})? (?:is|are) (?:missing|absent|lacking)\b",
    ),
    cue(
        "missing-docstring",
        rf"\b{_ADD} (?:an? |the |some |missing |proper |short |brief |descriptive |comprehensive |clear |module[- ]level |class |function |method )*{_DOC} (?:to|for|on|in)(?: the| this)?(?: {{fn}})? ?(?P<subjects>{{codes}})",
    ),
    cue(
        "missing-docstring",
        r"(?P<subjects>{codes})(?: {fn})? (?:is|are) (?:undocumented|not documented|missing documentation)\b",
    ),
    cue(
        "missing-docstring",
        rf"(?P<subjects>{{codes}})(?: {{fn}})? (?:should|must|could|needs? to) (?:be documented|have (?:an? )?{_DOC})\b",
    ),
    cue(
        "missing-docstring",
        rf"\b(?:the |this )?(?P<subject>{_BARE}) (?:function|method|class) {{lack}} (?:an? |any |its )?{_DOC}\b",
    ),
    cue(
        "missing-docstring",
        rf"\b(?:function|method|class) (?P<subject>{_BARE}) {{lack}} (?:an? |any |its )?{_DOC}\b",
    ),
    cue(
        "missing-docstring",
        rf"(?P<subjects>{{codes}})(?: {{fn}})?(?: has| have)? (?:neither|no) (?:an? )?(?:{_DOC} n?or|[a-z -]{{3,25}} n?or (?:an? )?{_DOC})\b",
    ),
    cue(
        "missing-docstring",
        rf"^\W*(?P<subjects>{{codes}})(?: {{fn}})?\s*[:–—-]+ (?:is |has )?(?:missing|no|lacks|without|needs|add)(?: an?| the| proper)? {_DOC}\b",
    ),
    cue(
        "missing-docstring",
        r"(?:(?<=docstring)|(?<=docstrings)),? (?:and |and also )?(?:(?:neither|nor) (?:do|does|has|have) (?:the )?(?P<subjects>{codes})|(?P<subject>{code}) (?:neither|either)\b)",
    ),
    cue(
        "missing-docstring",
        rf"\b(?:some|several|many|most|multiple|various|a few|certain)\b[^.]{{0,40}}\b{_THING}\b[^.]{{0,40}}?\b(?:lack|miss(?:ing)?|do not have|don't have|have no|are missing|are lacking|without|need)\b(?: any| proper| an?)? {_DOC}\b",
        quantifier=Quantifier.SOME,
    ),
    cue(
        "missing-docstring",
        rf"\b(?:all|every|each|none of|no)\b[^.]{{0,40}}\b{_THING}\b[^.]{{0,40}}?\b(?:lacks?|miss(?:ing|es)?|do not have|don't have|has|have|have no|has no|without)\b(?: any| proper| an?)? {_DOC}\b",
        quantifier=Quantifier.ALL,
    ),
    cue(
        "missing-docstring",
        rf"\bthere (?:is|are) no (?:class|function|method|module)(?:[- ]level)? {_DOC}(?=\W*$|[,;]| (?:here|at all|that|which|explaining|describing)\b)",
    ),
    cue(
        "missing-docstring",
        rf"\b(?:the |this )(?:new |main |only |single |actual )?(?:test )?(?:function|method|class|module|file|test) {{lack}} (?:an? |any |its |proper )*(?:module[- ]level )?{_DOC}\b",
    ),
    cue(
        "missing-docstring",
        rf"\b(?:missing|no|lacks?|lacking|without)(?: an?| any| the| proper)? {_DOC} (?:for|on|in|of|at) (?:the |this )(?:constructor|initiali[sz]er|function|method|class|module|property)\b",
    ),
    cue(
        "missing-docstring",
        rf"^\W*(?:missing|no|lack of)(?: function| class| module| method)? {_DOC}\W*$",
        quantifier=Quantifier.SOME,
    ),
    cue(
        "missing-docstring",
        rf"^\W*(?:please |consider |you (?:should|could) )?{_ADD} (?:an? |the )?(?:missing |short |brief |proper )*{_DOC}\b",
    ),
)

_COMMENTS: tuple[Cue, ...] = (
    cue(
        "missing-comment",
        rf"(?P<subjects>{{codes}})(?: {{fn}})?,? (?:{{lack}}|contains? no|has not|has zero) (?:an? |any |the )*{_COMMENT}\b",
    ),
    cue(
        "missing-comment",
        rf"\bno {_COMMENT} (?:to )?(?:explain|describ|document)\w* (?:what |how |why )?(?:the )?(?P<subjects>{{codes}})",
    ),
    cue(
        "missing-comment",
        rf"\b(?:missing|no|lacks?|lacking|without)(?: an?| any)? {_COMMENT} (?:for|on|in|at|above|inside)(?: the| this)?(?: {{fn}})? ?(?P<subjects>{{codes}})",
    ),
    cue(
        "missing-comment",
        rf"\b(?:the |this )?(?P<subject>{_BARE}) (?:function|method|class) {{lack}} (?:an? |any )?{_COMMENT}\b",
    ),
    cue(
        "missing-comment",
        rf"\b{_ADD} (?:an? |the |some |more )?{_COMMENT} (?:to|for|on|in|above|inside)(?: the| this)?(?: {{fn}})? ?(?P<subjects>{{codes}})",
    ),
    cue(
        "missing-comment",
        rf"\b{_ADD} (?:an? |the |some )?{_COMMENT} (?:to |that |which |above |explaining |describing |here)[^.«]{{0,80}}?(?:explain|describ|clarif|document|here|why|reason|rationale|purpose)[^.«]{{0,60}}",
    ),
    cue("missing-comment", rf"\b{_ADD} (?:an? |the |some )?{_COMMENT} (?:here|above (?:it|this|the line))\b"),
    cue(
        "missing-comment",
        rf"\b(?:the |this )(?:code|function|method|block|line|section|statement|class) {{lack}} (?:an? |any )?{_COMMENT}\b",
    ),
)

CUES: tuple[Cue, ...] = (*_DOCSTRING, *_COMMENTS)
"""Docstrings before comments."""
