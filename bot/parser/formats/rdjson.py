"""The diagnostics of reviewdog, as one document (rdjson) or one a line (rdjsonl)."""

from collections.abc import Iterator, Sequence

from bot.errors import Refused
from bot.model.review import ProposedReview
from bot.parser.formats.edits import Edit, Fix, whole_lines
from bot.parser.formats.foreign import foreign_json
from bot.parser.formats.paths import from_path
from bot.parser.formats.reading import Node, document, value_of
from bot.parser.formats.results import Result, review_of

NAME = "rdjson"
_GRADES = {"ERROR": "error", "WARNING": "warning", "INFO": "info", "1": "error", "2": "warning", "3": "info"}


def recognise(text: str) -> bool:
    """Whether the text is a document of diagnostics, or its first line a diagnostic."""
    start = text.lstrip()
    if not start.startswith("{") or not ('"location"' in text or '"diagnostics"' in text):
        return False
    return foreign_json(value_of(start.partition("\n")[0])) == "rdjsonl" or foreign_json(value_of(text)) in (
        "rdjson",
        "rdjsonl",
    )


def read(name: str, reviewer: str, text: str) -> tuple[ProposedReview, ...]:
    """A review for each tool that the document names. Raises Refused with the path of what is malformed."""
    by_tool: dict[str, list[Result]] = {}
    for tool, item in _diagnostics(name, text):
        own = item["source"]["name"].text() if item["source"] else ""
        by_tool.setdefault(own or tool or reviewer, []).append(_result(item))
    return tuple(review_of(name, tool, NAME, results) for tool, results in by_tool.items()) or (
        review_of(name, reviewer, NAME, ()),
    )


def _diagnostics(name: str, text: str) -> Iterator[tuple[str, Node]]:
    first = text.lstrip().partition("\n")[0]
    if foreign_json(value_of(first)) == "rdjsonl":
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield "", _line(name, number, line)
        return
    whole = document(name, text)
    if foreign_json(whole.value) == "rdjsonl":
        yield "", whole
        return
    for item in whole["diagnostics"].members():
        yield whole["source"]["name"].text(), item


def _line(name: str, number: int, line: str) -> Node:
    try:
        value = document(name, line).value
    except Refused as refused:
        raise Refused(f"{name}: line {number}:{str(refused).removeprefix(name)}") from refused
    return Node(name, value, f"line {number}: ")


def _result(item: Node) -> Result:
    place = item["location"]
    line, end = _lines(place["range"])
    suggestions = list(item["suggestions"].members())
    return Result(
        rule=item["code"]["value"].label(),
        message=item["message"].text(),
        path=from_path(place["path"].text()),
        line=line,
        end_line=end,
        severity=_GRADES.get(item["severity"].label().upper()),
        fix=_fix(suggestions),
    )


def _lines(span: Node) -> tuple[int | None, int | None]:
    line, end = span["start"]["line"].line(), span["end"]["line"].line()
    if line is None or end is None or end < line:
        return line, None
    return line, end - 1 if end > line and span["end"]["column"].whole() == 1 else end


def _fix(suggestions: Sequence[Node]) -> Fix | None:
    edits: list[Edit] = []
    for one in suggestions:
        start, end = one["range"]["start"], one["range"]["end"]
        line = start["line"].line()
        if line is None:
            return None
        last = end["line"].line() or line
        edits.append(Edit(line, start["column"].whole(), last, end["column"].whole(), one["text"].text()))
    return whole_lines(edits)
