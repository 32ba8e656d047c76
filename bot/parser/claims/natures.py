"""Cues of what a definition is said to be: its bases, its sort, the methods of a class ("`Job` inherits from `Base`", "`size` is a property")."""

from bot.parser.claims.cue import Cue, cue

_CLASS = r"(?:(?P<subject>«\d+»|(?<![\w.])(?!(?:It|This|That|The|They|Which|There|These|Each|Class)\b)(?-i:[A-Z][a-z]\w+))(?: (?:test )?(?:class|suite|case))?|\b(?:the|this) (?:(?:test|only|main|single|whole|new) )*(?:class|suite|test case)|(?:^|[,;] |\band )it)"
_OWNER = r"(?:(?P<scope>«\d+»)(?: (?:test )?(?:class|suite|case))?|\b(?:the|this) (?:(?:test|only|main|single|whole|new) )*(?:class|suite|file|module|code))"
_ADVERB = r"(?:(?:also|only|currently|directly|itself|already|explicitly|just|simply|correctly|properly|actually|both|each|all) )*"
_END = r"(?=\W*$|\s*[,;.(—–:]| (?:and|which|but|so|that|because|since|instead|rather|although|though|here|directly|at all|from|in|of its own|for|to|with)\b)"
_STRICT = r"(?=\W*$|\s*[;.(—–:]|\s*,(?! not\b)| of (?:the |its |this )?(?:same )?(?:«\d+»|class|module|file)| (?:and|which|but|so|because|since|although|though|here|at all|at line|on line|either|even|rather than|instead of)\b)"
_INHERITS = r"(?:inherits? (?:directly )?from|extends?|sub-?class(?:es)?|derives? (?:directly )?from|is (?:directly )?derived from|is an? (?:direct )?(?:sub-?class|child(?: class)?) of|has (?:the )?base(?: class)?)"
_BARE_INHERITS = r"(?:inherit (?:directly )?from|extend|sub-?class|derive (?:directly )?from)"
_BASE = r"(?:the |its |an? |python's )*(?:(?:base |parent |abstract |standard |test )*class )?(?P<value>«\d+»)"
_ANY = r"(?:anything|any (?:other |base |parent |test |explicit )*class|a (?:base |parent )?class)"
_TYPE = r"(?-i:(?:\w+\.){0,6}_?[A-Z]\w*)(?:\[.{1,40}\])?|dict|list|tuple|set|str|int|threading\.\w+|enum\.\w+|type"

_BASES: tuple[Cue, ...] = (
    cue(
        "stated-base",
        rf"{_CLASS} {_ADVERB}(?:(?:does|do) not|never) {_ADVERB}{_BARE_INHERITS} {_BASE}{_END}",
        only=_TYPE,
        number=0,
    ),
    cue(
        "stated-base",
        rf"{_CLASS} {_ADVERB}(?:is|are) not (?:an? )?(?:direct )?sub-?class(?:es)? of {_BASE}{_END}",
        only=_TYPE,
        number=0,
    ),
    cue(
        "stated-base",
        rf"{_CLASS} (?:(?:(?:does|do) not|never) {_ADVERB}{_BARE_INHERITS} {_ANY}|is not {_ADVERB}(?:derived from|an? (?:direct )?sub-?class of) {_ANY}|{_ADVERB}(?:inherits from (?:nothing|no (?:other |base )*class)|has no (?:explicit )?(?:base|parent|super)[- ]?class(?:es)?)){_STRICT}",
        number=0,
    ),
    cue("stated-base", rf"{_CLASS},? (?:which )?{_ADVERB}{_INHERITS} {_BASE}{_END}", only=_TYPE),
    cue(
        "stated-base",
        rf"{_CLASS} (?:has|uses) {_BASE} as (?:its |an? |the )?(?:only )?(?:base|parent|super)[- ]?class",
        only=_TYPE,
    ),
    cue(
        "stated-base",
        r"\b(?:base|parent|super)[- ]?class of (?:the )?(?P<subject>«\d+»)(?: class)? is (?:the )?(?P<value>«\d+»)"
        + _END,
        only=_TYPE,
    ),
    cue(
        "stated-base",
        r"(?P<value>«\d+») is (?:the )?(?:base|parent|super)[- ]?class (?:of|for) (?:the )?(?P<subject>«\d+»)" + _END,
        only=_TYPE,
    ),
)

_SORTS = (
    r"(?P<value>(?:an? )?(?:static[- ]?method|class[- ]?method|property|(?:async )?generator(?: function| method)?|coroutine(?: function)?|"
    r"(?:async|asynchronous)(?: function| method| test| generator)?|(?:(?:plain|regular|normal|simple|module-level|top-level|standalone|nested|inner|instance|free) )+(?:function|method|class|def)(?:,? (?:and )?not (?:an? )?(?:async\w*|coroutine)(?: function| method)?)?|"
    r"function|class|data ?class|context manager|«\d+»(?= method\b| function\b|\W*$)|decorated(?! (?:with|by|as|using)\b)))"
)
_CODED = r"(?:an? )?(?:static|class)[- ]?method|.* .*|(?:an? )?(?:property|generator|coroutine|async\w*|function|class|dataclass|decorated|@?(?:staticmethod|classmethod|property|dataclass|async(?: def)?))"
_DEFINITION = r"(?:(?P<subject>«\d+»)(?: {fn})?|^\W*(?:the|this) (?:(?:only|private|given) )*(?:test(?: method| function)?|helper(?: method| function)?|function|method|(?:test )?class))"

