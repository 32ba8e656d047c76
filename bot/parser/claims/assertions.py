"""Cues of what one of several assertions is said to be given: "the last assertion passes `a` where `b` is expected"."""

from bot.model.claim import Role
from bot.parser.claims.cue import Cue, cue

_WHICH = r"assert(?:ion)?(?: (?:call|statement))?(?: (?:on|at|in) line \d{1,6})?(?: (?:in|of|inside|within) (?:the )?(?:(?P<scope>«\d+»)(?: {fn})?|test(?: method)?|{fn}|file))?"
_VERB = (
    r"(?:(?:also |still |only |now |wrongly |incorrectly |mistakenly )?(?:passes|hands(?: over)?|uses|checks|verifies|compares|takes|receives|references|asserts|expects|supplies|"
    r"is (?:given|called with|made with|passed|using|checking|comparing|passing|verifying)))"
)
_FILL = (
    r"(?: (?!(?:not|never|instead|without|no|only|neither|after|before|when|if|is|are|and|but|which)\b)[a-z]+){0,6}? "
)
_THING = r"[A-Za-z_][\w.]{1,80}(?:\[.{1,40}\])?|['\"].{1,60}['\"]"


def _said(which: str, number: int | None = None) -> Cue:
    pattern = rf"\bthe {which} {_WHICH} {_VERB}{_FILL}(?P<value>{{code}})"
    return cue("stated-assertion", pattern, role=Role.PREMISE, only=_THING, number=number)


CUES: tuple[Cue, ...] = (
    _said(r"(?P<ordinal>first|second|third|fourth|fifth|last)"),
    _said(r"(?:final|closing)", -1),
)
"""Before the cues of calls, which want the name of what is called."""
