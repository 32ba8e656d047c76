"""How reviewers say that a name is unused, undefined, shadowed, defined twice, or not what the standard library offers."""

from collections.abc import Iterable

from bot.parser.claims.cue import Cue, cue

_NOUNS: dict[str, str] = {
    "unused-import": r"(?:import(?:ed)?(?: statement| module| name| symbol| class| function| package| type)?|include(?: directive| statement)?|"
    r"module|package|library)s?",
    "unused-parameter": r"(?:(?:function|method|constructor|lambda|keyword|input|optional|formal|callback) )?"
    r"(?:parameter|param|argument|arg|kwarg)s?",
    "unused-attribute": r"(?:(?:class|instance|member|object|struct|data) )?"
    r"(?:attribute|field|propert(?:y|ie)|member|constant|class variable|instance variable|member variable)s?",
    "unused-function": r"(?:(?:helper|private|public|static|utility|internal|local|nested|inner|async) ){0,2}"
    r"(?:function|method|class|classe|helper|coroutine|routine|struct|macro|getter|setter|subroutine)s?",
    "unused-variable": r"(?:(?:local|loop|global|temporary|temp|module|module-level|global|destructured|intermediate|exception) )?"
    r"(?:variable|local|var|binding|identifier|iterator)s?",
}
_USED = r"(?:used|referenced|read|accessed|utili[sz]ed|consumed|needed)"
_CALLED = r"(?:called|invoked|instantiated|executed)"
_NOT = r"(?:never|not|no longer|isn't|aren't|wasn't|weren't)"
_ADVERB = r"(?: (?:actually|really|currently|ever|even|being|subsequently|directly))?"
_PLACE = (
    r"(?:the |this |its |that |any )?(?:(?:current|same|entire|whole|rest of the|remaining|provided|given|function|method|class) )?"
    r"(?:file|module|function|method|class|code ?base|code|scope|body|project|repo|repository|program|script|test|package|implementation|snippet|diff|patch|change|constructor|component|loop|block|interface|struct|trait|page|template|"
    r"service|controller|context)\b"
)
_AFTER = (
    r"(?=\s*(?:$|[.,;:!)\"'(—–]|- |(?:and|or|so|which|but|since|anywhere|at all|afterwards?|after that|again|later|subsequently|"
    r"therefore|making|creating|leading|resulting|within|throughout|here)\b(?! else)"
    rf"|(?:in|within|inside|by) (?:(?:the )?«|{_PLACE})|(?:on|at) lines?\b|after (?:this|the|being|its|assignment|initiali[sz]ation)\b))"
)
"""What may follow "is not used": its end, or a place. "Not used correctly" and "not used for this" say something else."""

_LINK_WORDS = (
    "is|are|was|were|be|been|being|get|gets|has|have|had|appears?|seems?|looks?|remains?|to|then|both|all|also|currently|now|apparently|"
    "actually|likely|probably|completely|entirely|effectively|here|there|only|assigned|declared|defined|imported|introduced|initiali[sz]ed|"
    "created|computed|calculated|set|added|accepted|passed|received|retrieved|populated|fetched|stored|loaded|instantiated|present|"
    "included|listed|specified|in|on|at|of|from|by|for|as|a|an|the|this|its|file|module|top|line|lines|function|method|class|signature|constructor|"
    "loop|body|start|beginning|but|and|yet|however|still|it|they|which|that|value|new|local|newly|test|scope"
)
_LINK = rf"(?:[ ,]+(?:\((?:lines? )?[\d–-]+\)|\(?on lines? [\d–-]+\)?|\d+|«\d+»|(?:{_LINK_WORDS})\b)){{0,14}}?"
"""Plain words that may stand between a name and "never used"."""

_LIST = r"(?: (?:such as|like|including|includes?|e\.g\.,?|for example,?|for instance,?|namely|named|called|of|for|from|are|is|detected|found|in this file))?(?: the)?"
_INTRO = rf"(?: in (?:this|the) \w+)?(?:,?{_LIST}|\s?[:(–—-]\s?|, (?:such as|like|including|e\.g\.,?|for example,?|for instance,?|namely),?)\s?"
_ODD = r"(?:unused|unreferenced|never[- ]used|not used|dead)"
_ODD_IMPORT = r"(?:unused|unreferenced|unneeded|unnecessary|redundant|superfluous|never[- ]used|not used|dead)"
_NO_IF = (
    r"(?<!\bif )(?<!\bif the )(?<!\bwhen )(?<!\bwhen the )(?<!\bunless )(?<!\bwhether )(?<!\bwhether the )(?<!\bmodified )(?<!\bupdated )"
    r"(?<!\breturned )(?<!\bresulting )(?<!\breturn value of )(?<!\bresult of )(?<!\bresults of )(?<!\boutput of )(?<!ing )"
)
_SUBJECTS = r"(?:['\"]?(?P<subjects>{codes})['\"]?|['\"](?P<subject>[A-Za-z_]\w{0,60})['\"])"
"""Names in back-ticks or recognisable as code, or one plain word in quotation marks."""

