"""Cues of names, spelling, length and what was left behind."""

from bot.model.claim import Quantifier
from bot.parser.claims.cue import Cue, cue

_MISSPELT = (
    r"(?<!potential )(?<!avoid )(?<!against )(?<!prevent )\b(?:typos?|misspell\w*|misspelt|mis-spell\w*|spelling (?:errors?|mistakes?|issues?|inconsistency)|"
    r"gramma(?:r|tical) (?:errors?|issues?|mistakes?)|grammatically incorrect)\b"
)
_WORD = r"(?:['\"]?{code}['\"]?|'\S[^\n]{0,60}?'(?!\w)|\"[^\"\n]{1,60}\"|(?<=[:(-] )[A-Za-z][\w-]{2,60}(?= should be [\w-]+\W*$))"
_WRONG = rf"(?P<subject>{_WORD})"
_RIGHT = r"(?P<value>['\"]?{code}['\"]?|'\S[^\n]{0,60}?'(?!\w)|\"[^\"\n]{1,60}\"|(?!(?:fixed|corrected|removed|changed|updated|replaced|used|consistent|addressed)\b)[A-Za-z][\w-]{2,60}(?=\W*$))"
_POOR = (
    r"(?:long|short|descriptive|generic|vague|unclear|misleading|confusing|ambiguous|cryptic|verbose|non-?descriptive|poor|"
    r"bad|inconsistent|imprecise|clearer|misnomer|redundant|specific|meaningful|explicit)"
)
_STYLE = r"(?:screaming[ _-]?)?(?:snake|camel|pascal|upper|lower|kebab)[ _-]?(?:snake[ _-]?)?case|capwords|pep ?8.*"
_RENAME = r"\b(?:rename|(?:consider|suggest|recommend|propose|proposes|worth|by|mind|prefer) renaming)"
_THING = (
    r"(?:(?:{fn}|variable|parameter|class|field|file|property|constant|argument|key|option|column|component|type) )"
)
_NO_RISK = (
    r"(?<!prone to )(?<!prone to a )(?<!catch )(?<!catches )(?<!avoid )(?<!avoids )(?<!against )(?<!prevent )(?<!prevents )(?<!risk of )(?<!risk of a )(?<!chance of )"
    r"(?<!detect )(?<!hide )(?<!hides )(?<!any )(?<!possible )"
)
_SO_HARMED = (
    r"(?![- ](?:risk|prone|safe|proof|resistant)\b)(?! ?s? (?:could|would|can|might|may|will|go|goes)\b)"
    r"(?!s? in [^.,;]{1,60}? (?:is|are|will|would|could|can|may|might|goes?|gets?|leads?|passes)(?! (?:misspel|a typo|wrong|not a))\b)"
)
"""A typo that somebody may make one day is none that is there."""

