"""Pull requests beside a running service, which hears of everything by webhook: one answer, no more runs than are needed."""

import re

from tests.github.builders import PullRequest
from tests.github.fake.hooks import post, signature
from tests.stories.pull_requests import BARE, CODE, FALSE, UNUSED, fold, mended, table
from tests.stories.service import OLD_SECRET, SECRET, Place, Service, free_ports


def reviewed(place: Place) -> tuple[PullRequest, int]:
    """A pull request with one review, which was answered; and how many runs that took."""
    pr = place.pull()
    place.review(pr, "Copilot", (1, UNUSED), (8, BARE))
    return pr, place.settle(pr)


def test_three_bots_one_answer(place: Place) -> None:
    """
    What three bots say within a moment is judged by one run and answered by one comment and one check run.
    """
    pr = place.pull()
    place.review(pr, "coderabbitai[bot]", (1, UNUSED))
    place.review(pr, "Copilot", (8, BARE))
    pr.comment(by="claude[bot]", body=f"1. {FALSE}\n")

    said = place.answer(pr)

    assert said.startswith(f"**Meta-review of 3 reviews at `{pr.head[:7]}`**: 3 findings · 2 confirmed · 1 refuted")
    (run,) = place.runs(pr)
    assert (run["state"], run["revision"]) == ("done", pr.head)
    assert run["url"].endswith(f"#issuecomment-{place.ours(pr)[0].id}")
    assert [one.given["conclusion"] for one in place.checks(pr)] == ["neutral"]


def test_nothing_proposed(place: Place) -> None:
    """
    Where nobody proposed anything there is no comment, and a required check is not kept waiting.
    """
    pr = place.pull()

    assert place.settle(pr) == 1
    assert place.ours(pr) == []
    assert [one.given["conclusion"] for one in place.checks(pr)] == ["skipped"]


def test_chatter(place: Place) -> None:
    """
    What people and unknown bots say, a draft and a close start no run; opening it again does.
    """
    pr, before = reviewed(place)

    pr.comment(by="ann", body="recheck-review please, `os` is unused")
    pr.comment(by="dependabot[bot]", body="Bump the version.")
    pr.review(by="bob", body="Looks good", event="APPROVE", comments=[("loading.py", 1, "why?")])
    pr.to_draft()
    pr.close()
    assert place.settle(pr) == before
    pr.reopen()

    assert place.settle(pr) == before + 1
    assert len(place.ours(pr)) == 1


def test_fixed_and_reopened(place: Place) -> None:
    """
    Each push is judged: what it mends is fixed, what it brings back is reopened, in the one comment.
    """
    pr, _ = reviewed(place)
    first = pr.head

    pr.push({"loading.py": mended("import")})
    place.hurry(pr)
    fixed = place.answer(pr)
    state = place.state_of(pr, "`os`")
    pr.push({"loading.py": CODE})
    place.hurry(pr)
    again = place.answer(pr)

    assert f"It held at `{first[:7]}`." in fold(fixed, "1 fixed")
    assert state == "fixed"
    assert place.state_of(pr, "`os`") == "reopened"
    assert len(table(again)) == len(table(fixed)) + 1
    assert len(place.runs(pr)) == 3


def test_words_that_change(place: Place) -> None:
    """
    A reviewer's comments that were edited and deleted are judged anew, in the same comment.
    """
    pr, before = reviewed(place)
    ours = place.ours(pr)[0].id

    pr.edit(pr.threads[0].comments[0], FALSE)
    pr.delete(pr.threads[1].comments[0])
    said = place.answer(pr)

    assert "1 finding · 1 refuted" in said.splitlines()[0]
    assert table(said) == []
    assert [one.id for one in place.ours(pr)] == [ours]
    assert len(place.runs(pr)) == before + 1


def test_resolved_thread(place: Place) -> None:
    """
    A thread of a reviewer's that somebody resolves is looked at anew; one of a person's is not.
    """
    pr, before = reviewed(place)
    pr.review(by="ann", comments=[("loading.py", 5, "why?")])

    pr.resolve(pr.threads[2])
    assert place.settle(pr) == before
    pr.resolve(pr.threads[0])

    assert place.settle(pr) == before + 1
    assert len(place.ours(pr)) == 1


def test_annotations_and_button(place: Place) -> None:
    """
    A tool's annotations start a run where the tool is known by name; so does the button that runs our check again.
    """
    pr, before = reviewed(place)

    pr.annotate(by="unknown[bot]", notes=[("loading.py", 1, UNUSED)])
    assert place.settle(pr) == before
    pr.rerequest(place.checks(pr)[0], by="dave")

    assert place.settle(pr) == before + 1
    assert len(place.ours(pr)) == 1


def test_redelivered(place: Place) -> None:
    """
    The same delivery once more is acknowledged and starts no second run.
    """
    pr, before = reviewed(place)
    sent = [
        one
        for one in place.world.hooks.of("pull_request_review")
        if one.payload["repository"]["id"] == place.repo.model.id
    ]  # type: ignore[index]

    again = [place.world.hooks.redeliver(one) for one in sent]

    assert place.settle(pr) == before
    assert [one.status for one in (*sent, *again)] == [202, 202]
    assert len(place.ours(pr)) == 1


