"""What can happen on the fake: the same functions serve the HTTP interface and the stories of the tests."""

from tests.github.fake import anchors
from tests.github.fake.model import (
    App,
    Event,
    IssueComment,
    Pull,
    Reaction,
    Repository,
    Review,
    ReviewComment,
    Said,
    Spot,
    State,
    Thread,
    User,
)


def open_pull(
    state: State,
    repository: Repository,
    user: User,
    *,
    title: str,
    head: tuple[Repository, str],
    base: str,
    draft: bool = False,
    body: str | None = None,
) -> Pull:
    """Open a pull request from a branch, perhaps of a fork."""
    source, branch = head
    sha = source.store.resolve(branch) or ""
    number = 1 + max(repository.pulls, default=0)
    _bring(repository, source, branch, sha, number)
    now = state.clock.now()
    pull = Pull(
        state.id(),
        number,
        repository,
        user,
        title,
        body,
        base,
        branch,
        source,
        sha,
        repository.store.resolve(base) or "",
        now,
        now,
        draft,
        heads=[sha],
    )
    repository.pulls[number] = pull
    state.tell("pull_request", "opened", pull, user)
    return pull


def _bring(repository: Repository, source: Repository, branch: str, sha: str, number: int) -> None:
    if source is not repository:
        repository.store.git(
            "fetch", "-q", "--no-tags", str(source.store.path), f"+refs/heads/{branch}:refs/pull/{number}/head"
        )
    else:
        repository.store.point(f"refs/pull/{number}/head", sha)


def pushed(state: State, repository: Repository, branch: str, by: User) -> None:
    """A branch has moved: so do the heads of its open pull requests, the bases of others, and all threads."""
    sha = repository.store.resolve(branch)
    for pull in [one for holder in state.repositories for one in holder.pulls.values() if not one.closed]:
        if pull.repository is repository and pull.base_ref == branch and sha:
            pull.base = sha
            _settle(pull)
        if pull.head_repository is repository and pull.head_ref == branch and sha and sha != pull.head:
            _bring(pull.repository, repository, branch, sha, pull.number)
            if not pull.repository.store.is_ancestor(pull.head, sha):
                happened(state, pull, "head_ref_force_pushed", by, commit=sha)
            before, pull.head = pull.head, sha
            pull.heads.append(sha)
            pull.updated = state.clock.now()
            _settle(pull)
            state.tell("pull_request", "synchronize", pull, by, before=before, after=sha)


def _settle(pull: Pull) -> None:
    for thread in pull.threads:
        anchors.settle(pull, thread)


def happened(
    state: State,
    pull: Pull,
    name: str,
    actor: User,
    *,
    author: User | None = None,
    commit: str | None = None,
    **details: object,
) -> Event:
    """Note an event."""
    event = Event(state.id(), name, actor, state.clock.now(), dict(details), author, commit)
    pull.events.append(event)
    return event


def comment(state: State, pull: Pull, user: User, body: str, app: App | None = None) -> IssueComment:
    """Say something in the conversation."""
    now = state.clock.now()
    said = IssueComment(state.id(), user, body, now, now, app)
    pull.comments.append(said)
    pull.updated = now
    state.tell("issue_comment", "created", said, user)
    return said


def edit(state: State, said: Said, body: str) -> None:
    """Change what was said."""
    before, said.body, said.updated = said.body, body, state.clock.now()
    event = "issue_comment" if isinstance(said, IssueComment) else "pull_request_review_comment"
    state.tell(event, "edited", said, said.user, changes={"body": {"from": before}})


def delete_comment(state: State, pull: Pull, said: IssueComment, by: User) -> None:
    """Take a message out of the conversation; the timeline keeps that, and whose it was."""
    pull.comments.remove(said)
    happened(state, pull, "comment_deleted", by, author=said.user)
    state.tell("issue_comment", "deleted", said, by, pull=pull)


def delete_review_comment(state: State, pull: Pull, said: ReviewComment, by: User) -> None:
    """Take a message out of a thread, and an empty thread away."""
    said.thread.comments.remove(said)
    if not said.thread.comments:
        pull.threads.remove(said.thread)
    if said.review.state != "PENDING":
        state.tell("pull_request_review_comment", "deleted", said, by, pull=pull)


def start_review(
    state: State,
    pull: Pull,
    user: User,
    body: str,
    event: str | None,
    *,
    commit: str | None = None,
    app: App | None = None,
) -> Review:
    """A review; without an event it is pending."""
    now = state.clock.now()
    word = {"COMMENT": "COMMENTED", "APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED", None: "PENDING"}[
        event
    ]
    review = Review(state.id(), user, body, word, commit or pull.head, now if event else None, app, now)
    pull.reviews.append(review)
    pull.updated = now
    return review


def sent(state: State, pull: Pull, review: Review) -> None:
    """A review is complete: whoever listens hears of it and of each of its comments. A pending one is nobody's business."""
    if review.state == "PENDING":
        return
    state.tell("pull_request_review", "submitted", review, review.user)
    for said in pull.review_comments():
        if said.review is review:
            state.tell("pull_request_review_comment", "created", said, review.user)


