"""Calls of Gerrit's REST interface, and what comes of every way in which they end."""

import base64
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from bot import web
from bot.errors import BotError, GaveUp, Refused, Unreachable
from bot.forges.gerrit.answers import Declined, Unclear
from bot.forges.gerrit.api import Api
from bot.forges.gerrit.patience import Patience
from bot.forges.gerrit.shared import Shared
from bot.model.secret import Secret
from bot.model.settings import GerritSettings
from tests.forges.gerrit.stub import PASSWORD, Said, Stub, json


def text(status: int, words: str, **headers: str) -> Said:
    """A refusal as Gerrit words it."""
    return Said(
        status, words.encode(), {"Content-Type": "text/plain", **{k.replace("_", "-"): v for k, v in headers.items()}}
    )


def test_get(stub: Stub) -> None:
    """
    A read goes under `/a` below the path of the server, with our credential, and gives the JSON behind Gerrit's prefix.
    """
    stub.answers = [json('{"a": [1, null]}')]

    found = stub.api("/r").get("/changes/team%2Fapp~1/detail", [("o", "ALL_REVISIONS"), ("o", "A b")])

    assert found == {"a": [1, None]}
    (asked,) = stub.asked
    assert (asked.method, asked.path) == ("GET", "/r/a/changes/team%2Fapp~1/detail?o=ALL_REVISIONS&o=A+b")
    assert base64.b64decode(asked.authorization.removeprefix("Basic ")).decode() == f"metareview:{PASSWORD}"
    assert (stub.shared.calls, stub.shared.remaining(0.0)) == (1, None)


def test_post(stub: Stub) -> None:
    """
    A write is sent as JSON, once.
    """
    stub.api().post("/x", {"message": "é"})

    assert [(one.method, one.path, one.body) for one in stub.asked] == [("POST", "/a/x", '{"message":"é"}'.encode())]


@pytest.mark.parametrize(
    "broken", [text(503, "later"), text(502, ""), text(504, ""), text(429, "quota"), Said(cut=True)]
)
def test_reads_are_repeated(stub: Stub, broken: Said) -> None:
    """
    A read is tried again after a failure, a limit or a cut connection, with growing waits.
    """
    stub.answers = [broken, broken, json("{}")]

    stub.api().get("/x")

    assert stub.slept == [0.5, 1.0]


def test_the_server_says_how_long(stub: Stub) -> None:
    """
    Where the server says how long it wants to be left alone, that is waited for.
    """
    stub.answers = [text(503, "", Retry_After="7"), json("{}")]

    stub.api().get("/x")

    assert stub.slept == [7.0]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (text(429, "quota"), 60.0),
        (text(429, "quota", Retry_After="900"), 900.0),
        (text(503, "", Retry_After="900"), 900.0),
        (text(503, ""), 30.0),
    ],
)
def test_patience_ends(stub: Stub, said: Said, seconds: float) -> None:
    """
    What lasts too long is Unreachable, with how long to leave the server alone.
    """
    stub.answers = [said]

    with pytest.raises(Unreachable) as gone:
        stub.api().get("/x")

    assert gone.value.wait_seconds == seconds
    assert len(stub.asked) <= 4
    assert sum(stub.slept) <= 60


@pytest.mark.parametrize(
    "said", [text(500, ""), text(502, ""), text(503, ""), Said(cut=True), Said(body=b')]}\'\n{"a"')]
)
def test_unclear_writes_are_not_repeated(stub: Stub, said: Said) -> None:
    """
    A write of which nobody knows whether it was applied is not sent again: it is Unclear.
    """
    stub.answers = [said]

    with pytest.raises(Unclear):
        stub.api().post("/x", {"a": 1})

    assert len(stub.asked) == 1


def test_limited_writes_are_repeated(stub: Stub) -> None:
    """
    A write that a limit stopped was not applied, so it is sent again.
    """
    stub.answers = [text(429, "quota"), json("{}")]

    stub.api().post("/x", {"a": 1})

    assert len(stub.asked) == 2


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (text(400, "file nope.py not found in revision 1,1\n"), "(400: file nope.py not found in revision 1,1)"),
        (text(401, "Unauthorized"), "`forges.main.password`"),
        (text(403, "restricted\x1b[2J"), "403: restricted"),
        (text(404, "Not found: x"), "404: Not found: x"),
        (text(409, "change is closed"), "409: change is closed"),
        (Said(404, b"<html>nothing</html>", {"Content-Type": "text/html"}), "(404)"),
    ],
)
def test_refusals(stub: Stub, said: Said, words: str) -> None:
    """
    A refusal is one sentence with Gerrit's own words, harmless, its status, and what to mend; it is not tried again.
    """
    stub.answers = [said]

    with pytest.raises(Declined) as refusal:
        stub.api().get("/x")

    assert words in str(refusal.value)
    assert refusal.value.status == said.status
    assert not {"\n", "\x1b"} & set(str(refusal.value))
    assert len(stub.asked) == 1


