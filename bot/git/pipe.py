"""Bytes from a child process, with a limit on how long one waits for the next of them."""

import os
import select
from typing import IO

CHUNK = 1 << 16


class Pipe:
    """What a process says, and what it is told. TimeoutError when it is silent for `seconds`, EOFError when it ends.

    Telling never blocks: what does not fit into the pipe yet is sent while we wait for answers.
    """

    def __init__(self, source: IO[bytes], seconds: float, sink: IO[bytes] | None = None) -> None:
        self._source = source.fileno()
        self._sink = -1 if sink is None else sink.fileno()
        self._seconds = seconds
        self._unsent = bytearray()
        self._rest = bytearray()
        self._poll = select.poll()
        self._poll.register(self._source, select.POLLIN)
        if sink is not None:
            os.set_blocking(self._sink, False)

    def send(self, data: bytes) -> None:
        """Tell the process something, now or while waiting for what it says."""
        if not self._unsent:
            self._poll.register(self._sink, select.POLLOUT)
        self._unsent += data

    def chunk(self) -> bytes:
        """The next bytes that are there, whatever their number; empty at the end."""
        if self._rest:
            taken = bytes(self._rest)
            self._rest.clear()
            return taken
        return self._read()

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
        data = self._read()
        if not data:
            raise EOFError
        self._rest += data

    def _read(self) -> bytes:
        while True:
            ready = self._poll.poll(self._seconds * 1000)
            if not ready:
                raise TimeoutError
            ends = [end for end, _ in ready]
            if self._sink in ends:
                self._flush()
            if self._source in ends:
                return os.read(self._source, CHUNK)

    def _flush(self) -> None:
        del self._unsent[: os.write(self._sink, bytes(self._unsent[:CHUNK]))]
        if not self._unsent:
            self._poll.unregister(self._sink)
