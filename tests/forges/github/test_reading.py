"""What is read of a pull request, and what it costs."""

import pytest

from bot.errors import Refused
from bot.forges.github import messages, threads
from bot.model.change_ref import ChangeRef
from bot.model.forge import ChangeState, Message, MessageKind, Person
from bot.model.place import Side
from bot.model.review import SourceState
from tests.forges.github.connecting import api, connect, ref
from tests.github.builders import PullRequest, Repo, World
from tests.github.fake import acts
from tests.github.fake.model import Spot

LINES = {"a.py": "".join(f"line {at}\n" for at in range(1, 61))}
CHANGED = {"a.py": "".join(f"line {at}{'!' if at in (20, 40) else ''}\n" for at in range(1, 61))}


def a_pull(world: World) -> PullRequest:
    """A pull request on a private repository."""
    return world.repository("acme/widgets").pull(LINES, CHANGED, by="dave", title="Shout")


def read(world: World, pr: PullRequest) -> ChangeState:
    """Its state for an App."""
    return connect(world, app=world.app()).state(ref(pr))


def of_kind(state: ChangeState, kind: MessageKind) -> list[Message]:
    """The messages of a kind."""
    return [one for one in state.messages if one.kind is kind]


def test_pull_request(world: World) -> None:
    """
    A state names the head, where the diff begins, who wrote it and who we are.
    """
    pr = a_pull(world)

    state = read(world, pr)

    assert (state.head, state.base, state.head_ref) == (pr.head, pr.merge_base, "refs/pull/1/head")
    assert (state.title, state.target, state.url) == ("Shout", "main", f"{world.url}/acme/widgets/pull/1")
    assert (state.is_open, state.is_draft, state.is_fork, state.limits) == (True, False, False, ())
    assert state.author == Person("dave", str(world.user("dave").id))
    assert state.me == Person("metareview[bot]", str(world.user("metareview[bot]").id), is_bot=True)


def test_merge_base(world: World) -> None:
    """
    Where the target branch went on, the base is still where the two parted.
    """
    pr = a_pull(world)
    tip = Repo(world, pr.model.repository).commit({"b.py": "other\n"})

    state = read(world, pr)

    assert (state.base == pr.merge_base, state.base != tip) == (True, True)


def test_draft_and_closed(world: World) -> None:
    """
    A draft is a draft, and a closed pull request is not open.
    """
    pr = world.repository("acme/widgets").pull(LINES, CHANGED, draft=True)
    pr.close()

    state = read(world, pr)

    assert (state.is_open, state.is_draft) == (False, True)


def test_lost_fork(world: World) -> None:
    """
    A pull request from a fork is one also when the fork is gone.
    """
    repo = world.repository("acme/widgets", private=False)
    pr = repo.pull(LINES, CHANGED, by="fred", fork=repo.fork("fred"))
    forge, name = connect(world, world.token("dave")), ref(pr)
    before = forge.state(name)

    pr.lose_fork()

    assert (before.is_fork, forge.state(name).is_fork, forge.state(name).head) == (True, True, pr.head)


def test_everything_said(world: World) -> None:
    """
    Reviews, inline comments, the conversation and annotations are read oldest first, each with its place and author.
    """
    pr = a_pull(world)
    pr.review(
        by="coderabbitai[bot]", body="Two things.", comments=[("a.py", 20, "why?"), ("a.py", Spot(40, "LEFT"), "old")]
    )
    pr.comment(by="rita", body="hello")
    pr.annotate(by="lint[bot]", notes=[("a.py", 40, "too loud")], level="failure")

    state = read(world, pr)

    kinds = [one.kind for one in state.messages]
    assert kinds == [
        MessageKind.REVIEW,
        MessageKind.INLINE,
        MessageKind.INLINE,
        MessageKind.COMMENT,
        MessageKind.ANNOTATION,
    ]
    review, first, old, comment, note = state.messages
    assert (review.body, review.author.login, review.author.is_bot) == ("Two things.", "coderabbitai[bot]", True)
    assert (first.path, first.line, first.end_line, first.side, first.body) == ("a.py", 20, None, Side.NEW, "why?")
    assert (first.group, first.revision, first.thread) == (review.id, pr.head, first.id)
    assert (old.line, old.side) == (40, Side.OLD)
    assert (comment.body, comment.author.is_bot, comment.url is None) == ("hello", False, False)
    assert (note.path, note.line, note.severity, note.body, note.revision) == (
        "a.py",
        40,
        "failure",
        "too loud",
        pr.head,
    )
    assert note.author == Person("lint[bot]", note.author.id, is_bot=True)
    assert len({one.id for one in state.messages}) == 5