_WORD = (
    r"(?!(?:it|this|that|which|they|these|those|the|a|an|one|some|something|what|who|being|are|is|was|and|or|in|of|for|to|from|with|"
    r"at|on|by|as|but|if|not|never|be|been|has|have|had|will|would|should|can|could|may|might|does|do|name|names|named|called|import|imports|"
    r"imported|importing|variable|variables|parameter|parameters|argument|arguments|function|functions|method|methods|class|classes|attribute|attributes|"
    r"module|modules|package|library|statement|statements|value|values|code|file|unused|same|following|first|second|new|old|above|below|"
    r"helper|private|public|local|global|loop|input|instance|other|entire|whole|last|current|static|async|also|currently|still|when|"
    r"entirely|completely|altogether|instead|where|if|unless|no|its|their|our|your|there|here|each|every|any|all|detected|found|block|section|order|warning|error|must|needs?|you|we|only)\b)"
    r"[A-Za-z_][A-Za-z0-9_]{0,60}"
)
"""A bare word that may be a name: no word of the grammar around it."""


def _unused_as(kind: str, noun: str) -> Iterable[Cue]:
    """The ways to say that the things of one noun are unused."""
    verb = rf"(?:{_USED}|{_CALLED})" if kind == "unused-function" else _USED
    lack = rf"(?:(?:{_NOT}){_ADVERB} {verb}(?: or {verb})?|unused|unreferenced|dead code|dead)"
    odd = _ODD_IMPORT if kind == "unused-import" else _ODD
    one = noun.removesuffix("s?")
    yield cue(kind, rf"\b{odd}(?: (?:and|or) \w+)? {noun}{_INTRO}{_SUBJECTS}")
    yield cue(kind, rf"\b{odd} {_SUBJECTS} {noun}\b")
    yield cue(kind, rf"(?=\b{noun}\b){_NO_IF}{noun}{_INTRO}{_SUBJECTS}{_LINK}[ ,]+{lack}{_AFTER}")
    yield cue(kind, rf"(?=['\"«]){_NO_IF}{_SUBJECTS} {noun}\b{_LINK}[ ,]+{lack}{_AFTER}")
    yield cue(kind, rf"(?=['\"«]){_NO_IF}{_SUBJECTS}(?: (?:is|are|was|were|seems?|appears?)(?: to be)?| [-–—]|:) (?:an? |the )?{odd} {noun}\b")
    yield cue(kind, rf"\b{odd} {one}(?: (?:named|called|of|for))?[: ]\s?(?P<subject>{_WORD})(?=\s*(?:$|[.,;)]|(?:on|at) line|\())")
    yield cue(kind, rf"(?=\b{one}\b){_NO_IF}{one} (?P<subject>{_WORD}) (?:is|was|are)(?: \w+ (?:but|and|yet))?(?: (?:it )?is)? {lack}{_AFTER}")
    yield cue(kind, rf"\bthe (?P<subject>{_WORD}) {one} (?:is|was)(?: \w+ (?:but|and|yet))?(?: (?:it )?is)? {lack}{_AFTER}")


