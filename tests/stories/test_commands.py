"""What dismissing, restoring and explaining do to a pull request that is judged again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot import runs
from bot.app import load_settings
from bot.app.clock import Clock
from bot.app.forges import site_for
from bot.commands.apply import Response, Scene, findings_of, remember, respond
from bot.commands.parse import commands_in
from bot.model.change_ref import ChangeRef
from bot.model.command import Reaction
from bot.model.delivery import Decision
from bot.model.record import Record
from bot.poster.marker import Marker
from tests.github.builders import PullRequest
from tests.stories.pull_requests import BARE, FALSE, UNUSED, Desk, fold, inline, shown, table


class Notebook:
    """Remembers decisions of one change."""

    def __init__(self) -> None:
        self.decided: dict[str, Decision] = {}

    def decisions(self, change: ChangeRef) -> Mapping[str, Decision]:
        """What holds."""
        return self.decided

    def decide(self, change: ChangeRef, decision: Decision) -> None:
        """Keep it."""
        self.decided[decision.finding] = decision

    def is_paused(self, change: ChangeRef) -> bool:
        """Never."""
        return False

    def pause(self, change: ChangeRef, by: str | None) -> None:
        """Nobody asks for that here."""

    def reviews(self, change: ChangeRef) -> Sequence[Mapping[str, object]]:
        """None."""
        return ()


def site(desk: Desk, pr: PullRequest, memory: Notebook | None, **more: object) -> runs.Site:
    """What a service makes of the desk's configuration."""
    clock = Clock(desk.world.clock.now, lambda seconds: desk.world.clock.advance(int(seconds + 1)))
    found = site_for(load_settings(str(desk.folder / "config.yaml")), ref(desk, pr), clock)
    return replace(found, memory=memory, commands=True, **more)  # type: ignore[arg-type]


def ref(desk: Desk, pr: PullRequest) -> ChangeRef:
    """How the configuration names the pull request."""
    return ChangeRef.parse(f"github:{desk.repo.full_name}#{pr.number}")


def judged(desk: Desk, pr: PullRequest, memory: Notebook | None, **more: object) -> runs.Run:
    """Publish the answer as the service does."""
    run, _ = runs.publish(site(desk, pr, memory, **more), ref(desk, pr), asked="somebody")
    return run


def given(desk: Desk, pr: PullRequest, memory: Notebook, line: str) -> Response:
    """Dave gives a command, and what comes of it is remembered."""
    run = runs.judge(site(desk, pr, memory), ref(desk, pr))
    (command,) = commands_in(line)
    response = respond(command, Scene("dave", "comment-7", findings_of(run.report, None), run.explained))
    remember(response, memory, ref(desk, pr), "dave")
    return response


def reviewed(desk: Desk) -> PullRequest:
    """Two findings that hold, and one that does not."""
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED), (8, BARE))
    pr.comment(by="claude[bot]", body=f"1. {FALSE}\n")
    return pr


def hashed(desk: Desk, pr: PullRequest, memory: Notebook, **more: object) -> str | None:
    """The hash of what was remembered when the change was judged."""
    return runs.judge(site(desk, pr, memory, **more), ref(desk, pr)).report.history


def id_of(run: runs.Run, words: str) -> str:
    """The id of the finding with these words."""
    return next(one.id for one in run.report.findings if words in one.title)


def test_dismissed_and_restored(desk: Desk) -> None:
    """
    A dismissed finding leaves the table for a fold with name and reason, stays there over a push, and comes back.
    """
    memory = Notebook()
    pr = reviewed(desk)
    name = id_of(judged(desk, pr, memory), "`os`")

    response = given(desk, pr, memory, f"/metareview dismiss {name} the import has an effect")
    judged(desk, pr, memory)
    first = desk.comment(pr)
    pr.push({"other.py": "x = 2\n"})
    judged(desk, pr, memory)
    second = desk.comment(pr)
    given(desk, pr, memory, f"/metareview restore {name}")
    judged(desk, pr, memory)
    third = desk.comment(pr)

    assert (response.reaction, response.is_run_wanted, response.reply) == (Reaction.DONE, True, "")
    for text in (first, second):
        assert "1 dismissed" in text.splitlines()[0]
        assert not any(name in row for row in table(text))
        assert 'Dismissed by dave: *"the import has an effect"*.' in fold(text, "1 dismissed")
    assert "dismissed" not in third.splitlines()[0]
    assert any(name in row for row in table(third))


def test_comment_is_no_memory(desk: Desk) -> None:
    """
    What our comment tells as dismissed counts for a command on its own, and not where decisions are remembered.
    """
    memory = Notebook()
    pr = reviewed(desk)
    name = id_of(judged(desk, pr, memory), "`os`")
    given(desk, pr, memory, f"/metareview dismiss {name} no")
    judged(desk, pr, memory)

    judged(desk, pr, None)
    assert "1 dismissed" in desk.comment(pr)

    judged(desk, pr, Notebook())
    assert "dismissed" not in desk.comment(pr).splitlines()[0]


def test_explained(desk: Desk) -> None:
    """
    An explanation is said once beside the answer, links to the code, and is no review when the change is judged again.
    """
    memory = Notebook()
    pr = reviewed(desk)
    before = judged(desk, pr, memory)
    response = given(desk, pr, memory, f"/metareview explain {id_of(before, '`os`')}")
    here = site(desk, pr, memory)
    line = Marker(here.key).reply(response.key)

    for _ in range(2):
        here.forge.say(ref(desk, pr), response.reply, line)  # type: ignore[attr-defined]
    after = judged(desk, pr, memory)

    answer, reply = (one.body for one in desk.ours(pr))
    assert shown(answer) == shown(before.answer.text)
    assert after.report.reviews == before.report.reviews
    assert reply.endswith(f"\n\n{line}\n")
    assert f"/blob/{pr.head}/loading.py#L1" in reply
    assert "The code proves it, so the estimate is at least 90 %." in reply


def test_shared_account(desk: Desk) -> None:
    """
    Where bots and we write with one account, our replies are still no reviews.
    """
    desk.as_workflow()
    pr = reviewed(desk)
    before = judged(desk, pr, None)
    here = site(desk, pr, None)

    here.forge.say(ref(desk, pr), before.explained(id_of(before, "`os`")), Marker(here.key).reply("x"))  # type: ignore[attr-defined]

    assert len(judged(desk, pr, None).report.reviews) == len(before.report.reviews)


def test_history_hash(desk: Desk) -> None:
    """
    What people decided and how a bot fared is part of what a report was made from.
    """
    pr = reviewed(desk)
    memory = Notebook()
    hashes = [hashed(desk, pr, memory)]
    given(desk, pr, memory, f"/metareview dismiss {id_of(judged(desk, pr, None), '`os`')} no")
    hashes += [hashed(desk, pr, memory), hashed(desk, pr, memory, records={"Copilot": Record(40, 52)})]

    assert hashes[0] is None
    assert len({*hashes}) == 3


def test_track_record(desk: Desk) -> None:
    """
    How a bot's findings fared with people is one part of the estimate of its next.
    """
    pr = reviewed(desk)

    run = judged(desk, pr, Notebook(), records={"Copilot": Record(40, 52), "claude": Record(2, 9)})

    found = [part.what for one in run.report.findings for part in one.confidence_parts if "track record" in part.what]
    assert found == ["its track record: 40 of 52 findings kept by people"] * 2
