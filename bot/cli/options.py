"""Options that several commands share, and how their answers are written."""

import sys
from collections.abc import Sequence
from enum import StrEnum

import typer

from bot.errors import Refused


class Format(StrEnum):
    """How a report is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    SARIF = "sarif"


class ClusterFormat(StrEnum):
    """How a report without code is written."""

    TEXT = "text"
    JSON = "json"


class Level(StrEnum):
    """The verdicts that `--fail-on` may name."""

    CONFIRMED = "confirmed"
    PLAUSIBLE = "plausible"
    UNVERIFIABLE = "unverifiable"
    REFUTED = "refuted"


REVIEW_HELP = (
    "A review to look at, repeatable: Markdown, plain text, JSON, or what a tool printed (SARIF, rdjson, checkstyle, ESLint, ruff); "
    "`NAME=FILE` names its reviewer, `-` is standard input."
)


def write(text: str) -> None:
    """Write a result to standard output as UTF-8, whatever the locale."""
    if sys.stdout is None:
        raise Refused("standard output is closed; give the answer a place to go")
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def progress(message: str) -> None:
    """Say on a terminal what is going on; nothing elsewhere."""
    if sys.stderr is not None and sys.stderr.isatty():
        typer.echo(message, err=True)


def named(review: Sequence[str] | None, more: Sequence[str] | None) -> list[str]:
    """The reviews that options and arguments name. Raises Refused for none."""
    names = [*(review or ()), *(more or ())]
    if not names:
        raise Refused("no review is named; name at least one: --review FILE")
    return names
