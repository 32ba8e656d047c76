"""Cues of error handling: what is caught, swallowed or left to fail."""

from bot.model.claim import Role
from bot.parser.claims.cue import Cue, cue

_RAISED = r"(?:(?: that| which)?(?: may be| might be| can be| is)? (?:raised|thrown)(?: (?:by|in|from|at) (?:the )?«\d+»){0,2})?"
_EXCEPTION = r"(?:{code}|[A-Z]\w*(?:Error|Exception|Warning))"
_NAME = r"(?:[\w.:]*(?:Error|Exception|Warning|Interrupt|Exit|Iteration|Expired|DoesNotExist|NotFound|Timeout|Failure|Fault|Cancelled))"
_DOTTED = r"(?:\w+\.)+(?-i:[A-Z])\w*(?-i:[a-z])\w*"
"""A class of a module, which may be an exception by another name."""
_ERRORS = r"(?:exceptions?|errors?|failures?)"
_BLOCK = (
    r"(?:except|catch|exception handler|handler|try[-/ ]except|try[-/ ]catch|except clause|except block|catch block|"
    r"catch clause|except handler)"
)
_QUIETLY = r"(?:silently |quietly |completely |simply |just )*"
_AROUND = r"(?:[^.«]{0,40}?\b(?:around|for|in|on|when(?: calling)?|of|to|from|by|at) (?:the )?(?:calls? (?:to|of) )?(?P<subject>{code}))?"
_CALLED = r"(?: (?:calls?|operations?|invocations?|requests?))"
_HANDLING = r"(?:error|exception|failure)[- ](?:handling|checking|checks?|recovery)"
_LACKS = r"(?:has no|have no|lacks?|is missing|are missing|misses|needs?|(?:does not|doesn't|do not|don't) have)(?: any| proper| adequate| sufficient)*"
_RESULT = r"(?:return(?:ed)? (?:values?|codes?|status)|results?|exit (?:codes?|status)|error return)"
_UNSEEN = (
    r"(?:completely |silently |simply |just )*(?:(?:not|never) (?:being |actually |ever )?(?:checked|verified|validated|inspected|examined|tested|used|evaluated)"
    r"|ignored|discarded|dropped|unchecked|unused|thrown away)"
)
_NOT_DONE = r"(?:does not|doesn't|do not|don't|fails? to|never|did not|didn't)(?: properly| correctly| adequately| explicitly| currently| gracefully)?"

