"""The check run of a head: what we found as annotations on the lines, each once, whatever GitHub answered meanwhile."""

import hashlib
import json
from dataclasses import dataclass

from bot.errors import Refused
from bot.forges.github.api import Api, Declined, Json, Row, Unclear
from bot.model.fields import number, text
from bot.model.forge import Annotation, Answer, Person

NAME = "metareview"
MOST = 500
"""Annotations of a run; GitHub takes them fifty at a time."""

_BATCH = 50
_TITLE, _SUMMARY, _MESSAGE = 255, 65_535, 65_536
_NOTHING = "Nothing to judge here"
_WHY_NOTHING = "What reviewers proposed is judged on the pull request itself."
_CUT = "\n\nThe rest was cut: GitHub shows no more here."


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether a call changed anything, and what could not be done, in one sentence."""

    changed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Run:
    """A check run as it stands: what it was made from, and how many annotations it has."""

    id: int
    external_id: str
    count: int


def show_check(api: Api, full_name: str, me: Person, answer: Answer) -> Checked:
    """Make the answer's revision show a check run of it, unless it wants none. Raises Unreachable and GaveUp.

    GitHub takes check runs from Apps only; with a person's token there is none, as `doctor` says.
    """
    if answer.conclusion is None or not me.is_bot:
        return Checked()
    writer = _Writer(api, f"/repos/{full_name}", me, answer)
    try:
        api.patience.looks()(writer.complete)
    except Refused as refused:
        return Checked(writer.changed, f"The check run is missing or not whole: {_why(refused)}")
    return Checked(writer.changed)


def show_skipped(api: Api, full_name: str, me: Person, revision: str) -> Checked:
    """Make a commit show a completed check run of ours, `skipped` where it shows none. Raises Unreachable and GaveUp.

    Without an App there are none, and nobody waits for them.
    """
    if not me.is_bot:
        return Checked(note="Without a GitHub App there are no check runs.")
    writer = _Writer(api, f"/repos/{full_name}", me, Answer(revision, "", "", _NOTHING, _WHY_NOTHING, "skipped"))
    try:
        api.patience.looks()(writer.complete_any)
    except Refused as refused:
        return Checked(writer.changed, f"The check run is missing: {_why(refused)}")
    return Checked(writer.changed)


class _Writer:
    """One answer on its way into a check run."""

    def __init__(self, api: Api, repository: str, me: Person, answer: Answer) -> None:
        self.api, self.repository, self.me, self.answer = api, repository, me, answer
        self.output: Row = {"title": _cut(answer.title or NAME, _TITLE, "…"), "summary": _summary(answer)}
        self.notes = [_note(one) for one in answer.annotations[:MOST]]
        told = [answer.digest, answer.conclusion, self.output, self.notes]
        self.external_id = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
        self.changed = False

    def complete(self) -> None:
        """Look up what stands, and send what is missing. Raises Unclear: then look again."""
        run = self._look() or self._create()
        for start in range(run.count, len(self.notes), _BATCH):
            self._send("PATCH", f"{self.repository}/check-runs/{run.id}", {"output": self._output(start)})

    def complete_any(self) -> None:
        """Send the answer where the revision shows no run of ours yet; all that we send are completed."""
        if not self._own():
            self._create()

    def _look(self) -> _Run | None:
        """Our last run on the revision, if it shows this answer. Another answer's is left: annotations can't be taken back."""
        last = max(self._own(), key=lambda one: one.id, default=None)
        return last if last and last.external_id == self.external_id else None

    def _own(self) -> list[_Run]:
        path = f"{self.repository}/commits/{self.answer.revision}/check-runs"
        listed = self.api.pages(path, key="check_runs", check_name=NAME, filter="all")
        return [run for row in listed if self._is_own(row) and (run := _run(row))]

    def _is_own(self, row: Row) -> bool:
        return text(row, "name") == NAME and f"{text(row, 'app', 'slug')}[bot]".lower() == self.me.login.lower()

    def _create(self) -> _Run:
        body: Row = {"name": NAME, "head_sha": self.answer.revision, "external_id": self.external_id}
        body |= {"status": "completed", "conclusion": self.answer.conclusion, "output": self._output(0)}
        made = number(self._send("POST", f"{self.repository}/check-runs", body), "id")
        if made is None:
            raise Unclear(f"GitHub took a check run for {self.repository}, but does not say which; try again later")
        return _Run(made, self.external_id, min(_BATCH, len(self.notes)))

    def _output(self, start: int) -> Row:
        return {**self.output, "annotations": self.notes[start : start + _BATCH]}

    def _send(self, method: str, path: str, body: Row) -> Json:
        try:
            reply = self.api.send(method, path, body)
        except Unclear:
            self.changed = True
            raise
        self.changed = True
        return reply


def _why(refused: Refused) -> str:
    # GitHub names the right to read first, where both are missing.
    if isinstance(refused, Declined) and refused.status == 403:
        return f"GitHub forbids it ({refused.said}); grant the App `Checks: write`"
    return str(refused)


def _run(row: Row) -> _Run | None:
    found, count = number(row, "id"), number(row, "output", "annotations_count")
    # A run that does not say how many annotations it has gets no more of them: none twice goes before all.
    return None if found is None else _Run(found, text(row, "external_id"), MOST if count is None else count)


def _note(one: Annotation) -> Row:
    title = _cut(one.title, _TITLE, "…")
    return {
        "path": _cut(one.path, _MESSAGE, ""),
        "start_line": one.start_line,
        "end_line": one.end_line,
        "annotation_level": one.level,
        "message": _cut(one.message, _MESSAGE, "…") or title or NAME,
        **({"title": title} if title else {}),
    }


def _summary(answer: Answer) -> str:
    count = len(answer.annotations)
    more = f"\n\nOf {count} annotations, the first {MOST} are shown." if count > MOST else ""
    return _cut(answer.summary or answer.title or NAME, _SUMMARY - len(more), _CUT) + more


def _cut(told: str, limit: int, sign: str) -> str:
    """At most so many bytes, of which there are never fewer than characters; what was cut ends with the sign."""
    data = told.encode("utf-8", "replace")
    if len(data) <= limit:
        return data.decode()
    return data[: limit - len(sign.encode())].decode("utf-8", "ignore") + sign
