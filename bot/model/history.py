"""What we said of a change last time, as our own comment remembers it."""

import hashlib
import json
from dataclasses import dataclass

from bot.model.evidence import Verdict
from bot.model.report import State


@dataclass(frozen=True, slots=True)
class Past:
    """A finding as it was last told. `title` is one line, perhaps cut; `path` is where it stood."""

    id: str
    verdict: Verdict
    state: State
    kind: str
    title: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The findings that we last told of a change, at `revision`, in order of id."""

    revision: str
    findings: tuple[Past, ...] = ()

    @property
    def digest(self) -> str:
        """A hash of all that is remembered, 64 hex digits: what a report was made from beside reviews and code."""
        told = [[one.id, one.verdict, one.state, one.kind, one.title, one.path] for one in self.findings]
        return hashlib.sha256(json.dumps([self.revision, told]).encode()).hexdigest()
