"""How reviewers say that a name is not defined, not imported, not assigned yet, or no member of its owner."""

from bot.parser.claims.cue import Cue, cue
from bot.parser.claims.name_words import FIRST, PLACE, SUBJECTS, WORD

_UNDEFINED = (
    "(?:undefined|not (?:been )?defined|not (?:been )?declared|never (?:been )?(?:defined|declared)|"
    "undeclared|not in scope|an undefined (?:name|variable|function|symbol))"
)
_NAMED = r"(?: (?:variable|name|function|helper|identifier|symbol|constant|class|module))?"
_UNDEFINED_LINK = (
    "(?:[ ,]+(?:is|are|was|were|used|referenced|called|but|and|which|that|here|it|in|on|line|"
    r"\d+|has|have|also|still)\b){0,8}?"
    r"[ ,]+(?:is|are|was|were|has|have|appears to be|seems to be|never)"
)
_UNDEFINED_AFTER = (
    r"(?=\s*(?:$|[.,;:!)\"'(—–]|- |(?:and|or|so|anywhere|at all|here|which|but|causing|leading|resulting|nor|at)\b"
    rf"|(?:in|within|inside) (?:(?:the )?«|{PLACE})|on lines?\b))"
)
_IMPORTED = r"(?:not (?:been )?imported|never (?:been )?imported|missing (?:an |its |the )?import|not import(?:ed)?)"
CUES: tuple[Cue, ...] = (
    cue(
        "undefined-name",
        r"\b(?:raises?|throws?|causes?|with|gets?|see|to) (?:an? |the )?(?P<subject>{code})",
        only=r"NameError: name '\w+' is not defined",
    ),
    cue(
        "undefined-name",
        r"(?P<value>{code}):? (?:for |on |about |in )?(?:the )?(?:name )?(?P<subject>{code})",
        only="NameError",
    ),
    cue(
        "undefined-name",
        r"\b(?:name|variable|identifier|symbol) (?P<subject>{code}) (?:is|was) (?:not|never) (?:defined|declared) "
        r"(?:in|inside|within) (?:the )?(?P<scope>{code})",
    ),
    cue("undefined-name", rf"{FIRST} (?:does not|doesn't) exist in (?:this|the (?:current|enclosing|local)) scope\b"),
    cue(
        "undefined-name",
        rf"{FIRST} (?:is |are )?(?:used|referenced|called|read) in (?:the )?«\d+»(?: {{fn}})?,? (?:but|and|yet) (?:is |are |it is )?"
        r"(?:never|not) (?:been )?(?:defined|declared)\b",
    ),
    cue(
        "missing-import",
        r"\b(?:no|lacks? (?:an? )?|without (?:an? )?|misses (?:an? )?) ?imports?(?: statements?)? (?:for|of) (?P<subjects>{codes})",
    ),
    cue(
        "missing-import",
        r"\b(?:us(?:es|ing)|call(?:s|ing)|references?|referencing|accessing) (?:the )?(?P<subject>{code})[^.;]{0,40}\b"
        r"(?:because|since|as) (?:it|they) (?:is|was|were|are|has been) (?:never|not) imported\b",
    ),
    cue(
        "missing-import",
        rf"{FIRST} (?:is|are) (?:undefined|not defined),? (?:because|since|as) (?:it|they) (?:is|was|were|are) (?:never|not) imported\b",
    ),
    cue(
        "missing-import",
        r"\bmissing (?:an? |the )?imports?(?: statements?)?(?: (?:for|of)"
        r")?(?: the)?[: ]\s?(?P<subjects>{codes})",
    ),
    cue(
        "missing-import",
        rf"\bmissing (?:an? |the )?import(?: (?:for|of))?[: ]\s?(?P<subject>{WORD})(?=\s*(?:$|[.;)])"
        ")",
    ),
    cue(
        "missing-import",
        rf"{FIRST}{_NAMED}(?:[ ,]+(?:is|are|was|were|used|referenced|called|"
        r"but|and|in|here|it|on|line|\d+|has|have|appears?|seems?|to|be)"
        rf"\b){{0,8}}? {_IMPORTED}\b(?! (?:from|as|by|via|directly)\b)",
    ),
    cue(
        "missing-import",
        FIRST + r"(?: module| package)? (?:is|are) used (?:\w+ ){0,3}without (?:being "
        r"imported|(?:an )?import(?:ing it)?)\b",
    ),
    cue("missing-import", r"\buses? (?:the )?(?P<subjects>{codes}) without import(?:ing)?\b"),
    cue(
        "missing-import",
        r"\b(?:forg[eo]t(?:s|ten)? to import|(?:does not|doesn't|did not|didn't|do not|never)"
        r" imports?|fails? to import) (?:the )?(?P<subjects>{codes})(?! (?:from|as|directly)\b)",
    ),
    cue(
        "missing-import",
        r"\b(?:the )?imports?(?: (?:for|of))? (?P<subjects>{codes}) (?:is|are|was|were) (?:missing|"
        r"absent|not there|removed)\b",
    ),
    cue("missing-import", FIRST + r" imports? (?:is|are) missing\b"),
    cue(
        "missing-import",
        rf"\b(?:used|called|referenced|accessed) without (?:first |ever |actually )?importing (?:the )?(?P<subject>{{code}}|(?!it\b|them\b|this\b|that\b){WORD})(?= (?:module|package|library)\b|\s*(?:$|[.,;:)]))",
    ),
    cue(
        "missing-import",
        rf"(?<![\w.])(?P<subject>{WORD}) (?:module |package )?is (?:used but )?(?:not|never)"
        r" imported(?! (?:from|as|by|via|directly)\b)",
    ),
    cue(
        "used-before-assignment",
        FIRST + "(?: variable)?(?:[ ,]+(?:is|are|was|gets?|being|variable|may be|"
        "might be|could be|can be|local)){0,3} (?:used|referenced|accessed|read|called|returned)"
        " before (?:it (?:is|was|has been|gets) |they are |being |its |any |the |"
        r"ever being )?(?:assign|defin|declar|initiali|set\b|bound|creat)\w*",
    ),
    cue(
        "used-before-assignment",
        r"\b(?:use|uses|using|used|references?|referencing|access(?:es|ing)?|reads?)"
        " (?:of )?(?:the )?(?:variable )?(?P<subjects>{codes}) before (?:it (?:is|was|has been|"
        r"gets) |they are |being |its |any |the )?(?:assign|defin|declar|initiali|set\b|bound|creat)"
        r"\w*",
    ),
    cue(
        "used-before-assignment",
        FIRST + "(?: variable)? (?:is|was|are) (?:not (?:yet )?(?:assigned|"
        "initiali[sz]ed|set|defined|bound)(?: yet)?|unbound|uninitiali[sz]ed|assigned only after|"
        "only (?:assigned|defined) after) (?:before|at (?:this|that) point|when (?:it is )?(?:used|"
        r"read|referenced)|here)\b",
    ),
    cue(
        "used-before-assignment",
        r"\b(?:use|used|reference|referenced) before (?:assignment|definition|declaration|"
        r"initiali[sz]ation)[: (–—-]+\s?(?P<subjects>{codes})",
    ),
    cue(
        "undefined-attribute",
        r"(?P<subject>{code})(?: call| function| method)? (?:does not|do not|did not) exist\b(?! (?:on|in|for|at|yet|when|if|any)\b)",
        only=r"(?!.*\.(?:py|json|ya?ml|toml|txt|md|cfg|ini|conf|sh|html|css|js|ts|lock|rst|csv|xml|sql)$)[a-z_]\w*(?:\.[A-Za-z_]\w*)+(?:\(.{0,80}\))?",
    ),
    cue(
        "undefined-attribute",
        r"(?P<subject>{code}),? (?:which|that|but (?:this|it|that)|and (?:this|it|that)|though it) (?:is|was) (?:never|not) (?:actually |ever )?(?:assigned|set|defined|initiali[sz]ed|created|declared)\b(?! (?:to|by|as|when|if|in (?:all|every|some)|on (?:all|every|some))\b)",
        only=r"self\.\w{1,80}(?:\(\))?",
    ),
    cue(
        "undefined-attribute",
        r"(?P<subject>{code})[^.]{0,80}?\b(?:because|since|as) (?:the )?(?P<value>{code})(?: (?:module|class|package))? has no such (?:function|method|attribute|name|member)\b",
    ),
    cue(
        "undefined-attribute",
        r"\bthere is no (?:function|class|constant|name) (?:named |called )?(?P<subject>{code}) (?:on|in|of) (?:the )?(?:class |module )?(?P<value>{code})",
    ),
    cue(
        "undefined-attribute",
        "(?P<value>{code})(?: (?:class|object|module|type|instance|package|library))? (?:has no|"
        "have no|lacks|lacks an?|does not have|doesn't have|does not (?:define|provide|implement|"
        "export|expose)|doesn't (?:define|provide|implement|export|expose)|is missing)(?: an?| the|"
        " any)? (?:attribute|method|member|property|field|function)(?: (?:named|called)"
        ")? (?P<subject>{code})",
    ),
    cue(
        "undefined-attribute",
        "(?P<value>{code})(?: (?:class|object|module|type|instance|package|library))? (?:has no|"
        "does not have|doesn't have|does not (?:define|provide|implement|export|expose)|"
        "doesn't (?:define|provide|implement|export|expose)|lacks|is missing)(?: an?| the|"
        r" any)? (?P<subject>{code}) (?:attribute|method|member|property|field|function)\b",
    ),
    cue(
        "undefined-attribute",
        "(?P<subject>{code})(?: (?:attribute|method|member|property|field|function|class|constant)"
        ")? (?:does not|doesn't|did not|didn't|do not) exist (?:on|in|for) (?:the )?(?:class |"
        "module |type |object )?(?P<value>{code})",
    ),
    cue(
        "undefined-attribute",
        "(?P<subject>{code})(?: (?:attribute|method|member|property|field|function))? (?:is|was)"
        " (?:not|never) (?:a (?:member|method|attribute) of|an attribute of|(?:defined|declared|"
        "implemented|available) (?:on|in|by)) (?:the )?(?:class |module )?(?P<value>{code})"
        "(?! (?:block|branch|method|function))",
    ),
    cue(
        "undefined-attribute",
        r"\b(?:there is|there's|has) no (?:attribute|method|member|property|field) (?:named |"
        "called )?(?P<subject>{code})(?: (?:on|in|of|for) (?:the )?(?:class |"
        "module )?(?P<value>{code}))?",
    ),
    cue(
        "undefined-attribute",
        r"\b(?:there is|there's|has) no (?P<subject>{code}) (?:attribute|method|member|property|"
        r"field)\b(?: (?:on|in|of|for) (?:the )?(?:class |module )?(?P<value>{code}))?",
    ),
    cue(
        "undefined-attribute",
        r"\b(?:non[- ]?existent|nonexistent|non-existing|undefined|unknown|missing) (?:attribute|"
        "method|member|property|field)s?(?: (?:named|called))? (?P<subject>{code})(?: (?:on|in|of|"
        "for) (?:the )?(?:class |module )?(?P<value>{code}))?",
    ),
    cue(
        "undefined-attribute",
        rf"(?P<subject>{{code}}) (?:attribute|method|member|property|field)(?: of (?P<value>{{code}})"
        ")? (?:does not exist|doesn't exist|is not defined|is undefined|is never (?:defined|"
        r"initiali[sz]ed|assigned|set)|is not (?:defined|initiali[sz]ed) in «\d+»)(?=\s*(?:$|[.,;:)"
        rf"]|and\b|anywhere|in (?:«|{PLACE})|«))",
    ),
    cue(
        "undefined-attribute",
        r"\b(?:call(?:s|ing)?|invok(?:es|ing)|access(?:es|ing)?|references?|referencing|uses?|using|"
        "to|attribute|method|member|property|function) (?:the )?(?P<subject>{code}),? (?:(?:but|"
        "and) it |which |that )?(?:does not exist|doesn't exist|is not a (?:real|valid|known)"
        r" (?:method|function|attribute|member))(?=\s*(?:$|[.,;:)]|and\b|anywhere|in (?:the|this)"
        " (?:class|module|standard library|stdlib)))",
    ),
    cue(
        "undefined-attribute",
        r"(?P<subject>{code}) (?:is|was) never (?:initiali[sz]ed|assigned|set) in (?P<value>{code})",
    ),
    cue(
        "undefined-name",
        r"\b(?:undefined|undeclared|unresolved|unknown|non-?existent) (?:local )?(?:variable|name|"
        "function|symbol|identifier|reference|helper|constant|class)s?(?: to| of| for| named|"
        rf" called)?[: ]\s?{SUBJECTS}",
    ),
    cue("undefined-name", rf"{FIRST}{_NAMED}{_UNDEFINED_LINK} {_UNDEFINED}{_UNDEFINED_AFTER}"),
    cue(
        "undefined-name",
        rf"{FIRST} (?:is |are )?(?:used|referenced|called)(?: here)?,? (?:but|"
        "and|yet) (?:is |are |it is )?(?:never|not) (?:been )?(?:defined|"
        rf"declared){_UNDEFINED_AFTER}",
    ),
    cue(
        "undefined-name",
        r"\b(?:variable|name|function|symbol|identifier|constant|helper|class)"
        rf"s? {SUBJECTS}{_UNDEFINED_LINK} {_UNDEFINED}{_UNDEFINED_AFTER}",
    ),
    cue(
        "undefined-name",
        rf"\b(?:variable|name|function|symbol|identifier|constant) ['\"]?(?P<subject>{WORD})"
        rf"['\"]? is (?:undefined|not defined){_UNDEFINED_AFTER}",
    ),
    cue("undefined-name", r"\bundefined[: ]\s?(?P<subjects>{codes})(?=\s*(?:$|[.,;:)]|(?:on|at|in)\b))"),
    cue(
        "undefined-name",
        r"\bname ?errors?\b(?: (?:for|on|about|because|since|as|due to)"
        r")?[: (–—-]*\s?(?:name )?(?:the )?['\"]?(?P<subjects>{codes})",
    ),
)
