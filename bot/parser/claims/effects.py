"""Cues of what well-known calls and lookups do: "`d.get('a')` raises a KeyError", "`os.environ['A']` has no default"."""

from bot.parser.claims.cue import Cue, cue

_METHODS = r"(?:get|pop|setdefault|index|remove|getenv|makedirs|mkdir|loads?|listdir|unlink|stat|getsize|getmtime|match|search|fullmatch)"
_BUILTINS = r"(?:getattr|next|max|min|int|float|open)"
_OPERATION = (
    rf"(?:await )?(?:.{{1,120}}\.)?{_METHODS}\(.{{1,150}}\)|{_BUILTINS}\(.{{1,150}}\)|.{{1,150}}\[['\"].{{1,80}}\]|.{{1,120}}split\(.{{0,40}}\)\[-?\d{{1,2}}\]|"
    r"\.(?:get|pop|setdefault)(?:\(\.{0,3}\))?|getattr(?:\(\))?|(?:os\.)?environ\.get(?:\(\))?|os\.getenv(?:\(\))?|next\(\)|dict\.get(?:\(\))?|(?:max|min)\(\)"
)
_ERROR_NAMES = r"(?:[\w.]*\.)?[A-Z]\w*(?:Error|Exception|Iteration)(?:\(.{0,80}\))?"
_NO = (
    r"(?<!\bif )(?<!\bwhen )(?<!\bthat )(?<!\bunless )(?<!\bwhether )(?<!\bshould )(?<!\bto )(?<!\binstead of )(?<!\brather than )(?<!\buse )(?<!\busing )(?<!\bwith )"
    r"(?<!\bafter )(?<!\bbefore )(?<!\buntil )(?<!\bonce )(?<!\bunlike )(?<!\blike )(?<!\bif the )(?<!\bwhen the )(?<!\.)"
)
_SUBJECT = rf"(?:{_NO}|(?<=call to )|(?<=calls to )|(?<=lookup of )|(?<=access to ))(?P<subject>{{code}})"
_SO = r"(?: (?:calls?|lookups?|access(?:es)?|expressions?|line|statement|conversion|operation))?(?: (?:at|on|in) (?:line \d{1,6}|«\d+»))?,?"
_AUX = r"(?: (?:will|would|can|could|may|might|is going to|is likely to|is able to|also|just|immediately|always|then|still|simply|potentially|which|that|and|it|only|actually|even|silently|thus|so|already|by default|here)){0,5}"
_RAISE = (
    r"(?:raises?|throws?|triggers?|causes?|produces?|emits?|leads? to|results? in|fails? with|crash(?:es)? with|blows? up with|dies? with|"
    r"ends? (?:in|with)|errors? (?:out )?with|ends? up (?:in|with|raising)|explodes? with|breaks? with|gives?|yields?|runs into)"
)
_FAIL = (
    r"(?:raises?|throws?|fails?|crash(?:es)?|blows? up|explodes?|breaks?|errors? out|dies)"
    r"(?: (?:an? |any )?(?:uncaught |unhandled )?(?:exceptions?|errors?))?"
)
_E = r"(?:an? |the |any |unhandled |uncaught |confusing |bare |plain |runtime )*(?P<value>«\d+»)(?: (?:exceptions?|errors?))?"
_IF = r"(?=,? (?:if|when|whenever|for|on|unless|in case|as|because|since)\b)"
_NOT = r"(?:does not|do not|did not|will not|cannot|can not|would not|could not|can never|will never|would never|never|is not going to)(?: (?:ever|actually|even|itself|normally|really))?"
_VALUE = r"(?P<value>«\d+»|none|null|nothing|true|false|zero|-?\d+(?:\.\d+)?|'[^']{0,60}'|\"[^\"]{0,60}\"|an? empty (?:string|list|dict(?:ionary)?))"
_END = r"(?=\s*(?:$|[.,;:)(!]|—|–|- )|\s(?:if|when|for|on|unless|once|instead|rather|but|and|so|even|whenever|in|as|because|which|while|where|with|without|until|here|by|since|although|though)\b)"
_BARE = r"(?P<value>default|fall-?back)(?! (?:branch|case|clause|route|path|handler))(?: (?:value|argument|parameter|result|option))?\b"
_LACKS = r"(?:has|have|takes?|gets?|specif(?:y|ies)|provides?|declares?|gives?|uses?|comes with|is (?:called|used|given|passed|written|made|invoked) (?:with )?|supplies|passes|offers|includes?|sets?|defines?)"