def test_range(world: World) -> None:
    """
    A comment on several lines has its first and its last.
    """
    pr = a_pull(world)
    pr.review(by="rita", comments=[("a.py", Spot(21, "RIGHT", 18, "RIGHT"), "these")])

    found = of_kind(read(world, pr), MessageKind.INLINE)[0]

    assert (found.line, found.end_line) == (18, 21)


def test_file_comment(world: World) -> None:
    """
    A comment on a whole file has a path and no line, and is not outdated.
    """
    pr = a_pull(world)
    around = acts.start_review(world.state, pr.model, world.user("rita"), "", "COMMENT")
    acts.start_thread(world.state, pr.model, around, "a.py", Spot(None), "all of it", is_file=True)

    found = of_kind(read(world, pr), MessageKind.INLINE)[0]

    assert (found.path, found.line, found.state) == ("a.py", None, SourceState.OPEN)


def test_reviews_that_say_nothing(world: World) -> None:
    """
    A review without words is left out, one that nobody has sent yet too; a dismissed one counts as dealt with.
    """
    pr = a_pull(world)
    pr.review(by="rita", comments=[("a.py", 20, "why?")])
    pr.review(by="sam", body="not sent", event=None)
    pr.dismiss(pr.review(by="olga", body="No!", event="REQUEST_CHANGES"))

    found = of_kind(read(world, pr), MessageKind.REVIEW)

    assert [(one.body, one.state) for one in found] == [("No!", SourceState.RESOLVED)]


def test_own_pending_review(world: World) -> None:
    """
    A pending review of our own account is not read either.
    """
    pr = a_pull(world)
    pr.review(by="dave", body="not sent", event=None, comments=[("a.py", 20, "not yet")])

    state = connect(world, world.token("dave")).state(ref(pr))

    assert state.messages == ()


def test_threads(world: World) -> None:
    """
    A reply names what it answers; all of a resolved thread is resolved.
    """
    pr = a_pull(world)
    pr.review(by="rita", comments=[("a.py", 20, "why?"), ("a.py", 40, "and this?")])
    pr.reply(pr.threads[0], by="dave", body="because")
    pr.resolve(pr.threads[0])

    first, other, reply = of_kind(read(world, pr), MessageKind.INLINE)

    assert (reply.in_reply_to, reply.thread, first.in_reply_to) == (first.id, first.thread, None)
    assert [one.state for one in (first, other, reply)] == [
        SourceState.RESOLVED,
        SourceState.OPEN,
        SourceState.RESOLVED,
    ]


def test_outdated(world: World) -> None:
    """
    A comment whose line is gone keeps its line in the commit that it was written on.
    """
    pr = a_pull(world)
    written = pr.head
    pr.review(by="rita", comments=[("a.py", Spot(21, "RIGHT", 19, "RIGHT"), "why?")])
    pr.push({"a.py": "all\nnew\n"})

    found = of_kind(read(world, pr), MessageKind.INLINE)[0]

    assert (found.state, found.revision, found.line, found.end_line) == (SourceState.OUTDATED, written, 19, 21)


@pytest.mark.parametrize(
    ("reason", "state"),
    [
        ("outdated", SourceState.OUTDATED),
        ("resolved", SourceState.RESOLVED),
        ("off-topic", SourceState.WITHDRAWN),
        ("spam", SourceState.WITHDRAWN),
    ],
)
def test_minimised(world: World, reason: str, state: SourceState) -> None:
    """
    What was hidden is outdated or dealt with where that is the reason, and withdrawn otherwise.
    """
    pr = a_pull(world)
    pr.review(by="rita", comments=[("a.py", 20, "why?")])
    pr.threads[0].comments[0].minimized = reason
    pr.comment(by="rita", body="and").minimized = reason

    assert [one.state for one in read(world, pr).messages] == [state, state]


