"""What telling a delivery needs to know of one forge: its settings, who we are there, and how commands are written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.config.changes import rule_for
from bot.config.reviewers import normalised, reviewer_for
from bot.model.change_ref import ChangeRef
from bot.model.command import Command
from bot.model.settings import GerritSettings, GitHubSettings, Settings


class Reason(StrEnum):
    """Why something that arrived can't change an answer."""

    UNKNOWN_EVENT = "unknown-event"
    NO_CHANGE = "names-no-change"
    IGNORED_CHANGE = "ignored-change"
    NOTHING_NEW = "nothing-new"
    OURS = "ours"
    NO_REVIEWER = "no-reviewer"


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something arrived that is acknowledged, counted, and nothing else."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Site:
    """One forge of the configuration.

    `commands_in` reads the commands of a message. `me` is the login that we act as, None while that is not known;
    `is_shared`: others write with it too. `marker` stands in every comment of ours.
    """

    config: Settings
    forge: GitHubSettings | GerritSettings
    commands_in: Callable[[str], tuple[Command, ...]]
    me: Callable[[], str | None]
    marker: str
    is_shared: bool = False

    def is_me(self, login: str) -> bool:
        """Whether a login is ours."""
        me = self.me()
        return me is not None and normalised(me) == normalised(login)

    def is_ours(self, login: str, words: str) -> bool:
        """Whether we wrote this: our account, and our marker in it, for people may share the account.

        While our account is not known the marker alone says so: better one message is not heard than we answer ourselves.
        """
        return self.marker in words and (self.me() is None or self.is_me(login))

    def counts(self, login: str, *, is_bot: bool) -> bool:
        """Whether somebody's words are reviews here."""
        is_self = self.is_me(login) and not self.is_shared
        return reviewer_for(self.config, login, is_bot, is_self) is not None

    def ignores(self, change: ChangeRef) -> bool:
        """Whether the configuration leaves the change alone."""
        return rule_for(self.config, change).ignore


def spoken(
    commands: tuple[Command, ...], author: Mapping[str, object], message: Mapping[str, object]
) -> dict[str, object]:
    """The body of a command's delivery: what is asked for, who asks as the payload says it, and where that stands."""
    asked = [{"verb": one.verb.value, "finding": one.finding, "words": one.words} for one in commands]
    return {"commands": asked, "author": dict(author), "message": dict(message)}
