"""Our side of a real Gerrit, and answers to publish there."""

from bot.forges.gerrit.forge import GerritForge, Rules
from bot.forges.gerrit.shared import Shared
from bot.model.change_ref import ChangeRef
from bot.model.forge import Answer
from bot.model.secret import Secret
from bot.model.settings import GerritSettings
from tests.gerrit.world import Account, Change, Site

KEY = "k0"
LINE = f"<!-- metareview:{KEY} payload -->"
LABEL = "Meta-Review"


def connected(
    site: Site,
    *,
    by: Account | None = None,
    url: str = "",
    group: str | None = None,
    shared: Shared | None = None,
) -> GerritForge:
    """Our account, or another, at a server or at what stands before it; waits cost nothing."""
    us = by or site.metareview
    settings = GerritSettings("gerrit", url or site.url, us.username, ())
    return GerritForge(
        settings,
        Secret(us.secret),
        f"<!-- metareview:{KEY} ",
        sleep=lambda seconds: None,
        rules=Rules(group, LABEL),
        shared=shared,
    )


def ref_of(change: Change) -> ChangeRef:
    """How we call a change."""
    return ChangeRef("gerrit", change.project.name, change.number, "~")


def answer(change: Change, words: str = "1 confirmed", **more: object) -> Answer:
    """An answer for the patch set that stands now; its words are its digest."""
    return Answer(change.head, f"{words}\n\n{LINE}\n", words[:40], **more)  # type: ignore[arg-type]


def ours(change: Change) -> list[str]:
    """What our account said on a change, without what Gerrit puts before it, the oldest first."""
    us = change.site.metareview.id
    mine = [one["message"] for one in change.messages() if one.get("author", {}).get("_account_id") == us]
    return [one.partition("\n\n")[2] or one for one in mine]
