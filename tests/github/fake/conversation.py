"""Operations on what is said in a conversation: comments, reactions, and the timeline."""

from tests.github.fake import acts
from tests.github.fake.access import holds
from tests.github.fake.answers import Answer, Refusal, invalid, not_found, too_long
from tests.github.fake.clock import stamp
from tests.github.fake.model import Event, Reaction, Repository, User, rank
from tests.github.fake.repos import may_moderate
from tests.github.fake.views import REACTIONS
from tests.github.fake.web import Request, on

LONGEST = 65_536
READ = ("issues:read", "pull_requests:read")
WRITE = ("issues:write", "pull_requests:write")


@on("GET", "{R}/issues/{number}", *READ)
def issue(request: Request) -> Answer:
    """A pull request as an issue."""
    return Answer(body=request.views.issue(request.pull))


@on("GET", "{R}/issues/{number}/comments", *READ)
def comments(request: Request) -> Answer:
    """The conversation, oldest first."""
    since = request.query.get("since", "")
    return Answer(
        items=[request.views.comment(request.pull, one) for one in request.pull.comments if stamp(one.updated) >= since]
    )


@on("GET", "{R}/issues/comments", *READ)
def all_comments(request: Request) -> Answer:
    """All conversations of a repository."""
    since, key = request.query.get("since", ""), request.query.get("sort", "created")
    found = [
        (pull, one)
        for pull in request.repository.pulls.values()
        for one in pull.comments
        if stamp(one.updated) >= since
    ]
    found.sort(
        key=lambda pair: (pair[1].updated if key == "updated" else pair[1].created, pair[1].id),
        reverse=request.query.get("direction") == "desc",
    )
    return Answer(items=[request.views.comment(pull, one) for pull, one in found])


@on("POST", "{R}/issues/{number}/comments", *WRITE)
def create(request: Request) -> Answer:
    """Say something."""
    pull = request.pull
    body = _text(request)
    require_unlocked(request)
    said = acts.comment(request.state, pull, request.user, body, request.actor.via)
    shown = request.views.comment(pull, said)
    return Answer(201, shown, {"Location": str(shown["url"])})


def _text(request: Request, resource: str = "IssueComment") -> str:
    body = request.words_of("body")
    if not body.strip():
        raise invalid(resource, "body", code="missing_field", message="body can't be blank")
    if len(body) > LONGEST:
        raise too_long(resource)
    return body


def require_unlocked(request: Request) -> None:
    """In a locked conversation only those who can write to the repository speak."""
    if request.pull.locked and (
        request.actor.installation or rank(request.repository.role(request.actor.user)) < rank("write")
    ):
        raise Refusal(403, "Unable to create comment because issue is locked.")


@on("GET", "{R}/issues/comments/{comment_id}", *READ)
def comment(request: Request) -> Answer:
    """One message."""
    return Answer(body=request.views.comment(*request.issue_comment))


@on("PATCH", "{R}/issues/comments/{comment_id}", *WRITE)
def edit(request: Request) -> Answer:
    """Change a message: one's own, or another's with write access."""
    pull, said = request.issue_comment
    require_own(request, said.user)
    acts.edit(request.state, said, _text(request))
    return Answer(body=request.views.comment(pull, said))


@on("DELETE", "{R}/issues/comments/{comment_id}", *WRITE)
def delete(request: Request) -> Answer:
    """Take a message away."""
    pull, said = request.issue_comment
    require_own(request, said.user)
    acts.delete_comment(request.state, pull, said, request.user)
    return Answer(204)


def require_own(request: Request, author: User) -> None:
    """Refuse to change what somebody else said, unless the asker may moderate."""
    if author is request.actor.user or may_moderate(request):
        return
    raise Refusal(
        403,
        "Resource not accessible by integration"
        if request.actor.installation
        else "Must have admin rights to Repository.",
    )


def _reactions(request: Request, reactions: list[Reaction]) -> Answer:
    if request.method == "GET":
        wanted = request.query.get("content")
        return Answer(items=[request.views.reaction(one) for one in reactions if wanted in (None, one.content)])
    content = request.words_of("content")
    if content not in REACTIONS:
        raise invalid("Reaction", "content", code="invalid")
    found, new = acts.react(request.state, reactions, request.user, content)
    return Answer(201 if new else 200, request.views.reaction(found))


