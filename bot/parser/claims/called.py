"""Cues of calls that do not fit, are not there, or do what a linter knows: "`dry` is no parameter of `deploy`", "missing `x.close()`"."""

from bot.parser.claims.cue import Cue, cue
from bot.parser.claims.name_words import WORD

_REQUIRED = r"(?:the |a |its |any )?(?:required |mandatory |needed |positional |keyword )*"
_ARG = r"(?:arguments?|parameters?|params?|args?|kwargs?)"
_N = r"(?:no|one|two|three|four|five|six|\d{1,2})"
_CALLS = r"[\w.]+\([^\n]{0,160}\)"
_DOTTED = r"(?!self\.)[a-z_]\w*\.[\w.]+(?:\(.{0,80}\))?|[\w.]+\(.{0,80}\)"
_WHAT = r"(?: (?:call|method|function|constructor|coroutine|invocation))?"

_HAS = r"(?:only |just )?(?:has|takes?|accepts?|expects?|wants?|requires?|declares|defines|allows?)"
_MUCH = rf"(?:only |just |exactly |at most |at least )*{_N}\b"
_IT = r"(?:«\d+»(?: itself)?|it|that|which|(?:the|its|that|this) (?:{fn}|signature|definition|callee))"

JOINED: tuple[Cue, ...] = (
    cue(
        "unused-parameter",
        r"(?P<subject>{code})(?: (?:parameter|argument|option|keyword))? is (?:accepted|taken|declared|passed|received|given|added|introduced)(?: (?:by|to|in|as) «?\w+»?)?,? (?:but|and|yet) (?:then )?(?:it is |is )?(?:(?:never|not) (?:actually |ever )?(?:used|read|referenced)|ignored|unused)\b",
        only=r"[a-z_]\w*",
    ),
    cue(
        "call-mismatch",
        rf"\b(?:calls?|calling|invok(?:es|ing)|called) (?P<subject>{{code}}) with {_MUCH} (?:\w+ )?{_ARG}[^.;«]{{0,30}}? (?:while|but|whereas|although|though|and|yet) {_IT} {_HAS} {_MUCH}",
    ),
    cue(
        "call-mismatch",
        rf"\b(?:this|the|that) call (?:passes|gives|supplies|has|provides) {_MUCH} (?:\w+ )?{_ARG}[^.;«]{{0,30}}? (?:while|but|whereas|although|and|yet) (?:the {{fn}} )?(?P<subject>{{code}}) {_HAS} {_MUCH}",
    ),
    cue(
        "call-mismatch",
        rf"(?P<subject>{{code}})(?: {{fn}})? {_HAS} {_MUCH}(?: \w+)?(?: {_ARG})?(?: (?:besides|apart from|other than|in addition to|plus|beside) «?\w+»?)?,? ?(?:but|and|while|yet|whereas)? "
        rf"?(?:(?:it )?(?:is|are|was|gets?) (?:being )?(?:called with|invoked with|given|passed) {_MUCH}|(?:you|we|this|here|the (?:call|caller))(?: call| line)? (?:pass(?:es|ed)?|gives?|calls? it with) {_MUCH}|{_N} (?:were|was|are|is) (?:given|passed))",
    ),
    cue(
        "call-mismatch",
        rf"(?P<subject>{{code}}) (?:is|was|gets) (?:called|invoked) with {_MUCH} (?:\w+ )?{_ARG}[^.;«]{{0,30}}? (?:while|but|whereas|although|and|yet) {_IT} {_HAS} {_MUCH}",
    ),
)
"""Two halves of one statement: what is given, and what is taken."""

