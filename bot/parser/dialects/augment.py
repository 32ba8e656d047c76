"""Augment: comments in prose, and a review that counts them."""

from bot.model.finding import Status
from bot.parser.dialects.dialect import SMALL_PRINT, Dialect, Says, lines, rx
from bot.parser.dialects.shapes import prose

DIALECT = Dialect(
    name="augment",
    reads="each comment as one finding",
    gaps="comments state no severity in a form that is known",
    marks=rx(r"^\W{0,8}Review completed\.\W{0,8}(?:\d{1,4} suggestions? posted|No suggestions at this time)"),
    items=prose,
    noise=(SMALL_PRINT, lines(r"^[^\n]{0,200}\baugment review\b[^\n]{0,200}$", "how to use the bot")),
    says=(
        Says(Status.CLEAN, rx(r"^\W{0,8}Review completed\.\W{0,8}No suggestions at this time\.?")),
        Says(Status.WRAPPER, rx(r"^\W{0,8}Review completed\.\W{0,8}\d{1,4} suggestions? posted\.?")),
    ),
)
