"""What git says of a failed fetch is told in one sentence, and as final or not."""

import pytest

from bot.errors import BotError, GaveUp, Refused, Unreachable
from bot.git.fetch_errors import explain, is_unknown_want, unexplained
from bot.git.remote import Remote, read_place
from bot.model.forge import CodePlace

U = "fatal: unable to access 'https://git.example.org/a/b/': "


def remote() -> Remote:
    """Where the fetch went."""
    return read_place(CodePlace("https://git.example.org/a/b", "u", "p"), allow_ssh=False)


@pytest.mark.parametrize(
    ("complaint", "kind", "words"),
    [
        (U + "Could not resolve host: git.example.org", Unreachable, "could not be reached"),
        (
            U + "Failed to connect to git.example.org port 443 after 1 ms: Couldn't connect to server",
            Unreachable,
            "reached",
        ),
        (U + "GnuTLS recv error (-110): The TLS connection was non-properly terminated.", Unreachable, "reached"),
        (
            U + "OpenSSL SSL_read: error:0A000126:SSL routines::unexpected eof while reading, errno 0",
            Unreachable,
            "reached",
        ),
        (U + "Operation too slow. Less than 1 bytes/sec transferred the last 60 seconds", Unreachable, "reached"),
        (U + "Proxy CONNECT aborted", Unreachable, "reached"),
        (U + "Received HTTP code 407 from proxy after CONNECT", Refused, "proxy"),
        (U + "CONNECT tunnel failed, response 407", Refused, "proxy"),
        (U + "server certificate verification failed. CAfile: none CRLfile: none", Refused, "not trusted"),
        (U + "SSL certificate problem: self-signed certificate in certificate chain", Refused, "not trusted"),
        (U + "The requested URL returned error: 503", Unreachable, "status 503"),
        (U + "The requested URL returned error: 403", Unreachable, "forbids"),
        (U + "The requested URL returned error: 301", Refused, "redirect"),
        ("error: RPC failed; curl 56 Recv failure: Connection reset by peer\nfatal: early EOF", Unreachable, "reached"),
        ("error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502", Unreachable, "status 502"),
        (
            "remote: Repository not found.\nfatal: repository 'https://git.example.org/a/b/' not found",
            Refused,
            "not exist",
        ),
        ("remote: Invalid username or token.\nfatal: Authentication failed for 'https://x/'", Refused, "not accept"),
        ("fatal: could not read Username for 'https://x': terminal prompts disabled", Refused, "not accept"),
        (
            "fatal: write error: No space left on device\nfatal: fetch-pack: invalid index-pack output",
            GaveUp,
            "is full",
        ),
        ("fatal: Out of memory? mmap failed: x", GaveUp, "too large"),
        ("fatal: attempting to allocate 2147483648 over limit 1073741824", GaveUp, "too large"),
        ("fatal: exceeded maximum allowed tree depth", GaveUp, "too deeply nested"),
        ("Host key verification failed.\nfatal: Could not read from remote repository.", Refused, "known hosts"),
        ("me@host: Permission denied (publickey).\nfatal: Could not read from remote", Refused, "not accept"),
        (
            "ssh: connect to host h port 22: Connection refused\nfatal: Could not read from remote",
            Unreachable,
            "reached",
        ),
    ],
)
def test_meaning(complaint: str, kind: type[BotError], words: str) -> None:
    """
    Each complaint has its sentence, on one line, that names the repository or the disk.
    """
    said = explain(remote(), complaint)

    assert type(said) is kind and words in str(said)
    assert "git.example.org/a/b" in str(said) or "disk" in str(said)


@pytest.mark.parametrize(
    "complaint",
    [
        "fatal: remote error: upload-pack: not our ref " + "1" * 40,
        "error: Server does not allow request for unadvertised object " + "1" * 40,
        "fatal: couldn't find remote ref refs/pull/1/head",
    ],
)
def test_unknown_want(complaint: str) -> None:
    """
    That a commit or ref is not to be had is no failure of the connection.
    """
    assert is_unknown_want(complaint) and explain(remote(), complaint) is None


def test_words_in_an_address() -> None:
    """
    What the address itself says is no sign of anything.
    """
    there = read_place(
        CodePlace("https://h/a/no-self-signed-certificate-not our ref".replace(" ", "-")), allow_ssh=False
    )

    said = explain(there, f"fatal: unable to access '{there.url}/': Could not resolve host: h")

    assert type(said) is Unreachable


def test_words_of_the_server() -> None:
    """
    What a server makes git print does not count as what git says.
    """
    assert explain(remote(), "remote: No space left on device\nerror: something else") is None


def test_unexplained() -> None:
    """
    What nobody foresaw is told in git's own words, on one line.
    """
    said = str(unexplained(remote(), "remote: hi\nwarning: w\nfatal: bad \x1b[31mthing"))

    assert said == "git cannot take the code of git.example.org/a/b: bad  [31mthing"
    assert str(unexplained(remote(), "")).endswith("it gives no reason")
