"""How the parts of a report's sentences and its places look in a message on Gerrit, which shows them rendered or raw."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.model.neutral import fenced, neutralise_gerrit, one_line, shorten
from bot.model.place import Lines, Location
from bot.model.secrets import cut_secrets
from bot.report.places import by_path, is_one_line, more_places
from bot.report.wording import Name, Part, Places, Quote, Revision, Sentence, Source, Theirs

QUOTE_LENGTH = 110
TEXT_LENGTH = 240
NAME_LENGTH = 120
SHOWN_CODE = 8

_ID = re.compile(r"[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class GerritPage:
    """How to write: where code comes from, how paths are shown, whether there is a last time, and which ids are new here.

    `revisions`: what commits are called, by their ids.
    """

    source: Source | None
    names: dict[str, str]
    has_history: bool = False
    fresh: frozenset[str] = frozenset()
    revisions: Mapping[str, str] = field(default_factory=dict)

    def say(self, sentence: Sentence, home: str | None = None) -> str:
        """A sentence; `home` is the path that need not be named."""
        return "".join(self._part(part, home) for part in sentence)

    def clean(self, text: str, limit: int = TEXT_LENGTH) -> str:
        """Foreign text on one line, shortened and neutralised."""
        return neutralise_gerrit(shorten(cut_secrets(one_line(text)), limit))

    def code(self, text: str) -> str:
        """A name as code; an id as it is, for ids stand everywhere."""
        if _ID.fullmatch(text):
            return text
        return neutralise_gerrit(f"`{shorten(cut_secrets(one_line(text)).replace('`', ''), NAME_LENGTH)}`")

    def linked(self, name: str, url: str | None) -> str:
        """A name alone: addresses make no text clearer that is also read as it is."""
        return self.clean(name)

    def file(self, location: Location) -> str:
        """The name of the file that a finding is about; empty where none is known, or the only one is named above."""
        name = self.names.get(location.path, location.path) if location.path is not None else ""
        return self.clean(name) if name else ""

    def where(self, location: Location) -> str:
        """Where a finding stands; empty where no place is known, or only the file that is named above."""
        if location.path is None or location.start_line is None:
            return self.file(location)
        return self._places(
            location.path, (Lines(location.path, location.start_line, location.end_line or location.start_line),), None
        )

    def listing(self, places: tuple[Lines, ...]) -> str:
        """The code of some lines, numbered, in a fence; empty where it can't be had."""
        if self.source is None:
            return ""
        code = [f"{place.start_line + at:<4} {line}" for place in places for at, line in enumerate(self.source(place))]
        hidden = [f"…    {len(code) - SHOWN_CODE} more"] if len(code) > SHOWN_CODE else []
        return fenced("\n".join([*code[:SHOWN_CODE], *hidden])) if code else ""

    def _part(self, part: Part, home: str | None) -> str:
        match part:
            case str():
                return part
            case Theirs(text):
                return self.clean(text)
            case Quote(text):
                return f'"{self.clean(text, QUOTE_LENGTH)}"'
            case Name(text):
                return self.code(text)
            case Revision(id):
                return self.revisions.get(id) or self.code(part.short)
            case Places(lines):
                places = " and ".join(self._places(path, found, home) for path, found in by_path(lines))
                return places + more_places(lines)

    def _places(self, path: str, places: tuple[Lines, ...], home: str | None) -> str:
        numbers = ", ".join(_range(place) for place in places)
        name = self.names.get(path, path)
        if path != home and name:
            return f"{self.clean(name)}:{numbers}"
        return f"{'line' if is_one_line(places) else 'lines'} {numbers}"


def _range(place: Lines) -> str:
    return str(place.start_line) if place.start_line == place.end_line else f"{place.start_line}-{place.end_line}"
