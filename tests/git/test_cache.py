"""Code comes from a server into a cache that is bounded, repaired and shared, and every failure is one sentence."""

import errno
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.errors import BotError, GaveUp, Refused, Unreachable
from bot.git.cache import Cache, _trouble
from bot.git.fetched import open_commits
from bot.git.fetching import Limits, Route
from bot.git.repository import EMPTY_TREES
from bot.model.forge import CodePlace
from tests.git.http_server import GitServer, serving
from tests.git.repositories import Repository, make_repository


@dataclass
class Scene:
    """A server, one repository on it with three commits in a row, and an empty cache."""

    server: GitServer
    repository: Repository
    commits: tuple[str, ...]
    cache: Cache

    @property
    def place(self) -> CodePlace:
        """Where the repository is fetched from."""
        return CodePlace(self.server.place("acme/app"))

    def changed(self, *ends: str, refs: Sequence[str] = ()) -> list[str]:
        """The paths that differ between two commits, fetched where needed."""
        with (
            self.cache.checkout(self.place, refs, ends) as path,
            open_commits(path, head=ends[0], base=ends[1]) as code,
        ):
            return [changed.path for changed in code.changed()]

    def refusal(
        self, kind: type[BotError], *ends: str, refs: Sequence[str] = (), place: CodePlace | None = None
    ) -> str:
        """What is said where code cannot be had."""
        with pytest.raises(kind) as raised, self.cache.checkout(place or self.place, refs, ends or self.commits[:1]):
            pass
        assert type(raised.value) is kind
        return str(raised.value)

    def posts(self) -> int:
        """How often objects were asked for."""
        return sum(request.startswith("POST") for request in self.server.requests)

    def another(self, name: str) -> tuple[CodePlace, str]:
        """One more repository on the server, with one commit of some 60 KB."""
        made = make_repository(self.repository.path.parent / name)
        return CodePlace(self.server.place(f"acme/{name}")), made.commit({"data": os.urandom(60_000)})


@contextmanager
def a_scene(folder: Path) -> Iterator[Scene]:
    """A scene below a folder."""
    repository = make_repository(folder / "served" / "acme" / "app")
    commits = tuple(repository.commit({f"{name}.py": "x = 1\n", "same": "y\n"}) for name in "abc")
    with serving(folder / "served") as server:
        yield Scene(server, repository, commits, Cache(str(folder / "cache"), 1 << 30, Limits(20, 1 << 30, 5)))


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """A scene of one test."""
    with a_scene(tmp_path) as made:
        yield made


def packs(scene: Scene) -> list[Path]:
    """The packs in the cache."""
    return sorted(Path(scene.cache.path).glob("*.git/objects/pack/*.pack"))


def repositories(scene: Scene) -> set[str]:
    """The repositories in the cache, by the last part of their readable name."""
    return {path.name.rsplit("-", 2)[1] for path in Path(scene.cache.path).glob("*.git")}


def test_two_commits_without_history(scene: Scene) -> None:
    """
    The ends of a change come in one request, with their trees and without what lies between them.
    """
    first, between, last = scene.commits

    assert scene.changed(last, first) == ["c.py"]
    assert scene.posts() == 1
    with scene.cache.checkout(scene.place, (), [last]) as path:
        assert os.path.exists(os.path.join(path, "shallow"))
        there = Repository(Path(path)).git("cat-file", "--batch-check", data=f"{between}\n{first}\n".encode())
    assert there.splitlines()[0].endswith("missing") and " commit " in there.splitlines()[1]


def test_fetched_once(scene: Scene) -> None:
    """
    What is there is not asked for again.
    """
    ends = scene.commits[2], scene.commits[0]
    scene.changed(*ends)
    asked = len(scene.server.requests)

    assert scene.changed(*ends) == ["c.py"]
    assert len(scene.server.requests) == asked


def test_base_is_not_computed(scene: Scene) -> None:
    """
    The base is the commit that is named, were it even later than head.
    """
    assert scene.changed(scene.commits[0], scene.commits[2]) == ["a.py"]


def test_empty_tree_as_base(scene: Scene) -> None:
    """
    A first commit is read against the empty tree, which is never fetched.
    """
    assert scene.changed(scene.commits[0], EMPTY_TREES[40]) == ["a.py", "same"]


