"""Where a finding stands and how grave it is: by its comment, its headings and labels, or its words, in this order."""

from bot.model.finding import Severity
from bot.model.place import Claimed, Side
from bot.model.review import Comment
from bot.parser.claims.places import lines_in, path_in
from bot.parser.grading import severity_in, severity_of
from bot.parser.groups import Group
from bot.parser.sections import Section


def place_of(group: Group, comment: Comment | None, path: str | None) -> Claimed:
    """The place of a group; `path` is that of the review as a whole, if it has one."""
    context = group.section.context
    if comment is not None:
        return Claimed(comment.path, comment.line, comment.end_line or comment.line, comment.side)
    path, lines = context.path or path, context.lines
    for unit in group.units:
        if unit.sentence is None:
            continue
        lines = lines or lines_in(unit.masked)
        for code in unit.sentence.codes:
            found = path_in(code.text)
            if found and path in (None, found[0]):
                path, lines = found[0], lines or found[1]
    start, end = lines or (None, None)
    return Claimed(path, start, end, Side.NEW)


def grade_of(group: Group, comment: Comment | None) -> Severity | None:
    """The severity of a group, None where nobody states one."""
    own = severity_of(comment.severity) if comment else None
    stated = _labelled(group.section) or group.section.context.severity
    return own or (Severity(stated) if stated else None)


def _labelled(section: Section) -> str | None:
    """The severity that a labelled part of a section states ("Severity: low")."""
    for index, unit in enumerate(section.units):
        if unit.label in ("severity", "priority"):
            following = section.units[index + 1].masked if unit.is_label and index + 1 < len(section.units) else ""
            return severity_in(f"{unit.masked} {following[:40]}")
    return None
