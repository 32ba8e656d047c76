"""What the core needs from the world, in its own words."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from bot.model.change import ChangedFile
from bot.model.change_ref import ChangeRef
from bot.model.command import Reaction
from bot.model.delivery import Decision, Delivery, RunRecord, RunState, Submission
from bot.model.facts import Diagnostic, Hit, SourceFile
from bot.model.forge import Answer, ChangeState, CodePlace, Message, Published
from bot.model.place import Side
from bot.model.record import Told


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

    def publish(self, ref: ChangeRef, answer: Answer, *, asked: str = "") -> Published:
        """Make the change show this answer once, however often and whenever it is called.

        `asked`: what asked for it (ids of messages, parted by spaces), the same whenever it is tried again; empty where
        nobody did. Only an answer that was asked for is written again after a person deleted ours.
        """
        ...

    def may_write(self, ref: ChangeRef, login: str) -> bool:
        """Whether somebody is in charge: may write to the change's repository, or is of the group that the site trusts.

        A refused look-up is a no.
        """
        ...


class Talk(Protocol):
    """How we show on a forge that we heard a command. Errors: Refused (final, one sentence), Unreachable (may work later)."""

    def react(self, ref: ChangeRef, message: str, reaction: Reaction) -> bool:
        """Mark a message of the change, once however often it is called; False where it can't be marked."""
        ...

    def say(self, ref: ChangeRef, text: str, key: str, to: str = "") -> str | None:
        """Have a message of ours stand on the change that ends in the line `key`, and write it where there is none.

        `to` is the id of the message that it answers. Its URL; None where the forge takes no messages.
        """
        ...


class Checks(Protocol):
    """How a branch that waits for our check is told that it need not. Errors: Refused (final), Unreachable (may work later)."""

    def skip(self, ref: ChangeRef, revision: str = "") -> Published:
        """Have a commit, the change's head unless one is named, show a completed check of ours: `skipped`, unless there is one.

        Where it can't be shown, the note says why.
        """
        ...


class Turn(Protocol):
    """A run's turn on its change. Called, it says whether something newer has arrived: asked before publishing."""

    @property
    def run(self) -> str:
        """The run's id."""
        ...

    def __call__(self) -> bool:
        """Whether something newer has arrived, or the run is no longer ours."""
        ...


class Inbox(Protocol):
    """Where what arrives is kept until it is dealt with. Raises Unreachable where it cannot be kept now."""

    def accept(self, delivery: Delivery) -> bool:
        """Keep a delivery; once this returns it is never lost. False where it was kept before."""
        ...

    def retry(self, run: str) -> bool:
        """Run a failed run again with the same deliveries; False where there is no such failed run."""
        ...


class Store(Protocol):
    """What is known of runs and decisions, for those who ask."""

    def runs(self, change: ChangeRef | None, state: RunState | None, limit: int = 100) -> Sequence[RunRecord]:
        """The last runs, newest first; of one change and in one state where these are named."""
        ...

    def run(self, id: str) -> RunRecord | None:
        """One run."""
        ...

    def submission(self, id: str) -> Submission | None:
        """What became of something that came over the API."""
        ...

    def report(self, change: ChangeRef) -> str | None:
        """The last report of a change, as its JSON document."""
        ...


class Memory(Protocol):
    """What people decided about a change, and the reviews of it that were sent to us."""

    def decisions(self, change: ChangeRef) -> Mapping[str, Decision]:
        """The decision that holds for each finding."""
        ...

    def decide(self, change: ChangeRef, decision: Decision) -> None:
        """Remember a decision; repeating it changes nothing."""
        ...

    def is_paused(self, change: ChangeRef) -> bool:
        """Whether somebody asked for silence on this change."""
        ...

    def pause(self, change: ChangeRef, by: str | None) -> None:
        """Keep silent on a change from now on; with nobody in `by`, speak again."""
        ...

    def reviews(self, change: ChangeRef) -> Sequence[Mapping[str, object]]:
        """The bodies of the reviews of this change that were sent to us, oldest first; of each external id the last."""
        ...


class Judgements(Protocol):
    """What people made of findings, on all changes: what each bot's record is counted from."""

    def keep(self, told: Collection[Told]) -> None:
        """Remember outcomes. Of one finding the last decision holds; that it was mended only where nothing was decided."""
        ...

    def told(self) -> Sequence[Told]:
        """The newest outcomes, one for each bot and finding, at most 10,000."""
        ...
