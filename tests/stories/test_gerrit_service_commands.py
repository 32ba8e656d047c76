"""Commands on a change on a real Gerrit beside a running service: where they are heard, who may, and one answer to each."""

import sqlite3
from contextlib import closing

import pytest

from bot.commands.wording import HELP
from tests.gerrit.shared import newest_only
from tests.gerrit.world import Change, Group
from tests.stories.gerrit import counts
from tests.stories.gerrit_service import GerritPlace, once
from tests.stories.pull_requests import BARE, UNUSED

pytestmark = pytest.mark.slow

OS = "`os` is impo"
SOON = "This change was judged less than five minutes ago; ask again later."
CLOSED = (
    "Only the owner of a change, its uploader and the members of the group in `commands.gerrit_group` can ask for this; "
    "nothing was done."
)


def again(change: Change) -> str:
    """What is said where nothing changed."""
    return (
        f"Judged again at patch set {change.patch_set}: nothing changed since the last answer here, 2 left to look at."
    )


def reviewed(told: GerritPlace, **given: object) -> Change:
    """A change with one review, which was answered."""
    change = told.push(**given)  # type: ignore[arg-type]
    told.review(change, "copilot", (1, UNUSED), (8, BARE))
    told.settle(change)
    assert len(told.said(change)) == 1
    return change


def reviewed_all(told: GerritPlace, many: int) -> list[Change]:
    """Several of them at a time."""
    changes = [told.push() for _ in range(many)]
    for change in changes:
        told.review(change, "copilot", (1, UNUSED), (8, BARE))
    told.settle()
    return changes


def let_pass(told: GerritPlace, minutes: int) -> None:
    """Let all runs so far have been so much earlier."""
    with closing(sqlite3.connect(told.service.folder / "metareview.db", timeout=20)) as database:
        database.execute("UPDATE run SET started = started - ?, ended = ended - ?", (minutes * 60, minutes * 60))
        database.commit()


def in_reply_box(change: Change, text: str) -> object:
    """As people type it."""
    return change.say(by=change.owner, text=text)


def on_a_line(change: Change, text: str) -> object:
    """In a comment on a line of a file."""
    return change.comment(by=change.owner, path="loading.py", spot=5, text=text)


def in_a_thread(change: Change, text: str) -> object:
    """As an answer to what a bot said on a line."""
    first = next(one for one in change.comments() if one["message"] == UNUSED)
    return change.reply(first["id"], by=change.owner, text=text)


def in_a_message(change: Change, text: str) -> object:
    """As old clients and scripts send it."""
    return change.review(by=change.owner, message=text)


def with_a_vote(change: Change, text: str) -> object:
    """With a vote and comments of another kind."""
    notes = [("loading.py", 5, "why?"), ("/PATCHSET_LEVEL", None, text)]
    return change.review(by=change.owner, labels={"Code-Review": 1}, comments=notes)


SAYS = (in_reply_box, on_a_line, in_a_thread, in_a_message, with_a_vote)


def test_heard_everywhere(told: GerritPlace) -> None:
    """
    Whoever asks in the reply box, on a line, in a thread or in a message is answered, on every version: with one line where
    nothing changed, and once, not again by the runs that follow.
    """
    changes = reviewed_all(told, len(SAYS))

    for change, says in zip(changes, SAYS, strict=True):
        says(change, "Thanks!\n\n/recheck-review please\n\n/metareview help")
    told.settle()
    for change, says in zip(changes, SAYS, strict=True):
        assert sorted(told.said(change)[1:]) == sorted([again(change), *told.replies(change)]), says.__doc__
        assert once(told.replies(change)).startswith(HELP[:40]), says.__doc__
    for change in changes:
        told.review(change, "claude", (5, "Rename `items`."))
    told.settle()

    for change, says in zip(changes, SAYS, strict=True):
        assert once(told.replies(change)).startswith(HELP[:40]), says.__doc__
        assert sum(len(tag.asked) for tag, _ in told.ours(change)) == 1, says.__doc__


@newest_only
def test_bystander(told: GerritPlace) -> None:
    """
    Anybody who can comment has one run in five minutes, and one sentence each time that it is too soon.
    """
    change, rita = reviewed(told), told.site.human("rita")

    soon = [told.new(change, lambda: change.say(by=rita, text="/recheck-review")) for _ in range(2)]
    let_pass(told, 6)
    later = told.new(change, lambda: change.say(by=rita, text="/recheck-review"))
    early = told.new(change, lambda: change.say(by=told.site.human("ruth"), text="/recheck-review"))

    assert soon == [[SOON], [SOON]]
    assert later == [again(change)]
    assert early == [SOON]


