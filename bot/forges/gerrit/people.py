"""Accounts: who wrote something, who we are, and who is in charge of a change."""

from urllib.parse import quote

from bot.errors import Refused
from bot.forges.gerrit.answers import Declined
from bot.forges.gerrit.api import Api
from bot.forges.gerrit.fields import need
from bot.model.fields import Json, at, number, rows, text
from bot.model.forge import Person

NOBODY = Person("nobody", "")
"""The author of what Gerrit itself wrote, or a deleted account has left."""


def person(account: Json) -> Person:
    """An account as Gerrit shows it: by username, else e-mail address, else name.

    A name is anybody's choice, so the account's number stands behind it: it can't be mistaken for somebody's username.
    """
    id = number(account, "_account_id")
    if id is None:
        return NOBODY
    login = text(account, "username") or text(account, "email") or f"{text(account, 'name')} ({id})".strip()
    tags = at(account, "tags")
    return Person(login, str(id), isinstance(tags, list) and "SERVICE_USER" in tags)


def who_we_are(api: Api) -> Person:
    """The account that we act as. Raises what Api raises; every Gerrit has this page, so without it there is none."""
    try:
        found = person(api.get("/accounts/self"))
    except Declined as error:
        if error.status != 404:
            raise
        raise Refused(
            "there is no Gerrit at the address that is configured (404); set `url` to the address of Gerrit, with the "
            "path that it is under"
        ) from error
    if not found.id:
        need({}, "_account_id")
    return found


def may_write(api: Api, change: Json, login: str, group: str | None) -> bool:
    """Whether an account owns a change, uploaded its current patch set, or is of the group, also by a group in it.

    A group that we may not look into has no members.
    """
    if not login:
        return False
    uploader = at(change, "revisions", text(change, "current_revision"), "uploader")
    if login in _logins(at(change, "owner"), uploader):
        return True
    return group is not None and login in _members(api, group)


def _logins(*accounts: Json) -> set[str]:
    """The logins of accounts; what is none has none."""
    return {found.login for found in map(person, accounts) if found.id}


def _members(api: Api, group: str) -> set[str]:
    try:
        found = api.get(f"/groups/{quote(group, safe='', errors='replace')}/members/", [("recursive", "")])
    except Refused:
        return set()
    return _logins(*rows(found))