def _of(kind: str, pattern: str, only: str | None = None) -> Cue:
    return cue(kind, pattern, only=only, about=_OPERATION)


_DEFAULTS: tuple[Cue, ...] = (
    _of("missing-argument", rf"{_SUBJECT}{_SO} {_LACKS} ?no (?:explicit |sensible |such |further )?{_BARE}"),
    _of("missing-argument", rf"{_SUBJECT}{_SO} (?:lacks?|is lacking|misses|is missing|needs|omits|requires|wants) (?:an? |any |the |its )?(?:explicit |sensible )?{_BARE}"),
    _of("missing-argument", rf"{_SUBJECT}{_SO} (?:does not|do not|did not) (?:have|provide|specify|supply|give|pass|take|use|include|define|set|offer|declare) (?:an? |any |the |its )?(?:explicit |sensible )?{_BARE}"),
    _of("missing-argument", rf"{_SUBJECT}{_SO}(?: (?:is|are|was|gets?)(?: \w+ly)? (?:called|used|read|accessed|looked up|made|done|invoked|written|fetched|retrieved|performed|evaluated))? (?:without|with no) (?:an? |any |the |its |giving |passing |providing |specifying |supplying )*(?:explicit |sensible )?{_BARE}"),
    _of("missing-argument", rf"\bno (?:explicit |sensible )?{_BARE} (?:is |was |has been |gets )?(?:ever )?(?:given|passed|supplied|provided|specified|set|defined|used|there|present)?(?: ?(?:to|for|in|with|on|by|of)) (?:the )?(?:calls? (?:to|of) )?(?P<subject>{{code}})"),
    _of("missing-argument", rf"\b(?:missing|without|lacks?|lacking) (?:an? |any |the )?(?:explicit |sensible )?{_BARE} (?:in|for|to|on|of|with) (?:the )?(?:calls? (?:to|of) )?(?P<subject>{{code}})"),
    _of("missing-argument", rf"\b(?:calls?|uses?|using|calling|reads?|reading|accesses) (?P<subject>{{code}}) (?:without|with no) (?:an? |any |the |its |giving |passing |providing |specifying |supplying )*(?:explicit |sensible )?{_BARE}"),
    _of("missing-argument", rf"\b(?:give|pass|add|provide|supply|specify) (?:an? |some )?(?:explicit |sensible )?{_BARE} (?:to|for|in) (?:the )?(?:calls? (?:to|of) )?(?P<subject>{{code}})"),
    _of("missing-argument", rf"\b(?:giv(?:e|ing)|pass(?:ing)?|provid(?:e|ing)|supply(?:ing)?) (?:the )?(?:calls? to )?(?P<subject>{{code}})(?: call)? (?:with )?an? (?:explicit |sensible )?{_BARE}"),
    _of("missing-argument", rf"{_SUBJECT}{_SO} (?:should|must|ought to|needs to) (?:be given|have|get|take|use|provide|specify|be called with) (?:an? )?(?:explicit |sensible )?{_BARE}(?! of\b)"),
)  # fmt: skip

