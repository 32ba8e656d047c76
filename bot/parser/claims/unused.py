"""How reviewers say that a name is unused, by the noun that they give it."""

from collections.abc import Iterable

from bot.parser.claims.cue import Cue, cue
from bot.parser.claims.name_words import FIRST, NO_IF, PLACE, SUBJECTS, WORD

_NOUNS: dict[str, str] = {
    "unused-import": "(?:import(?:ed)?(?: statement| module| name| symbol| class| function| package| type)?|"
    "include(?: directive| statement)?|"
    r"module|package|library)s?",
    "unused-parameter": r"(?:(?:function|method|constructor|lambda|keyword|input|optional|formal|callback) )?"
    r"(?:parameter|param|argument|arg|kwarg)s?",
    "unused-attribute": r"(?:(?:class|instance|member|object|struct|data) )?"
    r"(?:attribute|field|propert(?:y|ie)|member|constant|class variable|instance variable|member variable)s?",
    "unused-function": r"(?:(?:helper|private|public|static|utility|internal|local|nested|inner|async) ){0,2}"
    r"(?:function|method|class|classe|helper|coroutine|routine|struct|macro|getter|setter|subroutine)s?",
    "unused-variable": "(?:(?:local|loop|global|temporary|temp|module|module-level|global|destructured|"
    "intermediate|exception) )?"
    r"(?:variable|local|var|binding|identifier|iterator)s?",
}
_USED = r"(?:used|referenced|read|accessed|utili[sz]ed|consumed|needed)"
_CALLED = r"(?:called|invoked|instantiated|executed)"
_NOT = r"(?:never|not|no longer|isn't|aren't|wasn't|weren't)"
_ADVERB = r"(?: (?:actually|really|currently|ever|even|being|subsequently|directly))?"
_AFTER = (
    r"(?=\s*(?:$|[.,;:!)\"'(—–]|- |(?:and|or|so|which|but|since|anywhere|from anywhere|by anyone|by any|at all|afterwards?|"
    "after that|again|later|subsequently|"
    r"therefore|making|creating|leading|resulting|within|throughout|here|"
    r"i (?:believe|think|guess|suppose)|as far as|it (?:seems|appears)|apparently|afaict|afaics|either)\b(?! else)"
    rf"|(?:in|within|inside|by) (?:(?:the )?«|{PLACE})|(?:on|at) lines?\b|after (?:this|the|"
    r"being|its|assignment|initiali[sz]ation)\b))"
)
"""What may follow "is not used": its end, or a place. "Not used correctly" says something else."""

_LINK_WORDS = (
    "is|are|was|were|be|been|being|get|gets|has|have|had|appears?|seems?|looks?|remains?|to|"
    "then|both|all|also|currently|now|apparently|"
    "actually|likely|probably|completely|entirely|effectively|here|there|only|assigned|"
    "declared|defined|imported|introduced|initiali[sz]ed|"
    "created|computed|unpacked|extracted|captured|bound|calculated|set|added|accepted|passed|received|retrieved|populated|"
    "fetched|stored|loaded|instantiated|present|"
    "included|listed|specified|in|on|at|of|from|by|for|as|a|an|the|this|its|file|module|top|"
    "line|lines|level|function|method|class|signature|constructor|"
    "loop|body|start|beginning|but|and|yet|however|still|it|they|which|that|value|new|local|newly|test|scope"
)
_LINK = rf"(?:[ ,]+(?:\((?:lines? )?[\d–-]+\)|\(?on lines? [\d–-]+\)?|\d+|«\d+»|(?:{_LINK_WORDS})\b)){{0,14}}?"
"""Plain words that may stand between a name and "never used"."""

