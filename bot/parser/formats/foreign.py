"""Output of other programs that is recognised so that it is not read as prose."""

import re

from bot.parser.formats.jsontext import Json

_XML = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:[^-]|-(?!->)){0,2000}-->\s*)?<(?:testsuites?)\b")


def foreign_xml(text: str) -> str | None:
    """The name of the XML format that the text is written in, if it is one that we know by name."""
    return "JUnit XML" if _XML.match(text) else None


def foreign_json(value: Json) -> str | None:
    """The name of the machine format that a JSON value follows; None for what may be a review."""
    if isinstance(value, dict):
        return _of_object(value)
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        return None
    first = value[0]
    if "filePath" in first and isinstance(first.get("messages"), list):
        return "ESLint JSON"
    if (
        "filename" in first
        and "code" in first
        and isinstance(first.get("location"), dict)
        and ("noqa_row" in first or "end_location" in first)
    ):
        return "ruff JSON"
    return "pylint JSON" if _is_of_pylint(first, "message-id") else None


def _is_of_pylint(value: Json, number: str) -> bool:
    return isinstance(value, dict) and {number, "symbol", "obj", "path"} <= value.keys()


def _of_object(value: dict[str, Json]) -> str | None:
    runs = value.get("runs")
    if isinstance(runs, list) and (
        "sarif" in str(value.get("$schema", "")).lower() or any(isinstance(run, dict) and "tool" in run for run in runs)
    ):
        return "SARIF"
    messages, results = value.get("messages"), value.get("results")
    if isinstance(messages, list) and messages and _is_of_pylint(messages[0], "messageId"):
        return "pylint JSON"
    if (
        isinstance(results, list)
        and results
        and isinstance(results[0], dict)
        and {"issue_text", "test_id"} <= results[0].keys()
    ):
        return "bandit JSON"
    diagnostics = value.get("diagnostics")
    if isinstance(diagnostics, list) and all(_is_diagnostic(member) for member in diagnostics):
        return "rdjson"
    return "rdjsonl" if _is_diagnostic(value) and set(value) <= _DIAGNOSTIC else None


_DIAGNOSTIC = {
    "message",
    "location",
    "severity",
    "source",
    "code",
    "suggestions",
    "original_output",
    "related_locations",
}


def _is_diagnostic(value: Json) -> bool:
    location = value.get("location") if isinstance(value, dict) else None
    return isinstance(location, dict) and "path" in location and isinstance(location.get("range"), dict)
