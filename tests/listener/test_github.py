"""What each event of GitHub means to us."""

import pytest

from bot.errors import Refused
from bot.listener.github import deliveries_of
from bot.listener.site import Ignored, Reason
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, DeliveryKind
from tests.listener.builders import CAROL, MARKER, ME, RABBIT, REPOSITORY, pull, said, settings_of, site_of, user

CHANGE = ChangeRef("github", "acme/widgets", 7)
LOOK = (Delivery("github:d-1", CHANGE, DeliveryKind.EVENT),)
STRANGE_BOT = user("stale[bot]", is_bot=True)


def told(event: str, payload: object, me: str | None = ME) -> object:
    """What an event comes to."""
    return deliveries_of(event, payload, site_of(me=me), "d-1")


def inline(author: object, body: str = "words", action: str = "created", **more: object) -> dict[str, object]:
    """An event of a comment on a line."""
    return pull(action, comment={"id": 601, "user": author, "body": body, **more})


def thread(author: object, action: str = "resolved") -> dict[str, object]:
    """An event of a thread that somebody began."""
    return pull(action, thread={"comments": [{"user": author}, {"user": CAROL}]})


def check_run(
    action: str = "completed", app: int = 9, slug: str = "coderabbitai", annotations: int = 2, **more: object
) -> dict[str, object]:
    """An event of a check run of the App coderabbitai, or of the one with our number."""
    run = {
        "app": {"id": app, "slug": slug},
        "output": {"annotations_count": annotations},
        "pull_requests": [{"number": 7}],
        **more,
    }
    return {"action": action, "check_run": run, "repository": REPOSITORY}


@pytest.mark.parametrize("action", ["opened", "reopened", "synchronize", "ready_for_review"])
def test_new_code(action: str) -> None:
    """
    New code is looked at, and nothing of the payload but the change's name goes further.
    """
    assert told("pull_request", pull(action)) == LOOK


@pytest.mark.parametrize("action", ["closed", "converted_to_draft", "labeled", "assigned", "edited", ""])
def test_no_new_code(action: str) -> None:
    """
    Titles, labels, drafts and an end change no answer.
    """
    assert told("pull_request", pull(action)) == Ignored(Reason.NOTHING_NEW)


def test_another_target() -> None:
    """
    A pull request with another target has another base.
    """
    assert told("pull_request", pull("edited", changes={"base": {"ref": {"from": "main"}}})) == LOOK


@pytest.mark.parametrize("action", ["created", "edited", "deleted"])
def test_words_of_a_reviewer(action: str) -> None:
    """
    Words of a reviewer are looked at when they come, change and go, wherever they stand.
    """
    assert told("issue_comment", said(RABBIT, action=action)) == LOOK
    assert told("pull_request_review_comment", inline(RABBIT, action=action)) == LOOK


@pytest.mark.parametrize("action", ["submitted", "edited", "dismissed"])
def test_review_of_a_reviewer(action: str) -> None:
    """
    So are a reviewer's reviews.
    """
    assert told("pull_request_review", pull(action, review={"id": 1, "user": RABBIT, "body": None})) == LOOK


@pytest.mark.parametrize("author", [CAROL, STRANGE_BOT, None, {"login": 5}])
def test_words_of_others(author: object) -> None:
    """
    What people and unknown bots say is no review, and nothing to look at.
    """
    assert told("issue_comment", said(author)) == Ignored(Reason.NO_REVIEWER)
    assert told("pull_request_review_comment", inline(author)) == Ignored(Reason.NO_REVIEWER)
    assert told("pull_request_review", pull("submitted", review={"user": author})) == Ignored(Reason.NO_REVIEWER)


def test_listed_person() -> None:
    """
    A person counts where listed by login.
    """
    site = site_of(settings=settings_of("forges: {github: {kind: github, token: env:T}}\nreviewers: [{match: carol}]"))

    assert deliveries_of("issue_comment", said(CAROL), site, "d-1") == LOOK


