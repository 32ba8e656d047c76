"""Cues of resources that stay open and of the named traps of languages."""

from bot.parser.claims.cue import Cue, cue

_RESOURCE = (
    r"(?:file(?: handle| descriptor| object)?s?|handles?|resources?|connections?|sockets?|streams?|sessions?|cursors?|"
    r"database connections?|file opened|temp(?:orary)? files?|readers?|writers?)"
)
_CLOSED = r"(?:closed|released|disposed)"
_NEVER = r"(?:not |never |n't )(?:be |being |get )?(?:properly |explicitly |always |correctly )?"

_RESOURCES: tuple[Cue, ...] = (
    cue(
        "unclosed-resource",
        rf"\b(?:the )?(?:{_RESOURCE}) (?:opened |created |returned |acquired )?(?:by|with|in|at|on|from|via) (?:the )?"
        rf"(?P<subject>{{code}}|line \d+)[^.]{{0,30}}?\b(?:is|are|may|might|will)(?: be)? {_NEVER}{_CLOSED}\b",
    ),
    cue(
        "unclosed-resource",
        rf"(?P<subject>{{code}})(?: (?:created|opened|returned|obtained|acquired) (?:from|by|via|with) «\d+»)? (?:is|are) {_NEVER}{_CLOSED}\b",
    ),
    cue(
        "unclosed-resource",
        rf"\b{_RESOURCE}\b[^.]{{0,50}}?\b(?:is|are|gets?|may|might|will|would)(?: be)? {_NEVER}{_CLOSED}\b",
    ),
    cue(
        "unclosed-resource",
        r"\b(?:without|not|never|forgets? to|fails? to|does(?: not|n't)) (?:explicitly |properly |ever )?clos(?:e|es|ing) (?:the )?"
        r"(?:(?:file|connection|socket|handle|stream|session|cursor|resource)\b|(?P<subject>{code}))",
    ),
    cue(
        "unclosed-resource",
        r"\b(?:resource|file (?:handle|descriptor)|connection|socket|handle)s? leak(?:s|age)?\b(?:[^.]{0,30}?\b(?:in|at|from|of) (?:the )?(?P<subject>{code}))?",
    ),
    cue(
        "unclosed-resource",
        r"(?P<subject>{code})[^.]{0,20}\b(?:is |are )?(?:used|opened|called|invoked) without (?:an? |the )?(?:(?P<value>«\d+»)|context "
        r"manager|with[- ]statement|with block)",
        only=r"|with\b.{0,60}",
    ),
    cue(
        "unclosed-resource",
        r"\buse (?:an? |the )?(?:context manager|with[- ]statement|(?P<value>«\d+») statement)(?: (?:to open|for|with|when opening|for "
        r"opening|around) (?:the )?(?:file |connection )?(?P<subject>{code})?)?",
        only=r"|with\b.{0,60}",
    ),
    cue(
        "unclosed-resource",
        rf"(?P<scope>{{code}})(?: {{fn}})? (?:opens?|creates?|acquires?) (?:an? |the )?{_RESOURCE}\b[^.«]{{0,30}}?\b(?:never|does not|doesn't|without) (?:ever )?(?:clos|releas)(?:e|es|ing)\b",
    ),
    cue(
        "unclosed-resource",
        r"(?P<scope>{code})(?: {fn})? leaks? (?:an? |the )?(?:open )?(?:file|socket|connection|handle|descriptor|resource)\w*",
    ),
    cue(
        "unclosed-resource",
        r"\bunclosed (?:file|resource|socket|connection|handle|stream)s?\b(?:[^.«]{0,20}?\b(?:in|by) (?:the )?(?P<scope>{code}))?",
    ),
    cue(
        "unclosed-resource",
        r"(?P<subject>{code})(?: \w+)? (?:(?:is|remains|stays|gets) (?:left )?open(?=\s*(?:$|[.,;]|when|if|after|and))|is opened[^.«]{0,20}? (?:but|and) (?:is )?(?:not|never) closed)",
    ),
    cue(
        "unclosed-resource",
        rf"\b{_RESOURCE} (?:is|are) opened without (?:an? |using )?(?:«\d+»|context manager|with\b)",
    ),
    cue("memory-leak", r"\bmemory[- ]leaks?\b|\bleaks? memory\b"),
    cue(
        "memory-leak",
        r"(?P<subject>{code})[^.«]{0,40}\b(?:is|are|will|would)(?: be)? (?:not |never )(?:be |being )?freed\b",
    ),
)

