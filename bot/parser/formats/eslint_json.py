"""What `eslint --format json` prints; where it carries the source of a file, its fixes become whole lines."""

from collections.abc import Iterator

from bot.model.review import ProposedReview
from bot.parser.formats.edits import Fix, Source
from bot.parser.formats.foreign import foreign_json
from bot.parser.formats.paths import from_path
from bot.parser.formats.reading import Node, document, value_of
from bot.parser.formats.results import Result, review_of

NAME = "eslint-json"
_GRADES = {1: "warning", 2: "error"}


def recognise(text: str) -> bool:
    """Whether the text is the array that ESLint prints."""
    is_likely = text.lstrip().startswith("[") and '"filePath"' in text and '"messages"' in text
    return is_likely and foreign_json(value_of(text)) == "ESLint JSON"


def read(name: str, reviewer: str, text: str) -> tuple[ProposedReview, ...]:
    """One review by ESLint. Raises Refused with the path of what is malformed."""
    results = [result for file in document(name, text).members() for result in _results(file)]
    return (review_of(name, "ESLint", NAME, results),)


def _results(file: Node) -> Iterator[Result]:
    path = from_path(file["filePath"].text())
    source = Source(file["source"].text()) if file["source"] else None
    for message in file["messages"].members():
        yield _result(message, path, source, None)
    for message in file["suppressedMessages"].members():
        told = [one["justification"].text() for one in message["suppressions"].members()]
        yield _result(message, path, source, "; ".join(words for words in told if words))


def _result(message: Node, path: str | None, source: Source | None, why_withdrawn: str | None) -> Result:
    line, end = message["line"].line(), message["endLine"].line()
    fix = _fix(message["fix"], source)
    advice = [one["desc"].text() for one in message["suggestions"].members()] if fix is None else []
    return Result(
        rule=message["ruleId"].text(),
        message=message["message"].text(),
        path=path,
        line=line,
        end_line=end if line and end and end >= line else None,
        severity=_GRADES.get(message["severity"].whole() or 0),
        fix=fix,
        hints=tuple(words for words in advice if words),
        why_withdrawn=why_withdrawn,
    )


def _fix(fix: Node, source: Source | None) -> Fix | None:
    """ESLint counts in UTF-16 units; a text beyond the basic plane gives no fix."""
    bounds = [bound.whole() for bound in fix["range"].members()]
    text = fix["text"].text()
    if source is None or len(bounds) != 2 or bounds[0] is None or bounds[1] is None or source.is_wide:
        return None
    return source.spliced([(bounds[0], bounds[1], text)])
