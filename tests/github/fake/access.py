"""Who asks, and whether they may: tokens, JWTs, and the permission that each operation needs."""

import base64
import binascii
from dataclasses import dataclass

import jwt

from tests.github.fake.answers import Refusal, not_found
from tests.github.fake.model import App, Installation, Repository, State, Token, User, rank

LEVELS = {"read": 1, "write": 2, "admin": 3}
INTEGRATION = "Resource not accessible by integration"
FINE_GRAINED = "Resource not accessible by personal access token"


@dataclass(frozen=True)
class Actor:
    """Who sends a request: nobody, an account with a token, or an App with its own JWT."""

    user: User | None = None
    token: Token | None = None
    app: App | None = None

    @property
    def installation(self) -> Installation | None:
        """The installation that the token is for."""
        return self.token.installation if self.token else None

    @property
    def via(self) -> App | None:
        """The App that speaks through an installation."""
        return self.installation.app if self.installation else None

    @property
    def name(self) -> str:
        """For the record of exchanges."""
        return self.app.slug if self.app else self.user.login if self.user else "nobody"


@dataclass(frozen=True)
class Need:
    """What an operation asks for: one of these permissions of an App, or this role of a person."""

    permissions: tuple[str, ...] = ("metadata:read",)
    role: str = "read"

    @property
    def writes(self) -> bool:
        """Whether the operation changes anything."""
        return any(not one.endswith(":read") for one in self.permissions)

    @property
    def header(self) -> str:
        """As GitHub names it in every answer."""
        return "; ".join(one.replace(":", "=") for one in self.permissions)


def identify(state: State, authorization: str | None) -> Actor:
    """Say who sends a request with this header; 401 for a credential that is none."""
    if not authorization:
        return Actor()
    scheme, _, text = authorization.partition(" ")
    if scheme.lower() == "basic":
        text = _password(text)
    elif scheme.lower() not in ("bearer", "token"):
        raise Refusal(401, "Bad credentials")
    if text.count(".") == 2 and not text.startswith("ghs_"):
        return Actor(app=_app(state, text))
    token = state.tokens.get(text)
    if token is None or token.revoked or (token.expires is not None and token.expires <= state.clock.now()):
        raise Refusal(401, "Bad credentials")
    if token.installation and token.installation.suspended:
        raise Refusal(403, "This installation has been suspended")
    return Actor(token.user, token)


def _password(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        raise Refusal(401, "Bad credentials") from None


def _app(state: State, text: str) -> App:
    try:
        header = jwt.get_unverified_header(text)
        claims = jwt.decode(text, options={"verify_signature": False})
    except jwt.PyJWTError:
        raise Refusal(401, "A JSON web token could not be decoded") from None
    if header.get("alg") != "RS256":
        raise Refusal(401, "A JSON web token could not be decoded")
    app = next((one for one in state.apps if str(claims.get("iss")) in (str(one.id), one.client_id)), None)
    if app is None:
        raise Refusal(404, "Integration not found")
    try:
        jwt.decode(
            text,
            app.public_key,
            algorithms=["RS256"],
            options={"verify_exp": False, "verify_iat": False, "verify_iss": False},
        )
    except jwt.PyJWTError:
        raise Refusal(401, "A JSON web token could not be decoded") from None
    _times(claims, state.clock.wall())
    return app


def _times(claims: dict[str, object], now: int) -> None:
    issued, expires = claims.get("iat"), claims.get("exp")
    if not isinstance(expires, int) or expires <= now:
        raise Refusal(
            401,
            "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
        )
    if expires > now + 600:
        raise Refusal(401, "'Expiration time' claim ('exp') is too far in the future")
    if not isinstance(issued, int) or issued > now:
        raise Refusal(
            401, "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"
        )


def sees(actor: Actor, repository: Repository) -> bool:
    """Whether the repository exists for the asker."""
    if not repository.private:
        return True
    if actor.token is None or actor.user is None:
        return False
    if actor.token.repositories is not None and repository.id not in actor.token.repositories:
        return False
    if actor.installation is not None:
        return covers(actor.installation, repository)
    if actor.token.scopes is not None and "repo" not in actor.token.scopes:
        return False
    return rank(repository.role(actor.user)) >= rank("read")


def covers(installation: Installation, repository: Repository) -> bool:
    """Whether an installation was given this repository."""
    if installation.account is not repository.owner:
        return False
    return installation.repositories is None or repository.id in installation.repositories


def require(actor: Actor, repository: Repository, need: Need) -> None:
    """Refuse what the asker may not do."""
    if actor.app is not None:
        raise Refusal(401, "Bad credentials")
    if not sees(actor, repository):
        raise not_found()
    if actor.token is None:
        if need.writes:
            raise Refusal(401, "Requires authentication")
        return
    if actor.installation is not None:
        _require_permission(actor, repository, need, INTEGRATION)
        return
    if actor.token.permissions is not None:
        _require_permission(actor, repository, need, FINE_GRAINED)
    elif need.writes and not {"repo", "public_repo"} & set(actor.token.scopes or ()):
        raise not_found()
    if rank(repository.role(actor.user)) < rank(need.role):
        raise Refusal(
            403,
            "Must have admin rights to Repository." if need.role == "admin" else "Must have push access to repository",
        )


def _require_permission(actor: Actor, repository: Repository, need: Need, message: str) -> None:
    covered = actor.installation is None or covers(actor.installation, repository)
    granted = (actor.token.permissions or {}) if actor.token else {}
    if covered and any(holds(granted, one) for one in need.permissions):
        return
    if not need.writes and not repository.private:
        return
    raise Refusal(403, message)


def holds(granted: dict[str, str], wanted: str) -> bool:
    """Whether a set of permissions has one of this strength."""
    name, _, level = wanted.partition(":")
    if name == "metadata" and level == "read":
        return True
    return LEVELS.get(granted.get(name, ""), 0) >= LEVELS[level]


def mint(
    state: State, installation: Installation, permissions: dict[str, str], repositories: list[int] | None
) -> Token:
    """A new installation token: an hour long, in the long form with dots."""
    expires = state.clock.now() + 3600
    claims = {"iss": "github", "sub": installation.id, "jti": state.id(), "exp": expires}
    text = (
        f"ghs_{installation.app.id}_{jwt.encode(claims, 'fake-github-signs-with-this-secret-key', algorithm='HS256')}"
    )
    found = Token(text, installation.app.bot, None, permissions, installation, repositories, expires)
    state.tokens[text] = found
    return found
