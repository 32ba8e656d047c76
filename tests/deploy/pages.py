"""Reads pages and scripts: the command lines in them, and whether each is a real one."""

import re
import shlex
from collections.abc import Iterator
from typing import Any

import typer.main

from bot.cli.commands import app


def commands(text: str) -> Iterator[str]:
    """Every command line of ours in code of a page or in a script."""
    for code in re.findall(r"```\w*\n(.*?)```|`([^`\n]+)`", text, re.DOTALL):
        for line in "\n".join(code).splitlines():
            if re.match(r"\s*metareview [a-z]", line):
                yield line.strip()


def parsed(words: list[str]) -> tuple[str, dict[str, Any]]:
    """The command that words behind `metareview` name, and what they give it. Raises what a wrong usage raises."""
    command: Any = typer.main.get_command(app)
    path = []
    while hasattr(command, "commands"):
        assert words[0] in command.commands, words
        path.append(words[0])
        command, words = command.commands[words[0]], words[1:]
    return " ".join(path), dict(command.make_context("metareview", words).params) if words else {}


def split(line: str) -> list[str]:
    """The words behind `metareview` of a command line."""
    return shlex.split(line)[1:]
