"""Codacy: comments in prose, and a summary in numbers."""

from bot.model.finding import Status
from bot.parser.dialects.dialect import SMALL_PRINT, Dialect, Says, rx
from bot.parser.dialects.shapes import prose

_GATE = rx(r"^[ ]*## Codacy's Analysis Summary\b")


DIALECT = Dialect(
    name="codacy",
    reads="each comment as one finding; the summary only as the state of a check",
    gaps="the form of its comments was not seen, so they have no title and no severity; its overview is not read",
    marks=rx(r"^[ ]*## Codacy[’']s Analysis Summary\b"),
    items=prose,
    noise=(SMALL_PRINT,),
    says=(Says(Status.GATE, _GATE),),
    is_tool=True,
)
