"""Commands in comments on a pull request beside a running service: who may give them, and what they do."""

import pytest

from tests.github.builders import PullRequest
from tests.github.fake.model import Said
from tests.stories.pull_requests import BARE, UNUSED, fold, shown, table
from tests.stories.service import Place

pytestmark = pytest.mark.slow

REFUSED = (
    "Only the author of a pull request and people with write access to its repository can ask for this; "
    "nothing was done."
)
CLOSED = "Only people with write access to the repository can ask for this; nothing was done."
OS = "`os` is impo"


def reviewed(place: Place, **given: object) -> tuple[PullRequest, int]:
    """A pull request with one review, which was answered; and how many runs that took."""
    pr = place.pull(**given)  # type: ignore[arg-type]
    place.review(pr, "Copilot", (1, UNUSED), (8, BARE))
    return pr, place.settle(pr)


def test_writer_rechecks(place: Place) -> None:
    """
    Whoever can write to the repository has the change judged again at once, sees that it was heard and that it is done.
    """
    place.repo.collaborator("wanda", "write")
    pr, before = reviewed(place)
    said = pr.comment(by="wanda", body="Thanks!\n\n/recheck-review now please\n")

    assert place.settle(pr) == before + 1
    assert place.signs(said) == ["eyes", "+1"]
    assert (len(place.ours(pr)), place.replies(pr)) == (1, [])


def test_author_of_fork(place: Place) -> None:
    """
    The author of a pull request from a fork, who can't write to the repository, may ask for a run; not for silence.
    """
    place.repo.collaborator("fay", "read")
    pr, before = reviewed(place, by="fay", fork=place.repo.fork("fay"))

    asked = pr.comment(by="fay", body="/recheck-review")
    runs = place.settle(pr)
    paused = pr.comment(by="fay", body="/metareview pause")
    place.settle(pr)

    assert runs == before + 1
    assert place.signs(asked) == ["eyes", "+1"]
    assert place.signs(paused) == ["confused"]
    assert place.replies(pr) == [CLOSED]


def test_reader_refused_once(place: Place) -> None:
    """
    Who can only read is refused: a sign each time, one sentence once, and no judging.
    """
    place.repo.collaborator("rita", "read")
    pr, _ = reviewed(place)
    posted = place.ours(pr)[0].updated

    first = pr.comment(by="rita", body="/recheck-review")
    place.settle(pr)
    second = pr.comment(by="rita", body="/recheck-review")
    place.settle(pr)

    assert (place.signs(first), place.signs(second)) == (["confused"], ["confused"])
    assert place.replies(pr) == [REFUSED]
    assert place.ours(pr)[0].updated == posted
    assert all(one["revision"] is None for one in place.runs(pr)[:2])


def quoted(pr: PullRequest) -> Said:
    """A writer quotes somebody."""
    return pr.comment(by="dave", body="> /recheck-review\n\nno need for that")


def fenced(pr: PullRequest) -> Said:
    """A writer shows how it is written."""
    return pr.comment(by="dave", body="Type:\n\n```\n/recheck-review\n```\n")


def inside(pr: PullRequest) -> Said:
    """A writer mentions it."""
    return pr.comment(by="dave", body="You could say /recheck-review, or `/recheck-review`.")


def edited(pr: PullRequest) -> Said:
    """A writer writes it into an old comment."""
    said = pr.comment(by="dave", body="hello")
    pr.edit(said, "/recheck-review")
    return said


def by_bot(pr: PullRequest) -> Said:
    """A bot says it."""
    return pr.comment(by="dependabot[bot]", body="/recheck-review")


def by_us(pr: PullRequest) -> Said:
    """Our own account says it."""
    return pr.comment(by="metareview[bot]", body="/recheck-review")


def test_no_command(place: Place) -> None:
    """
    In a quote, in code, within a line, in an edited comment, or by a bot or by us, it is no command.
    """
    pr = place.pull()
    before = place.settle(pr)

    said = [says(pr) for says in (quoted, fenced, inside, edited, by_bot, by_us)]

    assert place.settle(pr) == before
    assert [place.signs(one) for one in said] == [[]] * 6
    assert place.replies(pr) == []


def test_pause_and_resume(place: Place) -> None:
    """
    Silence holds over reviews and pushes until somebody asks for its end, or for one run.
    """
    pr, _ = reviewed(place)
    before = place.ours(pr)[0].body

    paused = pr.comment(by="dave", body="/metareview pause")
    place.settle(pr)
    pr.push({"other.py": "x = 2\n"})
    place.review(pr, "coderabbitai[bot]", (1, UNUSED))
    place.settle(pr)
    silent = place.ours(pr)[0].body
    resumed = pr.comment(by="dave", body="/metareview resume")
    said = place.answer(pr)

    assert silent == before
    assert (place.signs(paused), place.signs(resumed)) == (["eyes", "+1"], ["eyes", "+1"])
    assert place.runs(pr)[1]["note"] == "somebody asked for silence here"
    assert said.startswith(f"**Meta-review of 2 reviews at `{pr.head[:7]}`**")


def test_dismissed_and_restored(place: Place) -> None:
    """
    A finding that somebody dismissed leaves the table, stays away after a push, and comes back when it is restored.
    """
    pr, _ = reviewed(place)
    name = place.ids(pr)[OS]

    asked = pr.comment(by="dave", body=f"/metareview dismiss {name} the import has an effect")
    first = place.answer(pr)
    pr.push({"other.py": "x = 2\n"})
    place.hurry(pr)
    second = place.answer(pr)
    pr.comment(by="dave", body=f"/metareview restore {name}")
    third = place.answer(pr)

    assert place.signs(asked) == ["eyes", "+1"]
    for text in (first, second):
        assert not any(name in row for row in table(text))
        assert 'Dismissed by dave: *"the import has an effect"*.' in fold(text, "1 dismissed")
    assert f"at `{pr.head[:7]}`" in second.splitlines()[0]
    assert any(name in row for row in table(third))
    assert place.replies(pr) == []


