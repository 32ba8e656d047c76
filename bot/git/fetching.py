"""One fetch into a repository of the cache: within limits, and with nothing left behind where it fails."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.errors import GaveUp
from bot.git.fetch_errors import explain
from bot.git.remote import Remote, command, credential, environment
from bot.git.run import Ended, Git
from bot.git.supervised import Task, supervise

REFS = "refs/metareview"
"""Where the fetched commits are kept: a ref here says that the commit, its tree and its files are complete."""
WHOLE_HISTORY = 2147483647
"""The depth that git takes for no limit."""
OPTIONS = (
    "--quiet",
    "--force",
    "--no-tags",
    "--no-recurse-submodules",
    "--no-auto-maintenance",
    "--no-write-fetch-head",
    "--no-write-commit-graph",
    "--no-show-forced-updates",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may take; `lock_seconds`: how long to wait for other processes that use the same repository."""

    seconds: float = 600.0
    bytes: int = 2 << 30
    lock_seconds: float = 900.0


@dataclass(frozen=True, slots=True)
class Route:
    """How git gets out: the command for ssh (empty forbids it), and the environment, of which little passes."""

    ssh_command: str = ""
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Fetch:
    """A fetch from `remote` into `git`, at most until `deadline`; `lock` is held while a process of it lives."""

    git: Git
    remote: Remote
    route: Route
    limits: Limits
    deadline: float
    lock: int

    def run(self, refspecs: Sequence[str], depth: int) -> Ended | None:
        """Fetch; None where it worked, else what git said that only the caller can explain. Raises what is final."""
        with credential(self.remote) as secret:
            start = command(self.git.program, self.remote, self.route.ssh_command, secret)
            descriptors = (self.lock,) if secret is None else (self.lock, secret)
            place = [f"--git-dir={self.git.git_dir}", "--bare", "fetch", *OPTIONS, f"--depth={depth}"]
            task = Task(
                [*start, *place, "--end-of-options", self.remote.url, *refspecs],
                environment(self.remote, self.route.environment),
                descriptors,
            )
            ended = self._supervised(task)
        if ended.code == 0:
            return None
        ended = Ended(ended.code, b"", self.remote.redacted(ended.complaint))
        final = explain(self.remote, ended.complaint)
        if final is not None:
            raise final
        return ended

    def _supervised(self, task: Task) -> Ended:
        packs = os.path.join(self.git.git_dir, "objects", "pack")
        sweep(self.git.git_dir)
        before = frozenset(os.listdir(packs))
        came = False
        try:
            ended = supervise(task, self._check(packs, before))
            came = ended.code == 0
        finally:
            if not came:
                _remove_new(packs, before)
                sweep(self.git.git_dir)
        return ended

    def _check(self, packs: str, before: frozenset[str]) -> Callable[[], None]:
        def check() -> None:
            if time.monotonic() > self.deadline:
                raise GaveUp(f"fetching {self.remote.shown} took longer than {self.limits.seconds:.0f} seconds")
            if _size(packs, before) > self.limits.bytes:
                raise GaveUp(
                    f"{self.remote.shown} sends more than the {self.limits.bytes >> 20} MB that a fetch may bring"
                )

        return check


def sweep(git_dir: str) -> None:
    """Remove what a fetch leaves behind that was killed: half packs, and lock files of git. Nobody may be fetching."""
    for folder, _, names in os.walk(git_dir):
        for name in names:
            if name.endswith(".lock") or name.startswith("tmp_") or name.endswith(".keep"):
                _remove(os.path.join(folder, name))


def _size(folder: str, known: frozenset[str]) -> int:
    """How much lies in a folder beside what is known; files come and go meanwhile."""
    size = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name not in known:
                try:
                    size += entry.stat(follow_symlinks=False).st_size
                except FileNotFoundError:
                    continue
    return size


def _remove_new(folder: str, known: frozenset[str]) -> None:
    for name in sorted(os.listdir(folder)):
        if name not in known:
            _remove(os.path.join(folder, name))


def _remove(path: str) -> None:
    try:
        os.remove(path)
    except FileNotFoundError:
        return  # somebody else was quicker, which is as good
