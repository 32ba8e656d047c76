"""The other side of `reader`: reads one source after the other in a process with limits, until its input ends."""

import dataclasses
import gc
import importlib
import io
import pickle
import resource
import struct
import sys
from collections.abc import Callable
from operator import attrgetter
from typing import Any, BinaryIO

from bot.model import facts, place
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
    gc.freeze()
    sink.write(ANSWER.pack(0))  # ready: what fails before this is our installation, what fails later is the source
    sink.flush()
    serve(read, source, sink)


def serve(read: Read, source: BinaryIO, sink: BinaryIO) -> None:
    """Answer requests in order."""
    while header := source.read(REQUEST.size):
        side, path_size, data_size = REQUEST.unpack(header)
        path = source.read(path_size).decode("utf-8", "surrogatepass")
        _allow(CPU_SECONDS)
        answer = _pickled(read(path, Side.OLD if side else Side.NEW, source.read(data_size)))
        sink.write(ANSWER.pack(len(answer)))
        sink.write(answer)
        sink.flush()


def _pickled(source: SourceFile) -> bytes:
    sink = io.BytesIO()
    pickler = pickle.Pickler(sink, protocol=5)
    pickler.dispatch_table = _NOUNS
    pickler.dump(source)
    return sink.getvalue()


def _reduction(noun: type) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
    """How a value of a dataclass is made again: by its constructor, which is quicker than state set field by field."""
    names = [field.name for field in dataclasses.fields(noun)]
    values = attrgetter(*names)
    if len(names) == 1:
        return lambda value: (noun, (values(value),))
    return lambda value: (noun, values(value))


_NOUNS = {
    noun: _reduction(noun)
    for module in (facts, place)
    for noun in vars(module).values()
    if isinstance(noun, type) and dataclasses.is_dataclass(noun)
}


def _allow(seconds: int) -> None:
    """Let this process use so much more of the processor; then the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
