"""Runs of the service as it is put together: checks that need not hang, lines in the log, figures, tokens, records."""

import pytest

from bot.errors import Refused, Unreachable
from bot.model.delivery import Delivery, DeliveryKind, RunState
from bot.model.record import HumanOutcome, Record, Told
from bot.store.memory import SqlMemory
from tests.app.conftest import Site, Turn, change, event
from tests.github.builders import PullRequest
from tests.stories.pull_requests import BARE, BASE, UNUSED, mended

SKIPPED = ("completed", "skipped")


def reviewed(site: Site) -> PullRequest:
    """A pull request on which two findings were proposed."""
    pr = site.desk.pull()
    pr.review(by="coderabbitai[bot]", comments=[("loading.py", 1, UNUSED), ("loading.py", 8, BARE)])
    return pr


def command(pr: PullRequest, verb: str, finding: str, words: str = "") -> Delivery:
    """A person who may write gives a command in a comment."""
    said = pr.comment(by="dave", body=f"/metareview {verb} {finding} {words}".rstrip())
    asked = [{"verb": verb, "finding": finding, "words": words}]
    body = {"commands": asked, "author": {"login": "dave"}, "message": {"id": f"comment-{said.id}"}}
    return Delivery(f"github:{said.id}", change(pr), DeliveryKind.COMMAND, is_urgent=True, body=body)


def id_of(site: Site, pr: PullRequest, kind: str) -> str:
    """The id of the finding of a kind."""
    run = site.desk.report(pr)
    return next(str(one["id"]) for one in run["findings"] if one["kind"] == kind)


def test_merge_group(site: Site) -> None:
    """
    A commit of a merge queue gets one completed check run that was skipped, however often it is asked for, and no judging.
    """
    pr = reviewed(site)
    commit = site.desk.repo.commit({"c.py": "1\n"}, branch="gh-readonly-queue/main/pr-1-abc")

    first, second = (site.run(pr, event(pr, merge_group=commit)) for _ in range(2))

    assert site.checks(commit) == [SKIPPED]
    assert site.checks(pr.head) == []
    assert (first.state, second.state) == (RunState.DONE, RunState.DONE)
    assert site.desk.ours(pr) == []


def test_merge_group_beside_reviews(site: Site) -> None:
    """
    What arrived beside it is judged all the same.
    """
    pr = reviewed(site)
    commit = site.desk.repo.commit({"c.py": "1\n"}, branch="gh-readonly-queue/main/pr-1-abc")

    site.run(pr, event(pr, merge_group=commit), event(pr))

    assert site.checks(commit) == [SKIPPED]
    assert site.checks(pr.head) == [("completed", "neutral")]
    assert len(site.desk.ours(pr)) == 1


@pytest.mark.parametrize("commit", ["0" * 40, "HEAD", "../x", ""])
def test_no_such_merge_group(site: Site, commit: str) -> None:
    """
    A commit that is none gets nothing, and nothing is judged for it.
    """
    pr = reviewed(site)

    assert site.run(pr, event(pr, merge_group=commit)).state is RunState.DONE

    assert site.desk.repo.model.checks == []


def test_merge_group_without_right(site: Site) -> None:
    """
    Where the App may not write checks, the run says what to grant.
    """
    site.desk.as_app(contents="read", pull_requests="write", metadata="read")
    site.world.state.installations[0].permissions.pop("checks")
    site.again()
    pr = reviewed(site)

    assert "grant the App `Checks: write`" in site.run(pr, event(pr, merge_group=pr.head)).note


def test_merge_group_without_checks(site: Site) -> None:
    """
    Where the site wants no check runs there are none for the queue either.
    """
    site.desk.configure("posting: {check_run: none}")
    site.again()
    pr = reviewed(site)

    site.run(pr, event(pr, merge_group=pr.head))

    assert site.checks(pr.head) == []


def test_nothing_proposed(site: Site) -> None:
    """
    A head on which nothing is proposed shows a skipped check run, and a neutral one once something is.
    """
    pr = site.desk.pull()

    site.run(pr)
    site.run(pr)
    assert site.checks(pr.head) == [SKIPPED]
    pr.review(by="coderabbitai[bot]", comments=[("loading.py", 1, UNUSED)])
    site.run(pr)

    assert site.checks(pr.head) == [SKIPPED, ("completed", "neutral")]


def test_paused(site: Site) -> None:
    """
    Where somebody asked for silence, a new head shows a skipped check run all the same, and a judged one keeps what it shows.
    """
    pr = reviewed(site)
    site.run(pr)
    judged = pr.head
    SqlMemory(site.database).pause(change(pr), "dave")

    site.run(pr)
    pr.push({"other.py": "x = 2\n"})
    site.run(pr)

    assert site.checks(judged) == [("completed", "neutral")]
    assert site.checks(pr.head) == [SKIPPED]


def test_lines(site: Site) -> None:
    """
    A run is told in three lines, each with its change and id: what arrived, what was found, and that it was posted.
    """
    pr = reviewed(site)

    site.run(pr)

    lines = site.lines()
    assert [one["event"] for one in lines] == ["run started", "run judged", "run posted"]
    assert {(one["change"], one["run"]) for one in lines} == {(f"github:{pr.ref}", "run-1")}
    assert lines[0]["deliveries"] == "1 event"
    assert (lines[1]["findings"], lines[1]["confirmed"], lines[1]["revision"]) == (2, 2, pr.head[:12])
    assert 0 < float(str(lines[1]["seconds"])) <= float(str(lines[2]["seconds"]))


