"""How the parts of a report's sentences, its places and its code look in GitHub's Markdown."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from bot.model.neutral import fenced, neutralise_markdown, one_line, safe_url, shorten
from bot.model.place import Lines, Location, Side
from bot.model.report import Report
from bot.model.secrets import cut_secrets
from bot.report.places import by_path, is_one_line, more_places
from bot.report.wording import Name, Part, Places, Quote, Revision, Sentence, Source, Theirs

Link = Callable[[Lines], str]
"""Makes the permanent URL of some lines."""

QUOTE_LENGTH = 110
TEXT_LENGTH = 400
SHOWN_CODE = 8
NAME_LENGTH = 200

# In a fence of these GitHub draws a picture, or offers to change the code.
_DRAWN = frozenset({"geojson", "math", "mermaid", "mmd", "stl", "suggest", "topojson"})


@dataclass(frozen=True, slots=True)
class Page:
    """How to write: how lines are linked, where code comes from, the names by which paths are shown, the longest fold."""

    link: Link | None
    source: Source | None
    names: dict[str, str]
    most: int = 50
    has_history: bool = False

    def say(self, sentence: Sentence, home: str | None = None) -> str:
        """A sentence as Markdown; `home` is the path that need not be named."""
        return "".join(self._part(part, home) for part in sentence)

    def clean(self, text: str) -> str:
        """Foreign text on one line, shortened and neutralised."""
        return clean(text)

    def code(self, text: str) -> str:
        """A name or id as code."""
        return code(text)

    def linked(self, name: str, url: str | None) -> str:
        """A name, as a link where the address is one of the web."""
        safe = None if url is None else safe_url(url)
        return clean(name) if safe is None else f"[{clean(name)}]({safe})"

    def _part(self, part: Part, home: str | None) -> str:
        match part:
            case str():
                return part
            case Theirs(text):
                return clean(text)
            case Quote(text):
                return f'*"{clean(text, QUOTE_LENGTH)}"*'
            case Name(text):
                return code(text)
            case Revision():
                return code(part.short)
            case Places(lines):
                return " and ".join(self._places(path, found, home) for path, found in by_path(lines)) + more_places(
                    lines
                )

    def _places(self, path: str, places: tuple[Lines, ...], home: str | None) -> str:
        name = self.names.get(path, path)
        if path == home or not name:
            word = "line" if is_one_line(places) else "lines"
            return f"{word} {', '.join(self._linked(_range(place), place) for place in places)}"
        first, *rest = places
        links = [
            self._linked(f"{clean(name)}:{_range(first)}", first),
            *(self._linked(_range(place), place) for place in rest),
        ]
        return ", ".join(links)

    def _linked(self, words: str, place: Lines) -> str:
        url = None if self.link is None else safe_url(self.link(place))
        return words if url is None else f"[{words}]({url})"

    def where(self, location: Location) -> str:
        """Where a finding stands, for a table cell or the end of a line."""
        if location.path is None:
            return "–"
        if location.start_line is None:
            return clean(self.names.get(location.path, "") or location.path)
        place = Lines(location.path, location.start_line, location.end_line or location.start_line)
        name = self.names.get(location.path, location.path)
        if location.side is Side.OLD:  # the revision that is linked no longer has these lines
            return f"{clean(name)}:{_range(place)}" if name else _range(place)
        return self._linked(f"{clean(name)}:{_range(place)}" if name else _range(place), place)

    def listing(self, places: tuple[Lines, ...]) -> str:
        """The code of some lines, numbered, in a fence; empty where it can't be had."""
        if self.source is None:
            return ""
        code = [f"{place.start_line + at:<4} {line}" for place in places for at, line in enumerate(self.source(place))]
        hidden = [f"…    {len(code) - SHOWN_CODE} more"] if len(code) > SHOWN_CODE else []
        return fenced("\n".join([*code[:SHOWN_CODE], *hidden]), _language(places[0].path)) if code else ""


def short_names(report: Report) -> dict[str, str]:
    """How each path is shown: not at all if it is the only one, by its last part where no other ends so."""
    places = [finding.location.path for finding in report.findings]
    places += [line.path for finding in report.findings for seen in finding.evidence for line in seen.lines]
    places += [line.path for entry in report.contradictions for line in entry.resolved_by]
    paths = [path for path in dict.fromkeys(places) if path is not None]
    if len(paths) == 1:
        return {paths[0]: ""}
    last = Counter(path.rpartition("/")[2] for path in paths)
    return {path: name if last[name := path.rpartition("/")[2]] == 1 else path for path in paths}


def clean(text: str, limit: int = TEXT_LENGTH) -> str:
    """Foreign text on one line, shortened and neutralised."""
    return neutralise_markdown(shorten(cut_secrets(one_line(text)), limit))


def code(text: str) -> str:
    """A name or id as code."""
    return neutralise_markdown(f"`{shorten(cut_secrets(one_line(text)).replace('`', ''), NAME_LENGTH)}`")


def _range(place: Lines) -> str:
    return str(place.start_line) if place.start_line == place.end_line else f"{place.start_line}–{place.end_line}"


def _language(path: str) -> str:
    suffix = path.rpartition(".")[2]
    is_plain = suffix.isascii() and suffix.isalnum() and len(suffix) < 8
    return suffix if is_plain and suffix.lower() not in _DRAWN else ""
