"""What we say in reviewers' own threads: one reply of ours for each comment, edited in place."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.forges.github.api import Declined, Unclear
from bot.forges.github.conversation import Conversation
from bot.forges.github.people import person
from bot.model.fields import Row, at, number, text
from bot.model.forge import ThreadNote

MOST_NEW = 30
"""Replies written in one go: GitHub slows down who writes more than 80 a minute."""

_INLINE = "inline-"


@dataclass(slots=True)
class Notes:
    """The notes of one answer on their way into threads; `changed`: something was written."""

    there: Conversation
    notes: Sequence[ThreadNote]
    changed: bool = False
    missed: bool = False

    def bring(self, *, asked: bool) -> str:
        """Make each thread say its note; what could not be done, in one sentence.

        A note that our last answer said already and that is gone was deleted by a person: it is written again only when
        somebody asks. Raises Unclear after a write of which nobody knows whether it was applied: then call again.
        """
        if not self.notes:
            return ""
        listed = {_number(row): row for row in self.there.api.pages(f"{self._pulls}/{self.there.number}/comments")}
        ours = self._ours(listed)
        wanted = [one for one in self.notes if _target(one) in listed]
        new = [one for one in wanted if _key(one) not in ours and (one.is_news or asked)]
        try:
            for one in wanted:
                self._mend(one, ours.get(_key(one), []))
            for one in new[:MOST_NEW]:
                self._write(one, listed[_target(one)])
        except Declined as declined:
            return f"Not everything could be said in threads: {declined}"
        left = len(new) - MOST_NEW
        return f"{left} more threads got no reply, for at most {MOST_NEW} are written at a time." if left > 0 else ""

    @property
    def _pulls(self) -> str:
        return f"/repos/{self.there.full_name}/pulls"

    def _ours(self, listed: dict[int, Row]) -> dict[str, list[Row]]:
        """Our replies by their hidden line, the oldest first."""
        found: dict[str, list[Row]] = {}
        for key in sorted(listed):
            row = listed[key]
            if person(at(row, "user")).id == self.there.me.id and number(row, "in_reply_to_id") is not None:
                found.setdefault(_last_line(text(row, "body")), []).append(row)
        return found

    def _mend(self, note: ThreadNote, standing: Sequence[Row]) -> None:
        """Let what stands say the note, once."""
        for row in standing[:1]:
            if text(row, "body").replace("\r\n", "\n").rstrip() != note.text.rstrip():
                self._send("PATCH", f"{self._pulls}/comments/{_number(row)}", note.text)
        for double in standing[1:]:
            self._send("DELETE", f"{self._pulls}/comments/{_number(double)}")

    def _write(self, note: ThreadNote, row: Row) -> None:
        first = number(row, "in_reply_to_id") or _number(row)
        self._send("POST", f"{self._pulls}/{self.there.number}/comments/{first}/replies", note.text)

    def _send(self, method: str, path: str, body: str | None = None) -> None:
        """Write. A thread that is not found was perhaps taken away since we looked: once, that is no refusal."""
        try:
            self.there.api.send(method, path, {} if body is None else {"body": body})
        except Unclear:
            self.changed = True
            raise
        except Declined as declined:
            if declined.status == 404 and not self.missed:
                self.missed = True
                raise Unclear(str(declined)) from declined
            raise
        self.changed = True


def _key(note: ThreadNote) -> str:
    return _last_line(note.text)


def _target(note: ThreadNote) -> int:
    """The number of the comment that a note answers; 0 where it answers none."""
    digits = note.message.removeprefix(_INLINE)
    return int(digits) if note.message.startswith(_INLINE) and digits.isdecimal() else 0


def _number(row: Row) -> int:
    return number(row, "id") or 0


def _last_line(body: str) -> str:
    return body.rstrip().rpartition("\n")[2].strip()