_NATURES: tuple[Cue, ...] = (
    cue(
        "stated-nature",
        rf"{_DEFINITION} is not {_ADVERB}(?:declared |defined |marked |implemented )?(?:as )?{_SORTS}{_STRICT}",
        only=_CODED,
        number=0,
    ),
    cue(
        "stated-nature",
        rf"{_DEFINITION} is {_ADVERB}(?:declared |defined |marked |implemented |written )?(?:as )?{_SORTS}{_STRICT}",
        only=_CODED,
    ),
)

_PLURAL = r"(?P<value>(?:(?:static|class|instance|plain|regular|normal|simple|async|asynchronous|module-level|top-level|standalone|nested) ){0,3}(?:methods|functions|properties|generators|coroutines|classes|dataclasses)|async(?:hronous)?|decorated(?! (?:with|by|as|using)\b))"

_FIXED = r"(?:__(?:init|new|str|repr|eq|hash|len|call|enter|exit|iter|del|post_init|lt|getattr|setattr|contains|bool)__|(?:async)?(?:setUp|tearDown)(?:Class|Module)?|(?:setup|teardown)_(?:method|class))(?:\(.{0,20}\))?"
_NOT_TORN = rf"(?!.*tear_?down){_FIXED}"
"""That nothing is torn down is said in more ways than one, and is another kind."""
_NAME = r"[A-Za-z_]\w{1,80}(?:\(.{0,20}\))?"
_OWN = r"(?:defines?|overrid(?:es?|den)|implements?|declares?|provides?)"
_SOME = r"(?:an? |the |its |any |own |explicit |custom |dedicated |separate |corresponding |overridden )*"
_METHOD = r"(?: (?:method|constructor|hook|dunder(?: method)?)s?)?"

_METHODS: tuple[Cue, ...] = (
    cue(
        "stated-method",
        rf"{_OWNER} (?:(?:(?:does|do) not|never) {_ADVERB}(?:define|override|implement|declare|provide|have|contain|include)s?|{_ADVERB}(?:has|have|defines?|contains?|declares?) no|lacks?|is without) {_SOME}(?P<subject>{{code}}){_METHOD}{_STRICT}",
        about=_NOT_TORN,
        number=0,
    ),
    cue(
        "stated-method",
        rf"{_OWNER} {_ADVERB}(?:{_OWN}|has|contains|includes) {_SOME}(?P<subject>{{code}}){_METHOD}{_STRICT}",
        about=_FIXED,
    ),
    cue(
        "stated-method",
        rf"{_OWNER} {_ADVERB}{_OWN} {_SOME}(?P<subject>{{code}}) (?:method|hook|helper){_STRICT}",
        about=_NAME,
    ),
)

_HERE = r"(?:in|inside|within|anywhere in) (?:this|the|that) (?:(?:very|same|whole|given|provided|shown|test|reviewed) )*(?:file|module|class|script|snippet|code)(?: itself)?"
_INNER = r"(?:(?:self|cls)\.\w{2,80}|_[a-z]\w{1,80})?(?:\(.{0,20}\))?"

_DEFINED: tuple[Cue, ...] = (
    cue(
        "stated-method",
        rf"(?P<subjects>{{codes}})(?: {{fn}}s?)? (?:is|are) (?:not|never|nowhere) {_ADVERB}(?:defined|implemented|declared|overridden) {_HERE}{_STRICT}",
        only=_INNER,
        number=0,
    ),
    cue(
        "stated-method",
        rf"(?P<subjects>{{codes}})(?: {{fn}}s?)? (?:is|are) {_ADVERB}(?:defined|implemented|declared) {_HERE}{_STRICT}",
        only=r"(?:(?:self|cls)\.\w{2,80}|[A-Za-z_]\w{1,80})?(?:\(.{0,20}\))?",
    ),
)

_SEVERAL: tuple[Cue, ...] = (
    cue(
        "stated-nature", rf"(?P<subjects>{{codes}}) are (?:both |all |each )?not {_ADVERB}{_PLURAL}{_STRICT}", number=0
    ),
    cue("stated-nature", rf"(?P<subjects>{{codes}}) are {_ADVERB}{_PLURAL}{_STRICT}"),
)

EARLY: tuple[Cue, ...] = (*_BASES, *_METHODS, *_DEFINED)
"""Before the cues of names that are missing."""

CUES: tuple[Cue, ...] = (*_SEVERAL, *_NATURES)
"""What is said not to be has the number 0."""

TOLD = frozenset({"stated-use", "stated-base", "stated-nature", "stated-method"})
"""Kinds that only tell what is there: beside anything else that is said, no more than what it stands on."""
