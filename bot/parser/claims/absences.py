"""Cues of what a file or function is said to have none of: "there are no loops in the file", "no `with` statement is used"."""

from bot.parser.claims.cue import Cue, cue

_WORDS = (
    r"(?:(?:for |while )?loops?|conditionals?|conditional statements?|context managers?|"
    r"logging(?: (?:statements?|calls?|output|configuration|set ?up))?|log (?:output|statements?|messages?|entries|calls?)|loggers?|"
    r"mocks?|mocking|mock objects?|decorators?|lambdas?|lambda (?:functions|expressions)|(?:list )?comprehensions?|"
    r"global (?:variables|state(?= is (?:used|modified)))|tear ?down(?: methods?| functions?| logic| step)?|assert statements?|print(?: statements?| calls?|s))"
)
_NOUN = r"(?: (?:statements?|blocks?|keywords?|methods?|functions?|hooks?|clauses?|calls?|fixtures?|usage))?"
_KEYWORDS = r"with|for|while|if|lambda|yield|assert|global|print(?:\(\))?|(?:self\.)?(?:tearDown|tearDownClass|teardown_method|addCleanup|doCleanups)(?:\(.{0,20}\))?"
_FILL = r"(?:(?:any|an?|the|explicit|single|own|custom|overridden|proper|dedicated|corresponding|python's|python|kind of|form of|sort of|whatsoever|use of) )*"
_BODY = r"(?:file|module|class|code|script|suite|test(?: (?:class|case|method|file|suite|module|code|function|itself))?|method|function|helper|snippet|it|«\d+»)"
_HAS_NO = (
    r"(?:has no|have no|contains? no|uses? no|includes? no|defines? no|writes? no|emits? no|produces? no|performs? no|"
    r"lacks|(?:does|do) not (?:have|contain|use|include|define|write|emit|produce|perform|employ|make use of|rely on|override|implement|provide|declare)|"
    r"never (?:uses|defines|overrides|writes|emits|calls))"
)
_THERE = r"(?:there (?:is|are) no|free of)"
_IS_NOT_USED = r"(?:is|are) (?:used|present|configured|performed|defined|found|applied|employed|provided|involved|made|there|emitted|written|implemented|overridden)"
_WHERE = r"(?: (?:at all|whatsoever|anywhere|here)| (?:in|within|inside|throughout|on|by) (?:the |this |that |these )?(?:(?:whole|entire|test|given|provided|same) )*(?:{fn}s?|file|script|code|suite|snippet|methods|«\d+»)(?: {fn})?)*"
_END = r"(?=\W*$|\s*[,;.(—–]| (?:so|and|which|but|making|leaving|meaning|to (?:clean|release|stop|remove|delete|reset|restore|shut))\b)"


def _both(pattern: str) -> tuple[Cue, Cue]:
    """What it says none is there of, in words, and in code."""
    return (
        cue("absent-construct", pattern.replace("{thing}", rf"(?P<value>{_WORDS})")),
        cue("absent-construct", pattern.replace("{thing}", rf"(?P<value>{{code}}){_NOUN}"), only=_KEYWORDS),
    )


CUES: tuple[Cue, ...] = (
    *_both(rf"(?<!\w){_BODY} {_HAS_NO} {_FILL}{{thing}}{_WHERE}{_END}"),
    *_both(rf"\b{_THERE} {_FILL}{{thing}}(?: {_IS_NOT_USED.replace('(?:is|are) ', '(?:being )?')})?{_WHERE}{_END}"),
    *_both(rf"^\W*no {_FILL}{{thing}} {_IS_NOT_USED}{_WHERE}{_END}"),
    *_both(
        rf"^\W*(?:the )?{{thing}} (?:is|are) (?:not|never) (?:used|present|defined|overridden|configured){_WHERE}{_END}"
    ),
)
"""Each ends where the statement ends: "no logging of failed logins" says more than that there is none."""
