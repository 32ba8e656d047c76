"""Cues of defects that are told in a whole sentence rather than named: "nothing in this module uses `x`"."""

from bot.parser.claims import told_names
from bot.parser.claims.cue import NULL, Cue, cue

_DOC = r"(?:doc[- ]?strings?|docs|documentation)"
_COMMENT = r"(?:(?:inline |explanatory |code |explaining |helpful |any |some )*comments?)"
_ERRORS = r"(?:exceptions?|errors?|failures?)"
_ERROR_NAME = r"[\w.:]*(?:Error|Exception|Warning|Interrupt|Exit|Iteration|Expired|NotFound|Timeout)"
_SECRET = r"(?:passwords?|secrets?|credentials?|tokens?|api[- ]?keys?)"  # noqa: S105 - a pattern
_RESOURCE = r"(?:file(?: handle| descriptor| object)?|handle|connection|socket|stream|session|cursor)"

_TEXTS: tuple[Cue, ...] = (
    cue(
        "missing-docstring",
        rf"\b{_DOC} (?:(?:is|are) )?missing (?:for|on|in|from|of) (?:the )?(?:{{fn}} )?(?P<subjects>{{codes}})",
    ),
    cue(
        "missing-docstring",
        rf"(?P<subjects>{{codes}})(?: {{fn}})? (?:comes?|goes) without (?:an? |any )?{_DOC}\b|(?P<subject>{{code}})(?: {{fn}})? would benefit from (?:an? |some )?{_DOC}\b",
    ),
    cue("missing-comment", r"(?P<subjects>{codes})(?: {fn})? (?:is|are) (?:not|never) commented\b(?! out)"),
    cue("missing-comment", r"\bnot (?:even )?a single comment (?:in|inside) (?:the )?(?:{fn} )?(?P<subjects>{codes})"),
    cue("missing-comment", rf"(?P<subjects>{{codes}})(?: {{fn}})? (?:would benefit from|could use) {_COMMENT}\b"),
    cue("wrong-indentation", r"\bindented with (?:an? |one |two |three |five |six |seven |\d )?(?:tabs?|spaces)\b"),
    cue("wrong-indentation", r"\b(?:uses|with) an? tabs? (?:for indentation|to indent|instead of spaces)\b"),
    cue("trailing-whitespace", r"\b(?:white ?space|spaces) at (?:the )?end of (?:the |this )?line\b"),
    cue(
        "missing-comment",
        r"\badd (?:\w+ )?comments? (?:explaining|describing|to explain|to describe|on) (?:what |how |why )?(?:the )?(?P<subjects>{codes})",
    ),
    cue("missing-newline", r"\bfile (?:should|must|needs to) end (?:with|in) an? new ?line\b"),
    cue("trailing-comma", r"\bthere should be an? (?P<value>trailing comma)\b"),
    cue("trailing-comma", r"\b(?P<value>trailing comma) (?:should|must|needs to|could) be added\b"),
    cue(
        "syntax-error",
        r"\brefuses? to parse\b|\b(?:no|lacks? (?:an?|the)|without (?:an?|the)) (?:trailing |closing )?colon (?:after|at|before|on)\b|\bheader lacks a colon\b",
    ),
)

