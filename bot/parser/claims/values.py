"""Cues of values that may be missing, out of range or unchecked."""

from bot.parser.claims.cue import NULL, Cue, cue

_MAY = r"(?:may|might|could|can|will|would)(?: (?:also|potentially|possibly|sometimes|legitimately|still|theoretically|however|then))?"
_LACK = r"(?:no|missing|lacks?(?: an?)?|lacking|without(?: an?)?|needs?(?: an?)?|add(?:ing)?(?: an?)?|lack of|absent)"
_SUCH = (
    r"(?: (?:any|proper|explicit|defensive|additional|prior|first|appropriate|necessary|sufficient|adequate|thorough))*"
)
_OF = r"(?: (?:for|on|of|around|before (?:us(?:ing|e of)|accessing|dereferencing|reading)) (?:the |this )?(?P<subject>{code}))?"
_NOUN = (
    r"(?: (?:value|result|argument|parameter|field|property|pointer|variable|object|reference|attribute|call|function|"
    r"method|list|array|map|entry|element|prop))?"
)
_FAILS = r"(?:crash\w*|raises?|throws?|panics?|segfault\w*|(?:will|would|could) (?:raise|throw|panic|fail|error)|fails)"
_CHECKS = r"(?:check|verify|validate|ensure|saniti[sz]e|guard against|enforce)"
_WHAT = (
    r"(?:input|type|range|length|size|bounds?|existence|permission|authori[sz]ation|authentication|server-side|schema|"
    r"format|parameter|argument|runtime|boundary|overflow|ownership|access|structural|emptiness|origin)"
)
_NOT_DONE = r"(?:does not|doesn't|do not|don't|never|fails? to|did not|didn't)"
_ADVERB = r"(?: (?:actually|properly|explicitly|correctly|currently|even|also|first|itself))?"

_NULLS: tuple[Cue, ...] = (
    cue(
        "none-dereference",
        rf"(?P<subject>{{code}})(?:,? (?:which|that))?{_NOUN} {_MAY} (?:be|return|become|yield|evaluate to|resolve to) "
        r"(?:either )?{null}(?![- ](?:safe|check|terminat|coalesc|\w* ?string))",
        only=NULL,
    ),
    cue(
        "none-dereference",
        rf"(?P<subject>{{code}}){_NOUN} (?:is|are) (?:possibly|potentially|sometimes) {{null}}",
        only=NULL,
    ),
    cue(
        "none-dereference",
        rf"\b(?:value|result|argument|parameter|pointer|it|which|this|they) {_MAY} be {{null}}(?![- ](?:safe|check))",
        only=NULL,
    ),
    cue(
        "none-dereference",
        rf"(?P<subject>{{code}}){_NOUN} (?:is|are|gets|being)(?: \w+ly)? (?:used|accessed|dereferenced|called|passed|read|"
        r"invoked|indexed)(?: \w+){0,3}? without (?:an? |any |first |proper |prior |explicit )*(?:checking (?:for |if "
        r"(?:it is |it's )?|whether it is )?)?{null}(?:[- ]?(?:check|guard|safety)\w*)?",
        only=NULL,
    ),
    cue(
        "none-dereference",
        r"\b(?:dereferenc(?:es?|ing)|access(?:es|ing)|us(?:es|ing)|call(?:s|ing)|read(?:s|ing)) (?:the )?(?P<subject>{code})"
        r"(?: \w+){0,3}? without (?:an? |any |first |proper |prior |explicit )*(?:checking (?:for |if (?:it is |it's )?|"
        r"whether it is )?)?{null}(?:[- ]?(?:check|guard|safety)\w*)?",
        only=NULL,
    ),
    cue(
        "none-dereference",
        rf"\b{_LACK}{_SUCH} {{null}}(?:[ /-](?:or |and )?\w+)?[- ]?(?:checks?|checking|guards?|handling|safety){_OF}",
        only=NULL,
    ),
    cue(
        "none-dereference",
        rf"\b(?:if|when|whenever|because|since) (?:the )?(?P<subject>{{code}}){_NOUN} (?:is|are|returns|were|happens to be|can "
        rf"be|ends up|becomes) {{null}}\b[^.«]{{0,80}}?\b{_FAILS}\b",
        only=NULL,
    ),
    cue(
        "none-dereference",
        rf"\b{_FAILS}\b[^.«]{{0,30}}? (?:if|when|whenever) (?:the )?(?P<subject>{{code}}){_NOUN} (?:is|are|returns) {{null}}",
        only=NULL,
    ),
    cue(
        "none-dereference",
        rf"\bassum(?:es|ing) (?:that )?(?:the )?(?P<subject>{{code}}){_NOUN} (?:is|are|will be) (?:always |never |not |"
        r"non-?){1,2}{null}",
        only=NULL,
    ),
    cue(
        "none-dereference",
        r"\b(?:null|nil|none)[- ]?(?:pointer |reference )?(?:deref\w*|exceptions?|(?:pointer|dereference) (?:issues?|risks?|"
        r"errors?|crash(?:es)?|access))\b",
    ),
    cue("none-dereference", r"(?:(?P<value>«\d+»)|\bnpes?\b)", only=r"|NullPointerException|NullReferenceException"),
)

