"""A reviewer's words with the name that they stand for."""

import pytest

from bot.model.meant import with_name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("It is never used.", "`re` is never used."),
        ("It's unused", "`re` is unused"),
        ("This import is never used.", "This import `re` is never used."),
        ("However, it is never read here.", "However, `re` is never read here."),
        ("`re` is never used.", "`re` is never used."),
        ("Its result is never used.", "Its result is never used."),
        ("There is no use of it.", "There is no use of it."),
    ],
)
def test_name_put_in(words: str, said: str) -> None:
    """
    The first words give way to the name, or are followed by it; words that name it stay.
    """
    assert with_name(words, "re") == said


def test_in_a_quotation() -> None:
    """
    What is put into a quotation stands in brackets, and nothing is put in without a name.
    """
    assert with_name("It is never used.", "re", is_quoted=True) == "[`re`] is never used."
    assert with_name("It is never used.", "") == "It is never used."