_FITS: tuple[Cue, ...] = (
    *JOINED,
    cue(
        "call-mismatch",
        rf"\b(?:passes|passing|gives|giving|pass|supplies|hands) {_MUCH} (?:positional |keyword )?(?:{_ARG}|values?) to (?:the )?(?P<subject>{{code}})[^.]{{0,40}}? (?:which|that|it|but it|while it|and it|«\d+»)? ?{_HAS} {_MUCH}",
    ),
    cue(
        "call-mismatch",
        rf"(?P<subject>{{code}}){_WHAT} (?:does not|cannot) (?:take|accept|have|expect|want) (?:an? )?(?:third|fourth|fifth|sixth|second|more than {_N}|so many|that many|{_N}) (?:positional |keyword )?{_ARG}",
    ),
    cue(
        "call-mismatch",
        rf"\btoo (?:many|few) (?:positional |keyword )?{_ARG} (?:for|in|to|given to) (?:this |the |an? )?(?:function |method |constructor )?call\b",
    ),
    cue(
        "call-mismatch",
        rf"\b(?:unexpected keyword|no value for) {_ARG} '(?P<value>\w{{1,60}})' in (?:function|method|constructor) call\b",
    ),
    cue(
        "call-mismatch",
        rf"\b(?:passes|passing|gives|giving|pass|is passed|supplies) (?:an? (?:extra|superfluous|surplus|additional|third|fourth|fifth)|(?:one|two) too many|too many|too few) (?:positional |keyword )?{_ARG} to (?:the )?(?P<subject>{{code}})(?! (?:in order|so))",
    ),
    cue(
        "call-mismatch",
        r"\b(?:calls? (?:of|to) (?:the )?(?P<subject>{code}))[^.«]{0,20}? (?:does not|do not|doesn't) (?:match|fit) (?:its|the|that) signature\b",
    ),
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
        r"\b(?:parent|super[- ]?class|super|base)(?:'s)?(?: class(?:'s)?)? (?:method |version of )?(?P<subject>{code})(?: method| implementation)? is (?:never|not) (?:actually |ever )?(?:called|invoked)(?=\s*(?:$|[.,;:)]|(?:in|by|from|here|so|and|which|anywhere|at all)\b))",
        only=r"\w+(?:\(\))?",
    ),
    cue(
        "absent-call",
        r"(?P<subject>{code}) is (?:never|not) (?:actually |ever )?(?:called|invoked)(?=\s*(?:$|[.,;:)]|(?:in|inside|within|by|from|here|anywhere|so|and|which|after|at all)\b))",
        only=_DOTTED,
    ),
    cue(
        "absent-call",
        r"(?:(?P<scope>{code})(?: {fn})? (?:is )?)?\b(?:missing|forgot(?:ten)?(?: to call)?|lacks? an?) (?:the |a )?(?:calls? (?:to|of) )?(?P<subject>{code})(?: call)?(?=\s*(?:$|[.,;:)]|(?:in|inside|within|before|after|call|so|here)\b))",
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
        r"(?P<subject>{code}) (?:is|are|gets?) (?:re-?)?(?:raised|thrown)(?: (?:in|inside|within|from) (?:the |an? )?(?:«\d+» )?(?:except\w*|«\d+»|handler)(?: (?:block|clause|handler))?)?,? (?:without|with no|but (?:not|without)) "
        r"(?:an? |any |using |explicit(?:ly)? |the )*(?P<value>from\b|chaining|{code})",
        only=r"from\b.{0,40}|chaining",
    ),
    cue(
        "lost-cause",
        r"\b(?:re-?)?rais(?:es|ed|ing|e) (?:an? |the |another |new )*(?P<subject>{code})[^.«]{0,60}?,? (?:without|with no) (?:an? |any |using |explicit(?:ly)? |the )*(?P<value>from\b|chaining|{code})",
        only=r"from\b.{0,40}|chaining",
    ),
    cue(
        "lost-cause",
        r"\b(?:re-?)?rais(?:es|ed|ing|e)\b[^.«]{0,60}?\b(?:without|not|n't) (?:preserv|keep|chain|retain)\w*[^.«]{0,20}?\b(?:original|cause|traceback|context|exception|it|them)\b",
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
