"""What the core needs from the world, in its own words."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from bot.model.change import ChangedFile
from bot.model.facts import Diagnostic, Hit, SourceFile
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
