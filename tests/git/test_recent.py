"""A memory with a bound."""

from bot.git.recent import Recent


def test_bound() -> None:
    """
    What nobody asked for longest goes first, until the rest weighs little enough.
    """
    kept: Recent[str, int] = Recent(10)
    for number, name in enumerate("abc"):
        kept.put(name, number, 4)
        kept.get("a")

    assert [name for name in "abc" if name in kept] == ["a", "c"]


def test_heavy_value() -> None:
    """
    One value that is too heavy by itself is kept until the next one comes.
    """
    kept: Recent[str, int] = Recent(10)
    kept.put("heavy", 1, 99)
    before = kept.get("heavy")
    kept.put("light", 2, 1)

    assert (before, kept.get("heavy"), kept.get("light")) == (1, None, 2)


def test_same_key() -> None:
    """
    A value that is put again weighs once.
    """
    kept: Recent[str, int] = Recent(10)
    for _ in range(9):
        kept.put("a", 1, 5)
    kept.put("b", 2, 5)

    assert (kept.get("a"), kept.get("b")) == (1, 2)