_ERROR_HANDLING: tuple[Cue, ...] = (
    cue(
        "swallowed-exception",
        r"(?:\b(?:except|catch|handler)|«\d+»)(?: clause| block| handler| statement)?(?: (?:at|on|in) line \d{1,6})?(?: (?:just|only|simply|merely))? "
        r"(?:does|contains|has|is|uses) (?:only |just |a |an |nothing but )*(?P<value>{code})",
        only=r"pass|\.\.\.",
    ),
    cue(
        "swallowed-exception",
        r"(?P<value>{code}) (?:is|are) (?:caught|handled)[^.«]{0,15}? (?:but|and|then) (?:then |is |silently |simply |just )*(?:ignored|discarded|swallowed|dropped)\b",
        only=_ERROR_NAME,
    ),
    cue(
        "swallowed-exception",
        r"\bsilently (?:passing|passes|continuing|continues)(?: on| over)? (?:\w+ )?(?:exceptions?|errors?)\b",
    ),
    cue(
        "swallowed-exception",
        r"(?:\b(?:except|catch)|(?P<value>{code}))(?: clause| block)? (?:hides|masks|swallows|loses) (?:\w+ ){0,3}(?:errors?|exceptions?) by (?:doing nothing|passing|ignoring|just)\b",
        only=r"|except\b.{0,80}",
    ),
    cue("swallowed-exception", r"(?P<value>{code})", only=r"except\b[^:]{0,80}:\s*(?:pass|\.\.\.)"),
    cue(
        "swallowed-exception",
        r"\bcatch(?:es|ing)? (?P<value>{code})[^.«]{0,20}? and (?:then |just |simply |silently |quietly )*(?:ignor|swallow|discard|suppress|do|pass|dropp?)(?:es|s|ing)?"
        r"(?: (?:it|them|the (?:error|exception)|nothing))?(?=\s*(?:$|[.,;)]|hides|which|at|on|without))",
        only=_ERROR_NAME,
    ),
    cue(
        "missing-error-handling",
        r"(?P<subject>{code})(?: calls?)? (?:may|might|can|could) (?:raise|throw|fail)\b[^.«]{0,40}\bno (?:try|error|exception|handl|except)",
    ),
    cue(
        "missing-error-handling",
        r"(?P<subject>{code})(?: calls?)? (?:should|must|needs? to|has to) be (?:wrapped|enclosed|guarded|put|placed)(?: in(?:side)?| by| with)? (?:an? )?(?:try|error|exception)",
    ),
    cue(
        "missing-error-handling",
        rf"\b{_ERRORS}(?: \w+){{0,2}}? (?:from|of|by|in) (?:the )?(?P<subject>{{code}})[^.«]{{0,20}}\b(?:propagate|go|remain|are left|escape)s?\b[^.«]{{0,20}}\b(?:unhandled|uncaught)\b",
    ),
    cue(
        "missing-error-handling",
        r"(?P<subject>{code})(?: calls?)? (?:may|might|can|could) (?:raise|throw|fail)\b[^.«]{0,20}? (?:but|and) (?:is|are) not (?:guarded|handled|caught|protected|wrapped)\b",
    ),
    cue(
        "missing-error-handling",
        r"\b(?:missing|no|without|needs?|add)(?: an?)? try[-/ ](?:except|catch)?(?: block| statement)?(?: around| for| on) (?:the )?(?:calls? to )?(?P<subject>{code})",
    ),
    cue(
        "bare-except",
        r"(?P<value>{code})(?: clause| block| statement)?(?: (?:at|on|in) line \d{1,6})? (?:without (?:an? |any )?(?:specific )?(?:exception )?(?:type|class|exception)|catches (?:everything|all)\b)",
        only=r"except\s*:?",
    ),
    cue(
        "none-dereference",
        r"\bno (?:guard|check|protection) (?:against|for) (?:the )?(?P<subject>{code}) being {null}",
        only=NULL,
    ),
    cue(
        "mutable-default",
        r"\b(?:list|dict|dictionary|set|mutable (?:object|value|type|list|dict))s? as (?:the |an? )?default(?: (?:value|argument|parameter))?s?(?: (?:for|of) (?:the )?(?:parameter )?(?P<subject>{code}))?",
    ),
    cue("mutable-default", r"(?P<subject>{code}) (?:uses|has) an? mutable \w+ as (?:its |the |an? )?default\b"),
    cue(
        "mutable-default",
        r"(?P<subject>{code})(?: parameter| argument)? (?:should|must|ought) not (?:to )?(?:have|use) an? mutable default\b",
    ),
    cue("mutable-default", r"\bdefault (?:list|dict|set|mutable) (?:argument|value|parameter)s? (?P<subject>{code})"),
    cue("none-dereference", r"{null} (?:dereference|access)\b(?:[^.«]{0,10}(?P<subject>{code}))?", only=NULL),
    cue(
        "none-dereference",
        r"{null}[- ]checks? (?:is |are )?missing (?:for|on|before) (?:the )?(?P<subject>{code})",
        only=NULL,
    ),
    cue(
        "mutable-default",
        r"\b(?:list|dict|dictionary|set) defaults?(?: values?)? (?:for|of) (?P<subject>{code}) (?:is|are) (?:shared|mutable)\b",
    ),
    cue("mutable-default", r"(?P<subject>{code})(?: parameter| argument)? defaults to an? (?:empty )?mutable\b"),
    cue(
        "unclosed-resource",
        rf"\b{_RESOURCE}s?\b[^.«]{{0,20}}? (?:is|are|gets?) (?:opened|created|acquired)[^.«]{{0,20}}? (?:but|and|yet) (?:is |are )?(?:never|not) (?:closed|released)\b",
    ),
    cue("unclosed-resource", rf"\b{_RESOURCE}s?\b[^.«]{{0,40}}? (?:(?:is|are|gets?) left|remains?|stays?) open\b"),
    cue(
        "unclosed-resource",
        r"(?P<subject>{code}) (?:is |are )?(?:used|opened|called|invoked) without (?:an? |the |using )?(?P<value>{code})",
        only=r"with\b.{0,60}",
    ),
    cue("unclosed-resource", r"(?P<subject>{code}) without (?:an? )?(?:context manager|with[- ](?:statement|block))\b"),
    cue(
        "unclosed-resource",
        r"\b(?:should|must|please|better|consider) (?:be )?us(?:e|ing) (?:an? )?(?P<value>{code})",
        only=r"with\b.{0,60}",
    ),
)

