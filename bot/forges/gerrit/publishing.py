"""Our answer on a change: a new message where it says something new, once, however often it is called."""

from dataclasses import dataclass

from bot.errors import Superseded
from bot.forges.gerrit.answers import Unclear
from bot.forges.gerrit.comments import MAGIC, listed, open_comments
from bot.forges.gerrit.deciding import decide
from bot.forges.gerrit.ladder import Post, plain, send
from bot.forges.gerrit.people import person
from bot.forges.gerrit.place import Place, Standing
from bot.forges.gerrit.reading import standing as newest
from bot.forges.gerrit.tag import short_names
from bot.model.fields import Row, at, number, text
from bot.model.forge import Answer, Published, ThreadNote

_POSITION = ("line", "range", "side", "parent")


def publish(place: Place, answer: Answer, asked: str, label: str | None) -> Published:
    """Make the change show this answer. `asked`: ids of messages, parted by spaces; `label` is what a vote is given on.

    Raises Superseded where the current patch set is another one now, Refused for what Gerrit will not take, Unreachable.
    """
    return place.api.patience.looks()(_Writer(place, answer, short_names(asked.split()), label).bring)


@dataclass(slots=True)
class _Writer:
    """One answer on its way to a change; after an unclear write it looks again before it writes again."""

    place: Place
    answer: Answer
    asked: tuple[str, ...]
    label: str | None
    changed: bool = False
    note: str = ""

    def bring(self) -> Published:
        place, answer = self.place, self.answer
        found = place.look("CURRENT_FILES") if answer.notes else place.look()
        if found.head != answer.revision:
            raise Superseded(f"{place.ref.place} moved on to {found.head[:12]}; nothing was posted")
        plan = decide(answer, place.answers(found.own), found.patch_set, self.asked)
        if plan.tag is None:
            return self._standing(found, plan.note)
        notes, unsent = self._notes(found)
        labels, unvoted = self._labels(found)
        try:
            less = send(place, found.head, Post(plan.words, str(plan.tag), notes, labels))
        except Unclear:
            self.changed = True
            raise
        self.changed = True
        self.note = " ".join(filter(None, (unsent, unvoted, less)))
        return self._standing(place.look(), "")

    def _standing(self, found: Standing, why: str) -> Published:
        ours = newest(self.place, found.own)
        deleted = bool(why) and self.place.answers(found.own)[-1].is_deleted
        url = None if ours is None or deleted else ours.url
        return Published(url, changed=self.changed, note=why or self.note)

    def _labels(self, found: Standing) -> tuple[tuple[tuple[str, int], ...], str]:
        """The vote, if one is wanted and can be given; nobody votes on what is merged or abandoned."""
        vote, label = self.answer.vote, self.label
        if vote is None or label is None or not found.is_open:
            return (), ""
        if not found.permits(label, vote):
            return (), f"The vote {vote:+d} on `{label}` was left out: `{self.place.me.login}` may not give it here."
        return ((label, vote),), ""

    def _notes(self, found: Standing) -> tuple[tuple[tuple[str, Row], ...], str]:
        """What is to be said in threads, as far as their files are in this patch set and it was not said there before."""
        if not self.answer.notes:
            return (), ""
        comments = self.place.api.get(f"{self.place.path}/comments")
        known, still_open = listed(comments), open_comments(comments)
        said = {
            (text(row, "in_reply_to"), text(row, "message").strip())
            for _, row in known.values()
            if person(at(row, "author")).id == self.place.me.id
        }
        files = at(found.detail, "revisions", found.head, "files")
        paths = {*(files if isinstance(files, dict) else ()), *MAGIC}
        wanted = [one for one in self.answer.notes if (one.message, one.text.strip()) not in said]
        notes = [
            _note(one, *known[one.message], found, is_open=one.message in still_open)
            for one in wanted
            if _is_in(one, known, paths)
        ]
        missing = len(wanted) - len(notes)
        why = f"{missing} of the notes in threads were left out: this patch set does not have their files."
        return tuple(notes), why if missing else ""


def _is_in(note: ThreadNote, known: dict[str, tuple[str, Row]], paths: set[str]) -> bool:
    return note.message in known and known[note.message][0] in paths


def _note(note: ThreadNote, path: str, row: Row, found: Standing, *, is_open: bool) -> tuple[str, Row]:
    """A comment in a thread, which opens and closes nothing; it repeats the place where that is in this patch set."""
    here = number(row, "patch_set") == found.patch_set and path not in MAGIC
    position: Row = {key: row[key] for key in _POSITION if here and row.get(key) is not None}
    return path, {**position, "in_reply_to": note.message, "message": plain(note.text), "unresolved": is_open}