def test_sha256(scene: Scene) -> None:
    """
    A repository with the longer ids is read as well.
    """
    made = make_repository(scene.repository.path.parent / "long", "--object-format=sha256")
    commit = made.commit({"a": "1\n"})

    with (
        scene.cache.checkout(CodePlace(scene.server.place("acme/long")), (), [commit]) as path,
        open_commits(path, commit, EMPTY_TREES[64]) as code,
    ):
        assert code.paths() == ("a",)


def test_no_tags(scene: Scene) -> None:
    """
    Tags and other branches of the server do not come in.
    """
    scene.repository.git("tag", "-m", "t", "v1", scene.commits[2])
    scene.changed(scene.commits[2], scene.commits[0])

    with scene.cache.checkout(scene.place, (), [scene.commits[2]]) as path:
        refs = Repository(Path(path)).git("for-each-ref", "--format=%(refname)").splitlines()
    assert refs == sorted(f"refs/metareview/{commit}" for commit in (scene.commits[2], scene.commits[0]))


def test_server_that_gives_refs_only(scene: Scene) -> None:
    """
    Where a server gives no commits by id, they are found through the refs and, for the base, their history.
    """
    scene.server.version_two = False
    head = scene.repository.commit({"d.py": "x\n"})
    scene.repository.git("update-ref", "refs/pull/7/head", head)
    scene.repository.git("update-ref", "refs/heads/main", scene.commits[1])

    assert scene.changed(head, scene.commits[0], refs=["refs/pull/7/head"]) == ["a.py", "d.py", "same"]


def test_force_push(scene: Scene) -> None:
    """
    A commit that a force-push replaced, and that the server threw away, is refused in one sentence.
    """
    gone = scene.commits[2]
    replaced = scene.repository.commit({"new.py": "x\n"}, parents=[scene.commits[1]])
    scene.repository.git("update-ref", "refs/pull/7/head", replaced)
    scene.repository.git("reflog", "expire", "--expire=now", "--all")
    scene.repository.git("prune", "--expire=now")

    said = scene.refusal(Refused, gone, refs=["refs/pull/7/head"])

    assert said.startswith(f"commit {gone[:12]} is no longer at 127.0.0.1") and "force-push" in said
    assert scene.changed(replaced, scene.commits[0]) == ["a.py", "new.py", "same"]


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (403, Unreachable, "permission to read contents"),
        (404, Refused, "does not exist, or the credentials may not see it"),
        (429, Unreachable, "answers with status 429"),
        (500, Unreachable, "answers with status 500"),
        (502, Unreachable, "answers with status 502"),
        (418, Refused, "answers with status 418"),
    ],
)
def test_status(scene: Scene, status: int, kind: type[BotError], words: str) -> None:
    """
    Each answer of a server is final or may change, and is said in one sentence that names the repository.
    """
    scene.server.status = status

    said = scene.refusal(kind)

    assert words in said and "/acme/app" in said and "\n" not in said


def test_credentials(scene: Scene) -> None:
    """
    A password opens the repository; without one, or with a wrong one, the sentence says which.
    """
    scene.server.password = "open sesame %0a 'ü'"
    right = replace(scene.place, user=scene.server.user, password=scene.server.password)

    assert "asks for credentials" in scene.refusal(Refused)
    assert "does not accept the credentials" in scene.refusal(Refused, place=replace(right, password="other"))
    with scene.cache.checkout(right, (), scene.commits[:1]):
        pass


def test_redirect(scene: Scene, tmp_path: Path) -> None:
    """
    A redirect is not followed, wherever it leads.
    """
    with serving(tmp_path / "served") as other:
        scene.server.location = other.url

        said = scene.refusal(Refused)

    assert "redirect, which is not followed" in said
    assert other.requests == []


def test_nobody_answers(scene: Scene) -> None:
    """
    A server that is not there, a name that nobody has and a cut connection may all work later.
    """
    scene.server.cut_after = 600
    big = scene.repository.commit({"data": os.urandom(200_000)})

    assert "could not be reached" in scene.refusal(Unreachable, place=CodePlace("http://127.0.0.1:1/a/b"))
    assert "could not be reached" in scene.refusal(Unreachable, place=CodePlace("https://name.invalid/a/b"))
    assert "broke off" in scene.refusal(Unreachable, big)
    assert packs(scene) == []


