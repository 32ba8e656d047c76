"""Reads the facts of hostile sources in a child process, which may crash or run too long without harm to us."""

import codecs
import gc
import io
import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import GaveUp
from bot.git.child import ANSWER, REQUEST
from bot.git.pipe import Pipe
from bot.git.run import end
from bot.model.facts import SourceFile
from bot.model.place import Side

READ_SOURCE = "bot.code.reading:read_source"
SECONDS = 10.0
"""A child that is silent for longer over one file is given up."""
AHEAD = 1 << 20
"""Bytes of requests that may wait for their answers."""
LARGEST_ANSWER = 256 << 20
MOST_DEATHS = 10
"""After so many lost children nothing more is read: each costs seconds, and somebody is doing it on purpose."""
UNSAFE = "could not be read safely"

ROOT = str(Path(__file__).resolve().parents[2])
BOOT = "import sys; sys.path[:0] = [sys.argv.pop(1)]; from bot.git.child import main; main()"
"""An isolated interpreter sees neither the current directory nor PYTHONPATH; so it is told where this package lies."""


@dataclass(frozen=True, slots=True)
class Request:
    """A text to read as if it stood at `path`."""

    path: str
    side: Side
    data: bytes


class Reader:
    """One child process, started when first needed. `read_source` names the function that it calls."""

    def __init__(self, read_source: str = READ_SOURCE, seconds: float = SECONDS) -> None:
        self._read_source = read_source
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._pipe: Pipe | None = None
        self._deaths = 0

    def read(self, requests: Sequence[Request]) -> list[SourceFile]:
        """The files in the order of `requests`; without facts where the child died over one or took too long."""
        found: list[SourceFile] = []
        while len(found) < len(requests) and self._deaths < MOST_DEATHS:
            try:
                self._read_into(found, requests)
            except (TimeoutError, EOFError, BrokenPipeError, pickle.UnpicklingError):
                self._deaths += 1
                self.close()
                found.append(_unread(requests[len(found)]))
        return found + [_unread(request) for request in requests[len(found) :]]

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            end(self._child)
        self._child = self._pipe = None

    def _read_into(self, found: list[SourceFile], requests: Sequence[Request]) -> None:
        """Write requests ahead as far as they fit into the pipe, and take the answers in order."""
        pipe = self._take()
        sent, waiting = len(found), 0
        while len(found) < len(requests):
            while sent < len(requests) and (not waiting or waiting + _weight(requests[sent]) <= AHEAD):
                pipe.send(_packed(requests[sent]))
                waiting += _weight(requests[sent])
                sent += 1
            size = ANSWER.unpack(pipe.exactly(ANSWER.size))[0]
            if size > LARGEST_ANSWER:
                raise EOFError
            waiting -= _weight(requests[len(found)])
            found.append(_Facts(io.BytesIO(pipe.exactly(size))).source())

    def _take(self) -> Pipe:
        if self._pipe is not None:
            return self._pipe
        self._child = subprocess.Popen(
            [sys.executable, "-I", "-c", BOOT, ROOT, self._read_source],
            env={"LC_ALL": "C.UTF-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        if self._child.stdout is None:
            raise EOFError
        self._pipe = Pipe(self._child.stdout, self._seconds, self._child.stdin)
        try:
            self._pipe.exactly(ANSWER.size)
        except (TimeoutError, EOFError) as error:
            self.close()
            raise GaveUp("the process that reads sources does not start; check the installation") from error
        return self._pipe


def encoded(text: str) -> bytes:
    """A text as bytes that are read as that text, whatever encoding it declares: the mark at its head says UTF-8."""
    return codecs.BOM_UTF8 + text.encode("utf-8", "replace")


class _Facts(pickle.Unpickler):
    """Takes only our own nouns from the child: it has read hostile text, so it may make no other object here."""

    def find_class(self, module: str, name: str) -> type:
        if module not in ("bot.model.facts", "bot.model.outcomes", "bot.model.place"):
            raise pickle.UnpicklingError(module)
        found = super().find_class(module, name)
        if not isinstance(found, type):
            raise pickle.UnpicklingError(name)
        return found

    def source(self) -> SourceFile:
        """The file that was sent."""
        found = self._load()
        if not isinstance(found, SourceFile):
            raise pickle.UnpicklingError("not a source file")
        return found

    def _load(self) -> object:
        """Thousands of small values without a cycle: looking for garbage among them would take most of the time."""
        was_on = gc.isenabled()
        gc.disable()
        try:
            return self.load()
        finally:
            if was_on:
                gc.enable()


def _packed(request: Request) -> bytes:
    path = request.path.encode("utf-8", "surrogatepass")
    return REQUEST.pack(request.side is Side.OLD, len(path), len(request.data)) + path + request.data


def _weight(request: Request) -> int:
    return REQUEST.size + 4 * len(request.path) + len(request.data)


def _unread(request: Request) -> SourceFile:
    return SourceFile(request.path, request.side, request.data.decode("utf-8", "replace"), None, UNSAFE)
