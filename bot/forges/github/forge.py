"""One GitHub as a forge: pull requests are read and answered with the least rights that this takes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from bot.errors import Refused, Unreachable
from bot.forges.github import people, reading, talk
from bot.forges.github.api import Api, Declined
from bot.forges.github.auth import AppRight, InstallationRight, TokenRight
from bot.forges.github.check_run import show_skipped
from bot.forges.github.conversation import Conversation, find_ours
from bot.forges.github.fields import need
from bot.forges.github.patience import Now, Patience
from bot.forges.github.publishing import publish
from bot.forges.github.shared import Shared
from bot.model.change_ref import ChangeRef
from bot.model.command import Reaction
from bot.model.forge import Answer, ChangeState, CodePlace, Message, Person, Published
from bot.model.secret import Secret
from bot.model.settings import GitHubSettings
from bot.ports import Checks, Forge, Talk

_FULL_NAME = re.compile(r"[A-Za-z0-9_-]+/(?!\.{1,2}$)[A-Za-z0-9._-]+")


@dataclass(slots=True)
class _Place:
    """A repository: its name now, and the right for it."""

    full_name: str
    right: TokenRight | InstallationRight
    api: Api
    me: Person | None = None


class GitHubForge:
    """See ports.Forge, ports.Talk and ports.Checks. Made for one command, whose calls wait a minute for GitHub in all."""

    def __init__(
        self,
        settings: GitHubSettings,
        secret: Secret,
        marker: str,
        *,
        now: Now,
        sleep: Callable[[float], object],
        shared: Shared | None = None,
    ) -> None:
        """`secret` is the token, or the App's private key where the settings name an `app_id`; `marker` is in our comments.

        `now` tells seconds since the epoch. Raises Refused for a useless token. `shared`: the tokens and counts of all the
        commands of this process, and how it reaches GitHub.
        """
        self._settings, self._marker, self._now = settings, marker, now
        self._shared = shared or Shared()
        self._places: dict[str, _Place] = {}
        self._lock = Lock()
        self._own = TokenRight(secret) if settings.app_id is None else AppRight(settings.app_id, secret, now)
        self._api = Api(settings, self._own, now=now, patience=Patience(sleep), shared=self._shared)

    @property
    def calls(self) -> int:
        """HTTP requests so far."""
        return self._api.calls + sum(one.api.calls for one in self._places.values())

    def state(self, ref: ChangeRef) -> ChangeState:
        """See ports.Forge."""
        place = self._place(ref)
        found = reading.read(place.api, ref, place.full_name, place.right.limits)
        place.me = found.me
        return found

    def code(self, ref: ChangeRef) -> CodePlace:
        """See ports.Forge. The token is good for some minutes at least."""
        place = self._place(ref)
        url = f"{self._settings.url}/{place.full_name}.git"
        return CodePlace(url, "x-access-token", place.right.token().reveal())

    def ours(self, ref: ChangeRef) -> Message | None:
        """See ports.Forge."""
        return find_ours(self._conversation(ref))

    def publish(self, ref: ChangeRef, answer: Answer, *, asked: str = "") -> Published:
        """See ports.Forge."""
        return publish(self._conversation(ref), answer, asked=bool(asked))

    def may_write(self, ref: ChangeRef, login: str) -> bool:
        """See ports.Forge."""
        try:
            place = self._place(ref)
        except Refused:
            return False
        return people.may_write(place.api, place.full_name, login)

    def react(self, ref: ChangeRef, message: str, reaction: Reaction) -> bool:
        """See ports.Talk."""
        place = self._place(ref)
        return talk.react(place.api, place.full_name, message, reaction)

    def say(self, ref: ChangeRef, text: str, key: str, to: str = "") -> str | None:
        """See ports.Talk."""
        return talk.say(self._conversation(ref), text, key)

    def skip(self, ref: ChangeRef, revision: str = "") -> Published:
        """See ports.Checks."""
        place = self._place(ref)
        place.me = me = place.me or people.who_we_are(place.api)
        head = revision or need(place.api.get(f"/repos/{place.full_name}/pulls/{ref.number}"), "head", "sha")
        shown = show_skipped(place.api, place.full_name, me, head)
        return Published(None, shown.changed, shown.note)

    def _conversation(self, ref: ChangeRef) -> Conversation:
        place = self._place(ref)
        place.me = me = place.me or people.who_we_are(place.api)
        return Conversation(
            place.api,
            place.full_name,
            ref.number,
            me,
            self._marker,
            lambda login: people.may_write(place.api, place.full_name, login),
        )

    def _place(self, ref: ChangeRef) -> _Place:
        """The repository of a change, by the name that it has now; looked up once."""
        with self._lock:
            if ref.project not in self._places:
                self._places[ref.project] = self._found(ref.project)
            return self._places[ref.project]

    def _found(self, project: str) -> _Place:
        right = self._right(project)
        api = self._api.over(right)
        right.token()  # that the App is not installed is said in its own words
        try:
            full_name = need(api.get(f"/repos/{project}"), "full_name")
        except Declined as error:
            if error.status != 404:
                raise
            raise Refused(
                f"GitHub shows us no repository {project}; check the name, and that the token or App may see it with "
                "`Metadata: read`"
            ) from error
        if _FULL_NAME.fullmatch(full_name) is None:
            raise Unreachable(f"GitHub calls the repository {project} by what is no name; try again later")
        return _Place(full_name, right, api)

    def _right(self, project: str) -> TokenRight | InstallationRight:
        if isinstance(self._own, TokenRight):
            return self._own
        return InstallationRight(self._api, self._own.app_id, project, self._now, self._shared.slot(project))


_: type[Forge] = GitHubForge
_talks: type[Talk] = GitHubForge
_checks: type[Checks] = GitHubForge
