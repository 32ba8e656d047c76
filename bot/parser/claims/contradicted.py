"""Cues of docstrings said to tell something else than the code does: two halves of one statement."""

from bot.parser.claims.cue import Cue, cue

_DOC = r"doc-?strings?"
_TELLS = (
    r"(?:says?|states?|promises?|claims?|documents?|mentions?|declares?|announces?|advertises?|specifies|lists?|reads?)"
)
_FILL = r"(?:(?:only|that|it|the|an?|this|{fn}|function|method|raises?|returns?|throws?|calls?|may|can|will|to|:|exception|raised|instead) )*"
_BUT = r"[^.;«]{0,30}?(?:,|;)? ?(?:but|however|although|though|while|whereas|yet),?"
_DOES = r"(?:raises|throws|calls|invokes|uses)"

JOINED: tuple[Cue, ...] = (
    cue(
        "contradicted-docstring",
        rf"\b{_DOC} (?:of|for|in|on) (?:the )?(?:{{fn}} )?(?P<scope>{{code}})(?: {{fn}})? {_TELLS} {_FILL}(?P<value>{{code}}){_BUT} [^.«]{{0,30}}?\b{_DOES} (?:the |an? )?(?P<subject>{{code}})",
    ),
    cue(
        "contradicted-docstring",
        rf"(?P<scope>«\d+»)(?:'s)? {_DOC} {_TELLS} {_FILL}(?P<value>{{code}}){_BUT} [^.«]{{0,30}}?\b{_DOES} (?:the |an? )?(?P<subject>{{code}})",
    ),
    cue(
        "contradicted-docstring",
        rf"(?P<scope>{{code}})(?: {{fn}})? {_DOES} (?:the |an? )?(?P<subject>{{code}}){_BUT} (?:its|the) {_DOC} (?:only )?{_TELLS} {_FILL}(?P<value>{{code}})",
    ),
)
"""The name that the docstring tells is the value, what the code does instead the subject."""
