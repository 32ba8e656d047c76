"""Gerrit's REST interface as JSON: python-gerrit-api's verbs over a session of ours, with attempts by kind of failure.

Only the verbs of the library are used: they build the address under `/a`, and take Gerrit's prefix off the JSON. Its
objects ask the index for a change by its bare number, and its own session drops the words of a refusal (transport.py).
"""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from gerrit import GerritClient  # type: ignore[import-untyped]

from bot.errors import Unreachable
from bot.forges.gerrit.answers import Unclear
from bot.forges.gerrit.patience import Patience
from bot.forges.gerrit.shared import Shared
from bot.forges.gerrit.transport import Session
from bot.model.fields import Json, Row
from bot.model.secret import Secret
from bot.model.settings import GerritSettings


class Api:
    """Calls of one account. Every call may raise Refused (Declined where Gerrit says no), Unreachable, or GaveUp.

    Reads are repeated after limits, failures and broken answers; writes only where nothing was applied.
    """

    def __init__(
        self, settings: GerritSettings, secret: Secret, patience: Patience, shared: Shared | None = None
    ) -> None:
        """`patience` is that of one command; `shared` counts the calls of a process and knows its way out."""
        self.patience = patience
        self._session = Session(settings, secret, shared or Shared())
        self._client = GerritClient(settings.url, session=self._session)

    def get(self, path: str, query: Sequence[tuple[str, str]] = ()) -> Json:
        """The JSON at a path that begins with a slash, its parts quoted; None for an empty answer."""
        asked = f"{path}?{urlencode(query)}" if query else path
        try:
            return self.patience.reads()(_whole, lambda: self._client.get(asked), path)
        except Unclear as error:
            raise Unreachable(str(error), error.wait_seconds) from error

    def post(self, path: str, body: Row) -> Json:
        """Write once. Raises Unclear where it may or may not have been applied."""
        return self.patience.writes()(_whole, lambda: self._client.post(path, json=body), path)

    def close(self) -> None:
        """Let the connections go."""
        self._session.close()


def _whole(call: Callable[[], Json], path: str) -> Json:
    """What a call of the library gives; the library says in these ways that an answer is no JSON."""
    try:
        return call() or None
    except (ValueError, RecursionError) as error:
        raise Unclear(f"Gerrit's answer to {path[:120]} is no whole JSON; try again later") from error
