"""Cues of requests: what is asked to be done, or to be left, says what is wrong."""

from bot.parser.claims.cue import NULL, Cue, cue

_START = r"^\W*(?:«\d+»\W+)?(?:(?:please|consider|kindly|you (?:should|could|can|need to)|we (?:should|could)|lines? \d{1,6}:),? )*"
_NOT = r"(?:avoid|do not|don't|never|stop|instead of|rather than)"
_ERRORS = r"(?:exceptions?|errors?|failures?)"

CUES: tuple[Cue, ...] = (
    cue(
        "missing-import",
        _START
        + r"import(?:ing)? (?:the )?(?P<subjects>{codes})(?: module)?(?: at the top(?: of the (?:file|module))?)?"
        r"(?=,? (?:since|because|as it|it is not)|,|\W*$)",
    ),
    cue(
        "missing-import",
        r"\badd(?:ing)? (?:an? |the )?(?:missing )?imports? (?:statements? )?(?:for|of) (?:the )?(?P<subjects>{codes})",
    ),
    cue(
        "undefined-name",
        _START
        + r"defin(?:e|ing) (?P<subjects>{codes}),? (?:since|because|as|which|it)(?: it)? is (?:undefined|not defined)",
    ),
    cue(
        "unused-variable",
        _START
        + r"(?:remove|drop|delete)(?:ing)? (?:the )?(?P<subjects>{codes}),? (?:since|because|as) (?:it|they)(?: is| are|'s) "
        r"(?:never|not|no longer)(?: actually| ever)? (?:used|read|referenced|needed)",
    ),
    cue("typo", _START + r"(?:correct|fix)(?:ing)? the spelling of (?P<subject>{code}) (?:to|->|as) (?P<value>{code})"),
    cue(
        "missing-docstring",
        _START + r"document(?:ing)? (?:the )?(?:{fn} )?(?P<subjects>{codes})(?: {fn})?(?=\s*(?:[.,;!)]|$))",
    ),
    cue(
        "wrong-indentation",
        _START
        + r"(?:(?:fix|correct)(?:ing)? (?:the |this )?(?:\w+ )?indentation|us(?:e|ing) (?:a )?consistent indentation)\b",
    ),
    cue(
        "missing-newline",
        _START
        + r"(?:add(?:ing)? (?:an? |the )?(?:missing )?(?:trailing|final) new ?line(?=\W*$| (?:at|to) (?:the )?(?:end|file|this))|"
        r"end(?:ing)? (?:the |this )?file with an? new ?line)",
    ),
    cue(
        "swallowed-exception",
        rf"\b{_NOT} (?:\w+ly )?(?:swallow|ignor|suppress|discard)(?:e|ing)? (?:it\b|them\b|(?:the |this |any |all )?{_ERRORS})",
    ),
    cue(
        "swallowed-exception",
        rf"\b{_NOT} (?:\w+ly )?(?:swallow|ignor|suppress|discard)(?:e|ing)? (?:the |this |any )?(?P<value>{{code}})",
        only=r"[\w.]*(?:Error|Exception|Warning|Interrupt|Exit|Iteration)",
    ),
    cue(
        "missing-error-handling",
        _START
        + rf"(?:handle|catch)(?:ing)? (?:the |any |all |potential |possible )*{_ERRORS} (?:raised |thrown |returned )?"
        r"(?:by|from|of|in) (?:the )?(?:calls? (?:to|of) )?(?P<subject>{code})",
    ),
    cue(
        "none-dereference",
        _START
        + r"(?:check|ensure|verify|make sure|assert)(?:ing)? (?:(?:that |if |whether )?(?P<subject>{code}) is not|(?:if|whether) «\d+» is) {null}",
        only=NULL,
    ),
    cue("none-dereference", r"\bguard(?:ing)? against (?:the )?(?P<subject>{code}) being {null}", only=NULL),
    cue(
        "unclosed-resource",
        _START
        + r"clos(?:e|ing) (?:the )?(?:file |connection |socket )?(?P<subject>{code})(?= (?:after|when|once|explicitly)\b|\W*$)",
    ),
    cue("missing-await", _START + r"await(?:ing)? (?:the )?(?:calls? to )?(?P<subject>{code})(?=\s*(?:[.,;!)]|$))"),
    cue(
        "wrong-call-count",
        r"\b(?:remov\w+|delet\w+|drop\w*) one of the (?P<number>two|three|four|\d) (?:\w+ )?calls (?:to|of) (?:the )?(?P<subject>{code})",
    ),
    cue(
        "shell-injection",
        rf"\b(?:{_NOT}|remov(?:e|ing)|drop(?:ping)?) (?:us(?:e|ing) |pass(?:ing)? |set(?:ting)? )?(?P<value>{{code}})",
        only=r"shell ?= ?true",
    ),
    cue(
        "hardcoded-secret",
        rf"\b{_NOT} hard[- ]?cod(?:e|ing) (?:an? |the |any )?(?:\w+ )?(?:passwords?|secrets?|credentials?|tokens?|api[- ]?keys?)\b",
    ),
    cue(
        "unsafe-deserialization",
        _START + r"us(?:e|ing) (?:the )?«\d+» instead of (?:the )?(?:unsafe |insecure )?(?P<subject>{code})",
        only=r"yaml\.load(?:_all)?|(?:c?pickle|dill|marshal)\.loads?",
    ),
)
"""Matched before the cues of statements, which would read a request as praise or denial."""
