"""Configurations in a line; a test writes only what it is about."""

from textwrap import dedent

from bot.config.faults import BadConfig
from bot.config.load import load_settings
from bot.model.settings import Settings

GITHUB = """
forges:
  github: {kind: github, token: env:TOKEN, webhook_secret: env:HOOK}
"""


def settings(text: str, folder: str = "/etc/metareview") -> Settings:
    """The settings in a YAML text."""
    return load_settings("config.yaml", dedent(text).encode(), folder)


def refused(text: str | bytes) -> list[str]:
    """The sentences with which a YAML text is refused; none where it is accepted."""
    content = dedent(text).encode() if isinstance(text, str) else text
    try:
        load_settings("config.yaml", content, "/etc/metareview")
    except BadConfig as bad:
        return str(bad).splitlines()
    return []