def test_deleted_answer(place: Place) -> None:
    """
    Our comment that a person deleted stays deleted over a push, until somebody asks for it.
    """
    pr, before = reviewed(place)
    pr.delete(place.ours(pr)[0], by="dave")
    pr.push({"other.py": "x = 2\n"})
    runs = place.settle(pr)
    gone = place.ours(pr)
    pr.comment(by="dave", body="/recheck-review")
    place.settle(pr)

    assert (runs, gone) == (before + 1, [])
    assert "was deleted" in place.runs(pr)[1]["note"]
    assert len(place.ours(pr)) == 1


def test_unsigned(place: Place) -> None:
    """
    A delivery without a signature, or with another secret's, is refused and starts no run.
    """
    pr, before = reviewed(place)
    sent = place.world.hooks.of("pull_request_review")[-1]
    unsigned = {name: value for name, value in sent.headers.items() if not name.startswith("X-Hub")}
    fresh = {"X-GitHub-Delivery": "11111111-2222-3333-4444-555555555555"}

    refused = [
        post(sent.hook.url, {**unsigned, **fresh}, sent.body),
        post(sent.hook.url, {**unsigned, **fresh, "X-Hub-Signature": sent.headers["X-Hub-Signature"]}, sent.body),
        post(
            sent.hook.url, {**sent.headers, **fresh, "X-Hub-Signature-256": signature("guessed", sent.body)}, sent.body
        ),
        post(sent.hook.url, {**sent.headers, **fresh}, sent.body + b" "),
    ]

    assert [status for status, _ in refused] == [401] * 4
    assert place.settle(pr) == before


def test_rotated_secret(place: Place) -> None:
    """
    While a secret is changed, deliveries under the new and under the old one are taken.
    """
    hook = place.service.hook
    place.world.hooks.settle()
    pr = place.pull()
    hook.secret = OLD_SECRET
    place.review(pr, "Copilot", (1, UNUSED))
    hook.secret = SECRET
    place.review(pr, "coderabbitai[bot]", (8, BARE))

    assert "Meta-review of 2 reviews" in place.answer(pr)
    mine = [one for one in place.world.hooks.log if f'"{place.repo.full_name}"'.encode() in one.body]
    assert {one.status for one in mine} == {202}


def test_withdrawn_secret(place: Place) -> None:
    """
    A secret that is no longer in its file is good for nothing, without a restart.
    """
    hook, file = place.service.hook, place.service.folder / "old"
    body = b'{"zen": "Keep it logically awesome."}'
    headers = {
        "Content-Type": "application/json",
        "X-GitHub-Event": "ping",
        "X-GitHub-Delivery": "11111111-2222-3333-4444-666666666666",
        "X-Hub-Signature-256": signature(OLD_SECRET, body),
    }

    before, _ = post(hook.url, headers, body)
    file.write_text("another")
    try:
        after, _ = post(hook.url, headers, body)
    finally:
        file.write_text(OLD_SECRET)

    assert (before, after) == (202, 401)


def test_merge_queue(place: Place) -> None:
    """
    In a queue of merges our check on the queue's own commit concludes, so that it can be a required one.
    """
    pr, before = reviewed(place)
    said = place.ours(pr)[0].body

    sha = pr.enqueue()
    place.settle(pr)

    assert [one.given["conclusion"] for one in place.checks(pr, sha)] == ["skipped"]
    assert place.ours(pr)[0].body == said
    assert place.runs(pr)[0]["state"] == "done"
    assert len(place.runs(pr)) == before + 1


def test_moved_on_meanwhile(place: Place) -> None:
    """
    A burst of pushes ends in one answer for the last head.
    """
    pr, before = reviewed(place)

    for number in range(3):
        pr.push({"other.py": f"x = {number + 5}\n"})
    said = place.answer(pr)

    assert f"at `{pr.head[:7]}`" in said.splitlines()[0]
    assert re.search(r"2 confirmed", said.splitlines()[0])
    assert len(place.runs(pr)) - before <= 2


def test_missed_and_redelivered(place: Place) -> None:
    """
    What did not reach us is made up for by a redelivery.
    """
    place.world.hooks.settle()
    hook = place.service.hook
    where, hook.url = hook.url, f"http://127.0.0.1:{free_ports(1)[0]}/webhooks/github"
    pr = place.pull()
    place.review(pr, "Copilot", (1, UNUSED))
    place.world.hooks.settle()
    hook.url = where
    (missed,) = [
        one
        for one in place.world.hooks.of("pull_request_review")
        if one.payload["repository"]["id"] == place.repo.model.id
    ]  # type: ignore[index]
    assert (missed.status, place.settle(pr)) == (0, 0)

    again = place.world.hooks.redeliver(missed)

    assert "1 confirmed" in place.answer(pr)
    assert again.status == 202
    assert len(place.runs(pr)) == 1


def test_ignored_change(service: Service) -> None:
    """
    Where the configuration ignores changes, nothing is read and nothing is written.
    """
    place = Place(service, service.world.repository("acme/archive-1"))
    pr = place.pull()
    place.review(pr, "Copilot", (1, UNUSED))
    pr.comment(by="dave", body="/recheck-review")

    assert place.settle(pr) == 0
    assert place.ours(pr) == []
    assert service.world.hub.calls("", "acme/archive-1") == []


def test_nothing_secret_is_logged(place: Place) -> None:
    """
    No secret, token, key or word of a review is in the log of the service.
    """
    pr, _ = reviewed(place)
    place.service.get("/api/v1/runs", change=place.ref(pr))

    log = place.service.log
    assert str(place.ref(pr)) in log
    for secret in (SECRET, OLD_SECRET, "token-of-", "ghs_", "PRIVATE KEY", UNUSED, BARE):
        assert secret not in log
