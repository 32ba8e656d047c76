"""What differs between two trees: files with the lines that changed, and where a line of one stands in the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.errors import GaveUp
from bot.git.objects import Objects, shown_path
from bot.git.run import Git
from bot.model.change import ChangedFile, Hunk

LARGEST = 1 << 20
"""Files with more bytes are taken for data: nobody reviews them by line."""
SNIFF = 8000
"""A NUL among so many first bytes makes a file binary, as git itself decides."""
FORM = (
    "-r",
    "-M50%",
    "-l1000",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-relative",
    "--ignore-submodules=none",
)
PATCH = ("-p", "-U0", "--inter-hunk-context=0", "--diff-algorithm=myers", "--indent-heuristic", "--submodule=short")
STATUS = {"A": "added", "D": "deleted", "R": "renamed"}
HEADER = re.compile(rb"^(?:(diff --git )|(Binary files )|@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@)", re.MULTILINE)
LONGEST_HEADER = 200


@dataclass(frozen=True, slots=True)
class _Record:
    """One line of `--raw`: modes and blob ids of both sides, and the paths."""

    modes: tuple[str, str]
    ids: tuple[str, str]
    status: str
    path: str
    old_path: str | None

    @property
    def has_text(self) -> bool:
        """Whether each side that exists is a regular file."""
        return all(mode.startswith("100") or mode == "000000" for mode in self.modes)


@dataclass(slots=True)
class _Patch:
    """What a patch shows of one file."""

    hunks: list[Hunk]
    is_binary: bool = False


def changed_files(git: Git, base: str, head: str, objects: Objects) -> tuple[ChangedFile, ...]:
    """The files that differ between two revisions, in order of path. Links, submodules and data have no hunks."""
    records = list(_records(git.output("diff-tree", *FORM, "--raw", "-z", "--no-abbrev", base, head)))
    patches = _patches(git, base, head, records)
    doubted = [number for number, patch in enumerate(patches) if patch.is_binary and records[number].has_text]
    texts = {number for number in doubted if _is_text(records[number], objects)}
    if texts:
        # Attributes of the repository say that a text is binary; they may not hide its lines.
        shown = _patches(git, base, head, records, "--text")
        patches = [shown[number] if number in texts else patch for number, patch in enumerate(patches)]
    return tuple(sorted(map(_changed, records, patches), key=lambda changed: changed.path))


def is_binary(data: bytes) -> bool:
    """Whether a file's bytes are data and no text, by the rule of git."""
    return b"\0" in data[:SNIFF]


def _records(raw: bytes) -> Iterator[_Record]:
    fields = iter(raw.split(b"\0"))
    for about in fields:
        if not about:
            continue
        old_mode, new_mode, old, new, status = about[1:].decode("ascii").split(" ")
        path = shown_path(next(fields))
        old_path = path if status[0] == "R" else None
        if old_path is not None:
            path = shown_path(next(fields))
        yield _Record((old_mode, new_mode), (old, new), status[0], path, old_path)


def _patches(git: Git, base: str, head: str, records: Sequence[_Record], *more: str) -> list[_Patch]:
    """One patch for each record, in the same order. Git shows a change of type as a deletion and an addition."""
    shown = _parse(git.chunks("diff-tree", *FORM, *PATCH, *more, base, head))
    found: list[_Patch] = []
    for record in records:
        parts = [next(shown, None) for _ in range(2 if record.status == "T" else 1)]
        if parts[0] is None:
            raise GaveUp("git showed fewer patches than changed files; check the repository with `git fsck`")
        found.append(parts[0])
    return found


def _parse(chunks: Iterator[bytes]) -> Iterator[_Patch]:
    patch: _Patch | None = None
    for text in _whole_lines(chunks):
        for match in HEADER.finditer(text):
            if match[1]:
                if patch is not None:
                    yield patch
                patch = _Patch([])
            elif patch is not None and match[2]:
                patch.is_binary = True
            elif patch is not None:
                patch.hunks.append(_hunk(match))
    if patch is not None:
        yield patch


def _hunk(match: re.Match[bytes]) -> Hunk:
    old_start, old_count, new_start, new_count = (1 if number is None else int(number) for number in match.groups()[2:])
    return Hunk(old_start, old_count, new_start, new_count)


def _whole_lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same text cut at line ends only; of a line that runs over several chunks its beginning is enough."""
    rest = b""
    for chunk in chunks:
        end = chunk.rfind(b"\n") + 1
        if not end:
            rest = (rest + chunk)[:LONGEST_HEADER] if len(rest) < LONGEST_HEADER else rest
            continue
        yield rest + chunk[:end]
        rest = chunk[end:]
    yield rest


def _is_text(record: _Record, objects: Objects) -> bool:
    ids = [name for name in record.ids if name.strip("0")]
    return all(data is not None and not is_binary(data) for data in objects.blobs(ids, LARGEST))


def _changed(record: _Record, patch: _Patch) -> ChangedFile:
    status = STATUS.get(record.status, "modified")
    data = patch.is_binary or not record.has_text
    return ChangedFile(record.path, status, () if data else tuple(patch.hunks), record.old_path, data)
