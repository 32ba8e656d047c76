"""What the next answer knows of this one."""

from dataclasses import replace

from bot.model.evidence import Verdict
from bot.model.history import Past, Since, State
from bot.poster.history import history_of
from tests.builders import finding, location, report


def test_findings() -> None:
    """Each finding is remembered by id, verdict, state, kind, title and path, in order of id."""
    told = history_of(
        report(
            finding("bbbbbb", title=" Two\n lines "),
            finding("aaaaaa", Verdict.REFUTED, state=State.FIXED, held_at="b" * 40),
        )
    )

    assert told.revision == report().revision
    assert told.since is None
    assert told.findings == (
        Past("aaaaaa", Verdict.REFUTED, State.FIXED, "unused-variable", "Unused variable", "shop/cart.py", "b" * 40),
        Past("bbbbbb", Verdict.PLAUSIBLE, State.NEW, "unused-variable", "Two lines", "shop/cart.py"),
    )


def test_titles() -> None:
    """A title is cut to 80 characters and holds no secret and no half character."""
    found = [
        finding("a", title="x" * 100),
        finding("b", title="token = 'abcdef0123456789'"),
        finding("c", title="a\ud83d\ude00"),
    ]

    titles = [past.title for past in history_of(report(*found)).findings]

    assert titles == ["x" * 80, "token = '[cut]'", "a\ufffd\ufffd"]


def test_gone() -> None:
    """What nobody proposes any longer is remembered as gone, with the revision told of before."""
    gone = Past("cccccc", Verdict.PLAUSIBLE, State.OPEN, "general", "Old", "a.py")

    told = history_of(report(finding("aaaaaa"), since=Since("b" * 40, (gone,))))

    assert told.since == "b" * 40
    assert told.findings[1] == replace(gone, is_gone=True)


def test_no_place() -> None:
    """A finding without a path is remembered without one."""
    assert history_of(report(finding(location=location(None, path=None)))).findings[0].path is None