_CLAUSES: tuple[Cue, ...] = (
    cue(
        "bare-except",
        r"\b(?:bare|naked) (?:(?P<value>«\d+»)|except|catch)(?! \w+error)",
        only=r"|`?(?:except|catch)\W*",
    ),
    cue(
        "bare-except",
        r"\b(?:overly |too |very )?broad (?:except\w*|exception (?:handler|handling|catch\w*|clause|type)|catch)\b",
    ),
    cue("bare-except", r"\bcatch(?:es|ing)? (?:all exceptions|every exception|all errors|any exception)\b"),
    cue(
        "bare-except",
        r"\bcatch(?:es|ing)? (?P<value>(?:generic |broad |the generic |the broad |base )?(?:«\d+»|exception|baseexception))"
        r"(?: class)? (?:is|which is) too (?:broad|generic|wide)",
    ),
    cue(
        "bare-except",
        r"\bcatch(?:es|ing)? (?:the |a |an )?(?:overly |too |very )?(?:broad|generic|general|wide) (?P<value>{code})(?! is\b)",
        only=r"(?:Base)?Exception",
    ),
    cue(
        "bare-except",
        r"(?P<value>{code})(?: (?:clause|block|handler))?(?: (?:in|of|inside) (?:the )?«\d+»| (?:at|on|in) lines? [\d–-]+)? (?:is|are|seems|looks) (?:\w+ ){0,2}?(?:broad|generic|wide|general)\b",
        only=r"except\b.{0,60}|(?:Base)?Exception",
    ),
    cue("bare-except", rf"\b{_BLOCK} (?:is|are) too (?:broad|generic|wide|general)\b"),
    cue(
        "bare-except",
        r"(?:(?P<value>{code})|except|catch|exception)[- ](?:clause|block|handler|statement)(?: (?:at|on) line \d+)? (?:(?:is|are) (?:too|overly) (?:broad|generic|wide|general)|"
        r"(?:without|with no) (?:an? |any )?(?:exception )?(?:type|class)|(?:does not|doesn't) (?:name|specify|state) (?:an? |any |the )?exception)",
        only=r"|(?:except|catch)\W*",
    ),
    cue(
        "swallowed-exception",
        rf"(?P<value>{_EXCEPTION})[^.«]{{0,40}}\b(?:is|are|gets?|being|and) {_QUIETLY}(?:swallowed|ignored|suppressed|discarded|dropped)\b",
        only=rf"{_NAME}|\w*err|e|ex|exc",
    ),
    cue(
        "swallowed-exception",
        rf"\b(?:exceptions?|(?<!the )errors?)(?! (?:from|of|returned|by|message|code|value|return|handling)\b)[^.«]{{0,40}}?\b"
        rf"(?:is|are|gets?|being) {_QUIETLY}(?:swallowed|ignored|suppressed|discarded)\b",
    ),
    cue(
        "swallowed-exception",
        rf"\b(?:silently|quietly) (?:swallow\w*|ignor\w+|suppress\w*|discard\w*|drop\w*|catch\w*) (?:\w+ ){{0,3}}?{_ERRORS}\b",
    ),
    cue(
        "swallowed-exception",
        rf"\b(?:silently|quietly) (?:swallow\w*|ignor\w+|suppress\w*|discard\w*|catch\w*) (?:the |any |all )?(?P<value>{_EXCEPTION})",
        only=_NAME,
    ),
    cue(
        "swallowed-exception",
        rf"(?<!if )(?<!if «0» )\bswallow(?:s|ed|ing)? (?:all |any |the |every )*(?:(?P<value>{_EXCEPTION})|exceptions?|errors?)",
        only=rf"|{_NAME}",
    ),
    cue("swallowed-exception", rf"\b(?:empty|silent) {_BLOCK}\b"),
    cue("swallowed-exception", r"\bsilent (?:exception|error)[- ](?:handling|handler|suppression|swallowing)\b"),
    cue(
        "swallowed-exception",
        r"\b(?:the |this |that |any |caught |original )(?:exceptions?|errors?)(?: (?:at|on|in) line \d{1,6})? (?:is|are|gets?) (?:not|never) (?:being |actually )?(?:re-?raised|re-?thrown|raised again)\b(?! (?:if|when|unless|for|with|as|from|in|properly|correctly)\b)",
    ),
    cue(
        "swallowed-exception",
        rf"\b{_ERRORS}(?: (?:at|on|in) line \d{{1,6}})? (?:is|are) (?:caught|suppressed|discarded|dropped) (?:and (?:ignored|discarded|dropped)|without (?:any |an? )?(?:logging|handling|notice|trace|log (?:entry|message|output|record|line)|logs?|warning|message))\b",
    ),
    cue(
        "swallowed-exception",
        r"(?P<value>{code})(?: block| clause| handler| statement)?(?: (?:at|on|in) line \d+)? (?:just |simply |only |silently )*(?:passes|does nothing|is empty|swallows|ignores)\b",
        only=r"except\b.{0,100}",
    ),
    cue(
        "swallowed-exception",
        rf"\b{_BLOCK}\b[^.,«]{{0,30}}\b(?:does nothing|only (?:contains|has|does) «\d+»|just passes|is empty|without (?:any )?"
        r"(?:logging|handling|re-?raising))",
    ),
    cue("silent-failure", r"\bsilent(?:ly)? fail(?:s|ures?|ing|ed)?\b|\bfail(?:s|ing|ed)? silently\b"),
)

