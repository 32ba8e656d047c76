"""A change at Gerrit: how it is called there, where people see it, and what of ours stands on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from bot.errors import Withheld
from bot.forges.gerrit.answers import Declined
from bot.forges.gerrit.api import Api
from bot.forges.gerrit.fields import need
from bot.forges.gerrit.messages import Own, owned
from bot.model.change_ref import ChangeRef
from bot.model.fields import Json, at, flag, number, text
from bot.model.forge import Person


@dataclass(frozen=True, slots=True)
class Place:
    """Where we speak and as whom. `home` is Gerrit's address, `marker` stands in the hidden line of our answers."""

    api: Api
    ref: ChangeRef
    home: str
    me: Person
    marker: str

    @property
    def path(self) -> str:
        """The change by project and number, which is read from its repository, not from an index that lags behind."""
        return f"/changes/{quote(self.ref.project, safe='', errors='replace')}~{self.ref.number}"

    @property
    def url(self) -> str:
        """Where people see the change."""
        return f"{self.home}/c/{quote(self.ref.project, safe='/', errors='replace')}/+/{self.ref.number}"

    @property
    def reply_marker(self) -> str:
        """What stands in the hidden line of our replies."""
        return self.marker.replace("metareview:", "metareview-reply:", 1)

    def detail(self, *options: str) -> Json:
        """The change with its messages. Raises Withheld for one that is private, hidden or gone."""
        try:
            found = self.api.get(f"{self.path}/detail", [("o", one) for one in options])
        except Declined as error:
            if error.status != 404:
                raise
            raise Withheld(
                f"Gerrit shows us no change {self.ref.place}; check project and number, and that our account may read it"
            ) from error
        if flag(found, "is_private"):
            raise Withheld(f"{self.ref.place} is private, and private changes are left alone; make it public first")
        return found

    def look(self, *options: str) -> "Standing":
        """The change as it is, with what stands of ours."""
        found = self.detail("CURRENT_REVISION", *options)
        head = need(found, "current_revision")
        patch_set = number(found, "revisions", head, "_number") or 0
        return Standing(found, head, patch_set, owned(found, self.me, self.url))

    def answers(self, standing: Sequence[Own]) -> list[Own]:
        """Our answers, the oldest first, with those that somebody deleted."""
        return [one for one in standing if one.tag.digest and self.marker in one.tag.line]

    def replies(self, standing: Sequence[Own]) -> list[Own]:
        """Our replies to commands, the oldest first."""
        return [one for one in standing if not one.tag.digest and self.reply_marker in one.tag.line]


@dataclass(frozen=True, slots=True)
class Standing:
    """A change at one moment: its current revision, and every message of our account with a tag of ours."""

    detail: Json
    head: str
    patch_set: int
    own: tuple[Own, ...]

    @property
    def is_open(self) -> bool:
        """Whether it can still be merged."""
        return text(self.detail, "status") == "NEW"

    def permits(self, label: str, vote: int) -> bool:
        """Whether we may give this vote."""
        found = at(self.detail, "permitted_labels", label)
        return isinstance(found, list) and vote in [_value(one) for one in found]


def _value(text_: Json) -> int | None:
    """A vote as Gerrit lists it: `-1`, ` 0`, `+1`."""
    try:
        return int(text_) if isinstance(text_, str) else None
    except ValueError:
        return None
