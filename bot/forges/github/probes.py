"""Looks at one configured GitHub before any work: the way there, who we are, and what we may; changes nothing there."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field

from bot.errors import BotError, Refused
from bot.forges.github.answers import Reply
from bot.forges.github.api import Api, Declined
from bot.forges.github.app_probes import EVENTS, FOR_EVENTS, Needs, probe_app
from bot.forges.github.auth import AppRight, InstallationRight, TokenRight
from bot.forges.github.contact import clock, reach
from bot.forges.github.patience import Now, Patience
from bot.forges.github.token_probes import probe_token
from bot.forges.github.transport import connect, exchange
from bot.model.change_ref import ChangeRef
from bot.model.diagnosis import Diagnosis, fault, note, ok
from bot.model.fields import flag
from bot.model.secret import Secret
from bot.model.settings import GitHubSettings

__all__ = ["EVENTS", "FOR_EVENTS", "LONGEST_WAIT", "Machine", "Needs", "probe", "probe_comment"]

LONGEST_WAIT = 5.0
"""Seconds that looking waits for GitHub: who asks what is wrong wants to be told."""

_COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Machine:
    """What the probes need of this machine: seconds since the epoch, a sleep, and the environment with proxy and CA."""

    now: Now
    sleep: Callable[[float], object]
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)


def probe(settings: GitHubSettings, secret: Secret | None, needs: Needs, machine: Machine) -> Iterator[Diagnosis]:
    """Everything that can be said of this GitHub without a change. `secret` is the token or the private key, if it is there.

    Nothing that is secret is sent before something has answered that is GitHub.
    """
    contact = reach(settings, machine.now, machine.environment)
    yield contact.found
    right, faults = _right(settings, secret, machine.now)
    yield from faults
    if not contact.is_github:
        if right is not None:
            yield note("credential", "it was not looked at, because no GitHub answers")
        return
    yield from clock(contact, is_app=settings.app_id is not None)
    if right is None:
        return
    api = _api(settings, right, machine)
    with closing(api):
        if isinstance(right, AppRight):
            yield from probe_app(api, right.app_id, settings.url, needs)
        else:
            yield from probe_token(
                api, lambda: _user(settings, right, machine), machine.now, check_runs=needs.check_runs
            )


def probe_comment(settings: GitHubSettings, secret: Secret, ref: ChangeRef, machine: Machine) -> tuple[Diagnosis, ...]:
    """Whether we may comment on a pull request. A comment without a text is tried, which GitHub never takes."""
    try:
        api, right = _of_repository(settings, secret, ref.project, machine)
        with closing(api):
            pull = api.get(f"/repos/{ref.project}/pulls/{ref.number}")
            if flag(pull, "locked") and isinstance(right, InstallationRight):
                return (fault(_COMMENT, "the conversation is locked, and an App can't speak there; unlock it"),)
            api.send("POST", f"/repos/{ref.project}/issues/{ref.number}/comments", {"body": ""})
    except Declined as error:
        if error.status == 422:
            return (ok(_COMMENT, "we may comment there"),)
        return (fault(_COMMENT, str(error)),)
    except BotError as error:
        return (fault(_COMMENT, str(error)),)
    return (fault(_COMMENT, "GitHub took a comment without a text, which it never does; report this"),)


def _right(
    settings: GitHubSettings, secret: Secret | None, now: Now
) -> tuple[AppRight | TokenRight | None, tuple[Diagnosis, ...]]:
    """What we show to GitHub, if it can be any good; else why not."""
    if secret is None:
        return None, (note("credential", "it was not looked at, because its secret is not there"),)
    try:
        if settings.app_id is None:
            return TokenRight(secret), ()
        right = AppRight(settings.app_id, secret, now)
        right.authorization()
    except Refused as error:
        return None, (fault("private key" if settings.app_id is not None else "token", str(error)),)
    return right, ()


def _user(settings: GitHubSettings, right: TokenRight, machine: Machine) -> Reply:
    """Whose the token is, with the headers that say more about it."""
    headers = {"Authorization": right.authorization()}
    with closing(connect(settings.api_url, machine.environment)) as client:
        return exchange(client, client.build_request("GET", f"{settings.api_url}/user", headers=headers), "GET /user")


def _of_repository(
    settings: GitHubSettings, secret: Secret, project: str, machine: Machine
) -> tuple[Api, InstallationRight | TokenRight]:
    if settings.app_id is None:
        token = TokenRight(secret)
        return _api(settings, token, machine), token
    app = _api(settings, AppRight(settings.app_id, secret, machine.now), machine)
    right = InstallationRight(app, settings.app_id, project, machine.now)
    return app.over(right), right


def _api(settings: GitHubSettings, right: AppRight | TokenRight, machine: Machine) -> Api:
    patience = Patience(machine.sleep, LONGEST_WAIT)
    return Api(settings, right, now=machine.now, patience=patience, environment=machine.environment)
