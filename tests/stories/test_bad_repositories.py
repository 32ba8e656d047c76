"""Repositories and revisions that can't be judged are named in one sentence, and those that are merely odd are judged."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.git.repositories import Repository, make_repository
from tests.stories.places import FALSE, small, written
from tests.stories.running import ROOT, Done, metareview


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return small(tmp_path / "r")


@pytest.fixture
def review(tmp_path: Path) -> str:
    return written(tmp_path, "review.md", FALSE)


def check(place: Path | str, review: str, *options: str) -> Done:
    """Check the review there."""
    return metareview("check", "--repo", str(place), *options, review)


def refused(done: Done) -> str:
    """The one sentence of a refusal, with nothing on standard output."""
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    return done.err.removeprefix("metareview: ").rstrip("\n")


def verdicts(done: Done) -> list[str]:
    """The verdicts of a JSON report."""
    assert done.code == 0, done.err
    return [finding["verdict"] for finding in json.loads(done.out)["findings"]]


def test_no_repository(tmp_path: Path, review: str) -> None:
    """
    A missing folder, a file and a folder outside any repository are told apart.
    """
    (tmp_path / "plain").mkdir()

    said = [refused(check(place, review)) for place in (tmp_path / "none", review, tmp_path / "plain")]

    assert [sentence.replace(str(tmp_path), "") for sentence in said] == [
        "there is no directory '/none'; name a git repository",
        "there is no directory '/review.md'; name a git repository",
        "'/plain' is not a git repository, nor is a directory above it; name one that is",
    ]


@pytest.mark.parametrize("options", [(), ("--bare",)], ids=["with a work tree", "bare"])
def test_no_commit(tmp_path: Path, review: str, options: tuple[str, ...]) -> None:
    """
    A repository without commits asks for one.
    """
    empty = make_repository(tmp_path / "empty", *options)

    assert (
        refused(check(empty.path, review))
        == "HEAD names no commit; make a first commit, or name a revision that exists"
    )


@pytest.mark.parametrize("option", ["--head", "--base"])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nosuch", "there is no commit 'nosuch' in this repository; fetch it, or name one that is there"),
        ("main:totals.py", "there is no commit 'main:totals.py' in this repository; fetch it, or name one that is there"),
        ("f" * 40, f"there is no commit '{'f' * 40}' in this repository; fetch it, or name one that is there"),
        ("--all", "'--all' is not a revision; name a branch, a tag or a commit id"),
        ("-x", "'-x' is not a revision; name a branch, a tag or a commit id"),
        ("", "'' is not a revision; name a branch, a tag or a commit id"),
        ("a\nb", "'a\\nb' is not a revision; name a branch, a tag or a commit id"),
    ],
)  # fmt: skip
def test_unknown_revision(repository: Repository, review: str, option: str, name: str, said: str) -> None:
    """
    A revision that is not there, no commit, or looks like an option is named.
    """
    assert refused(check(repository.path, review, f"{option}={name}")) == said


def test_no_merge_base(repository: Repository, review: str) -> None:
    """
    A base that shares no commit with head is refused.
    """
    first = repository.git("rev-parse", "main")
    repository.commit({"a": "other\n"}, parents=[])

    said = refused(check(repository.path, review, "--head", "main", "--base", first))

    assert (
        said
        == f"{first[:12]} and {repository.git('rev-parse', 'main')[:12]} share no commit; name a base that head was made from"
    )


def test_head_equal_to_base(repository: Repository, review: str) -> None:
    """
    Where base is head nothing is changed, and the report says so.
    """
    done = check(repository.path, review, "--base", "HEAD", "--format", "json")

    assert verdicts(done) == ["refuted"]
    assert json.loads(done.out)["limits"] == ["base and head have the same files; nothing is changed between them"]


def test_shallow_clone(tmp_path: Path, repository: Repository, review: str) -> None:
    """
    In a clone of one commit the parent is missing, and the way out is named; as its own base the commit is judged.
    """
    repository.git("clone", "-q", "--depth=1", f"file://{repository.path}", str(tmp_path / "shallow"))

    said = refused(check(tmp_path / "shallow", review))

    assert said.endswith("is not in this clone; run `git fetch --deepen=1`, or name a base")
    assert verdicts(check(tmp_path / "shallow", review, "--base", "HEAD", "--format", "json")) == ["refuted"]


def test_bare_repository(tmp_path: Path, repository: Repository, review: str) -> None:
    """
    A bare repository is judged like any other.
    """
    repository.git("clone", "-q", "--bare", str(repository.path), str(tmp_path / "bare"))

    assert verdicts(check(tmp_path / "bare", review, "--format", "json")) == ["refuted"]


def test_root_commit(tmp_path: Path, review: str) -> None:
    """
    The first commit of all is compared with nothing.
    """
    repository = make_repository(tmp_path / "root")
    repository.commit({"totals.py": "import json\n"})

    assert verdicts(check(repository.path, review, "--format", "json")) == ["confirmed"]


def test_dirty_work_tree(repository: Repository, review: str) -> None:
    """
    Work that is not committed is left aside, with one line on standard error.
    """
    clean = check(repository.path, review)
    (repository.path / "totals.py").write_text("import json\n")

    dirty = check(repository.path, review)

    assert (clean.err, dirty.out) == ("", clean.out)
    assert dirty.err == "metareview: the work tree has changes that are not committed; they were not looked at\n"


def test_read_only_repository(repository: Repository, review: str) -> None:
    """
    Nothing is written into the repository.
    """
    before = _state(repository.path)
    for folder, _, _ in os.walk(repository.path):
        os.chmod(folder, 0o555)

    done = check(repository.path, review, "--format", "json")

    for folder, _, _ in os.walk(repository.path):
        os.chmod(folder, 0o755)
    assert verdicts(done) == ["refuted"]
    assert _state(repository.path) == before


def test_repository_of_somebody_else(repository: Repository, review: str, tmp_path: Path) -> None:
    """
    A repository of another user is refused with the command that trusts it.
    """
    if os.geteuid() != 0:
        return  # only root can give files away
    for path in [repository.path, *repository.path.rglob("*")]:
        os.chown(path, 12345, 12345)

    said = refused(metareview("check", "--repo", str(repository.path), review, environment={"HOME": str(tmp_path)}))

    assert said.startswith(
        f"the repository '{repository.path}' belongs to another user; if you trust it, run `git config"
    )


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    """
    A review file without permission is named; nobody but root is refused one, so another user asks.
    """
    file = Path(written(tmp_path, "secret.md", FALSE))
    file.chmod(0)
    if os.access(file, os.R_OK):
        file.unlink()
        os.symlink("secret.md", file)
        said = f"{file} can't be read (Too many levels of symbolic links); name another file"
    else:
        said = f"{file} may not be read; change its permissions, or name another file"

    assert refused(metareview("cluster", str(file))) == said


def test_without_git(repository: Repository, review: str) -> None:
    """
    Without git on the path the program asks for it.
    """
    done = metareview("check", "--repo", str(repository.path), review, environment={"PATH": "/nowhere"})

    assert refused(done) == "git is not installed or not on PATH; install git 2.32 or newer"


def test_current_directory_that_is_gone(tmp_path: Path, repository: Repository, review: str) -> None:
    """
    A current directory that somebody removed is named.
    """
    gone = tmp_path / "gone"
    gone.mkdir()
    script = 'rmdir "$1"; exec "$2" -m bot check --repo "$3" "$4"'
    command = ["sh", "-c", script, "sh", str(gone), sys.executable, str(repository.path), review]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}

    done = subprocess.run(command, cwd=gone, capture_output=True, text=True, env=env, check=False)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "metareview: the current directory is gone; change to one that exists\n"


def _state(place: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()}
