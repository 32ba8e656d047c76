"""How the parts of a report's sentences and its code look on a terminal."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.neutral import neutralise_terminal, one_line, shorten
from bot.model.place import Lines
from bot.model.secrets import cut_secrets
from bot.report.layout import cut, wrap
from bot.report.places import by_path, is_one_line, more_places
from bot.report.wording import Name, Part, Places, Quote, Revision, Sentence, Source, Theirs, counted

QUOTE_LENGTH = 110
TEXT_LENGTH = 400
SHOWN_CODE = 4


@dataclass(frozen=True, slots=True)
class Page:
    """How to write: where code comes from, whether in colour, how wide."""

    source: Source | None
    colour: bool
    width: int

    def paint(self, text: str, style: str) -> str:
        """The text in an ANSI style, or as it is."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour else text

    def paragraph(self, sentence: Sentence, home: str | None = None, first: str = "", rest: str = "") -> list[str]:
        """A sentence as wrapped lines; `home` is the path that need not be named."""
        return wrap(plain(sentence, home), self.width, first, rest)

    def heading(self, words: str, style: str) -> list[str]:
        """An empty line and the words of a heading."""
        return ["", *(self.paint(line, style) for line in wrap(words, self.width))]

    def code(self, places: Sequence[Lines], indent: str) -> list[str]:
        """The first few code lines of some places, numbered and cut to the width."""
        if self.source is None:
            return []
        numbered = [(place.start_line + at, line) for place in places for at, line in enumerate(self.source(place))]
        room = len(str(max((number for number, _ in numbered), default=1)))
        rows = [f"{number:>{room}} | {_clean_code(line)}" for number, line in numbered[:SHOWN_CODE]]
        hidden = len(numbered) - SHOWN_CODE
        rows += [f"{'':>{room}} | … {counted(hidden, 'more line', 'more lines')}"] if hidden > 0 else []
        return [self.paint(cut(indent + row, self.width), "2") for row in rows]


def plain(sentence: Sentence, home: str | None) -> str:
    """A sentence without markup, everything foreign in it neutralised."""
    return "".join(_part(part, home) for part in sentence)


def clean(text: str, limit: int = TEXT_LENGTH) -> str:
    """Foreign text on one line, neutralised and shortened."""
    return shorten(neutralise_terminal(cut_secrets(one_line(text))), limit)


def _part(part: Part, home: str | None) -> str:
    match part:
        case str():
            return part
        case Theirs(text) | Name(text):
            return clean(text)
        case Revision():
            return clean(part.short)
        case Quote(text):
            return f'"{clean(text, QUOTE_LENGTH)}"'
        case Places(lines):
            return " and ".join(_places(path, found, home) for path, found in by_path(lines)) + more_places(lines)


def _places(path: str, places: tuple[Lines, ...], home: str | None) -> str:
    numbers = ", ".join(_range(place) for place in places)
    if path != home:
        return f"{clean(path)}:{numbers}"
    return f"{'line' if is_one_line(places) else 'lines'} {numbers}"


def _range(place: Lines) -> str:
    return str(place.start_line) if place.start_line == place.end_line else f"{place.start_line}-{place.end_line}"


def _clean_code(line: str) -> str:
    return neutralise_terminal(line.expandtabs(4)).replace("\n", " ")
