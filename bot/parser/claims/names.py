"""How reviewers say that a name is unused, undefined, shadowed, defined twice, or not in the standard library."""

from bot.parser.claims import undefined, unused
from bot.parser.claims.cue import Cue, cue
from bot.parser.claims.name_words import FIRST

_OTHER: tuple[Cue, ...] = (
    cue(
        "shadowed-name",
        FIRST + "(?: (?:variable|parameter|argument|name|function|import|loop variable|"
        r"local|field|class))?(?: (?:on|at) line \d+)?,? (?:is |are |which )?(?:shadow(?:s|ing|ed)?|"
        "hid(?:es?|ing)|mask(?:s|ing)?) (?:the |a |an )?(?:Python )?(?P<value>built[- ]?ins?|outer|"
        "global|module(?:[- ]level)?|imported|import|enclosing|parameter|function parameter|class|"
        r"standard)\b",
    ),
    cue(
        "shadowed-name",
        r"\b(?:shadow(?:s|ing|ed)?|mask(?:s|ing)|overrid(?:es|ing)|redefin(?:es|ing)) (?:the |a |"
        "an )?(?:Python(?:'s)? )?(?P<value>built[- ]?in|outer|global|module-level|imported|"
        "enclosing|parameter|function parameter)(?:[- ]scope)?(?: (?:function|name|variable|type|"
        r"class|module|method|parameter|import))?[: (]*\s?(?P<subject>{code})",
    ),
    cue(
        "shadowed-name",
        "(?P<subject>{code})(?: (?:variable|parameter|argument|name|import|local))? (?:shadows|"
        "shadowing|is shadowing|hides|masks) (?:the )?(?P<value>{code})",
    ),
    cue(
        "shadowed-name",
        r"(?P<subject>{code})(?: (?:parameter|argument|variable|name))? (?:of|in) (?:the )?(?:{fn} )?(?P<scope>{code})(?: {fn})?,? (?:shadows|hides|masks|overrides|redefines|overshadows) "
        r"(?:an? |the )?(?:python )?(?P<value>built[- ]?in)\b",
    ),
    cue("shadowed-name", r"\b(?:shadow(?:s|ing|ed)?) (?P<value>built[- ]?ins?)[: (–—-]+\s?(?P<subject>{code})"),
    cue(
        "duplicate-definition",
        FIRST + "(?: (?:function|method|class|variable|constant|helper|test|import|"
        "name|handler|route))?(?: (?:is|are|was|were|gets?|has been))+ (?:being )?(?:defined|"
        r"declared|implemented|imported) (?:twice|two times|(?P<number>\d+|three|four) times|"
        "multiple times|more than once|again|in two places|repeatedly)",
    ),
    cue(
        "duplicate-definition",
        r"\b(?:duplicate[ds]?|duplicated|double|repeated|redundant second) (?:function |method |"
        "class |variable |constant )?(?:definition|declaration|import|implementation|method|"
        r"function|class|test)s?(?: (?:of|for|named|called))?(?: the)?[: ]\s?(?:(?:function|method|"
        "class|test) )?(?P<subjects>{codes})",
    ),
    cue(
        "duplicate-definition",
        r"\bredefin(?:ition|ing|es) (?:of )?(?:the )?(?:(?:function|method|class|variable|name)"
        r" )?(?P<subjects>{codes})(?! (?:as|to|on|every|with|in terms)\b)",
    ),
    cue(
        "duplicate-definition",
        FIRST + "(?: (?:function|method|class|variable))?(?: (?:is|was|gets|has been|"
        r"being))+ (?:redefined|re-defined|redeclared|already (?:defined|declared))(?=\s*(?:$|[.,;:)"
        r"(]|(?:on|at) lines?|(?:later |again |further )?(?:in|within|below|above)\b))",
    ),
    cue(
        "duplicate-definition",
        r"\b(?:defines|declares|imports) (?P<subjects>{codes})(?: (?:function|method|class)"
        r")? (?:twice|two times|multiple times|more than once|again)\b",
    ),
    cue(
        "wrong-stdlib-fact",
        "(?P<subject>{code})(?: (?:function|method|class|constructor|call))? (?:does not|doesn't|"
        "do not|don't|cannot|can't|will not|won't) (?:accept|take|support|have|recogni[sz]e|allow)"
        "(?: an?| the| any)?(?: (?:keyword|named|optional))? (?:argument|parameter|keyword|kwarg|"
        "option|flag)(?: (?:named|called))? (?P<value>{code})",
    ),
    cue(
        "wrong-stdlib-fact",
        "(?P<subject>{code})(?: (?:function|method|class|constructor|call))? (?:does not|doesn't|"
        "do not|don't|cannot|can't|will not|won't) (?:accept|take|support|have|recogni[sz]e|allow)"
        "(?: an?| the| any)? (?P<value>{code})(?: (?:keyword|named))? (?:argument|parameter|"
        r"keyword|kwarg|option|flag)\b",
    ),
    cue(
        "wrong-stdlib-fact",
        "(?P<value>{code}) is (?:not (?:a valid|an? (?:accepted|supported|known))|an (?:invalid|"
        "unknown|unexpected|unsupported)) (?:keyword )?(?:argument|parameter|kwarg|option)"
        "(?: name)? (?:of|for|to|in) (?:the )?(?P<subject>{code})",
    ),
    cue(
        "wrong-stdlib-fact",
        r"\b(?:unexpected|invalid|unknown|unsupported|non-?existent) (?:keyword )?(?:argument|"
        "parameter|kwarg)s? (?P<value>{code}) (?:in|to|for|of|passed to|is passed to)"
        "(?: the)? (?:call (?:to|of) )?(?P<subject>{code})",
    ),
    cue(
        "wrong-stdlib-fact",
        "(?P<subject>{code})(?: module| package)? (?:is not|isn't|does not exist|doesn't exist)"
        " (?:(?:a )?part of|in|a module (?:of|in)) (?:the )?(?:Python )?(?:standard library|stdlib)",
    ),
    cue(
        "wrong-stdlib-fact",
        "(?P<value>{code}) (?:is not|isn't) a(?: valid)? (?:method|attribute|function|member)"
        " (?:of|on|in) (?:the )?(?:built-in )?(?P<subject>{code})",
    ),
)
CUES: tuple[Cue, ...] = (*undefined.CUES, *_OTHER, *unused.CUES)
"""Missing names come before unused ones: "not imported" must not be read as "imported, not used"."""
