"""What `bandit -f json` prints."""

from bot.model.review import ProposedReview
from bot.parser.formats.foreign import foreign_json
from bot.parser.formats.paths import from_path
from bot.parser.formats.reading import Node, document, value_of
from bot.parser.formats.results import Result, review_of

NAME = "bandit-json"


def recognise(text: str) -> bool:
    """Whether the text is the object that bandit prints."""
    is_likely = text.lstrip().startswith("{") and '"issue_text"' in text and '"test_id"' in text
    return is_likely and foreign_json(value_of(text)) == "bandit JSON"


def read(name: str, reviewer: str, text: str) -> tuple[ProposedReview, ...]:
    """One review by bandit; what it could not read stands in the body. Raises Refused with the path of what is malformed."""
    whole = document(name, text)
    results = [_result(item) for item in whole["results"].members()]
    notes = [f"{one['filename'].text()}: {one['reason'].text()}" for one in whole["errors"].members()]
    return (review_of(name, "bandit", NAME, results, notes),)


def _result(item: Node) -> Result:
    line = item["line_number"].line()
    cwe = item["issue_cwe"]["id"].whole()
    return Result(
        rule=item["test_id"].text() or item["test_name"].text(),
        message=item["issue_text"].text(),
        path=from_path(item["filename"].text()),
        line=line,
        severity=item["issue_severity"].text().lower() or None,
        category=f"CWE-{cwe}" if cwe else None,
        url=item["more_info"].text() or None,
    )
