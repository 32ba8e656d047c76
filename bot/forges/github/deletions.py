"""Whether a comment of ours is gone because somebody took it away, as the timeline tells it."""

from collections.abc import Collection, Iterator

from bot.forges.github.api import Api, Json
from bot.model.fields import flag, number, rows, text

_PAGES = 20
"""Of a hundred deletions each, on one pull request."""

_QUERY = """
query($owner: String!, $name: String!, $number: Int!, $before: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      timelineItems(itemTypes: [COMMENT_DELETED_EVENT], last: 100, before: $before) {
        nodes { ... on CommentDeletedEvent { actor { ...account } deletedCommentAuthor { ...account } } }
        pageInfo { hasPreviousPage startCursor }
      }
    }
  }
}
fragment account on Actor { ... on User { databaseId } ... on Bot { databaseId } }
"""


def somebody_deleted(api: Api, full_name: str, pull: int, me: str, us: Collection[str]) -> bool:
    """Whether a comment of the account `me` was ever deleted by an account that is not one of `us`. To be asked where none
    of ours stands: had it been written again since, it would stand, or was deleted again.

    GitHub does not say which comment it was: where others write with our account too, any of theirs counts. What the
    account deleted itself does not. Those who may not write here are not shown who deleted; then it was somebody.
    Raises what Api raises.
    """
    return any(author == me and actor not in us for author, actor in _deletions(api, full_name, pull))


def _deletions(api: Api, full_name: str, pull: int) -> Iterator[tuple[str, str]]:
    """Whose comment was deleted by whom, the last first."""
    owner, _, name = full_name.partition("/")
    before: str | None = None
    for _ in range(_PAGES):
        data = api.graph(_QUERY, owner=owner, name=name, number=pull, before=before)
        path = ("repository", "pullRequest", "timelineItems")
        for node in reversed(rows(data, *path, "nodes")):
            yield _id(node, "deletedCommentAuthor"), _id(node, "actor")
        if not flag(data, *path, "pageInfo", "hasPreviousPage"):
            return
        before = text(data, *path, "pageInfo", "startCursor")


def _id(node: Json, field: str) -> str:
    """The account's id as the other interface has it; nothing for one that is gone."""
    return str(number(node, field, "databaseId") or "")
