"""Cues of where a name is said to be set: "`limit` is assigned in `setUp`", "`size` is a class attribute"."""

from bot.parser.claims.cue import Cue, cue

_SET = r"(?:assigned|set|defined|declared|created|initiali[sz]ed|instantiated|stored|bound|computed|built)"
_ADVERB = (
    r"(?:(?:also|currently|both|all|each|only|directly|first|then|itself|themselves|dynamically|explicitly|already) )*"
)
_LEVEL = r"(?:the )?(?P<value>(?:class|module|top|global|file)[- ]?(?:level|body|scope)|top of the (?:file|module)|(?:class )?constructor|«\d+»)"
_PART = r"(?:an? |the |both |all )?(?:public |private |simple |plain )*"
_SORT = r"(?P<value>(?:class|instance|module|global|local|static)(?:[- ]level)?) (?:attribute|variable|field|member|constant|state)s?"
_NOUN = r"(?: (?:variable|attribute|field|constant|dict(?:ionary)?|list|value)s?)?"
_END = r"(?=\W*$|\s*[,;.(—–]| (?:method|function|constructor|of (?:the )?(?:class|test|module)|so|and|which|but|instead of|rather than|created|defined|set|assigned|with|from|by|before|without|here)\b)"
_WRITTEN = r"[A-Za-z_][\w.]{0,60}(?:\(\))?|[a-z -]{3,30}"

CUES: tuple[Cue, ...] = (
    cue(
        "stated-home",
        rf"(?P<subjects>{{codes}}){_NOUN} (?:is|are|gets?|was|were) {_ADVERB}{_SET} {_ADVERB}(?:inside|in|within|at|on) {_LEVEL}{_END}",
        only=_WRITTEN,
    ),
    cue("stated-home", rf"(?P<subjects>{{codes}}) (?:is|are) {_ADVERB}{_PART}{_SORT}(?! (?:with|without)\b){_END}"),
)
"""After the cues of what is set nowhere else, or never used."""
