"""The login that we act as, asked of GitHub without naming a repository."""

from bot.errors import BotError
from bot.forges.github.api import Api, Right
from bot.forges.github.auth import AppRight, TokenRight
from bot.forges.github.patience import Now, Patience, Sleep
from bot.forges.github.people import who_we_are
from bot.model.fields import text
from bot.model.secret import Secret
from bot.model.settings import GitHubSettings

_WAIT = 5.0


def our_login(settings: GitHubSettings, secret: Secret, now: Now, sleep: Sleep) -> str | None:
    """The account behind a token, or the bot of an App; None where GitHub does not tell it now."""
    app_id = settings.app_id
    right: Right = TokenRight(secret) if app_id is None else AppRight(app_id, secret, now)
    api = Api(settings, right, now=now, patience=Patience(sleep, _WAIT))
    try:
        return who_we_are(api).login if app_id is None else f"{text(api.get('/app'), 'slug')}[bot]"
    except BotError:
        return None
    finally:
        api.close()