def start_thread(
    state: State, pull: Pull, review: Review, path: str, spot: Spot, body: str, *, is_file: bool = False
) -> ReviewComment:
    """A comment on a place that was found to be valid for the review's commit."""
    base = pull.repository.store.merge_base(pull.base, review.commit) or pull.base
    placed = (
        anchors.place(pull.repository.store.diff(base, review.commit), path, spot) if not is_file else anchors.Placed()
    )
    thread = Thread(
        state.id(),
        path,
        review.commit,
        base,
        spot,
        placed.position,
        placed.hunk,
        spot,
        placed.position,
        review.commit,
        is_file,
    )
    pull.threads.append(thread)
    if review.commit != pull.head:
        anchors.settle(pull, thread)
    return add_to_thread(state, thread, review, body)


def add_to_thread(
    state: State, thread: Thread, review: Review, body: str, reply_to: int | None = None
) -> ReviewComment:
    """One more message in a thread."""
    now = state.clock.now()
    said = ReviewComment(
        state.id(), review.user, body, now, now, review.app, review=review, thread=thread, reply_to=reply_to
    )
    thread.comments.append(said)
    return said


def reply(
    state: State, pull: Pull, first: ReviewComment, user: User, body: str, app: App | None = None
) -> ReviewComment:
    """Answer in a thread; GitHub makes a review with an empty body around every answer."""
    review = start_review(state, pull, user, "", "COMMENT", app=app)
    said = add_to_thread(state, first.thread, review, body, first.id)
    sent(state, pull, review)
    return said


def react(state: State, reactions: list[Reaction], user: User, content: str) -> tuple[Reaction, bool]:
    """React; whether it is new. The same person's same reaction is the one that stands."""
    for one in reactions:
        if one.user is user and one.content == content:
            return one, False
    found = Reaction(state.id(), user, content, state.clock.now())
    reactions.append(found)
    return found, True


def dismiss(state: State, pull: Pull, review: Review, by: User, message: str) -> None:
    """Dismiss a review."""
    before, review.state = review.state, "DISMISSED"
    found = {
        "state": before.lower(),
        "review_id": review.id,
        "dismissal_message": message,
        "dismissal_commit_id": pull.head,
    }
    happened(state, pull, "review_dismissed", by, dismissed_review=found)
    state.tell("pull_request_review", "dismissed", review, by)


def resolve(state: State, thread: Thread, by: User | None) -> None:
    """Resolve a thread; by nobody: open it again."""
    before, thread.resolved_by = thread.resolved_by, by
    if by is not None and before is None:
        state.tell("pull_request_review_thread", "resolved", thread, by)
    elif by is None and before is not None:
        state.tell("pull_request_review_thread", "unresolved", thread, before)


def set_draft(state: State, pull: Pull, by: User, *, draft: bool) -> None:
    """Make a pull request a draft, or ready."""
    pull.draft, pull.updated = draft, state.clock.now()
    name = "converted_to_draft" if draft else "ready_for_review"
    happened(state, pull, "convert_to_draft" if draft else name, by)
    state.tell("pull_request", name, pull, by)


def enqueue(state: State, pull: Pull, by: User) -> str:
    """Put a pull request into the queue of merges: a commit of the queue's own waits for its checks."""
    store = pull.repository.store
    tree = store.text("merge-tree", "--write-tree", pull.base, pull.head).split()[0]
    said = f"Merge pull request #{pull.number} from {pull.head_ref}"
    sha = store.text("commit-tree", tree, "-p", pull.base, "-p", pull.head, "-m", said)
    ref = f"refs/heads/gh-readonly-queue/{pull.base_ref}/pr-{pull.number}-{pull.base}"
    store.point(ref, sha)
    state.tell("pull_request", "enqueued", pull, by)
    state.tell("merge_group", "checks_requested", pull, by, head=sha, ref=ref)
    return sha


def close(state: State, pull: Pull, by: User) -> None:
    """Close a pull request."""
    pull.closed = pull.updated = state.clock.now()
    happened(state, pull, "closed", by)
    state.tell("pull_request", "closed", pull, by)


def reopen(state: State, pull: Pull, by: User) -> None:
    """Open it again."""
    pull.closed, pull.updated = None, state.clock.now()
    happened(state, pull, "reopened", by)
    state.tell("pull_request", "reopened", pull, by)


def merge(state: State, pull: Pull, by: User) -> None:
    """Merge a pull request by moving its base to a merge commit."""
    store = pull.repository.store
    tree = store.text("merge-tree", "--write-tree", pull.base, pull.head).split()[0]
    sha = store.text("commit-tree", tree, "-p", pull.base, "-p", pull.head, "-m", f"Merge pull request #{pull.number}")
    store.point(f"refs/heads/{pull.base_ref}", sha)
    pull.closed = pull.merged = pull.updated = state.clock.now()
    pull.merged_by = by
    happened(state, pull, "merged", by, commit=sha)
    happened(state, pull, "closed", by)
    state.tell("pull_request", "closed", pull, by)
    pushed(state, pull.repository, pull.base_ref, by)


def rename(state: State, repository: Repository, name: str) -> None:
    """Give a repository another name; the old one redirects."""
    state.renamed[repository.full_name.lower()] = repository
    owner, _, rest = name.rpartition("/")
    if owner:
        repository.owner = state.user(owner)
    repository.name = rest
