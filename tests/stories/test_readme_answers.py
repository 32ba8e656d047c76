"""The answers that the README shows are what both forges show for the same reviews of the same change."""

import re
from pathlib import Path

import pytest

from tests.gerrit.shared import newest_only
from tests.stories import gerrit as changes
from tests.stories.pull_requests import BARE, CODE, FALSE, UNUSED, Desk, inline, mended

pytestmark = pytest.mark.slow

README = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")
KEPT = "Kept on purpose."


def shown(name: str) -> str:
    """The block of the README between two marks, without the quotation or fence around it."""
    block = README.partition(f"<!-- {name} -->\n")[2].partition(f"<!-- /{name} -->")[0]
    return "\n".join(line.removeprefix("> ").removeprefix(">") for line in block.splitlines() if line != "```").strip()


def plain(text: str) -> str:
    """A text without what is another one each time: commit ids, and links to lines at them."""
    return re.sub(r"`[0-9a-f]{7}`", "`0000000`", re.sub(r"\[([^\]]+)\]\(http[^)]*\)", r"\1", text)).strip()


def assert_shown(name: str, text: str) -> None:
    """The README shows this text."""
    print(text)
    assert plain(shown(name)) == plain(text)


def test_github(desk: Desk) -> None:
    """
    On GitHub, after a reply and a commit that mends one of three findings.
    """
    pr = desk.pull()
    inline(pr, "coderabbitai[bot]", (1, UNUSED))
    inline(pr, "Copilot", (8, BARE))
    pr.review(by="claude[bot]", body=f"{FALSE} {UNUSED}")
    desk.post(pr)
    pr.reply(pr.threads[0], by="dave", body=KEPT)
    pr.push({"loading.py": mended("except")})

    assert_shown("on-github", desk.post(pr))


@newest_only
def test_gerrit(gerrit_desk: changes.Desk) -> None:
    """
    On Gerrit, the same.
    """
    change = gerrit_desk.push(CODE)
    gerrit_desk.inline(change, "coderabbitai", (1, UNUSED))
    gerrit_desk.inline(change, "copilot", (8, BARE))
    change.review(by=gerrit_desk.site.bot("claude"), message=f"{FALSE} {UNUSED}")
    gerrit_desk.post(change)
    comment = next(one for one in change.comments() if one["message"] == UNUSED)
    change.reply(comment["id"], by=gerrit_desk.site.human("dave"), text=KEPT)
    change.amend({"loading.py": mended("except")})

    assert_shown("on-gerrit", gerrit_desk.post(change))
