"""Permanent links to lines."""

from bot.forges.gerrit.links import permanent_links
from bot.model.change_ref import ChangeRef
from bot.model.forge import ChangeState, Person
from bot.model.place import Lines


def test_link() -> None:
    """
    A link names project, change, patch set, file and first line.
    """
    state = ChangeState(
        ref=ChangeRef("g", "team/app", 12, "~"),
        head="a" * 40,
        base="b" * 40,
        head_ref="refs/changes/12/12/3",
        author=Person("dana", "1"),
        me=Person("metareview", "2"),
        target="main",
        url="https://gerrit.example.com/r/c/team/app/+/12",
    )

    link = permanent_links(state)

    assert link(Lines("src/a b#.py", 3, 5)) == "https://gerrit.example.com/r/c/team/app/+/12/3/src/a%20b%23.py#3"