_NAMES: tuple[Cue, ...] = (
    cue(
        "typo",
        r"(?:^|(?<=[\s(:]))s/(?P<subject>{code}|[A-Za-z_][\w-]{1,40})/(?P<value>{code}|[A-Za-z_][\w-]{1,40})/?[gi]{0,2}(?![\w/])",
    ),
    cue(
        "typo",
        rf"{_MISSPELT}[^.]{{0,80}}?\b(?:should (?:use|be|read|say)|use|write|did you mean) {_RIGHT}(?: or {_WORD})? (?:instead of|rather than|not) {_WRONG}",
    ),
    cue(
        "typo",
        rf"{_MISSPELT}[^.]{{0,80}}?(?<![\w-]){_WRONG},? (?:-|–|—|which|it|and)? ?(?:should (?:be|read|say)|must be|needs to be|instead of|->|→|is meant to be) {_RIGHT}",
    ),
    cue(
        "typo",
        rf"{_MISSPELT}[^.]{{0,60}}?\b(?:change|fix|correct|rename|replace) {_WRONG} (?:to|with|by|into) {_RIGHT}",
    ),
    cue("typo", rf"{_WRONG} (?:is a (?:typo|misspelling) (?:of|for)) {_RIGHT}"),
    cue(
        "typo",
        rf"{_WRONG} (?:is |are |seems |appears )?(?:to be )?(?:a typo|misspelled|misspelt|mis-spelled|a misspelling)[^.]{{0,40}}?(?:should (?:be|read)|->|→|instead of) {_RIGHT}",
    ),
    cue("typo", rf"{_MISSPELT}[^.]{{0,60}}?\b(?:should be|did you mean|meant|should read) {_RIGHT}"),
    cue("typo", _NO_RISK + _MISSPELT + _SO_HARMED),
    cue(
        "missing-annotation",
        r"(?P<subjects>{codes})(?: {fn}| parameter| argument)?,? {lack} (?:an? |any |the |proper |explicit )*(?:return )?(?:type[- ](?:hints?|annotations?)|annotations?|type hinting)\b",
    ),
    cue(
        "missing-annotation",
        r"\b(?:missing|no|add|lacks?)(?: an?| the| explicit| proper)? (?:return )?(?:type[- ](?:hints?|annotations?)|annotations?) (?:for|on|to|in)(?: the| this)?(?: {fn}| parameters?| arguments?)? ?(?P<subjects>{codes})",
    ),
    cue(
        "missing-annotation",
        r"\b(?:missing|no|lacks?|add|needs?|without)(?: an?| the| explicit| proper| any)* (?:return |parameter |argument )?type[- ](?:hints?|annotations?)\b",
    ),
    cue(
        "missing-annotation",
        r"(?P<subjects>{codes})(?: {fn}| parameter| argument| variable)?(?: (?:of|in) (?:the )?(?:{fn} )?(?P<scope>{code}))? (?:(?:is|are) (?:not (?:type[- ])?|un)|(?:isn't|aren't) (?:type[- ])?)(?:annotated|typed)\b",
    ),
    cue(
        "leftover-code",
        r"\b(?:left-?over|stray|forgotten|debug(?:ging)?)(?: (?:debug(?:ging)?|call(?: to)?|statement))? (?P<value>{code})",
        only=r"(?:print|pprint|breakpoint)\(.*",
    ),
    cue(
        "leftover-code",
        r"(?P<value>{code})(?: (?:call|statement|line))? (?:is |was |are )?(?:a |still )?(?:left(?: behind| in)?|leftover|debug(?:ging)? (?:output|code|leftover|statement))\b",
        only=r"(?:print|pprint|breakpoint)(?:\(.*)?",
    ),
    cue(
        "leftover-code",
        r"\b(?:leftover|left[- ]over|stray|forgotten|unremoved|remove(?: the| this| these| all| any)?(?: leftover)?) (?:debug(?:ging)? )?(?:(?P<subject>{code}) )?(?P<value>print(?:s\b| statements?)|debug(?:ging)? (?:code|statements?|output|prints?|logging|logs?)|todo(?: comment)?s?\b|fixme(?: comment)?s?\b|commented[- ](?:out )?code|console\.log|breakpoint)",
    ),
    cue(
        "leftover-code",
        r"(?:^\W*|\b(?:there (?:is|are)|contains?|leaves?|remove(?: the| this| these| all)?|leftover|dead|has|delete(?: the| this)?) (?:a |some |the )?)(?P<value>commented[- ]out (?:code|lines?|statements?|block|assertions?|tests?|imports?|function|method))\b(?! (?:is |was )?(?:unrelated|changed|reformatted))",
    ),
    cue(
        "leftover-code",
        r"(?<!if )(?<!if the )(?<!when )(?<!when the )(?<!once )(?<!once the )(?P<subject>{code})(?: (?:call|assertion|statement|method|check))?"
        r"(?: (?:at|on|in|of) (?:the )?(?:lines? \d{1,6}(?:(?: ?[-–] ?| and | to )\d{1,6})?|end|test))?,? (?:is|are|was|were|has been|have been) (?:currently |still |now |also |both |all |intentionally |deliberately |simply |just |left )*(?P<value>commented[- ]out)\b",
    ),
    cue(
        "leftover-code",
        r"\b(?P<value>commented[- ]out (?:code|lines?|statements?|block|assertions?|tests?|imports?|function|method))(?: block)? (?:should (?:be (?:removed|deleted|cleaned)|go\b)|(?:is|was|are) left|remains|left (?:in|behind)|reduces|clutters)",
    ),
    cue(
        "leftover-code",
        r"\b(?P<value>debug(?:ging)? (?:code|print(?:s| statements?)?|statements?|logs?|logging|output)|print statements?)(?: [^.«]{0,30}?)? (?:should be removed|must be removed|left (?:in|behind)|(?:is|was|are|were) left|commented out|that (?:is|are) no longer)",
    ),
    cue(
        "bad-name",
        r"(?P<subject>{code})[^.«]{0,40}\b(?:is not|isn't|should be|does not follow|doesn't follow|violates|does not (?:conform|adhere|comply) (?:to|with))(?: in| the| use| using| follow)* (?P<value>(?<=in ){code}|(?<=the ){code}(?= (?:naming )?(?:convention|style|case))|snake[_ -]?case|camel[_ -]?case|pascal[_ -]?case|upper[_ -]?case|capwords|pep ?8(?: naming)?(?: conventions?)?)(?!\w)",
        only=_STYLE,
    ),
    cue(
        "naming",
        rf"{_RENAME} (?:the |this )?{_THING}?(?P<subject>{{code}})(?: {{fn}}| variable| parameter)? (?:to|as|into)(?: something (?:like|more [a-z]+(?: like)?)| e\.g\.)? ?(?P<value>{{code}})?",
    ),
    cue(
        "naming",
        r"(?P<subject>{code})(?: {fn}| variable| parameter| field)?(?: (?:in|of|on) (?:the )?«\d+»(?: \w+)?)? (?:should|could|must|might|can|needs? to)(?: better)? be (?:renamed|named)(?: (?:to|as))?(?: something (?:like|more [a-z]+(?: like)?))? ?(?P<value>{code})?",
    ),
    cue(
        "naming",
        rf"{_RENAME} (?:the |this )?{_THING}?(?P<subject>{{code}})(?= (?:for|so|because|since|in|here|parameter|variable|function|method)\b|\s*(?:$|[.,;:)(]))",
    ),
    cue("naming", _RENAME + r" (?:it|this)\b(?: to| as)? ?(?P<value>{code})?"),
    cue(
        "naming",
        rf"\bnames?(?: like| such as| of|,)?,? (?P<subjects>{{codes}}),? (?:is|are|could be|should be|seems?|may be|might be)[^.«]{{0,40}}\b{_POOR}\b",
    ),
    cue("naming", rf"\bnames?\b[^.«]{{0,40}}\bsuch as (?P<subjects>{{codes}})[^.«]{{0,40}}\b{_POOR}\b"),
    cue(
        "naming",
        rf"(?P<subject>{{code}})[^.«]{{0,20}}\b(?:is|seems) (?:a |an )?(?:too |very |quite |rather |overly |somewhat )?{_POOR} (?:name|variable name|function name|naming|identifier)\b",
    ),
    cue(
        "naming",
        rf"\b(?:variable|function|method|class|parameter|test|file|module|argument|field|component|package|interface|type|key) names? (?:(?P<subject>{{code}}) )?(?:is|are|seems?|could be|should be|may be|lacks?|does not|doesn't|risks)\b[^.«]{{0,60}}?\b(?:{_POOR}|describe|reflect|match|convey|clarity|confus\w+|consistent|follow)\b",
    ),
    cue(
        "naming",
        r"\b(?:misleading|confusing|ambiguous|unclear|poor|vague|inconsistent|non-?descriptive|cryptic|generic) (?:\w+ )?(?:names?|naming|identifiers?)\b",
    ),
    cue(
        "naming",
        r"\bnaming (?:inconsisten\w+|issue|mismatch|is|of)\b|\b(?:violat\w+|(?:not|n't) (?:follow|match|adhere to|conform to)|inconsistent with|breaks) (?:the |this |our )?(?:\w+ ){0,3}?naming convention|\b(?:more|better|clearer) (?:descriptive|meaningful|clear|explicit)? ?(?:variable |function |method |parameter )?names?\b",
    ),
    cue(
        "too-long",
        r"(?P<subject>{code})(?: {fn})? (?:is|has|spans|contains|takes up|runs (?:to|over|for)) (?:now )?(?:more than|over|around|about|almost|nearly|approximately|exactly|roughly)? ?(?P<number>\d{2,4}) lines(?: of code| long)?(?! (?:above|below|before|after|apart|further|earlier|later))\b",
    ),
    cue(
        "too-long",
        r"(?P<subject>{code})(?: {fn})? (?:is|are)(?: \w+){0,2} (?:too |quite |very |rather )?long[:,]? ?\(?(?:at |with |over |has |it has |more than |exceeds? )*(?P<number>\d{2,4}) lines",
    ),
    cue(
        "too-long",
        r"(?P<subject>{code})(?: {fn})? (?:is|has|spans|contains|runs (?:to|for)|takes up|has grown to|exceeds|comprises)(?: now| currently| already)? (?:approximately |about |around |over |more than |roughly |nearly |almost |well over |some |at least )*(?P<number>\d{2,4})\+? lines(?: long| of code)?\b(?! (?:limit|away|above|below|later|before|after|apart))",
    ),
    cue(
        "too-long",
        r"(?<!in )(?<!of )(?<!for )(?<!in the )(?<!on )(?<!by )(?P<subject>{code})(?: {fn})? (?:is|are|has become|seems|looks)(?: \w+){0,2} (?:too |quite |very |rather |overly |fairly )(?:long|large|big|complex|complicated|nested)\b(?! (?:for|value|number|integer)\b)",
    ),
    cue(
        "too-long",
        r"\b(?:some|several|many|the|this|these)? ?(?:functions?|methods?|class(?:es)?)\b[^.]{0,20}\b(?:is|are)(?: \w+){0,1} (?:too |quite |very |rather |overly |fairly )(?:long|large|big|complex|complicated|nested)\b",
        quantifier=Quantifier.SOME,
    ),
    cue(
        "magic-number",
        r"\bmagic (?:numbers?|values?|constants?|literals?|strings?)\b(?: (?P<subject>{code}|\d[\d.]*))?",
    ),
    cue(
        "magic-number",
        r"\bhard[- ]?cod(?:ed|es|ing) (?:the )?(?:(?!lines?\b)\w+ ){0,3}?(?P<subject>{code}|\d[\d.]*\d|\d\b|'[^'\"]{1,60}')",
    ),
    cue(
        "magic-number",
        r"\b(?:numbers?|values?|ports?|timeouts?|paths?|strings?|delays?|urls?|intervals?|limits?|sizes?|dates?|constants?|names?|ids?|hosts?|users?|keys?|zones?) (?:of |such as |like )?(?P<subject>\d[\d.]*\d|\d\b|'[^'\"]{1,60}')(?:(?:,| and|, and) '[^'\"]{1,60}'){0,8} (?:is|are|was|were) (?:\w+ )?hard[- ]?coded\b",
    ),
    cue(
        "magic-number",
        r"(?P<subject>{code})(?: \w+){0,2} (?:is|are|remains?) (?:still |effectively |also )*hard[- ]?coded\b",
    ),
    cue("magic-number", r"\bhard[- ]?cod(?:ed|es|ing)\b"),
)

CUES: tuple[Cue, ...] = _NAMES
"""Secrets in the code are of the security family, which comes first."""
