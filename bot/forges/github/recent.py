"""Open pull requests that were touched of late, for the case that nobody told us: a call for each repository where nothing was."""

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from bot.errors import GaveUp, Refused, Unreachable
from bot.forges.github.answers import Limited
from bot.forges.github.api import Api, Right, Row
from bot.forges.github.auth import AppRight, TokenRight, WatchRight
from bot.forges.github.patience import Now, Patience, Sleep
from bot.forges.github.shared import Shared
from bot.model.change_ref import ChangeRef
from bot.model.fields import at, flag, number, text
from bot.model.forge import Touched
from bot.model.secret import Secret
from bot.model.settings import GitHubSettings

MOST_REPOSITORIES = 5000
MOST_PULLS = 500
"""Pull requests of one repository that are looked at in one round, the last touched first."""

_FIRST = {"state": "open", "sort": "updated", "direction": "desc"}

Skipped = Callable[[str, str], object]
"""Hears of a repository, or an installation, that could not be asked, and why."""


class Watch:
    """Looks at one GitHub, again and again. What did not change since the last look is neither listed nor counted there."""

    def __init__(self, settings: GitHubSettings, shared: Shared, now: Now, sleep: Sleep) -> None:
        """`shared` keeps the tokens, `now` tells seconds since the epoch."""
        self._settings, self._shared, self._now, self._sleep = settings, shared, now, sleep
        self._tags: dict[str, str] = {}

    def recent(
        self, secret: Secret, since: float, named: Iterable[str], wants: Callable[[str], bool], skipped: Skipped
    ) -> Iterator[Touched]:
        """What was touched since then, a repository after the other, the last touched first.

        An App is asked for all repositories where it is installed, a token for the `named` ones; only those that `wants`
        wants. Raises Unreachable at the end, or at once where a limit is reached, if not all could be seen.
        """
        settings = self._settings
        right = TokenRight(secret) if settings.app_id is None else AppRight(settings.app_id, secret, self._now)
        api = self._api(right)
        round_ = _Round(settings.name, since, self._tags, skipped)
        told = ((name, api) for name in named)
        places = self._installed(api, right.app_id, round_) if isinstance(right, AppRight) else told
        try:
            for project, over in islice(places, MOST_REPOSITORIES):
                if wants(project):
                    yield from round_.look(over, project)
        finally:
            api.close()
        if round_.missed is not None:
            raise Unreachable(str(round_.missed), round_.missed.wait_seconds) from round_.missed

    def _api(self, right: Right) -> Api:
        return Api(self._settings, right, now=self._now, patience=Patience(self._sleep), shared=self._shared)

    def _installed(self, api: Api, app_id: int, round_: "_Round") -> Iterator[tuple[str, Api]]:
        """Every repository where the App is installed, with a right to see its pull requests."""
        for row in api.pages("/app/installations"):
            id, who = number(row, "id"), text(row, "account", "login")
            if id is None or at(row, "suspended_at") is not None:
                continue
            slot = self._shared.slot(f"installation {id}")
            over = api.over(WatchRight(api, app_id, who, self._now, slot, installation=id))
            found = over.pages("/installation/repositories", key="repositories")
            for one in round_.guarded(f"installation on {who}", found):
                name = text(one, "full_name")
                if name and not flag(one, "archived") and not flag(one, "disabled"):
                    yield name, over


@dataclass(slots=True)
class _Round:
    """One look at all repositories."""

    forge: str
    since: float
    tags: MutableMapping[str, str]
    skipped: Skipped
    missed: Unreachable | None = None
    troubles: int = 0

    def look(self, api: Api, project: str) -> Iterator[Touched]:
        """What was touched in a repository; nothing is listed where its last touched one is what it was."""
        tags: list[str] = []

        def rows() -> Iterator[Row]:
            path = f"/repos/{project}/pulls"
            tags.append(api.tag(path, self.tags.get(project, ""), **_FIRST, per_page=1))
            if not tags[0] or tags[0] != self.tags.get(project):
                for count, row in enumerate(api.pages(path, **_FIRST)):
                    if count == MOST_PULLS:
                        raise GaveUp(
                            f"more than {MOST_PULLS} pull requests were touched since; the others are left out"
                        )
                    yield row

        before = self.troubles
        for row in self.guarded(project, rows()):
            found = _recent(self.forge, row)
            if found is not None and found.updated_at < self.since:
                break
            if found is not None:
                yield found
        if self.troubles == before:
            self.tags[project] = tags[0]  # only now that all of it was dealt with

    def guarded(self, what: str, rows: Iterator[Row]) -> Iterator[Row]:
        """The same, ended where it can't be had: what we may not see is left out, what fails is tried in the next round."""
        try:
            yield from rows
        except Limited:
            raise
        except (Refused, GaveUp, Unreachable) as error:
            self.missed = error if isinstance(error, Unreachable) else self.missed
            self.troubles += 1
            self.skipped(what, str(error))


def _recent(forge: str, row: Row) -> Touched | None:
    """A pull request under the name that its repository has now; None where the row does not say what it must."""
    updated, head, count = text(row, "updated_at"), text(row, "head", "sha"), number(row, "number")
    try:
        change = ChangeRef(forge, text(row, "base", "repo", "full_name"), count or 0).canonical
        return Touched(change, updated, datetime.fromisoformat(updated).timestamp(), head)
    except (Refused, ValueError, OverflowError):
        return None
