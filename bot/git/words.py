"""Where names occur as whole words in the text files of a tree."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from bot.errors import GaveUp
from bot.git.diff import is_binary
from bot.git.objects import Entry, Objects
from bot.git.run import Git, failed
from bot.model.facts import Hit

FEW = 5
"""Up to so many names git looks for the files first; for more, one pass over all of them is quicker."""
MOST_HITS = 200
LONGEST_LINE = 300
LARGEST = 32 << 20
LARGEST_TREE = 1 << 30
WORD = re.compile(rb"[A-Za-z0-9_]+")


class Words:
    """Searches one tree; what was found once is remembered."""

    def __init__(self, git: Git, head: str, tree: Mapping[str, Entry], objects: Objects) -> None:
        self._git = git
        self._head = head
        self._tree = tree
        self._objects = objects
        self._found: dict[str, tuple[Hit, ...]] = {}

    def find(self, names: Collection[str]) -> Mapping[str, tuple[Hit, ...]]:
        """At most 200 hits for each name, one a line, in order of path and line."""
        asked = list(dict.fromkeys(names))
        fresh = [name for name in asked if name not in self._found]
        if fresh:
            self._found |= find_words(fresh, self._texts(fresh))
        return {name: self._found[name] for name in asked}

    def _texts(self, names: Collection[str]) -> Iterator[tuple[str, bytes]]:
        files = {path: entry for path, entry in self._tree.items() if entry.is_file}
        if len(names) <= FEW and all(len(name) <= LONGEST_LINE for name in names):
            holding = self._files_with(names)
            files = {path: entry for path, entry in files.items() if entry.id in holding}
        size = 0
        blobs = self._objects.blobs([entry.id for entry in files.values()], LARGEST)
        for path, data in zip(files, blobs, strict=True):
            if data is None:
                continue
            size += len(data)
            if size > LARGEST_TREE:
                raise GaveUp(f"the tree holds more than {LARGEST_TREE >> 20} MB to search for names")
            yield path, data

    def _files_with(self, names: Collection[str]) -> frozenset[str]:
        """The blobs that hold one of a few names, by git's own search, which reads all files as text."""
        patterns = [part for name in names if (data := _searchable(name)) for part in ("-e", data.decode("utf-8"))]
        if not patterns:
            return frozenset()
        options = ["-F", "-w", "-l", "-a", "-z", "--no-color", "--full-name", "--no-recurse-submodules"]
        ended = self._git.attempt("grep", *options, *patterns, self._head, "--")
        if ended.code not in (0, 1) or "error:" in ended.complaint:
            raise failed("grep", ended.complaint)
        prefix = len(self._head) + 1
        paths = (shown[prefix:].decode("utf-8", "backslashreplace") for shown in ended.output.split(b"\0") if shown)
        return frozenset(self._tree[path].id for path in paths if path in self._tree)


def find_words(names: Collection[str], texts: Iterable[tuple[str, bytes]]) -> dict[str, tuple[Hit, ...]]:
    """Search texts, given in order of path. A word ends where no ASCII letter, digit or underscore follows."""
    found: dict[str, list[Hit]] = {name: [] for name in names}
    open_names = {name: data for name in names if (data := _searchable(name))}
    patterns = {name: re.compile(_whole(data)) for name, data in open_names.items()}
    wanted = _by_word(open_names)
    for path, data in texts:
        if not open_names:
            break
        if is_binary(data):
            continue
        for name in _held(data, wanted):
            if name not in open_names:
                continue
            found[name].extend(_hits(path, data, patterns[name], MOST_HITS - len(found[name])))
            if len(found[name]) >= MOST_HITS:
                del open_names[name]
    return {name: tuple(hits) for name, hits in found.items()}


def _searchable(name: str) -> bytes:
    """The name as it stands in files; empty for what can stand in no line of text."""
    if any(character in name for character in "\0\r\n"):
        return b""
    return name.encode("utf-8", "ignore") if not any("\ud800" <= character <= "\udfff" for character in name) else b""


def _whole(data: bytes) -> bytes:
    return rb"(?<![A-Za-z0-9_])" + re.escape(data) + rb"(?![A-Za-z0-9_])"


def _by_word(names: Mapping[str, bytes]) -> dict[bytes, list[str]]:
    """The names by their longest word, under which they are looked up; those without any (`名`) under empty bytes."""
    found: dict[bytes, list[str]] = {}
    for name, data in names.items():
        found.setdefault(max(WORD.findall(data), key=len, default=b""), []).append(name)
    return found


def _held(data: bytes, wanted: Mapping[bytes, list[str]]) -> Iterator[str]:
    """The names that may stand in `data`: their word does."""
    yield from wanted.get(b"", ())
    words = wanted.keys() & set(WORD.findall(data))
    for word in sorted(words):
        yield from wanted[word]


def _hits(path: str, data: bytes, pattern: re.Pattern[bytes], most: int) -> Iterator[Hit]:
    """The lines of `data` that hold the pattern, counted as editors count them."""
    text = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data
    line, counted = 1, 0
    for _ in range(most):
        match = pattern.search(text, counted)
        if match is None:
            return
        line += text.count(b"\n", counted, match.start())
        start = text.rfind(b"\n", 0, match.start()) + 1
        end = text.find(b"\n", match.end())
        counted = len(text) if end < 0 else end
        yield Hit(path, line, text[start:counted].decode("utf-8", "replace")[:LONGEST_LINE])
