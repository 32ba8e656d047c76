"""Open changes that were touched of late, for the case that nobody told us: Gerrit's webhooks are lost with a restart."""

from collections.abc import Iterator
from datetime import UTC, datetime
from math import floor

from bot.errors import GaveUp, Refused, Unreachable
from bot.forges.gerrit.api import Api
from bot.forges.gerrit.patience import Patience, Sleep
from bot.forges.gerrit.shared import Shared
from bot.model.change_ref import ChangeRef
from bot.model.fields import Row, flag, number, rows, text
from bot.model.forge import Touched
from bot.model.secret import Secret
from bot.model.settings import GerritSettings

MOST_CHANGES = 5000
"""Changes that are looked at in one round, the last touched first."""

_PAGE = 100

_OPTIONS = (("o", "CURRENT_REVISION"), ("o", "SKIP_DIFFSTAT"))


class Watch:
    """Looks at one Gerrit, again and again: at all that our account may see there, but private changes.

    Work in progress is among it: a new patch set there starts no run, but what bots say is answered, and so are commands.
    """

    def __init__(self, settings: GerritSettings, shared: Shared, sleep: Sleep) -> None:
        """`shared` counts the calls of the process."""
        self._settings, self._shared, self._sleep = settings, shared, sleep

    def recent(self, secret: Secret, since: float) -> Iterator[Touched]:
        """What was touched since then, each change once, the last touched first.

        Raises Refused, Unreachable, and GaveUp where there is more than can be looked at.
        """
        api = Api(self._settings, secret, Patience(self._sleep), self._shared)
        seen: set[ChangeRef] = set()
        try:
            for row in _rows(api, since):
                found = _recent(self._settings.name, row)
                if found is not None and found.change not in seen:
                    seen.add(found.change)
                    yield found
        finally:
            api.close()


def _rows(api: Api, since: float) -> Iterator[Row]:
    """Page after page. What is touched meanwhile moves to the front, so a page may show again what the one before showed."""
    moment = datetime.fromtimestamp(max(floor(since), 0), UTC).strftime("%Y-%m-%d %H:%M:%S")
    query = f'status:open -is:private after:"{moment}"'
    for start in range(0, MOST_CHANGES, _PAGE):
        found = api.get("/changes/", [("q", query), ("n", str(_PAGE)), ("S", str(start)), *_OPTIONS])
        if found is not None and not isinstance(found, list):
            raise Unreachable("Gerrit's answer to a query for changes is no list; try again later")
        listed = rows(found)
        yield from listed
        if not listed or not flag(listed[-1], "_more_changes"):
            return
    raise GaveUp(f"more than {MOST_CHANGES} changes were touched since {moment}; the others are left out")


def _recent(forge: str, row: Row) -> Touched | None:
    """A change; None where the row does not say what it must."""
    updated = text(row, "updated")
    try:
        change = ChangeRef(forge, text(row, "project"), number(row, "_number") or 0, "~")
        moment = datetime.fromisoformat(updated[:26]).replace(tzinfo=UTC).timestamp()
    except (Refused, ValueError, OverflowError):
        return None
    return Touched(change, updated, moment, text(row, "current_revision"))
