"""JSON by language models: findings under any sensible name, bare, in a fence or between prose, whole or cut off."""

from dataclasses import dataclass, field, replace

from bot.model.review import Comment, ProposedReview
from bot.parser.formats.chunks import Chunk, chunks
from bot.parser.formats.composing import Told, told, words_of
from bot.parser.formats.fields import ITEMS, PATH, REVIEWER, first_of, normal, path_of
from bot.parser.formats.jsontext import Json
from bot.parser.formats.shapes import is_finding, is_path_name, is_told

NAME = "llm-json"
_MAX_LEVELS = 12
_GRADES = ("critical", "blocker", "high", "major", "medium", "moderate", "minor", "low", "nits", "info")


@dataclass(slots=True)
class _Gathered:
    """What the values of one file say: the findings, and the words about the whole."""

    items: list[Told] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    reviewer: str | None = None


def recognise(text: str) -> bool:
    """Whether the text holds JSON in which findings are told."""
    return bool(_telling(text, chunks(text)))


def read(name: str, reviewer: str, text: str) -> tuple[ProposedReview, ...]:
    """One review: a comment for each finding with a path; in the body the others, words about all, and prose around."""
    found = chunks(text)
    gathered = _Gathered()
    at = 0
    for chunk in _telling(text, found):
        gathered.words.append(text[at : chunk.start].strip())
        _Walk(gathered, chunk, text)
        at = chunk.end
    gathered.words.append(text[at:].strip())
    comments = tuple(_comment(item) for item in gathered.items if item.path is not None)
    sections = [_section(number, item) for number, item in enumerate(gathered.items, 1) if item.path is None]
    body = "\n\n".join(words for words in [*gathered.words, *sections] if words)
    return (ProposedReview(name, gathered.reviewer or reviewer, body=body, comments=comments, format=NAME),)


def _is_alone(text: str, found: list[Chunk]) -> bool:
    """Whether there is next to nothing in the text but JSON."""
    return 10 * sum(chunk.end - chunk.start for chunk in found) >= 9 * len(text.strip())


def _telling(text: str, found: list[Chunk]) -> list[Chunk]:
    """The values that tell findings; none where they are a small part of the text, for there they are examples."""
    is_alone = _is_alone(text, found)
    telling = [chunk for chunk in found if is_told(chunk.value, is_alone=is_alone)]
    return telling if 3 * sum(chunk.end - chunk.start for chunk in telling) >= len(text.strip()) else []


@dataclass(frozen=True, slots=True)
class _Under:
    """What holds for the items of a container: the file and the grade under which they are listed."""

    path: str | None = None
    grade: str | None = None
    level: int = 0


class _Walk:
    """Goes through one value and gathers findings and words; a finding that the end of the text cut off stays text."""

    def __init__(self, gathered: _Gathered, chunk: Chunk, text: str) -> None:
        self._gathered = gathered
        self._open = dict(chunk.cut)
        self._rest = chunk.rest if chunk.cut else chunk.inner_end
        self.value(chunk.value, _Under())
        self._gathered.words.append(text[self._rest : chunk.inner_end].strip())

    def value(self, value: Json, under: _Under) -> None:
        """Take a value apart, down to a fixed level."""
        if isinstance(value, list):
            for member in value:
                self._member(member, replace(under, level=under.level + 1))
        elif isinstance(value, dict) and self._is_cut(value, under):
            self._rest = min(self._rest, self._open[id(value)])
        elif isinstance(value, dict) and (is_finding(value) or under.level > _MAX_LEVELS):
            item = told(value, under.path)
            self._gathered.items.append(replace(item, severity=item.severity or under.grade))
        elif isinstance(value, dict):
            self._container(value, under)

    def _is_cut(self, value: dict[str, Json], under: _Under) -> bool:
        return id(value) in self._open and under.level > 0 and (is_finding(value) or not is_told(value, is_alone=True))

    def _member(self, member: Json, under: _Under) -> None:
        if isinstance(member, str):
            self._gathered.items.append(told({"message": member}, under.path))
        else:
            self.value(member, under)

    def _container(self, value: dict[str, Json], under: _Under) -> None:
        own = first_of(value, PATH)
        place = path_of(own[1]) if own else None
        for name, member in value.items():
            inner = _Under(place[0] if place else under.path, under.grade, under.level + 1)
            if place is not None and own is not None and name == own[0]:
                continue
            if isinstance(member, dict | list):
                self._inner(name, member, inner)
            elif (
                isinstance(member, str)
                and normal(name) in REVIEWER
                and under.level == 0
                and member.strip()
                and len(member) <= 100
            ):
                self._gathered.reviewer = member.strip()
            elif isinstance(member, bool | int | float):
                self._gathered.words.append(f"{name}: {str(member).lower()}")
            else:
                self._gathered.words.extend(words_of(name, member))

    def _inner(self, name: str, member: dict[str, Json] | list[Json], under: _Under) -> None:
        kind = normal(name)
        if isinstance(member, list) and not any(isinstance(one, dict) for one in member) and kind not in ITEMS:
            self._gathered.words.extend(words_of(name, member))
            return
        path = path_of(name) if is_path_name(name) else None
        under = replace(under, path=path[0] if path else under.path, grade=kind if kind in _GRADES else under.grade)
        self.value(member, under)


def _comment(item: Told) -> Comment:
    body = "\n\n".join(part for part in (item.title, item.body) if part)
    return Comment(
        item.path or "",
        body,
        item.line,
        item.end_line,
        severity=item.severity,
        category=item.category,
        external_id=item.external_id,
    )


def _section(number: int, item: Told) -> str:
    """A finding without a file, as a section of the body with its grades in words."""
    grades = [f"{name}: {words}" for name, words in (("severity", item.severity), ("category", item.category)) if words]
    return "\n\n".join(part for part in (f"### {item.title or number}", *grades, item.body) if part)