def test_ghost(world: World) -> None:
    """
    What a deleted account has left is the ghost's.
    """
    _, said = messages.comment({"id": 5, "user": None, "body": "boo"}, {}) or (None, None)

    assert said is not None
    assert (said.author.login, said.author.is_bot) == ("ghost", False)


def test_annotations_of_others(world: World) -> None:
    """
    Only the last run of a name and App counts, runs without notes cost no call, and our own runs are not read.
    """
    pr, app = a_pull(world), world.app()
    pr.annotate(by="lint[bot]", notes=[("a.py", 1, "before")])
    pr.annotate(by="lint[bot]", notes=[("a.py", 2, "now"), ("a.py", 3, "too")])
    pr.annotate(by="quiet[bot]", notes=[])
    pr.annotate(by="metareview[bot]", notes=[("a.py", 4, "ours")])

    state = connect(world, app=app).state(ref(pr))

    assert [one.body for one in state.messages] == ["now", "too"]
    assert len(world.hub.calls("GET", "/annotations")) == 1


def test_too_many_check_runs(world: World) -> None:
    """
    The calls for annotations are bounded, and what was left out is said.
    """
    pr = a_pull(world)
    for at in range(22):
        pr.annotate(by="lint[bot]", notes=[("a.py", 1, "x")], name=f"lint {at}")

    state = read(world, pr)

    assert len(world.hub.calls("GET", "/annotations")) == 20
    assert state.limits == ("only 20 of 22 check runs with annotations were read",)


def test_no_right_for_checks(world: World) -> None:
    """
    Without the right to read checks all else is read, and one sentence names the permission.
    """
    pr = a_pull(world)
    pr.comment(by="rita", body="hello")
    token = world.fine_grained_token("dave", contents="read", pull_requests="write", issues="read")

    state = connect(world, token).state(ref(pr))

    assert [one.body for one in state.messages] == ["hello"]
    assert len(state.limits) == 1
    assert "grant `Checks: read`" in state.limits[0]


def test_threads_that_may_not_be_read(world: World) -> None:
    """
    Where GraphQL shows no pull request, we still know who we are, and say what is missing.
    """
    a_pull(world)
    calls = api(world, world.fine_grained_token("dave", contents="read"))

    found = threads.read(calls, "acme/widgets", 1)

    assert (found.me.login, found.threads) == ("dave", {})
    assert "grant `Pull requests: read`" in found.limits[0]


def test_app_without_checks(world: World) -> None:
    """
    An App that was not granted checks says so once.
    """
    pr = a_pull(world)
    app = world.app(permissions={"metadata": "read", "contents": "read", "pull_requests": "write"})

    state = connect(world, app=app).state(ref(pr))

    assert len(state.limits) == 1
    assert "`Checks: write`" in state.limits[0]


def test_calls(world: World) -> None:
    """
    Three hundred comments and a hundred threads cost calls by the hundred, none for a comment or a thread.
    """
    pr = a_pull(world)
    world.limits.on = False
    for at in range(300):
        pr.comment(by="rita", body=f"comment {at}")
    for at in range(10):
        pr.review(
            by="rita", body=f"review {at}", comments=[("a.py", 17 + line % 7, f"{at}.{line}") for line in range(11)]
        )
    forge = connect(world, world.token("dave"))

    state = forge.state(ref(pr))

    assert len(of_kind(state, MessageKind.COMMENT)) == 300
    assert len(of_kind(state, MessageKind.INLINE)) == 110
    assert [one.body for one in of_kind(state, MessageKind.COMMENT)] == [f"comment {at}" for at in range(300)]
    # repository, pull, compare, 3 of GraphQL, reviews, 2 of inline comments, 3 of the conversation, check runs
    assert forge.calls == 13


def test_same_answer(world: World) -> None:
    """
    Reading twice gives the same state.
    """
    pr = a_pull(world)
    pr.review(by="rita", body="b", comments=[("a.py", 20, "why?")])
    forge = connect(world, world.token("dave"))

    assert forge.state(ref(pr)) == forge.state(ref(pr))


def test_no_such_pull_request(world: World) -> None:
    """
    A number that is no pull request is refused by name.
    """
    a_pull(world)
    forge = connect(world, world.token("dave"))

    with pytest.raises(Refused, match="acme/widgets has no pull request 99"):
        forge.state(ChangeRef("github", "acme/widgets", 99))
