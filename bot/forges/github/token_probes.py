"""What kind of token we have, whose it is, what it may do, and how long it lives."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from bot.errors import BotError
from bot.forges.github.answers import Declined, Reply, value
from bot.forges.github.api import Api
from bot.forges.github.limit_probe import rate
from bot.forges.github.patience import Now
from bot.forges.github.people import who_we_are
from bot.model.diagnosis import Diagnosis, fault, note, ok, warning
from bot.model.fields import Json, text

TOKEN, ACCOUNT, SCOPES, CHECK_RUNS = "token", "account", "scopes", "check runs"
SOON_DAYS = 7

_ENOUGH = ("repo", "public_repo")
_BOT_NAME = re.compile(r"bot\b|bot[-_]|metareview|[-_]ci\b|^ci[-_]", re.IGNORECASE)
_DAY = 86_400
_EXPIRES = "github-authentication-token-expiration"

AskUser = Callable[[], Reply]
"""Asks GitHub with the token whose it is, and gives the whole answer, headers too."""


def probe_token(api: Api, ask: AskUser, now: Now, *, check_runs: bool) -> tuple[Diagnosis, ...]:
    """Look at a token; `check_runs`: whether the configuration wants them."""
    try:
        reply = ask()
    except BotError as error:
        return (fault(TOKEN, str(error)),)
    try:
        user = value(reply, now())
    except Declined as error:
        if error.status == 401:
            return (
                fault(
                    TOKEN, f"GitHub does not know it ({error.said}): it is wrong, expired or revoked; make a new one"
                ),
            )
        if error.status != 403:
            return (fault(TOKEN, str(error)),)
        return _of_app(api)
    except BotError as error:
        return (fault(TOKEN, str(error)),)
    found = _kind(reply) + _expiry(reply, now()) + _account(user)
    if check_runs:
        found += (note(CHECK_RUNS, "there will be none: GitHub takes them from Apps and workflows only"),)
    return found + rate(api)


def _of_app(api: Api) -> tuple[Diagnosis, ...]:
    """A token that belongs to no account is an installation's, as the GITHUB_TOKEN of a workflow is."""
    try:
        me = who_we_are(api)
    except BotError as error:
        return (fault(TOKEN, str(error)),)
    return (
        note(
            TOKEN,
            "it is the short-lived token of an App, as a workflow's GITHUB_TOKEN; the workflow's `permissions` must have "
            "contents: read, pull-requests: write and checks: write",
        ),
        ok(ACCOUNT, f"the comment will be by {me.login}"),
        *rate(api),
    )


def _kind(reply: Reply) -> tuple[Diagnosis, ...]:
    listed = reply.headers.get("x-oauth-scopes")
    if listed is None:
        return (
            note(
                TOKEN,
                "it is fine-grained, and GitHub does not tell what it may do; it needs `Contents: read` and `Pull "
                "requests: write` on each repository, which --change tries",
            ),
        )
    scopes = sorted({one.strip() for one in listed.split(",") if one.strip()})
    return (ok(TOKEN, "it is a classic token"), *_scopes(scopes))


def _scopes(scopes: list[str]) -> tuple[Diagnosis, ...]:
    found: list[Diagnosis] = []
    if not any(one in scopes for one in _ENOUGH):
        sentence = (
            "it has neither `repo` nor `public_repo`; make one with `repo`, or `public_repo` for public repositories"
        )
        found.append(fault(SCOPES, sentence))
    elif "repo" not in scopes:
        found.append(ok(SCOPES, "`public_repo`, which is good for public repositories only"))
    else:
        found.append(ok(SCOPES, "`repo`"))
    more = [one for one in scopes if one not in _ENOUGH]
    if more:
        names = ", ".join(f"`{one}`" for one in more[:20])
        found.append(warning(SCOPES, f"it may do more than metareview uses: {names}; make one without"))
    return tuple(found)


def _expiry(reply: Reply, now: float) -> tuple[Diagnosis, ...]:
    ends = _moment(reply.headers.get(_EXPIRES, ""))
    if ends is None:
        return ()
    days = int((ends - now) // _DAY)
    if days < SOON_DAYS:
        when = "in less than a day" if days < 1 else f"in {days} day{'' if days == 1 else 's'}"
        return (warning("expiry", f"the token expires {when}; make a new one before"),)
    return (ok("expiry", f"the token is good for {days} days"),)


def _moment(told: str) -> float | None:
    """GitHub writes `2026-12-01 10:00:00 UTC`, or the offset in place of UTC."""
    day = told.strip().removesuffix(" UTC")
    try:
        found = datetime.fromisoformat(day.replace(" +", "+").replace(" -", "-"))
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def _account(user: Json) -> tuple[Diagnosis, ...]:
    login = text(user, "login")
    if text(user, "type") == "User" and not _BOT_NAME.search(login):
        return (
            warning(
                ACCOUNT,
                f"the token is {login}'s, and the comment will look as if {login} wrote it; use an App, or an account of the "
                "bot's own",
            ),
        )
    return (ok(ACCOUNT, f"the comment will be by {login}"),)