_RAISES: tuple[Cue, ...] = (
    _of("absent-raise", rf"{_SUBJECT}{_SO} {_NOT} (?:raise|throw|fail with|trigger|cause|produce|lead to|result in|crash with)s? {_E}", _ERROR_NAMES),
    _of("absent-raise", rf"{_SUBJECT}{_SO} {_NOT} (?:raise|throw|fail|crash|blow up|break)s?(?: (?:an? |any )?(?:exceptions?|errors?|anything))?{_END}"),
    _of("absent-raise", r"\bno (?P<value>«\d+») (?:is|will be|can be|would be|gets|could be) (?:ever )?(?:raised|thrown) (?:by|from|in|at|for) (?:the )?(?:calls? to )?(?P<subject>{code})", _ERROR_NAMES),
    _of("stated-raise", rf"{_SUBJECT}{_SO}{_AUX} {_RAISE} {_E}", _ERROR_NAMES),
    _of("stated-raise", r"(?<!\bno )(?P<value>«\d+»)(?: (?:exception|error))?(?: (?:is|are|will|would|can|could|may|might|be|get|gets|always|then|immediately)){1,4} (?:raised|thrown|triggered|caused|produced) (?:by|from|in|at|on|when calling|when evaluating) (?:the )?(?:calls? to |line \d{1,6}, |lookup of |access to )?(?P<subject>{code})", _ERROR_NAMES),
    _of("stated-raise", r"(?<!\bno )\b(?:potential|possible|unhandled|uncaught|risk of(?: an?)?|danger of(?: an?)?|a|an|:) (?P<value>«\d+»)(?: (?:exception|error))? (?:in|from|at|for|on|with|when calling|when evaluating|by|due to|because of|caused by) (?:the )?(?:calls? to )?(?P<subject>{code})", _ERROR_NAMES),
    _of("stated-raise", r"^\W*(?P<value>«\d+»)(?: risk)?(?::| -| –| —| (?:in|from|at|on|by)) (?:the )?(?P<subject>{code})(?: (?:fails?|crashes|breaks|blows up))?", _ERROR_NAMES),
    _of("stated-raise", rf"{_SUBJECT}{_SO}{_AUX} {_FAIL}{_IF}"),
)  # fmt: skip

_GIVES: tuple[Cue, ...] = (
    _of("stated-return", rf"{_SUBJECT}{_SO}{_AUX} (?:returns?|gives?(?: back| you)?|yields?|evaluates? to|produces?|results? in|resolves? to|hands back|comes back as|ends up(?: as)?|becomes) {_VALUE}{_END}"),
    _of("stated-return", rf"{_SUBJECT}{_SO}{_AUX} (?:is|will be|would be|can be|may be|could be|might be) {_VALUE}(?=,? (?:if|when|whenever|unless|for)\b)"),
    _of("stated-return", rf"{_SUBJECT}{_SO}{_AUX} (?:falls? back (?:to|on)|defaults? to|uses? (?:an? |the )?default(?: value)? of|has (?:an? |the )?default(?: value)? of|provides (?:an? )?default(?: value)? of|is given (?:an? |the )?default(?: value)? of|takes) (?:the (?:default|value) )?{_VALUE}{_END}"),
    _of("stated-return", rf"{_SUBJECT}{_SO}{_AUX} (?:uses?|has|takes|gives) {_VALUE} as (?:an? |the |its )?(?:default|fall-?back)(?: value)?\b"),
    _of("stated-return", rf"\b(?:the )?(?:default|fall-?back)(?: value)?(?: (?:of|for|in|given to|passed to)) (?:the )?(?:calls? to )?(?P<subject>{{code}})(?: call)? (?:is|will be|would be) {_VALUE}{_END}"),
    _of("stated-return", rf"{_VALUE} (?:is|will be|would be|gets) (?:returned|given|used|produced)(?: as (?:the |a )?(?:default|fallback))? (?:by|from|in) (?:the )?(?:calls? to )?(?P<subject>{{code}})"),
)  # fmt: skip

CUES: tuple[Cue, ...] = (*_DEFAULTS, *_RAISES, *_GIVES)
"""What it lacks comes before what it does, and what is denied before what is said."""
