"""A history as plain JSON values, and strictly back: whoever edits our comment can make nothing else of it."""

import re

from bot.model.evidence import Verdict
from bot.model.history import History, Past, State

MOST_FINDINGS = 300
LONGEST_TITLE = 80
LONGEST_PATH = 1000

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]
"""What JSON can say."""

_VERSION = 1
_REVISION = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_ID = re.compile(r"[0-9A-Za-z._-]{1,64}")
_KIND = re.compile(r"[0-9a-z-]{1,64}")
_VERDICTS = frozenset(Verdict)
_STATES = frozenset(State)


def as_values(history: History) -> Value:
    """A history as lists of plain values, its findings in order of id; what could not be read back is left out."""
    found = {past.id: _row(past) for past in history.findings}
    rows: list[Value] = [found[name] for name in sorted(found) if _past(found[name]) is not None]
    return [_VERSION, history.revision, history.since, rows, history.is_cut or len(rows) < len(found)]


def from_values(value: Value) -> History | None:
    """The history that such values mean; None where anything about them is odd."""
    match value:
        case [int(version), str(revision), str() | None as since, list(rows), bool(is_cut)] if type(version) is int:
            pass
        case _:
            return None
    if version != _VERSION or len(rows) > MOST_FINDINGS:
        return None
    if not _REVISION.fullmatch(revision) or not (since is None or _REVISION.fullmatch(since)):
        return None
    found = [_past(row) for row in rows]
    findings = tuple(past for past in found if past is not None)
    names = [past.id for past in findings]
    if len(findings) < len(found) or names != sorted(set(names)):
        return None
    return History(revision=revision, since=since, findings=findings, is_cut=is_cut)


def _row(past: Past) -> Value:
    return [
        past.id,
        past.verdict,
        past.state,
        past.kind,
        past.title,
        past.path,
        past.held_at,
        past.is_gone,
        past.was_fixed,
    ]


def _past(row: Value) -> Past | None:
    """One finding; None where a field is missing, too long, of another type or of an unknown word."""
    match row:
        case [
            str(name),
            str(verdict),
            str(state),
            str(kind),
            str(title),
            str() | None as path,
            held,
            bool(is_gone),
            bool(old),
        ]:
            pass
        case _:
            return None
    if not (_ID.fullmatch(name) and _KIND.fullmatch(kind)) or len(title) > LONGEST_TITLE:
        return None
    if verdict not in _VERDICTS or state not in _STATES or (path is not None and len(path) > LONGEST_PATH):
        return None
    if held is not None and not (isinstance(held, str) and _REVISION.fullmatch(held)):
        return None
    return Past(name, Verdict(verdict), State(state), kind, title, path, held, is_gone, old)
