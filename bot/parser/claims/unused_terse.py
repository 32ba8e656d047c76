"""Cues of unused names as linters and hurried people put them: "unused imports: os, sys", "`time` -> unused", "flag is ignored"."""

from bot.parser.claims.cue import Cue, cue
from bot.parser.claims.name_words import NO_IF, WORD

_ONE = rf"(?:«\d+»|{WORD})"
_NAMES = rf"(?P<subjects>{_ONE}(?:(?:,? and |, | & ){_ONE}){{0,12}})"
_UNUSED = r"(?:unused|unreferenced|never (?:used|referenced|read|accessed|called)|not (?:used|referenced|needed|accessed|read)(?: anywhere)?|dead(?: code)?|unneeded)"
_END = r"(?=\s*(?:$|[.,;:!()]|—|–|- |(?:in|within|inside|here|anywhere|at all|any ?more|and|so|which|but|remove|please)\b))"
_IS = r"(?:is|are|was|were|seems?(?: to be)?|appears?(?: to be)?|looks?)"
_IMPORTS = r"(?:imports?|import statements?)"
_PARAMS = r"(?:parameters?|params?|arguments?|args?|kwargs?|flags?|options?|keywords?)"
_VARS = r"(?:(?:local |loop |global |temporary |dead )?variables?|locals?|constants?|assignments?)"
_LEAD = r"^\W*(?:[A-Z]\d{3,4}:? )?(?:(?:(?:additional|final|last|similar|first|second|third)ly|also|furthermore|moreover|however|besides|likewise|again|here|then|in addition|note that),? )?"
_NO_ORDER = r"(?!(?:please|delete|remove|drop|prune|clean|strip|avoid|fix|found|consider|get|there|contains?|has|have|see|spotted|noticed)\b)"
_OF = r"(?: (?:of|in|from|for|to) (?:the )?(?:(?:constructor|signature|function|method) of )?«\d+»(?:\(\))?(?: {fn})?)?"
_BY = r"(?: (?:by|in|inside|within) (?:the )?(?:{fn} )?(?P<scope>«\d+»|[a-z]\w*)(?:\(\))?)?"


def _terse(kind: str, noun: str) -> tuple[Cue, ...]:
    """The forms that name the sort of thing: a title, a verdict behind the name, a verdict behind an arrow or colon."""
    return (
        cue(
            kind,
            rf"\b(?:unused|unreferenced|dead|never[- ]used) {noun}(?: for)?\s?(?:\(\w{{1,6}}\))?(?::|-|–|—)? ?{_NAMES}{_END}",
        ),
        cue(
            kind,
            rf"{_LEAD}{_NO_ORDER}(?:the )?{_NAMES}{_OF} (?:{_IS} )?(?:an? |the )?(?:completely |entirely |totally )?(?:unused|unreferenced|dead|redundant|unneeded) {noun}\b",
        ),
        cue(kind, rf"{_LEAD}{_NAMES}(?::| ->| →| -| –| —)+ (?:an? )?(?:unused|unreferenced|dead) {noun}\b"),
        cue(
            kind,
            rf"{_LEAD}(?:the )?{_NAMES} {noun}{_OF} (?:{_IS} )?(?:currently |actually |completely )?{_UNUSED}{_END}",
        ),
    )


_BROUGHT = r"(?:(?:in|on|at) line \d{1,6}|here|from [«»\w.]+|at the top|in this file)"

IMPORTS: tuple[Cue, ...] = (
    cue(
        "unused-import",
        rf"{_LEAD}(?:(?:unused|dead|unneeded) {_IMPORTS}:? )?(?:both |the )?{_NAMES} (?:{_IS} |module (?:is )?)?imported(?: {_BROUGHT}){{0,2}},? (?:but|and|yet|though) (?:then )?(?:nothing|nobody|no one|no code|no line)\b[^.«]{{0,30}}? (?:uses?|needs?|references?|reads?|touches) (?:it|them)\b",
    ),
    cue(
        "unused-import",
        rf"{_LEAD}(?:both |the )?{_NAMES} (?:{_IS} |module (?:is )?)?imported,? (?:but|and|yet) (?:there (?:is|seems to be|appears to be) |i (?:see|find|found) |has |have )?(?:no|not any|zero) (?:use|usages?|references?|mention|trace)\b",
    ),
    cue(
        "unused-import",
        rf"(?:{_ONE}) (?:{_IS} |has been )?imported as {_NAMES},? (?:but|and|yet) (?:{_IS} |it is )?{_UNUSED}{_END}",
    ),
    cue(
        "unused-import",
        rf"{_LEAD}(?:both |the )?{_NAMES} (?:{_IS} |module (?:is )?)?(?:being )?imported(?: {_BROUGHT})?,? (?:but|and|yet)? ?(?:{_IS} |it is |they are |then )?{_UNUSED}{_END}",
    ),
    cue("unused-import", rf"{_LEAD}(?P<subject>{_ONE}) (?:->|→|=>) (?:unused|dead|not used)\b"),
    *_terse("unused-import", _IMPORTS),
)

