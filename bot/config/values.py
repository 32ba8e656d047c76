"""The kinds of values that a configuration holds, each with the sentence that says what is wrong with a bad one."""

import re
from collections.abc import Callable
from difflib import get_close_matches
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, Field, PlainValidator

from bot.config.faults import nearest
from bot.config.reviewers import BUILT_IN, normalised
from bot.model.change_ref import FORGE_NAME
from bot.model.kinds import KINDS
from bot.model.secret import SecretRef

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,199}")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
_PLAIN_URL = re.compile(r"https?://[A-Za-z0-9.:\[\]_/~%-]{1,500}", re.IGNORECASE)
_PATTERN = re.compile(r"[^\s\x00-\x20\x7f]{1,500}")
_LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")
_POSTGRES = re.compile(r"postgresql(?:\+[a-z0-9]{1,20})?")
_REFERENCE = "must be a reference, env:NAME or file:PATH, or a list of them; a secret itself never stands in this file"


def between(low: float, high: float) -> AfterValidator:
    """A number from `low` to `high`."""

    def check(value: float) -> float:
        if not low <= value <= high:
            raise ValueError(f"must be from {low} to {high}")
        return value

    return AfterValidator(check)


def _fits(shape: re.Pattern[str], says: str) -> AfterValidator:
    def check(text: str) -> str:
        if shape.fullmatch(text) is None:
            raise ValueError(says)
        return text

    return AfterValidator(check)


def _one_of(known: Callable[[], list[str]], noun: str) -> AfterValidator:
    """One of the known words; an unknown one is named where it looks like a word at all."""

    def check(word: str) -> str:
        names = known()
        if word in names:
            return word
        named = f"names {word}, which is" if re.fullmatch(r"[a-z0-9-]{1,40}", word) else "is"
        raise ValueError(f"{named} not {noun}{nearest(word, names)}")

    return AfterValidator(check)


def _url(text: str) -> str:
    parts = _split(text)
    host = (parts.hostname or "") if parts else ""
    if parts is None or not host or _PLAIN_URL.fullmatch(text) is None:
        raise ValueError("must be a URL like https://host, without a user, a query or a fragment")
    if host == "api.github.com":
        raise ValueError("is the address of the API; write https://github.com")
    if parts.scheme != "https" and host not in _LOCAL_HOSTS:
        raise ValueError("must begin with https://; http:// is only for 127.0.0.1 and localhost")
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path}".rstrip("/")


def _split(text: str) -> SplitResult | None:
    """The parts of a URL, or None where it is none."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    return parts if port != 0 else None


def _host(text: str) -> str:
    if _HOST.fullmatch(text):
        return text
    try:
        return str(ip_address(text))
    except ValueError:
        raise ValueError("must be a host name or an address") from None


def read_references(value: object) -> tuple[SecretRef, ...]:
    """One reference or a list of them. What stands there instead is never repeated."""
    texts = value if isinstance(value, list) else [value]
    if not texts:
        raise ValueError("must name at least one secret")
    return tuple(_reference(text) for text in texts)


def _reference(text: object) -> SecretRef:
    scheme, _, name = text.partition(":") if isinstance(text, str) else ("", "", "")
    if scheme == "env" and _VARIABLE.fullmatch(name):
        return SecretRef("env", name)
    if scheme == "env":
        raise ValueError("must name an environment variable behind env: (letters, digits and underscores)")
    if scheme != "file":
        raise ValueError(_REFERENCE)
    if not name or "\n" in name or name.startswith("~"):
        raise ValueError("must name a file behind file:, without ~")
    return SecretRef("file", name)


def _database(value: object) -> str | tuple[SecretRef, ...]:
    """A URL without a password, or a reference to a whole URL."""
    if not isinstance(value, str):
        raise ValueError("must be text: sqlite:///FILE, postgresql://…, env:NAME or file:PATH")  # noqa: TRY004
    if value.startswith(("env:", "file:")):
        return (_reference(value),)
    parts = _split(value)
    if parts is None or (parts.scheme != "sqlite" and _POSTGRES.fullmatch(parts.scheme) is None):
        raise ValueError("must begin with sqlite:/// or postgresql://, or be env:NAME or file:PATH")
    is_odd = parts.scheme != "sqlite" and "@" in parts.path  # an unescaped slash in the password
    if parts.password is not None or "password" in parts.query.lower() or is_odd:
        raise ValueError("holds a password; put the whole URL elsewhere and write env:NAME or file:PATH")
    if parts.scheme == "sqlite" and (parts.netloc or parts.path in ("", "/", "/:memory:")):
        raise ValueError("must name a file: sqlite:///metareview.db, or with a fourth slash from the root")
    return value


def _login(text: str) -> str:
    if not normalised(text) or any(letter.isspace() for letter in text):
        raise ValueError("must be a login, in which * stands for any text")
    return text


def _kind_names() -> list[str]:
    return sorted(KINDS)


def _dialects() -> list[str]:
    return sorted(BUILT_IN)


def suggestion(word: object, known: list[str]) -> str:
    """The hint for a word of a closed list; the word itself is not repeated."""
    near = get_close_matches(word[:100].lower(), known, n=1) if isinstance(word, str) else []
    return f"; did you mean {near[0]}?" if near else ""


Text = Annotated[str, _fits(re.compile(r"[^\x00-\x1f\x7f]{1,500}"), "must be one line of text")]
ForgeName = Annotated[str, _fits(FORGE_NAME, "is no name for a forge: letters, digits, - and _, a letter first")]
Name = Annotated[str, _fits(_NAME, "must be a name of letters, digits, ., - and _")]
Label = Annotated[str, _fits(_LABEL, "must be the name of a label: letters, digits and -")]
Pattern = Annotated[str, _fits(_PATTERN, "must be a pattern over FORGE:PLACE, in which * stands for any text")]
Login = Annotated[str, AfterValidator(_login)]
Url = Annotated[str, AfterValidator(_url)]
Host = Annotated[str, AfterValidator(_host)]
Port = Annotated[int, between(1, 65535)]
References = Annotated[tuple[SecretRef, ...], PlainValidator(read_references)]
DatabaseUrl = Annotated[str | tuple[SecretRef, ...], PlainValidator(_database)]
Matter = Annotated[str, _one_of(_kind_names, "a kind of finding")]
Dialect = Annotated[str, _one_of(_dialects, "a dialect")]
AppId = Annotated[int, Field(strict=True), between(1, 10**12)]
