"""Signatures and tokens."""

import base64

import pytest

from bot.listener.trust import basic_password, bearer, is_one_of, is_signed
from bot.model.secret import Secret

VECTOR = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
SECRET = Secret("It's a Secret to Everybody")


def test_published_vector() -> None:
    """
    The example in GitHub's documentation is signed, under any of several secrets.
    """
    assert is_signed(b"Hello, World!", VECTOR, [SECRET])
    assert is_signed(b"Hello, World!", VECTOR, [Secret("new"), SECRET, Secret("other")])


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "sha256=",
        VECTOR.removeprefix("sha256="),
        VECTOR.replace("sha256", "sha1"),
        VECTOR[:-1],
        VECTOR + "0",
        VECTOR.upper(),
        "sha256=" + "é" * 64,
        "sha256=\udcff",
        "sha256=" + "0" * 1_000_000,
    ],
)
def test_no_signature(signature: str) -> None:
    """
    Everything else is none, whatever it is made of.
    """
    assert not is_signed(b"Hello, World!", signature, [SECRET])


def test_other_body_or_secret() -> None:
    """
    Another body, another secret, an empty one and none at all sign nothing.
    """
    empty = "sha256=b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"

    assert not is_signed(b"Hello, World?", VECTOR, [SECRET])
    assert not is_signed(b"Hello, World!", VECTOR, [Secret("else")])
    assert not is_signed(b"Hello, World!", VECTOR, [])
    assert not is_signed(b"", empty, [Secret("")])


def test_tokens() -> None:
    """
    A text is one of the secrets only if it is the whole of one that is not empty.
    """
    secrets = [Secret("new"), Secret("old"), Secret("")]

    assert is_one_of("new", secrets)
    assert is_one_of("old", secrets)
    assert not any(is_one_of(text, secrets) for text in ("", "ne", "news", "neü", "\udcff"))


def test_headers() -> None:
    """
    Tokens and passwords are read from headers of their own scheme only.
    """
    basic = base64.b64encode(b"any:pass:word").decode()

    assert (bearer("Bearer abc"), bearer("bearer  abc ")) == ("abc", "abc")
    assert (bearer("Basic abc"), bearer(""), bearer("Bearer ")) == (None, None, None)
    assert basic_password(f"Basic {basic}") == "pass:word"
    assert [basic_password(one) for one in ("", "Basic", "Basic ?", "Basic \xff", "Basic eHg=", "Bearer x")] == [
        None
    ] * 6
