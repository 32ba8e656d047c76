"""What a test of the forge contract may do to the world, in words that no forge owns."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from bot.git.view import GitCode
from bot.model.change_ref import ChangeRef
from bot.model.forge import ChangeState
from bot.ports import Forge

Files = Mapping[str, str]
Remarks = Sequence[tuple[str, int, str]]
"""Inline comments: path, line of the new file, text."""

AUTHOR, WRITER, READER, NOBODY = "dave", "wendy", "rita", "nora"
"""Who made the change; who may write to the repository, only read it, and do neither."""
BOT, PERSON = "acme-review[bot]", "carol"
"""Two reviewers."""
MARKER = "metareview:contract"
"""What stands in every text of ours."""


@dataclass(frozen=True)
class Can:
    """What a forge can do; a test asserts what holds where it can't.

    `edit`: our message is edited in place (else a new one supersedes it). `thread`: messages answer each other.
    `converse`: things are said outside of reviews. `fail_to_read`: reading goes over a network. `revise`: who said something
    can change it. `longest`: UTF-16 units of a text. `bot`: what BOT is called there.
    """

    edit: bool = True
    thread: bool = True
    converse: bool = True
    fail_to_read: bool = True
    revise: bool = True
    longest: int = 65_536
    bot: str = BOT


class Driver(Protocol):
    """A world with one forge. Whatever is said happens later than what was said before it."""

    can: Can
    forge: Forge

    def another(self) -> Forge:
        """The same forge as another process of ours knows it."""
        ...

    def change(self, base: Files, head: Files) -> ChangeRef:
        """AUTHOR opens a change, titled `A change`; a file that `head` does not name stays as it is in `base`."""
        ...

    def unknown(self) -> ChangeRef:
        """A change that there is not."""
        ...

    def push(self, ref: ChangeRef, files: Files) -> str:
        """AUTHOR puts a commit on top: the new head."""
        ...

    def replace(self, ref: ChangeRef, files: Files) -> str:
        """AUTHOR puts another commit in the place of all that there were: the new head."""
        ...

    def close(self, ref: ChangeRef) -> None:
        """AUTHOR gives the change up."""
        ...

    def review(self, ref: ChangeRef, by: str, body: str = "", remarks: Remarks = ()) -> None:
        """BOT or PERSON reviews the head."""
        ...

    def say(self, ref: ChangeRef, by: str, text: str) -> None:
        """Somebody says something on the change in the most ordinary way that there is, outside of reviews where that goes."""
        ...

    def reply(self, ref: ChangeRef, to: str, by: str, text: str) -> None:
        """Somebody answers the inline comment that reads `to`."""
        ...

    def edit(self, ref: ChangeRef, old: str, new: str) -> None:
        """The author of what reads `old` changes it."""
        ...

    def withdraw(self, ref: ChangeRef, text: str) -> None:
        """The author of the inline comment that reads so takes it away."""
        ...

    def delete_ours(self, ref: ChangeRef) -> None:
        """A person with the right to it deletes our answer."""
        ...

    def shown(self, ref: ChangeRef) -> list[str]:
        """The texts of ours that the change shows, oldest first, looked up past the forge under test."""
        ...

    def kept(self, text: str) -> str:
        """A text as the forge gives it back: its rule for the ends of lines."""
        ...

    def unreachable(self, ref: ChangeRef) -> AbstractContextManager[object]:
        """Meanwhile our side can't write, nor read where that can fail; later it can again."""
        ...

    def unclear(self, ref: ChangeRef) -> AbstractContextManager[object]:
        """Meanwhile a write is carried out, and yet looks as if it had failed."""
        ...

    def open(self, ref: ChangeRef, state: ChangeState) -> AbstractContextManager[GitCode]:
        """The change's code from the place that the forge names."""
        ...
