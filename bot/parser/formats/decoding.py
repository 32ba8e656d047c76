"""Bytes of a review file to text, in one place; what is no text is refused by name."""

import codecs

from bot.errors import Refused

MAX_BYTES = 20_000_000
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NUL = "is not text: it contains NUL characters; name a review in Markdown, plain text or JSON"


def decoded(name: str, data: bytes) -> str:
    """The text of a file, without a byte order mark: UTF-8, or UTF-16 where a mark says so. Raises Refused with the
    file's name."""
    if len(data) > MAX_BYTES:
        raise Refused(f"{name} is larger than {MAX_BYTES // 1_000_000} MB; split it")
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    if encoding != "utf-16" and b"\0" in data:
        raise Refused(f"{name} {_NUL}")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(
            f"{name} is not text: byte {error.start} is not {encoding.removesuffix('-sig').upper()}; save it as UTF-8"
        ) from error
    if "\0" in text:
        raise Refused(f"{name} {_NUL}")
    if not text.strip():
        raise Refused(f"{name} is empty; name a file that holds a review")
    return text