_LIST = (
    r"(?: (?:such as|like|including|includes?|e\.g\.,?|for example,?|for instance,?|namely|"
    "named|called|of|for|from|are|is|detected|found|in this file))?(?: the)?"
)
_INTRO = (
    rf"(?: in (?:this|the) \w+)?(?:,?{_LIST}|\s?[:(–—-]\s?|, (?:such as|like|including|e\.g\.,?|"
    r"for example,?|for instance,?|namely),?)\s?"
)
_ODD = r"(?:unused|unreferenced|never[- ]used|not used|dead)"
_ODD_IMPORT = r"(?:unused|unreferenced|unneeded|unnecessary|redundant|superfluous|never[- ]used|not used|dead)"


def _unused_as(kind: str, noun: str) -> Iterable[Cue]:
    """The ways to say that the things of one noun are unused."""
    verb = rf"(?:{_USED}|{_CALLED})" if kind == "unused-function" else _USED
    lack = rf"(?:(?:{_NOT}){_ADVERB} {verb}(?: or {verb})?|unused|unreferenced|dead code|dead)"
    odd = _ODD_IMPORT if kind == "unused-import" else _ODD
    one = noun.removesuffix("s?")
    yield cue(kind, rf"\b{odd}(?: (?:and|or) \w+)? {noun}{_INTRO}{SUBJECTS}")
    yield cue(kind, rf"\b{odd} {SUBJECTS} {noun}\b")
    yield cue(kind, rf"(?=\b{noun}\b){NO_IF}{noun}{_INTRO}{SUBJECTS}{_LINK}[ ,]+{lack}{_AFTER}")
    yield cue(kind, rf"{FIRST} {noun}\b{_LINK}[ ,]+{lack}{_AFTER}")
    yield cue(
        kind,
        rf"{FIRST}(?: (?:is|are|was|were|seems?|appears?)(?: to be)?| [-–—]|:)"
        rf" (?:an? |the )?{odd} {noun}\b",
    )
    yield cue(
        kind,
        rf"\b{odd} {one}(?: (?:named|called|of|for))?[: ]\s?(?P<subject>{WORD})(?=\s*(?:$|[.,;)]|"
        r"(?:on|at) line|\())",
    )
    yield cue(
        kind,
        rf"(?=\b{one}\b){NO_IF}{one} (?P<subject>{WORD}) (?:is|was|are)(?: \w+ (?:but|and|yet)"
        rf")?(?: (?:it )?is)? {lack}{_AFTER}",
    )
    yield cue(
        kind,
        rf"\bthe (?P<subject>{WORD}) {one} (?:is|was)(?: \w+ (?:but|and|yet)"
        rf")?(?: (?:it )?is)? {lack}{_AFTER}",
    )


