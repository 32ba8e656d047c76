"""The local forge: changes described by files in a folder, code in a git repository, our answer a file beside the reviews."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.errors import Refused, Superseded
from bot.forges.local.folder import Folder, opened
from bot.forges.local.messages import ME, messages_of, own_message, person
from bot.forges.local.wire import ChangeModel, read_change
from bot.git.repository import find_change, find_repository, resolve
from bot.model.change_ref import ChangeRef
from bot.model.command import Reaction
from bot.model.forge import Answer, ChangeState, CodePlace, Message, Published
from bot.model.review import ProposedReview
from bot.model.settings import LocalSettings
from bot.ports import Forge, Talk

CHANGE, ANSWER, WROTE = "change.json", "meta-review.md", ".metareview"
MOST_REVIEWS = 200
LARGEST_CHANGE, LARGEST_REVIEW, LARGEST_ANSWER, LARGEST_TOGETHER = 64 << 10, 20 << 20, 4 << 20, 64 << 20
_MEMORY = (
    f"We wrote {ANSWER} here. Where that is gone while this file is there, somebody deleted it, and it stays so.\n"
)
_DELETED = f"{ANSWER} was deleted, and stays so until somebody asks for it"

ReadReviews = Callable[[str, bytes], tuple[ProposedReview, ...]]
"""The reviews in a file's content, by its name; raises Refused with a sentence that begins with the name."""


class LocalForge:
    """Implements Forge, and Talk by silence. `marker` stands in every text of ours; `login` is who may write: the user of this machine."""

    def __init__(self, settings: LocalSettings, read_reviews: ReadReviews, *, marker: str, login: str) -> None:
        self._settings = settings
        self._read_reviews = read_reviews
        self._marker = marker
        self._login = login

    def state(self, ref: ChangeRef) -> ChangeState:
        """Everything that the change's folder says, and what its head and base mean in the repository now."""
        with self._folder(ref) as folder:
            about = _change(folder)
            messages = messages_of(self._reviews(folder), about.people)
            text = _text(folder)
        try:
            ends = find_change(self._settings.path, about.head, about.base)
        except Refused as refused:
            raise Refused(f"{folder.shown}/{CHANGE}: {refused}") from refused
        own = self._own(text)
        author = about.author or self._login or "unknown"
        return ChangeState(
            ref,
            ends.head,
            ends.base,
            "",
            person(author, is_bot=False),
            ME,
            about.base,
            about.title,
            about.is_open,
            messages=(*messages, own) if own else messages,
            limits=() if text is None or own else (f"{ANSWER} is not ours and was not read",),
        )

    def code(self, ref: ChangeRef) -> CodePlace:
        """The git directory of the repository: the commits are there already."""
        with self._folder(ref):
            return CodePlace("", path=find_repository(self._settings.path).git_dir)

    def ours(self, ref: ChangeRef) -> Message | None:
        """Our answer, as it stands in the folder."""
        with self._folder(ref) as folder:
            return self._own(_text(folder))

    def publish(self, ref: ChangeRef, answer: Answer, *, asked: str = "") -> Published:
        """Write our answer; its URL is the file's path below the folder of reviews.

        Raises Superseded where head moved on, Refused where somebody else's file is in its place.
        """
        with self._folder(ref) as folder, folder.locked():
            head = self._head(folder)
            if head != answer.revision:
                raise Superseded(f"{ref} moved on to {head[:12]}; nothing was posted")
            return self._put(folder, answer.text, asked=bool(asked))

    def may_write(self, ref: ChangeRef, login: str) -> bool:
        """Whether this is the user of this machine, on whatever change."""
        return bool(login) and login == self._login

    def react(self, ref: ChangeRef, message: str, reaction: Reaction) -> bool:
        """A file can't be marked."""
        return False

    def say(self, ref: ChangeRef, text: str, key: str, to: str = "") -> str | None:
        """There is no conversation."""
        return None

    @contextmanager
    def _folder(self, ref: ChangeRef) -> Iterator[Folder]:
        if ref.mark != "~":
            raise Refused(f"{ref} is not how a local change is named; write {ref.forge}:{ref.project}~{ref.number}")
        with opened(self._settings.reviews, (*ref.project.split("/"), str(ref.number))) as folder:
            yield folder

    def _own(self, text: str | None) -> Message | None:
        """What stands in the place of our answer, where that is ours."""
        return own_message(ANSWER, text) if text is not None and self._marker in text else None

    def _put(self, folder: Folder, text: str, *, asked: bool) -> Published:
        """Have the answer read so, and remember that there is one."""
        place, old = f"{folder.shown}/{ANSWER}", _text(folder)
        if not text:
            return Published(None if old is None else place, changed=False)
        if old is not None and self._own(old) is None:
            raise Refused(f"{place} is not ours; move it away, our answer belongs there")
        wrote = folder.read(WROTE, LARGEST_CHANGE) is not None
        if old is None and wrote and not asked:
            return Published(None, changed=False, note=_DELETED)
        content = text.encode("utf-8", "replace")
        is_new = old is None or content != old.encode("utf-8")
        if is_new:
            folder.write(ANSWER, content)
        if not wrote:  # only now: an answer that never came to be was deleted by nobody
            folder.write(WROTE, _MEMORY.encode("utf-8"))
        return Published(place, changed=is_new)

    def _head(self, folder: Folder) -> str:
        about = _change(folder)
        try:
            return resolve(find_repository(self._settings.path), about.head)
        except Refused as refused:
            raise Refused(f"{folder.shown}/{CHANGE}: {refused}") from refused

    def _reviews(self, folder: Folder) -> Iterator[tuple[str, tuple[ProposedReview, ...]]]:
        names = [name for name in folder.names() if name not in (CHANGE, ANSWER) and not _is_aside(name)]
        if len(names) > MOST_REVIEWS:
            raise Refused(f"{folder.shown} holds more than {MOST_REVIEWS} reviews; take some away")
        left = LARGEST_TOGETHER
        for name in names:
            content = folder.read(name, LARGEST_REVIEW)
            if content is None:  # taken away since we looked
                continue
            left -= len(content)
            if left < 0:
                raise Refused(f"{folder.shown} holds more than {LARGEST_TOGETHER:,} bytes of reviews; take some away")
            try:
                yield name, self._read_reviews(name, content)
            except Refused as refused:
                raise Refused(f"{folder.shown}/{refused}") from refused


def _change(folder: Folder) -> ChangeModel:
    content = folder.read(CHANGE, LARGEST_CHANGE)
    if content is None:
        raise Refused(f'{folder.shown} has no {CHANGE}; write one: {{"head": "BRANCH", "base": "main"}}')
    return read_change(f"{folder.shown}/{CHANGE}", content)


def _text(folder: Folder) -> str | None:
    """What stands in the place of our answer."""
    content = folder.read(ANSWER, LARGEST_ANSWER)
    return None if content is None else content.decode("utf-8", "replace")


def _is_aside(name: str) -> bool:
    """Whether a file is an editor's or our own, and no review."""
    return name.startswith(".") or name.endswith("~")


_: type[Forge] = LocalForge
_talks: type[Talk] = LocalForge
