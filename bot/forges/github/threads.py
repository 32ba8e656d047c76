"""What only GraphQL tells of a conversation: which threads are resolved or outdated, and what was minimised."""

from dataclasses import dataclass, field

from bot.errors import GaveUp
from bot.forges.github.api import Api, Row
from bot.forges.github.people import viewer
from bot.model.fields import at, big_number, flag, rows, text
from bot.model.forge import Person
from bot.model.review import SourceState

_QUERY = """
query($owner: String!, $name: String!, $number: Int!, $threads: String, $comments: String, $reviews: String,
      $noThreads: Boolean!, $noComments: Boolean!, $noReviews: Boolean!) {
  viewer { login databaseId }
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      threads: reviewThreads(first: 100, after: $threads) @skip(if: $noThreads) {
        nodes { isResolved isOutdated comments(first: 100) { nodes { fullDatabaseId isMinimized minimizedReason } } }
        pageInfo { hasNextPage endCursor }
      }
      comments(first: 100, after: $comments) @skip(if: $noComments) {
        nodes { fullDatabaseId isMinimized minimizedReason }
        pageInfo { hasNextPage endCursor }
      }
      reviews(first: 100, after: $reviews) @skip(if: $noReviews) {
        nodes { fullDatabaseId isMinimized minimizedReason }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}
"""
_LISTS = ("threads", "comments", "reviews")
_PAGES = 100
_REASONS = {"OUTDATED": SourceState.OUTDATED, "RESOLVED": SourceState.RESOLVED}
_UNREAD = (
    "which threads are resolved and which comments are hidden could not be read; grant `Pull requests: read` to the "
    "token or App"
)


@dataclass(frozen=True, slots=True)
class States:
    """Who we are, and what became of each message, by the database id within its list; those that are open are left out.

    `threads` holds inline comments. `limits` say what could not be read.
    """

    me: Person
    threads: dict[int, SourceState] = field(default_factory=dict)
    comments: dict[int, SourceState] = field(default_factory=dict)
    reviews: dict[int, SourceState] = field(default_factory=dict)
    limits: tuple[str, ...] = ()


def read(api: Api, full_name: str, number_: int) -> States:
    """Read all of it, a hundred a call: no call for a thread or a message. Raises what Api raises."""
    owner, _, name = full_name.partition("/")
    after: dict[str, str | None] = dict.fromkeys(_LISTS)
    done: set[str] = set()
    found: States | None = None
    for _ in range(_PAGES):
        skip = {f"no{one.capitalize()}": one in done for one in _LISTS}
        data = api.graph(_QUERY, partial=True, owner=owner, name=name, number=number_, **after, **skip)
        found = found or States(viewer(data))
        pull = at(data, "repository", "pullRequest")
        if not isinstance(pull, dict):
            return States(found.me, limits=(_UNREAD,))
        _collect(found, pull)
        for one in _LISTS:
            after[one] = text(pull, one, "pageInfo", "endCursor") or after[one]
        done |= {one for one in _LISTS if not flag(pull, one, "pageInfo", "hasNextPage")}
        if len(done) == len(_LISTS):
            return found
    raise GaveUp(f"{full_name}#{number_} has more than {_PAGES * 100} threads or comments")


def _collect(found: States, pull: Row) -> None:
    for thread in rows(pull, "threads", "nodes"):
        standing = _standing(thread)
        for said in rows(thread, "comments", "nodes"):
            _note(found.threads, said, standing)
    for one in rows(pull, "comments", "nodes"):
        _note(found.comments, one, None)
    for one in rows(pull, "reviews", "nodes"):
        _note(found.reviews, one, None)


def _note(states: dict[int, SourceState], said: Row, otherwise: SourceState | None) -> None:
    state, key = _minimised(said) or otherwise, big_number(said, "fullDatabaseId")
    if state is not None and key is not None:
        states[key] = state


def _standing(thread: Row) -> SourceState | None:
    if flag(thread, "isResolved"):
        return SourceState.RESOLVED
    return SourceState.OUTDATED if flag(thread, "isOutdated") else None


def _minimised(said: Row) -> SourceState | None:
    if not flag(said, "isMinimized"):
        return None
    return _REASONS.get(text(said, "minimizedReason").upper().replace("-", "_"), SourceState.WITHDRAWN)
