"""Cues of longer ways to write what Python has a word for: "old-style % formatting", "an unnecessary list comprehension"."""

from bot.parser.claims.cue import Cue, cue

_KIND = "unidiomatic-code"
_NEEDLESS = r"(?:unnecessary|needless|redundant|superfluous|useless|pointless)"

CUES: tuple[Cue, ...] = (
    cue(
        _KIND,
        rf"(?P<subject>{{code}}) (?:is|uses|contains|looks like) an? {_NEEDLESS} (?:(?:list|dict|set) )?comprehension\b",
    ),
    cue(_KIND, rf"\b{_NEEDLESS} (?:(?:list|dict|set) )?comprehension\b"),
    cue(
        _KIND,
        r"\b(?:old[- ]style|legacy|printf[- ]style|outdated) (?:%|percent)?[- ]?(?:style )?(?:string )?(?:%|percent)?[- ]?(?:string )?(?:format(?:ting|s)?|interpolation)\b"
        r"|\b(?:uses?|using) (?:%|percent)[- ]?(?:style )?(?:string )?(?:format(?:ting)?|interpolation)\b(?! (?:with|for) (?:log|extra))"
        r"|(?:%|\bpercent)[- ]?(?:style )?(?:string )?(?:format(?:ting)?|interpolation) (?:is|are) (?:used|outdated|obsolete|old)",
    ),
    cue(
        _KIND,
        r"(?P<subject>{code})(?: (?:is|are))?(?: (?:called|used|invoked))? with (?:an? |the )?(?:constant|literal|fixed|hard-?coded) (?:attribute )?(?:names?|values?|strings?|attributes?)\b",
        only=r"[gs]etattr(?:\(.{0,80}\))?",
    ),
    cue(
        _KIND,
        r"\b(?:could|can|should|may|might|better) (?:also |simply |just )?(?:be (?:replaced|simplified|written|rewritten) (?:with|by|to|as|using) |use |be )(?:an? )?(?P<value>{code})",
        only=r"yield from\b.{0,60}",
    ),
    cue(
        _KIND,
        r"\bimports?(?: statements?)?(?: (?:is|are))?(?: placed| located)? (?:not at (?:the )?top|after (?:executable |other )?code|below executable code)\b|\be402\b",
    ),
    cue(
        _KIND,
        r"(?P<subjects>{codes}) (?:are|is) (?:both )?imported (?:on|in) (?:the same|one|a single) line\b",
    ),
    cue(_KIND, r"\bmultiple imports (?:on|in) (?:the same|one|a single) line\b"),
    cue(
        _KIND,
        r"(?P<subject>{code})(?: call)? (?:could|can|should) be (?:replaced (?:by|with) |written as |rewritten as )?(?:an? )?(?:(?:dict(?:ionary)?|list|tuple) )?(?:literal|display)\b",
        only=r"(?:dict|list|tuple)\(.{0,120}",
    ),
    cue(_KIND, r"\blambdas?(?: expressions?)? (?:(?:is|are) )?assigned to\b|\bassign(?:s|ed|ing)? an? lambda\b"),
)
