"""Changes on a real Gerrit beside a running service, which hears of them by webhook: one answer, no more runs than are needed."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.gerrit.shared import newest_only
from tests.gerrit.world import Change
from tests.stories.gerrit import counts, entries
from tests.stories.gerrit_service import EVENTS, OLD_SECRET, SECRET, GerritPlace, Letter, post
from tests.stories.pull_requests import BARE, CODE, FALSE, UNUSED, mended
from tests.stories.service import until

pytestmark = pytest.mark.slow


def reviewed(told: GerritPlace, **given: object) -> tuple[Change, int]:
    """A change with one review, which was answered; and how many runs that took."""
    change = told.push(**given)  # type: ignore[arg-type]
    told.review(change, "copilot", (1, UNUSED), (8, BARE))
    return change, told.settle(change)


def test_three_bots_one_answer(told: GerritPlace) -> None:
    """
    What three bots say within a moment is judged by one run and answered by one message, on every version.
    """
    change = told.push()
    told.review(change, "coderabbitai", (1, UNUSED))
    told.review(change, "copilot", (8, BARE))
    told.review(change, "claude", message=FALSE)

    said = told.answer(change)

    assert said.startswith(
        f"Meta-review of 3 reviews at patch set {change.patch_set}: 3 findings · 2 confirmed · 1 refuted\n"
    )
    (run,) = told.runs(change)
    assert (run["state"], run["revision"]) == ("done", change.head)
    assert run["url"].endswith(f"#message-{told.ours(change)[0][1]['id']}")
    assert {one.status for one in told.postman.of(change)} == {204}


@newest_only
def test_nothing_proposed(told: GerritPlace) -> None:
    """
    Where nobody proposed anything, we say nothing.
    """
    change = told.push()

    assert told.settle(change) == 1
    assert told.said(change) == []


@newest_only
def test_chatter(told: GerritPlace) -> None:
    """
    Votes, our own messages and what people say change no answer, and a topic starts no run.
    """
    change, _ = reviewed(told)
    before = change.info()["meta_rev_id"]

    rita = told.site.human("rita")
    change.vote("Code-Review", 1, by=rita)
    assert told.settle(change) == 1
    change.say(by=rita, text="please do recheck-review this, `os` is unused")
    told.settle(change)

    assert len(told.said(change)) == 1
    assert change.info()["meta_rev_id"] != before
    assert not told.service.failed()


@newest_only
def test_next_patch_set(told: GerritPlace) -> None:
    """
    A new patch set has an answer of its own, which tells what it mends; the one on the patch set before stays.
    """
    change, before = reviewed(told)

    change.amend({"loading.py": mended("import")})
    runs = told.settle(change)

    assert runs == before + 1
    assert [len(told.answers(change, one)) for one in (1, 2)] == [1, 1]
    (said,) = told.answers(change, 2)
    assert f"at patch set {change.patch_set}" in said.splitlines()[0]
    assert counts(said)["FIXED"] == 1


@newest_only
def test_burst_of_patch_sets(told: GerritPlace) -> None:
    """
    Of a burst of patch sets the last one is answered.
    """
    change, before = reviewed(told)

    for number in range(3):
        change.amend({"other.py": f"x = {number + 5}\n"})
    runs = told.settle(change)

    assert runs - before <= 2
    assert len(told.answers(change, 4)) == 1
    assert f"at patch set {change.patch_set}" in told.answers(change, 4)[0]
    assert len(told.answers(change)) <= 3


@newest_only
def test_work_in_progress(told: GerritPlace) -> None:
    """
    A patch set of work in progress starts no run; once it is ready, it does.
    """
    change = told.push(options="wip")
    change.amend({"other.py": "x = 2\n"}, options="wip")
    assert told.settle(change) == 0

    change.ready()
    told.review(change, "copilot", (1, UNUSED))

    assert told.answer(change).startswith("Meta-review of 1 review")
    assert len(told.runs(change)) == 1


@newest_only
def test_reviewed_in_progress(told: GerritPlace) -> None:
    """
    What bots say on work in progress is answered, and so is who asks there.
    """
    change = told.push(options="wip")
    told.review(change, "copilot", (1, UNUSED))
    first = told.answer(change)

    (said,) = told.new(change, lambda: change.say(by=change.owner, text="/recheck-review"))

    assert first.startswith("Meta-review of 1 review")
    assert said.startswith("Judged again at")


@newest_only
def test_private(told: GerritPlace) -> None:
    """
    A private change is left alone, which is no failure; once it is public, it is answered.
    """
    change = told.push(options="private")
    change.add_reviewer(told.site.bot("copilot"))
    told.review(change, "copilot", (1, UNUSED))
    told.settle(change)
    (run,) = told.runs(change)
    assert (told.said(change), run["state"]) == ([], "done")

    change.show()

    assert told.answer(change).startswith("Meta-review of 1 review")


@newest_only
def test_abandoned_and_restored(told: GerritPlace) -> None:
    """
    What is said on an abandoned change is no failure, and judged at the latest when the change is restored.
    """
    change, _ = reviewed(told)
    change.abandon()
    told.review(change, "claude", message=FALSE)
    told.settle(change)
    change.restore()
    told.settle(change)

    assert counts(told.answers(change)[-1])["REFUTED"] == 1
    assert len(told.answers(change)) == 2
    assert not told.service.failed()


@newest_only
def test_merged_and_deleted(told: GerritPlace) -> None:
    """
    A change that is merged, or deleted, while its reviews wait is no failure.
    """
    merged, deleted = told.push(), told.push()
    for change in (merged, deleted):
        told.review(change, "copilot", (1, UNUSED))
    merged.submit()
    deleted.delete()
    told.settle()

    assert len(told.answers(merged)) <= 1
    (run,) = told.runs(deleted)
    assert run["state"] == "done"
    assert "Gerrit shows us no change" in run["note"]
    listed = told.service.cli("runs", "list", "--state", "failed")
    assert (listed.code, listed.out) == (0, "no runs\n")


@newest_only
def test_asked_as_reviewer(told: GerritPlace) -> None:
    """
    Who adds us as a reviewer asks us; who adds somebody else does not.
    """
    change = told.push()
    told.settle(change)
    told.postman.loses = True
    told.review(change, "copilot", (1, UNUSED))
    told.heard()
    told.postman.loses = False
    change.add_reviewer(told.site.human("rita"))
    told.settle(change)
    assert told.said(change) == []

    change.add_reviewer(told.service.me)

    assert told.answer(change).startswith("Meta-review of 1 review")
    kinds = [one.event["type"] for one in told.postman.of(change, "reviewer-added")]
    assert len(kinds) == 2


@newest_only
def test_three_answers_unasked(told: GerritPlace) -> None:
    """
    On one patch set we speak three times unasked, then only when somebody asks.
    """
    change = told.push()
    for by, line, text in (
        ("copilot", 1, UNUSED),
        ("claude", 8, BARE),
        ("zuul", 5, FALSE),
        ("codex", 5, "Missing docstring in `load`."),
    ):
        told.review(change, by, (line, text))
        told.settle(change)
    assert len(told.answers(change)) == 3
    assert "Three answers" in told.runs(change)[0]["note"]

    (said,) = told.new(change, lambda: change.say(by=change.owner, text="/recheck-review"))

    assert said.startswith("Meta-review of 4 reviews")


@newest_only
def test_delivered_twice(told: GerritPlace) -> None:
    """
    The same event once more is acknowledged and starts no second run.
    """
    change, before = reviewed(told)
    repeated = told.service.figure('metareview_deliveries_total{forge="gerrit",outcome="repeated"}')

    again = [post(told.service.port, one)[0] for one in told.postman.of(change)[:2]]
    told.settle(change)

    assert again == [204, 204]
    assert len(told.runs(change)) == before
    assert told.service.figure('metareview_deliveries_total{forge="gerrit",outcome="repeated"}') == repeated + 2


def letter(told: GerritPlace, change: Change, secret: str) -> Letter:
    """An event of the real server about a reviewed change, but one that it never sent, to the path with this secret."""
    sent = told.postman.of(change, "comment-added")[0]
    fresh = sent.body.replace(b"(2 comments)", b"(3 comments)")
    assert fresh != sent.body
    return Letter(f"/webhooks/gerrit/{secret}", sent.headers, fresh)


@newest_only
def test_wrong_secret(told: GerritPlace) -> None:
    """
    An event with another secret, or with none, is refused and starts no run; no answer ever sends its sender elsewhere.
    """
    change, before = reviewed(told)
    guesses = ["guessed", f"{SECRET}x", SECRET[:-1], "%20", f"../gerrit/{SECRET[:-1]}", f"{SECRET}/", f"{SECRET}//", ""]

    statuses = [post(told.service.port, letter(told, change, one))[0] for one in guesses]
    bare = letter(told, change, "")
    status, headers, _ = post(told.service.port, Letter("/webhooks/gerrit", bare.headers, bare.body))

    assert all(one in (401, 404, 405) for one in statuses), statuses
    assert (status, headers["www-authenticate"].partition(" ")[0]) == (401, "Basic")
    assert told.settle(change) == before
    assert SECRET not in told.service.log


@newest_only
def test_rotated_secret(told: GerritPlace) -> None:
    """
    While a secret is changed, Gerrit may use the new and the old one; which is taken from the file is good for nothing.
    """
    url, file = f"{told.postman.url}/webhooks/gerrit/{OLD_SECRET}", told.service.folder / "old"
    told.hook(url)
    change, runs = reviewed(told)
    assert (runs, len(told.answers(change))) == (1, 1)
    sent = letter(told, change, OLD_SECRET)

    file.write_text("another")
    try:
        refused, _, _ = post(told.service.port, sent)
    finally:
        file.write_text(OLD_SECRET)

    assert refused == 401
    assert post(told.service.port, sent)[0] == 204


def test_basic_auth(told: GerritPlace) -> None:
    """
    A Gerrit that has the secret before the `@` of its URL is asked for it, and then delivers; nothing stands between.
    """
    service = told.service
    told.project.hook(f"http://gerrit:{SECRET}@127.0.0.1:{service.port}/webhooks/gerrit", events=EVENTS)
    change = told.push()
    told.review(change, "copilot", (1, UNUSED))

    until(lambda: told.answers(change), "the answer", service)

    service.rest()
    assert told.answers(change)[0].startswith("Meta-review of 1 review")


@newest_only
def test_wrong_password(told: GerritPlace) -> None:
    """
    A Gerrit that has a wrong secret before the `@` is refused each time, and nothing of it is kept.
    """
    service = told.service
    before = service.figure('metareview_deliveries_total{forge="gerrit",outcome="unsigned"}')
    url = told.postman.url.replace("//", "//gerrit:guessed@")
    told.hook(f"{url}/webhooks/gerrit", maxTries=1)
    change = told.push()

    until(lambda: len(told.postman.of(change)) >= 2, "two refusals", service)

    assert {one.status for one in told.postman.of(change)} == {401}
    assert service.figure('metareview_deliveries_total{forge="gerrit",outcome="unsigned"}') >= before + 2
    assert told.runs(change) == []


@newest_only
def test_burst_of_deliveries(told: GerritPlace) -> None:
    """
    Two hundred events at once are all acknowledged at once, and each change has its one answer.
    """
    changes = [told.push() for _ in range(8)]
    told.settle()
    start = len(told.postman.letters)

    def storm(change: Change) -> None:
        for number in range(24):
            change.review(by=told.site.bot("copilot"), message=f"Round {number}.", at_once=True)
        change.review(by=told.site.bot("claude"), comments=[("loading.py", 1, UNUSED)], at_once=True)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(storm, changes))
    told.settle()

    letters = [one for one in told.postman.letters[start:] if any(one.is_about(each) for each in changes)]
    theirs = [one for one in letters if one.event.get("author", {}).get("username") in ("copilot", "claude")]
    assert len(theirs) == 200
    assert {one.status for one in letters} == {204}
    slow = sorted(one.seconds for one in letters)
    assert slow[-1] < 2 and slow[len(slow) // 2] < 0.2, slow[-5:]
    for change in changes:
        assert len(told.answers(change)) == 1
        assert len(told.runs(change)) <= 12


@newest_only
def test_deleted_answer(told: GerritPlace) -> None:
    """
    Our message that an administrator deleted stays deleted over a new patch set, until somebody asks.
    """
    change, before = reviewed(told)
    change.delete_message(told.ours(change)[0][1]["id"])
    change.amend({"other.py": "x = 2\n"})
    runs = told.settle(change)
    assert (runs, len(told.ours(change))) == (before + 1, 1)
    assert "was deleted" in told.runs(change)[0]["note"]

    (said,) = told.new(change, lambda: change.say(by=change.owner, text="/recheck-review"))

    assert said.startswith("Meta-review of 1 review")


@newest_only
def test_words_that_change(told: GerritPlace) -> None:
    """
    A reviewer's comment that was deleted counts no longer, once something else has us look again.
    """
    change, _ = reviewed(told)
    comment = next(one for one in change.comments() if one["message"] == BARE)
    change.delete_comment(comment["id"])
    told.review(change, "claude", message=FALSE)
    told.settle(change)

    said = told.answers(change)[-1]
    assert counts(said) == {"CONFIRMED": 1, "REFUTED": 1}
    assert "`os`" in entries(said, "CONFIRMED")[0]


@newest_only
def test_ignored_change(told: GerritPlace) -> None:
    """
    Where the configuration ignores changes, nothing is read and nothing is written.
    """
    project = told.site.project({"loading.py": "x = 1\n"}, name="other")
    project.hook(f"{told.postman.url}/webhooks/gerrit/{SECRET}", events=EVENTS)
    change = project.push({"loading.py": CODE})
    change.review(by=told.site.bot("copilot"), comments=[("loading.py", 1, UNUSED)])
    change.say(by=change.owner, text="/recheck-review")
    until(lambda: len(told.postman.of(change)) == 3, "three events", told.service)
    told.settle()

    assert {one.status for one in told.postman.of(change)} == {204}
    assert (told.runs(change), told.said(change)) == ([], [])


@newest_only
def test_nothing_secret_is_logged(told: GerritPlace) -> None:
    """
    No secret, token, password or word of a review is in the log of the service.
    """
    change, _ = reviewed(told)
    told.runs(change)

    log = told.service.log
    assert told.ref(change) in log
    for secret in (SECRET, OLD_SECRET, "token-of-", told.service.me.secret, UNUSED, BARE):
        assert secret not in log
