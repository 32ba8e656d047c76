"""The words by which language models call the parts of a finding in their JSON, and how a place is read from them."""

import re
from collections.abc import Iterable, Mapping

from bot.parser.formats.jsontext import Json

PATH = (
    "path", "file", "filename", "file_path", "filepath", "file_name", "relative_path", "source_file", "target_file",
    "new_path",
)  # fmt: skip
LINE = (
    "line", "line_number", "lineno", "line_no", "start_line", "startline", "line_start", "linenumber", "from_line",
    "row", "lines", "line_range", "line_numbers", "begin_line",
)  # fmt: skip
END_LINE = ("end_line", "endline", "line_end", "to_line", "last_line", "end_line_number")
PLACE = (
    "location",
    "range",
    "position",
    "loc",
    "start",
    "end",
    "begin",
    "anchor",
    "span",
    "where",
    "place",
    "code_location",
)
TITLE = ("title", "heading", "headline", "header", "short_description", "subject")
MESSAGE = (
    "message", "body", "comment", "description", "text", "issue", "content", "details", "detail", "problem",
    "finding", "explanation", "summary", "review_comment", "issue_description", "review", "note", "msg", "feedback",
    "observation", "bug", "vulnerability", "concern", "reason", "rationale",
)  # fmt: skip
SEVERITY = ("severity", "priority", "level", "importance", "risk", "criticality", "impact_level", "severity_level")
CATEGORY = ("category", "type", "rule", "kind", "rule_id", "check", "label", "issue_type", "class", "tag", "cwe")
FIX = (
    "suggestion", "fix", "recommendation", "suggested_fix", "code", "suggested_code", "improved_code", "fixed_code",
    "proposed_fix", "remediation", "solution", "suggested_change", "suggestions", "recommended_fix", "replacement",
    "patch", "new_code", "corrected_code", "code_suggestion",
)  # fmt: skip
QUOTE = (
    "snippet", "code_snippet", "existing_code", "original_code", "current_code", "problematic_code", "evidence",
    "code_block", "quote", "old_code", "source_code", "example",
)  # fmt: skip
IDENTITY = ("id", "finding_id", "issue_id", "comment_id", "uid", "external_id", "fingerprint")
ITEMS = (
    "findings", "issues", "comments", "reviews", "results", "problems", "suggestions", "bugs", "vulnerabilities",
    "defects", "errors", "warnings", "review_comments", "inline_comments", "code_review", "code_reviews", "review",
    "feedback", "items", "annotations", "observations", "concerns", "security_issues", "recommendations",
    "improvements", "code_issues", "files", "data", "response", "output", "result", "report", "key_issues", "nits",
    "critical", "major", "minor", "high", "medium", "low", "potential_issues", "security_findings", "violations",
    "alerts", "key_issues_to_review",
)  # fmt: skip
REVIEWER = ("reviewer", "author", "model", "tool", "agent", "bot")

_NUMBER = re.compile(
    r"(?:lines?\s*|l|#l?|:)?\s*(\d{1,8})(?:\s*(?:[-–—:,]|to|through|\.\.)\s*l?(\d{1,8}))?", re.IGNORECASE
)
_WITH_LINE = re.compile(
    r"(?P<path>[^\s:#]+\.\w{1,10}):(?:L)?(?P<line>\d{1,8})(?:[-–:](?:L)?(?P<end>\d{1,8}))?"
    r"|(?P<anchored>[^\s:#]+)#L(?P<from>\d{1,8})(?:-L?(?P<to>\d{1,8}))?"
)
_NO_PATH = re.compile(r"n/a|na|none|null|unknown|general|global|various|multiple|overall|all|-|unspecified")
_MAX_LINE = 10_000_000

Item = Mapping[str, Json]


def normal(name: str) -> str:
    """A member's name as the lists here spell it: lower case, words joined by underscores."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.strip()[:100])
    return re.sub(r"[\s\-.]+", "_", snake).lower()


def first_of(item: Item, names: Iterable[str]) -> tuple[str, Json] | None:
    """The member, under its own name, that is called by the earliest of `names` and holds something."""
    by_name = {normal(name): name for name in reversed(list(item))}
    for name in names:
        own = by_name.get(name)
        if own is not None and item[own] not in (None, "", [], {}):
            return own, item[own]
    return None


def path_of(value: Json) -> tuple[str, int | None, int | None] | None:
    """A relative path, with the lines that are written behind it; None for what is no path inside a repository."""
    if not isinstance(value, str) or len(value) > 1000:
        return None
    path = value.strip().strip("`").replace("\\", "/")
    line = end = None
    found = _WITH_LINE.fullmatch(path)
    if found is not None:
        path = found["path"] or found["anchored"]
        line, end = _pair(found["line"] or found["from"], found["end"] or found["to"])
    while path.startswith("./"):
        path = path[2:]
    is_inside = (
        not path.startswith(("/", "~")) and ".." not in path.split("/") and not re.match(r"[A-Za-z]:|\w+://", path)
    )
    if not path or not is_inside or _NO_PATH.fullmatch(path.lower()) or any(letter in path for letter in "\n\r\t\0"):
        return None
    return path, line, end


def lines_of(value: Json) -> tuple[int | None, int | None]:
    """First and last line from a number, from words such as `12-14`, or from a pair of numbers."""
    match value:
        case bool() | None:
            return None, None
        case int() | float():
            return _checked(int(value), None) if abs(value) < _MAX_LINE else (None, None)
        case str():
            found = _NUMBER.fullmatch(value.strip()[:60])
            return _pair(found[1], found[2]) if found else (None, None)
        case [first, *_]:
            start, end = lines_of(first)
            last = lines_of(value[-1]) if len(value) > 1 else (None, None)
            return _checked(start, last[1] or last[0] or end)
    return None, None


def _pair(start: str | None, end: str | None) -> tuple[int | None, int | None]:
    return _checked(int(start) if start else None, int(end) if end else None)


def _checked(start: int | None, end: int | None) -> tuple[int | None, int | None]:
    if start is None or not 1 <= start < _MAX_LINE:
        return None, None
    return start, end if end is not None and start <= end < _MAX_LINE else None
