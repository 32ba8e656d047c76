"""The two kinds of files that a configuration is made of, opened: the file itself, and those that hold a secret."""

import os
import stat
from dataclasses import dataclass, field

from bot.config.yaml_tree import LARGEST
from bot.errors import Refused

LARGEST_SECRET = 64 << 10
"""Bytes of a file with a secret."""


@dataclass(frozen=True, slots=True)
class SecretFile:
    """What a file with a secret holds, and whether every user of the machine may read it."""

    content: bytes = field(repr=False)
    is_open_to_all: bool = False


def read_config(path: str) -> bytes:
    """The content of a configuration file, at most one byte more than is read of it. Raises Refused."""
    if path == "-":
        raise Refused("a configuration is not read from standard input; name a file")
    try:
        with open(path, "rb") as stream:
            return stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise Refused(f"{path} does not exist; name a configuration file, config.example.yaml shows one") from None
    except IsADirectoryError:
        raise Refused(f"{path} is a folder; name the configuration file in it") from None
    except (OSError, ValueError) as error:
        raise Refused(f"{path!r} can't be read: {getattr(error, 'strerror', None) or error}") from None


def read_secret_file(path: str) -> SecretFile:
    """A file with a secret. Raises OSError where there is none or it is no file; never waits for a pipe."""
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as stream:
        mode = os.fstat(stream.fileno()).st_mode
        if not stat.S_ISREG(mode):
            raise OSError(0, "it is not a file")
        return SecretFile(stream.read(LARGEST_SECRET + 1), bool(mode & stat.S_IROTH))
