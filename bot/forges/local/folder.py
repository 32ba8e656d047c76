"""A change's folder, opened so that nothing in it leads elsewhere: no link is followed, no pipe waited for, no file too large."""

import errno
import fcntl
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from bot.errors import BotError, GaveUp, Refused, Unreachable

MOST_NAMES = 2000
"""Entries that a folder may have."""

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FINAL = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG)
_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EINVAL, errno.EBADF)
_OPEN = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class Folder:
    """An open folder, by its descriptor; `shown` is its path below the root, for messages."""

    file: int
    shown: str

    def names(self) -> Sequence[str]:
        """Every name in it, sorted. Raises Refused for a name that can't be shown."""
        with _explained(self.shown):
            names = sorted(os.listdir(self.file))
        if len(names) > MOST_NAMES:
            raise Refused(f"{self.shown} holds more than {MOST_NAMES} files; take away what is no review")
        odd = next((name for name in names if not name.isprintable()), None)
        if odd is not None:
            raise Refused(f"{self.shown} holds a file whose name can't be shown: {ascii(odd)[:120]}; rename it")
        return names

    def read(self, name: str, limit: int) -> bytes | None:
        """The content of a file of at most `limit` bytes; None where there is none. Raises Refused for anything else."""
        place = f"{self.shown}/{name}"
        with _explained(place):
            try:
                with open(name, "rb", opener=lambda path, _: os.open(path, _OPEN, dir_fd=self.file)) as stream:
                    is_file = stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
                    content = stream.read(limit + 1) if is_file else b""
            except FileNotFoundError:
                return None
            except IsADirectoryError:
                is_file = False
        if not is_file:
            raise Refused(f"{place} is not a file; only files stand beside change.json")
        if len(content) > limit:
            raise Refused(f"{place} is larger than {limit:,} bytes; make it smaller")
        return content

    def write(self, name: str, content: bytes) -> None:
        """Put a file there, whole or not at all, and durably. Nobody else writes meanwhile who holds the lock too."""
        new = f".{name}.new"
        with _explained(f"{self.shown}/{name}"):
            _remove(new, self.file)
            try:
                made = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644, dir_fd=self.file)
                with open(made, "wb") as stream:
                    stream.write(content)
                    stream.flush()
                    os.fsync(made)
                os.rename(new, name, src_dir_fd=self.file, dst_dir_fd=self.file)
            finally:
                _remove(new, self.file)
            os.fsync(self.file)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder alone; the lock ends with its holder, however that ends. Raises Unreachable where it is held."""
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unreachable(f"another process is writing in {self.shown}", 1) from None
        except OSError as error:
            if error.errno in _NO_LOCKS:
                raise Refused(f"the file system of {self.shown} cannot lock folders; put it on another one") from error
            raise _trouble(self.shown, error) from error
        try:
            yield
        finally:
            fcntl.flock(self.file, fcntl.LOCK_UN)


@contextmanager
def opened(root: str, parts: Sequence[str]) -> Iterator[Folder]:
    """The folder that lies below `root` by these names. Raises Refused where there is none."""
    shown = "/".join(parts)
    with ExitStack() as stack:
        file = _open_root(root)
        stack.callback(os.close, file)
        for part in parts:
            file = _open_inner(part, file, shown)
            stack.callback(os.close, file)
        yield Folder(file, shown)


def _open_root(root: str) -> int:
    try:
        return os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        raise Refused(f"there is no folder of reviews at {root!r}; make it, or set `reviews` of this forge") from None
    except OSError as error:
        raise _trouble(root, error) from error


def _open_inner(part: str, outer: int, shown: str) -> int:
    try:
        return os.open(part, _OPEN | os.O_DIRECTORY, dir_fd=outer)
    except (FileNotFoundError, UnicodeEncodeError):
        raise Refused(f"there is no change in the folder {shown} of the reviews; make it, with a change.json") from None
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            raise Refused(f"{shown} is a symbolic link or no folder; a change has a folder of its own") from None
        raise _trouble(shown, error) from error


def _remove(name: str, folder: int) -> None:
    try:
        os.unlink(name, dir_fd=folder)
    except FileNotFoundError:
        return


@contextmanager
def _explained(place: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _trouble(place, error) from error


def _trouble(place: str, error: OSError) -> BotError:
    if error.errno == errno.ELOOP:
        return Refused(f"{place} is a symbolic link; put the file itself there")
    if error.errno in _FULL:
        return GaveUp(f"there is no room to write {place}; make some")
    if error.errno in _FINAL:
        return Refused(f"{place} can't be used ({error.strerror}); mend it")
    return Unreachable(f"{place} can't be used now ({error.strerror})")
