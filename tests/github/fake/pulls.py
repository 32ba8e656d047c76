"""Operations on pull requests: themselves, their files and commits."""

from tests.github.fake import acts
from tests.github.fake.answers import Answer, Refusal, invalid, too_long
from tests.github.fake.model import Pull, rank
from tests.github.fake.web import Request, on

LONGEST = 65_536


@on("GET", "{R}/pulls", "pull_requests:read")
def pulls(request: Request) -> Answer:
    """Pull requests, newest first, open ones unless asked."""
    query = request.query
    wanted = query.get("state", "open")
    found = [
        one for one in request.repository.pulls.values() if wanted == "all" or bool(one.closed) == (wanted == "closed")
    ]
    found = [
        one for one in found if query.get("base") in (None, one.base_ref) and query.get("head") in (None, _label(one))
    ]
    key = {"updated": lambda one: (one.updated, one.number)}.get(
        query.get("sort", "created"), lambda one: (one.created, one.number)
    )
    found.sort(key=key, reverse=query.get("direction", "desc") == "desc")
    return Answer(items=[request.views.pull(one) for one in found])


def _label(pull: Pull) -> str | None:
    return f"{pull.head_repository.owner.login}:{pull.head_ref}" if pull.head_repository else None


@on("GET", "{R}/pulls/{number}", "pull_requests:read")
def pull(request: Request) -> Answer:
    """A pull request, or its diff where the media type asks for that."""
    media, found = request.headers.get("accept", ""), request.pull
    if "diff" not in media and "patch" not in media:
        return Answer(body=request.views.full_pull(found))
    text = found.repository.store.patch(found.merge_base, found.head)
    if text.count(b"\n") > 20_000 or len(text) > 1_000_000:
        error = {"resource": "PullRequest", "field": "diff", "code": "too_large"}
        raise Refusal(406, "Sorry, the diff exceeded the maximum number of lines (20000)", [error])
    return Answer(raw=text, content_type="application/vnd.github.diff; charset=utf-8")


@on("POST", "{R}/pulls", "pull_requests:write")
def create(request: Request) -> Answer:
    """Open a pull request."""
    repository, name = request.repository, request.words_of("head")
    owner, colon, branch = name.partition(":")
    source = repository
    if colon:
        source = next(
            (
                one
                for one in request.state.repositories
                if one.owner.login.lower() == owner.lower() and repository in (one, one.parent)
            ),
            repository,
        )
    head = (source, branch if colon else name)
    if source.store.resolve(head[1]) is None:
        raise invalid("PullRequest", "head", code="invalid")
    base = request.words_of("base")
    if repository.store.resolve(base) is None:
        raise invalid("PullRequest", "base", code="invalid")
    if any(
        one.head_ref == head[1] and one.head_repository is source and one.base_ref == base and not one.closed
        for one in repository.pulls.values()
    ):
        raise Refusal(
            422,
            "Validation Failed",
            [
                {
                    "resource": "PullRequest",
                    "code": "custom",
                    "message": f"A pull request already exists for {source.owner.login}:{head[1]}.",
                }
            ],
        )
    found = acts.open_pull(
        request.state,
        repository,
        request.user,
        title=request.words_of("title"),
        head=head,
        base=base,
        draft=bool(request.body.get("draft")),
        body=request.words_of("body", default=""),
    )
    return Answer(201, request.views.full_pull(found))


@on("PATCH", "{R}/pulls/{number}", "pull_requests:write")
def update(request: Request) -> Answer:
    """Change title, body or state."""
    found, body = request.pull, request.body
    if (
        request.actor.installation is None
        and found.user is not request.actor.user
        and rank(request.repository.role(request.actor.user)) < rank("triage")
    ):
        raise Refusal(403, "Must have push access to repository")
    found.title = request.words_of("title", default=found.title)
    found.body = request.words_of("body", default=found.body or "")
    if len(found.body) > LONGEST:
        raise too_long("PullRequest")
    state = body.get("state")
    if state == "closed" and not found.closed:
        acts.close(request.state, found, request.user)
    if state == "open" and found.closed and not found.merged:
        acts.reopen(request.state, found, request.user)
    return Answer(body=request.views.full_pull(found))


@on("GET", "{R}/pulls/{number}/files", "pull_requests:read")
def files(request: Request) -> Answer:
    """The changed files, at most 3,000."""
    found = request.pull
    return Answer(items=[request.views.file(found.repository, one, found.head) for one in found.files()[:3000]])


@on("GET", "{R}/pulls/{number}/commits", "pull_requests:read")
def commits(request: Request) -> Answer:
    """The commits, at most 250."""
    found = request.pull
    rows = found.repository.store.commits(found.merge_base, found.head)[:250]
    return Answer(items=[request.views.commit(found.repository, one) for one in rows])
