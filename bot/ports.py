"""What the core needs from the world, in its own words."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from bot.model.change import ChangedFile
from bot.model.change_ref import ChangeRef
from bot.model.facts import Diagnostic, Hit, SourceFile
from bot.model.forge import Answer, ChangeState, CodePlace, Message, Published
from bot.model.place import Side


class CodeView(Protocol):
    """One change, read only and by commit id. Every method answers the same for the same arguments, and may read lazily."""

    def changed(self) -> Sequence[ChangedFile]:
        """The files that differ between base and head, in order of path."""
        ...

    def paths(self) -> Sequence[str]:
        """Every path of the head tree, sorted."""
        ...

    def read(self, path: str, side: Side = Side.NEW, text: str | None = None) -> SourceFile | None:
        """The file at `path`, with its facts; None where the tree has none. With `text`, that text as if it stood there."""
        ...

    def words(self, names: Collection[str]) -> Mapping[str, Sequence[Hit]]:
        """Whole-word occurrences of each name in all text files of the head tree; at most 200 a name, in order of place."""
        ...

    def lint(self, sources: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], Sequence[Diagnostic] | None]:
        """What the linter says of each (path, text); None for what it cannot read. One process for all of them."""
        ...


class Forge(Protocol):
    """A place where changes live and answers go. Errors: Refused (final, one sentence), Unreachable (may work later)."""

    def state(self, ref: ChangeRef) -> ChangeState:
        """Everything that is known of a change now."""
        ...

    def code(self, ref: ChangeRef) -> CodePlace:
        """Where git fetches the change's code from."""
        ...

    def ours(self, ref: ChangeRef) -> Message | None:
        """The comment of ours that stands on the change, by author and marker."""
        ...

    def publish(self, ref: ChangeRef, answer: Answer, *, asked: bool) -> Published:
        """Make the change show this answer once, however often and whenever it is called.

        `asked`: somebody asked for it; only then a comment of ours that a person deleted is written again.
        """
        ...

    def may_write(self, ref: ChangeRef, login: str) -> bool:
        """Whether somebody may write to the change's repository; a refused look-up is a no."""
        ...
