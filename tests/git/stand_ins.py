"""A stand-in for the reading of sources that does the bad things which a hostile text may bring about."""

import os
import time

from bot.model.facts import Facts, LineClass, SourceFile
from bot.model.place import Side


def read_source(path: str, side: Side, data: bytes) -> SourceFile:
    """Read a text of lines; obey it where it is one of three words."""
    if data == b"crash":
        os.abort()
    if data == b"hang":
        time.sleep(60)
    if data == b"eat":
        _ = bytearray(8 << 30)
    if data == b"fail":
        raise RecursionError
    text = data.decode("utf-8", "replace")
    print("a library that talks")
    return SourceFile(path, side, text, Facts("text", (LineClass.TEXT,) * text.count("\n")))


def read_elsewhere(path: str, side: Side, data: bytes) -> object:
    """Answer with something that is no source file."""
    return os.path
