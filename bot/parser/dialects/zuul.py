"""Zuul: builds of a change, which are the state of a check, and what linters say of lines."""

from bot.model.finding import Status
from bot.parser.dialects.dialect import Dialect, Says, rx
from bot.parser.dialects.shapes import alert

_SET = r"\A\s*(?:Patch Set \d{1,4}:[^\n]*\s+)?"
_BUILD = rx(rf"{_SET}Build (?:succeeded|failed)\b[^\n]*")


DIALECT = Dialect(
    name="zuul",
    reads="what it says of a line as one finding; a build only as the state of a check",
    gaps="logs behind the links of a build are not fetched",
    marks=rx(rf"{_SET}Build (?:succeeded|failed) \([\w-]{{1,40}} pipeline\)"),
    items=alert,
    says=(
        Says(Status.GATE, _BUILD),
        Says(Status.PROGRESS, rx(rf"{_SET}Starting [\w-]{{1,40}} jobs\.")),
        Says(Status.SKIPPED, rx(rf"{_SET}Merge Failed\.")),
    ),
    is_tool=True,
)