_BOUNDS: tuple[Cue, ...] = (
    cue(
        "zero-division",
        r"\b(?:division by zero|divi(?:de|des|ding|ded) by zero|zero ?division(?:error)?)\b(?:[^.«]{0,40}?\b(?:if|when|as|because|since) (?:the )?(?P<subject>{code}))?",
    ),
    cue(
        "index-error",
        r"\b(?:index ?error|index out of (?:range|bounds)|out[- ]of[- ]bounds(?: (?:access|read|write|error|panic|index\w*))?|out[- ]of[- ]range (?:access|read|write|error|panic|index\w*)|"
        r"buffer over(?:flow|run|read)s?)\b(?:[^.«]{0,40}?\b(?:if|when|on|for|of) (?:the )?(?P<subject>{code}))?",
    ),
    cue(
        "index-error",
        r"(?P<value>«\d+»)",
        only=r"(?:\w*IndexOutOfBounds(?:Exception)?|IndexError|IndexOutOfRangeException)",
    ),
)

_CHECKED: tuple[Cue, ...] = (
    cue("missing-check", rf"\b{_NOT_DONE}{_ADVERB} {_CHECKS} (?:that |whether |if |for )?(?P<value>[^.;]{{3,120}})"),
    cue(
        "missing-check",
        r"(?P<subject>{code})(?: (?:parameter|argument|value|input|field))? (?:is|are) (?:not |never )(?:properly |explicitly |"
        r"being |been )?(?:checked|validated|verified|saniti[sz]ed|tested for)\b(?! (?:by|in|against|with|as) )",
    ),
    cue(
        "missing-check",
        rf"\b{_LACK}{_SUCH}(?: {_WHAT})? (?:validation|saniti[sz]ation|(?<!needs )verification)(?! (?:error|message|rule)){_OF}",
    ),
    cue("missing-check", rf"\b{_LACK}{_SUCH} {_WHAT} check(?:s|ing)?\b{_OF}"),
    cue(
        "missing-check",
        r"\b(?:no|missing) (?:explicit )?checks? (?:that|for|whether|if|on|to ensure) (?P<value>[^.;]{3,120})",
    ),
    cue(
        "missing-check",
        r"\bassum(?:es|ing) (?:that )?(?:the )?(?P<subject>{code})(?: (?:field|key|property|argument|parameter|value|list|array|"
        r"file|element|header))? (?:always )?(?:exists?|is (?:always |never )?(?:present|available|valid|set|defined|populated|"
        r"non-empty|not empty|initiali[sz]ed|empty|sorted|numeric|positive))",
    ),
    cue(
        "missing-check",
        r"\bwithout (?:first |properly |ever |actually )?(?:checking|verifying|validating|ensuring|saniti[sz]ing|escaping) (?:that |whether |if |for )?(?P<value>[^.;]{3,120})",
    ),
    cue(
        "missing-check",
        r"\b(?:add(?:ing)?|needs?|requires?) (?:an? |some |explicit |additional |proper |input |runtime |bounds? |length |type |"
        r"range )+(?:validation|sanity check|check) (?:for |that |to ensure |to verify |on |of |before )(?P<value>[^.;]{3,120})",
    ),
)

CUES: tuple[Cue, ...] = (*_NULLS, *_BOUNDS, *_CHECKED)
"""A missing value before a missing check: "without a null check" is the former."""
