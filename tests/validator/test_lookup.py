"""Paths are understood as reviewers write them, and words are looked up in the changed files."""

from bot.model.place import Extent, Side
from bot.validator.lookup import Lookup
from tests.fakes import MemoryCode

HEAD = {
    "src/shop/cart.py": "def total(rows):\n    return sum(rows)\n",
    "src/shop/tax.py": "RATE = 2\n",
    "docs/cart.md": "# Cart\n",
}
BASE = {"src/shop/cart.py": "def total(rows):\n    return 0\n", "src/shop/tax.py": "RATE = 2\n"}


def lookup() -> Lookup:
    """A change of a function, beside an unchanged file and a new page."""
    return Lookup(MemoryCode(HEAD, BASE))


def test_paths_are_resolved_by_their_end():
    """A path may be short, long, or carry the marks of a diff or a line number."""
    found = lookup()

    assert found.resolve("src/shop/cart.py") == "src/shop/cart.py"
    assert found.resolve("cart.py") == "src/shop/cart.py"
    assert found.resolve("./shop/cart.py:12") == "src/shop/cart.py"
    assert found.resolve("b/src/shop/cart.py") == "src/shop/cart.py"
    assert found.resolve("repo\\src\\shop\\cart.py") == "src/shop/cart.py"
    assert found.resolve("tax.py") == "src/shop/tax.py"
    assert found.resolve("gone.py") is None
    assert found.resolve("") is None


def test_candidates_are_the_changed_files():
    """Only files of the change are candidates, and words are looked up in those."""
    found = lookup()

    assert found.candidates == ("docs/cart.md", "src/shop/cart.py")
    assert found.holders("total") == {"src/shop/cart.py"}
    assert found.holders("RATE") == frozenset()
    assert found.defining("total") == {"src/shop/cart.py"}
    assert found.quoting("return sum(rows)") == ("src/shop/cart.py",)
    assert found.quoting("+ +") == ()


def test_hunks_tell_what_is_in_the_diff():
    """A changed line is in the diff on both sides; a file that is not changed never is."""
    found = lookup()

    assert found.in_diff("src/shop/cart.py", Side.NEW, Extent(2, 2))
    assert not found.in_diff("src/shop/cart.py", Side.NEW, Extent(1, 1))
    assert found.in_diff("src/shop/cart.py", Side.OLD, Extent(2, 2))
    assert found.in_diff("docs/cart.md", Side.NEW, None)
    assert not found.in_diff("src/shop/tax.py", Side.NEW, Extent(1, 1))
