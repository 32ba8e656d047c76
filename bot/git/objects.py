"""The files of a tree, and the contents of blobs through one long-lived git process."""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.errors import GaveUp, Refused
from bot.git.pipe import Pipe
from bot.git.run import INCOMPLETE, SECONDS, Git, end

AHEAD = 400
"""Requests sent before their answers are read: few enough that it costs little to ask for more than is used."""
DRAIN = 64 << 20
"""A blob larger than this is not read over: ending the process is cheaper."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a tree. Only a regular file has a text; a symbolic link and a submodule have none."""

    mode: str
    id: str

    @property
    def is_file(self) -> bool:
        """Whether this is a regular file."""
        return self.mode.startswith("100")

    @property
    def oddity(self) -> str:
        """What it is where it is no regular file; empty where it is one."""
        if self.is_file:
            return ""
        return {"120000": "a symbolic link", "160000": "a submodule"}.get(self.mode, "not a regular file")


def read_tree(git: Git, revision: str) -> Mapping[str, Entry]:
    """Every file of the tree by path, in order of path; odd bytes of a path are shown as `\\xff`."""
    found: dict[str, Entry] = {}
    for record in git.output("ls-tree", "-r", "-z", "--full-tree", revision).split(b"\0"):
        if not record:
            continue
        about, _, path = record.partition(b"\t")
        mode, _, name = about.decode("ascii").split(" ")
        found.setdefault(shown_path(path), Entry(mode, name))
    return dict(sorted(found.items()))


def shown_path(path: bytes) -> str:
    """A path as text that can be printed and encoded again, whatever its bytes."""
    return path.decode("utf-8", "backslashreplace")


class Objects:
    """The blobs of a repository. `close` ends the process; it starts again when needed."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._idle: subprocess.Popen[bytes] | None = None
        self._pipe: Pipe | None = None

    def blobs(self, ids: Sequence[str], limit: int) -> Iterator[bytes | None]:
        """The contents in the order of `ids`; None for what is no blob or larger than `limit` bytes."""
        for start in range(0, len(ids), AHEAD):
            yield from self._some(ids[start : start + AHEAD], limit)

    def close(self) -> None:
        """End the process."""
        if self._idle is not None:
            end(self._idle)
        self._idle = self._pipe = None

    def _some(self, ids: Sequence[str], limit: int) -> Iterator[bytes | None]:
        left = list(reversed(ids))
        while left:
            process, pipe = self._take()
            try:
                pipe.send("".join(f"{name}\n" for name in reversed(left)).encode("ascii"))
                while left:
                    header = pipe.line().split(b" ")
                    size, allowed = _size(header), limit if b"blob" in header else -1
                    left.pop()
                    if size > max(DRAIN, allowed):
                        yield None
                        break
                    answer = _answer(pipe, size, allowed)
                    if not left and self._idle is None:
                        self._idle, self._pipe = process, pipe
                    yield answer
            except (TimeoutError, EOFError, BrokenPipeError) as error:
                raise GaveUp("git stopped while reading files; check the repository with `git fsck`") from error
            finally:
                if self._idle is not process:
                    end(process)

    def _take(self) -> "tuple[subprocess.Popen[bytes], Pipe]":
        """The idle process, which is ours alone until it is put back with every answer read; else a new one."""
        process, pipe = self._idle, self._pipe
        self._idle = self._pipe = None
        if process is not None and pipe is not None:
            return process, pipe
        process = self._git.start("cat-file", "--batch")
        if process.stdout is None:
            raise GaveUp("git could not be started to read files")
        return process, Pipe(process.stdout, SECONDS, process.stdin)


def _size(header: Sequence[bytes]) -> int:
    """The number of bytes that follow a header. What is missing is refused: to pass over it would look like absence."""
    if len(header) != 3:
        raise Refused(INCOMPLETE)
    return int(header[2])


def _answer(pipe: Pipe, size: int, limit: int) -> bytes | None:
    if size > limit:
        pipe.skip(size + 1)
        return None
    return pipe.exactly(size + 1)[:-1]