def test_dismissed_amiss(place: Place) -> None:
    """
    An unknown id is answered with the list of the known ones, a missing reason with what is missing; nothing is dismissed.
    """
    pr, _ = reviewed(place)
    ids = place.ids(pr)

    unknown = pr.comment(by="dave", body="/metareview dismiss 123abc because")
    place.settle(pr)
    silent = pr.comment(by="dave", body=f"/metareview dismiss {ids[OS]}")
    place.settle(pr)

    assert (place.signs(unknown), place.signs(silent)) == (["confused"], ["confused"])
    listed, missing = place.replies(pr)
    assert listed.startswith("There is no finding `123abc` here. These are:")
    assert all(f"- `{id}`" in listed for id in ids.values())
    assert missing == "Nothing was dismissed: say why, after the id. The reason is shown beside the finding."
    assert "dismissed" not in place.answer(pr).splitlines()[0]


def test_explained_and_helped(place: Place) -> None:
    """
    An explanation and the list of commands are said beside the answer, once each, also where both are in one comment.
    """
    pr, _ = reviewed(place)
    name = place.ids(pr)[OS]
    before = shown(place.ours(pr)[0].body)

    said = pr.comment(by="dave", body=f"/metareview explain {name}\n\n/metareview help\n")
    place.settle(pr)

    assert place.signs(said) == ["eyes", "+1"]
    explained, helped = place.replies(pr)
    assert f"/blob/{pr.head}/loading.py#L1" in explained
    assert helped.startswith("What you can ask for")
    assert place.answer(pr) == before


def test_command_in_thread(place: Place) -> None:
    """
    A command in a reviewer's thread is obeyed as one in the conversation.
    """
    pr, before = reviewed(place)

    said = pr.reply(pr.threads[0], by="dave", body="/recheck-review")

    assert place.settle(pr) == before + 1
    assert place.signs(said) == ["eyes", "+1"]


def test_command_of_an_edit(place: Place) -> None:
    """
    What a command was edited into afterwards is not obeyed.
    """
    pr, _ = reviewed(place)
    name = place.ids(pr)[OS]
    sent = pr.comment(by="dave", body="/metareview help")
    place.settle(pr)
    pr.edit(sent, f"/metareview dismiss {name} never mind")
    place.settle(pr)

    assert len(place.replies(pr)) == 1
    assert "dismissed" not in place.answer(pr).splitlines()[0]


def test_run_in_silence(place: Place) -> None:
    """
    Where somebody asked for silence, a new head's check and a merge queue's are not kept waiting, and one run may be asked for.
    """
    pr = place.pull()
    place.review(pr, "Copilot", (1, UNUSED))
    pr.comment(by="dave", body="/metareview pause")
    place.settle(pr)
    assert place.ours(pr) == []
    pr.push({"other.py": "x = 2\n"})
    sha = pr.enqueue()
    place.settle(pr)
    checks = [place.checks(pr), place.checks(pr, sha)]

    asked = pr.comment(by="dave", body="/recheck-review")
    said = place.answer(pr)
    pr.push({"other.py": "x = 3\n"})
    place.settle(pr)

    assert [[one.given["conclusion"] for one in found] for found in checks] == [["skipped"], ["skipped"]]
    assert place.signs(asked) == ["eyes", "+1"]
    assert pr.model.heads[-2][:7] in said.splitlines()[0]
    assert pr.head[:7] not in place.answer(pr).splitlines()[0]


def test_reader_can_decide_nothing(place: Place) -> None:
    """
    Whoever can't write dismisses, pauses and has explained nothing; all of it gets one sentence.
    """
    place.repo.collaborator("rita", "triage")
    pr, _ = reviewed(place)
    name = place.ids(pr)[OS]
    before = place.answer(pr)

    said = pr.comment(
        by="rita", body=f"/metareview dismiss {name} no\n\n/metareview pause\n\n/metareview explain {name}\n"
    )
    place.settle(pr)
    pr.push({"other.py": "x = 2\n"})
    place.hurry(pr)

    assert place.answer(pr).replace(pr.head[:7], "") != before
    assert place.signs(said) == ["confused"]
    assert place.replies(pr) == [CLOSED]
    assert "dismissed" not in place.answer(pr)


def test_hostile_reason(place: Place) -> None:
    """
    The words of a reason call nobody, give no command and hide nothing.
    """
    pr, _ = reviewed(place)
    reason = "@octocat </details> <!-- metareview:x --> `/recheck-review` ![x](http://evil.example/x.png)"
    pr.comment(by="dave", body=f"/metareview dismiss {place.ids(pr)[OS]} {reason}")

    said = place.answer(pr)

    assert "1 dismissed" in said.splitlines()[0]
    assert "@octocat" not in said
    assert "![x]" not in said
    assert said.count("\n</details>") == 1
    assert r"\</details> \<!-- metareview:x -->" in said
    assert len(place.ours(pr)) == 1


def test_two_at_once(place: Place) -> None:
    """
    Commands that two people give within a moment are both obeyed, and each sees that it was.
    """
    place.repo.collaborator("wanda", "write")
    pr, _ = reviewed(place)
    ids = list(place.ids(pr).values())

    said = [
        pr.comment(by=by, body=f"/metareview dismiss {id} not here")
        for by, id in zip(("dave", "wanda"), ids, strict=False)
    ]
    text = place.answer(pr)

    assert [place.signs(one) for one in said] == [["eyes", "+1"]] * 2
    assert "2 dismissed" in text.splitlines()[0]
    assert "Nothing to act on" in text
