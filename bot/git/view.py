"""One change in a git repository, as the core wants to see code."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from types import TracebackType

from bot.errors import Refused
from bot.git.diff import LARGEST, changed_files
from bot.git.objects import Entry, Objects, read_tree
from bot.git.reader import Reader, Request, encoded
from bot.git.recent import Recent
from bot.git.repository import Change, find_change, is_dirty
from bot.git.ruff import Ruff
from bot.git.words import Words
from bot.model.change import ChangedFile
from bot.model.facts import Diagnostic, Hit, SourceFile
from bot.model.place import Side
from bot.ports import CodeView

REMEMBERED = 16 << 20
"""Characters of text whose facts are kept; facts weigh some twenty times their text."""
TOGETHER = 64
"""A change of at most so many files is read at once, when the first of them is asked for."""
TOO_LARGE = f"larger than {LARGEST >> 20} MB"

Key = tuple[str, Side, bytes]


def open_repository(repo: str, head: str, base: str | None) -> "GitCode":
    """The change in the repository at `repo` that ends at `head`: since its first parent, or where it left `base`."""
    return GitCode(repo, find_change(repo, head, base))


class GitCode:
    """Implements CodeView. A context manager: leaving it ends the processes that it started."""

    def __init__(self, repo: str, change: Change) -> None:
        self.head = change.head
        self.base = change.base
        self._repo = repo
        self._git = change.git
        self._objects = Objects(change.git)
        self._reader = Reader()
        self._ruff = Ruff()
        self._kept: Recent[Key, SourceFile] = Recent(REMEMBERED)
        self._has_read_change = False

    def __enter__(self) -> "GitCode":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the processes that read for this view."""
        self._objects.close()
        self._reader.close()

    @cached_property
    def is_dirty(self) -> bool:
        """Whether tracked files of the work tree differ from its last commit; never so in a bare repository."""
        return is_dirty(self._git, self._repo)

    def changed(self) -> Sequence[ChangedFile]:
        """The files that differ between base and head, in order of path."""
        return self._changed

    def paths(self) -> Sequence[str]:
        """Every path of the head tree, sorted."""
        return self._paths

    def read(self, path: str, side: Side = Side.NEW, text: str | None = None) -> SourceFile | None:
        """The file at `path` with its facts, None where there is none; or `text` as if it stood there."""
        if text is not None:
            return self._read_text(path, side, text) if is_inside(path) else None
        entry = (self._tree if side is Side.NEW else self._old_tree).get(path)
        if entry is None:
            return None
        kept = self._kept.get((path, side, b""))
        if kept is None and side is Side.NEW and not self._has_read_change:
            self._read_change()
            kept = self._kept.get((path, side, b""))
        return kept or self._read_files({path: entry}, side)[0]

    def words(self, names: Collection[str]) -> Mapping[str, Sequence[Hit]]:
        """Whole-word occurrences of each name in the text files of the head tree; at most 200 each, in order."""
        return self._words.find(names)

    def lint(self, sources: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], Sequence[Diagnostic] | None]:
        """What ruff says of each (path, text); None for what it cannot read. One process for all of them."""
        return self._ruff.lint(sources)

    def since(self, revision: str) -> Sequence[ChangedFile] | None:
        """What changed from another commit, named by its whole id, to head; None where this clone does not have it."""
        if self._git.attempt("cat-file", "-e", f"{revision}^{{commit}}").code != 0:
            return None
        try:
            return changed_files(self._git, revision, self.head, self._objects)
        except Refused:
            return None

    @cached_property
    def _tree(self) -> Mapping[str, Entry]:
        return read_tree(self._git, self.head)

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        return tuple(self._tree)

    @cached_property
    def _old_tree(self) -> Mapping[str, Entry]:
        return read_tree(self._git, self.base)

    @cached_property
    def _changed(self) -> tuple[ChangedFile, ...]:
        return changed_files(self._git, self.base, self.head, self._objects)

    @cached_property
    def _words(self) -> Words:
        return Words(self._git, self.head, self._tree, self._objects)

    def _read_change(self) -> None:
        """Read the whole change at once where it is small: most of it will be asked for."""
        self._has_read_change = True
        paths = [changed.path for changed in self._changed if changed.path in self._tree]
        if len(paths) <= TOGETHER:
            self._read_files({path: self._tree[path] for path in paths}, Side.NEW)

    def _read_files(self, files: Mapping[str, Entry], side: Side) -> list[SourceFile]:
        regular = {path: entry for path, entry in files.items() if entry.is_file}
        blobs = zip(regular, self._objects.blobs([entry.id for entry in regular.values()], LARGEST), strict=True)
        found = {path: data for path, data in blobs if data is not None}
        requests = [Request(path, side, data) for path, data in found.items()]
        read = dict(zip(found, self._reader.read(requests), strict=True))
        sources = [read.get(path) or _without_text(path, side, entry) for path, entry in files.items()]
        for source in sources:
            self._kept.put((source.path, side, b""), source, _weight(source))
        return sources

    def _read_text(self, path: str, side: Side, text: str) -> SourceFile:
        data = encoded(text)
        key = (path, side, blake2b(data, digest_size=20).digest())
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        if len(data) > LARGEST:
            return SourceFile(path, side, text, None, TOO_LARGE)
        source = self._reader.read([Request(path, side, data)])[0]
        self._kept.put(key, source, _weight(source))
        return source


def is_inside(path: str) -> bool:
    """Whether a path that somebody wrote stays inside the tree."""
    return bool(path) and "\0" not in path and not path.startswith("/") and ".." not in path.split("/")


def _without_text(path: str, side: Side, entry: Entry) -> SourceFile:
    return SourceFile(path, side, "", None, entry.oddity or TOO_LARGE)


def _weight(source: SourceFile) -> int:
    return len(source.text) + 500


_: type[CodeView] = GitCode
