"""Where words and quotes of a review can be looked for: paths as they are written, and the changed files."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from bot.code.quotes import TextIndex
from bot.code.spots import Spots
from bot.model.change import ChangedFile
from bot.model.place import Extent, Side
from bot.ports import CodeView

_WORD = re.compile(r"[^\W\d]\w*")
_MOST_FILES = 300
"""A claim without a path is looked for in so many changed files."""


class Lookup:
    """The change behind a CodeView as an anchor needs it; every file is indexed once."""

    def __init__(self, code: CodeView) -> None:
        self._code = code
        self._changed: Mapping[str, ChangedFile] = {file.path: file for file in code.changed()}
        self._spots: dict[tuple[str, Side], Spots | None] = {}
        self._resolved: dict[tuple[str, Side], str | None] = {}

    def spots(self, path: str, side: Side = Side.NEW) -> Spots | None:
        """The names of a file of a tree; None where the tree has none."""
        key = (path, side)
        if key not in self._spots:
            source = self._code.read(path, side)
            self._spots[key] = Spots(TextIndex(source)) if source is not None else None
        return self._spots[key]

    def index(self, path: str, side: Side = Side.NEW) -> TextIndex | None:
        """The text of a file of a tree, ready for quotes; None where the tree has none."""
        spots = self.spots(path, side)
        return spots.text if spots else None

    @cached_property
    def candidates(self) -> Sequence[str]:
        """The changed text files of the head tree, in order of path: where a claim without a path may point."""
        live = [file.path for file in self._changed.values() if file.status != "deleted" and not file.is_binary]
        return tuple(live[:_MOST_FILES])

    def holders(self, word: str) -> frozenset[str]:
        """The candidates that have the word in a live line."""
        return self._holders.get(word, frozenset())

    def resolve(self, path: str, side: Side = Side.NEW) -> str | None:
        """The path of the tree that a written path means: itself, or the only one that ends so; None otherwise."""
        key = (path, side)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(path, side)
        return self._resolved[key]

    def in_diff(self, path: str, side: Side, place: Extent | None) -> bool:
        """Whether the change touches these lines, or the file where no lines are known."""
        file = self._changed.get(path) or next((f for f in self._changed.values() if f.old_path == path), None)
        if file is None or place is None:
            return file is not None
        if file.status == "added":
            return True
        for hunk in file.hunks:
            start, count = (hunk.new_start, hunk.new_count) if side is Side.NEW else (hunk.old_start, hunk.old_count)
            # A hunk without lines of its own lies between two lines: both are next to what was cut.
            touched = Extent(start, start + count - 1) if count else Extent(start, start + 1)
            if touched.overlaps(place):
                return True
        return False

    @cached_property
    def _holders(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for path in self.candidates:
            index = self.index(path)
            for word in index.words if index else ():
                found.setdefault(word, set()).add(path)
        return {word: frozenset(paths) for word, paths in found.items()}

    def defining(self, name: str) -> frozenset[str]:
        """The candidates that define a function, method or class of this name."""
        return self._defining.get(name, frozenset())

    def quoting(self, quote: str) -> Sequence[str]:
        """The candidates in which the quote stands word for word, up to white space; at most fifty are searched."""
        words = sorted(set(_WORD.findall(quote)), key=lambda word: (len(self.holders(word)), word))
        if not words:
            return ()
        paths = self.holders(words[0])
        for word in words[1:4]:
            paths &= self.holders(word)
        indexes = [(path, self.index(path)) for path in sorted(paths)[:50]]
        return tuple(path for path, index in indexes if index is not None and index.stands(quote))

    @cached_property
    def _defining(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for path in self.candidates:
            spots = self.spots(path)
            for name in spots.definitions if spots else ():
                found.setdefault(name, set()).add(path)
        return {name: frozenset(paths) for name, paths in found.items()}

    def _resolve(self, path: str, side: Side) -> str | None:
        for written in dict.fromkeys((path.strip(), _plain(path))):
            if written and self._code.read(written, side) is not None:
                return written
        written = _plain(path)
        if side is Side.OLD:
            file = self._changed.get(written)
            return file.old_path if file and file.old_path else None
        changed = [known for known in self._changed if _means(written, known)]
        if changed:
            return changed[0] if len(changed) == 1 else None
        tree = [known for known in self._by_name.get(_name(written), ()) if _means(written, known)]
        if tree:
            return tree[0] if len(tree) == 1 else None
        alike = [known for known in self._changed if _name(known) == _name(written)]
        return alike[0] if len(alike) == 1 and written else None

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self._code.paths():
            found.setdefault(_name(path), []).append(path)
        return found


def _plain(path: str) -> str:
    """A written path without what is no part of it: marks of a diff, a leading `./`, a line number."""
    cut = path.strip().strip("`'\"").replace("\\", "/").split(":", 1)[0]
    if cut.startswith(("a/", "b/")) and cut.count("/") > 1:
        cut = cut[2:]
    return cut.removeprefix("./").lstrip("/")


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def _means(written: str, known: str) -> bool:
    """Whether one of the two paths is the end of the other."""
    return f"/{known}".endswith(f"/{written}") or f"/{written}".endswith(f"/{known}")
