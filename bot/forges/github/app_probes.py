"""Whether a GitHub App may do what we need where it is installed, and does not have more than that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.errors import BotError
from bot.forges.github.api import Api, Declined
from bot.forges.github.auth import LEAST, TokenRight
from bot.forges.github.fields import need
from bot.forges.github.limit_probe import rate
from bot.model.diagnosis import Diagnosis, fault, note, ok, warning
from bot.model.fields import Json, Row, at, number, text
from bot.model.secret import Secret

EVENTS = (
    "check_run",
    "issue_comment",
    "merge_group",
    "pull_request",
    "pull_request_review",
    "pull_request_review_comment",
    "pull_request_review_thread",
)
"""What GitHub can send to a webhook of ours. Whoever starts metareview by hand or in a workflow needs none of them."""

FOR_EVENTS = {"issues": "read", "merge_queues": "read"}
"""GitHub sends `issue_comment` and `merge_group` only to Apps with these permissions. No token of ours asks for them."""

APP, INSTALLATIONS = "App", "installations"
MOST_INSTALLATIONS = 1000
_RANKS = {"read": 1, "write": 2, "admin": 3}


@dataclass(frozen=True, slots=True)
class Needs:
    """What the configuration asks of GitHub: check runs or none, and webhooks or none."""

    check_runs: bool = True
    webhooks: bool = False

    @property
    def permissions(self) -> Mapping[str, str]:
        """The least permissions."""
        return {name: level for name, level in LEAST.items() if name != "checks" or self.check_runs}


def probe_app(api: Api, app_id: int, web: str, needs: Needs) -> tuple[Diagnosis, ...]:
    """Look at the App itself and at every installation. `api` signs as the App; `web` is the host's address."""
    try:
        app = api.get("/app")
    except Declined as error:
        return (fault(APP, _refused(error, app_id)),)
    except BotError as error:
        return (fault(APP, str(error)),)
    found: tuple[Diagnosis, ...] = (ok(APP, f"App {app_id} is {text(app, 'slug')}, and the private key is its own"),)
    found += _webhooks(needs) + _permissions(app, web, needs) + _events(app, web, needs)
    try:
        rows = list(islice(api.pages("/app/installations"), MOST_INSTALLATIONS))
    except BotError as error:
        return (*found, fault(INSTALLATIONS, str(error)))
    return found + _installations(rows, app, needs) + _limit(api, rows)


def _refused(error: Declined, app_id: int) -> str:
    if error.status == 404:
        return f"GitHub knows no App {app_id}; set `app_id` to the number on the App's page"
    if error.status == 401:
        return (
            f"GitHub does not accept the signature of App {app_id} ({error.said}); either `private_key` belongs to "
            "another App or was deleted, or `app_id` is wrong"
        )
    return str(error)


def _webhooks(needs: Needs) -> tuple[Diagnosis, ...]:
    if needs.webhooks:
        return (ok("webhook secret", "is configured"),)
    return (note("webhook secret", "none is configured; `metareview run` needs none"),)


def _permissions(app: Json, web: str, needs: Needs) -> tuple[Diagnosis, ...]:
    what, page = "permissions", _page(app, web, "permissions")
    granted = at(app, "permissions")
    lacks = _lacking(granted, needs.permissions)
    found = [fault(what, f"the App lacks `{shown(*one)}`; grant it at {page}") for one in lacks]
    if more := _lacking(granted, FOR_EVENTS):
        sentence = (
            f"without {_listed(more)} GitHub does not offer the App issue_comment or merge_group; grant it at {page}"
        )
        found.append(fault(what, sentence) if needs.webhooks else note(what, f"{sentence} before you use webhooks"))
    found += _too_many(what, "the App", granted, needs, page)
    return tuple(found) or (ok(what, "all that are needed, and no more"),)


def _too_many(what: str, who: str, granted: Json, needs: Needs, page: str) -> list[Diagnosis]:
    more = _excess(granted, {**FOR_EVENTS, **needs.permissions})
    if not more:
        return []
    return [warning(what, f"{who} has more than metareview uses: {_listed(more)}; take it away at {page}")]


