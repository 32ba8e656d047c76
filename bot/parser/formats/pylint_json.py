"""What `pylint --output-format=json2` and `--output-format=json` print."""

from bot.model.review import ProposedReview
from bot.parser.formats.foreign import foreign_json
from bot.parser.formats.paths import from_path
from bot.parser.formats.reading import Node, document, value_of
from bot.parser.formats.results import Result, review_of

NAME = "pylint-json"


def recognise(text: str) -> bool:
    """Whether the text is the object or the array that pylint prints."""
    is_likely = '"symbol"' in text and ('"messageId"' in text or '"message-id"' in text)
    return is_likely and foreign_json(value_of(text)) == "pylint JSON"


def read(name: str, reviewer: str, text: str) -> tuple[ProposedReview, ...]:
    """One review by pylint. Raises Refused with the path of what is malformed."""
    whole = document(name, text)
    messages = whole["messages"] if text.lstrip().startswith("{") else whole
    results = [_result(item) for item in messages.members()]
    return (review_of(name, "pylint", NAME, results),)


def _result(item: Node) -> Result:
    line, end = item["line"].line(), item["endLine"].line()
    return Result(
        rule=item["messageId"].text() or item["message-id"].text() or item["symbol"].text(),
        message=_message(item),
        path=from_path(item["path"].text()),
        line=line,
        end_line=end if line and end and end >= line else None,
        severity=item["type"].text() or None,
    )


def _message(item: Node) -> str:
    """The message, and what it is about where only a field says so."""
    message, about = item["message"].text(), item["obj"].text()
    is_told = not about or about.rpartition(".")[2] in message
    return message if is_told else f"{message} in '{about}'"
