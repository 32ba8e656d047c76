"""Snyk: the state of its checks, in numbers, which is no finding and no clean vote."""

from bot.model.finding import Status
from bot.parser.dialects.dialect import Dialect, Says, rx
from bot.parser.dialects.shapes import prose

_GATE = rx(r"^[ ]*#{1,4} (?::\w{1,30}:|[^\w\s]{1,3}) \*\*Snyk checks (?:have|are)\b")


DIALECT = Dialect(
    name="snyk",
    reads="the comment on the change only as the state of a check",
    gaps="it posts as the user who connected it; comments beside the code were not seen and are read as prose",
    marks=_GATE,
    items=prose,
    says=(Says(Status.GATE, _GATE),),
    is_tool=True,
)
