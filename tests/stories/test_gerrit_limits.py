"""Very much on one change at Gerrit, and servers that take only little."""

import re
from pathlib import Path

import pytest

from bot.model.utf16 import utf16_length
from tests.gerrit.shared import OwnGerrit, newest_only
from tests.stories.gerrit import Desk, counts, entries, words
from tests.stories.pull_requests import BARE, CODE, UNUSED

pytestmark = pytest.mark.slow

MUCH = 300


def reviewed(desk: Desk) -> str:
    """What we say of very many findings by four bots, with long words in each."""
    names = [f"module_{at}" for at in range(MUCH)]
    change = desk.push(CODE + "".join(f"import {name}\n" for name in names))
    long = "\U0001f600 and that is a very long story about @octo <b>x</b> " * 6
    for bot in range(4):
        said = [
            (at + 11, f"`{name}` is imported but never used. {long}") for at, name in enumerate(names) if at % 4 == bot
        ]
        desk.inline(change, f"bot-{bot}", *said, message=f"{long}\n\n`gone{bot}` is undefined. {long}")
    return desk.post(change)


@newest_only
def test_three_hundred_findings(gerrit_desk: Desk) -> None:
    """
    Of three hundred findings the message shows what has room in 15,000 UTF-16 units, and counts the others.
    """
    gerrit_desk.add("posting: {max_findings: 300}")

    said = reviewed(gerrit_desk)

    assert utf16_length(said) <= 15_000
    assert f"{MUCH} confirmed" in said.splitlines()[0]
    for title, number in counts(said).items():
        lines = entries(said, title)
        hidden = sum(
            int(found[1]) for line in lines if (found := re.fullmatch(r"(?:and )?(\d+) (?:more|not shown here)", line))
        )
        hidden += sum(int(found[1]) for line in lines if (found := re.search(r"; and (\d+) more\.$", line)))
        shown = sum(len(re.findall(r"(?<![0-9a-f])[0-9a-f]{6}(?![0-9a-f])", line.partition(":")[0])) for line in lines)
        assert shown + hidden >= number, (title, number, lines[-1])


@newest_only
def test_most_findings(gerrit_desk: Desk) -> None:
    """
    No section shows more findings than configured; the others are counted.
    """
    gerrit_desk.add("posting: {max_findings: 2}")
    change = gerrit_desk.push(CODE + "import re\nimport json\n")
    gerrit_desk.inline(
        change, "copilot", (1, UNUSED), (8, BARE), (11, "`re` is never used."), (12, "`json` is never used.")
    )

    lines = entries(gerrit_desk.post(change), "CONFIRMED")

    assert (len(lines), lines[-1]) == (3, "and 2 more")


@pytest.mark.parametrize(("limit", "least"), [("2k", 600), ("600", 150)])
def test_a_server_that_takes_little(own_gerrit: OwnGerrit, tmp_path: Path, limit: str, least: int) -> None:
    """
    A server with a small limit gets as much of the message as it takes; it says that it is cut, and stands only once.
    """
    _, site = own_gerrit(config={"change.commentSizeLimit": limit})
    desk = Desk(site, tmp_path)
    change = desk.push(CODE + "".join(f"import m{at}\n" for at in range(60)))
    for at in range(0, 60, 4):
        said = [(11 + at + n, f"`m{at + n}` is imported but never used.") for n in range(4)]
        desk.inline(change, f"bot-{at}", *said)

    told = desk.run(change, "--post")

    (ours,) = desk.ours(change)
    said = words(ours)
    assert (told.code, told.err) == (0, "")
    assert "The message was cut" in told.out
    assert least <= len(said) <= (2048 if limit == "2k" else 600)
    assert said.startswith("Meta-review of 15 reviews")
    assert re.search(r"\n\nCut here: \d+ more lines\.$", said)
    assert desk.silent(change).startswith("already there: ")


def test_a_server_that_takes_no_more(own_gerrit: OwnGerrit, tmp_path: Path) -> None:
    """
    Where a change may have no more messages, one sentence says so, with Gerrit's own words, and nothing is posted.
    """
    _, site = own_gerrit(config={"change.maxComments": "4"})
    desk = Desk(site, tmp_path)
    change = desk.push()
    desk.inline(change, "copilot", (1, UNUSED), (8, BARE))

    told = desk.run(change, "--post")

    assert (told.code, told.out, desk.ours(change)) == (2, "", [])
    assert "aximum number of comments" in told.sentence