_TRAPS: tuple[Cue, ...] = (
    cue(
        "early-default",
        r"\b(?:function |method |constructor )?calls? in (?:an? |the )?(?:argument defaults?|default (?:arguments?|values?|parameters?))\b(?:[^.«]{0,20}?(?P<subject>{code}))?",
    ),
    cue(
        "early-default",
        r"\bdefault(?: argument| value)? (?P<subject>{code})[^.«]{0,30}\bis (?:only )?(?:evaluated|computed|created|called|constructed|executed|frozen|fixed) (?:only )?(?:once|at (?:import|definition|function definition|module load)(?: time)?)",
    ),
    cue(
        "early-default",
        r"(?P<subject>{code})[^.«]{0,30}\bdefault\b[^.«]{0,30}\bis (?:only )?(?:evaluated|computed|created|called) (?:only )?(?:once|at (?:import|definition|function definition)(?: time)?)",
    ),
    cue(
        "mutable-default",
        r"\bdefault(?: value| argument)?s? (?:\(?{code}\)? )?(?:for|of) (?:the )?(?:parameter |argument )?(?P<subject>{code})(?: (?:parameter|argument))?(?: in «\d+»)? (?:is|are) (?:an? )?(?:mutable|shared)\b",
    ),
    cue(
        "mutable-default",
        r"\b(?:us(?:es?|ing)|having|with|passing) (?:an? )?(?:empty |literal )?(?P<value>{code}|list|dict|set|dictionary) (?:literal )?as (?:an? |the )?default(?: here| argument| value| parameter)?(?: (?:for|of) (?:the )?(?P<subject>{code}))?",
        only=r"\[\]|\{\}|list|dict|set|dictionary|set\(\)|(?:list|dict)\(\)|\[.{1,40}\]|\{.{1,40}\}",
    ),
    cue(
        "mutable-default",
        r"\bmutable data structures? (?:for|as) (?:an? )?(?:argument |parameter )?defaults?\b",
    ),
    cue(
        "mutable-default",
        r"(?P<subjects>{codes})[^.]{0,40}\b(?:has|have|uses?|is|are|with|as)(?: \w+){0,2} mutable default(?: argument| value| parameter)?s?\b",
    ),
    cue(
        "mutable-default",
        r"\bmutable defaults?(?: (?:arguments?|values?|parameters?))?\b(?:[^.«]{0,20}?(?P<subject>{code}))?",
    ),
    cue(
        "mutable-default",
        r"\bdefault(?: value| argument)? (?:of|for) (?:the )?(?:parameter |argument )?(?P<subject>{code}) is (?:an? )?mutable\b",
    ),
    cue(
        "mutable-default",
        r"\b(?:default (?:argument|value|parameter)s?)\b[^.]{0,20}?(?P<subject>{code})?[^.]{0,30}\b(?:is|are) mutable\b",
    ),
    cue(
        "late-binding",
        r"\b(?:late[- ]binding|closure captures? (?:the )?(?:loop )?variable|loop variable (?:is )?(?:captured|bound))\b[^.]{0,40}(?P<subject>{code})?",
    ),
    cue(
        "wrong-comparison",
        r"\b(?:compar(?:es|ing|ison|ed)|use[sd]?|using)\b[^.]{0,30}?(?P<value>«\d+»|==|!=)[^.]{0,20}\b(?:with|to|against|for) "
        r"(?P<subject>«\d+»|none|true|false)\b[^.]{0,40}\b(?:instead of|should (?:be|use)|rather than|use) (?:«\d+»|is\b)",
    ),
    cue(
        "wrong-comparison",
        r"\b(?:compar(?:e|es|ing|ison|ed))\b[^.«]{0,40}?\b(?:to|with|against|using|by) (?P<subject>{code}|none)\b[^.«]{0,30}?\b(?:instead of|should|rather than|not|use)\b[^.«]{0,20}?(?P<value>{code})?",
        only=r"|.*(?:None|is not|is|[!=]=).*",
    ),
    cue(
        "wrong-comparison",
        r"\b(?:use|using|prefer|compare (?:with|using|by|via)) (?P<value>{code})(?: or «\d+»)? (?:instead of|rather than|over|not) (?P<subject>{code})",
        only=r"(?:\w+ )?is(?: not)?(?: None)?",
    ),
    cue(
        "wrong-comparison",
        r"(?P<subject>{code}) (?:should|must|ought to|could|can|needs to) (?:be|read|become) (?P<value>{code})",
        only=r"[^\n]{1,60}\bis (?:not )?(?:None|True|False)",
    ),
    cue("wrong-comparison", r"\bcomparison (?:to|with) (?:singleton )?(?P<value>{code}|none)\b", only=r"None"),
    cue("wrong-comparison", r"\b(?:loose|non-strict) (?:equality|comparison)\b|\bstrict equality\b"),
    cue("deadlock", r"\bdead-?locks?\b"),
    cue(
        "endless-loop",
        r"\binfinite (?:loop|recursion)s?\b|\bunbounded recursion\b|\bloops? forever\b|\bendless loops?\b",
    ),
    cue(
        "dangling-reference",
        r"\bdangling (?:reference|pointer)s?\b|\buse[- ]after[- ](?:free|move|close)\b|\bdouble[- ]free\b",
    ),
    cue(
        "uninitialized-value",
        r"(?P<subject>{code})[^.«]{0,30}\b(?:is|are|remains?|may be|left)(?: only)?(?: left| partially)? (?:uninitiali[sz]ed|not (?:fully )?initiali[sz]ed|partially initiali[sz]ed)\b",
    ),
    cue("integer-overflow", r"\b(?:integer|arithmetic|int|size_t) (?:over|under)flows?\b"),
)

CUES: tuple[Cue, ...] = (*_RESOURCES, *_TRAPS)
"""A leak of memory is not a resource left open: the checks of the latter look for what opens."""