def test_command() -> None:
    """
    A command of a person is urgent, and carries its words, who the payload says wrote them, and where they stand.
    """
    found = told("issue_comment", said(CAROL, "Please.\n/metareview dismiss c7d1e2 not ours\n\nThe secret plan."))

    assert found == (
        Delivery(
            "github:d-1",
            CHANGE,
            DeliveryKind.COMMAND,
            is_urgent=True,
            body={
                "commands": [{"verb": "dismiss", "finding": "c7d1e2", "words": "not ours"}],
                "author": {"login": "carol", "id": str(CAROL["id"]), "is_bot": False},
                "message": {"id": "comment-501", "kind": "comment"},
            },
        ),
    )


def test_command_elsewhere() -> None:
    """
    A command may stand in a review and on a line, too.
    """
    review = told("pull_request_review", pull("submitted", review={"id": 9, "user": CAROL, "body": "/recheck-review"}))
    line = told("pull_request_review_comment", inline(CAROL, "/recheck-review", in_reply_to_id=4))

    assert isinstance(review, tuple)
    assert isinstance(line, tuple)
    assert [one.body["message"] for one in (*review, *line)] == [
        {"id": "review-9", "kind": "review"},
        {"id": "inline-601", "kind": "inline"},
    ]


@pytest.mark.parametrize("action", ["edited", "deleted"])
def test_command_that_was_edited_in(action: str) -> None:
    """
    A command counts only in a message that is new.
    """
    assert told("issue_comment", said(CAROL, "/recheck-review", action)) == Ignored(Reason.NO_REVIEWER)


def test_command_of_a_bot() -> None:
    """
    A bot gives no commands: a reviewer's words are looked at as words, another bot's not at all.
    """
    assert told("issue_comment", said(RABBIT, "/recheck-review")) == LOOK
    assert told("issue_comment", said(STRANGE_BOT, "/recheck-review")) == Ignored(Reason.NO_REVIEWER)


def test_ours() -> None:
    """
    What we wrote ourselves is known by our account and marker, or by the number of our App, and starts nothing.
    """
    by_account = said(user(ME, is_bot=True), f"{MARKER}… -->")
    by_app = said(CAROL, "/recheck-review", performed_via_github_app={"id": 42, "slug": "any"})

    assert told("issue_comment", by_account) == Ignored(Reason.OURS)
    assert told("issue_comment", by_app, me=None) == Ignored(Reason.OURS)


def test_shared_account() -> None:
    """
    A person who shares our account is heard where our marker is missing.
    """
    found = told("issue_comment", said(user("olga"), "/recheck-review"), me="olga")
    quoted = told("issue_comment", said(user("olga"), f"/recheck-review\n{MARKER}"), me="olga")

    assert isinstance(found, tuple)
    assert quoted == Ignored(Reason.OURS)


def test_plain_issue() -> None:
    """
    A comment on an issue that is no pull request is none of our business.
    """
    payload = said(RABBIT, "/recheck-review") | {"issue": {"number": 7}}

    assert told("issue_comment", payload) == Ignored(Reason.NO_CHANGE)


def test_answer_of_a_person() -> None:
    """
    An answer of a person on a line is looked at, for it may be in a reviewer's thread; one of a strange bot is not.
    """
    assert told("pull_request_review_comment", inline(CAROL, in_reply_to_id=4)) == LOOK
    assert told("pull_request_review_comment", inline(STRANGE_BOT, in_reply_to_id=4)) == Ignored(Reason.NO_REVIEWER)


def test_threads() -> None:
    """
    A thread that a reviewer began is looked at when it is resolved or opened again.
    """
    assert told("pull_request_review_thread", thread(RABBIT)) == LOOK
    assert told("pull_request_review_thread", thread(RABBIT, "unresolved")) == LOOK
    assert told("pull_request_review_thread", thread(CAROL)) == Ignored(Reason.NO_REVIEWER)
    assert told("pull_request_review_thread", pull("resolved")) == Ignored(Reason.NO_REVIEWER)


def test_check_run_of_a_reviewer() -> None:
    """
    A finished check run of a reviewer with annotations is looked at on each pull request that it names.
    """
    two = told("check_run", check_run(pull_requests=[{"number": 7}, {"number": 7}, {"number": 8}]))

    assert told("check_run", check_run()) == LOOK
    assert isinstance(two, tuple)
    assert [(one.id, one.change.number) for one in two] == [("github:d-1", 7), ("github:d-1/1", 8)]


