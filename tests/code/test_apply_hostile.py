"""Blocks that were made to be slow or odd are applied, or refused, in little time."""

import time

import pytest

from bot.code.apply import Proposal, apply_block
from bot.code.blocks import is_diff, is_elision, is_to_fill, listing
from bot.code.places import is_foreign
from bot.code.rows import common
from bot.code.target import Target
from bot.model.place import Extent

SAME = "a\n" * 10_000
CALLS = "".join(f"foo({i}, bar)\n" for i in range(10_000))
BLOCKS = {
    "same lines": SAME,
    "calls": CALLS,
    "open brackets": "x = (\n" * 10_000,
    "elisions": "# ...\n" * 10_000,
    "numbered": "".join(f"{i} a\n" for i in range(10_000)),
    "marks": "+a\n-b\n" * 5_000,
    "hunks": "@@ -1 +1 @@\n-a\n+b\n" * 3_000,
    "one long line": "(" * 500_000,
    "blank": " " * 500_000,
    "quotes": "'\"" * 200_000,
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
@pytest.mark.parametrize("old", [SAME, CALLS, "(\n" * 9_000], ids=["same", "calls", "brackets"])
def test_hostile_blocks(block: str, old: str) -> None:
    """
    The time for a block of ten thousand lines stays small in every form.
    """
    start = time.process_time()

    for proposal in (Proposal(block), Proposal(block, before=old), Proposal(block, "suggestion", is_suggestion=True)):
        apply_block(proposal, Target(old, Extent(1, 9_000)))

    assert time.process_time() - start < 5


def test_too_long() -> None:
    """
    A block beyond the limit is refused in words.
    """
    assert apply_block(Proposal("a\n" * 30_000), Target("a\n")).why == "it is too long to be applied"


def test_common_lines() -> None:
    """
    The common lines are a longest run in order; where too many are equal, only unique ones count.
    """
    assert common(list("abcd"), list("axcd")) == [(0, 0), (2, 2), (3, 3)]
    assert common([], ["a"]) == []
    assert (1_000, 0) in common(["a"] * 1_000 + ["b"] + ["a"] * 1_000, ["b"] + ["c"] + ["a"] * 999 + ["d"])


def test_foreign_code() -> None:
    """
    Lines are foreign to texts that have nothing like them; a slip of the pen does not make them so.
    """
    texts = ["total = sum(rows)\nreturn total\n"]

    assert is_foreign(["connection.commit_all()"], texts)
    assert not is_foreign(["total = sum(row)"], texts)
    assert not is_foreign(["}"], texts)


@pytest.mark.parametrize(
    "line", ["# ...", "    ...", "// rest of the method", "/* existing code */", "# … unchanged", "{/* ... */}"]
)
def test_elisions(line: str) -> None:
    """
    Lines that stand for left-out code are known.
    """
    assert is_elision(line)


@pytest.mark.parametrize(
    "line", ["x = 1", "# Keep the order of the rows", "...spread, more", "def f(): ...", "# Use the cache"]
)
def test_no_elisions(line: str) -> None:
    """
    Code and ordinary comments do not stand for left-out code.
    """
    assert not is_elision(line)


def test_lines_to_fill() -> None:
    """
    A comment that asks the reader to write the code is known, code is not.
    """
    assert is_to_fill("# Your logic here")
    assert is_to_fill("// TODO: implement")
    assert not is_to_fill("value = todo(here)")


def test_listings() -> None:
    """
    Only a block in which every line has the next number is a listing.
    """
    found = listing(["7 def f():", "8     return 1"])

    assert found is not None and found.lines == ("def f():", "    return 1")
    assert listing(["1. First do this", "3. Then that"]) is None
    assert listing(["1, 2, 3", "2, 3, 4"]) is None


def test_diff_or_code() -> None:
    """
    Lines with marks are a diff; a list, a sum and a fence of another language are not.
    """
    assert is_diff(["-a", "+b"], "")
    assert is_diff(["+b"], "diff")
    assert not is_diff(["x = (a", "     + b)"], "python")
    assert not is_diff(["- one", "- two"], "")