PARAMETERS: tuple[Cue, ...] = (
    cue(
        "unused-parameter",
        rf"(?P<subjects>{{codes}}) {_IS} (?:both )?(?:unused|unreferenced|dead) {_PARAMS} (?:of|in|to) (?P<scope>«\d+»)",
    ),
    *_terse("unused-parameter", _PARAMS),
    cue(
        "unused-parameter",
        rf"(?P<scope>«\d+»|{WORD})(?:\(\))? (?:\w+ly |just )?ignores (?:its |the |an? )?(?P<subject>«\d+»)(?: {_PARAMS})?{_END}",
    ),
    cue(
        "unused-parameter",
        rf"(?P<scope>«\d+»|{WORD})(?:\(\))? (?:\w+ly |just )?ignores (?:its |the |an? )?(?P<subject>{WORD}) {_PARAMS}\b",
    ),
    cue(
        "unused-parameter",
        rf"(?P<subject>«\d+»)(?: {_PARAMS})?{_OF} {_IS} (?:\w+ly |simply |just |completely )?ignored{_BY}{_END}",
        only=r"(?-i:[a-z_])[\w.]*",
    ),
    cue(
        "unused-parameter",
        rf"(?P<subject>«\d+»)(?: {_PARAMS}{_OF})? (?:has no effect|does nothing|is accepted(?: by «\d+»| by \w+)? (?:but|and|yet) (?:then )?(?:has no effect|(?:is |it is )?(?:ignored|never \w+|not \w+)))\b{_END}",
    ),
    cue(
        "unused-parameter",
        rf"(?<!\bif )(?<!\bwhen )(?<!\bif the )(?<!\bwhen the )(?<!\bunless )(?P<subject>«\d+»)(?: {_PARAMS}{_OF})? is (?:never|not) (?:actually |ever )?(?P<value>passed|sent|forwarded|propagated|handed|honou?red|respected|applied|stored)\b",
    ),
)

VARIABLES: tuple[Cue, ...] = (
    *_terse("unused-variable", _VARS),
    cue("unused-variable", rf"^\W*(?:unused|unreferenced|dead):? {_NAMES}\s*(?:$|[.,;])"),
    cue(
        "unused-variable",
        rf"{NO_IF}(?P<subjects>{{codes}}) (?:is|are|gets?) (?P<value>\w+ed)(?: \w+)?(?: (?:in|by|from|with|to|inside) (?:the )?[«»\w.()]+)?,? (?:but|and|yet) (?:(?:is|are|it is|its (?:value|result) is|then) )*(?:never|not)(?: \w+ or)? (?:used|read|referenced)(?: or \w+)?{_END}",
    ),
    cue(
        "unused-variable",
        rf"^\W*(?:the )?{_NAMES} (?:is|was|are|were) (?:unused|unreferenced|(?:never|not) (?:actually )?(?:used|referenced|read))(?: anywhere)?(?: in (?:here|(?:this|the) (?:file|module|function)))?{_END}",
    ),
    cue("unused-variable", r"^\W*(?P<subjects>{codes}) (?:->|→|=>|-|–|—|:) (?:unused|dead|never used|not used)\b"),
)

_THIS = r"^\W*(?:(?:this|that)(?: (?:new|whole|private|entire|one))*(?: {fn}| helper| one)? (?:is |are |gets |seems |looks )?(?:to be )?)"
_STOP = r"(?: (?:anywhere|here|at all|by (?:anyone|anything|anybody)|any ?more))*(?=\W*$|[,;.] )"

PLACED: tuple[Cue, ...] = (
    cue(
        "unused-import",
        r"^\W*(?:(?:this|that|it) is )?(?:an? )?(?:unused|unneeded|dead|superfluous) import(?: statement| line)?(?: here)?(?=\W*$|[,;.] )",
    ),
    cue("unused-function", rf"{_THIS}(?:never|not) (?:called|invoked){_STOP}"),
    cue("unused-function", rf"^\W*(?:nobody|nothing|no one|no code) (?:calls|uses|invokes) (?:this|it){_STOP}"),
    cue(
        "unused-variable",
        rf"{_THIS}(?:unused|unreferenced|dead|(?:never|not|no longer) (?:used|referenced|read)){_STOP}",
    ),
)
"""Words that name nothing: the line that they stand on says what is meant. Without "this" they are the half of a sentence."""

EARLY: tuple[Cue, ...] = (
    PARAMETERS[0],
    cue(
        "unused-parameter",
        rf"(?P<subjects>{{codes}}) {_PARAMS} (?:of|in|to|on|for) (?:the )?(?P<scope>«\d+»)(?: {{fn}})? (?:{_IS} )?(?:currently |actually )?{_UNUSED}",
    ),
    cue(
        "unused-attribute",
        rf"(?P<subjects>{{codes}}) (?:attribute|field|property|constant)s? (?:of|in|on) (?:the )?(?P<scope>«\d+»)(?: {{fn}})? (?:{_IS} )?(?:currently |actually )?{_UNUSED}",
    ),
    cue(
        "unused-variable",
        rf"(?P<subjects>{{codes}}) {_VARS} (?:of|in) (?:the )?(?P<scope>«\d+»)(?: {{fn}})? (?:{_IS} )?(?:currently |actually )?{_UNUSED}",
    ),
    *IMPORTS,
)
"""Tried before what is said of a name without its sort."""

NEVER_USES = cue(
    "unused-parameter",
    rf"(?P<scope>«\d+»)(?: {{fn}})? (?:never|does not|do not) (?:actually |ever |even )?(?:uses?|reads?|references?) (?:its |the |any of its |any of the |both )*{_PARAMS}:? (?P<subjects>{{codes}})",
)

CUES: tuple[Cue, ...] = (NEVER_USES, *PARAMETERS[1:], *VARIABLES, *PLACED)
"""Tried after what is said of errors and values, whose words ("the error is ignored") would fit here too."""
