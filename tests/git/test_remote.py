"""Where git may go, and the names and credentials that it goes with."""

import os

from bot.git.remote import PASSED, command, credential, environment, read_place
from bot.model.forge import CodePlace


def name(url: str) -> str:
    """The name in the cache of a repository at an address."""
    return read_place(CodePlace(url), allow_ssh=True).name


def test_names() -> None:
    """
    A name is readable, harmless and its repository's own; ways to write the same address share it.
    """
    assert name("https://example.org/Acme/App").startswith("example-org-acme-app-")
    assert len({name(f"https://example.org/{path}") for path in ("a/b", "a-b", "A/b", "a/b/c", "a%2Fb")}) == 5
    assert name("https://example.org/a/b") == name("https://EXAMPLE.org/a/b.git") == name("https://example.org/a/b/")
    assert name("https://example.org/a/b") != name("ssh://example.org/a/b")
    assert len(name("https://example.org/" + "x" * 1000)) < 100
    assert set(name("https://example.org/../..//%00$(x)/-a")) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_one_protocol() -> None:
    """
    Every protocol is forbidden but the one of the address.
    """
    remote = read_place(CodePlace("https://example.org/a/b"), allow_ssh=False)

    line = command("git", remote, "", None)

    allowed = [part for part in line if part.startswith("protocol.") and "allow=" in part]
    assert allowed == ["protocol.allow=never", "protocol.https.allow=always"]
    assert environment(remote, {})["GIT_ALLOW_PROTOCOL"] == "https"
    assert "http.followRedirects=false" in line


def test_credential_is_given_once() -> None:
    """
    The pipe gives user and password to who reads it first, and nothing after.
    """
    remote = read_place(CodePlace("https://example.org/a/b", "me", "word"), allow_ssh=False)

    with credential(remote) as secret:
        assert secret is not None
        assert (os.read(secret, 100), os.read(secret, 100)) == (b"username=me\npassword=word\n", b"")
        assert "word" not in " ".join(command("git", remote, "", secret))
    assert "word" not in repr(remote)


def test_no_credential() -> None:
    """
    Without a password, and over ssh, git is given none.
    """
    for url, password in (("https://h/a/b", ""), ("ssh://h/a/b", "word")):
        with credential(read_place(CodePlace(url, "me", password), allow_ssh=True)) as secret:
            assert secret is None


def test_environment() -> None:
    """
    Only the way out passes from the caller's environment, and nothing of it replaces what we set.
    """
    remote = read_place(CodePlace("https://h/a/b"), allow_ssh=False)
    given = {key: "given" for key in (*PASSED, "HOME", "PATH", "GIT_DIR", "GIT_ALLOW_PROTOCOL", "LD_PRELOAD")}

    found = environment(remote, given)

    assert sorted(key for key, value in found.items() if value == "given") == sorted(PASSED)
