"""Who we are at GitHub and with which right: a token, or an App that is installed on the repository."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime

import jwt
from github import Auth

from bot.errors import Refused, Unreachable
from bot.forges.github.api import Api, Declined
from bot.forges.github.fields import need
from bot.forges.github.patience import Now
from bot.forges.github.shared import Slot
from bot.model.fields import Json, Row, at, number, text
from bot.model.secret import Secret

LEAST = {"contents": "read", "pull_requests": "write", "checks": "write", "metadata": "read"}
"""All that we ever need of an installation."""

EARLY_SECONDS = 300
"""A token is no longer used that long before it ends."""

LACKING_SECONDS = 300
"""For how long a token is used that lacks a permission."""

_LEVELS = {"read": 1, "write": 2, "admin": 3}
_LIVES_SECONDS = 300
_BACKDATED_SECONDS = 60
_TOKEN = re.compile(r"[!-~]{1,8000}")
_TIMES = re.compile(r"Expiration time|Issued at|'(?:exp|iat)'")


class TokenRight:
    """A token of a person or a workflow, as it is."""

    limits: tuple[str, ...] = ()

    def __init__(self, token: Secret) -> None:
        """Raises Refused for what can be no token."""
        if _TOKEN.fullmatch(token.reveal()) is None:
            raise Refused("the token for GitHub is empty or holds characters that no token has; configure another one")
        self._token = token

    def token(self) -> Secret:
        """The token."""
        return self._token

    def authorization(self) -> str:
        """See Right."""
        return f"Bearer {self._token.reveal()}"

    def renew(self, said: str, date: str) -> bool:
        """There is no other one."""
        return False


class AppRight:
    """The App itself, by a short-lived signature with its private key; only good for asking for tokens."""

    def __init__(self, app_id: int, key: Secret, now: Now) -> None:
        self.app_id, self._now, self._ahead = app_id, now, 0.0
        self._sign: Callable[[dict[str, Json]], str | bytes] = Auth.AppAuth.create_jwt_sign(key.reveal(), "RS256")

    def authorization(self) -> str:
        """See Right. Raises Refused for a key that is none."""
        now = int(self._now() + self._ahead)
        claims: dict[str, Json] = {
            "iat": now - _BACKDATED_SECONDS,
            "exp": now + _LIVES_SECONDS,
            "iss": str(self.app_id),
        }
        try:
            signed = self._sign(claims)
        except (ValueError, TypeError, AttributeError, jwt.PyJWTError):  # a public key has no way to sign
            raise Refused(
                f"the private key of App {self.app_id} is not an RSA key in PEM form; configure the file that GitHub "
                "made for the App"
            ) from None
        return f"Bearer {signed if isinstance(signed, str) else signed.decode()}"

    def renew(self, said: str, date: str) -> bool:
        """Go by GitHub's clock where it complains of ours, or says nothing."""
        if said and not _TIMES.search(said):
            return False
        try:
            theirs = parsedate_to_datetime(date).timestamp()
        except (ValueError, TypeError):
            return False
        self._ahead = theirs - self._now()
        return True


@dataclass(slots=True)
class InstallationRight:
    """An App's installation on one repository: a token for that repository alone, with the least permissions.

    The token lies in the slot, which all rights on the same repository may share.
    """

    app: Api
    app_id: int
    full_name: str
    now: Now
    slot: Slot = field(default_factory=Slot)

    @property
    def limits(self) -> tuple[str, ...]:
        """Which permissions the installation was not granted, in words, once a token was fetched."""
        return self.slot.limits

    def token(self) -> Secret:
        """A token that is good for some minutes yet. Raises Refused where the App is not installed, and what Api raises."""
        with self.slot.lock:
            if self.slot.token is None or self.now() >= self.slot.good_until:
                try:
                    self.slot.token = self._mint()
                except Unreachable as error:
                    # Already tried as often as it may be: not a kind that the call in need of it would try again.
                    raise Unreachable(str(error), error.wait_seconds) from error
            return self.slot.token

    def authorization(self) -> str:
        """See Right."""
        return f"Bearer {self.token().reveal()}"

    def renew(self, said: str, date: str) -> bool:
        """A token that GitHub no longer knows is replaced, but not one that is new."""
        with self.slot.lock:
            if self.now() - self.slot.minted < _BACKDATED_SECONDS:
                return False
            self.slot.token = None
            return True

    def _mint(self) -> Secret:
        found = self._installation()
        path = f"/app/installations/{number(found, 'id')}/access_tokens"
        granted = {name: text(found, "permissions", name) for name in LEAST}
        wanted: Row = {name: _lesser(granted[name], most) for name, most in LEAST.items() if granted[name]}
        limits = tuple(_missing(name, most) for name, most in LEAST.items() if wanted.get(name) != most)
        try:
            made = self._made(path, wanted, self.full_name)
        except Declined as error:
            if error.status != 422:
                raise
            made = self._made(path, wanted, self._renamed(path))
        return self._kept(made, limits)

    def _kept(self, made: Json, limits: tuple[str, ...] = ()) -> Secret:
        slot = self.slot
        slot.limits, slot.minted = limits, self.now()
        ends = _ends(made, slot.minted) - EARLY_SECONDS
        # What is granted meanwhile shows in a new token only.
        slot.good_until = min(ends, slot.minted + LACKING_SECONDS) if limits else ends
        return Secret(need(made, "token"))

    def _made(self, path: str, permissions: Row, full_name: str | None) -> Json:
        """A new token; asking twice does no harm, the unknown one ends by itself."""
        narrow: Row = {"repositories": [full_name.rpartition("/")[2]]} if full_name else {}
        return self.app.make(path, {"permissions": permissions or {"metadata": "read"}, **narrow})

    def _renamed(self, path: str) -> str:
        """The repository's name now: asked with a token that can see names and no more."""
        weak = TokenRight(Secret(need(self._made(path, {"metadata": "read"}, None), "token")))
        return need(self.app.over(weak).get(f"/repos/{self.full_name}"), "full_name")

    def _installation(self) -> Json:
        try:
            found = self.app.get(f"/repos/{self.full_name}/installation")
        except Declined as error:
            raise Declined(self._why(error), error.status, error.said) from error
        if at(found, "suspended_at") is not None:
            raise Refused(f"App {self.app_id} is suspended on {self.full_name}; its owner can unsuspend it")
        return found

    def _why(self, error: Declined) -> str:
        if error.status == 404:
            return (
                f"App {self.app_id} is not installed on {self.full_name}, or there is no such repository; install the "
                "App on it, and check `app_id`"
            )
        if error.status == 401:
            return (
                f"GitHub does not accept the signature of App {self.app_id} (401: {error.said}); configure the private key "
                "that belongs to `app_id`"
            )
        return str(error)


@dataclass(slots=True)
class WatchRight(InstallationRight):
    """An App's installation on all repositories that it has; good for seeing which pull requests there are, and no more."""

    installation: int = 0

    def _mint(self) -> Secret:
        path = f"/app/installations/{self.installation}/access_tokens"
        return self._kept(self._made(path, {"metadata": "read", "pull_requests": "read"}, None))


def _lesser(granted: str, most: str) -> str:
    return most if _LEVELS.get(granted, 0) >= _LEVELS[most] else granted or most


def _missing(name: str, level: str) -> str:
    return f"the App may not use `{name.replace('_', ' ').capitalize()}: {level}` here; grant it and accept it at the installation"


def _ends(made: Json, now: float) -> float:
    try:
        return datetime.fromisoformat(need(made, "expires_at")).timestamp()
    except ValueError:
        return now + 3600.0
