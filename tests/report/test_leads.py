"""Words as they are shown: the defect first, and not cut away."""

import pytest

from bot.report.leads import fitted_words, shown_title, without_lead
from tests.builders import finding, source


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The potential security issue is related to the fact that the lock stays taken.", "the lock stays taken."),
        ("However, the problem is that `x` leaks.", "`x` leaks."),
        ("One possible bug here is due to the fact that the list is shared.", "the list is shared."),
        ("There is an issue where the file stays open.", "the file stays open."),
        ("It seems the file stays open.", "the file stays open."),
        ("It appears that the file stays open.", "the file stays open."),
        ("Additionally, I noticed that `load` is called twice.", "`load` is called twice."),
        ("The issue is related to the line number 12, where the list is shared.", "the list is shared."),
        ("The bug is at lines 12-14, where the list is shared.", "the list is shared."),
    ],
)
def test_empty_lead(words: str, told: str) -> None:
    """
    Words that say only that a defect follows are left out.
    """
    assert without_lead(words) == told


@pytest.mark.parametrize(
    "words",
    [
        "The bug is caused by the lock in `flush`.",
        "The issue is related to the calculation of limits.",
        "The issue is in `load`, where the file stays open.",
        "There is a bug that crashes the server.",
        "Finally blocks swallow the exception.",
        "Also closes the file twice.",
        "The fact that `x` is global makes this slow.",
        "It seems wrong.",
        "It seems too slow for large files.",
        "However, no.",
        "Overall",
        "",
    ],
)
def test_what_says_something(words: str) -> None:
    """
    Words that name a cause, a place or the defect itself stay, and so does a sentence that would be empty without them.
    """
    assert without_lead(words) == words


def test_cut_in_its_first_clause() -> None:
    """
    Of a long first clause the end goes, so that the statement stays.
    """
    words = (
        "When the worker is started again after a crash of the whole machine during the night, `load` is called twice."
    )

    assert (
        fitted_words(words, 90)
        == "When the worker is started again after a crash of the whole…, `load` is called twice."
    )
    assert fitted_words(words, 200) == words


def test_cut_between_clauses() -> None:
    """
    Else it is cut before a clause that still fits in part only, never within code, and between words where there is no clause.
    """
    assert (
        fitted_words("The file stays open for ever, which costs a handle each time", 40)
        == "The file stays open for ever…"
    )
    assert fitted_words("The call `send(address, order, retries, now)` fails", 36).count("`") % 2 == 0
    assert fitted_words("word " * 20, 22) == "word word word word…"


def test_title() -> None:
    """
    A title that was cut is told on from the reviewer's words, opens with a capital, and code stays as it is.
    """
    words = "The problem is that the lock stays taken when the flush of the ledger fails. More follows."
    cut = finding(title="The problem is that the lock stays …", sources=(source(quote=words),))

    assert shown_title(cut, 160) == "The lock stays taken when the flush of the ledger fails"
    assert shown_title(finding(title="It seems that `x` is never read"), 160) == "`x` is never read"
    assert shown_title(finding(title="iPhones crash here"), 160) == "iPhones crash here"


def test_long_words() -> None:
    """
    Words of any length are read once: many commas, quotes or leads take no time.
    """
    for words in (
        "However, " * 20_000,
        "When " + "a `b` " * 20_000,
        "The issue is at line " + "1, " * 20_000,
        ", " * 50_000,
    ):
        assert len(fitted_words(without_lead(words), 110)) <= 112
