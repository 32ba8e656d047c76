"""Who we are on a forge, asked beside the work: a forge that is silent keeps no delivery from being kept."""

from threading import Lock, Thread

from bot import app
from bot.app.clock import MACHINE
from bot.errors import BotError
from bot.forges.github.identity import our_login
from bot.model.settings import GerritSettings, GitHubSettings

_PATIENCE = 2.0
"""Seconds that all who ask wait together, each time that the forge is asked."""

_AGAIN = 15.0
"""Seconds until a forge that did not tell is asked once more."""


class Identity:
    """Our login on one forge, which is asked once it is needed, and until it tells."""

    def __init__(self, forge: GitHubSettings | GerritSettings) -> None:
        self._forge, self._lock = forge, Lock()
        self._login = forge.username if isinstance(forge, GerritSettings) else None
        self._asking: Thread | None = None
        self._asked = 0.0

    def login(self) -> str | None:
        """The login; None while the forge does not tell it within seconds."""
        if self._login is None:
            thread, left = self._question()
            thread.join(max(0.0, left))
        return self._login

    def _question(self) -> tuple[Thread, float]:
        """The question that is under way, or was in vain of late, and for how long to wait for its answer."""
        with self._lock:
            now = MACHINE.ticks()
            is_old = now - self._asked > _AGAIN
            if self._asking is None or (is_old and not self._asking.is_alive()):
                self._asked = now
                self._asking = Thread(target=self._ask, name="metareview-identity", daemon=True)
                self._asking.start()
            return self._asking, self._asked + _PATIENCE - now

    def _ask(self) -> None:
        forge = self._forge
        if isinstance(forge, GerritSettings):
            return
        try:
            secret = app.secrets().first(forge.private_key if forge.app_id is not None else forge.token)
        except BotError:
            return
        self._login = our_login(forge, secret, MACHINE.now, MACHINE.sleep)
