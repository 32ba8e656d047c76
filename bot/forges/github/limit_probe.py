"""How much of GitHub's rate limit is left."""

from bot.errors import BotError
from bot.forges.github.api import Api, Declined
from bot.model.diagnosis import Diagnosis, fault, note, ok, warning
from bot.model.fields import Json, number

LIMIT = "rate limit"
_LOW = 0.1


def rate(api: Api, where: str = "") -> tuple[Diagnosis, ...]:
    """What is left of the hour's calls, REST and GraphQL; asking costs none of them. `where` says whose they are."""
    what = f"{LIMIT} {where}".strip()
    try:
        found = api.get("/rate_limit")
    except Declined as error:
        if error.status == 404:
            return (note(what, "this server has none"),)
        return (fault(what, str(error)),)
    except BotError as error:
        return (fault(what, str(error)),)
    rest, graph = _left(found, "core"), _left(found, "graphql")
    words = f"{_shown(rest)} calls are left this hour, and {_shown(graph)} points of GraphQL"
    if any(left < _LOW * limit for left, limit in (rest, graph)):
        return (warning(what, f"only {words}; others use the same account, or wait an hour"),)
    return (ok(what, words),)


def _left(found: Json, name: str) -> tuple[int, int]:
    return number(found, "resources", name, "remaining") or 0, number(found, "resources", name, "limit") or 0


def _shown(count: tuple[int, int]) -> str:
    return f"{count[0]:,} of {count[1]:,}"
