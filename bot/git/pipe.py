"""Bytes from a child process, with a limit on how long one waits for the next of them."""

import os
import select
from typing import IO

CHUNK = 1 << 16


class Pipe:
    """The reading end of a pipe. TimeoutError when nothing comes for `seconds`, EOFError when it ends too early."""

    def __init__(self, stream: IO[bytes], seconds: float) -> None:
        self._fd = stream.fileno()
        self._seconds = seconds
        self._rest = bytearray()
        self._poll = select.poll()
        self._poll.register(self._fd, select.POLLIN)

    def chunk(self) -> bytes:
        """The next bytes that are there, whatever their number; empty at the end."""
        if self._rest:
            taken = bytes(self._rest)
            self._rest.clear()
            return taken
        if not self._poll.poll(self._seconds * 1000):
            raise TimeoutError
        return os.read(self._fd, CHUNK)

    def line(self) -> bytes:
        """The next line, without its end."""
        end = self._rest.find(b"\n")
        while end < 0:
            seen = len(self._rest)
            self._more()
            end = self._rest.find(b"\n", seen)
        taken = bytes(self._rest[:end])
        del self._rest[: end + 1]
        return taken

    def exactly(self, size: int) -> bytes:
        """The next `size` bytes."""
        while len(self._rest) < size:
            self._more()
        taken = bytes(self._rest[:size])
        del self._rest[:size]
        return taken

    def skip(self, size: int) -> None:
        """Read over the next `size` bytes without keeping them."""
        while len(self._rest) < size:
            size -= len(self._rest)
            self._rest.clear()
            self._more()
        del self._rest[:size]

    def _more(self) -> None:
        if not self._poll.poll(self._seconds * 1000):
            raise TimeoutError
        data = os.read(self._fd, CHUNK)
        if not data:
            raise EOFError
        self._rest += data