_LACK = rf"(?:{_NOT}{_ADVERB} {_USED}(?: or {_USED})?|unused|unreferenced)"
_THING = (
    "(?: (?:vector|list|dict|dictionary|map|set|array|iterator|pointer|string|tuple|lambda|"
    "enum|type|alias|counter|flag|handle|logger|instance|"
    "reference|callback|label|macro|hook|ref|prop|object|name|symbol|struct|collection|buffer|"
    "regex|pattern|client|fixture|mock))?"
)
CUES: tuple[Cue, ...] = (
    cue(
        "unused-variable",
        r"(?P<scope>{code})(?: {fn})? (?:defines|assigns|declares|creates|sets|computes|initiali[sz]es|stores|binds) (?:the |an? )?(?:\w+ )?"
        rf"{SUBJECTS},? (?:but|and)(?: then)? (?:never|does not|doesn't) (?:actually |ever )?(?:uses?|reads?|references?) (?:it|them)\b",
    ),
    cue(
        "unused-import",
        rf"{FIRST}(?= [^.;«]{{0,60}}?\bimport(?:ed|"
        rf"s)?\b){_THING}{_LINK}[ ,]+{_LACK}{_AFTER}",
    ),
    cue(
        "unused-import",
        rf"\bimport(?:s|ed|ing)?(?: of)?(?: the)? {SUBJECTS}{_LINK}[ ,]+(?:without (?:ever "
        rf")?(?:using|being used)|{_LACK}{_AFTER})",
    ),
    cue(
        "unused-import",
        rf"\b(?P<subject>{WORD}) (?:module |package |library )?(?:is|was|has been|gets)"
        r" imported(?: (?:here|at the top|on line \d+|in this file))?,? (?:but|and|yet)"
        rf" (?:(?:it )?(?:is|was|has) )?(?:{_NOT}{_ADVERB} (?:been )?{_USED}|unused){_AFTER}",
    ),
    cue(
        "unused-import",
        rf"\bimports? {SUBJECTS},? (?:but|and) (?:(?:it )?(?:never|does not|doesn't)"
        " (?:actually )?uses? (?:it|them)|(?:is |it is )?never used)",
    ),
    cue(
        "unused-import",
        rf"\b(?:remove|drop|delete) (?:the )?imports? of {SUBJECTS}(?=\s*(?:$|[.;]|as (?:it|they)|"
        "since|because))",
    ),
    cue(
        "unused-import",
        r"(?P<subjects>{codes}) imports?(?: (?:statement|from (?:«\d+»|\w+)))? (?:is|are) (?:actually |really |simply )?"
        r"(?:not (?:needed|required|necessary|used)|never used|unneeded|unnecessary|redundant|superfluous|unused)\b(?! (?:in|for|by|when|if|with)\b)",
    ),
    cue("unused-import", rf"\b(?:remove|drop|delete) (?:the )?import of (?P<subject>{WORD})(?=\s*(?:$|[.;]))"),
    cue(
        "unused-import",
        r"\b(?:remove|drop|delete) (?:the )?(?P<subjects>{codes}) imports?(?=\s*(?:$|[.;]|as (?:it|"
        "they)(?: is|'s| are) (?:not|un|never)))",
    ),
    cue(
        "unused-parameter",
        rf"(?P<scope>«\d+»)(?: {{fn}})? (?:accepts|takes|has|declares|defines|receives) (?:an? |"
        rf"the )?{SUBJECTS} (?:parameter|argument)s?{_LINK}[ ,]+{_LACK}{_AFTER}",
    ),
    *(made for kind, noun in _NOUNS.items() for made in _unused_as(kind, noun)),
    cue(
        "unused-function",
        rf"\bdead code[: (–—-]+\s?(?:the )?(?:function|method|class)? ?{SUBJECTS}(?=\s*(?:$|[.,;)"
        rf"]|{{be}}\b))",
    ),
    cue(
        "unused-function",
        rf"{FIRST}{_LINK}[ ,]+{_NOT}{_ADVERB} (?:{_CALLED}|instantiated)"
        rf"(?: or {_USED})?{_AFTER}",
    ),
    cue(
        "unused-function",
        r"\b(?:no (?:callers?|call sites?|usages?|references?) (?:of|for|to)|nothing (?:calls|uses|"
        "references)|nobody calls|no (?:code|one|other code) (?:calls|uses|references))"
        " (?:the )?(?P<subjects>{codes})",
    ),
    cue(
        "unused-function",
        rf"{FIRST}(?: {{fn}})? has no (?:callers?|call sites?|usages?|"
        rf"references?){_AFTER}",
    ),
    cue(
        "unused-function",
        "(?P<subjects>{codes})(?: {fn})? (?:is|are|appears to be|seems to be|looks like) (?:dead|"
        r"dead code)\b",
    ),
    cue(
        "unused-import",
        r"(?P<subjects>{codes}) (?:is|are) (?:pulled in|brought in|imported)\b[^.]{0,40}?\b(?:but|yet|and|though|although) (?:nothing|nobody|no code|no one)\b[^.«]{0,30}\b(?:uses?|makes? use of|needs?|references?|reads?|touches)\b",
    ),
    cue("unused-variable", rf"{FIRST}{_THING}{_LINK}[ ,]+{_LACK}{_AFTER}"),
    cue("unused-variable", rf"\b(?:unused|unreferenced)[: ]\s?{SUBJECTS}(?= (?:on|at|in)\b|\s*(?:$|[.,;:)]))"),
)
