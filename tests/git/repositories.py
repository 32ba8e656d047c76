"""Makes real git repositories for tests, with whatever content a test wants to name."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Content = str | bytes
ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


@dataclass(frozen=True)
class Link:
    """A symbolic link in a tree."""

    target: str


@dataclass(frozen=True)
class Submodule:
    """A submodule entry in a tree."""

    commit: str = "1" * 40


@dataclass(frozen=True)
class Repository:
    """A repository on disk; `commit` writes whole trees straight into its objects."""

    path: Path

    def git(self, *arguments: str, data: bytes = b"") -> str:
        """Run git in the repository and return what it says."""
        command = ["git", "-C", str(self.path), *arguments]
        done = subprocess.run(command, input=data, capture_output=True, check=True, env=ENVIRONMENT)
        return done.stdout.decode("utf-8", "replace").strip()

    def commit(self, files: Mapping[Any, Content | Link | Submodule], *, parents: Sequence[str] | None = None) -> str:
        """Make a commit with exactly these files on the branch `main`; it follows the last one unless told otherwise."""
        stream = b"".join(_entry(path, content) for path, content in files.items())
        head = b"commit refs/heads/main\ncommitter A <a@example.org> 1700000000 +0000\ndata 1\nx\n"
        if parents is None:
            parents = self.git("for-each-ref", "--format=%(objectname)", "refs/heads/main").split()
        before = "".join(
            f"{word} {parent}\n" for word, parent in zip(["from", "merge", "merge"], parents, strict=False)
        )
        self.git("fast-import", "--quiet", "--force", data=head + before.encode() + b"deleteall\n" + stream)
        return self.git("rev-parse", "refs/heads/main")

    def check_out(self) -> None:
        """Bring the work tree to the last commit."""
        self.git("reset", "-q", "--hard", "main")


def make_repository(path: Path, *options: str) -> Repository:
    """A new, empty repository at `path`."""
    command = ["git", "init", "-q", "-b", "main", *options, str(path)]
    subprocess.run(command, check=True, env=ENVIRONMENT, capture_output=True)
    return Repository(path)


def _entry(path: str | bytes, content: Content | Link | Submodule) -> bytes:
    name = path if isinstance(path, bytes) else path.encode()
    quoted = b'"' + b"".join(b"\\%03o" % byte for byte in name) + b'"'
    if isinstance(content, Submodule):
        return b"M 160000 %s %s\n" % (content.commit.encode(), quoted)
    if isinstance(content, Link):
        return _blob(b"120000", quoted, content.target.encode())
    return _blob(b"100644", quoted, content if isinstance(content, bytes) else content.encode())


def _blob(mode: bytes, quoted: bytes, data: bytes) -> bytes:
    return b"M %s inline %s\ndata %d\n%s\n" % (mode, quoted, len(data), data)
