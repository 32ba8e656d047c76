"""A block shown before and after, over several lines, is put in place as a whole."""

from bot.code.apply import Proposal, apply_block
from bot.code.target import Target
from bot.model.place import Extent

_BEFORE = "    *,\n    low={},\n    high=None,"
_TEXT = f"def text(\n{_BEFORE}\n):\n    return low\n"


def test_several_lines() -> None:
    """
    Every line of the first block goes, and every line of the second stands in its place once.
    """
    after = _BEFORE.replace("{}", "None")

    done = apply_block(Proposal(after, "python", before=_BEFORE), Target(_TEXT, Extent(3, 3)))

    assert done.applies == "yes"
    assert done.text == _TEXT.replace("{}", "None")


def test_elision_in_a_diff() -> None:
    """
    A comment that stands for left-out code is an elision behind the sign of a diff too.
    """
    diff = "-    low={},\n+    low=None,\n+    # ... rest of the parameters\n     high=None,"

    done = apply_block(Proposal(diff, "diff"), Target(_TEXT, Extent(3, 3)))

    assert done.applies == "partly"
