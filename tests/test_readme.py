"""What the README shows is what the program prints."""

import re
from pathlib import Path

from bot.cli.commands import app
from tests.stories.running import metareview

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_demo_output() -> None:
    """
    The README shows what the demo prints.
    """
    shown = README.partition("<!-- demo -->\n```\n")[2].partition("```\n<!-- /demo -->")[0]

    assert shown == metareview("demo").out


def test_commands() -> None:
    """
    Every command that the README names exists, and every one that exists is named.
    """
    named = set(re.findall(r"^\| `metareview ([a-z]+)", README, re.MULTILINE))
    there = {(info.name or info.callback.__name__) for info in app.registered_commands if info.callback}
    there |= {
        str(group.name or (group.typer_instance and group.typer_instance.info.name)) for group in app.registered_groups
    }

    assert named == there