def test_time_limit(scene: Scene) -> None:
    """
    A server that stops in the middle costs the time limit and no more, and what came in is removed.
    """
    scene.server.stop_after = 10_000
    big = scene.repository.commit({"data": os.urandom(200_000)})
    cache = replace(scene.cache, limits=Limits(seconds=0.5, lock_seconds=5))
    started = time.monotonic()

    said = replace(scene, cache=cache).refusal(GaveUp, big)

    assert "took longer than" in said
    assert time.monotonic() - started < 20
    assert list(Path(cache.path).glob("*.git/objects/pack/*")) == []


def test_size_limit(scene: Scene) -> None:
    """
    A fetch is stopped as soon as it brings more than it may, and what came in is removed.
    """
    scene.server.pause = 0.002
    big = scene.repository.commit({"data": os.urandom(8 << 20)})
    cache = replace(scene.cache, limits=Limits(20, 1 << 20, 5))

    said = replace(scene, cache=cache).refusal(GaveUp, big)

    assert "sends more than the 1 MB" in said
    assert list(Path(cache.path).glob("*.git/objects/pack/*")) == []
    assert scene.changed(scene.commits[2], scene.commits[0]) == ["c.py"]


def test_larger_than_the_cache(scene: Scene) -> None:
    """
    A repository that alone is larger than the whole cache is refused.
    """
    scene.server.pause = 0.002
    big = scene.repository.commit({"data": os.urandom(4 << 20)})

    assert "sends more than" in replace(scene, cache=replace(scene.cache, max_bytes=1 << 20)).refusal(GaveUp, big)


def test_eviction(scene: Scene) -> None:
    """
    When the cache is full, what was not used for longest goes, and as much as needed.
    """
    scene.cache = replace(scene.cache, max_bytes=150_000)
    made = {name: scene.another(name) for name in ("one", "two", "three")}
    for name in ("one", "two", "one", "three"):
        place, commit = made[name]
        with scene.cache.checkout(place, (), [commit]):
            time.sleep(0.02)

    assert repositories(scene) == {"one", "three"}


def test_never_one_in_use(scene: Scene) -> None:
    """
    What is being read stays, even where the cache outgrows its bounds for it; the next fetch brings it back.
    """
    scene.cache = replace(scene.cache, max_bytes=150_000)
    (one, first), (two, second), (three, third) = (scene.another(name) for name in ("one", "two", "three"))

    with scene.cache.checkout(one, (), [first]) as path:
        for place, commit in ((two, second), (three, third)):
            with scene.cache.checkout(place, (), [commit]):
                assert os.path.isdir(path)
        assert repositories(scene) == {"one", "three"}
    with scene.cache.checkout(two, (), [second]):
        pass
    assert repositories(scene) == {"two", "three"}


def test_growth_ends(scene: Scene) -> None:
    """
    A repository that takes more than half of the cache is begun anew by the next fetch.
    """
    scene.cache = replace(scene.cache, max_bytes=150_000)
    heads = [scene.repository.commit({"data": os.urandom(60_000)}) for _ in range(4)]

    sizes = []
    for head in heads:
        scene.changed(head, scene.commits[0])
        sizes.append(sum(path.stat().st_size for path in packs(scene)))

    assert max(sizes) < 150_000


@pytest.mark.parametrize("damage", ["HEAD", "refs", "objects", "config", "pack", "truncated", "index", "shallow"])
def test_damage(scene: Scene, damage: str) -> None:
    """
    A damaged repository is made anew, at the next use or, where only reading shows it, at the one after.
    """
    ends = scene.commits[2], scene.commits[0]
    scene.changed(*ends)
    _damage(packs(scene)[0], damage)

    try:
        found = scene.changed(*ends)
    except (Refused, GaveUp):
        found = scene.changed(*ends)

    assert found == ["c.py"]