def _unreact(request: Request, reactions: list[Reaction]) -> Answer:
    wanted = request.number("reaction_id")
    found = next((one for one in reactions if one.id == wanted), None)
    if found is None or found.user is not request.actor.user:
        raise not_found()
    reactions.remove(found)
    return Answer(204)


@on("GET", "{R}/issues/comments/{comment_id}/reactions", *READ)
@on("POST", "{R}/issues/comments/{comment_id}/reactions", *WRITE)
def comment_reactions(request: Request) -> Answer:
    """Reactions to a message."""
    return _reactions(request, request.issue_comment[1].reactions)


@on("DELETE", "{R}/issues/comments/{comment_id}/reactions/{reaction_id}", *WRITE)
def remove_comment_reaction(request: Request) -> Answer:
    """Take one's reaction to a message back."""
    return _unreact(request, request.issue_comment[1].reactions)


@on("GET", "{R}/issues/{number}/reactions", *READ)
@on("POST", "{R}/issues/{number}/reactions", *WRITE)
def pull_reactions(request: Request) -> Answer:
    """Reactions to a pull request."""
    return _reactions(request, request.pull.reactions)


@on("DELETE", "{R}/issues/{number}/reactions/{reaction_id}", *WRITE)
def remove_pull_reaction(request: Request) -> Answer:
    """Take one's reaction to a pull request back."""
    return _unreact(request, request.pull.reactions)


@on("GET", "{R}/pulls/comments/{comment_id}/reactions", "pull_requests:read")
@on("POST", "{R}/pulls/comments/{comment_id}/reactions", "pull_requests:write")
def review_comment_reactions(request: Request) -> Answer:
    """Reactions to a message of a thread."""
    return _reactions(request, request.review_comment[1].reactions)


@on("DELETE", "{R}/pulls/comments/{comment_id}/reactions/{reaction_id}", "pull_requests:write")
def remove_review_comment_reaction(request: Request) -> Answer:
    """Take one's reaction to a message of a thread back."""
    return _unreact(request, request.review_comment[1].reactions)


def actor_of(request: Request, repository: Repository, event: Event) -> User:
    """Who did it. Who deleted a comment is shown to those with write access only."""
    actor = request.actor
    if event.name != "comment_deleted":
        return event.actor
    granted = (actor.token.permissions or {}) if actor.token else {}
    trusted = (
        any(holds(granted, one) for one in WRITE)
        if actor.installation
        else rank(repository.role(actor.user)) >= rank("write")
    )
    return event.actor if trusted else request.state.user("ghost")


@on("GET", "{R}/issues/{number}/events", *READ)
def events(request: Request) -> Answer:
    """What happened, oldest first."""
    pull, views = request.pull, request.views
    return Answer(items=[views.event(pull, one, actor=actor_of(request, pull.repository, one)) for one in pull.events])


@on("GET", "{R}/issues/{number}/timeline", *READ)
def timeline(request: Request) -> Answer:
    """What happened and was said, oldest first."""
    pull, views = request.pull, request.views
    rows: list[tuple[int, int, dict[str, object]]] = [
        (one.created, one.id, views.event(pull, one, actor=actor_of(request, pull.repository, one)))
        for one in pull.events
    ]
    for one in pull.comments:
        rows.append(
            (one.created, one.id, {**views.comment(pull, one), "event": "commented", "actor": views.user(one.user)})
        )
    for review in pull.reviews:
        if review.submitted:
            rows.append(
                (
                    review.submitted,
                    review.id,
                    {**views.review(pull, review), "event": "reviewed", "state": review.state.lower()},
                )
            )
    for row in pull.repository.store.commits(pull.merge_base, pull.head):
        rows.append((pull.created, 0, _committed(views.commit(pull.repository, row))))
    return Answer(items=[row for _, _, row in sorted(rows, key=lambda row: row[:2])])


def _committed(commit: dict[str, object]) -> dict[str, object]:
    inner = dict(commit["commit"])  # type: ignore[call-overload]
    inner.pop("comment_count")
    return {**inner, **{name: commit[name] for name in ("sha", "node_id", "html_url", "parents")}, "event": "committed"}
