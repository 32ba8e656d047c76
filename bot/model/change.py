"""How the files of two trees differ."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hunk:
    """One changed region: `old` and `new` line ranges of a zero-context diff; a count of 0 means pure insertion or deletion."""

    old_start: int
    old_count: int
    new_start: int
    new_count: int


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file that differs between base and head. `status`: added, modified, deleted, renamed; `old_path` only when renamed."""

    path: str
    status: str
    hunks: tuple[Hunk, ...] = ()
    old_path: str | None = None
    is_binary: bool = False
