"""Locks between processes and threads that vanish with their holder, however it ends."""

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import GaveUp, Refused

PAUSE = 0.02


class Busy(GaveUp):
    """Somebody else holds the lock."""


@contextmanager
def locked(path: str, *, shared: bool, seconds: float) -> Iterator[int]:
    """Hold the lock file at `path`, alone or shared, and give its descriptor; Busy where it is not free in time.

    The kernel ties the lock to the open file: it is gone when the holder is, and the file left behind blocks nobody.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _wait(file, fcntl.LOCK_SH if shared else fcntl.LOCK_EX, seconds)
        try:
            yield file
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
    finally:
        os.close(file)


def _wait(file: int, kind: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not _take(file, kind):
        if time.monotonic() >= deadline:
            raise Busy(f"another process kept the code cache busy for {seconds:.0f} seconds")
        time.sleep(PAUSE)


def _take(file: int, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno in (errno.ENOLCK, errno.ENOTSUP, errno.EINVAL):
            raise Refused(
                "the file system of the code cache cannot lock files; put the cache on another one"
            ) from error
        raise
    return True
