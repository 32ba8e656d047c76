"""Operations on reviews and their threads."""

from collections.abc import Sequence

from tests.github.fake import acts, anchors
from tests.github.fake.answers import Answer, Refusal, malformed, not_found, too_long, unprocessable
from tests.github.fake.clock import stamp
from tests.github.fake.conversation import LONGEST, require_own, require_unlocked
from tests.github.fake.model import Pull, Review, ReviewComment, Spot
from tests.github.fake.store import FileDiff
from tests.github.fake.web import Request, on

READ, WRITE = "pull_requests:read", "pull_requests:write"
EVENTS = ("APPROVE", "REQUEST_CHANGES", "COMMENT")
COMMENT_KEYS = {"path", "position", "body", "line", "side", "start_line", "start_side"}


@on("GET", "{R}/pulls/{number}/reviews", READ)
def reviews(request: Request) -> Answer:
    """The reviews, oldest first; pending ones to their authors."""
    return Answer(
        items=[request.views.review(request.pull, one) for one in request.pull.reviews if request.is_visible(one)]
    )


@on("GET", "{R}/pulls/{number}/reviews/{review_id}", READ)
def review(request: Request) -> Answer:
    """One review."""
    return Answer(body=request.views.review(request.pull, request.review))


@on("GET", "{R}/pulls/{number}/reviews/{review_id}/comments", READ)
def comments_of(request: Request) -> Answer:
    """The comments of one review, in their old form."""
    wanted = request.review
    return Answer(
        items=[
            request.views.review_comment(request.pull, one, old_form=True)
            for one in request.pull.review_comments()
            if one.review is wanted
        ]
    )


@on("POST", "{R}/pulls/{number}/reviews", WRITE)
def create(request: Request) -> Answer:
    """A review with all its comments, or nothing: one bad place refuses it whole."""
    pull, body = request.pull, request.words_of("body", default="")
    event, given = request.body.get("event"), request.body.get("comments", [])
    if event is not None and event not in EVENTS:
        raise unprocessable(f"Variable $event of type PullRequestReviewEvent was provided invalid value: {event}")
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise malformed("For 'properties/comments', the value is not an array of objects.")
    if len(body) > LONGEST:
        raise unprocessable(f"Body is too long (maximum is {LONGEST} characters)")
    require_unlocked(request)
    _require_allowed(request, event, body, bool(given))
    commit = commit_of(request, request.words_of("commit_id", default=pull.head), review=True)
    files = _files(pull, commit)
    spots = [_spot(files, one) for one in given]
    found = acts.start_review(request.state, pull, request.user, body, event, commit=commit, app=request.actor.via)
    for one, spot in zip(given, spots, strict=True):
        acts.start_thread(request.state, pull, found, one["path"], spot, one["body"])
    acts.sent(request.state, pull, found)
    return Answer(200, request.views.review(pull, found))


def _require_allowed(request: Request, event: object, body: str, has_comments: bool) -> None:
    pull, user = request.pull, request.user
    if any(one.user is user and one.state == "PENDING" for one in pull.reviews):
        raise unprocessable("User can only have one pending review per pull request")
    require_content(event, body, has_comments)
    if pull.user is user and event in ("APPROVE", "REQUEST_CHANGES"):
        raise unprocessable(
            f"Can not {'approve' if event == 'APPROVE' else 'request changes on'} your own pull request"
        )


def require_content(event: object, body: str, has_comments: bool) -> None:
    """A review that asks for changes says which; a comment says something."""
    if event == "REQUEST_CHANGES" and not body.strip():
        raise unprocessable("Pull request review body can't be blank")
    if event == "COMMENT" and not body.strip() and not has_comments:
        raise unprocessable("Pull request review body can't be blank")


def commit_of(request: Request, sha: str, *, review: bool) -> str:
    """The commit that is commented; it must belong to the pull request as it is now."""
    pull, store = request.pull, request.repository.store
    found = store.resolve(sha) if len(sha) == 40 else None
    if found and (
        found == pull.head or (store.is_ancestor(found, pull.head) and not store.is_ancestor(found, pull.base))
    ):
        return found
    if review:
        raise (
            unprocessable("The commit_id is not part of the pull request")
            if found
            else Refusal(422, f"No commit found for SHA: {sha}")
        )
    raise Refusal(
        422,
        "Validation Failed",
        [
            {
                "resource": "PullRequestReviewComment",
                "code": "custom",
                "field": "commit_id",
                "message": "commit_id is not part of the pull request",
            }
        ],
    )


def _files(pull: Pull, commit: str) -> Sequence[FileDiff]:
    base = pull.repository.store.merge_base(pull.base, commit) or pull.base
    return pull.repository.store.diff(base, commit)