_LACK = rf"(?:{_NOT}{_ADVERB} {_USED}(?: or {_USED})?|unused|unreferenced)"
_THING = (
    r"(?: (?:vector|list|dict|dictionary|map|set|array|iterator|pointer|string|tuple|lambda|enum|type|alias|counter|flag|handle|logger|instance|"
    r"reference|callback|label|macro|hook|ref|prop|object|name|symbol|struct|collection|buffer|regex|pattern|client|fixture|mock))?"
)
_UNUSED: tuple[Cue, ...] = (
    cue("unused-import", rf"(?=['\"«]){_NO_IF}{_SUBJECTS}(?= [^.;«]{{0,60}}?\bimport(?:ed|s)?\b){_THING}{_LINK}[ ,]+{_LACK}{_AFTER}"),
    cue("unused-import", rf"\bimport(?:s|ed|ing)?(?: of)?(?: the)? {_SUBJECTS}{_LINK}[ ,]+(?:without (?:ever )?(?:using|being used)|{_LACK}{_AFTER})"),
    cue("unused-import", rf"\b(?P<subject>{_WORD}) (?:module |package |library )?(?:is|was|has been|gets) imported(?: (?:here|at the top|on line \d+|in this file))?,? (?:but|and|yet) (?:(?:it )?(?:is|was|has) )?{_NOT}{_ADVERB} (?:been )?{_USED}{_AFTER}"),
    cue("unused-import", rf"\bimports? {_SUBJECTS},? (?:but|and) (?:(?:it )?(?:never|does not|doesn't) (?:actually )?uses? (?:it|them)|(?:is |it is )?never used)"),
    cue("unused-import", rf"\b(?:remove|drop|delete) (?:the )?imports? of {_SUBJECTS}(?=\s*(?:$|[.;]|as (?:it|they)|since|because))"),
    cue("unused-import", rf"\b(?:remove|drop|delete) (?:the )?import of (?P<subject>{_WORD})(?=\s*(?:$|[.;]))"),
    cue("unused-import", r"\b(?:remove|drop|delete) (?:the )?(?P<subjects>{codes}) imports?(?=\s*(?:$|[.;]|as (?:it|they)(?: is|'s| are) (?:not|un|never)))"),
    cue("unused-parameter", rf"(?P<scope>«\d+»)(?: {{fn}})? (?:accepts|takes|has|declares|defines|receives) (?:an? |the )?{_SUBJECTS} (?:parameter|argument)s?{_LINK}[ ,]+{_LACK}{_AFTER}"),
    *(made for kind, noun in _NOUNS.items() for made in _unused_as(kind, noun)),
    cue("unused-function", rf"\bdead code[: (–—-]+\s?(?:the )?(?:function|method|class)? ?{_SUBJECTS}(?=\s*(?:$|[.,;)]|{{be}}\b))"),
    cue("unused-function", rf"(?=['\"«]){_NO_IF}{_SUBJECTS}{_LINK}[ ,]+{_NOT}{_ADVERB} (?:{_CALLED}|instantiated)(?: or {_USED})?{_AFTER}"),
    cue("unused-function", r"\b(?:no (?:callers?|call sites?|usages?|references?) (?:of|for|to)|nothing (?:calls|uses|references)|nobody calls|no (?:code|one|other code) (?:calls|uses|references)) (?:the )?(?P<subjects>{codes})"),
    cue("unused-function", rf"(?=['\"«]){_NO_IF}{_SUBJECTS}(?: {{fn}})? has no (?:callers?|call sites?|usages?|references?){_AFTER}"),
    cue("unused-function", r"(?P<subjects>{codes})(?: {fn})? (?:is|are|appears to be|seems to be|looks like) (?:dead|dead code)\b"),
    cue("unused-variable", rf"(?=['\"«]){_NO_IF}{_SUBJECTS}{_THING}{_LINK}[ ,]+{_LACK}{_AFTER}"),
    cue("unused-variable", rf"\b(?:unused|unreferenced)[: ]\s?{_SUBJECTS}(?= (?:on|at|in)\b|\s*(?:$|[.,;:)]))"),
)
_UNDEFINED = r"(?:undefined|not defined|not (?:been )?declared|never (?:been )?(?:defined|declared)|undeclared|not in scope|an undefined (?:name|variable|function|symbol))"
_NAMED = r"(?: (?:variable|name|function|helper|identifier|symbol|constant|class|module))?"
_UNDEFINED_LINK = (
    r"(?:[ ,]+(?:is|are|was|were|used|referenced|called|but|and|which|that|here|it|in|on|line|\d+|has|have|also|still)\b){0,8}?"
    r"[ ,]+(?:is|are|was|were|has|have|appears to be|seems to be|never)"
)
_UNDEFINED_AFTER = (
    r"(?=\s*(?:$|[.,;:!)\"'(—–]|- |(?:and|or|so|anywhere|at all|here|which|but|causing|leading|resulting|nor|at)\b"
    rf"|(?:in|within|inside) (?:(?:the )?«|{_PLACE})|on lines?\b))"
)
_IMPORTED = r"(?:not (?:been )?imported|never (?:been )?imported|missing (?:an |its |the )?import|not import(?:ed)?)"
_MISSING: tuple[Cue, ...] = (
    cue("missing-import", r"\bmissing (?:an? |the )?imports?(?: statements?)?(?: (?:for|of))?(?: the)?[: ]\s?(?P<subjects>{codes})"),
    cue("missing-import", rf"\bmissing (?:an? |the )?import(?: (?:for|of))?[: ]\s?(?P<subject>{_WORD})(?=\s*(?:$|[.;)]))"),
    cue("missing-import", rf"(?=['\"«]){_NO_IF}{_SUBJECTS}{_NAMED}(?:[ ,]+(?:is|are|was|were|used|referenced|called|but|and|in|here|it|on|line|\d+|has|have|appears?|seems?|to|be)\b){{0,8}}? {_IMPORTED}\b(?! (?:from|as|by|via|directly)\b)"),
    cue("missing-import", r"(?P<subjects>{codes})(?: module| package)? (?:is|are) used (?:\w+ ){0,3}without (?:being imported|(?:an )?import(?:ing it)?)\b"),
    cue("missing-import", r"\buses? (?:the )?(?P<subjects>{codes}) without import(?:ing)?\b"),
    cue("missing-import", r"\b(?:forg[eo]t(?:s|ten)? to import|(?:does not|doesn't|did not|didn't|do not|never) imports?|fails? to import) (?:the )?(?P<subjects>{codes})(?! (?:from|as|directly)\b)"),
    cue("missing-import", r"\b(?:the )?imports? (?:for|of) (?P<subjects>{codes}) (?:is|are|was|were) (?:missing|absent|not there|removed)\b"),
    cue("missing-import", r"(?P<subjects>{codes}) imports? (?:is|are) missing\b"),
    cue("missing-import", rf"(?<![\w.])(?P<subject>{_WORD}) (?:module |package )?is (?:used but )?(?:not|never) imported(?! (?:from|as|by|via|directly)\b)"),
    cue("used-before-assignment", r"(?P<subjects>{codes})(?: variable)?(?:[ ,]+(?:is|are|was|gets?|being|variable|may be|might be|could be|can be|local)){0,3} (?:used|referenced|accessed|read|called|returned) before (?:it (?:is|was|has been|gets) |they are |being |its |any |the |ever being )?(?:assign|defin|declar|initiali|set\b|bound|creat)\w*"),
    cue("used-before-assignment", r"\b(?:use|uses|using|used|references?|referencing|access(?:es|ing)?|reads?) (?:of )?(?:the )?(?:variable )?(?P<subjects>{codes}) before (?:it (?:is|was|has been|gets) |they are |being |its |any |the )?(?:assign|defin|declar|initiali|set\b|bound|creat)\w*"),
    cue("used-before-assignment", r"(?P<subjects>{codes})(?: variable)? (?:is|was|are) (?:not (?:yet )?(?:assigned|initiali[sz]ed|set|defined|bound)(?: yet)?|unbound|uninitiali[sz]ed|assigned only after|only (?:assigned|defined) after) (?:before|at (?:this|that) point|when (?:it is )?(?:used|read|referenced)|here)\b"),
    cue("used-before-assignment", r"\b(?:use|used|reference|referenced) before (?:assignment|definition|declaration|initiali[sz]ation)[: (–—-]+\s?(?P<subjects>{codes})"),
    cue("undefined-attribute", r"(?P<value>{code})(?: (?:class|object|module|type|instance|package|library))? (?:has no|have no|lacks|lacks an?|does not have|doesn't have|does not (?:define|provide|implement|export|expose)|doesn't (?:define|provide|implement|export|expose)|is missing)(?: an?| the| any)? (?:attribute|method|member|property|field|function)(?: (?:named|called))? (?P<subject>{code})"),
    cue("undefined-attribute", r"(?P<value>{code})(?: (?:class|object|module|type|instance|package|library))? (?:has no|does not have|doesn't have|does not (?:define|provide|implement|export|expose)|doesn't (?:define|provide|implement|export|expose)|lacks|is missing)(?: an?| the| any)? (?P<subject>{code}) (?:attribute|method|member|property|field|function)\b"),
    cue("undefined-attribute", r"(?P<subject>{code})(?: (?:attribute|method|member|property|field|function|class|constant))? (?:does not|doesn't|did not|didn't|do not) exist (?:on|in|for) (?:the )?(?:class |module |type |object )?(?P<value>{code})"),
    cue("undefined-attribute", r"(?P<subject>{code})(?: (?:attribute|method|member|property|field|function))? (?:is|was) (?:not|never) (?:a (?:member|method|attribute) of|an attribute of|(?:defined|declared|implemented|available) (?:on|in|by)) (?:the )?(?:class |module )?(?P<value>{code})(?! (?:block|branch|method|function))"),
    cue("undefined-attribute", r"\b(?:there is|there's|has) no (?:attribute|method|member|property|field) (?:named |called )?(?P<subject>{code})(?: (?:on|in|of|for) (?:the )?(?:class |module )?(?P<value>{code}))?"),
    cue("undefined-attribute", r"\b(?:there is|there's|has) no (?P<subject>{code}) (?:attribute|method|member|property|field)\b(?: (?:on|in|of|for) (?:the )?(?:class |module )?(?P<value>{code}))?"),
    cue("undefined-attribute", r"\b(?:non[- ]?existent|nonexistent|non-existing|undefined|unknown|missing) (?:attribute|method|member|property|field)s?(?: (?:named|called))? (?P<subject>{code})(?: (?:on|in|of|for) (?:the )?(?:class |module )?(?P<value>{code}))?"),
    cue("undefined-attribute", rf"(?P<subject>{{code}}) (?:attribute|method|member|property|field)(?: of (?P<value>{{code}}))? (?:does not exist|doesn't exist|is not defined|is undefined|is never (?:defined|initiali[sz]ed|assigned|set)|is not (?:defined|initiali[sz]ed) in «\d+»)(?=\s*(?:$|[.,;:)]|and\b|anywhere|in (?:«|{_PLACE})|«))"),
    cue("undefined-attribute", r"\b(?:call(?:s|ing)?|invok(?:es|ing)|access(?:es|ing)?|references?|referencing|uses?|using|to|attribute|method|member|property|function) (?:the )?(?P<subject>{code}),? (?:(?:but|and) it |which |that )?(?:does not exist|doesn't exist|is not a (?:real|valid|known) (?:method|function|attribute|member))(?=\s*(?:$|[.,;:)]|and\b|anywhere|in (?:the|this) (?:class|module|standard library|stdlib)))"),
    cue("undefined-attribute", r"(?P<subject>{code}) (?:is|was) never (?:initiali[sz]ed|assigned|set) in (?P<value>{code})"),
    cue("undefined-name", rf"\b(?:undefined|undeclared|unresolved|unknown|non-?existent) (?:local )?(?:variable|name|function|symbol|identifier|reference|helper|constant|class)s?(?: to| of| for| named| called)?[: ]\s?{_SUBJECTS}"),
    cue("undefined-name", rf"(?=['\"«]){_NO_IF}{_SUBJECTS}{_NAMED}{_UNDEFINED_LINK} {_UNDEFINED}{_UNDEFINED_AFTER}"),
    cue("undefined-name", rf"(?=['\"«]){_NO_IF}{_SUBJECTS} (?:is |are )?(?:used|referenced|called)(?: here)?,? (?:but|and|yet) (?:is |are |it is )?(?:never|not) (?:been )?(?:defined|declared){_UNDEFINED_AFTER}"),
    cue("undefined-name", rf"\b(?:variable|name|function|symbol|identifier|constant|helper|class)s? {_SUBJECTS}{_UNDEFINED_LINK} {_UNDEFINED}{_UNDEFINED_AFTER}"),
    cue("undefined-name", rf"\b(?:variable|name|function|symbol|identifier|constant) ['\"]?(?P<subject>{_WORD})['\"]? is (?:undefined|not defined){_UNDEFINED_AFTER}"),
    cue("undefined-name", r"\bundefined[: ]\s?(?P<subjects>{codes})(?=\s*(?:$|[.,;:)]|(?:on|at|in)\b))"),
    cue("undefined-name", r"\bname ?errors?\b(?: (?:for|on|about|because|since|as|due to))?[: (–—-]*\s?(?:name )?(?:the )?['\"]?(?P<subjects>{codes})"),
)
_OTHER: tuple[Cue, ...] = (
    cue("shadowed-name", r"(?P<subject>{code})(?: (?:variable|parameter|argument|name|function|import|loop variable|local|field|class))?(?: (?:on|at) line \d+)?,? (?:is |which )?(?:shadow(?:s|ing|ed)?|hid(?:es|ing)|mask(?:s|ing)) (?:the |a |an )?(?:Python )?(?P<value>built[- ]?in|outer|global|module(?:[- ]level)?|imported|import|enclosing|parameter|function parameter|class|standard)\b"),
    cue("shadowed-name", r"\b(?:shadow(?:s|ing|ed)?|mask(?:s|ing)|overrid(?:es|ing)|redefin(?:es|ing)) (?:the |a |an )?(?:Python(?:'s)? )?(?P<value>built[- ]?in|outer|global|module-level|imported|enclosing|parameter|function parameter)(?:[- ]scope)?(?: (?:function|name|variable|type|class|module|method|parameter|import))?[: (]*\s?(?P<subject>{code})"),
    cue("shadowed-name", r"(?P<subject>{code})(?: (?:variable|parameter|argument|name|import|local))? (?:shadows|shadowing|is shadowing|hides|masks) (?:the )?(?P<value>{code})"),
    cue("shadowed-name", r"\b(?:shadow(?:s|ing|ed)?) (?P<value>built[- ]?ins?)[: (–—-]+\s?(?P<subject>{code})"),
    cue("duplicate-definition", r"(?P<subjects>{codes})(?: (?:function|method|class|variable|constant|helper|test|import|name|handler|route))?(?: (?:is|are|was|were|gets?|has been))+ (?:being )?(?:defined|declared|implemented|imported) (?:twice|two times|(?P<number>\d+|three|four) times|multiple times|more than once|again|in two places|repeatedly)"),
    cue("duplicate-definition", r"\b(?:duplicate[ds]?|duplicated|double|repeated|redundant second) (?:function |method |class |variable |constant )?(?:definition|declaration|import|implementation|method|function|class|test)s?(?: (?:of|for|named|called))?(?: the)?[: ]\s?(?:(?:function|method|class|test) )?(?P<subjects>{codes})"),
    cue("duplicate-definition", r"\bredefin(?:ition|ing|es) (?:of )?(?:the )?(?:(?:function|method|class|variable|name) )?(?P<subjects>{codes})(?! (?:as|to|on|every|with|in terms)\b)"),
    cue("duplicate-definition", r"(?P<subjects>{codes})(?: (?:function|method|class|variable))?(?: (?:is|was|gets|has been|being))+ (?:redefined|re-defined|redeclared|already (?:defined|declared))(?=\s*(?:$|[.,;:)(]|(?:on|at) lines?|(?:later |again |further )?(?:in|within|below|above)\b))"),
    cue("duplicate-definition", r"\b(?:defines|declares|imports) (?P<subjects>{codes})(?: (?:function|method|class))? (?:twice|two times|multiple times|more than once|again)\b"),
    cue("wrong-stdlib-fact", r"(?P<subject>{code})(?: (?:function|method|class|constructor|call))? (?:does not|doesn't|do not|don't|cannot|can't|will not|won't) (?:accept|take|support|have|recogni[sz]e|allow)(?: an?| the| any)?(?: (?:keyword|named|optional))? (?:argument|parameter|keyword|kwarg|option|flag)(?: (?:named|called))? (?P<value>{code})"),
    cue("wrong-stdlib-fact", r"(?P<subject>{code})(?: (?:function|method|class|constructor|call))? (?:does not|doesn't|do not|don't|cannot|can't|will not|won't) (?:accept|take|support|have|recogni[sz]e|allow)(?: an?| the| any)? (?P<value>{code})(?: (?:keyword|named))? (?:argument|parameter|keyword|kwarg|option|flag)\b"),
    cue("wrong-stdlib-fact", r"(?P<value>{code}) is (?:not (?:a valid|an? (?:accepted|supported|known))|an (?:invalid|unknown|unexpected|unsupported)) (?:keyword )?(?:argument|parameter|kwarg|option)(?: name)? (?:of|for|to|in) (?:the )?(?P<subject>{code})"),
    cue("wrong-stdlib-fact", r"\b(?:unexpected|invalid|unknown|unsupported|non-?existent) (?:keyword )?(?:argument|parameter|kwarg)s? (?P<value>{code}) (?:in|to|for|of|passed to|is passed to)(?: the)? (?:call (?:to|of) )?(?P<subject>{code})"),
    cue("wrong-stdlib-fact", r"(?P<subject>{code})(?: module| package)? (?:is not|isn't|does not exist|doesn't exist) (?:(?:a )?part of|in|a module (?:of|in)) (?:the )?(?:Python )?(?:standard library|stdlib)"),
    cue("wrong-stdlib-fact", r"(?P<value>{code}) (?:is not|isn't) a(?: valid)? (?:method|attribute|function|member) (?:of|on|in) (?:the )?(?:built-in )?(?P<subject>{code})"),
)
CUES: tuple[Cue, ...] = (*_MISSING, *_OTHER, *_UNUSED)
"""Missing names come before unused ones: "not imported" must not be read as "imported, not used"."""