def test_check_run_of_others() -> None:
    """
    Our own check run, one without annotations, one of a fork and one of somebody else change nothing.
    """
    assert told("check_run", check_run(app=42)) == Ignored(Reason.OURS)
    assert told("check_run", check_run(annotations=0)) == Ignored(Reason.NOTHING_NEW)
    assert told("check_run", check_run(pull_requests=[])) == Ignored(Reason.NO_CHANGE)
    assert told("check_run", check_run("created")) == Ignored(Reason.NOTHING_NEW)
    assert told("check_run", check_run("rerequested")) == Ignored(Reason.NO_REVIEWER)
    assert told("check_run", check_run(slug="ci")) == Ignored(Reason.NO_REVIEWER)


def test_check_run_wanted_again() -> None:
    """
    Who asks for our check run again gets a run now.
    """
    found = told("check_run", check_run("rerequested", app=42))

    assert found == (Delivery("github:d-1", CHANGE, DeliveryKind.RECHECK, is_urgent=True),)


def test_merge_group() -> None:
    """
    A queue of merges waits for our check run: its pull request is looked at, with the commit as a hint.
    """
    group = {"head_ref": f"refs/heads/gh-readonly-queue/main/pr-7-{'a' * 40}", "head_sha": "b" * 40}
    found = told("merge_group", {"action": "checks_requested", "merge_group": group, "repository": REPOSITORY})

    assert found == (
        Delivery("github:d-1", CHANGE, DeliveryKind.EVENT, is_urgent=True, body={"merge_group": "b" * 40}),
    )
    with pytest.raises(Refused):
        told("merge_group", {"action": "checks_requested", "merge_group": {}, "repository": REPOSITORY})


@pytest.mark.parametrize("event", ["ping", "installation", "installation_repositories"])
def test_about_no_change(event: str) -> None:
    """
    What is about no change is acknowledged.
    """
    assert told(event, {"zen": "…"}) == Ignored(Reason.NO_CHANGE)


def test_unknown_event() -> None:
    """
    An event that we don't know is told apart from one that changes nothing.
    """
    assert told("sponsorship", {}) == Ignored(Reason.UNKNOWN_EVENT)


def test_ignored_change() -> None:
    """
    A change that the configuration ignores is never looked at, also where its name is written otherwise.
    """
    payload = pull("opened") | {"repository": {"full_name": "Acme/Archive"}}

    assert told("pull_request", payload) == Ignored(Reason.IGNORED_CHANGE)


@pytest.mark.parametrize(
    "payload",
    [
        {"action": "opened"},
        {"action": "opened", "pull_request": {"number": "7"}, "repository": REPOSITORY},
        {"action": "opened", "pull_request": {"number": -1}, "repository": REPOSITORY},
        {"action": "opened", "pull_request": {"number": 7}, "repository": {"full_name": "../../etc"}},
        {"action": "opened", "pull_request": [7], "repository": "acme/widgets"},
    ],
)
def test_malformed(payload: object) -> None:
    """
    An event of a kind that we know, but without what it is about, is refused and not passed over.
    """
    with pytest.raises(Refused):
        told("pull_request", payload)


@pytest.mark.parametrize("payload", [None, [], "text", 5, True, {"action": {}}, {"action": "created", "comment": []}])
@pytest.mark.parametrize(
    "event", ["pull_request", "issue_comment", "check_run", "merge_group", "pull_request_review_thread"]
)
def test_no_object(event: str, payload: object) -> None:
    """
    Whatever stands where an object is expected means nothing.
    """
    assert isinstance(told(event, payload), Ignored)


def test_spelling() -> None:
    """
    However a repository is spelled, it is the same change.
    """
    payload = pull("opened") | {"repository": {"full_name": "ACME/Widgets"}}

    assert told("pull_request", payload) == LOOK


def test_marker_alone() -> None:
    """
    While our account is not known, whatever holds our marker is taken for ours.
    """
    assert told("issue_comment", said(RABBIT, f"{MARKER}… -->"), me=None) == Ignored(Reason.OURS)
    assert told("issue_comment", said(RABBIT, f"{MARKER}… -->")) == LOOK
