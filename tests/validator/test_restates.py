"""Findings that repeat what a comment in the code says are known by its words."""

from bot.model.place import Lines
from bot.validator.check import Said, Tree
from tests.judging import judge

CODE = """\
def renew(lease):
    # FIXME: the lease table keeps stale owners when the renewal
    # request fails halfway, see bug 1234567.
    lease.request()
    lease.owner = None


def other(lease):
    # Nothing special here.
    return lease
"""


def restated(text: str) -> set[Lines]:
    """The comments that the findings of a text repeat."""
    judged = judge(Said(text), Tree({"app.py": CODE}))
    return {lines for finding in judged for lines in finding.restates}


def test_a_marked_comment_is_repeated():
    """A finding with the words of a FIXME restates it."""
    said = "When the renewal request fails halfway, stale owners stay in the lease table, which is wrong."

    assert restated(said) == {Lines("app.py", 2, 3)}


def test_another_defect_repeats_nothing():
    """A finding about something else restates no comment."""
    assert restated("`renew` does not check that the lease is open, which is wrong.") == set()


def test_taste_repeats_nothing():
    """Findings about names or docstrings restate no comment, even with its words."""
    assert (
        restated("`renew` has no docstring about stale lease table owners when a renewal request fails halfway.")
        == set()
    )
