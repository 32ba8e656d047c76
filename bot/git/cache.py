"""Keeps the code under review in bare repositories on disk: fetched once, shared by processes, bounded in size."""

import errno
import os
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field

from bot.errors import BotError, GaveUp, Refused
from bot.git.fetch_errors import FULL, unexplained
from bot.git.fetching import Fetch, Limits, Route
from bot.git.locks import Busy, locked
from bot.git.remote import read_place
from bot.git.repository import EMPTY_TREES
from bot.git.stored import GONE, REPOSITORY, Stored
from bot.git.wanted import Wanted, bring
from bot.model.forge import CodePlace

COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
REF = re.compile(r"refs(?:/(?!\.)[^\x00-\x20\x7f~^:?*\[\\/]+(?<!\.lock)(?<!\.))+")
FULL_DISK = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class Cache:
    """The folder `path`, used by any number of processes and threads at once.

    It may outgrow `max_bytes` by what is in use and by the fetches under way, until the first fetch after these.
    """

    path: str
    max_bytes: int
    limits: Limits = field(default_factory=Limits)
    route: Route = field(default_factory=Route)

    @contextmanager
    def checkout(self, place: CodePlace, refs: Sequence[str], commits: Sequence[str]) -> Iterator[str]:
        """The path of a bare repository that holds these commits with their files; it stays while this is held.

        A commit that the server does not give by its id is looked for in `refs`. There is no history beyond
        the commits. Raises Refused for what is wrong or gone, Unreachable for what may work later, GaveUp at a limit.
        """
        remote = read_place(place, allow_ssh=bool(self.route.ssh_command))
        wanted = Wanted(remote, _checked_refs(refs), _checked_commits(commits))
        stored = Stored(os.path.abspath(self.path), remote.name)
        with _explained(self.path):
            os.makedirs(self.path, mode=0o700, exist_ok=True)
            reading = self._open(stored, wanted)
        with reading:
            try:
                yield stored.path
            except (Refused, GaveUp):
                stored.doubt()
                raise

    def _open(self, stored: Stored, wanted: Wanted) -> ExitStack:
        """Bring what is missing, and hold the repository for reading until the answer is closed."""
        with ExitStack() as stack:
            self._hold(stored, stack)
            if stored.holds(wanted.commits):
                return stack.pop_all()
        with ExitStack() as stack, self._lock(stored.fetching) as lock:
            self._renew(stored)
            self._hold(stored, stack)
            deadline = time.monotonic() + self.limits.seconds
            trouble = bring(self._fetch(stored, wanted, deadline, lock), stored, wanted)
            if trouble is not None:
                # What nobody else is to blame for may be a damage of our own copy: once more with a new one.
                stack.close()
                is_new = self._drop_if_idle(stored)
                self._hold(stored, stack)
                trouble = bring(self._fetch(stored, wanted, deadline, lock), stored, wanted) if is_new else trouble
            if trouble is not None:
                raise unexplained(wanted.remote, trouble.complaint)
            self._evict()
            return stack.pop_all()

    def _fetch(self, stored: Stored, wanted: Wanted, deadline: float, lock: int) -> Fetch:
        room = min(self.limits.bytes, max(self.max_bytes - stored.size, 0))
        return Fetch(stored.git, wanted.remote, self.route, Limits(self.limits.seconds, room), deadline, lock)

    def _hold(self, stored: Stored, stack: ExitStack) -> None:
        os.utime(stack.enter_context(self._lock(stored.using, shared=True)))

    def _lock(self, path: str, *, shared: bool = False) -> AbstractContextManager[int]:
        return locked(path, shared=shared, seconds=self.limits.lock_seconds)

    def _renew(self, stored: Stored) -> None:
        """Take away a repository that is damaged; one that grew long only where nobody is reading it."""
        if stored.is_damaged:
            self._drop(stored, self.limits.lock_seconds)
        stored.trust()
        if stored.has_many_packs or stored.size > self.max_bytes // 2:
            self._drop_if_idle(stored)

    def _drop(self, stored: Stored, seconds: float) -> None:
        with locked(stored.using, shared=False, seconds=seconds):
            stored.remove()

    def _drop_if_idle(self, stored: Stored) -> bool:
        try:
            self._drop(stored, 0)
        except Busy:
            return False
        return True

    def _evict(self) -> None:
        """Remove the repositories that were not used for longest, until the rest fits."""
        names = sorted(os.listdir(self.path))
        for name in names:
            if name.endswith(GONE):
                shutil.rmtree(os.path.join(self.path, name), ignore_errors=True)
        found = [
            Stored(os.path.abspath(self.path), name.removesuffix(REPOSITORY))
            for name in names
            if name.endswith(REPOSITORY)
        ]
        sizes = {one.name: one.size for one in found}
        total = sum(sizes.values())
        for one in sorted(found, key=lambda one: (one.last_use, one.name)):
            if total <= self.max_bytes:
                return
            if self._drop_if_idle(one):
                total -= sizes[one.name]


def _checked_commits(commits: Sequence[str]) -> tuple[str, ...]:
    """The commits to have; the empty tree, which stands for the parent of a first commit, is always there."""
    wanted = tuple(dict.fromkeys(commit for commit in commits if commit not in EMPTY_TREES.values()))
    if not wanted or not all(COMMIT.fullmatch(commit) for commit in wanted):
        raise Refused("a commit is named by its whole id: 40 or 64 hexadecimal digits in small letters")
    return wanted


def _checked_refs(refs: Sequence[str]) -> tuple[str, ...]:
    for ref in refs:
        if len(ref) > 1000 or not ref.isprintable() or ".." in ref or "@{" in ref or not REF.fullmatch(ref):
            raise Refused(f"{ref[:120]!r} is not the full name of a ref, such as refs/heads/main")
    return tuple(dict.fromkeys(refs))


@contextmanager
def _explained(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _trouble(path, error) from error


def _trouble(path: str, error: OSError) -> BotError:
    if error.errno in FULL_DISK:
        return GaveUp(FULL)
    return Refused(
        f"the folder {path!r} of the code cache cannot be used ({error.strerror}); mend it, or set cache.path"
    )
