"""Cues of the errors family: what is caught, swallowed, unchecked, left open, and the named traps of Python."""

from bot.model.claim import Role
from bot.parser.claims.cue import Cue, cue

_EXCEPTION = r"(?:{code}|[A-Z]\w*(?:Error|Exception|Warning))"
_BLOCK = r"(?:except|catch|exception handler|handler|try[-/ ]except|try[-/ ]catch|except clause|except block|catch block|catch clause)"
_RESOURCE = r"(?:file(?: handle| descriptor| object)?s?|handles?|resources?|connections?|sockets?|streams?|sessions?|cursors?|database connections?|file opened|temp(?:orary)? files?)"

_HANDLERS: tuple[Cue, ...] = (
    cue("bare-except", r"\b(?:bare|naked) (?:`?except`?|«\d+»)(?! \w+error)"),
    cue("bare-except", r"\b(?:overly |too |very )?broad (?:except\w*|exception (?:handler|handling|catch\w*|clause|type)|catch)\b"),
    cue("bare-except", r"\bcatch(?:es|ing)? (?:all exceptions|every exception|all errors|(?P<value>(?:generic |broad |the generic |the broad |base )?(?:«\d+»|exception|baseexception))(?: class)? (?:is|which is) too (?:broad|generic|wide))"),
    cue("bare-except", rf"\b{_BLOCK} (?:is|are) too (?:broad|generic|wide|general)\b"),
    cue("swallowed-exception", rf"(?P<value>{_EXCEPTION})[^.]{{0,40}}\b(?:is|are|gets?|being) (?:silently |quietly |completely |simply |just )*(?:swallowed|ignored|suppressed|discarded|dropped)\b"),
    cue("swallowed-exception", rf"\b(?:exceptions?|errors?)\b[^.]{{0,40}}\b(?:is|are|gets?|being) (?:silently |quietly |completely |simply |just )*(?:swallowed|ignored|suppressed|discarded)\b"),
    cue("swallowed-exception", rf"\b(?:silently|quietly) (?:swallow\w*|ignor\w+|suppress\w*|discard\w*|drops?|catch\w*|fails?|pass(?:es)?)\b(?:[^.]{{0,30}}?(?P<value>{_EXCEPTION}))?"),
    cue("swallowed-exception", rf"\bswallow(?:s|ed|ing)? (?:all |any |the |every )*(?P<value>{_EXCEPTION}|exceptions?|errors?)"),
    cue("swallowed-exception", rf"\b(?:empty|silent) {_BLOCK}\b"),
    cue("swallowed-exception", rf"\b{_BLOCK}\b[^.]{{0,30}}\b(?:does nothing|only (?:contains |has )?«\d+»|just passes|is empty|without (?:any )?(?:logging|handling|re-?raising))"),
    cue("missing-error-handling", rf"(?P<value>{_EXCEPTION}) (?:is|are) (?:not |never )(?:being )?(?:caught|handled)\b(?:[^.]{{0,40}}?\b(?:around|in|by|when|when calling|calling|from|for|at) (?:the )?(?P<subject>{{code}}))?"),
    cue("missing-error-handling", rf"\b(?:uncaught|unhandled) (?P<value>{_EXCEPTION}|exceptions?|errors?)\b(?:[^.]{{0,40}}?\b(?:around|in|by|when|from|for|at) (?:the )?(?:calls? (?:to|of) )?(?P<subject>{{code}}))?"),
    cue("missing-error-handling", r"\b(?:no|missing|lacks?|without|insufficient|lacking|absent|inadequate)(?: any| proper| adequate)? (?:error|exception)[- ]handling\b(?:[^.]{0,30}?\b(?:around|for|in|on|when|of|to) (?:the )?(?:calls? (?:to|of) )?(?P<subject>{code}))?"),
    cue("missing-error-handling", r"(?P<subject>{code})(?: call)? (?:is|are)(?: called)? (?:not (?:wrapped|enclosed|protected|guarded)|unprotected|outside|not inside|not in)(?: by| in| with| of)?(?: an?| any)? (?:try|error handling|exception handling|«\d+»)"),
    cue("missing-error-handling", r"\b(?:errors?|exceptions?|failures?)(?: \w+){0,2} (?:from|of|by|in|raised by|thrown by|when calling) (?:the )?(?P<subject>{code})[^.]{0,20}\b(?:is|are) (?:not |never )(?:being )?(?:handled|caught|checked)\b"),
    cue("missing-error-handling", r"(?P<subject>{code})(?: \w+){0,3} (?:does not|doesn't|do not|don't|fails to) (?:properly |correctly |adequately )?(?:handle|catch) (?:the )?(?:case|errors?|exceptions?|failures?|situation|possibility|any|potential)"),
    cue("missing-error-handling", r"\b(?:does not|doesn't|do not|don't|fails to|never) (?:properly |correctly |adequately |explicitly )?handles? (?:the )?(?:case|situation|scenario|possibility)(?: (?:where|when|in which|that|of))?(?: the)? ?(?P<subject>{code})?"),
    cue("missing-error-handling", r"\b(?:does not|doesn't|do not|don't|never) (?:properly |correctly |adequately |explicitly )?(?:handle|catch)\b(?: (?:them|it|this|these|errors?|exceptions?|the (?:errors?|exceptions?|failures?)))(?: \w+ly)?"),
    cue("missing-error-handling", r"\badd(?:ing)? (?:an? |some |proper |appropriate |more |explicit )*(?:error|exception)[- ]handling\b(?:[^.]{0,30}?\b(?:around|for|to|in|on) (?:the )?(?:calls? (?:to|of) )?(?P<subject>{code}))?"),
    cue("missing-error-handling", r"\bwrap(?:ping)? (?:the |this )?(?:calls? (?:to|of) )?(?P<subject>{code})(?: calls?)? (?:in|with|inside) (?:an? )?(?:try|«\d+»)"),
    cue("caught-exception", rf"\bcatch(?:es|ing)? (?:some |several |the |only |an? |specific )?(?:exceptions?,? (?:such as|like|including) )?(?P<subjects>{{codes}})", role=Role.PREMISE),
    cue("caught-exception", rf"(?P<subject>{_EXCEPTION}) (?:is|are) (?:being )?(?:caught|handled)\b", role=Role.PREMISE),
    cue("caught-exception", rf"\b(?:except|catch) (?P<subject>{_EXCEPTION}) (?:block|clause|handler|branch)\b", role=Role.PREMISE),
    cue("caught-exception", rf"\bthe (?P<subject>{_EXCEPTION}) (?:except |exception )?(?:handler|except clause|except block|catch block|catch clause)\b", role=Role.PREMISE),
)

