"""One Gerrit as a forge: changes are read and answered by an account that may read and comment, and no more."""

from dataclasses import dataclass
from threading import Lock
from urllib.parse import quote

from bot.errors import Refused
from bot.forges.gerrit import people, reading, talk
from bot.forges.gerrit.api import Api
from bot.forges.gerrit.patience import Patience, Sleep
from bot.forges.gerrit.place import Place
from bot.forges.gerrit.publishing import publish
from bot.forges.gerrit.shared import Shared
from bot.model.change_ref import ChangeRef
from bot.model.command import Reaction
from bot.model.forge import Answer, ChangeState, CodePlace, Message, Person, Published
from bot.model.secret import Secret
from bot.model.settings import GerritSettings
from bot.ports import Forge, Talk


@dataclass(frozen=True, slots=True)
class Rules:
    """What the site has decided: the members of `group` are in charge of every change, `label` is what a vote is given on."""

    group: str | None = None
    label: str | None = None


class GerritForge:
    """See ports.Forge and ports.Talk. Made for one command, whose calls wait a minute for Gerrit in all."""

    def __init__(
        self,
        settings: GerritSettings,
        secret: Secret,
        marker: str,
        *,
        sleep: Sleep,
        rules: Rules = Rules(),
        shared: Shared | None = None,
    ) -> None:
        """`secret` is the account's HTTP password or token; `marker` is in the hidden line of our answers.

        `shared`: the counts of all the commands of this process, and how it reaches Gerrit. Raises Refused where the way there is no way.
        """
        self._settings, self._secret, self._marker = settings, secret, marker
        self._rules = rules
        self._api = Api(settings, secret, Patience(sleep), shared)
        self._me: Person | None = None
        self._lock = Lock()

    def state(self, ref: ChangeRef) -> ChangeState:
        """See ports.Forge."""
        return reading.read(self._place(ref))

    def code(self, ref: ChangeRef) -> CodePlace:
        """See ports.Forge."""
        url = f"{self._settings.url}/a/{quote(ref.project, safe='/', errors='replace')}"
        return CodePlace(url, self._settings.username, self._secret.reveal())

    def ours(self, ref: ChangeRef) -> Message | None:
        """See ports.Forge. Our newest answer that nobody deleted."""
        place = self._place(ref)
        return reading.standing(place, place.look().own)

    def publish(self, ref: ChangeRef, answer: Answer, *, asked: str = "") -> Published:
        """See ports.Forge. At most three answers on a patch set that nobody asked for."""
        return publish(self._place(ref), answer, asked, self._rules.label)

    def may_write(self, ref: ChangeRef, login: str) -> bool:
        """See ports.Forge. Who owns the change, uploaded its current patch set, or is of the group."""
        try:
            return people.may_write(self._api, self._place(ref).look().detail, login, self._rules.group)
        except Refused:
            return False

    def react(self, ref: ChangeRef, message: str, reaction: Reaction) -> bool:
        """See ports.Talk. There are no reactions at Gerrit."""
        return False

    def say(self, ref: ChangeRef, text: str, key: str, to: str = "") -> str | None:
        """See ports.Talk."""
        return talk.say(self._place(ref), text, key, to)

    def _place(self, ref: ChangeRef) -> Place:
        with self._lock:
            self._me = self._me or people.who_we_are(self._api)
            return Place(self._api, ref, self._settings.url, self._me, self._marker)


_: type[Forge] = GerritForge
_talks: type[Talk] = GerritForge
