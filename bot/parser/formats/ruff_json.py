"""What `ruff check --output-format json` prints."""

from bot.model.review import ProposedReview
from bot.parser.formats.edits import Edit, whole_lines
from bot.parser.formats.foreign import foreign_json
from bot.parser.formats.paths import from_path
from bot.parser.formats.reading import Node, document, value_of
from bot.parser.formats.results import Result, review_of

NAME = "ruff-json"


def recognise(text: str) -> bool:
    """Whether the text is the array that ruff prints."""
    is_likely = text.lstrip().startswith("[") and '"filename"' in text and '"location"' in text
    return is_likely and foreign_json(value_of(text)) == "ruff JSON"


def read(name: str, reviewer: str, text: str) -> tuple[ProposedReview, ...]:
    """One review by ruff. Raises Refused with the path of what is malformed."""
    results = [_result(item) for item in document(name, text).members()]
    return (review_of(name, "ruff", NAME, results),)


def _result(item: Node) -> Result:
    line = item["location"]["row"].line()
    end = item["end_location"]["row"].line()
    if end is not None and line is not None and end > line and item["end_location"]["column"].whole() == 1:
        end -= 1
    edits = [_edit(edit) for edit in item["fix"]["edits"].members()]
    known = [edit for edit in edits if edit is not None]
    fix = whole_lines(known) if len(known) == len(edits) and not item["cell"] else None
    advice = "" if fix else item["fix"]["message"].text().strip()
    return Result(
        rule=item["code"].text() or item["name"].text(),
        message=item["message"].text(),
        path=from_path(item["filename"].text()),
        line=line if not item["cell"] else None,
        end_line=end if line and end and end >= line and not item["cell"] else None,
        category=item["name"].text() or None,
        fix=fix,
        hints=(advice,) if advice else (),
        notes=("lines of a notebook's cell are not lines of its file",) if item["cell"] else (),
    )


def _edit(edit: Node) -> Edit | None:
    start, end = edit["location"], edit["end_location"]
    line, last = start["row"].line(), end["row"].line()
    if line is None or last is None:
        return None
    return Edit(line, start["column"].whole(), last, end["column"].whole(), edit["content"].text())
