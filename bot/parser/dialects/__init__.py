"""How known bots write: one module for each, and a list of them."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.parser.dialects import (
    amazon_q,
    augment,
    bito,
    bugbot,
    claude,
    codacy,
    code_scanning,
    coderabbit,
    codex,
    copilot,
    cubic,
    deepsource,
    devin,
    gemini,
    graphite,
    greptile,
    kodus,
    korbit,
    pr_agent,
    qodo,
    reviewdog,
    snyk,
    sonar,
    sourcery,
    zuul,
)
from bot.parser.dialects.dialect import Dialect

DIALECTS: Sequence[Dialect] = (
    amazon_q.DIALECT,
    augment.DIALECT,
    bito.DIALECT,
    bugbot.DIALECT,
    claude.DIALECT,
    codacy.DIALECT,
    code_scanning.DIALECT,
    coderabbit.DIALECT,
    codex.DIALECT,
    copilot.DIALECT,
    cubic.DIALECT,
    deepsource.DIALECT,
    devin.DIALECT,
    gemini.DIALECT,
    graphite.DIALECT,
    greptile.DIALECT,
    kodus.DIALECT,
    korbit.DIALECT,
    pr_agent.DIALECT,
    qodo.DIALECT,
    reviewdog.DIALECT,
    snyk.DIALECT,
    sonar.DIALECT,
    sourcery.DIALECT,
    zuul.DIALECT,
)
"""In the order in which they are asked for a text of nobody in particular."""

_BY_NAME = {dialect.name: dialect for dialect in DIALECTS}


class Described(NamedTuple):
    """A dialect in words: what is read, what is set aside as noise, what is known to be missing."""

    name: str
    reads: str
    noise: tuple[str, ...]
    gaps: str


def named(name: str) -> Dialect | None:
    """The dialect of that name; None for one that is read like anybody's words."""
    return _BY_NAME.get(name)


def described() -> tuple[Described, ...]:
    """Every dialect in words, by name."""
    return tuple(
        Described(name, one.reads, tuple(dict.fromkeys(noise.why for noise in one.noise)), one.gaps)
        for name, one in sorted(_BY_NAME.items())
    )