_VALUES: tuple[Cue, ...] = (
    cue("none-dereference", r"(?P<subject>{code})[^.]{0,30}\b(?:may|might|could|can|will|would) (?:also |potentially |possibly |sometimes )?(?:be|return|become|yield|evaluate to) (?:«\d+»|none|null|undefined|nil)\b(?! ?(?:\w+ )?string)"),
    cue("none-dereference", r"\b(?:no|missing|without(?: an?| any)?|lacks?(?: an?| any)?|needs?(?: an?)?|add(?: an?)?) (?:none|null|nil|undefined|«\d+»)[- ]?(?:/ ?\w+ )?(?:check|guard)s?(?: (?:for|on|of|before|around) (?:the )?(?P<subject>{code}))?"),
    cue("none-dereference", r"\b(?:null pointer|none ?type|null|nil) (?:dereference|reference|exception|error)s?\b(?:[^.]{0,40}?\b(?:if|when|on|of|in|for) (?:the )?(?P<subject>{code}))?"),
    cue("none-dereference", r"\bif (?P<subject>{code}) (?:is|returns|were|happens to be) (?:«\d+»|none|null|nil|undefined)\b[^.]{0,60}\b(?:fail|crash|raise|throw|error|exception|attributeerror|typeerror|panic|dereference)"),
    cue("zero-division", r"\b(?:division by zero|divi(?:de|des|ding) by zero|zero ?division(?:error)?)\b(?:[^.]{0,40}?\b(?:if|when|as|because|since) (?:the )?(?P<subject>{code}))?"),
    cue("index-error", r"\b(?:index ?error|index out of (?:range|bounds)|out[- ]of[- ]bounds|array index)\b(?:[^.]{0,40}?\b(?:if|when|on|for|of|in) (?:the )?(?P<subject>{code}))?"),
    cue("missing-check", r"\b(?:does not|doesn't|do not|don't|never|fails to|not) (?:actually |properly |explicitly )?(?:check|verify|validate|ensure|assert|test|confirm)s? (?:that |whether |if |for )?(?P<value>[^.;]{3,120})"),
    cue("missing-check", r"(?P<subject>{code}) (?:is|are) (?:not |never )(?:properly |explicitly |being )?(?:checked|validated|verified|saniti[sz]ed|tested for)\b"),
    cue("missing-check", r"\b(?:no|missing|lacks?|without|insufficient|lack of)(?: any| proper| input)* (?:validation|sanitization|sanitisation|verification|bounds check(?:ing)?|input check)\b(?:[^.]{0,20}?\b(?:of|on|for|in) (?:the )?(?P<subject>{code}))?"),
)

