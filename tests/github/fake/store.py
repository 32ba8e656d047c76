"""The git side: bare repositories, commits made from dictionaries, and what git says of them."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tests.git.repositories import ENVIRONMENT, Link, Submodule

Content = str | bytes | Link | Submodule | None
"""What a path holds from now on; None takes the file away."""

START = 1_700_000_000
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


@dataclass(frozen=True)
class Line:
    """One line of a diff: where it stands on both sides, and its position below the first hunk header."""

    position: int
    hunk: int
    old: int | None
    new: int | None


@dataclass(frozen=True)
class FileDiff:
    """One file of a diff, as git sees it. `patch` is None for binary and mode-only changes."""

    path: str
    previous: str | None
    status: str
    blob: str
    additions: int
    deletions: int
    patch: str | None

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line that a comment may stand on."""
        return tuple(_lines(self.patch or ""))


@dataclass(frozen=True)
class Commit:
    """A commit's facts."""

    sha: str
    tree: str
    parents: tuple[str, ...]
    author: tuple[str, str, int]
    committer: tuple[str, str, int]
    message: str


@dataclass
class Store:
    """One bare repository."""

    path: Path
    made: list[int] = field(default_factory=lambda: [0])
    _diffs: dict[tuple[str, str], tuple[FileDiff, ...]] = field(default_factory=dict)

    def git(self, *arguments: str, data: bytes | None = None, check: bool = True) -> bytes:
        """Run git here and return what it says; b"" where it fails and `check` is off."""
        command = ["git", "-C", str(self.path), "-c", "core.quotePath=false", *arguments]
        done = subprocess.run(command, input=data, capture_output=True, check=False, env=ENVIRONMENT)
        if done.returncode and check:
            raise RuntimeError(f"git {' '.join(arguments)}: {done.stderr.decode('utf-8', 'replace')}")
        return b"" if done.returncode else done.stdout

    def text(self, *arguments: str, check: bool = True) -> str:
        """What git says, as text."""
        return self.git(*arguments, check=check).decode("utf-8", "replace").strip()

    def resolve(self, name: str) -> str | None:
        """The commit that a branch, tag, full ref or id names."""
        if name.startswith("-") or any(sign in name for sign in ":^~@{ \\*?[") or not name:
            return None
        for candidate in (f"refs/heads/{name}", f"refs/tags/{name}", name if name.startswith("refs/") else "", name):
            if candidate and (
                found := self.text("rev-parse", "-q", "--verify", f"{candidate}^{{commit}}", check=False)
            ):
                return found
        return None

    def commit(self, branch: str, files: Mapping[str, Content], parents: Sequence[str], message: str) -> str:
        """Make a commit on a branch: the first parent's files with these changes. No parents: a new history."""
        self.made[0] += 1
        when = START + 60 * self.made[0]
        text = message.encode()
        head = f"commit refs/heads/{branch}\nauthor A <a@example.org> {when} +0000\ncommitter A <a@example.org> {when} +0000\n"
        before = "".join(
            f"{word} {parent}\n" for word, parent in zip(("from", *["merge"] * len(parents)), parents, strict=False)
        )
        stream = head.encode() + b"data %d\n%s\n" % (len(text), text) + before.encode()
        stream += b"".join(_entry(path, content) for path, content in files.items())
        if not parents:
            self.git("update-ref", "-d", f"refs/heads/{branch}", check=False)
        self.git("fast-import", "--quiet", "--force", data=stream)
        return self.text("rev-parse", f"refs/heads/{branch}")

    def point(self, ref: str, sha: str) -> None:
        """Set a ref."""
        self.git("update-ref", ref, sha)

    def merge_base(self, one: str, other: str) -> str | None:
        """The merge base of two commits."""
        return self.text("merge-base", one, other, check=False) or None

    def is_ancestor(self, one: str, other: str) -> bool:
        """Whether the first commit is in the history of the second."""
        return self.merge_base(one, other) == one

    def commits(self, base: str, head: str) -> list[Commit]:
        """The commits of head that base has not, oldest first."""
        ids = self.text("rev-list", "--reverse", "--topo-order", f"{base}..{head}").split()
        return [self.read_commit(sha) for sha in ids]

    def read_commit(self, sha: str) -> Commit:
        """One commit."""
        shape = "%H%x00%T%x00%P%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%B"
        parts = self.git("log", "-1", f"--format={shape}", sha).decode("utf-8", "replace").split("\0")
        author, committer = (parts[3], parts[4], int(parts[5])), (parts[6], parts[7], int(parts[8]))
        return Commit(parts[0], parts[1], tuple(parts[2].split()), author, committer, parts[9].strip())

    def diff(self, base: str, head: str) -> tuple[FileDiff, ...]:
        """The files that differ between two trees, with their patches."""
        if (base, head) not in self._diffs:
            self._diffs[base, head] = tuple(self._diff(base, head))
        return self._diffs[base, head]

    def _diff(self, base: str, head: str) -> list[FileDiff]:
        raw = self.git("diff", "--raw", "--no-abbrev", "--numstat", "-z", "-M", base, head).decode("utf-8", "replace")
        entries, counts = _read_raw(raw.split("\0"))
        patches = _split(self.git("diff", "-p", "-M", "--full-index", "--no-ext-diff", "--no-textconv", base, head))
        found = []
        for (status, blob, before, path), (added, removed) in zip(entries, counts, strict=True):
            patch = next(patches, None)
            if status == "T":
                next(patches, None)
            found.append(FileDiff(path, before, status, blob, added, removed, patch))
        return found

    def patch(self, base: str, head: str) -> bytes:
        """The whole diff as text."""
        return self.git("diff", "-p", "-M", "--full-index", base, head)

    def moved(self, base: str, head: str, path: str, line: int) -> int | None:
        """Where a line of `path` in one tree stands in another; None where it was changed or is gone."""
        shift = 0
        for row in (
            self.git("diff", "-U0", "--no-renames", base, head, "--", f":(literal){path}")
            .decode("utf-8", "replace")
            .split("\n")
        ):
            if row.startswith("+++ /dev/null"):
                return None
            if not row.startswith("@@ "):
                continue
            (old, old_count), (_, new_count) = (_span(word) for word in row.split(" ")[1:3])
            first = old if old_count else old + 1
            if line < first:
                break
            if old_count and line < old + old_count:
                return None
            shift += new_count - old_count
        return line + shift


