"""Opens a change in a repository of the cache: both ends are given as ids, and nothing is computed from history."""

from collections.abc import Iterator

from bot.errors import GaveUp
from bot.git.repository import EMPTY_TREES, Change
from bot.git.run import ENVIRONMENT, Git, find_program
from bot.git.view import GitCode

MOST_FILES = 2_000_000
"""More files than any honest tree holds; a few small objects can name billions."""


def open_commits(repository: str, head: str, base: str) -> GitCode:
    """The change from `base` to `head`: ids of commits, or of the empty tree, in a repository that the cache gave."""
    git = Git(find_program(), repository, {**ENVIRONMENT, "GIT_ATTR_SOURCE": EMPTY_TREES[len(head)]})
    for revision in (base, head):
        _refuse_endless(git.chunks("ls-tree", "-r", "-z", "--name-only", "--full-tree", revision))
    return GitCode(repository, Change(git, head, base))


def _refuse_endless(names: Iterator[bytes]) -> None:
    count = 0
    for chunk in names:
        count += chunk.count(b"\0")
        if count > MOST_FILES:
            raise GaveUp(f"the tree holds more than {MOST_FILES} files")
