"""Cues of the security family: dangerous constructs by name, and the labels put on them."""

from bot.model.claim import Role
from bot.parser.claims.cue import Cue, cue

_PLACE = r"(?:[^.]{0,60}?\b(?:in|at|on|via|through|by|of|from|with|using) (?:the )?(?P<subject>{code}))?"
_LOADS = r"(?:yaml|c?pickle|dill|marshal|shelve|jsonpickle|joblib|torch)\.\w+(?:\(.*)?"
_FAMILY = r"(?:vulnerabilit(?:y|ies)|attacks?|risks?|issues?|flaws?)"

CUES: tuple[Cue, ...] = (
    cue(
        "cwe-label",
        r"\bCWE[- ]?(?P<number>\d{1,5})\b\)?(?:\s*[:(–—-]\s*(?!(?:on |at |in )?(?:lines?|ll?\.?|high|medium|low|critical|minor|major|severity|cvss|owasp|see|risk) ?\b)(?P<value>[A-Z][A-Za-z][^.;:\n«]{2,120}?)(?=[.;:)]|$))?",
        role=Role.LABEL,
    ),
    cue("shell-injection", rf"\b(?:(?:os |shell )?command|shell|argument) injection\b{_PLACE}"),
    cue(
        "shell-injection",
        r"(?P<subject>{code})[^.«]{0,40}\b(?:called|invoked|run|used|uses|executed|calls)[^.«]{0,20}\bwith (?P<value>{code})",
        only=r"shell ?= ?true",
    ),
    cue(
        "shell-injection", r"\b(?:uses?|using|with|via|sets?|passes|passing) (?P<value>{code})", only=r"shell ?= ?true"
    ),
    cue(
        "unsafe-deserialization",
        r"(?P<subject>{code})[^.«]{0,60}\b(?:unsafe|insecure|dangerous|untrusted|arbitrary (?:code|objects?)|safe loader|deseriali[sz]\w+)",
        only=_LOADS,
    ),
    cue(
        "unsafe-deserialization",
        r"\b(?:unsafe|insecure|dangerous) (?:use of |calls? (?:to|of) |usage of )?(?:the )?(?P<subject>{code})",
        only=_LOADS,
    ),
    cue("code-injection", r"\b(?:code injection|arbitrary code execution|remote code execution)\b" + _PLACE),
    cue(
        "code-injection",
        r"\b(?:uses?|using|use of|calls?|calling|usage of|invok(?:es|ing)) (?:of )?(?:the )?(?:dangerous |unsafe |insecure )?(?P<subject>eval\b|exec\b|{code})(?! (?:once|twice|\w+ times|again|before|after|a second time|more than once)\b)",
        only=r"(?:eval|exec)\b.*",
    ),
    cue(
        "code-injection",
        r"(?P<subject>{code}|eval|exec) (?:is|are|gets) (?:\w+ )?(?:called|used|invoked|executed|run|applied) (?:on|with|for|to|here|at|in|directly)\b",
        only=r"(?:eval|exec)\b.*",
    ),
    cue("sql-injection", rf"\bsql[- ]injections?\b{_PLACE}"),
    cue(
        "sql-injection",
        r"\b(?:sql )?quer(?:y|ies) (?:is|are) (?:built|constructed|created|formatted|concatenated|assembled)[^.]{0,40}\b(?:concatenat\w+|f-?strings?|format(?:ting)?|interpolat\w+|user input)"
        + _PLACE,
    ),
    cue(
        "unsafe-deserialization",
        rf"\b(?:unsafe|insecure|untrusted|dangerous) (?:deseriali[sz]ation|unpickling|yaml load\w*|pickle\w*)\b{_PLACE}",
    ),
    cue(
        "unsafe-deserialization",
        r"(?P<subject>{code}) (?:is|are|can be) (?:unsafe|insecure|dangerous)[^.]{0,40}\b(?:deseriali[sz]\w+|arbitrary (?:code|objects?)|untrusted)",
    ),
    cue(
        "weak-hash",
        r"\b(?:weak|insecure|broken|outdated|deprecated|obsolete) (?:cryptographic )?(?:hash(?:ing)?|digest|checksum)(?: (?:function|algorithm))?s?\b(?:[^.]{0,30}?(?P<subject>{code}|md5|sha-?1)\b)?",
    ),
    cue(
        "weak-hash",
        r"\b(?P<subject>md5|sha-?1|{code})\b[^.]{0,30}\bis (?:a |an )?(?:cryptographically |considered |known to be |too )*(?:weak|insecure|broken|not (?:cryptographically )?secure|deprecated)\b[^.]{0,30}?(?:hash|digest|algorithm|crypto|collision|password|security)?",
    ),
    cue(
        "weak-hash",
        r"\b(?:uses?|using|use of|hash(?:es|ed|ing)? with|relies on) (?:the )?(?:weak |insecure )?(?P<subject>md5|sha-?1)\b",
    ),
    cue(
        "weak-random",
        r"\b(?:weak|insecure|predictable|non-?cryptographic(?:ally)?(?: secure)?|not cryptographically secure) (?:pseudo-?)?random(?:ness| numbers?| number generat\w+| values?)?\b"
        + _PLACE,
    ),
    cue(
        "weak-random",
        r"(?P<subject>{code}|random module)[^.]{0,30}\b(?:is|are) not (?:cryptographically |suitable for )(?:secure|security|cryptograph\w+)",
    ),
    cue(
        "hardcoded-secret",
        r"(?P<subject>{code}) (?:is|contains|holds|has|includes) (?:an? )?hard[- ]?coded(?: \w+)?(?: user ?name)?(?: (?:and|or))?(?: a)? (?:password|secret|credential|token|(?:api|secret|private|access) key)s?\b(?! (?:limit|count|size|name|length|type)s?\b)",
    ),
    cue(
        "hardcoded-secret",
        r"\bhard[- ]?cod(?:ed|es|ing) (?:an? |the |its )?(?:database |default |plaintext |plain text |api |admin |user |user ?names? (?:and|or|/) (?:an? |the )?)*(?:passwords?|secrets?|credentials?|tokens?|api[- ]?keys?|(?:secret|private|access|encryption|signing) keys?|passphrases?)\b(?! (?:limits?|counts?|sizes?|names?|lengths?|types?|thresholds?|budgets?|ids?|windows?)\b)(?:[^.«]{0,40}?(?P<subject>{code}))?",
    ),
    cue(
        "hardcoded-secret",
        r"(?P<subject>{code})(?: \w+)? (?:is|are) hard[- ]?coded\b",
        only=r".*(?:pass(?:word|wd|phrase)?|secret|token|api_?key|credential)s?(?:\W.*)?",
    ),
    cue(
        "hardcoded-secret",
        r"\b(?:passwords?|secrets?|credentials?|tokens?|api[- ]?keys?)(?: (?P<subject>{code}))? (?:is|are) hard[- ]?coded\b",
    ),
    cue(
        "disabled-tls-check",
        r"\b(?:tls|ssl|https)(?:/(?:tls|ssl))? (?:certificate )?(?:verification|validation|check(?:s|ing)?) (?:is|are|has been)(?: \w+)? (?:disabled|turned off|skipped|off)\b"
        + _PLACE,
    ),
    cue(
        "disabled-tls-check",
        r"\b(?:certificate|cert)s? (?:verification |validation )?(?:is|are) (?:not (?:verified|validated|checked)|disabled|skipped)\b"
        + _PLACE,
    ),
    cue(
        "disabled-tls-check",
        r"\b(?:disabl\w+|skip\w*|turn\w* off) (?:the )?(?:tls|ssl|certificate)(?: certificate)? (?:verification|validation|checks?)\b"
        + _PLACE,
    ),
    cue(
        "assert-used",
        r"(?P<scope>{code})(?: {fn})?(?: (?:in|of) (?:the )?«\d+»)? (?:relies on|uses|depends on|validates[^.«]{0,30} (?:with|by|using)|checks[^.«]{0,30} (?:with|by|using)) (?:an? |the |a bare )?(?P<value>assert\b|{code})",
        only=r"assert\b.*",
    ),
    cue(
        "assert-used",
        r"\b(?:use of|using|uses|relying on|relies on) (?:an? |the )?(?P<value>assert\b(?!ion)|{code})(?: statements?)?(?: is| are)? (?:for|to|as|instead|at run)",
        only=r"assert\b.*",
    ),
    cue(
        "assert-used",
        r"\b(?P<value>{code}|asserts?|assert statements?|assertions) (?:is|are|get|gets|can be|will be|would be|may be) (?:\w+ )?(?:stripped|removed|disabled|skipped|optimi[sz]ed away|dropped|ignored)\b[^.]{0,40}?(?:-o\b|optimi|«\d+»)",
        only=r"assert.*",
    ),
    cue(
        "assert-used",
        r"(?P<value>{code}|asserts?|assert statements?) (?:is|are) (?:being )?used (?:for|as|to|instead)\b(?:[^.«]{0,40}?\b(?:in|by|of) (?P<scope>{code}))?",
        only=r"asserts?\b.*",
    ),
    cue(
        "assert-used",
        r"(?P<value>{code}|asserts?|assertions?|assert statements?) (?:should|must|ought to|can) not be (?:used|relied (?:up)?on|trusted)\b",
        only=r"assert.*",
    ),
    cue("assert-used", r"\bassert(?:ion)? (?:is )?used (?:for|as|to|instead)\b"),
    cue(
        "missing-timeout",
        r"(?P<subject>{code})[^.]{0,30}\b(?:is|are|has|have|does|do|called|made|without|lacks?|missing|sets?)[^.]{0,20}\b(?:no|not|n't|without|missing|lacks?)[^.]{0,15}\btimeouts?\b",
    ),
    cue(
        "missing-timeout",
        r"\b(?:no|missing|without(?: an?)?|lacks?(?: an?)?) (?:explicit |request |connection |http )*timeouts?\b(?:[^.]{0,30}?\b(?:for|on|in|to|at) (?:the )?(?:call to )?(?P<subject>{code}))?",
    ),
    cue("missing-timeout", r"(?P<subject>{code}) (?:call )?without (?:an? |any )?(?:explicit )?timeouts?\b"),
    cue("path-traversal", rf"\b(?:path|directory) traversal\b{_PLACE}"),
    cue(
        "security-defect",
        rf"\b(?:cross[- ]site scripting|xss|csrf|ssrf|xxe|open redirect|privilege escalation|timing attack|prototype pollution)(?: {_FAMILY})?\b{_PLACE}",
    ),
)
