"""Cues of calls that do not fit, are not there, or do what a linter knows: "`dry` is no parameter of `deploy`", "missing `x.close()`"."""

from bot.parser.claims.cue import Cue, cue
from bot.parser.claims.name_words import WORD

_REQUIRED = r"(?:the |a |its |any )?(?:required |mandatory |needed |positional |keyword )*"
_ARG = r"(?:arguments?|parameters?|params?|args?|kwargs?)"
_N = r"(?:no|one|two|three|four|five|six|\d{1,2})"
_CALLS = r"[\w.]+\([^\n]{0,160}\)"
_DOTTED = r"(?!self\.)[a-z_]\w*\.[\w.]+(?:\(.{0,80}\))?|[\w.]+\(.{0,80}\)"
_WHAT = r"(?: (?:call|method|function|constructor|coroutine|invocation))?"

_FITS: tuple[Cue, ...] = (
    cue(
        "call-mismatch",
        rf"\bunexpected (?:keyword )?{_ARG}:? (?P<value>{{code}})(?: (?:to|for|in|passed to|given to) (?:the )?(?:calls? (?:to|of) )?(?P<subject>{{code}}))?",
    ),
    cue(
        "call-mismatch",
        rf"\btoo (?:many|few) (?:positional |keyword )?{_ARG} (?:for|to|in|given to|passed to|when calling) (?:the )?(?:calls? (?:to|of) )?(?P<subject>{{code}})",
    ),
    cue(
        "call-mismatch",
        rf"(?P<subject>{{code}}){_WHAT}[^.«]{{0,20}}? (?:has|takes|accepts|declares) no (?:parameter|argument|keyword)(?: argument)? (?:named |called )?(?P<value>{{code}})",
    ),
    cue(
        "call-mismatch",
        rf"(?P<subject>{{code}}){_WHAT} (?:passes|is called with|is given|gets|is passed|supplies|provides) {_N} (?:positional |keyword )?(?:{_ARG}|values?)[^.]{{0,80}}? (?:takes?|accepts?|expects?|wants?|requires?|is keyword[- ]only|only has)\b",
    ),
    cue(
        "call-mismatch",
        rf"(?P<subject>{{code}}){_WHAT} (?:is (?:called|invoked|constructed)|omits|lacks|misses|is missing) (?:without |with no )?{_REQUIRED}(?P<value>{{code}})(?: {_ARG})",
        only=r"(?!.*=)[A-Za-z_]\w*",
    ),
    cue(
        "call-mismatch",
        rf"(?P<subject>{{code}}){_WHAT} takes an? (?P<value>{{code}}) {_ARG},? (?:but|and|yet) (?:none|nothing|it|no value) is (?:not )?(?:passed|given|provided|supplied)",
    ),
    cue(
        "call-mismatch",
        rf"(?P<subject>{{code}}) is called without {_REQUIRED}(?P<value>{{code}})(?=\W*$)",
        only=r"(?!await$|with$|open$)[a-z_]\w*",
    ),
)

_ABSENT: tuple[Cue, ...] = (
    cue(
        "absent-call",
        r"(?P<subject>{code}) is (?:never|not) (?:actually |ever )?(?:called|invoked)(?=\s*(?:$|[.,;:)]|(?:in|inside|within|by|from|here|anywhere|so|and|which|after|at all)\b))",
        only=_DOTTED,
    ),
    cue(
        "absent-call",
        r"\b(?:missing|forgot(?:ten)?(?: to call)?|lacks? an?) (?:the |a )?(?:calls? (?:to|of) )?(?P<subject>{code})(?: call)?(?=\s*(?:$|[.,;:)]|(?:in|inside|within|before|after|call|so|here)\b))",
        only=_CALLS,
    ),
    cue(
        "absent-call",
        r"(?P<subject>{code})(?: call)? is missing(?=\s*(?:$|[.,;:)]|(?:in|inside|within|from|before|after|here)\b))",
        only=_DOTTED,
    ),
    cue(
        "absent-call",
        rf"\b(?<!\.)(?P<scope>{WORD})(?:\(\))? (?:never|does not|do not) (?:actually |ever |even )?(?:calls?|invokes?) (?:the )?(?P<subject>{{code}})",
    ),
)

