"""Paths and URIs of tools as paths inside a repository; nothing is ever opened by them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+):")
_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_DRIVE = re.compile(r"/?[A-Za-z]:(?=/|$)")
_LONGEST = 1000
_MAX_BASES = 10


@dataclass(frozen=True, slots=True)
class Base:
    """What a `uriBaseId` stands for, and the further one that it is relative to."""

    uri: str
    base: str = ""


def from_uri(uri: str, base: str = "", bases: Mapping[str, Base] | None = None) -> str | None:
    """The path of a URI reference, its base resolved, relative to the outermost known folder that it is in; None for
    what is no file."""
    whole = _resolved(uri, base, bases or {})
    roots = (_resolved("", name, bases or {}) for name in bases or {})
    return None if whole is None else _within(whole, (root for root in roots if root))


def from_path(path: str, roots: Iterable[str] = ()) -> str | None:
    """A file name as a tool printed it, relative to the outermost of the folders that it is in; None for none."""
    plain = path.strip().replace("\\", "/")
    if plain.lower().startswith("file:"):
        return from_uri(plain)
    return _within(_DRIVE.sub("", plain), [_DRIVE.sub("", root.replace("\\", "/")) for root in roots])


def _resolved(uri: str, base: str, bases: Mapping[str, Base]) -> str | None:
    """The path with its bases in front of it; those that are not told are taken for the root."""
    path = _plain(uri)
    for _ in range(_MAX_BASES):
        known = bases.get(base)
        if path is None or path.startswith("/") or known is None:
            break
        folder = _plain(known.uri)
        if folder:
            path = f"{folder.rstrip('/')}/{path}"
        base = known.base
    return path


def _plain(uri: str) -> str | None:
    """The decoded path of a URI reference; None for a URI that names no file."""
    uri = uri.strip().replace("\\", "/")[: 3 * _LONGEST]
    if _DRIVE.match(uri):
        return _DRIVE.sub("", uri)
    scheme = _SCHEME.match(uri)
    if scheme is not None and scheme["scheme"].lower() != "file":
        return None
    rest = uri[scheme.end() :] if scheme else uri
    if scheme is not None and rest.startswith("//"):
        rest = "/" + rest[2:].partition("/")[2]
    return _DRIVE.sub("", _ENCODED.sub(_decoded, re.split(r"[?#]", rest, maxsplit=1)[0]))


def _decoded(run: re.Match[str]) -> str:
    return bytes.fromhex(run[0].replace("%", "")).decode("utf-8", "replace")


def _within(path: str, roots: Iterable[str]) -> str | None:
    clean = _normal(path)
    if clean is None:
        return None
    if path.startswith("/"):
        folders = sorted((folder for root in roots if root.startswith("/") and (folder := _normal(root))), key=len)
        for folder in folders:
            if clean.startswith(f"{folder}/"):
                return clean[len(folder) + 1 :]
    return clean


def _normal(path: str) -> str | None:
    """The path without leading slash and dots; None where it leaves its root or can't be a name."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == ".." and not parts:
            return None
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    clean = "/".join(parts)
    is_bad = not clean or len(clean) > _LONGEST or any(letter in clean for letter in "\0\n\r\t")
    return None if is_bad else clean
