"""The conversation of a pull request, and which of its comments are ours."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.errors import Refused
from bot.forges.github import messages
from bot.forges.github.adoption import adoptable, ends_with
from bot.forges.github.api import Api, Json
from bot.model.forge import Message, Person


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of ours: the comment, others that a race has left, and those of an account that we had before."""

    ours: Message | None = None
    doubles: tuple[Message, ...] = ()
    former: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where we speak and as whom. `marker` is in every comment of ours; `may_write` says whether a login may write here."""

    api: Api
    full_name: str
    number: int
    me: Person
    marker: str
    may_write: Callable[[str], bool]

    @property
    def path(self) -> str:
        """Where its comments are."""
        return f"/repos/{self.full_name}/issues/{self.number}/comments"

    def path_of(self, one: Message) -> str:
        """Where one comment is."""
        return f"/repos/{self.full_name}/issues/comments/{_number(one)}"

    def look(self, known: Message | None = None) -> Standing:
        """What stands now. `known`: a comment that GitHub took from us just now, which its lists may not show yet.

        Raises what Api raises.
        """
        if not self.me.id:
            raise Refused("GitHub does not say which account we are, so nothing of ours can be told from others'")
        listed = {one.id: one for one in self._comments() if self.marker in one.body}
        if known is not None:
            listed.setdefault(known.id, known)
        marked = sorted(listed.values(), key=_number)
        own = [one for one in marked if one.author.id == self.me.id]
        # A copy that somebody made of our comment is younger than it.
        others = [one for one in marked if one.author.id != self.me.id and (not own or _number(one) < _number(own[0]))]
        doubles = tuple(one for one in own[1:] if ends_with(one.body, self.marker))
        return Standing(own[0] if own else None, doubles, adoptable(others, self.marker, self.may_write))

    def _comments(self) -> Iterator[Message]:
        for row in self.api.pages(self.path):
            if (message := comment(row)) is not None:
                yield message


def find_ours(conversation: Conversation) -> Message | None:
    """The comment of ours that stands, or else the one that an account of ours from before has left."""
    standing = conversation.look()
    return standing.ours or next(iter(standing.former), None)


def comment(row: Json) -> Message | None:
    """A comment of the conversation as GitHub shows it; None for what is none."""
    dated = messages.comment(row, {}) if isinstance(row, dict) else None
    return dated[1] if dated else None


def _number(one: Message) -> int:
    """Numbers grow with time."""
    return int(one.id.rpartition("-")[2])
