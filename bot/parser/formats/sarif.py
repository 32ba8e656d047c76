"""SARIF 2.1.0: a review for each run, a comment for each result that is a finding."""

import re
from collections import Counter
from collections.abc import Iterator

from bot.model.review import ProposedReview
from bot.parser.formats.edits import Edit, Fix, Source, whole_lines
from bot.parser.formats.foreign import foreign_json
from bot.parser.formats.paths import Base, from_uri
from bot.parser.formats.reading import Node, document, value_of
from bot.parser.formats.results import Result, review_of
from bot.parser.formats.sarif_rules import Rules, fingerprint, grade, message_of, why_suppressed

NAME = "sarif"
_HEAD = re.compile(r'\s*\{\s*"(?:\$schema"\s*:\s*"[^"]{0,300}sarif|runs"|version"\s*:\s*"2\.1)', re.IGNORECASE)
_NO_FINDING = ("pass", "notApplicable", "informational")
_OURS = "metareview"
_WORKING = "\0working directory"


def recognise(text: str) -> bool:
    """Whether the text is a SARIF log, or begins like one and is broken."""
    if not text.lstrip().startswith("{") or '"runs"' not in text:
        return False
    value = value_of(text)
    return _HEAD.match(text) is not None if value is None else foreign_json(value) == "SARIF"


def read(name: str, reviewer: str, text: str) -> tuple[ProposedReview, ...]:
    """A review for each run, by the tool of the run. Raises Refused with the path of what is malformed."""
    runs = tuple(_Run(name, run).review() for run in document(name, text)["runs"].members())
    return runs or (review_of(name, reviewer, NAME, ()),)


class _Run:
    """One run: its rules, where its paths are rooted, and the texts of files that it carries."""

    def __init__(self, name: str, run: Node) -> None:
        self._name, self._run = name, run
        self._rules = Rules(run["tool"])
        self._tool = run["tool"]["driver"]["name"].text() or "SARIF"
        self._bases = {
            key: Base(base["uri"].text(), base["uriBaseId"].text()) for key, base in run["originalUriBaseIds"].items()
        }
        for at, one in enumerate(run["invocations"].members()):
            if uri := one["workingDirectory"]["uri"].text():
                self._bases[f"{_WORKING} {at}"] = Base(uri, one["workingDirectory"]["uriBaseId"].text())
        self._artifacts = list(run["artifacts"].members())
        self._sources: dict[str, Source | None] | None = None
        self._left: Counter[str] = Counter()

    def review(self) -> ProposedReview:
        """The run as a review."""
        results = list(self._results())
        notes = [f"{number} of kind or state {kind}: no findings" for kind, number in sorted(self._left.items())]
        if self._run["externalPropertyFileReferences"]:
            notes.append("external property files are not read")
        return review_of(self._name, self._tool, NAME, results, notes)

    def _results(self) -> Iterator[Result]:
        for result in self._run["results"].members():
            kind = result["kind"].text() or "fail"
            is_gone = result["baselineState"].text() == "absent"
            if kind in _NO_FINDING or is_gone:
                self._left["absent" if is_gone else re.sub(r"\W", "", kind)] += 1
                continue
            yield self._result(result)

    def _result(self, result: Node) -> Result:
        rule = self._rules.of(result)
        places = list(result["locations"].members())
        physical = places[0]["physicalLocation"] if places else Node(self._name, None)
        path = self._path(physical["artifactLocation"])
        line, end = self._lines(path, physical["region"])
        advice, fix = self._fix(result, path)
        return Result(
            rule="" if self._tool == _OURS else rule.id,  # there the message is a reviewer's own words
            message=message_of(result["message"], rule),
            path=path,
            line=line,
            end_line=end,
            severity=grade(result, rule),
            category=rule.name or None,
            external_id=fingerprint(result),
            url=_first_url(result),
            fix=fix,
            hints=(advice,) if advice and fix is None else (),
            notes=tuple(_notes(result, places, physical["region"], line)),
            why_withdrawn=why_suppressed(result),
        )

    def _path(self, artifact: Node) -> str | None:
        """The path of an artifact location, which may be given by its index in the run."""
        index = artifact["index"].whole()
        if not artifact["uri"] and index is not None and 0 <= index < len(self._artifacts):
            artifact = self._artifacts[index]["location"]
        uri = artifact["uri"].text()
        return from_uri(uri, artifact["uriBaseId"].text(), self._bases) if uri else None

    def _source(self, path: str | None) -> Source | None:
        if self._sources is None:
            self._sources = {}
            for one in self._artifacts:
                if (text := one["contents"]["text"].text()) and (own := self._path(one["location"])):
                    self._sources[own] = Source(text)
        return self._sources.get(path) if path else None

    def _lines(self, path: str | None, region: Node) -> tuple[int | None, int | None]:
        start, end = region["startLine"].line(), region["endLine"].line()
        if start is None:
            return self._lines_of_offsets(path, region)
        if end is None or end < start:
            return start, None
        return start, end - 1 if end > start and region["endColumn"].whole() == 1 else end

    def _lines_of_offsets(self, path: str | None, region: Node) -> tuple[int | None, int | None]:
        offset, length = region["charOffset"].whole(), region["charLength"].whole() or 0
        source = self._source(path)
        if source is None or offset is None:
            return None, None
        first = source.line_at(offset)
        return first, source.line_at(offset + max(0, length - 1)) if first else None

    def _fix(self, result: Node, path: str | None) -> tuple[str, Fix | None]:
        """The advice and the lines of the first fix, where it changes this file alone."""
        for fix in result["fixes"].members():
            advice = fix["description"]["text"].text().strip()
            changes = list(fix["artifactChanges"].members())
            if len(changes) != 1 or self._path(changes[0]["artifactLocation"]) != path:
                return advice, None
            return advice, self._lines_of_fix(list(changes[0]["replacements"].members()), self._source(path))
        return "", None

    def _lines_of_fix(self, replacements: list[Node], source: Source | None) -> Fix | None:
        edits: list[Edit] = []
        for one in replacements:
            region = one["deletedRegion"]
            line = region["startLine"].line()
            if line is None:
                return None
            columns = region["startColumn"].whole(), region["endColumn"].whole()
            last = region["endLine"].line() or line
            edits.append(Edit(line, columns[0], last, columns[1], one["insertedContent"]["text"].text()))
        whole = whole_lines(edits)
        return source.edited(edits) if whole is None and source is not None else whole


def _first_url(result: Node) -> str | None:
    uri = result["hostedViewerUri"].text()
    return uri if uri.startswith(("https://", "http://")) else None


def _notes(result: Node, places: list[Node], region: Node, line: int | None) -> Iterator[str]:
    if result["codeFlows"]:
        yield "code flows of this result are not read"
    if len(places) > 1:
        yield f"the first of {len(places)} locations"
    if line is None and (region["charOffset"] or region["byteOffset"]):
        yield "a place by offset alone, in a file whose text is not told"
