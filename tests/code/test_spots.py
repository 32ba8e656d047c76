"""Names lead to the place in a file that they mean."""

from bot.code.quotes import TextIndex
from bot.code.spots import Spots, last_part
from bot.model.place import Extent
from tests.fakes import MemoryCode

CODE = """\
import json

LIMIT = 3


class Loader:
    def load(self, path):
        rows = json.loads(
            path.read_text(),
        )
        return rows[:LIMIT]

    def again(self, path):
        return self.load(path)
"""


def spots(text: str = CODE) -> Spots:
    """The names of a Python file."""
    source = MemoryCode({"app.py": text}).read("app.py")
    assert source is not None
    return Spots(TextIndex(source))


def test_the_last_part_of_a_written_name():
    """A name ends in its last identifier, whatever is passed to it."""
    assert last_part("self.load(path, [1])") == "load"
    assert last_part("Loader::load") == "load"
    assert last_part("rows[0]") == ""
    assert last_part("") == ""


def test_a_definition_is_the_place():
    """A defined name means its header, however it is written."""
    assert spots().place("self.load") == Extent(7, 7)
    assert spots().place("Loader.load()") == Extent(7, 7)


def test_a_binding_is_the_place():
    """A name that is bound once means the binding."""
    assert spots().place("LIMIT") == Extent(3, 3)


def test_a_use_near_the_place_comes_first():
    """Next to a known line, a use there is meant and not the definition."""
    assert spots().place("load", Extent(14, 14)) == Extent(14, 14)


def test_a_call_is_meant_as_a_whole():
    """A sole use inside a call over several lines means all of them."""
    assert spots().place("json.loads") == Extent(8, 10)


def test_a_sole_use_in_a_stretch():
    """In a range of lines, only a name that stands there once has a place."""
    assert spots().sole("path", Extent(8, 11)) == Extent(9, 9)
    assert spots().sole("rows", Extent(8, 11)) is None


def test_an_unknown_name_has_no_place():
    """A name that the file lacks means nothing."""
    assert spots().place("save") is None


def test_a_name_is_at_lines_that_it_covers():
    """A name stands at its lines, at the calls of it, and everywhere in its definition."""
    found = spots()

    assert found.is_at("json.loads", Extent(9, 9))
    assert found.is_at("load", Extent(11, 11))
    assert not found.is_at("LIMIT", Extent(14, 14))
