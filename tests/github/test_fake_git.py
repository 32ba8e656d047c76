"""Git over HTTP from the fake, with a real git client."""

import base64
import subprocess
from pathlib import Path

from tests.git.repositories import ENVIRONMENT
from tests.github.builders import World


def _git(where: Path, *arguments: str, token: str | None = None) -> subprocess.CompletedProcess[str]:
    options = ["-c", "http.followRedirects=false", "-c", "protocol.version=2", "-c", "credential.helper="]
    if token:
        basic = base64.b64encode(f"x-access-token:{token}".encode()).decode()
        options += ["-c", f"http.extraHeader=Authorization: Basic {basic}"]
    environment = {
        **ENVIRONMENT,
        "GIT_TERMINAL_PROMPT": "0",
        "no_proxy": "127.0.0.1",
    }
    subprocess.run(["git", "init", "-q", "--bare", str(where)], check=True, env=environment)
    return subprocess.run(
        ["git", "-C", str(where), *options, *arguments], capture_output=True, text=True, check=False, env=environment
    )


def test_fetch(world: World, tmp_path: Path) -> None:
    """
    The head of a pull request, and any commit by its id, is fetched with an installation token by protocol version 2.
    """
    repo = world.repository("acme/widgets")
    pr = repo.pull({"a.py": "x\n" * 5000}, {"a.py": "y\n"})
    old = pr.head
    pr.force_push({"a.py": "z\n"})
    token = world.app().token()

    done = _git(
        tmp_path / "c", "fetch", "-q", "--no-tags", repo.clone_url, "refs/pull/1/head", pr.merge_base, old, token=token
    )

    assert done.returncode == 0, done.stderr
    assert {one.split("\t")[0] for one in (tmp_path / "c/FETCH_HEAD").read_text().splitlines()} == {
        pr.head,
        pr.merge_base,
        old,
    }
    assert (world.exchanges[0].kind, world.exchanges[0].request_headers.get("git-protocol")) == ("git", "version=2")


def test_shallow_and_partial(world: World, tmp_path: Path) -> None:
    """
    One commit without history is fetched too.
    """
    repo = world.repository("acme/widgets")
    pr = repo.pull({"a.py": "x\n"}, {"a.py": "y\n"})

    assert (
        _git(tmp_path / "c", "fetch", "-q", "--depth=1", repo.clone_url, pr.head, token=world.app().token()).returncode
        == 0
    )


def test_credentials(world: World, tmp_path: Path) -> None:
    """
    A private repository asks for a password, knows a wrong one, and stays hidden from strangers; a public one is open.
    """
    private, public = world.repository("acme/widgets"), world.repository("acme/open", private=False)
    blind = world.app(permissions={"metadata": "read"}).token()

    assert "could not read Username" in _git(tmp_path / "a", "ls-remote", private.clone_url).stderr
    assert _git(tmp_path / "b", "ls-remote", private.clone_url, token="ghp_wrong").returncode != 0
    assert world.exchanges[-1].status == 401
    assert "not found" in _git(tmp_path / "c", "ls-remote", private.clone_url, token=world.token("mallory")).stderr
    assert "403" in _git(tmp_path / "d", "ls-remote", private.clone_url, token=blind).stderr
    assert _git(tmp_path / "e", "ls-remote", public.clone_url).returncode == 0
    assert _git(tmp_path / "f", "ls-remote", public.clone_url.removesuffix(".git")).returncode == 0


def test_renamed(world: World, tmp_path: Path) -> None:
    """
    The old name redirects, which a client that follows nothing sees as an error.
    """
    repo = world.repository("acme/widgets")
    old = repo.clone_url
    repo.rename("gadgets")
    token = world.app().token()

    assert "301" in _git(tmp_path / "a", "ls-remote", old, token=token).stderr
    assert _git(tmp_path / "b", "ls-remote", repo.clone_url, token=token).returncode == 0


def test_no_push(world: World, tmp_path: Path) -> None:
    """
    Nothing is pushed through this door; stories push by themselves.
    """
    repo = world.repository("acme/widgets")
    repo.collaborator("dave")
    where = tmp_path / "c"
    _git(where, "fetch", "-q", repo.clone_url, "refs/heads/main:refs/heads/x", token=world.token("dave"))

    assert "403" in _git(where, "push", repo.clone_url, "refs/heads/x:refs/heads/y", token=world.token("dave")).stderr
