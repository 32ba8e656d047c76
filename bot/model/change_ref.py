"""Which change is meant: a forge by the name that the configuration gives it, a project there, and a number."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from bot.errors import Refused
from bot.model.neutral import neutralise_terminal, shorten

LONGEST = 600
"""Characters of a reference that are looked at."""

FORGE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
"""What a forge may be called."""

_OWNER_AND_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}/[A-Za-z0-9._-]{1,100}")
_PROJECT = re.compile(r"[^\s\x00-\x20\x7f:?#\\*<>|\"]{1,400}")
_NUMBER = re.compile(r"[1-9][0-9]{0,14}")
_SHAPES = "write FORGE:owner/name#12 (GitHub) or FORGE:project~1234 (Gerrit, a local folder)"


@dataclass(frozen=True, slots=True, order=True)
class ChangeRef:
    """`FORGE:PLACE`; `mark` stands before the number: `#` on GitHub, `~` on Gerrit. Nonsense raises Refused."""

    forge: str
    project: str
    number: int
    mark: Literal["#", "~"] = "#"

    def __post_init__(self) -> None:
        shape = _OWNER_AND_NAME if self.mark == "#" else _PROJECT
        if FORGE_NAME.fullmatch(self.forge) is None:
            raise Refused(f"{_shown(self.forge)} is not the name of a forge; {_SHAPES}")
        if shape.fullmatch(self.project) is None or not _is_tidy(self.project):
            raise Refused(f"{_shown(self.project)} is not the name of a project; {_SHAPES}")
        if _NUMBER.fullmatch(str(self.number)) is None:
            raise Refused(f"the number of a change is a whole number from 1 on; {_SHAPES}")

    def __str__(self) -> str:
        return f"{self.forge}:{self.place}"

    @property
    def place(self) -> str:
        """The part after the forge: `owner/name#12` or `project~1234`."""
        return f"{self.project}{self.mark}{self.number}"

    @property
    def canonical(self) -> "ChangeRef":
        """The same change under the one spelling that it is kept by: GitHub does not tell upper from lower case."""
        return replace(self, project=self.project.lower()) if self.mark == "#" else self

    @classmethod
    def parse(cls, text: str) -> "ChangeRef":
        """The change that `FORGE:PLACE` names; `str()` gives the same text back. Raises Refused for anything else."""
        forge, colon, place = text.partition(":")
        if len(text) > LONGEST or not colon:
            raise Refused(f"{_shown(text)} is not a change; {_SHAPES}")
        if place.startswith("//"):
            raise Refused(f"{_shown(text)} is a URL, not a change; {_SHAPES}")
        project, hash_, number = place.rpartition("#")
        if hash_ and _NUMBER.fullmatch(number):
            return cls(forge, project, int(number), "#")
        project, tilde, number = place.rpartition("~")
        if tilde and _NUMBER.fullmatch(number):
            return cls(forge, project, int(number), "~")
        raise Refused(f"{_shown(text)} does not say which change; {_SHAPES}")


def _is_tidy(project: str) -> bool:
    """Whether no part of the path is empty or leads elsewhere."""
    return not any(part in ("", ".", "..") for part in project.split("/"))


def _shown(text: str) -> str:
    return f"`{shorten(neutralise_terminal(text[:LONGEST]), 80)}`" if text else "an empty text"