def _events(app: Json, web: str, needs: Needs) -> tuple[Diagnosis, ...]:
    listed = at(app, "events")
    missing = [one for one in EVENTS if one not in (listed if isinstance(listed, list) else [])]
    if not missing:
        return (ok("events", "all that webhooks need"),)
    sentence = (
        f"the App is not subscribed to {', '.join(missing)}; tick them under Subscribe to events at "
        f"{_page(app, web, 'permissions')}"
    )
    if needs.webhooks:
        return (fault("events", sentence),)
    return (warning("events", f"{sentence} before you use webhooks; `metareview run` needs none"),)


def _installations(rows: Sequence[Row], app: Json, needs: Needs) -> tuple[Diagnosis, ...]:
    if not rows:
        return (
            fault(
                INSTALLATIONS, f"the App is installed nowhere; install it at {text(app, 'html_url')}/installations/new"
            ),
        )
    found: list[Diagnosis] = []
    for row in rows:
        found += _installation(row, app, needs)
    if found:
        return tuple(found)
    names = ", ".join(text(row, "account", "login") for row in rows[:8]) + (", …" if len(rows) > 8 else "")
    return (ok(INSTALLATIONS, f"{len(rows)}, with all permissions accepted: {names}"),)


def _installation(row: Row, app: Json, needs: Needs) -> list[Diagnosis]:
    """What is wrong with one installation and is not said of the App already."""
    who, page = text(row, "account", "login"), text(row, "html_url")
    what = f"installation on {who}"
    if at(row, "suspended_at") is not None:
        return [fault(what, f"it is suspended; its owner can unsuspend it at {page}")]
    granted, offered = at(row, "permissions"), at(app, "permissions")
    found = []
    for one in _lacking(granted, needs.permissions):
        if not _lacking(offered, dict([one])):
            sentence = f"`{shown(*one)}` was granted to the App but is not accepted here yet; the owner of {who} accepts it at {page}"
            found.append(fault(what, sentence))
    if not _excess(offered, {**FOR_EVENTS, **needs.permissions}):
        found += _too_many(what, "it", granted, needs, page)
    return found


def _limit(api: Api, rows: Sequence[Row]) -> tuple[Diagnosis, ...]:
    """What is left of the rate limit, which each installation has for itself: that of the first."""
    active = next((row for row in rows if at(row, "suspended_at") is None and number(row, "id")), None)
    if active is None:
        return ()
    who = text(active, "account", "login")
    try:
        made = api.make(
            f"/app/installations/{number(active, 'id')}/access_tokens", {"permissions": {"metadata": "read"}}
        )
        return rate(api.over(TokenRight(Secret(need(made, "token")))), f"on {who}")
    except BotError as error:
        return (fault(f"installation on {who}", f"GitHub gives no token for it: {error}"),)


def _lacking(granted: Json, needed: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, level) for name, level in needed.items() if _rank(text(granted, name)) < _RANKS[level]]


def _excess(granted: Json, needed: Mapping[str, str]) -> list[tuple[str, str]]:
    names = sorted(granted) if isinstance(granted, dict) else []
    levels = [(name, text(granted, name)) for name in names]
    return [(name, level) for name, level in levels if level and _rank(level) > _rank(needed.get(name, ""))]


def _rank(level: str) -> int:
    return _RANKS.get(level, 4 if level else 0)


def _listed(permissions: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"`{shown(*one)}`" for one in permissions[:12]) + (", …" if len(permissions) > 12 else "")


def shown(name: str, level: str) -> str:
    """A permission as GitHub's pages write it."""
    return f"{name.replace('_', ' ').capitalize()}: {level}"


def _page(app: Json, web: str, tab: str) -> str:
    """Where the App's owner changes it."""
    owner = text(app, "owner", "login")
    account = f"organizations/{owner}/" if text(app, "owner", "type") == "Organization" else ""
    return f"{web}/{account}settings/apps/{text(app, 'slug')}/{tab}"