@pytest.mark.parametrize(
    "said",
    [
        Said(302, b"", {"Location": "http://localhost:1/elsewhere"}),
        Said(body=b"<html>Sign in</html>", headers={"Content-Type": "text/html"}),
        Said(301, b"", {"Location": "//["}),
    ],
)
def test_strangers(stub: Stub, said: Said) -> None:
    """
    What leads elsewhere is not followed, and what is a page is not Gerrit: both are refused, naming `url`.
    """
    stub.answers = [said]

    with pytest.raises(Refused) as refusal:
        stub.api().get("/x")

    assert "`url`" in str(refusal.value)
    assert len(stub.asked) == 1


def test_endless_answers(stub: Stub) -> None:
    """
    An answer that is larger than anything Gerrit has to say is not read to its end.
    """
    stub.answers = [Said(body=b" " * (web.LARGEST + 1))]

    with pytest.raises(GaveUp):
        stub.api().get("/x")


def test_deep_json(stub: Stub) -> None:
    """
    JSON that is nested beyond reason is no whole answer.
    """
    stub.answers = [Said(body=b")]}'\n" + b"[" * 100_000)]

    with pytest.raises(Unreachable):
        stub.api().get("/x")


def test_nobody_is_there() -> None:
    """
    A host that can't be reached is Unreachable, for reads and writes alike, and its name is said.
    """
    api = Api(GerritSettings("main", "http://127.0.0.1:1", "me", ()), Secret("x"), Patience(lambda _: None))

    for call in (lambda: api.get("/x"), lambda: api.post("/x", {"a": 1})):
        with pytest.raises(Unreachable, match=r"127\.0\.0\.1"):
            call()


def test_the_password_stays(stub: Stub) -> None:
    """
    No refusal, failure or look at our objects shows the password.
    """
    shown = []
    for said in (text(401, "no"), text(500, ""), Said(302, b"", {"Location": "http://x/"}), Said(body=b"no json")):
        stub.answers = [said]
        api = stub.api()
        with pytest.raises(BotError) as error:
            api.get("/x")
        shown += [str(error.value), repr(error.value), repr(error.value.__cause__), repr(vars(api))]

    assert PASSWORD not in "".join(shown)


def self_signed(folder: Path) -> Path:
    """A certificate of 127.0.0.1 with its key, that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tests")])
    begin = datetime(2020, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "both.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(made.public_bytes(Encoding.PEM) + secret)
    return file


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "GIT_SSL_CAINFO"])
def test_certificates(tmp_path: Path, name: str) -> None:
    """
    A certificate is believed only if a CA that the environment names vouches for it; else nothing is sent.
    """
    file = self_signed(tmp_path)
    with Stub(certificate=file) as stub:
        settings = GerritSettings("main", stub.url, "me", ())

        with pytest.raises(Refused, match="SSL_CERT_FILE"):
            Api(settings, Secret("x"), Patience(lambda _: None)).get("/x")
        assert stub.asked == []
        Api(settings, Secret("x"), Patience(lambda _: None), Shared({name: str(file)})).get("/x")

    assert len(stub.asked) == 1


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "GIT_SSL_CAINFO"])
def test_no_such_certificates(name: str) -> None:
    """
    A CA that is no file of certificates is refused before anything is sent.
    """
    settings = GerritSettings("main", "https://gerrit.example.com", "me", ())

    with pytest.raises(Refused, match="certificates"):
        Api(settings, Secret("x"), Patience(lambda _: None), Shared({name: "/no/such/file"}))


def test_no_proxy() -> None:
    """
    A proxy that is no URL is refused by the name of its variable.
    """
    settings = GerritSettings("main", "https://gerrit.example.com", "me", ())

    with pytest.raises(Refused, match="HTTPS_PROXY"):
        Api(settings, Secret("x"), Patience(lambda _: None), Shared({"HTTPS_PROXY": "nonsense://x"}))
