"""The GraphQL interface: threads, what is said, what was deleted; refusals come with status 200, as GitHub sends them."""

import base64
import binascii
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from graphql import GraphQLError, GraphQLSchema, build_schema, execute, parse, validate

from tests.github.fake import acts
from tests.github.fake.access import FINE_GRAINED, INTEGRATION, holds, sees
from tests.github.fake.answers import Answer, Refusal
from tests.github.fake.clock import stamp
from tests.github.fake.conversation import actor_of
from tests.github.fake.limits import Limits
from tests.github.fake.model import (
    Event,
    IssueComment,
    Pull,
    Repository,
    Review,
    ReviewComment,
    Said,
    Thread,
    User,
    rank,
)
from tests.github.fake.views import node
from tests.github.fake.web import Request

Node = dict[str, Any]
MOST = 100
FORCED = "HEAD_REF_FORCE_PUSHED_EVENT"
DELETED = "COMMENT_DELETED_EVENT"
SAID = "ISSUE_COMMENT"


class Denied(Exception):
    """A refusal with GitHub's word for its kind."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@lru_cache
def schema() -> GraphQLSchema:
    """The part of GitHub's schema that is answered."""
    return build_schema(Path(__file__).with_name("schema.graphql").read_text("utf-8"))


def answer(request: Request, limits: Limits) -> Answer:
    """Execute one document."""
    if request.actor.user is None:
        raise Refusal(401, "This endpoint requires you to be authenticated.")
    query, variables = request.body.get("query"), request.body.get("variables") or {}
    if not isinstance(query, str) or not query.strip():
        raise Refusal(400, "A query attribute must be specified and must be a string.")
    if not isinstance(variables, dict):
        raise Refusal(400, "Variables must be an object.")
    try:
        document = parse(query)
    except GraphQLError as error:
        return Answer(body={"errors": [_shown(error)]})
    if faults := validate(schema(), document):
        return Answer(body={"errors": [_shown(one) for one in faults]})
    name = request.body.get("operationName")
    done = execute(
        schema(),
        document,
        _Roots(request, limits).fields(),
        variable_values=variables,
        operation_name=name if isinstance(name, str) else None,
    )
    body: Node = (
        {} if done.data is None and done.errors and not any(one.path for one in done.errors) else {"data": done.data}
    )
    if done.errors:
        body["errors"] = [_shown(one) for one in done.errors]
    return Answer(body=body)


def _shown(error: GraphQLError) -> Node:
    places = [{"line": one.line, "column": one.column} for one in error.locations or []]
    found: Node = {"message": error.message, "locations": places}
    if isinstance(error.original_error, Denied):
        found = {"type": error.original_error.kind, **found}
    elif error.path is None:
        found["extensions"] = {
            "code": "undefinedField" if "Cannot query field" in error.message else "argumentLiteralsIncompatible"
        }
    return {**found, "path": error.path} if error.path else found


