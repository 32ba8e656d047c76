"""The real code: installed packages, read as text and never imported."""

import ast
import sys
import tokenize
from pathlib import Path
from random import Random  # noqa: TID251 - seeded by an argument

from tests.recipes.source import Source

PACKAGES = (
    "asyncio",
    "click",
    "hypothesis",
    "importlib",
    "jsonschema",
    "markdown_it",
    "oslo_utils",
    "packaging",
    "pluggy",
    "referencing",
    "rich",
    "stevedore",
    "typer",
    "unittest",
    "werkzeug",
)
"""Taken where they are installed; the standard library's are there always."""

_LEAST, _MOST = 1_500, 40_000
"""Characters of a file that is taken."""


def sources(packages: tuple[str, ...], seed: int) -> list[Source]:
    """Every usable file of the packages, in an order that the seed decides; each with another one as its neighbour."""
    found = [read for package in packages for read in _files(package)]
    Random(seed).shuffle(found)
    texts = [text for _, text in found]
    return [Source(path, text, texts[index - 1]) for index, (path, text) in enumerate(found)]


def _files(package: str) -> list[tuple[str, str]]:
    folder = next(
        (Path(place, package) for place in sys.path if place and Path(place, package, "__init__.py").is_file()), None
    )
    if folder is None:
        return []
    read = ((f"{package}/{path.relative_to(folder).as_posix()}", _text(path)) for path in sorted(folder.rglob("*.py")))
    return [(path, text) for path, text in read if text is not None and "/test" not in path]


def _text(path: Path) -> str | None:
    """The text of a file of ordinary size and layout that parses."""
    data = path.read_bytes()
    if not _LEAST <= len(data) <= _MOST or b"\r" in data or b"\f" in data or not data.endswith(b"\n"):
        return None
    try:
        text = data.decode()
        ast.parse(text)
    except (SyntaxError, UnicodeDecodeError, ValueError, tokenize.TokenError):
        return None
    return text
