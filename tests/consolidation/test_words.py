"""Tests of the words that findings are compared by."""

import time

from bot.consolidation.polarity import denied_part, denies, direction, opposed
from bot.consolidation.statements import aliases_of
from bot.consolidation.tensions import _calls
from bot.consolidation.words import plain, stem, words_of


def test_stems_and_names() -> None:
    """
    Words are compared by their stems, names as a whole and by their parts, and common words not at all.
    """
    words = words_of("The `userCache.load_all()` call could be validated 3 times")

    assert {"user", "cach", "load", "validat", "tim"} == set(words.stems)
    assert {"usercache", "load_all", "3"} <= words.names
    assert stem("checking") == stem("checked") == stem("checks")


def test_stems_of_names() -> None:
    """
    It is known which stems stand in names, also in those that are written without a break.
    """
    words = words_of("`LoadUser` ignores the missing rows")

    assert {"load", "user"} == set(words.named)


def test_text_without_spaces() -> None:
    """
    Scripts that put no space between words are compared by pairs of letters.
    """
    assert words_of("未使用的变量").stems & words_of("变量未使用").stems


def test_denials() -> None:
    """
    What is denied stands before "is not" and after "does not".
    """
    assert denies("`x` isn't closed") and not denies("`x` is closed")
    assert "refund" in denied_part("it does not check the refund")
    assert "refund" in denied_part("the refund is not checked")
    assert "cart" not in denied_part("the cart does not check the refund")


def test_opposed() -> None:
    """
    Two statements are opposed where only a denial parts them.
    """
    one, other, third = (
        "the lock is held by `save`",
        "the lock is not held by `save`",
        "the tax is not rounded by `pay`",
    )

    assert opposed((one, words_of(one)), (other, words_of(other)))
    assert not opposed((one, words_of(one)), (third, words_of(third)))


def test_direction() -> None:
    """
    A missing thing asks for more, a redundant one for less.
    """
    assert direction("without a trailing comma") == "more"
    assert direction("redundant trailing comma") == "less"


def test_aliases() -> None:
    """
    A phrase is bound to the symbol in brackets behind it, unless reviews bind it to two.
    """
    assert aliases_of(["it uses the old price value (`self.before`)"]) == {"old price": "before"}
    assert aliases_of(["the old price (`a`)", "the old price (`b`)"]) == {}


def test_hostile_text() -> None:
    """
    Long text without any structure takes no longer than its length explains.
    """
    start = time.perf_counter()
    for text in ("a" * 300_000, "a-" * 150_000, "(`" * 150_000, "a " * 150_000, "not " * 75_000, "f(" * 150_000):
        words_of(text)
        plain(text)
        denied_part(text)
        direction(text)
        aliases_of([text])
        _calls(text)

    assert time.perf_counter() - start < 10
