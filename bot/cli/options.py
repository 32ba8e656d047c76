"""Options that several commands share, and how their answers are written."""

import sys
from enum import StrEnum

import typer


class Format(StrEnum):
    """How a report is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


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


REVIEW_HELP = "A review to look at, repeatable: Markdown, plain text, JSON; `NAME=FILE` names its reviewer, `-` is standard input."


def write(text: str) -> None:
    """Write a result to standard output as UTF-8, whatever the locale."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def is_colourful(environment: str | None) -> bool:
    """Whether standard output is a terminal that wants colour; `environment` is the value of NO_COLOR."""
    return sys.stdout.isatty() and not environment


def progress(message: str) -> None:
    """Say on a terminal what is going on; nothing elsewhere."""
    if sys.stderr.isatty():
        typer.echo(f"\x1b[2m{message}\x1b[0m", err=True)
