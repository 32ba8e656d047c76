"""Where secrets are found, and that they are shown nowhere."""

from pathlib import Path

import pytest

from bot.config.files import SecretFile, read_config, read_secret_file
from bot.config.secrets import Secrets
from bot.errors import Refused
from bot.model.secret import SecretRef
from tests.config.builders import settings

VALUE = "s3cret"


def no_files(path: str) -> SecretFile:
    raise FileNotFoundError(path)


def in_file(content: bytes) -> Secrets:
    return Secrets({}, lambda path: SecretFile(content))


def test_variables() -> None:
    """
    All references are found in their order; the first is the one that signs.
    """
    secrets = Secrets({"NEW": "n", "OLD": "o"}, no_files)
    refs = (SecretRef("env", "NEW"), SecretRef("env", "OLD"))

    assert [secret.reveal() for secret in secrets.find(refs)] == ["n", "o"]
    assert secrets.first(refs).reveal() == "n"


@pytest.mark.parametrize(
    ("content", "value"),
    [(b"x\n", "x"), (b"x\r\n", "x"), (b"x", "x"), (b"x\n\n", "x\n"), (b" x ", " x "), (b"x\r", "x\r")],
)
def test_file(content: bytes, value: str) -> None:
    """
    A file's content is the secret, without one newline at its end.
    """
    assert in_file(content).first([SecretRef("file", "/k")]).reveal() == value


@pytest.mark.parametrize(
    ("secrets", "ref", "sentence"),
    [
        (Secrets({}, no_files), SecretRef("env", "A", "k"), "k: the environment variable A is not set"),
        (Secrets({"A": ""}, no_files), SecretRef("env", "A", "k"), "k: the environment variable A is empty"),
        (Secrets({}, no_files), SecretRef("file", "/f", "k"), "k: the file /f does not exist"),
        (in_file(b"\n"), SecretRef("file", "/f", "k"), "k: the file /f is empty"),
        (in_file(b"\xff"), SecretRef("file", "/f", "k"), "k: the file /f is not UTF-8 text"),
        (in_file(b"x" * 70000), SecretRef("file", "/f", "k"), "k: the file /f is larger than 64 KiB"),
    ],
)
def test_missing(secrets: Secrets, ref: SecretRef, sentence: str) -> None:
    """
    A secret that is not there is named in one sentence, with the key that wants it.
    """
    with pytest.raises(Refused) as refusal:
        secrets.find([ref])

    assert str(refusal.value) == sentence


def test_look(tmp_path: Path) -> None:
    """
    A look at all secrets names what is missing and what everybody may read.
    """
    (tmp_path / "open").write_text("x")
    (tmp_path / "open").chmod(0o644)
    (tmp_path / "closed").write_text("x")
    (tmp_path / "closed").chmod(0o640)
    text = "forges: {g: {kind: github, token: ['file:open', 'file:closed', 'file:none', 'file:.'], webhook_secret: env:HOOK}}"

    faults, warnings = Secrets({}, read_secret_file).look(settings(text, str(tmp_path)))

    assert faults == (
        f"forges.g.token: the file {tmp_path}/none does not exist",
        f"forges.g.token: the file {tmp_path}/. can't be read: Is a directory",
        "forges.g.webhook_secret: the environment variable HOOK is not set",
    )
    assert warnings == (f"forges.g.token: the file {tmp_path}/open can be read by every user here; chmod o-r it",)


def test_lazy() -> None:
    """
    A configuration is loaded without any of its secrets.
    """
    assert settings("forges: {g: {kind: github, token: env:NOT_THERE}}").forges


def test_database_url() -> None:
    """
    A database's URL is a secret, wherever it stands.
    """
    secrets = Secrets({"DB": f"postgresql://me:{VALUE}@h/d", "FILE": "sqlite:///x.db"}, no_files)

    assert secrets.database_url(settings("database: {url: env:DB}"), "/f").reveal() == f"postgresql://me:{VALUE}@h/d"
    assert secrets.database_url(settings("database: {url: env:FILE}"), "/f").reveal() == "sqlite:////f/x.db"
    assert secrets.database_url(settings(""), "/f").reveal() == "sqlite:////etc/metareview/metareview.db"


def test_file_is_not_shown() -> None:
    """
    A file that was read does not show its content.
    """
    assert VALUE not in repr(SecretFile(VALUE.encode()))


@pytest.mark.parametrize("name", ["-", "none.yaml", ".", "a\0b"])
def test_no_config(name: str, tmp_path: Path) -> None:
    """
    A configuration that can't be opened is refused, standard input included.
    """
    with pytest.raises(Refused):
        read_config(name if name == "-" else str(tmp_path / name))
