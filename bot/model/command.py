"""What people ask of us in a comment, who may, and how we show that we heard it."""

from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """What is asked for."""

    RECHECK = "recheck"
    HELP = "help"
    EXPLAIN = "explain"
    DISMISS = "dismiss"
    RESTORE = "restore"
    PAUSE = "pause"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a message. `finding` is an id as it was written, empty where there is none; `words` is the rest."""

    verb: Verb
    finding: str = ""
    words: str = ""


class Reaction(StrEnum):
    """What a message is marked with: accepted, done, or refused."""

    SEEN = "eyes"
    DONE = "+1"
    REFUSED = "confused"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who gives a command, by the forge's own word and never by a message's.

    `may_write`: to the change's repository. `is_author`: opened the change; of a Gerrit change, owns or uploaded it.
    `is_member`: of the group that the site trusts with commands.
    """

    login: str
    may_write: bool = False
    is_author: bool = False
    is_member: bool = False