@newest_only
def test_nothing_proposed(told: GerritPlace) -> None:
    """
    Whoever asks where nobody proposed anything is told so.
    """
    change = told.push()
    told.settle(change)

    said = told.new(change, lambda: change.say(by=change.owner, text="/recheck-review"))

    assert len(said) == 1
    assert "\n" not in said[0]


def quoted(change: Change) -> object:
    """Somebody quotes, as the reply button does."""
    return change.say(by=change.owner, text="> /recheck-review\n\nno need for that", at_once=True)


def fenced(change: Change) -> object:
    """Somebody shows how it is written."""
    return change.say(by=change.owner, text="Type:\n\n```\n/recheck-review\n```\n", at_once=True)


def inside(change: Change) -> object:
    """Somebody mentions it."""
    return change.say(by=change.owner, text="You could say /recheck-review, or `/recheck-review`.", at_once=True)


def indented(change: Change) -> object:
    """Somebody shows it in an indented block, which is code."""
    return change.say(by=change.owner, text="Type\n\n    /recheck-review", at_once=True)


def quoted_on_a_line(change: Change) -> object:
    """Somebody quotes on a line."""
    return change.comment(by=change.owner, path="loading.py", spot=2, text="> /metareview pause\nreally?", at_once=True)


def by_bot(change: Change) -> object:
    """A bot says it."""
    return change.say(by=change.site.bot("zuul"), text="/recheck-review\n/metareview pause", at_once=True)


def by_us(change: Change) -> object:
    """Our own account says it."""
    return change.say(by=change.site.metareview, text="/recheck-review\n/metareview pause", at_once=True)


@newest_only
def test_no_command(told: GerritPlace) -> None:
    """
    In a quote, in code, within a line, by a bot or by us, it is no command.
    """
    change = reviewed(told)

    for says in (quoted, fenced, inside, indented, quoted_on_a_line, by_us):
        says(change)
    told.settle(change)
    assert len(told.said(change)) == 1
    by_bot(change)
    told.settle(change)

    # A bot's words are a review all the same.
    assert told.replies(change) == []
    assert all(one.startswith("Meta-review of") for one in told.said(change))


@newest_only
def test_in_charge(told: GerritPlace) -> None:
    """
    Owner, uploader and members of the group, also by a group in it, have a say over findings and silence.
    """
    changes = reviewed_all(told, 4)
    people = [told.site.human(one) for one in ("dana", "ulla", "kim", "ines")]
    everybody = Group("Registered Users", "global:Registered-Users")
    told.project.access("refs/for/refs/heads/*", "addPatchSet", everybody, {"action": "ALLOW"})
    changes[1].amend({"other.py": "x = 2\n"}, by=people[1])
    told.settle()
    name = told.ids(changes[0])[OS]
    before = [len(told.said(change)) for change in changes]

    for asked in (f"dismiss {name} the import has an effect", f"restore {name}", "pause"):
        for change, by in zip(changes, people, strict=True):
            change.say(by=by, text=f"/metareview {asked}")
        told.settle()

    for change, by, count in zip(changes, people, before, strict=True):
        dismissed, restored, paused = told.said(change)[count:]
        assert counts(dismissed) == {"CONFIRMED": 1, "DISMISSED": 1}, by.username
        assert f'Dismissed by {by.username}: "the import has an effect".' in dismissed
        assert counts(restored) == {"CONFIRMED": 2}, by.username
        assert paused.startswith("Paused: "), by.username


@newest_only
def test_not_in_charge(told: GerritPlace) -> None:
    """
    Others are refused in one sentence for each message, and nothing is done; help and explanations are for all.
    """
    change, rita = reviewed(told), told.site.human("rita")
    name = told.ids(change)[OS]

    def asks_for_much() -> None:
        for asked in (f"dismiss {name} no", f"restore {name}", "pause", "resume"):
            change.say(by=rita, text=f"/metareview {asked}")

    refused = told.new(change, asks_for_much)
    helped, explained = told.new(
        change, lambda: change.say(by=rita, text=f"/metareview help\n/metareview explain {name}")
    )
    said = told.new(change, lambda: change.say(by=change.owner, text="/recheck-review"))

    assert refused == [CLOSED] * 4
    assert helped.startswith(HELP[:40])
    assert "os" in explained and "loading.py" in explained
    assert said == [again(change)]


