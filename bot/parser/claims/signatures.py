"""Cues of what the signature of a function is said to lack: "`load` has no `self` parameter", "`mode` is missing from the signature"."""

from bot.parser.claims.cue import Cue, cue

_LACKS = r"(?:has no|have no|lacks?|misses|is missing|are missing|is lacking|(?:does|do) not (?:have|take|accept|declare|define|include|receive)|omits?|needs?|should have)"
_SOME = r"(?:an? |the |any |its |their |required |first |explicit )*"
_ARG = r"(?:parameters?|params?|arguments?|args?)"
_SIGNATURE = r"(?:(?:{fn} )?(?:signatures?|definitions?|declarations?)|parameter list|argument list|list of (?:parameters|arguments))"
_OWN = r"self|cls"
_NAME = r"\*{0,2}[a-z_]\w{0,60}"
_OF = r"(?: (?:of|in|for) (?:the )?(?:{fn} )?(?P<subject>{code}))?"

CUES: tuple[Cue, ...] = (
    cue(
        "missing-parameter",
        rf"(?P<subjects>{{codes}})(?: {{fn}})?s? {_LACKS} {_SOME}(?P<value>{{code}})(?: {_ARG})?",
        only=_OWN,
    ),
    cue(
        "missing-parameter",
        rf"\b(?:missing|no|without) {_SOME}(?P<value>{{code}})(?: {_ARG})? (?:in|on|for|from|of) (?:the )?(?:(?:signatures?|definitions?) of )?(?:the )?(?:{{fn}} )?(?P<subjects>{{codes}})",
        only=_OWN,
    ),
    cue(
        "missing-parameter",
        rf"(?P<subjects>{{codes}})(?: {{fn}})?s? (?:is|are) (?:defined|declared|written) without {_SOME}(?P<value>{{code}})",
        only=_NAME,
    ),
    cue(
        "missing-parameter",
        rf"(?P<value>{{code}})(?: {_ARG})? (?:is|are) (?:missing|absent|omitted|left out|not (?:included|present|listed|declared|there)) (?:from|in) (?:the |its )?{_SIGNATURE}{_OF}",
        only=_NAME,
    ),
    cue(
        "missing-parameter",
        rf"\b(?:its|the) {_SIGNATURE} {_LACKS} {_SOME}(?P<value>{{code}})(?: {_ARG})?",
        only=_NAME,
    ),
    cue(
        "missing-parameter",
        rf"\b{_SIGNATURE} (?:of|for) (?:the )?(?P<subject>{{code}})(?: {{fn}})? {_LACKS} {_SOME}(?P<value>{{code}})",
        only=_NAME,
    ),
)
"""Before the cues of decorators, which read "without" in their own way, and of members, for which `self` would be one."""