_FLOW: tuple[Cue, ...] = (
    cue(
        "wrong-call-count",
        r"\b(?:there are|has|makes|contains) (?P<number>two|three|four|five|six|\d{1,2}) (?:\w+ )?(?P<subject>{code}) calls\b",
    ),
    cue("wrong-call-count", r"(?P<subject>{code}) (?:is|gets) (?:called|invoked) more than once\b"),
    cue(
        "wrong-call-count",
        r"\bthe second (?P<subject>{code}) call\b[^.«]{0,20}(?:«\d+» )?is (?:redundant|unnecessary|a duplicate|superfluous|not needed)\b",
        number=2,
    ),
    cue(
        "wrong-call-count",
        r"\b(?:calling|invoking) (?:the )?(?P<subject>{code}) (?P<number>twice|thrice|(?:two|three|four|\d{1,2})(?= times))\b",
    ),
    cue(
        "wrong-call-count",
        r"\b(?:redundant|duplicate|unnecessary|needless) second call (?:to|of) (?:the )?(?P<subject>{code})",
        number=2,
    ),
    cue(
        "unreachable-code",
        r"\b(?:code|statements?|lines?(?: \d{1,6})?|block|branch)\b[^.]{0,40}? (?:can|will|would|could) never (?:be )?(?:execut|reach|run|happen)",
    ),
    cue(
        "missing-await",
        r"\b(?:forg[eo]t(?:s|ten)? to|must|should|needs? to|has to|does not|do not|did not|never) await(?:s|ed)? (?:the )?(?:calls? to )?(?P<subject>{code})",
    ),
    cue(
        "missing-await",
        r"(?P<subject>{code}) is (?:an? )?(?:async(?:hronous)?|coroutine)(?: function| method)?,? (?:but|and|yet)(?: it)?(?: is)? (?:not|never) (?:being )?awaited\b",
    ),
    cue(
        "missing-await",
        r"(?P<subject>{code}) (?:is|returns) a coroutine (?:that|which|but) (?:nobody|nothing|no one) awaits\b",
    ),
    cue(
        "missing-await",
        r"(?P<subject>{code})(?: call)? (?:lacks?|misses|is missing|has no|needs?|requires?) (?:an? |the |its )?(?P<value>await\b|{code})",
        only="await",
    ),
    cue(
        "missing-await",
        r"(?P<subject>{code})(?: call)? (?:is|was|are|gets) (?:called|invoked|used) without (?:an? |the )?(?P<value>await\b|{code})",
        only="await",
    ),
    cue("missing-await", r"(?P<subject>{code})(?: call)? (?:should|must|needs? to|has to) be awaited\b"),
)

_SECURITY: tuple[Cue, ...] = (
    cue(
        "unsafe-deserialization",
        r"(?P<subject>{code}) (?:without|with no) (?:an? )?(?:safe|«\d+»)",
        only=r"yaml\.load(?:_all)?(?:\(.{0,60}\))?",
    ),
    cue(
        "unsafe-deserialization",
        r"(?P<subject>{code}) (?:should|must) be replaced\b",
        only=r"yaml\.load(?:_all)?(?:\(.{0,60}\))?",
    ),
    cue(
        "unsafe-deserialization",
        r"\busing (?P<subject>{code})[^.«]{0,30}\b(?:security|risk\w*|dangerous|vulnerab\w+)",
        only=r"(?:yaml|c?pickle|dill|marshal)\.\w+(?:\(.{0,60}\))?",
    ),
    cue(
        "unsafe-deserialization",
        r"\buse (?P<value>{code})(?= (?:here|for|to|so)\b|\W*$)",
        only=r"yaml\.safe_load(?:_all)?(?:\(.{0,60}\))?",
    ),
    cue(
        "hardcoded-secret",
        rf"\b{_SECRET} (?:is|are) (?:stored|kept|written|embedded|committed|checked in|present|visible|included)(?: \w+){{0,6}}? (?:source|code|repo\w*|file|script)\b",
    ),
    cue(
        "hardcoded-secret",
        rf"\b{_SECRET} (?:in|committed to) (?:the |this )?(?:source|code)\b(?: code)?(?!\s*(?:review|path))",
    ),
    cue("hardcoded-secret", rf"\b{_SECRET} (?:should|must) (?:not|never) be hard[- ]?coded\b"),
)

CUES: tuple[Cue, ...] = (*told_names.CUES, *_TEXTS, *_ERROR_HANDLING, *_FLOW, *_SECURITY)
"""They name their subject and their defect both, so they are tried before cues that need less."""
