"""One repository of the code cache: where it lies, what it holds, and how it is made, doubted and removed."""

import os
import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from bot.errors import GaveUp, Refused
from bot.git.fetch_errors import FULL, is_about_full_disk
from bot.git.fetching import REFS
from bot.git.run import ENVIRONMENT, Git, failed, find_program, run, switches

MOST_PACKS = 200
"""Every fetch adds a pack, and each makes reading slower: with so many it is cheaper to begin anew."""
REPOSITORY, GONE = ".git", ".gone"


@dataclass(frozen=True, slots=True)
class Stored:
    """A repository in the folder `cache`, there or not."""

    cache: str
    name: str

    @property
    def path(self) -> str:
        """The bare repository."""
        return os.path.join(self.cache, self.name + REPOSITORY)

    @property
    def using(self) -> str:
        """The lock file that readers share; its time is that of the last use."""
        return os.path.join(self.cache, self.name + ".use")

    @property
    def fetching(self) -> str:
        """The lock file of whoever adds to the repository."""
        return os.path.join(self.cache, self.name + ".fetch")

    @property
    def git(self) -> Git:
        """Git bound to the repository."""
        return Git(find_program(), self.path)

    def holds(self, commits: Sequence[str]) -> bool:
        """Whether these commits are here with all their files."""
        if not os.path.isdir(self.path) or self.is_doubted:
            return False
        return all(self.git.attempt("cat-file", "-e", f"{REFS}/{commit}^{{tree}}").code == 0 for commit in commits)

    def adopt(self, commit: str) -> bool:
        """Keep a commit that came in under another name, where it is complete; says whether it is."""
        if self.git.attempt("rev-list", "--objects", "--quiet", "--no-walk", commit).code != 0:
            return False
        return self.git.attempt("update-ref", f"{REFS}/{commit}", commit).code == 0

    def make(self, commit: str) -> None:
        """Make an empty repository for ids like `commit` where there is none: without hooks, and all at once."""
        if os.path.isdir(self.path):
            return
        made = self.path + ".new"
        shutil.rmtree(made, ignore_errors=True)
        form = "sha256" if len(commit) == 64 else "sha1"
        options = ["--quiet", "--bare", "--template=", f"--object-format={form}", "--initial-branch=none"]
        ended = run("init", [find_program(), *switches(), "init", *options, made], ENVIRONMENT)
        if is_about_full_disk(ended.complaint):
            raise GaveUp(FULL)
        if ended.code != 0:
            raise failed("init", ended.complaint)
        os.makedirs(os.path.join(made, "objects", "pack"), exist_ok=True)
        os.rename(made, self.path)

    def remove(self) -> None:
        """Take the repository away at once, and then its files; nobody may be using it."""
        if os.path.isdir(self.path):
            gone = f"{self.path}.{os.getpid()}-{time.monotonic_ns()}{GONE}"
            os.rename(self.path, gone)
            shutil.rmtree(gone, ignore_errors=True)
        self.trust()

    @property
    def last_use(self) -> float:
        """When the repository was last taken for reading; 0 where it never was."""
        try:
            return os.stat(self.using).st_mtime
        except FileNotFoundError:
            return 0.0

    @property
    def size(self) -> int:
        """How many bytes the repository takes."""
        return sum(_size(folder, names) for folder, _, names in os.walk(self.path))

    @property
    def has_many_packs(self) -> bool:
        """Whether so much was added bit by bit that it is better to begin anew."""
        packs = os.path.join(self.path, "objects", "pack")
        return os.path.isdir(packs) and sum(name.endswith(".pack") for name in os.listdir(packs)) >= MOST_PACKS

    @property
    def is_doubted(self) -> bool:
        """Whether reading it failed, so that it may be damaged."""
        return os.path.exists(self._doubt)

    @property
    def is_damaged(self) -> bool:
        """Whether a part of the repository is missing, or reading failed and examining shows why."""
        parts = ("HEAD", "config", "refs", os.path.join("objects", "pack"))
        if not all(os.path.exists(os.path.join(self.path, part)) for part in parts):
            return os.path.isdir(self.path)
        return self.is_doubted and not self._is_sound()

    def _is_sound(self) -> bool:
        """Whether every pack is as it was written and every kept commit complete. Reads everything."""
        packs = os.path.join(self.path, "objects", "pack")
        try:
            indexes = [os.path.join(packs, name) for name in sorted(os.listdir(packs)) if name.endswith(".idx")]
            checks = [["verify-pack", *indexes]] if indexes else []
            checks.append(["rev-list", "--objects", "--quiet", f"--glob={REFS}"])
            return all(self.git.attempt(*check).code == 0 for check in checks)
        except (OSError, GaveUp, Refused):
            return False

    def doubt(self) -> None:
        """Have the repository examined before its next use."""
        # On a full disk the mark is lost; what went wrong with the reading says more than that.
        with suppress(OSError):
            os.close(os.open(self._doubt, os.O_WRONLY | os.O_CREAT, 0o600))

    def trust(self) -> None:
        """Forget a doubt."""
        if self.is_doubted:
            os.remove(self._doubt)

    @property
    def _doubt(self) -> str:
        return os.path.join(self.cache, self.name + ".doubt")


def _size(folder: str, names: Sequence[str]) -> int:
    size = 0
    for name in names:
        try:
            size += os.lstat(os.path.join(folder, name)).st_size
        except FileNotFoundError:
            continue  # a fetch renamed it meanwhile
    return size
