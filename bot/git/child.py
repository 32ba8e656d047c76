"""The other side of `reader`: reads one source after the other in a process with limits, until its input ends."""

import importlib
import pickle
import resource
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO

from bot.model.facts import SourceFile
from bot.model.place import Side

REQUEST = struct.Struct(">BII")
"""Side (1 is old), length of the path, length of the data; both follow."""
ANSWER = struct.Struct(">I")
MEMORY = 1536 << 20
CPU_SECONDS = 10

Read = Callable[[str, Side, bytes], SourceFile]


def main() -> None:
    """Serve the function that the first argument names as `module:function`."""
    module, _, name = sys.argv[1].partition(":")
    read: Read = getattr(importlib.import_module(module), name)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not get between the answers
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sink.write(ANSWER.pack(0))  # ready: what fails before this is our installation, what fails later is the source
    sink.flush()
    serve(read, source, sink)


def serve(read: Read, source: BinaryIO, sink: BinaryIO) -> None:
    """Answer requests in order."""
    while header := source.read(REQUEST.size):
        side, path_size, data_size = REQUEST.unpack(header)
        path = source.read(path_size).decode("utf-8", "surrogatepass")
        _allow(CPU_SECONDS)
        answer = pickle.dumps(read(path, Side.OLD if side else Side.NEW, source.read(data_size)), protocol=5)
        sink.write(ANSWER.pack(len(answer)))
        sink.write(answer)
        sink.flush()


def _allow(seconds: int) -> None:
    """Let this process use so much more of the processor; then the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