def _spot(files: Sequence[FileDiff], given: dict[str, object]) -> Spot:
    unknown = sorted(set(given) - COMMENT_KEYS)
    if unknown or not isinstance(given.get("path"), str) or not isinstance(given.get("body"), str):
        raise malformed(
            f'No subschema in "anyOf" matched.\n{", ".join(unknown) or "path, body"} is not a permitted or a given key.'
        )
    if len(str(given["body"])) > LONGEST:
        raise unprocessable(f"Pull request review comment body is too long (maximum is {LONGEST} characters)")
    path = str(given["path"])
    if path not in {one.path for one in files}:
        raise unprocessable("Path could not be resolved")
    if "line" not in given and "position" in given:
        spot = anchors.at_position(files, path, whole(given, "position") or 0)
        if spot is None:
            raise unprocessable("Position could not be resolved")
        return spot
    spot = spot_of(given)
    if problems := anchors.place(files, path, spot).problems:
        raise unprocessable(*map(anchors.sentence, problems))
    return spot


def spot_of(given: dict[str, object]) -> Spot:
    """The place that a request names."""
    side, start_side = given.get("side", "RIGHT"), given.get("start_side")
    if side not in ("LEFT", "RIGHT") or start_side not in ("LEFT", "RIGHT", "side", None):
        raise malformed("side is not a member of [LEFT, RIGHT].")
    start = whole(given, "start_line")
    return Spot(
        whole(given, "line"), str(side), start, str(side) if start and start_side in (None, "side") else start_side
    )  # type: ignore[arg-type]


def whole(given: dict[str, object], name: str) -> int | None:
    """A whole number of the body; a text is none."""
    found = given.get(name)
    if found is not None and (not isinstance(found, int) or isinstance(found, bool)):
        raise malformed(f"For 'properties/{name}', \"{found}\" is not an integer.")
    return found


@on("POST", "{R}/pulls/{number}/reviews/{review_id}/events", WRITE)
def submit(request: Request) -> Answer:
    """Send a pending review."""
    found, event = request.review, request.words_of("event")
    if found.state != "PENDING" or event not in EVENTS:
        raise unprocessable("Can not submit a review that is not pending")
    found.body = request.words_of("body", default=found.body)
    require_content(event, found.body, any(one.review is found for one in request.pull.review_comments()))
    found.state = {"COMMENT": "COMMENTED", "APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED"}[event]
    found.submitted = request.state.clock.now()
    acts.sent(request.state, request.pull, found)
    return Answer(body=request.views.review(request.pull, found))


@on("PUT", "{R}/pulls/{number}/reviews/{review_id}", WRITE)
def update(request: Request) -> Answer:
    """Change the body of one's review."""
    found = _own(request)
    found.body = request.words_of("body")
    if len(found.body) > LONGEST:
        raise unprocessable(f"Body is too long (maximum is {LONGEST} characters)")
    return Answer(body=request.views.review(request.pull, found))


@on("DELETE", "{R}/pulls/{number}/reviews/{review_id}", WRITE)
def delete(request: Request) -> Answer:
    """Delete a pending review."""
    found, pull = _own(request), request.pull
    if found.state != "PENDING":
        raise unprocessable("Can not delete a non-pending pull request review")
    for one in [one for one in pull.review_comments() if one.review is found]:
        acts.delete_review_comment(request.state, pull, one, request.user)
    pull.reviews.remove(found)
    return Answer(body=request.views.review(pull, found))


def _own(request: Request) -> Review:
    if request.review.user is not request.actor.user:
        raise Refusal(
            403,
            "Resource not accessible by integration"
            if request.actor.installation
            else "Must have admin rights to Repository.",
        )
    return request.review


@on("PUT", "{R}/pulls/{number}/reviews/{review_id}/dismissals", WRITE, role="write")
def dismiss(request: Request) -> Answer:
    """Dismiss a review that approves or asks for changes."""
    found, message = request.review, request.words_of("message")
    if found.state not in ("APPROVED", "CHANGES_REQUESTED"):
        raise unprocessable(f"Can not dismiss a {found.state.lower()} pull request review")
    acts.dismiss(request.state, request.pull, found, request.user, message)
    return Answer(body=request.views.review(request.pull, found))


@on("GET", "{R}/pulls/{number}/comments", READ)
def comments(request: Request) -> Answer:
    """All comments of all threads."""
    found = _sorted(
        request,
        [
            one
            for one in request.pull.review_comments()
            if request.is_visible(one.review) and one.review.state != "PENDING"
        ],
    )
    return Answer(items=[request.views.review_comment(request.pull, one) for one in found])


