"""Sonar: the state of its quality gate, in numbers, which is no finding and no clean vote."""

from bot.model.finding import Status
from bot.parser.dialects.dialect import Dialect, Says, rx
from bot.parser.dialects.shapes import alert

_GATE = rx(r"^[ ]*#{1,3}[ ][^\n]{0,1000}(?:\[Quality Gate (?:Passed|Failed)\]|\*\*Quality Gate (?:passed|failed)\*\*)")


DIALECT = Dialect(
    name="sonar",
    reads="each annotation as one finding; the comment on the change only as the state of a check",
    gaps="the issues behind the numbers are not fetched; a gate that passed may have some",
    marks=_GATE,
    items=alert,
    says=(Says(Status.GATE, _GATE),),
    is_tool=True,
)
