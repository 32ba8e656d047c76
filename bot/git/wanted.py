"""How commits come into a repository of the cache: by their ids where the server gives them so, else through refs."""

from dataclasses import dataclass

from bot.errors import Refused
from bot.git.fetch_errors import is_unknown_want
from bot.git.fetching import REFS, WHOLE_HISTORY, Fetch
from bot.git.remote import Remote
from bot.git.run import Ended
from bot.git.stored import Stored


@dataclass(frozen=True, slots=True)
class Wanted:
    """Commits to have from a remote, and the refs that lead to them."""

    remote: Remote
    refs: tuple[str, ...]
    commits: tuple[str, ...]


def bring(fetch: Fetch, stored: Stored, wanted: Wanted) -> Ended | None:
    """Fetch what is missing, without history: the ends of a change are given, so their trees are all that is read.

    None where all is there; else what git said that is nobody's fault but, perhaps, our own copy's.
    """
    stored.make(wanted.commits[0])
    missing = [commit for commit in wanted.commits if not stored.holds([commit])]
    if not missing:
        return None
    trouble = fetch.run([f"+{commit}:{REFS}/{commit}" for commit in missing], depth=1)
    if trouble is None:
        return None if stored.holds(wanted.commits) else Ended(1, b"", "error: what was fetched is not there")
    if is_unknown_want(trouble.complaint):
        return _bring_by_refs(fetch, stored, wanted)
    return trouble


def _bring_by_refs(fetch: Fetch, stored: Stored, wanted: Wanted) -> Ended | None:
    """Look at the tips of the refs; the history behind them is worth its price only where one of them is wanted."""
    refspecs = [f"+{ref}:{REFS}/tip-{number}" for number, ref in enumerate(wanted.refs)]
    missing = list(wanted.commits)
    for depth in (1, WHOLE_HISTORY) if refspecs else ():
        trouble = fetch.run(refspecs, depth)
        if trouble is not None and not is_unknown_want(trouble.complaint):
            return trouble
        missing = [commit for commit in wanted.commits if not stored.adopt(commit)]
        if not missing:
            return None
        if trouble is not None or len(missing) == len(wanted.commits):
            break
    raise Refused(
        f"commit {missing[0][:12]} is no longer at {wanted.remote.shown}; "
        "it was replaced by a force-push, or its branch was deleted"
    )
