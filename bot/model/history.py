"""What we said of a change last time, as our own comment remembers it."""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from bot.model.evidence import Verdict


class State(StrEnum):
    """Where a finding stands in the history of its change."""

    NEW = "new"
    OPEN = "open"
    CHANGED = "changed"
    FIXED = "fixed"
    REOPENED = "reopened"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Past:
    """A finding as it was last told. `title` is one line, perhaps cut; `path` is where it stood.

    `held_at`: the revision at which it held before it was fixed. `was_fixed`: it was told as fixed
    before that. `is_gone`: nobody proposed it any longer, and we said so.
    """

    id: str
    verdict: Verdict
    state: State
    kind: str
    title: str
    path: str | None = None
    held_at: str | None = None
    is_gone: bool = False
    was_fixed: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """The findings that we last told of a change, at `revision`, in order of id; `since` is the revision told of before.

    `is_cut`: there were more findings than could be remembered.
    """

    revision: str
    findings: tuple[Past, ...] = ()
    since: str | None = None
    is_cut: bool = False

    @property
    def digest(self) -> str:
        """A hash of all that is remembered, 64 hex digits: what a report was made from beside reviews and code."""
        told = [
            [one.id, one.verdict, one.state, one.kind, one.title, one.path, one.held_at, one.is_gone, one.was_fixed]
            for one in self.findings
        ]
        return hashlib.sha256(json.dumps([self.revision, self.since, told, self.is_cut]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Since:
    """What a report is compared with: the revision told of before, and what was told then but nobody proposes any longer."""

    revision: str
    gone: tuple[Past, ...] = ()
