"""Pull requests of the fake over real git."""

from pathlib import Path

import pytest
from github import GithubException

from tests.git.repositories import Link, Submodule
from tests.github.builders import World
from tests.github.client import bare, with_token

BODY = "".join(f"line {number}\n" for number in range(1, 41))


def test_files(world: World) -> None:
    """
    The files of a pull request are what git says: added, removed, renamed, binary, with their patches.
    """
    base = {"keep.py": BODY, "old.py": BODY, "gone.py": "x\n", "image.png": b"\x89PNG\x00\x01"}
    repo = world.repository("acme/widgets")
    pr = repo.pull(
        base,
        {
            "keep.py": BODY.replace("line 20\n", "changed\n"),
            "old.py": None,
            "new.py": BODY,
            "gone.py": None,
            "image.png": b"\x89PNG\x00\x02",
            "more/ü.py": "a\n",
        },
    )

    files = with_token(world, world.token("dave")).get_repo(repo.full_name).get_pull(pr.number).get_files()

    shown = {one.filename: (one.status, one.additions, one.deletions) for one in files}
    assert shown == {
        "keep.py": ("modified", 1, 1),
        "new.py": ("renamed", 0, 0),
        "gone.py": ("removed", 0, 1),
        "image.png": ("modified", 0, 0),
        "more/ü.py": ("added", 1, 0),
    }
    patches = {one.filename: one.patch for one in files}
    assert patches["keep.py"].startswith("@@ -17,7 +17,7 @@ line 16\n line 17")
    assert patches["image.png"] is None and patches["new.py"] is None


def test_base_moves(world: World) -> None:
    """
    The diff begins at the merge base, also after the base branch has moved on; compare names it.
    """
    repo = world.repository("acme/widgets")
    pr = repo.pull({"a.py": BODY}, {"a.py": BODY + "end\n"})
    first = pr.merge_base
    repo.commit({"other.py": "x\n"})

    found = with_token(world, world.token("dave")).get_repo(repo.full_name)

    assert found.get_pull(1).changed_files == 1
    compared = found.compare(found.get_pull(1).base.sha, pr.head)
    assert (compared.merge_base_commit.sha, compared.status, compared.ahead_by, compared.behind_by) == (
        first,
        "diverged",
        1,
        1,
    )
    assert [one.filename for one in compared.files] == ["a.py"]


def test_push_and_force_push(world: World) -> None:
    """
    A push moves the head, a force-push too, and the ref of the pull request; the force is an event.
    """
    repo = world.repository("acme/widgets")
    pr = repo.pull({"a.py": BODY}, {"a.py": BODY + "end\n"})
    client = with_token(world, world.token("dave")).get_repo(repo.full_name)
    second = pr.push({"b.py": "x\n"})
    assert client.get_pull(1).head.sha == second == repo.model.store.resolve("refs/pull/1/head")

    third = pr.force_push({"a.py": BODY + "another end\n"})

    found = client.get_pull(1)
    assert found.head.sha == third == repo.model.store.resolve("refs/pull/1/head")
    assert (found.commits, found.changed_files) == (1, 1)
    assert [one.event for one in found.get_issue_events()] == ["head_ref_force_pushed"]
    assert repo.model.store.resolve(second) == second


def test_fork(world: World) -> None:
    """
    A pull request from a fork has its head in the base repository; a deleted fork leaves the head without one.
    """
    repo = world.repository("acme/open", private=False)
    fork = repo.fork("mallory")
    pr = repo.pull({"a.py": BODY}, {"a.py": BODY + "end\n"}, by="mallory", fork=fork)
    client = with_token(world, world.token("dave")).get_repo(repo.full_name)
    assert client.get_pull(1).head.repo.full_name == "mallory/open"
    pr.push({"b.py": "x\n"})
    assert repo.model.store.resolve("refs/pull/1/head") == pr.head

    pr.lose_fork()

    raw = bare(world, world.token("dave")).get("/repos/acme/open/pulls/1").json()
    assert raw["head"]["repo"] is None and raw["head"]["sha"] == pr.head


def test_renamed_repository(world: World) -> None:
    """
    A repository's old name redirects to its id: 301 for reading, 307 for writing.
    """
    repo = world.repository("acme/widgets")
    repo.pull({}, {"a.py": "x\n"})
    repo.rename("gadgets")
    token = world.token("dave")

    assert with_token(world, token).get_repo("acme/widgets").full_name == "acme/gadgets"
    answer = bare(world, token).get("/repos/acme/widgets/pulls/1")
    assert (answer.status_code, answer.headers["location"]) == (
        301,
        f"{world.api}/repositories/{repo.model.id}/pulls/1",
    )
    assert bare(world, token).get(answer.headers["location"]).json()["number"] == 1
    assert bare(world, token).post("/repos/acme/widgets/issues/1/comments", json={"body": "x"}).status_code == 307
    assert bare(world, world.token("mallory")).get("/repos/acme/widgets").status_code == 404


def test_life(world: World) -> None:
    """
    A pull request is closed, opened again and merged; lists show the open ones.
    """
    repo = world.repository("acme/widgets")
    first, second = repo.pull({"a.py": BODY}, {"a.py": BODY + "end\n"}), repo.pull({}, {"b.py": "x\n"}, draft=True)
    client = with_token(world, world.token("dave")).get_repo(repo.full_name)
    second.close()
    assert [one.number for one in client.get_pulls()] == [1]
    second.reopen()
    assert [(one.number, one.draft) for one in client.get_pulls()] == [(2, True), (1, False)]

    first.merge()

    assert (client.get_pull(1).merged, client.get_pull(1).state) == (True, "closed")
    assert client.get_contents("a.py").decoded_content.decode().endswith("end\n")
    assert client.get_pull(2).base.sha == repo.model.store.resolve("main")