def _span(word: str) -> tuple[int, int]:
    start, _, count = word[1:].partition(",")
    return int(start), int(count or 1)


def _read_raw(words: list[str]) -> tuple[list[tuple[str, str, str | None, str]], list[tuple[int, int]]]:
    entries: list[tuple[str, str, str | None, str]] = []
    counts: list[tuple[int, int]] = []
    rest = iter(words)
    for word in rest:
        if word.startswith(":"):
            _, _, _, blob, status = word.split(" ")
            first = next(rest)
            second = next(rest) if status[0] in "RC" else None
            entries.append((status[0], blob, first if second else None, second or first))
        elif word:
            added, removed, path = word.split("\t", 2)
            if not path:
                next(rest), next(rest)
            counts.append((int(added.replace("-", "0")), int(removed.replace("-", "0"))))
    return entries, counts


def _split(whole: bytes):  # type: ignore[no-untyped-def]
    """The patch of each file below its headers; None where it has no hunks."""
    text = "\n" + whole.decode("utf-8", "replace")
    for part in text.split("\ndiff --git ")[1:]:
        at = part.find("\n@@ ")
        yield part[at + 1 :].removesuffix("\n") if at >= 0 else None


def _lines(patch: str):  # type: ignore[no-untyped-def]
    hunk, old, new = -1, 0, 0
    for position, row in enumerate(patch.split("\n") if patch else []):
        if row.startswith("@@ "):
            (old, _), (new, _) = (_span(word) for word in row.split(" ")[1:3])
            hunk += 1
        elif row.startswith("+"):
            yield Line(position, hunk, None, new)
            new += 1
        elif row.startswith("-"):
            yield Line(position, hunk, old, None)
            old += 1
        elif row.startswith(" ") or not row:
            yield Line(position, hunk, old, new)
            old, new = old + 1, new + 1


def _entry(path: str, content: Content) -> bytes:
    quoted = b'"' + b"".join(b"\\%03o" % byte for byte in path.encode()) + b'"'
    if content is None:
        return b"D %s\n" % quoted
    if isinstance(content, Submodule):
        return b"M 160000 %s %s\n" % (content.commit.encode(), quoted)
    mode = b"120000" if isinstance(content, Link) else b"100644"
    data = content.target.encode() if isinstance(content, Link) else content
    data = data.encode() if isinstance(data, str) else data
    return b"M %s inline %s\ndata %d\n%s\n" % (mode, quoted, len(data), data)


def make_store(path: Path) -> Store:
    """A new bare repository that serves any commit it holds, as GitHub does."""
    subprocess.run(
        ["git", "init", "-q", "--bare", "-b", "main", str(path)], check=True, env=ENVIRONMENT, capture_output=True
    )
    store = Store(path)
    with (path / "config").open("a") as config:
        config.write(
            "[uploadpack]\n\tallowAnySHA1InWant = true\n\tallowFilter = true\n[http]\n\tuploadpack = true\n[gc]\n\tauto = 0\n[core]\n\tquotePath = false\n"
        )
    return store