def _damage(pack: Path, kind: str) -> None:
    repository = pack.parents[2]
    if kind in ("refs", "objects"):
        (repository / kind).rename(repository / "elsewhere")
        return
    if kind in ("HEAD", "config", "shallow"):
        (repository / kind).write_bytes(b"\0[rubbish\n")
        return
    path = pack.with_suffix(".idx") if kind == "index" else pack
    path.chmod(0o600)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + (b"" if kind == "truncated" else b"\xff" * (len(data) // 2)))


def test_left_behind(scene: Scene) -> None:
    """
    Lock files and half packs of a process that was killed are swept away by the next fetch.
    """
    scene.changed(scene.commits[0], scene.commits[0])
    repository = packs(scene)[0].parents[2]
    left = [repository / name for name in ("shallow.lock", "HEAD.lock", "config.lock", "objects/pack/tmp_pack_x")]
    left.append(repository / f"refs/metareview/{scene.commits[2]}.lock")
    for path in left:
        path.write_bytes(b"x")

    assert scene.changed(scene.commits[2], scene.commits[0]) == ["c.py"]
    assert not any(path.exists() for path in left)


def test_other_repository(scene: Scene) -> None:
    """
    Each repository of a server has its own place, and its name in the cache is safe.
    """
    place, commit = scene.another("app.v2")
    with scene.cache.checkout(place, (), [commit]) as one, scene.cache.checkout(scene.place, (), scene.commits) as two:
        assert one != two

    assert {path.parent for path in map(Path, (one, two))} == {Path(scene.cache.path)}


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc",
        "/etc",
        "ext::sh -c id",
        "git://127.0.0.1/a/b",
        "http://example.org/a/b",
        "http://127.0.0.1.example.org/a/b",
        "ssh://host/a/b",
        "git@host:a/b",
        "ftp://host/a",
        "https://user@host/a/b",
        "https://user:word@host/a/b",
        "https://host",
        "https:///a/b",
        "https://-oProxyCommand=x/a",
        "https://host/a?b",
        "https://host/a#b",
        "https://host:port/a",
        "https://ho st/a",
        "https://host/a\nb",
        "--upload-pack=x",
        "",
    ],
)
def test_address(scene: Scene, url: str) -> None:
    """
    Nothing but https, and http on this machine, is ever fetched from; no credential stands in an address.
    """
    said = scene.refusal(Refused, place=CodePlace(url))

    assert "\n" not in said and "word" not in said
    assert not Path(scene.cache.path).exists()


@pytest.mark.parametrize("commit", ["", "HEAD", "a" * 39, "A" * 40, "a" * 41, "--all", "a" * 40 + "\n"])
def test_commit_names(scene: Scene, commit: str) -> None:
    """
    A commit is named by its whole id.
    """
    assert "whole id" in scene.refusal(Refused, commit)


@pytest.mark.parametrize(
    "ref", ["main", "refs/", "refs/*", "refs/a:refs/b", "+refs/a", "refs/a..b", "refs/a\nb", "refs/a.lock"]
)
def test_ref_names(scene: Scene, ref: str) -> None:
    """
    A ref is named in full, and holds nothing that git reads as more than a name.
    """
    assert "full name of a ref" in scene.refusal(Refused, refs=[ref])


def test_credential_with_a_line_break(scene: Scene) -> None:
    """
    A secret that would say more than one thing to git is refused without being shown.
    """
    said = scene.refusal(Refused, place=replace(scene.place, password="abc\nhost=example.org"))

    assert "line break" in said and "abc" not in said


def test_unusable_folder(scene: Scene, tmp_path: Path) -> None:
    """
    A cache folder that cannot be made is refused by its name.
    """
    (tmp_path / "file").write_text("")
    cache = replace(scene.cache, path=str(tmp_path / "file" / "cache"))

    assert "cache.path" in replace(scene, cache=cache).refusal(Refused)


def test_ssh(scene: Scene, tmp_path: Path) -> None:
    """
    Where a command for ssh is configured it is used, without asking anybody anything.
    """
    program = tmp_path / "ssh"
    program.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/said\nfor last; do :; done\nexec sh -c "$last"\n')
    program.chmod(0o755)
    cache = replace(scene.cache, route=Route(ssh_command=str(program)))
    place = CodePlace(f"ssh://me@host:29418{scene.repository.path}")

    with cache.checkout(place, (), scene.commits[:1]):
        pass

    assert "-oBatchMode=yes" in (tmp_path / "said").read_text()
    assert "-p 29418 me@host git-upload-pack" in (tmp_path / "said").read_text()


def test_full_disk() -> None:
    """
    A full disk is said as what it is.
    """
    said = _trouble("cache", OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))

    assert isinstance(said, GaveUp) and "is full" in str(said)


def test_private_folder(scene: Scene) -> None:
    """
    Nobody else on the machine may read the cached code.
    """
    scene.changed(scene.commits[2], scene.commits[0])

    assert os.stat(scene.cache.path).st_mode & 0o077 == 0
