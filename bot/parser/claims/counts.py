"""Cues of how many tests, methods, classes, imports or assertions a file is said to have: "the class has only a single test"."""

from bot.parser.claims.cue import Cue, cue

_N = r"(?P<number>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|(?:a )?single|a (?:lone|sole))"
_JUST = r"(?:(?:only|just|exactly|merely|precisely|a total of|in total|altogether) )*"
_SORT = r"(?:(?:live|separate|distinct|different|individual|top-level|instance) )?"
_THING = (
    r"(?P<value>(?:(?:unit |functional )?test (?:methods?|cases?|functions?)|tests?|methods?|functions?|(?:test )?class(?:es)?|"
    r"imports?(?: statements?)?|assertions?|asserts|assert(?:ion)? (?:calls?|statements?)|return(?:s| statements?)))"
)
_NONE = r"(?P<value>methods|functions|classes|import statements|imports|test methods|test functions|return statements?|instance methods)"
_BODY = r"(?:file|module|class|script|suite|test(?: (?:class|case|file|suite|module|method))?|method|function|helper|it|(?P<scope>«\d+»)(?: {fn})?)"
_HAS = (
    r"(?:has|contains|defines|consists of|comprises|declares|includes|performs|makes|runs|executes|holds|is made up of)"
)
_WHERE = r"(?: (?:here|altogether|in total|overall)| (?:in|within|inside|throughout) (?:the |this |that )?(?:(?:whole|entire|test|given) )*(?:{fn}|file|script|suite|«\d+»)(?: {fn})?)*"
_END = r"(?=\W*$|\s*[,;.(—–:]| (?:so|and (?:it|that|this)|which|but)\b)"

CUES: tuple[Cue, ...] = (
    cue("stated-count", rf"(?<!\w){_BODY} {_JUST}{_HAS} {_JUST}{_N} {_SORT}{_THING}{_WHERE}{_END}"),
    cue(
        "stated-count",
        rf"(?<!\w){_BODY} {_JUST}(?:has|contains|defines|declares|includes) (?:no|zero|0) (?:own )?{_NONE}(?: of its own)?{_WHERE}{_END}",
        number=0,
    ),
    cue("stated-count", rf"\bthere (?:is|are) {_JUST}{_N} {_SORT}{_THING}(?: (?:defined|present))?{_WHERE}{_END}"),
    cue(
        "stated-count",
        rf"^\W*{_JUST}{_N} {_SORT}{_THING} (?:is|are) (?:present|defined|made|performed|declared|executed|there){_WHERE}{_END}",
    ),
)
"""Each ends where the statement ends: "two assertions about the name" counts only some of them."""