def test_create_through_the_interface(world: World) -> None:
    """
    A branch becomes a pull request once; an unknown branch is refused with an error object.
    """
    repo = world.repository("acme/widgets").collaborator("dave")
    repo.commit({"a.py": "x\n"}, branch="topic")
    client = with_token(world, world.token("dave")).get_repo(repo.full_name)

    made = client.create_pull(base="main", head="topic", title="A topic")

    assert made.number == 1
    for head in ("topic", "nowhere"):
        with pytest.raises(GithubException) as caught:
            client.create_pull(base="main", head=head, title="Again")
        assert (caught.value.status, caught.value.data["errors"][0]["resource"]) == (422, "PullRequest")


def test_contents(world: World) -> None:
    """
    Files, folders, links and raw text are read at any commit.
    """
    repo = world.repository("acme/widgets")
    pr = repo.pull({"src/a.py": "old\n"}, {"src/a.py": "new\n", "link": Link("src/a.py"), "big.txt": "x" * 1_100_000})
    client = with_token(world, world.token("dave")).get_repo(repo.full_name)

    assert client.get_contents("src/a.py").decoded_content == b"old\n"
    assert client.get_contents("src/a.py", ref=pr.head).decoded_content == b"new\n"
    assert [one.path for one in client.get_contents("src", ref=pr.head)] == ["src/a.py"]
    assert [one.path for one in client.get_contents("", ref=pr.head)] == ["README.md", "big.txt", "link", "src"]
    call = bare(world, world.token("dave"))
    assert call.get(f"/repos/acme/widgets/contents/link?ref={pr.head}").json()["target"] == "src/a.py"
    assert call.get(f"/repos/acme/widgets/contents/big.txt?ref={pr.head}").json()["encoding"] == "none"
    assert (
        call.get("/repos/acme/widgets/contents/src/a.py", headers={"Accept": "application/vnd.github.raw+json"}).text
        == "old\n"
    )
    assert call.get("/repos/acme/widgets/contents/nothing").status_code == 404


def test_compare_forms(world: World) -> None:
    """
    Branches, commits and branches of forks are compared; what is unknown is not found.
    """
    repo = world.repository("acme/open", private=False)
    fork = repo.fork("mallory")
    pr = repo.pull({"a.py": BODY}, {"a.py": BODY + "end\n"}, by="mallory", fork=fork, branch="topic/x")
    call = bare(world, world.token("dave"))

    for head in (pr.head, "mallory:topic/x", "mallory:open:topic/x"):
        assert call.get(f"/repos/acme/open/compare/main...{head}").json()["merge_base_commit"]["sha"] == pr.merge_base
    assert call.get("/repos/acme/open/compare/main...nowhere").status_code == 404
    assert call.get(
        f"/repos/acme/open/compare/main...{pr.head}", headers={"Accept": "application/vnd.github.diff"}
    ).text.startswith("diff --git a/a.py")
    assert call.get(f"/repos/acme/open/commits/{pr.head}").json()["stats"] == {
        "total": 1,
        "additions": 1,
        "deletions": 0,
    }


def test_diff_media(world: World) -> None:
    """
    A pull request is also its diff, unless that is too large.
    """
    repo = world.repository("acme/widgets")
    repo.pull({}, {"a.py": "x\n"})
    repo.pull({}, {"b.py": "x\n" * 21_000})
    call = bare(world, world.token("dave"))
    accept = {"Accept": "application/vnd.github.diff"}

    assert "+x" in call.get("/repos/acme/widgets/pulls/1", headers=accept).text
    assert call.get("/repos/acme/widgets/pulls/2", headers=accept).status_code == 406
    assert "patch" not in call.get("/repos/acme/widgets/pulls/2/files").json()[0]
    assert len(call.get("/repos/acme/widgets/pulls/2/commits").json()) == 1


def test_same_commits_everywhere(tmp_path: Path) -> None:
    """
    The same story makes the same commits, whenever it is told.
    """
    heads = []
    for name in ("one", "two"):
        with World(tmp_path / name) as world:
            heads.append(world.repository("acme/widgets").pull({"a.py": "x\n"}, {"a.py": "y\n"}).head)

    assert heads[0] == heads[1]


def test_odd_files(world: World) -> None:
    """
    Links, submodules, files that become links, odd names and control characters in code don't confuse the diff.
    """
    odd = "a b\t'\"é.py"
    text = "".join(f"x{number}\x0c@@ -1 +1 @@\u2028\r\n" for number in range(20))
    repo = world.repository("acme/widgets")
    pr = repo.pull(
        {"turns": "x\n", odd: text, "z.py": "1\n2\n"},
        {"turns": Link("z.py"), "sub": Submodule(), odd: text.replace("x9", "y9"), "z.py": "1\n3\n"},
    )
    pr.review(by="rita", comments=[(odd, 10, "control"), ("z.py", 2, "last")])

    pr.push({odd: "first\r\n" + text.replace("x9", "y9")})

    files = with_token(world, world.token("dave")).get_repo(repo.full_name).get_pull(1).get_files()
    assert sorted((one.filename, one.status) for one in files) == sorted(
        [(odd, "modified"), ("sub", "added"), ("turns", "changed"), ("z.py", "modified")]
    )
    assert {one.filename: one.patch for one in files}["z.py"] == "@@ -1,2 +1,2 @@\n 1\n-2\n+3"
    assert [one.spot.line if one.spot else None for one in pr.threads] == [11, 2]
