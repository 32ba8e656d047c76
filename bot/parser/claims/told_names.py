"""Cues of unused and missing names that are told in a whole sentence: "nothing in this module uses `x`"."""

from bot.parser.claims.cue import Cue, cue

_HERE = r"(?: (?:in|within|of) (?:this|the) (?:file|module|class|function|method|code(?: ?base)?|script))?"
_NOBODY = r"\b(?:nothing|nobody|no one|no code|no other code|no line)(?: else)?" + _HERE
_READS = r"(?:uses?|reads?|references?|refers? to|needs?|mentions?|touches)"
_SEEN = r"(?:nothing|nobody|no code|(?:I |we )?cannot (?:find|see) (?:any|a|where)|(?:I |we )?do not (?:find|see) (?:any|a|where)|there (?:is|are) no)"
_IMPORT = r"(?:from\s.{1,80}\s)?import\s.{1,80}"

CUES: tuple[Cue, ...] = (
    cue("unused-import", rf"{_NOBODY} {_READS} (?:the )?(?P<subjects>{{codes}})(?=[^.]*\bimport)"),
    cue("unused-variable", rf"{_NOBODY} {_READS} (?:the (?:value of )?)?(?P<subjects>{{codes}})"),
    cue(
        "unused-import",
        rf"(?P<subjects>{{codes}})(?: module| package)? (?:is|are) imported[^.«]{{0,30}}? (?:but|yet|and|though) {_SEEN}\b",
    ),
    cue("unused-import", rf"\bimports? (?P<subjects>{{codes}})[^.«]{{0,20}}? (?:but|yet|and|though) {_SEEN}\b"),
    cue(
        "unused-import",
        r"(?P<subjects>{codes})(?: module| package)?s? (?:is|are) imported (?:\w+ ){0,3}without (?:ever )?(?:being|getting) (?:used|needed|referenced)\b",
    ),
    cue(
        "unused-import",
        r"(?P<subjects>{codes})(?: module| package)?s? (?:is|are) imported[^.«]{0,30}? (?:but|and|yet|though)(?: (?:is|are|it is|they are))? (?:never|not) (?:actually |ever )?(?:used|needed|referenced|read) (?:anywhere else|elsewhere)\b",
    ),
    cue(
        "unused-import",
        r"(?P<subjects>{codes})(?: module| package)?s? (?:is|are) imported[^.«]{0,30}? (?:but|and|yet|though) (?:has no use|serves? no purpose|goes unused|nothing (?:uses|needs|reads) (?:it|them))\b",
    ),
    cue(
        "unused-import",
        r"(?P<subject>{code})(?: statement| line)? (?:is|are|was) (?:not|never|un)[ -]?(?:used|needed|referenced)\b",
        only=_IMPORT,
    ),
    cue(
        "unused-import",
        r"\bimports? (?:on|at|in) line \d{1,6} \(?(?P<subjects>{codes})\)? (?:is|are) (?:not |un|never )(?:needed|used)\b",
    ),
    cue(
        "unused-import",
        r"(?P<subjects>{codes})(?: (?:is|are|looks? like|appears? to be|seems? to be))+ (?:an? )?(?:unused|leftover|stale|dead|redundant|unnecessary|unneeded) imports?\b",
    ),
    cue("missing-import", r"(?P<subjects>{codes}) (?:is|are) (?:used|referenced|called)[^.«]{0,30}?\bno import\b"),
    cue("missing-import", r"\bmissing (?:an? |the )?(?P<subject>{code})(?: statement)?", only=_IMPORT),
    cue(
        "unused-import",
        r"\b(?:do not|cannot) (?:see|find) (?:the )?(?P<subjects>{codes}) (?:being )?used\b(?=[^.]*\bimport)",
    ),
    cue(
        "unused-import",
        r"(?P<subject>{code}) (?:is|looks|seems) (?:unnecessary|redundant|superfluous|unneeded)\b",
        only=_IMPORT,
    ),
    cue("missing-import", r"\bno (?P<subject>{code})(?= (?:in|at|anywhere)\b|\W*$)", only=_IMPORT),
    cue(
        "missing-import",
        r"(?<!will )(?<!would )(?<!may )(?<!might )(?<!'ll )\b(?:needs?|has|have|forg[eo]t(?:ten)?) to import (?:the )?(?P<subjects>{codes})(?! (?:from|as|directly|instead|lazily|only|\w+ly)\b)",
    ),
    cue(
        "missing-import",
        r"(?P<subjects>{codes})(?: module)? (?:must|needs? to|has to|have to) be imported(?! (?:from|as|directly|inside|lazily|only|under)\b)",
    ),
    cue(
        "unused-variable",
        r"(?P<subject>{code}) (?:is|has)\b[^.«]{0,40}\b(?:because|since|as) (?:it|its (?:value|result)) (?:is|are) (?:never|not) (?:actually )?(?:used|read|referenced)\b",
    ),
    cue(
        "unused-variable",
        r"\b(?:local )?variable (?P<subject>[A-Za-z_]\w{0,60}) is (?:assigned(?: to)?|set|defined|declared|computed),? (?:but|and|yet) (?:is )?(?:never|not) (?:used|read)\b",
    ),
    cue(
        "unused-variable",
        r"\bassignment (?:to|of) (?:the )?(?P<subject>{code})[^.«]{0,60}\b(?:nothing|never|no code|nobody)\b[^.«]{0,15}\b(?:uses?|used|reads?)\b",
    ),
    cue(
        "unused-attribute",
        r"(?P<subject>{code})(?: attribute| field| member)? (?:is|was|gets) (?:only )?(?:stored|saved|kept|put|assigned|set|created|defined|initiali[sz]ed|computed) (?:in|by|inside|within) (?:the )?{code}(?: {fn})?[^.«]{0,20}? (?:but|and|yet) (?:(?:is|it is|then) )*(?:never|not) (?:actually |ever )?(?:used|read|referenced|accessed)\b",
        only=r"(?:self|cls)\.\w+",
    ),
    cue(
        "unused-variable",
        r"\b(?:(?:stored|saved|kept|put) (?:in|to|into)|assigned (?:to|into)) (?P<subject>{code})[^.«]{0,20}? (?:but|and|yet) (?:is )?(?:never|not) (?:used|read)\b",
        only=r"(?!__\w+__$)[\w.]+",
    ),
    cue(
        "unused-variable",
        r"\b(?:you|we|it|the code|this) never (?:actually )?(?:uses?|reads?) (?P<subjects>{codes})(?=\W*$|[.,;]| (?:in|after|anywhere)\b)",
    ),
    cue(
        "undefined-name",
        r"\b(?:using|uses?|references?|referencing|calls?|calling) (?P<subject>{code}),? (?:which|that) (?:is|has) (?:not|never) (?:been )?(?:defined|declared)\b",
    ),
    cue(
        "undefined-name",
        r"(?P<subject>{code}) (?:will|would|can) (?:raise|cause|throw) (?:an? )?(?P<value>{code})",
        only="NameError",
    ),
    cue("undefined-name", r"\b(?:variable|name) \(?(?P<subject>{code})\)? does not exist\b"),
    cue(
        "undefined-name",
        r"\bthere is no (?:local |such )?(?:variable|name|function|symbol|constant|helper)(?: (?:called|named))? (?P<subject>{code})(?! (?:that|which|in «|for|to)\b)",
    ),
    cue(
        "undefined-name", r"(?P<subject>{code}) is not a (?:defined|known|valid) (?:name|variable|symbol|identifier)\b"
    ),
    cue(
        "undefined-name",
        r"\b(?:uses?|references?|refers to|reads?|calls?) (?:the )?(?P<subject>{code}),? (?:but|and|which)[^.«]{0,10} no such (?:variable|name|function|symbol)\b",
    ),
    cue(
        "typo",
        r"(?P<subject>{code}|\w+) (?:is spelled (?:wrong|wrongly|incorrectly)[^.«]{0,20}?should be|should be spelled) (?P<value>{code})",
    ),
    cue("typo", r"\bspelling\W+(?P<subject>{code}|\w+) (?:->|→|should be) (?P<value>{code}|\w+)"),
    cue(
        "typo",
        r"(?P<subject>{code}) looks like a (?:typo|misspelling)[^.«]{0,30}?(?:should be|of|for) (?P<value>{code})",
    ),
    cue("typo", r"\btypo in (?P<subject>{code})[^.«]{0,20}?(?:should be|did you mean) (?P<value>{code})"),
)
