"""Lines never get wider than they may, and no word is lost."""

from hypothesis import given
from hypothesis import strategies as st

from bot.report.layout import cut, width_of, wrap

TEXTS = st.text(alphabet="ab 値\u0301é", max_size=200)


@given(TEXTS, st.integers(20, 60))
def test_wrap(text: str, width: int) -> None:
    """Every line fits, and all characters but spaces stand in it in order."""
    found = wrap(text, width, "* ", "  ")

    assert max(width_of(line) for line in found) <= width
    assert "".join(found).replace(" ", "").removeprefix("*") == "".join(text.split())


@given(TEXTS, st.integers(5, 60))
def test_cut(text: str, width: int) -> None:
    """A line that is too wide is cut with a mark, any other is left alone."""
    found = cut(text, width)

    assert width_of(found) <= width
    assert found == text or found.endswith("…")