def test_line_of_each_end(site: Site) -> None:
    """
    That a run changed nothing, was superseded, put off or refused is told with the sentence.
    """
    pr = reviewed(site)
    site.run(pr)
    site.run(pr)
    site.run(pr, turn=Turn(is_over=True))
    site.world.limits.exhaust()
    with pytest.raises(Unreachable):
        site.run(pr)
    site.world.limits.refill()
    site.world.state.installations.clear()
    site.world.state.tokens.clear()
    site.again()
    with pytest.raises(Refused):
        site.run(pr)

    ends = [one for one in site.lines() if one["event"] not in ("run started", "run judged", "run posted")]
    assert [one["event"] for one in ends] == ["run unchanged", "run superseded", "run put off", "run failed"]
    assert "rate limit is reached" in str(ends[2]["says"])
    assert "is not installed on acme/widgets" in str(ends[3]["says"])
    assert "Bearer" not in site.log.getvalue()
    assert "ghs_" not in site.log.getvalue()


def test_token_is_kept(site: Site) -> None:
    """
    All runs of a process use one token for a repository; another process fetches its own, and none is written to a disk.
    """
    pr = reviewed(site)
    site.run(pr)
    site.run(pr)
    assert len(site.world.hub.calls("POST", "/access_tokens")) == 1

    site.again()
    site.run(pr)

    assert len(site.world.hub.calls("POST", "/access_tokens")) == 2
    tokens = [one.encode() for one in site.world.state.tokens if one.startswith("ghs_")]
    files = [one.read_bytes() for one in site.desk.folder.parent.rglob("*") if one.is_file()]
    assert len(tokens) == 2
    assert not any(token in data for token in tokens for data in files)


def test_figures(site: Site) -> None:
    """
    Every call is counted by forge, and what is left of the tightest limit is known as long as it counts.
    """
    pr = reviewed(site)
    now = site.world.clock.now()
    assert (site.tally.calls(), site.tally.remaining(now)) == ({"github": 0}, {})

    site.run(pr)

    assert site.tally.calls()["github"] == sum(one.kind != "git" for one in site.world.exchanges)
    assert 0 < site.tally.remaining(now)["github"] < site.world.limits.limit
    assert site.tally.remaining(now + 2 * 3600) == {}


def test_decisions_are_remembered(site: Site) -> None:
    """
    What a person dismisses counts against the bot that said it, once; restored, for it.
    """
    pr = reviewed(site)
    site.run(pr)
    finding = id_of(site, pr, "unused-import")

    site.run(pr, command(pr, "dismiss", finding, "wanted"))
    site.run(pr, command(pr, "dismiss", finding, "wanted"))
    told = Told("coderabbitai", f"github:{pr.ref}", finding, HumanOutcome.DISMISSED)
    assert site.judgements.told() == (told,)
    site.run(pr, command(pr, "restore", finding))

    assert [one.outcome for one in site.judgements.told()] == [HumanOutcome.RESTORED]


def test_strangers_decide_nothing(site: Site) -> None:
    """
    A command of somebody who may not give it is remembered nowhere.
    """
    pr = reviewed(site)
    site.run(pr)
    order = command(pr, "dismiss", id_of(site, pr, "unused-import"), "wanted")
    site.desk.repo.model.roles["dave"] = "read"

    site.run(pr, order)

    assert site.judgements.told() == ()


def test_mended(site: Site) -> None:
    """
    A thread that was resolved together with a change of its lines counts for the bot, once; one merely resolved does not.
    """
    pr = reviewed(site)
    site.run(pr)
    finding = id_of(site, pr, "unused-import")
    for thread in pr.threads:
        pr.resolve(thread)
    site.run(pr)
    assert site.judgements.told() == ()
    pr.push({"loading.py": mended("import")})

    site.run(pr)
    site.run(pr)

    assert site.judgements.told() == (Told("coderabbitai", f"github:{pr.ref}", finding, HumanOutcome.MENDED),)


def test_no_record_of_people(site: Site) -> None:
    """
    What becomes of a person's finding is remembered nowhere.
    """
    site.desk.configure("reviewers: [{match: rita}]")
    site.again()
    pr = site.desk.pull()
    pr.review(by="rita", comments=[("loading.py", 1, UNUSED)])
    site.run(pr)
    pr.resolve(pr.threads[0])
    site.run(pr, command(pr, "dismiss", id_of(site, pr, "unused-import"), "wanted"))
    pr.push({"loading.py": BASE})
    site.run(pr)

    assert site.judgements.told() == ()


def test_record_counts(site: Site) -> None:
    """
    From thirty outcomes on a bot's record is one of the reasons for an estimate; before it is not.
    """
    pr = reviewed(site)
    told = [Told("coderabbitai", "github:a/b#1", f"f{n}", HumanOutcome.DISMISSED) for n in range(30)]
    site.judgements.keep(told[:29])
    few = site.run(pr).report
    site.judgements.keep(told)
    many = site.run(pr).report

    assert few and "track record" not in few
    assert many and "its track record: 0 of 30 findings kept by people" in many
    found = site.service.site_for(change(pr))
    assert found is not None
    assert found.records == {"coderabbitai": Record(0, 30)}