class _Roots:
    """The root fields for one request."""

    def __init__(self, request: Request, limits: Limits) -> None:
        self.request, self.limits, self.state = request, limits, request.state
        self.shapes = Shapes(request)

    def fields(self) -> Node:
        """What queries and mutations begin with."""
        return {
            "viewer": self.shapes.user(self.request.user, viewer=True),
            "repository": self._repository,
            "node": lambda _info, id: self._node(id),
            "nodes": lambda _info, ids: [self._node(one) for one in ids],
            "rateLimit": lambda _info, **_given: self._limit(),
            "resolveReviewThread": lambda _info, input: self._resolve(input, self.request.user, "resolveReviewThread"),
            "unresolveReviewThread": lambda _info, input: self._resolve(input, None, "unresolveReviewThread"),
            "minimizeComment": lambda _info, input: self._minimize(input, input["classifier"], "minimizedComment"),
            "unminimizeComment": lambda _info, input: self._minimize(input, None, "unminimizedComment"),
        }

    def _limit(self) -> Node:
        found = self.limits.numbers(self.request.actor, "graphql")
        return {**found, "cost": 1, "resetAt": stamp(found["reset"])}

    def _repository(self, _info: object, owner: str, name: str, **given: bool) -> Node:
        full = f"{owner}/{name}"
        found = self.state.repository(full) or (
            self.state.renamed.get(full.lower()) if given.get("followRenames", True) else None
        )
        if found is None or not sees(self.request.actor, found):
            raise Denied("NOT_FOUND", f"Could not resolve to a Repository with the name '{full}'.")
        return self.shapes.repository(found)

    def _things(self) -> dict[str, tuple[Repository, Pull, Any]]:
        found: dict[str, tuple[Repository, Pull, Any]] = {}
        for repository in self.state.repositories:
            for pull in repository.pulls.values():
                found[node("PR", pull.id)] = (repository, pull, pull)
                found |= {node("IC", one.id): (repository, pull, one) for one in pull.comments}
                found |= {node("PRR", one.id): (repository, pull, one) for one in pull.reviews}
                found |= {node("PRRT", one.id): (repository, pull, one) for one in pull.threads}
                found |= {node("PRRC", one.id): (repository, pull, one) for one in pull.review_comments()}
        return found

    def _find(self, wanted: str) -> tuple[Repository, Pull, Any]:
        found = self._things().get(wanted)
        if found is None or not sees(self.request.actor, found[0]):
            raise Denied("NOT_FOUND", f"Could not resolve to a node with the global id of '{wanted}'")
        return found

    def _node(self, wanted: str) -> Node:
        _, pull, thing = self._find(wanted)
        return self.shapes.of(pull, thing)

    def _resolve(self, given: Node, by: User | None, field: str) -> Node:
        repository, pull, thread = self._find(given["threadId"])
        if not isinstance(thread, Thread):
            raise Denied(
                "NOT_FOUND",
                f"Could not resolve to PullRequestReviewThread node with the global id of '{given['threadId']}'.",
            )
        self._require(repository, ("contents:write",), pull.user, field)
        acts.resolve(self.request.state, thread, by)
        return {"thread": self.shapes.thread(pull, thread), "clientMutationId": given.get("clientMutationId")}

    def _minimize(self, given: Node, classifier: str | None, field: str) -> Node:
        repository, pull, thing = self._find(given["subjectId"])
        if not isinstance(thing, Said):
            raise Denied(
                "NOT_FOUND", f"Could not resolve to Minimizable node with the global id of '{given['subjectId']}'."
            )
        self._require(repository, ("issues:write", "pull_requests:write"), thing.user, "minimizeComment")
        thing.minimized = classifier.lower().replace("_", "-") if classifier else None
        return {field: self.shapes.of(pull, thing), "clientMutationId": given.get("clientMutationId")}

    def _require(self, repository: Repository, permissions: Sequence[str], author: User, field: str) -> None:
        actor = self.request.actor
        granted = actor.token.permissions if actor.token else None
        if granted is not None and not any(holds(granted, one) for one in permissions):
            raise Denied("FORBIDDEN", INTEGRATION if actor.installation else FINE_GRAINED)
        if (
            actor.installation is None
            and actor.user is not author
            and rank(repository.role(actor.user)) < rank("write")
        ):
            raise Denied(
                "FORBIDDEN",
                f"{self.request.user.login} does not have the correct permissions to execute `{field[0].upper()}{field[1:]}`",
            )


