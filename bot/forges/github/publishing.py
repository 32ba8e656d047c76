"""Our one comment on a pull request, edited in place: never two of them, and none where a person took it away."""

from bot.errors import Refused, Superseded
from bot.forges.github.adoption import retire
from bot.forges.github.api import Declined, Json, Row, Unclear
from bot.forges.github.check_run import show_check
from bot.forges.github.conversation import Conversation, Standing, comment
from bot.forges.github.deletions import somebody_deleted
from bot.forges.github.notes import Notes
from bot.model.fields import flag, text
from bot.model.forge import Answer, Message, Published

LONGEST = 65_536
"""Characters of a comment; GitHub refuses more."""

_DELETED = "Our comment was deleted, and is not written again until somebody asks for it."


def publish(conversation: Conversation, answer: Answer, *, asked: bool) -> Published:
    """Make the pull request show this answer: its comment, and the check run of its head where one is wanted.

    Raises Superseded where the head is another one now, Refused for what GitHub will not take, Unreachable, and GaveUp.
    """
    where = f"{conversation.full_name}#{conversation.number}"
    if len(answer.text) > LONGEST:
        raise Refused(f"the answer to {where} has {len(answer.text)} characters; a comment of GitHub holds {LONGEST}")
    pull = conversation.api.get(f"/repos/{conversation.full_name}/pulls/{conversation.number}")
    head = text(pull, "head", "sha")
    if head != answer.revision:
        raise Superseded(f"{where} moved on to {head[:12]}; nothing was posted")
    try:
        shown = _Writer(conversation, answer, pull).show(asked=asked)
    except Refused:
        # A branch may wait for the check, also where nobody may speak any more.
        show_check(conversation.api, conversation.full_name, conversation.me, answer)
        raise
    check = show_check(conversation.api, conversation.full_name, conversation.me, answer)
    notes = " ".join(filter(None, (shown.note, check.note)))
    return Published(shown.url, changed=shown.changed or check.changed, note=notes)


class _Writer:
    """One answer on its way into a conversation, with its notes in threads."""

    def __init__(self, conversation: Conversation, answer: Answer, pull: Json) -> None:
        self.there, self.pull = conversation, pull
        self.body = answer.text.encode("utf-8", "replace").decode()
        self.notes = Notes(conversation, answer.notes)
        self.known: Message | None = None
        self.changed = self.missed = False

    def show(self, *, asked: bool) -> Published:
        """Look up what stands, write the difference, and look again before writing again."""
        return self.there.api.patience.looks()(lambda: self._bring(self.there.look(self.known), asked))

    def _bring(self, standing: Standing, asked: bool) -> Published:
        if not self.body:
            return Published(standing.ours.url if standing.ours else None, changed=False)
        if standing.ours is None and not asked and self._was_deleted(standing):
            return Published(None, changed=self.changed, note=_DELETED)
        # Before the comment that remembers what was told: who is interrupted between them begins anew.
        noted = self.notes.bring(asked=asked)
        if standing.ours is None:
            self.known = self._create()
            standing = self.there.look(self.known)  # another run may have written at the same time
        ours = standing.ours or self.known
        assert ours is not None  # noqa: S101 - for the type checker; look gives what is known
        if _plain(ours.body) != _plain(self.body):
            self._edit(ours)
        left = [self._remove(one) for one in standing.doubles]
        left += [self._retire(one, ours) for one in standing.former]
        note = " ".join(filter(None, (noted, *left)))
        return Published(ours.url, changed=self.changed or self.notes.changed, note=note)

    def _was_deleted(self, standing: Standing) -> bool:
        there = self.there
        us = {there.me.id, *(one.author.id for one in standing.former)}
        return somebody_deleted(there.api, there.full_name, there.number, there.me.id, us)

    def _create(self) -> Message:
        try:
            made = comment(self._send("POST", self.there.path, {"body": self.body}))
        except Declined as declined:
            raise self._reason(declined) from declined
        if made is None:
            raise Unclear(f"GitHub took a comment at {self.there.path}, but does not say which; try again later")
        return made

    def _edit(self, ours: Message) -> None:
        try:
            self._send("PATCH", self.there.path_of(ours), {"body": self.body})
        except Declined as declined:
            self._look_again(declined)
            raise self._reason(declined) from declined

    def _remove(self, double: Message) -> str:
        try:
            self._send("DELETE", self.there.path_of(double), {})
        except Declined as declined:
            self._look_again(declined)
            return f"A second comment of ours is still there: {declined}"
        return ""

    def _retire(self, former: Message, ours: Message) -> str:
        note = retire(self.there.api, self.there.path_of(former), ours.url)
        self.changed = self.changed or not note
        return note

    def _look_again(self, declined: Declined) -> None:
        """What is not found was perhaps taken away since we looked; once, that is no refusal."""
        if declined.status == 404 and not self.missed:
            self.missed, self.known = True, None
            raise Unclear(str(declined)) from declined

    def _send(self, method: str, path: str, body: Row) -> Json:
        try:
            reply = self.there.api.send(method, path, body)
        except Unclear:
            self.changed = True
            raise
        self.changed = True
        return reply

    def _reason(self, declined: Declined) -> Refused:
        where = f"{self.there.full_name}#{self.there.number}"
        if flag(self.pull, "base", "repo", "archived"):
            return Refused(f"nothing can be posted on {where}, because the repository is archived; unarchive it first")
        if declined.status == 403 and flag(self.pull, "locked"):
            return Refused(f"nothing can be posted on {where}, because its conversation is locked; unlock it first")
        return declined


def _plain(body: str) -> str:
    """A text as it is compared: whatever a form or a forge makes of its ends of lines."""
    return body.replace("\r\n", "\n").rstrip()
