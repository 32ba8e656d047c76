"""Checkstyle XML, as many linters print it: read as a stream, and without any document type or entity."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from bot.errors import Refused
from bot.model.review import ProposedReview
from bot.parser.formats.paths import from_path
from bot.parser.formats.results import Result, review_of
from bot.parser.formats.rules import last_name

NAME = "checkstyle"
_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:[^-]|-(?!->)){0,2000}-->\s*|<!DOCTYPE[^<]{0,200})?<checkstyle\b|\s*(?:<\?xml[^>]{0,200}\?>\s*)?<!DOCTYPE\s+checkstyle\b"
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_MAX_DEPTH = 50
_IGNORED = ("ignore", "off")


def recognise(text: str) -> bool:
    """Whether the text is XML whose root is `checkstyle`."""
    return _START.match(text) is not None


def read(name: str, reviewer: str, text: str) -> tuple[ProposedReview, ...]:
    """One review. Raises Refused for a document type, an entity, too deep nesting and what is no XML."""
    reader = _Reader(name)
    reader.feed(text)
    return (review_of(name, reviewer, NAME, reader.results),)


@dataclass(slots=True)
class _Reader:
    name: str
    results: list[Result] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _path: str | None = None

    def feed(self, text: str) -> None:
        # What the declaration says of the encoding is no longer true: the text was decoded before.
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = False
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.ExternalEntityRefHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            parser.Parse(_DECLARATION.sub("", text).strip().encode("utf-8", "replace"), True)
        except expat.ExpatError as error:
            where = f"line {error.lineno}, column {error.offset + 1}"
            raise Refused(f"{self.name} is not valid XML: {expat.ErrorString(error.code)} at {where}") from error

    def _refuse(self, *_: object) -> int:
        raise Refused(f"{self.name} has a document type or entities, which are not read; remove them")

    def _start(self, element: str, attributes: Mapping[str, str]) -> None:
        if len(self._open) >= _MAX_DEPTH:
            raise Refused(f"{self.name} is nested deeper than {_MAX_DEPTH} elements")
        self._open.append(element)
        if element == "file":
            self._path = from_path(attributes.get("name", ""))
        elif element == "error" and attributes.get("severity", "").lower() not in _IGNORED:
            self.results.append(self._result(attributes))

    def _end(self, element: str) -> None:
        self._open.pop()
        if element == "file":
            self._path = None

    def _result(self, attributes: Mapping[str, str]) -> Result:
        written = attributes.get("line", "").strip()
        if written and not (written.isascii() and written.isdecimal()):
            raise Refused(
                f"{self.name}: the line of checkstyle/file/error number {len(self.results) + 1} must be a number"
            )
        line = int(written) if written and len(written) < 8 else 0
        return Result(
            rule=last_name(attributes.get("source", "")),
            message=attributes.get("message", ""),
            path=self._path,
            line=line or None,
            severity=attributes.get("severity"),
        )
