"""The example of `metareview demo`: a repository of two commits and the reviews that four reviewers proposed."""

import os
import subprocess
from collections.abc import Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.errors import Refused

_AUTHOR = (
    "-c",
    "user.name=Example",
    "-c",
    "user.email=example@example.org",
    "-c",
    "commit.gpgsign=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "init.defaultBranch=main",
)
_WHEN = "2026-01-05T09:00:00+00:00"


def make_example(place: Path) -> tuple[Path, Sequence[Path]]:
    """Write the example into the new folder `place`; the repository and the review files come back."""
    try:
        return _make(place)
    except OSError as error:
        raise Refused(f"{place} can't be written ({error.strerror}); name another folder") from None


def _make(place: Path) -> tuple[Path, Sequence[Path]]:
    source = resources.files("bot.data").joinpath("example")
    repo, reviews = place / "repository", place / "reviews"
    repo.mkdir(parents=True)
    _git(repo, "init", "-q")
    for step in ("base", "head"):
        _copy(source.joinpath(step), repo)
        _git(repo, "add", "-A")
        _git(repo, "commit", "-q", "-m", step)
    reviews.mkdir()
    _copy(source.joinpath("reviews"), reviews)
    return repo, sorted(reviews.iterdir())


def _copy(source: Traversable, target: Path) -> None:
    for entry in sorted(source.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            (target / entry.name).mkdir(exist_ok=True)
            _copy(entry, target / entry.name)
        else:
            # Example sources end in `.txt` so that no tool takes them for code of this project.
            (target / entry.name.removesuffix(".txt")).write_bytes(entry.read_bytes())


def _git(repo: Path, *arguments: str) -> None:
    environment = {"PATH": os.environ.get("PATH", ""), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    environment |= {"GIT_AUTHOR_DATE": _WHEN, "GIT_COMMITTER_DATE": _WHEN, "HOME": str(repo)}
    try:
        subprocess.run(["git", "-C", str(repo), *_AUTHOR, *arguments], check=True, capture_output=True, env=environment)  # noqa: S607 - the git of the user's own path
    except FileNotFoundError:
        raise Refused("git is not installed; install it and try again") from None
    except subprocess.CalledProcessError as error:
        said = " ".join(error.stderr.decode("utf-8", "replace").split())[:200]
        raise Refused(f"git {arguments[0]} failed while the example was made: {said}") from None
