"""Whether something is from whom it claims to be: signatures and tokens, compared in constant time."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Sequence

from bot.model.secret import Secret

LONGEST_CREDENTIAL = 4096
"""Bytes of a signature or token that are looked at."""

_PREFIX = "sha256="


def is_signed(body: bytes, signature: str, secrets: Sequence[Secret]) -> bool:
    """Whether `signature` (GitHub's `X-Hub-Signature-256`) is that of the body under any of the secrets."""
    if not signature.startswith(_PREFIX):
        return False
    given = signature[len(_PREFIX) :][:LONGEST_CREDENTIAL].encode("utf-8", "replace")
    right = False
    for secret in secrets:
        key = secret.reveal().encode("utf-8", "surrogateescape")
        wanted = hmac.new(key, body, hashlib.sha256).hexdigest().encode()
        right |= bool(key) and hmac.compare_digest(wanted, given)
    return right


def is_one_of(given: str, secrets: Iterable[Secret]) -> bool:
    """Whether a text is one of the secrets. All are compared, and by their hashes, so that no length shows either."""
    mine = _hashed(given)
    right = False
    for secret in secrets:
        right |= bool(secret.reveal()) and hmac.compare_digest(_hashed(secret.reveal()), mine)
    return right


def basic_password(authorization: str) -> str | None:
    """The password of a `Basic` header; None where it is none."""
    scheme, _, rest = authorization[:LONGEST_CREDENTIAL].partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        _, colon, password = base64.b64decode(rest.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    return password if colon and password else None


def bearer(authorization: str) -> str | None:
    """The token of a `Bearer` header; None where it is none."""
    scheme, _, token = authorization[:LONGEST_CREDENTIAL].partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def _hashed(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).digest()
