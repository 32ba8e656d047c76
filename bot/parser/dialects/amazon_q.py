"""Amazon Q: comments in prose, a note that is edited when the review ends, and reviews with numbered issues."""

from bot.model.finding import Status
from bot.parser.dialects.dialect import SMALL_PRINT, Dialect, Says, rx
from bot.parser.dialects.shapes import prose

DIALECT = Dialect(
    name="amazon-q",
    reads="each comment as one finding, and what a review lists like anybody's words",
    gaps="a push is often not reviewed again, which nothing says",
    marks=rx(r"^\W{0,8}I finished the code review, and\b"),
    items=prose,
    noise=(SMALL_PRINT,),
    says=(
        Says(Status.PROGRESS, rx(r"\A(?!(?s:.{0,3000})I finished the code review)\W{0,20}I'm reviewing\b")),
        Says(Status.CLEAN, rx(r"^\W{0,8}I finished the code review, and (?:I )?didn't find any [^\n.]{1,200}"), "open"),
        Says(Status.WRAPPER, rx(r"^\W{0,8}I finished the code review, and [^\n]{1,200}$"), "open"),
    ),
    is_prose=True,
)