class Shapes:
    """The model as GraphQL nodes; fields with arguments are functions."""

    def __init__(self, request: Request) -> None:
        self.request, self.views = request, request.views

    def of(self, pull: Pull, thing: object) -> Node:
        """Any node of a pull request."""
        if isinstance(thing, Pull):
            return self.pull(thing)
        if isinstance(thing, Thread):
            return self.thread(pull, thing)
        if isinstance(thing, ReviewComment):
            return self.review_comment(pull, thing)
        if isinstance(thing, Review):
            return self.review(pull, thing)
        assert isinstance(thing, IssueComment)
        return self.comment(pull, thing)

    def user(self, user: User, *, viewer: bool = False) -> Node:
        """An account. Here bots have no `[bot]` behind their names; only the viewer has."""
        login = user.login if viewer else user.login.removesuffix("[bot]")
        found = self.views.user(user)
        kind = "User" if viewer else user.type
        return {
            "__typename": kind,
            "id": found["node_id"],
            "login": login,
            "databaseId": user.id,
            "url": found["html_url"],
            "avatarUrl": found["avatar_url"],
            "resourcePath": f"/{login}",
        }

    def repository(self, repository: Repository) -> Node:
        """A repository."""
        found: Node = {
            "__typename": "Repository",
            "id": node("R", repository.id),
            "databaseId": repository.id,
            "name": repository.name,
            "nameWithOwner": repository.full_name,
        }
        found |= {
            "isPrivate": repository.private,
            "isArchived": repository.archived,
            "url": f"{self.views.web}/{repository.full_name}",
        }
        return {**found, "pullRequest": lambda _info, number: self._pull_of(repository, number)}

    def _pull_of(self, repository: Repository, number: int) -> Node:
        found = repository.pulls.get(number)
        if found is None:
            raise Denied("NOT_FOUND", f"Could not resolve to a PullRequest with the number of {number}.")
        actor = self.request.actor
        granted = actor.token.permissions if actor.token else None
        if repository.private and granted is not None and not holds(granted, "pull_requests:read"):
            raise Denied("FORBIDDEN", INTEGRATION if actor.installation else FINE_GRAINED)
        return self.pull(found)

    def pull(self, pull: Pull) -> Node:
        """A pull request."""
        seen = [one for one in pull.threads if any(self.request.is_visible(said.review) for said in one.comments)]
        found: Node = {
            "__typename": "PullRequest",
            "id": node("PR", pull.id),
            "fullDatabaseId": str(pull.id),
            "number": pull.number,
            "title": pull.title,
            "body": pull.body or "",
        }
        found |= {
            "state": "MERGED" if pull.merged else "CLOSED" if pull.closed else "OPEN",
            "isDraft": pull.draft,
            "closed": bool(pull.closed),
            "merged": bool(pull.merged),
        }
        found |= {
            "locked": pull.locked,
            "headRefName": pull.head_ref,
            "headRefOid": pull.head,
            "baseRefName": pull.base_ref,
            "baseRefOid": pull.base,
            "author": self.user(pull.user),
        }
        found |= {
            "url": f"{self.views.web}/{pull.repository.full_name}/pull/{pull.number}",
            "isCrossRepository": pull.head_repository is not pull.repository,
        }
        found |= {"createdAt": stamp(pull.created), "updatedAt": stamp(pull.updated)}
        found |= {
            "reviewThreads": connection("reviewThreads", seen, lambda one: self.thread(pull, one)),
            "comments": connection("comments", pull.comments, lambda one: self.comment(pull, one)),
        }
        shown = [one for one in pull.reviews if self.request.is_visible(one)]
        found["reviews"] = connection("reviews", shown, lambda one: self.review(pull, one))
        return {
            **found,
            "timelineItems": lambda info, **given: self._timeline(pull, given.pop("itemTypes", None))(info, **given),
        }

    def _timeline(self, pull: Pull, kinds: Sequence[str] | None) -> Callable[..., Node]:
        items: list[tuple[int, int, str, Any]] = [(one.created, one.id, SAID, one) for one in pull.comments]
        names = {"comment_deleted": DELETED, "head_ref_force_pushed": FORCED}
        items += [(one.created, one.id, names[one.name], one) for one in pull.events if one.name in names]
        chosen = [one for one in sorted(items, key=lambda one: one[:2]) if kinds is None or one[2] in kinds]
        return connection(
            "timelineItems",
            [one[3] for one in chosen],
            lambda one: self._event(pull, one) if isinstance(one, Event) else self.comment(pull, one),
        )

    def _event(self, pull: Pull, event: Event) -> Node:
        found: Node = {
            "id": node("EV", event.id),
            "databaseId": event.id,
            "createdAt": stamp(event.created),
            "actor": self.user(actor_of(self.request, pull.repository, event)),
        }
        if event.name == "comment_deleted":
            return {
                **found,
                "__typename": "CommentDeletedEvent",
                "deletedCommentAuthor": self.user(event.author) if event.author else None,
            }
        at = pull.heads.index(event.commit) if event.commit in pull.heads else 0
        return {
            **found,
            "__typename": "HeadRefForcePushedEvent",
            "beforeCommit": _commit(pull.heads[max(0, at - 1)]),
            "afterCommit": _commit(event.commit or pull.head),
        }

    def thread(self, pull: Pull, thread: Thread) -> Node:
        """A thread."""
        now, first, resolved = thread.spot, thread.original, thread.resolved_by
        found: Node = {
            "__typename": "PullRequestReviewThread",
            "id": node("PRRT", thread.id),
            "path": thread.path,
            "isResolved": resolved is not None,
            "isCollapsed": resolved is not None,
        }
        found |= {
            "isOutdated": now is None,
            "line": now.line if now else None,
            "startLine": now.start_line if now else None,
        }
        found |= {
            "originalLine": first.line,
            "originalStartLine": first.start_line,
            "diffSide": first.side,
            "startDiffSide": first.start_side,
        }
        found |= {
            "subjectType": "FILE" if thread.is_file else "LINE",
            "resolvedBy": self.user(resolved) if resolved else None,
            "pullRequest": lambda _info: self.pull(pull),
        }
        may = rank(pull.repository.role(self.request.actor.user)) >= rank("write")
        found |= {"viewerCanResolve": may and resolved is None, "viewerCanUnresolve": may and resolved is not None}
        said = [one for one in thread.comments if self.request.is_visible(one.review)]
        return {**found, "comments": connection("comments", said, lambda one: self.review_comment(pull, one))}

    def _said(self, pull: Pull, said: Said) -> Node:
        found: Node = {
            "databaseId": said.id,
            "fullDatabaseId": str(said.id),
            "body": said.body,
            "author": self.user(said.user),
            "createdAt": stamp(said.created),
            "updatedAt": stamp(said.updated),
        }
        found |= {
            "isMinimized": said.minimized is not None,
            "minimizedReason": said.minimized,
            "viewerDidAuthor": said.user is self.request.actor.user,
        }
        return {**found, "authorAssociation": self.views.association(pull.repository, said.user)}

    def comment(self, pull: Pull, said: IssueComment) -> Node:
        """A message of the conversation."""
        return {
            **self._said(pull, said),
            "__typename": "IssueComment",
            "id": node("IC", said.id),
            "url": self.views.comment(pull, said)["html_url"],
        }

    def review_comment(self, pull: Pull, said: ReviewComment) -> Node:
        """A message of a thread."""
        thread, now, first = said.thread, said.thread.spot, said.thread.original
        found = {
            **self._said(pull, said),
            "__typename": "PullRequestReviewComment",
            "id": node("PRRC", said.id),
            "url": self.views.review_comment(pull, said)["html_url"],
            "path": thread.path,
        }
        found |= {
            "line": now.line if now else None,
            "startLine": now.start_line if now else None,
            "originalLine": first.line,
            "originalStartLine": first.start_line,
        }
        found |= {
            "diffHunk": thread.hunk,
            "outdated": now is None,
            "state": "PENDING" if said.review.state == "PENDING" else "SUBMITTED",
        }
        found |= {
            "commit": _commit(thread.current),
            "originalCommit": _commit(thread.commit),
            "pullRequestReview": lambda _info: self.review(pull, said.review),
        }
        first_said = next((one for one in thread.comments if one.id == said.reply_to), None)
        return {**found, "replyTo": lambda _info: self.review_comment(pull, first_said) if first_said else None}

    def review(self, pull: Pull, review: Review) -> Node:
        """A review."""
        made = stamp(review.submitted or review.updated)
        found: Node = {
            "__typename": "PullRequestReview",
            "id": node("PRR", review.id),
            "databaseId": review.id,
            "fullDatabaseId": str(review.id),
            "body": review.body,
            "author": self.user(review.user),
        }
        found |= {
            "createdAt": made,
            "updatedAt": made,
            "submittedAt": stamp(review.submitted) if review.submitted else None,
            "state": review.state,
            "commit": _commit(review.commit),
        }
        found |= {"url": self.views.review(pull, review)["html_url"], "isMinimized": False, "minimizedReason": None}
        return {**found, "authorAssociation": self.views.association(pull.repository, review.user)}