_HANDLED: tuple[Cue, ...] = (
    cue(
        "missing-error-handling",
        rf"\b{_NOT_DONE} (?:handles?|catch(?:es)?) (?:the |any |an? )?(?:potential |possible )?(?P<value>{_EXCEPTION})(?: {_ERRORS})?(?=\W*$|,| (?:in|inside|within) (?:the )?(?P<scope>«\d+»))",
        only=_NAME,
    ),
    cue(
        "missing-error-handling",
        rf"\b(?:missing|no|lacks?(?: of)?|without) (?:explicit |proper |any )?(?:handling|handler|except clause|except block) (?:of|for) (?:the )?(?P<value>{_EXCEPTION})",
        only=_NAME,
    ),
    cue(
        "missing-error-handling",
        r"(?P<subject>{code})(?: call)? (?:is|are|gets) (?:called|invoked|used|done|made|run|executed) (?:without|with no|outside|not inside) (?:of )?(?:an? |any )?(?:surrounding )?(?:try|error handling|exception handling|«\d+»(?= block))",
    ),
    cue(
        "missing-error-handling",
        rf"(?P<value>{_EXCEPTION}){_RAISED} (?:is|are) (?:not |never )(?:being )?(?:caught|handled)\b(?:[^.«]{{0,40}}?\b(?:around|in|by|"
        r"when|when calling|calling|from|for|at) (?:the )?(?P<subject>{code}))?",
        only=_NAME,
    ),
    cue(
        "missing-error-handling",
        rf"(?:^\W*|: |\b(?:potential|possible) )(?:uncaught|unhandled) (?:(?P<value>{_EXCEPTION})|promise rejections?|exceptions?|errors?)\b{_AROUND}",
        only=rf"|{_NAME}",
    ),
    cue(
        "missing-error-handling",
        rf"\b(?:the )?(?P<scope>{{code}}) (?:function|method|constructor|middleware|handler|endpoint|class|script|block|code) {_LACKS} {_HANDLING}\b",
    ),
    cue("missing-error-handling", rf"(?P<subject>{{code}}){_CALLED}?(?: \w+){{0,2}}? {_LACKS} {_HANDLING}\b"),
    cue(
        "missing-error-handling",
        rf"\b(?:no|missing|lacks?|without|insufficient|lacking|lack of|absent|inadequate)(?: any| proper| adequate)? {_HANDLING}\b{_AROUND}",
    ),
    cue(
        "missing-error-handling",
        rf"\b{_LACKS} (?:an? )?(?:try[-/ ](?:catch|except)(?: blocks?| statements?)?|«\d+» block)",
    ),
    cue(
        "missing-error-handling",
        r"(?P<subject>{code})(?: call)? (?:is|are)(?: called)? (?:not (?:wrapped|enclosed|protected|guarded)|unprotected|outside|"
        r"not inside|not within|not in|not surrounded)(?: by| in| with| of)?(?: an?| any)? (?:try|error handling|exception handling|«\d+»)",
    ),
    cue(
        "missing-error-handling",
        rf"\b{_ERRORS}(?: \w+){{0,2}} (?:from|of|by|in|raised by|thrown by|when calling|during) (?:the )?(?P<subject>{{code}})"
        r"[^.«]{0,20}\b(?:is|are) (?:(?:not |never )(?:being )?(?:handled|caught|checked)|(?:being |silently )*(?:ignored|discarded|unhandled|swallowed|dropped))\b",
    ),
    cue(
        "missing-check",
        rf"\b{_RESULT}(?: \w+)? (?:of|from|by) (?:the )?(?:calls? (?:to|of) )?(?P<subject>{{code}})[^.«]{{0,20}}\b(?:is|are) {_UNSEEN}\b",
    ),
    cue(
        "missing-check",
        rf"(?P<subject>{{code}})(?:'s)?(?: (?:is|are|gets) (?:called|invoked|run),? (?:but|and|yet|while))?(?: its| the)? {_RESULT} (?:is|are) {_UNSEEN}\b",
    ),
    cue(
        "missing-check",
        rf"\b(?:ignor(?:es?|ing)|discard(?:s|ing)?|drop(?:s|ping)?|throw(?:s|ing)? away) (?:the )?{_RESULT} (?:of|from) (?:the )?(?:calls? (?:to|of) )?(?P<subject>{{code}})",
    ),
    cue(
        "missing-error-handling",
        rf"(?P<subject>{{code}})(?: \w+){{0,3}}? {_NOT_DONE} (?:handle|catch) (?:the )?(?:errors?|exceptions?|failures?|any|potential)",
    ),
    cue(
        "missing-error-handling",
        rf"(?P<scope>{{code}})(?: {{fn}})? {_NOT_DONE} (?:handle|catch)(?:es|s)? (?:the |an? |any )?(?:potential |possible )?(?P<value>{_EXCEPTION})\b",
        only=_NAME,
    ),
    cue(
        "missing-error-handling",
        rf"\b{_NOT_DONE} handles? (?:the )?(?:case|situation|scenario|possibility)(?: (?:where|when|in which|that|of))?(?: the)? ?(?P<subject>{{code}})?",
    ),
    cue(
        "missing-error-handling",
        rf"\b{_NOT_DONE} (?:handle|catch)\b(?: (?:them|these|errors?|exceptions?|the (?:errors?|exceptions?|failures?)))(?: \w+ly)?",
    ),
    cue(
        "missing-error-handling",
        rf"\b(?:add(?:ing)?|implement(?:ing)?|needs?) (?:an? |some |proper |appropriate |more |explicit |better |robust )*{_HANDLING}\b{_AROUND}",
    ),
    cue(
        "missing-error-handling",
        r"\bwrap(?:ping)? (?:the |this |these |all )?(?:calls? (?:to|of) )?(?:(?P<subject>{code})|(?:\w+ ){1,3})(?: calls?)? ?(?:in|with|inside) "
        r"(?:an? |«\d+» )?(?:try|error handling)",
    ),
    cue(
        "missing-error-handling",
        r"(?P<subject>{code})(?: calls?)? (?:can|may|might|could) (?:raise|throw|fail)\b[^.«]{0,40}\b(?:nothing|nobody|no one|no caller) (?:catches|handles)\b",
    ),
    cue(
        "missing-error-handling",
        r"\b(?:consider|recommend\w*|should) (?:handl(?:e|ing)|catch(?:ing)?) (?:the |this |these |potential |possible )*(?:errors?|exceptions?|failures?)\b",
    ),
)