_LINTED: tuple[Cue, ...] = (
    cue(
        "empty-fstring",
        r"(?P<subject>{code})? ?(?:is an? )?\b(?:f-?strings?|f541)\b[^.«]{0,40}?\b(?:without|missing|has no|have no|with no|no|lacks?) (?:any )?(?:placeholders?|interpolat\w+|variables?|expressions?)\b(?:[^.«]{0,12}(?P<value>{code}))?",
    ),
    cue(
        "empty-fstring",
        r"(?P<subject>{code}) (?:has no|without|contains no|with no) (?:any )?placeholders?\b",
        only=r"f['\"].*",
    ),
    cue(
        "lost-cause",
        r"(?P<subject>{code})[^.]{0,60}?\b(?:lacks?|without|missing|does not use|is not chained|should be chained|drops?|loses?|needs?|add)\b[^.]{0,40}?(?:«\d+»|\bfrom\b|chain\w*|cause|original (?:exception|traceback|error))",
        only=r"raise\b.{0,120}",
    ),
    cue(
        "lost-cause",
        r"\braise (?:without|lacks?|missing|is missing)(?: an?| the)? (?P<value>{code}|from\b)",
        only=r"from\b.{0,40}",
    ),
    cue(
        "lost-cause",
        r"(?P<scope>{code}) (?:loses|drops|hides|discards) the (?:original |underlying )?(?:exception(?: chain)?|traceback|cause|error)\b[^.]{0,60}?(?:(?P<value>{code})|\bfrom\b)",
        only=r"|raise\b.{0,80}|from\b.{0,40}",
    ),
    cue(
        "lost-cause",
        r"\b(?:missing|no|without|use|add) exception chaining\b|\bexception chain is (?:lost|dropped|broken)\b|\bb904\b",
    ),
    cue(
        "identity-literal",
        r"(?P<subject>{code})[^.]{0,40}?\b(?:compar(?:es|ing)|uses?|identity|should use|use)\b[^.]{0,60}?(?:literal|identity|«\d+»|==|constant)",
        only=r"(?:[^\n]{1,80} )?is (?:not )?(?:-?\d+|['\"].*['\"])",
    ),
    cue(
        "identity-literal",
        r"\b(?:is|«\d+») (?:with|against|used with|on|to compare) (?:an? |the )?(?:\w+ )?literal\b|\bidentity comparison (?:with|to|against) (?:an? |the )?(?:\w+ )?(?:literal|constant)\b|\bf632\b",
    ),
    cue("blocking-call", r"(?P<subject>{code})[^.]{0,60}?\bblocks? (?:the )?(?:\w+ )?(?:event )?loop\b"),
    cue(
        "blocking-call",
        r"\bblocking (?:calls?|sleep|i/o|io)\b(?: (?:to|of))?(?: (?P<subject>{code}))?[^.]{0,40}?\b(?:in|inside|within|from) (?:an? |the )?(?:async\w*|coroutine|event loop)\b",
    ),
    cue("blocking-call", r"\buse (?:«\d+») instead of (?P<subject>{code}) in (?:an? |the )?(?:async\w*|coroutine)\b"),
)

_DOCS: tuple[Cue, ...] = (
    cue(
        "stale-docstring",
        r"\bdoc-?strings?(?: (?:of|for|in) (?:the )?(?P<scope>«\d+»))?(?: {fn})? (?:still )?(?:documents?|mentions?|describes?|lists?|refers? to|names) (?:an? |the )?(?:non-?existent |unknown |old )?(?:parameter |argument |param )?(?:named |called )?(?P<value>{code})(?:,? (?:which|that|but|while|yet|instead|although|though|rather)\b| parameter (?:that|which|but)|\s*$)",
    ),
    cue(
        "stale-docstring",
        r"(?P<value>{code}) (?:in|from) (?:the |its )?doc-?string(?: (?:of|for) «\d+»)? (?:does not|no longer|is not|never) (?:match\w*|exists?|correspond\w*|refer\w*|an?)\b",
    ),
    cue(
        "stale-docstring",
        r"(?P<subjects>{codes}) (?:is|are) (?:not (?:documented|described|mentioned|listed)|undocumented|missing|absent|omitted) (?:in|from) (?:the |its )?doc-?string",
    ),
)

_AWAITS: tuple[Cue, ...] = (
    cue(
        "undefined-attribute",
        r"(?P<subject>{code})(?: (?:method|attribute))? does not exist\b(?! (?:if|when|until|before|yet))",
        only=r"(?:self|cls)\.\w+(?:\(.{0,60}\))?",
    ),
    cue(
        "missing-await",
        r"\bcalls? (?:to|of) (?P<subject>{code})[^.«]{0,30}? (?:is missing|lacks|needs|misses) (?:an? |the |its )?(?P<value>await\b|{code})",
        only="await",
    ),
    cue(
        "missing-argument",
        r"(?P<subject>{code})(?: call)?(?: in «\d+»| in \w+)?(?: call)? (?:is missing|misses|lacks|omits|is (?:called|invoked|used) without) (?:the |an? )?(?P<value>{code})",
        only=r"[a-z_]\w* ?= ?[^=].*",
    ),
    cue(
        "undefined-name",
        r"^\W*(?P<subject>(?-i:[A-Z][A-Z0-9_]{2,40})) (?:is|was) (?:never|not) (?:actually |ever )?(?:defined|declared|imported)\b",
    ),
    cue(
        "missing-await",
        r"(?P<subject>{code}) (?:in|inside|within) (?:the )?(?P<scope>{code}) is (?:never|not) (?:being )?awaited\b",
    ),
    cue(
        "missing-await",
        r"^\W*(?:the |this )?(?:coroutine|async (?:function|call|method))(?: call)? (?:is |was )?(?:never|not) (?:being )?awaited\b",
    ),
    cue(
        "missing-await",
        r"^\W*(?:the |this |an? )?(?:async(?:hronous)? (?:function|method|call)|coroutine)(?: (?:is|gets|was))? (?:called|invoked) without (?:an? )?(?P<value>await\b|{code})",
        only="await",
    ),
)

CUES: tuple[Cue, ...] = (*_LINTED, *_FITS, *_ABSENT, *_DOCS, *_AWAITS)
"""Each names the call or the rule, so they are tried before cues of names that are merely not used."""