@on("GET", "{R}/pulls/comments", READ)
def all_comments(request: Request) -> Answer:
    """All comments of all threads of a repository."""
    owner = {id(one): pull for pull in request.repository.pulls.values() for one in pull.review_comments()}
    every = [
        one
        for pull in request.repository.pulls.values()
        for one in pull.review_comments()
        if one.review.state != "PENDING"
    ]
    return Answer(items=[request.views.review_comment(owner[id(one)], one) for one in _sorted(request, every)])


def _sorted(request: Request, found: list[ReviewComment]) -> list[ReviewComment]:
    since, key = request.query.get("since", ""), request.query.get("sort", "created")
    found = [one for one in found if stamp(one.updated) >= since]
    newest = request.query.get("direction") == "desc"
    return sorted(found, key=lambda one: (one.updated if key == "updated" else one.created, one.id), reverse=newest)


@on("POST", "{R}/pulls/{number}/comments", WRITE)
def create_comment(request: Request) -> Answer:
    """One comment on a place, or an answer; a review of its own comes with it."""
    pull, body = request.pull, _text(request)
    require_unlocked(request)
    _require_no_pending(request)
    if (to := whole(request.body, "in_reply_to")) is not None:
        return _answer(request, next((one for one in pull.review_comments() if one.id == to), None), body)
    commit, path = commit_of(request, request.words_of("commit_id"), review=False), request.words_of("path")
    files = _files(pull, commit)
    if request.body.get("subject_type") == "file":
        if path not in {one.path for one in files}:
            raise Refusal(422, "Validation Failed", [anchors.error(anchors.PATH)])
        spot = Spot(None)
    else:
        spot = spot_of(request.body)
        if problems := anchors.place(files, path, spot).problems:
            rest = () if problems[-1] is anchors.HUNK else (anchors.HUNK,)
            raise Refusal(422, "Validation Failed", [anchors.error(one) for one in (*problems, *rest)])
    around = acts.start_review(request.state, pull, request.user, "", "COMMENT", commit=commit, app=request.actor.via)
    found = acts.start_thread(request.state, pull, around, path, spot, body, is_file=spot.line is None)
    acts.sent(request.state, pull, around)
    return Answer(201, request.views.review_comment(pull, found))


def _text(request: Request) -> str:
    body = request.words_of("body")
    if not body.strip():
        raise Refusal(
            422,
            "Validation Failed",
            [{"resource": "PullRequestReviewComment", "code": "missing_field", "field": "body"}],
        )
    if len(body) > LONGEST:
        raise too_long("PullRequestReviewComment")
    return body


def _require_no_pending(request: Request) -> None:
    if any(one.user is request.actor.user and one.state == "PENDING" for one in request.pull.reviews):
        message = "user_id can only have one pending review per pull request"
        raise Refusal(
            422,
            "Validation Failed",
            [{"resource": "PullRequestReview", "code": "custom", "field": "user_id", "message": message}],
        )


@on("POST", "{R}/pulls/{number}/comments/{comment_id}/replies", WRITE)
def reply(request: Request) -> Answer:
    """Answer in a thread."""
    body, (pull, first) = _text(request), request.review_comment
    if pull is not request.pull:
        raise not_found()
    require_unlocked(request)
    _require_no_pending(request)
    return _answer(request, first, body)


def _answer(request: Request, first: ReviewComment | None, body: str) -> Answer:
    if first is None:
        raise not_found()
    if first.reply_to is not None:
        raise Refusal(
            422,
            "Validation Failed",
            [{"resource": "PullRequestReviewComment", "code": "invalid", "field": "in_reply_to"}],
        )
    found = acts.reply(request.state, request.pull, first, request.user, body, request.actor.via)
    return Answer(201, request.views.review_comment(request.pull, found))


@on("GET", "{R}/pulls/comments/{comment_id}", READ)
def comment(request: Request) -> Answer:
    """One message of a thread."""
    return Answer(body=request.views.review_comment(*request.review_comment))


@on("PATCH", "{R}/pulls/comments/{comment_id}", WRITE)
def edit(request: Request) -> Answer:
    """Change a message of a thread."""
    pull, said = request.review_comment
    require_own(request, said.user)
    acts.edit(request.state, said, _text(request))
    return Answer(body=request.views.review_comment(pull, said))


@on("DELETE", "{R}/pulls/comments/{comment_id}", WRITE)
def delete_comment(request: Request) -> Answer:
    """Take a message of a thread away."""
    pull, said = request.review_comment
    require_own(request, said.user)
    acts.delete_review_comment(request.state, pull, said, request.user)
    return Answer(204)
