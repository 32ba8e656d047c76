"""A lock beside a database file, so that one process has it open."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.errors import Refused


@dataclass(frozen=True, slots=True)
class Lock:
    """A held lock; it ends with the process, or by `release`."""

    file: BinaryIO

    def release(self) -> None:
        """Let another process have the database; done twice, it does nothing."""
        self.file.close()


def take_lock(path: Path) -> Lock:
    """Lock a database file. Raises Refused where another process has it open or the folder cannot be written."""
    beside = path.with_name(path.name + ".lock")
    try:
        descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise Refused(f"the lock {beside} cannot be opened: {(error.strerror or 'unknown').lower()}") from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise Refused(
            f"another process has {path} open; end it first, or use PostgreSQL, which several processes may share"
        ) from None
    return Lock(os.fdopen(descriptor, "rb"))