_TRAPS: tuple[Cue, ...] = (
    cue("mutable-default", r"(?P<subjects>{codes})[^.]{0,40}\b(?:has|have|uses?|is|are|with|as)(?: \w+){0,2} mutable default(?: argument| value| parameter)?s?\b"),
    cue("mutable-default", r"\bmutable default (?:arguments?|values?|parameters?)\b(?:[^.]{0,20}?(?P<subject>{code}))?"),
    cue("mutable-default", r"\b(?:default (?:argument|value|parameter)s?)\b[^.]{0,20}?(?P<subject>{code})?[^.]{0,30}\b(?:is|are) mutable\b"),
    cue("unclosed-resource", rf"\b(?:the )?(?:{_RESOURCE}) (?:opened |created |returned |acquired )?(?:by|with|in|at|on|from|via) (?:the )?(?P<subject>{{code}}|line \d+)[^.]{{0,30}}?\b(?:is|are|may|might|will)(?: be)? (?:not |never )(?:be |being )?(?:properly |explicitly )?(?:closed|released|freed|disposed)\b"),
    cue("unclosed-resource", rf"\b{_RESOURCE}\b[^.]{{0,50}}?\b(?:is|are|gets?|may|might|will|would)(?: be)? (?:not |never |n't )(?:be |being |get )?(?:properly |explicitly |always )?(?:closed|released|freed|disposed)\b"),
    cue("unclosed-resource", r"(?P<subject>{code}) (?:is|are) (?:not |never )(?:being )?(?:properly |explicitly )?(?:closed|released|freed)\b"),
    cue("unclosed-resource", r"\b(?:without|not|never|forgets? to|fails? to|does(?: not|n't)) (?:explicitly |properly |ever )?clos(?:e|es|ing) (?:the )?(?:(?:file|connection|socket|handle|stream|session|cursor|resource)\b|(?P<subject>{code}))"),
    cue("unclosed-resource", rf"\b(?:resource|file (?:handle|descriptor)|connection|socket|handle) leak\b(?:[^.]{{0,30}}?\b(?:in|at|from|of) (?:the )?(?P<subject>{{code}}))?"),
    cue("unclosed-resource", r"(?P<subject>{code})[^.]{0,20}\b(?:is |are )?(?:used|opened|called|invoked) without (?:an? |the )?(?:«\d+»|context manager|with[- ]statement|with block)"),
    cue("unclosed-resource", r"\buse (?:an? |the )?(?:context manager|with[- ]statement|«\d+» statement)(?: (?:to open|for|with|when opening|for opening|around) (?:the )?(?:file |connection )?(?P<subject>{code})?)?"),
    cue("late-binding", r"\b(?:late[- ]binding|loop variable|closure captures?)\b[^.]{0,40}(?P<subject>{code})?"),
    cue("wrong-comparison", r"\b(?:compar(?:es|ing|ison|ed)|use[sd]?|using)\b[^.]{0,30}?(?P<value>«\d+»|==|!=)[^.]{0,20}\b(?:with|to|against|for) (?P<subject>«\d+»|none|true|false)\b[^.]{0,40}\b(?:instead of|should (?:be|use)|rather than|use) (?:«\d+»|is\b)"),
)

CUES: tuple[Cue, ...] = (*_HANDLERS, *_VALUES, *_TRAPS)
"""All of them; a caught exception is a premise, because being caught is no defect."""