_CAUGHT: tuple[Cue, ...] = (
    cue(
        "caught-exception",
        r"(?<!should )(?<!must )(?<!could )(?<!to )(?<!not )(?<!n't )(?<!never )(?<!would )(?<!will )(?<!can )\bcatch(?:es|ing)? "
        r"(?:some |several |the |only |an? |specific )?(?:exceptions?,? (?:such as|like|including) )?(?P<subjects>{codes})",
        role=Role.PREMISE,
        only=rf"|{_NAME}|{_DOTTED}",
    ),
    cue(
        "caught-exception",
        rf"(?P<subject>{_EXCEPTION}) (?:is|are) (?:being )?(?:caught|handled)\b",
        role=Role.PREMISE,
        only=_NAME,
    ),
    cue(
        "caught-exception",
        rf"\b(?:except|catch) (?P<subject>{_EXCEPTION}) (?:block|clause|handler|branch)\b",
        role=Role.PREMISE,
        only=_NAME,
    ),
    cue(
        "caught-exception",
        rf"\bthe (?P<subject>{_EXCEPTION}) (?:except |exception )?(?:handler|except clause|except block|catch block|catch clause)\b",
        role=Role.PREMISE,
        only=_NAME,
    ),
)

CUES: tuple[Cue, ...] = (*_CLAUSES, *_HANDLED, *_CAUGHT)
"""All of them; a caught exception is a premise, because being caught is no defect."""