@newest_only
def test_pause_and_resume(told: GerritPlace) -> None:
    """
    Silence holds over reviews and patch sets until somebody asks for its end, or for one run.
    """
    change = reviewed(told)

    paused = told.new(change, lambda: change.say(by=change.owner, text="/metareview pause"))
    change.amend({"other.py": "x = 2\n"})
    silent = told.new(change, lambda: told.review(change, "claude", (5, "Rename `items`.")))
    asked = told.new(change, lambda: change.say(by=change.owner, text="/recheck-review"))
    told.review(change, "zuul", (5, "Missing docstring."))
    told.settle(change)
    still = told.answers(change)
    resumed = told.new(change, lambda: change.say(by=change.owner, text="/metareview resume"))

    assert once(paused).startswith("Paused")
    assert silent == []
    assert once(asked).startswith(f"Meta-review of 2 reviews at patch set {change.patch_set}")
    assert len(still) == 2
    assert resumed[-1].startswith(f"Meta-review of 3 reviews at patch set {change.patch_set}")


@newest_only
def test_amiss(told: GerritPlace) -> None:
    """
    An unknown id is answered with the list of the known ones, a missing reason with what is missing; nothing is dismissed.
    """
    change = reviewed(told)
    ids = told.ids(change)

    asked = ("dismiss 123abc because", f"dismiss {ids[OS]}", "explain", "frobnicate")
    text = "\n".join(f"/metareview {one}" for one in asked)

    unknown, silent, nameless = told.new(change, lambda: change.say(by=change.owner, text=text))

    assert unknown.startswith("There is no finding `123abc` here. These are:")
    assert all(f"- `{id}`" in unknown and f"- `{id}`" in nameless for id in ids.values())
    assert silent == "Nothing was dismissed: say why, after the id. The reason is shown beside the finding."
    assert counts(told.answers(change)[-1]) == {"CONFIRMED": 2}


@newest_only
def test_several_at_once(told: GerritPlace) -> None:
    """
    Several commands in one reply are each obeyed and answered, once; so are those of one reply in several places.
    """
    change = reviewed(told)
    name = told.ids(change)[OS]
    lines = f"/metareview help\n/metareview explain {name}\n\n/metareview dismiss {name} no\n/recheck-review"

    said = told.new(change, lambda: change.say(by=change.owner, text=lines))
    notes = [("loading.py", 5, "/metareview help"), ("/PATCHSET_LEVEL", None, "/recheck-review")]
    spread = told.new(change, lambda: change.review(by=change.owner, comments=notes))

    assert sum(one.startswith(HELP[:40]) for one in said) == 1
    assert sum(one.startswith("Meta-review of 1 review") for one in said) == 1
    assert counts(said[-1]) == {"CONFIRMED": 1, "DISMISSED": 1}
    assert len(said) <= 4
    assert sorted(one.partition(" ")[0] for one in spread) == ["Judged", "What"]


@newest_only
def test_many_people_at_once(told: GerritPlace) -> None:
    """
    Commands that several people give within a moment are each answered once.
    """
    change = reviewed(told)
    people = [change.owner, told.site.human("kim"), told.site.human("ines"), told.site.human("rita")]

    def all_ask() -> None:
        for by in people:
            change.say(by=by, text="/metareview help", at_once=True)
            change.comment(by=by, path="loading.py", spot=1, text="/metareview help", at_once=True)

    said = told.new(change, all_ask)

    assert [one[:40] for one in said] == [HELP[:40]] * 8
    asked = [name for tag, _ in told.ours(change) if not tag.digest for name in tag.asked]
    assert len(asked) == len(set(asked)) == 8


@newest_only
def test_hostile_reason(told: GerritPlace) -> None:
    """
    The words of a reason call nobody, give no command and forge no message of ours.
    """
    change = reviewed(told)
    reason = (
        "@octo@example.com <GERRIT_ACCOUNT_1> <!-- metareview:x --> `/recheck-review` ![x](http://evil.example/x.png)"
    )

    said = told.new(
        change, lambda: change.say(by=change.owner, text=f"/metareview dismiss {told.ids(change)[OS]} {reason}")
    )

    assert counts(said[-1]) == {"CONFIRMED": 1, "DISMISSED": 1}
    assert "<GERRIT_ACCOUNT_1>" not in said[-1]
    assert "@octo@example.com" not in said[-1]
    assert len(told.said(change)) == 1 + len(said)


@newest_only
def test_closed_change(told: GerritPlace) -> None:
    """
    On an abandoned change and on a merged one each command is answered all the same, also where it stands on an old patch set.
    """
    changes = reviewed_all(told, 2)
    changes[0].amend({"other.py": "x = 2\n"})
    told.settle()
    changes[0].abandon()
    changes[1].submit()
    before = [told.said(one) for one in changes]

    for one in changes:
        one.say(by=one.owner, text="/metareview help")
        one.comment(by=one.owner, path="loading.py", spot=1, text="/recheck-review", revision="1")
    told.settle()

    for one, known in zip(changes, before, strict=True):
        assert sorted(told.said(one)[len(known) :]) == sorted([told.replies(one)[0], again(one)])
        assert once(told.replies(one)).startswith(HELP[:40])
    assert not told.service.failed()
