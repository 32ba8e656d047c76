"""JSON of machines, read by name: what has the wrong type is refused with its path in the document."""

from collections.abc import Iterator

from bot.errors import Refused
from bot.parser.formats.jsontext import Json, NotJsonError, strict

_MAX_LINE = 10_000_000


class Node:
    """A value of a document, absent values included, and where it stands."""

    __slots__ = ("_name", "_path", "value")

    def __init__(self, name: str, value: Json, path: str = "") -> None:
        self._name, self.value, self._path = name, value, path

    def __getitem__(self, key: str) -> "Node":
        """The member of an object; absent where there is none. Raises Refused where this is no object."""
        if self.value is None:
            return Node(self._name, None, f"{self._path}.{key}")
        if not isinstance(self.value, dict):
            raise self._wrong("an object")
        return Node(self._name, self.value.get(key), f"{self._path}.{key}")

    def __bool__(self) -> bool:
        return self.value is not None

    def members(self) -> Iterator["Node"]:
        """The members of an array, none for an absent one. Raises Refused for another type."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            raise self._wrong("an array")
        for index, member in enumerate(self.value):
            yield Node(self._name, member, f"{self._path}[{index}]")

    def items(self) -> Iterator[tuple[str, "Node"]]:
        """The members of an object by name, none for an absent one. Raises Refused for another type."""
        if self.value is None:
            return
        if not isinstance(self.value, dict):
            raise self._wrong("an object")
        for key in self.value:
            yield key, self[key]

    def text(self) -> str:
        """A string, empty where absent. Raises Refused for another type."""
        if self.value is None:
            return ""
        if not isinstance(self.value, str):
            raise self._wrong("a string")
        return self.value

    def label(self) -> str:
        """A string or a number as text, empty where absent. Raises Refused for another type."""
        if isinstance(self.value, int | float) and not isinstance(self.value, bool):
            return str(self.value)
        return self.text()

    def whole(self) -> int | None:
        """A whole number, None where absent. Raises Refused for another type."""
        number = self.value
        if number is None:
            return None
        if isinstance(number, float) and number.is_integer():
            number = int(number)
        if isinstance(number, bool) or not isinstance(number, int):
            raise self._wrong("a whole number")
        return number

    def line(self) -> int | None:
        """A line number; None where absent, or where no file has such a line. Raises Refused for another type."""
        number = self.whole()
        return number if number is not None and 1 <= number < _MAX_LINE else None

    def _wrong(self, wanted: str) -> Refused:
        where = self._path.removeprefix(".") or "the document"
        return Refused(f"{self._name}: {where[:300]} must be {wanted}")


def document(name: str, text: str) -> Node:
    """The JSON document in a text. Raises Refused where it is none."""
    try:
        return Node(name, strict(text.strip(), dict))
    except NotJsonError as error:
        raise Refused(f"{name} is not valid JSON: {error}") from error


def value_of(text: str) -> Json:
    """The JSON value of a text, None where it is none."""
    try:
        return strict(text.strip(), dict)
    except NotJsonError:
        return None