def _commit(sha: str) -> Node:
    return {"__typename": "Commit", "id": f"C_{sha[:20]}", "oid": sha}


def connection(name: str, things: Sequence[Any], shape: Callable[[Any], Node]) -> Callable[..., Node]:
    """A list in pages; GitHub wants to be told how many, and at most a hundred."""

    def cut(
        _info: object,
        first: int | None = None,
        last: int | None = None,
        after: str | None = None,
        before: str | None = None,
    ) -> Node:
        if first is None and last is None:
            raise Denied(
                "MISSING_PAGINATION_BOUNDARIES",
                f"You must provide a `first` or `last` value to properly paginate the `{name}` connection.",
            )
        if not 0 <= (wanted := first if first is not None else last or 0) <= MOST:
            word = "first" if first is not None else "last"
            raise Denied(
                "EXCESSIVE_PAGINATION",
                f"Requesting {wanted} records on the `{name}` connection exceeds the `{word}` limit of {MOST} records.",
            )
        start, end = _place(after) if after else 0, _place(before) - 1 if before else len(things)
        start, end = (start, min(end, start + wanted)) if first is not None else (max(start, end - wanted), end)
        page = {"hasNextPage": end < len(things), "hasPreviousPage": start > 0}
        page |= {
            "startCursor": _cursor(start + 1) if start < end else None,
            "endCursor": _cursor(end) if start < end else None,
        }
        return {"nodes": [shape(one) for one in things[start:end]], "pageInfo": page, "totalCount": len(things)}

    return cut


def _cursor(place: int) -> str:
    return base64.b64encode(f"cursor:v2:{place}".encode()).decode()


def _place(cursor: str) -> int:
    try:
        return int(base64.b64decode(cursor, validate=True).decode().rpartition(":")[2])
    except (binascii.Error, ValueError):
        raise Denied("INVALID_CURSOR_ARGUMENTS", f"`{cursor}` does not appear to be a valid cursor.") from None
