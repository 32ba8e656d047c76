"""The login that we act as, asked of Gerrit without naming a change."""

from bot.errors import BotError
from bot.forges.gerrit.api import Api
from bot.forges.gerrit.patience import Patience, Sleep
from bot.forges.gerrit.people import who_we_are
from bot.forges.gerrit.shared import Shared
from bot.model.secret import Secret
from bot.model.settings import GerritSettings

_WAIT = 5.0


def our_login(settings: GerritSettings, secret: Secret, sleep: Sleep, shared: Shared | None = None) -> str | None:
    """The login of the account behind the password; None where Gerrit does not tell it now."""
    try:
        api = Api(settings, secret, Patience(sleep, _WAIT), shared)
    except BotError:
        return None
    try:
        return who_we_are(api).login
    except BotError:
        return None
    finally:
        api.close()
