"""Finding the repository and the two ends of a change, and saying what to mend."""

import os
from pathlib import Path

import pytest

from bot.errors import Refused
from bot.git.repository import EMPTY_TREES, explain, find_change, is_dirty
from tests.git.repositories import Repository, make_repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Two commits in a row on `main`."""
    made = make_repository(tmp_path / "r")
    made.commit({"a": "1\n"})
    made.commit({"a": "2\n"})
    return made


def refusal(repo: object, head: str = "HEAD", base: str | None = None) -> str:
    """What is said where a change is refused."""
    with pytest.raises(Refused) as refused:
        find_change(str(repo), head, base)
    return str(refused.value)


def test_first_parent(repository: Repository) -> None:
    """
    Without a base the change begins at the first parent of head.
    """
    change = find_change(str(repository.path), "main", None)

    assert (change.head, change.base) == (repository.git("rev-parse", "main"), repository.git("rev-parse", "main~1"))


def test_root_commit(repository: Repository) -> None:
    """
    A commit without parents is compared with the empty tree.
    """
    change = find_change(str(repository.path), "main~1", None)

    assert change.base == EMPTY_TREES[40] == repository.git("hash-object", "-t", "tree", os.devnull)


def test_merge_base(repository: Repository) -> None:
    """
    With a base the change begins where head left it.
    """
    root, first = repository.git("rev-parse", "main~1"), repository.git("rev-parse", "main")
    head = repository.commit({"a": "3\n"}, parents=[root])

    assert find_change(str(repository.path), head, first).base == root


def test_merge_commit(repository: Repository) -> None:
    """
    A merge is compared with its first parent.
    """
    root, first = repository.git("rev-parse", "main~1"), repository.git("rev-parse", "main")
    head = repository.commit({"a": "3\n"}, parents=[first, root])

    assert find_change(str(repository.path), head, None).base == first


def test_no_common_commit(repository: Repository) -> None:
    """
    Two histories that share nothing are refused.
    """
    first = repository.git("rev-parse", "main")
    other = repository.commit({"a": "3\n"}, parents=[])

    assert "share no commit; name a base" in refusal(repository.path, other, first)


@pytest.mark.parametrize("options", [["--bare"], ["--object-format=sha256"], []])
def test_kinds_of_repository(tmp_path: Path, options: list[str]) -> None:
    """
    Bare repositories and those with long ids are read like any other.
    """
    repository = make_repository(tmp_path / "r", *options)
    root = repository.commit({"a": "1\n"})

    change = find_change(str(repository.path), "main", None)

    assert (change.head, change.base) == (root, EMPTY_TREES[len(root)])
    assert change.git.output("diff-tree", "-r", "--name-only", change.base, change.head) == b"a\n"


def test_work_tree_and_subdirectory(repository: Repository, tmp_path: Path) -> None:
    """
    A linked work tree has its own HEAD; a directory inside a repository finds it.
    """
    repository.git("worktree", "add", "--detach", str(tmp_path / "linked"), "main~1")
    (repository.path / "sub").mkdir()

    linked = find_change(str(tmp_path / "linked"), "HEAD", None)
    inner = find_change(str(repository.path / "sub"), "HEAD", None)

    assert (linked.head, inner.head) == (repository.git("rev-parse", "main~1"), repository.git("rev-parse", "main"))


def test_shallow_clone(repository: Repository, tmp_path: Path) -> None:
    """
    A clone that is cut off below head is not taken for a root commit.
    """
    repository.git("clone", "-q", "--depth=1", repository.path.as_uri(), str(tmp_path / "shallow"))
    head = repository.git("rev-parse", "main")

    assert f"the parent of {head[:12]} is not in this clone" in refusal(tmp_path / "shallow")


def test_no_repository(tmp_path: Path) -> None:
    """
    A directory that is none, or no repository, is refused by name.
    """
    assert "is not a git repository" in refusal(tmp_path)
    assert "there is no directory" in refusal(tmp_path / "nowhere")
    assert "there is no directory" in refusal("a\0b")


def test_no_commit(tmp_path: Path) -> None:
    """
    A repository without a commit says so.
    """
    make_repository(tmp_path / "r")

    assert "HEAD names no commit" in refusal(tmp_path / "r")


@pytest.mark.parametrize("name", ["nope", "0" * 40, "main^{tree}", "main:a", "HEAD~9", "é", "a..b"])
def test_unknown_revision(repository: Repository, name: str) -> None:
    """
    A revision that names no commit is refused, and the sentence shows it.
    """
    assert refusal(repository.path, name) == (
        f"there is no commit {name!r} in this repository; fetch it, or name one that is there"
    )


@pytest.mark.parametrize("name", ["", "--all", "-h", "a\nb", "a\0b", "\ud800", "a\x1b[31m"])
def test_no_revision_at_all(repository: Repository, name: str) -> None:
    """
    What looks like an option, or holds characters that no revision has, never reaches git.
    """
    said = refusal(repository.path, name)

    assert said.endswith("is not a revision; name a branch, a tag or a commit id")
    assert said.isprintable()


def test_ambiguous_revision(repository: Repository) -> None:
    """
    A name that stands for a branch and a tag is refused; written in full it is fine.
    """
    repository.git("branch", "twice", "main")
    repository.git("tag", "twice", "main~1")

    assert "'twice' is ambiguous" in refusal(repository.path, "twice")
    assert find_change(str(repository.path), "refs/heads/twice", None).head == repository.git("rev-parse", "main")


def test_other_owner() -> None:
    """
    A repository of another user is refused with the command that allows it.
    """
    said = str(explain("/srv/code", "fatal: detected dubious ownership in repository at '/srv/code'\n"))

    assert said.startswith("the repository '/srv/code' belongs to another user")
    assert "git config --global --add safe.directory /srv/code" in said


def test_broken_configuration(repository: Repository) -> None:
    """
    A repository that git itself cannot read is refused in git's words, on one line.
    """
    (repository.path / ".git/config").write_text("[broken\n")

    said = refusal(repository.path)

    assert said.startswith("git rev-parse failed: bad config line 1")
    assert "\n" not in said


def test_dirty(repository: Repository, tmp_path: Path) -> None:
    """
    Only a changed file that git tracks makes a work tree dirty, and a bare repository never is.
    """
    repository.check_out()
    git = find_change(str(repository.path), "main", None).git
    make_repository(tmp_path / "bare", "--bare").commit({"a": ""})
    bare = find_change(str(tmp_path / "bare"), "main", None).git

    (repository.path / "review.md").write_text("new\n")
    before = is_dirty(git, str(repository.path))
    (repository.path / "a").write_text("changed\n")

    assert (before, is_dirty(git, str(repository.path)), is_dirty(bare, str(tmp_path / "bare"))) == (False, True, False)
