"""Accounts: who wrote something, who we are, and who may write to a repository."""

from urllib.parse import quote

from bot.errors import Refused
from bot.forges.github.api import Api, Json
from bot.forges.github.fields import need
from bot.model.fields import at, number, text
from bot.model.forge import Person

GHOST = Person("ghost", "")
"""The author of what a deleted account has left."""

_VIEWER = "query { viewer { login databaseId } }"


def person(user: Json) -> Person:
    """An account as REST shows it; the ghost where it is gone."""
    login, found = text(user, "login"), number(user, "id")
    if not login or found is None:
        return GHOST
    return Person(login, str(found), text(user, "type") == "Bot")


def viewer(data: Json) -> Person:
    """The account that we act as, by GraphQL, which tells it to every kind of token. Raises Unreachable where it does not.

    For an App GraphQL says `name[bot]`, as REST spells it for what the App writes, but calls it a user.
    """
    login = need(data, "viewer", "login")
    return Person(login, str(number(data, "viewer", "databaseId") or ""), login.endswith("[bot]"))


def who_we_are(api: Api) -> Person:
    """The account that we act as."""
    return viewer(api.graph(_VIEWER))


def may_write(api: Api, full_name: str, login: str) -> bool:
    """Whether an account may write to a repository, by its role there; a refused look-up is a no."""
    if not login:
        return False
    try:
        found = api.get(f"/repos/{full_name}/collaborators/{quote(login, safe='')}/permission")
    except Refused:
        return False
    roles = (at(found, "permission"), at(found, "role_name"))
    return any(role in ("admin", "maintain", "write") for role in roles)
