"""Fakes that work: they pass the same contract suites as the real things."""

from collections.abc import Collection, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property

from bot.code.reading import read_source
from bot.git.diff import is_binary
from bot.git.reader import encoded
from bot.git.ruff import Ruff
from bot.git.view import is_inside
from bot.git.words import find_words
from bot.model.change import ChangedFile, Hunk
from bot.model.facts import Diagnostic, Hit, SourceFile
from bot.model.place import Side
from bot.ports import CodeView

RUFF = Ruff()


class MemoryCode:
    """A change whose two trees are dictionaries of texts by path."""

    def __init__(self, head: Mapping[str, str], base: Mapping[str, str] | None = None) -> None:
        self._head = dict(sorted(head.items()))
        self._base = dict(sorted((base or {}).items()))
        self._read: dict[tuple[str, Side, bytes], SourceFile] = {}

    def changed(self) -> Sequence[ChangedFile]:
        """The files that differ, in order of path."""
        return self._changed

    def paths(self) -> Sequence[str]:
        """Every path of the head tree, sorted."""
        return tuple(self._head)

    def read(self, path: str, side: Side = Side.NEW, text: str | None = None) -> SourceFile | None:
        """The file, read in this process."""
        if text is not None:
            return self._read_text(path, side, encoded(text)) if is_inside(path) else None
        tree = self._head if side is Side.NEW else self._base
        return self._read_text(path, side, tree[path].encode()) if path in tree else None

    def words(self, names: Collection[str]) -> Mapping[str, Sequence[Hit]]:
        """Whole-word occurrences in the head texts."""
        return find_words(names, ((path, text.encode()) for path, text in self._head.items()))

    def lint(self, sources: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], Sequence[Diagnostic] | None]:
        """What the real ruff says."""
        return RUFF.lint(sources)

    @cached_property
    def _changed(self) -> tuple[ChangedFile, ...]:
        kept = [path for path in self._head if self._base.get(path, self._head[path]) != self._head[path]]
        added = [path for path in self._head if path not in self._base]
        deleted = [path for path in self._base if path not in self._head]
        renamed = _renamed([(path, self._head[path]) for path in added], [(path, self._base[path]) for path in deleted])
        found = [self._compare(path, path, "modified") for path in kept]
        found += [self._compare(renamed.get(path), path, "renamed" if path in renamed else "added") for path in added]
        found += [self._compare(path, path, "deleted") for path in deleted if path not in renamed.values()]
        return tuple(sorted(found, key=lambda changed: changed.path))

    def _compare(self, old_path: str | None, path: str, status: str) -> ChangedFile:
        old, new = self._base.get(old_path or "", ""), self._head.get(path, "")
        data = is_binary(old.encode()) or is_binary(new.encode())
        was = old_path if status == "renamed" else None
        return ChangedFile(path, status, () if data else _hunks(old, new), was, data)

    def _read_text(self, path: str, side: Side, data: bytes) -> SourceFile:
        key = (path, side, data)
        if key not in self._read:
            self._read[key] = read_source(path, side, data)
        return self._read[key]


def _hunks(old: str, new: str) -> tuple[Hunk, ...]:
    """The changed regions, numbered as git does: an empty side stands after the line of its number."""
    matcher = SequenceMatcher(None, old.splitlines(keepends=True), new.splitlines(keepends=True), autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    return tuple(Hunk(a + (b > a), b - a, c + (d > c), d - c) for _, a, b, c, d in changes)


def _renamed(added: Sequence[tuple[str, str]], deleted: Sequence[tuple[str, str]]) -> dict[str, str]:
    """New path to old path for files of which at least half stayed."""
    found: dict[str, str] = {}
    left = dict(deleted)
    for path, text in added:
        alike = {old: SequenceMatcher(None, left[old].split("\n"), text.split("\n")).ratio() for old in left}
        best = max(alike, key=lambda old: alike[old], default=None)
        if best is not None and alike[best] >= 0.5:
            found[path] = best
            del left[best]
    return found


_: type[CodeView] = MemoryCode
