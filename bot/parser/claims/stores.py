"""Cues of what a function is said never to store, and of loops said to have no way out."""

from bot.parser.claims.cue import Cue, cue

_NEVER = r"(?:never|does not|do not|did not|doesn't|don't|fails to|forgets to|neglects to)"
_STORE = r"(?:set|reset|assign|update|initiali[sz]e|clear|restore|overwrite)"
_STORED = r"(?:set|reset|assigned|updated|initiali[sz]ed|cleared|restored)"
_END = r"(?=\s*(?:$|[.,;:)!—–]|(?:so|and|which|anywhere|at all|either|after|before|in|back)\b))"
_PLACES = r"[A-Za-z_]\w*(?:\.\w+)*(?:\[.{1,40}\])?"

CUES: tuple[Cue, ...] = (
    cue(
        "absent-store",
        rf"(?P<scope>{{code}})(?: {{fn}})? {_NEVER} (?:actually |ever |also |even |explicitly )?{_STORE}s? (?:the |its )?(?:(?:attribute|variable|flag|field) )?(?P<subject>{{code}}){_END}",
        only=_PLACES,
    ),
    cue(
        "absent-store",
        rf"(?P<subject>{{code}}) (?:is|are) (?:never|not) (?:actually |ever |also )?{_STORED} (?:in|inside|within|by) (?:the )?(?:{{fn}} )?(?P<scope>{{code}})",
        about=_PLACES,
    ),
    cue(
        "endless-loop",
        r"\bloops?(?: (?:in|of|inside) (?:the )?(?P<scope>{code}))?(?: (?:function|method))? (?:(?:has|have|with|contains?) no |(?:does not|doesn't|do not|don't) (?:have|contain) (?:an? |any )?|(?:without|lacks?|(?:is|are) missing) (?:an? |any )?)(?P<value>exit|termination|terminating|break|stop|way out)(?: (?:condition|statement|criteri\w+|clause))?\b",
    ),
)
