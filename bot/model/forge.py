"""A change as its forge shows it: who said what where, what we posted, and where its code is fetched from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.model.change_ref import ChangeRef
from bot.model.place import Side
from bot.model.review import SourceState, Written


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote something. `id` is the forge's own and never changes, `login` may; `is_bot` is the forge's word for it."""

    login: str
    id: str
    is_bot: bool = False


class MessageKind(StrEnum):
    """Where a message stands: the body of a review, a line of the diff, the conversation, or a check run's annotation."""

    REVIEW = "review"
    INLINE = "inline"
    COMMENT = "comment"
    ANNOTATION = "annotation"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that somebody said on a change. Lines are 1-based in the tree of `revision`.

    `thread` groups an inline message with its replies; `in_reply_to` is set on replies. `group` is the review that inline
    messages came with. `updated_at` is the forge's own text and only compared for equality. `written`: where an
    inline message stood at first, if the forge moved it to a later revision.
    """

    id: str
    kind: MessageKind
    author: Person
    body: str
    url: str | None = None
    revision: str | None = None
    path: str | None = None
    line: int | None = None
    end_line: int | None = None
    side: Side = Side.NEW
    state: SourceState = SourceState.OPEN
    thread: str | None = None
    in_reply_to: str | None = None
    group: str | None = None
    updated_at: str = ""
    title: str | None = None
    severity: str | None = None
    written: Written | None = None


@dataclass(frozen=True, slots=True)
class ChangeState:
    """A change now: its head, the merge base with its target, and everything that is said on it, oldest first.

    `head_ref`: the ref in the base repository that holds the head (`refs/pull/12/head`), empty where nothing is fetched.
    `is_open`, `is_draft` as the forge says. `me` is the account that we act as; `limits` say in words what could not be read.
    `answered`: ids of messages that one of our own messages answers, where the forge keeps that.
    `revisions`: what people there call commits, by their ids.
    """

    ref: ChangeRef
    head: str
    base: str
    head_ref: str
    author: Person
    me: Person
    target: str
    title: str = ""
    is_open: bool = True
    is_draft: bool = False
    is_fork: bool = False
    messages: tuple[Message, ...] = ()
    url: str = ""
    limits: tuple[str, ...] = ()
    answered: frozenset[str] = frozenset()
    revisions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodePlace:
    """Where git fetches a change from: always the configured host's base repository. The password never enters the URL.

    `path`: the git directory on this machine that already holds the commits; then nothing is fetched and `url` is empty.
    """

    url: str
    user: str = ""
    password: str = field(default="", repr=False)
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be published for one revision: the comment's whole text with its marker, and what a check run shows.

    An empty `text` asks for no comment where none of ours stands. `digest` tells two answers apart by what they say (ids,
    verdicts and states). `conclusion` is neutral, failure, success or skipped; None asks for no check run.

    Where nothing is edited: `brief` is said, with the same marker, where the text stands already and somebody asks again;
    `vote` is for the label of the site, None for none. `notes` answer reviewers in their own threads.
    """

    revision: str
    text: str
    digest: str
    title: str = ""
    summary: str = ""
    conclusion: str | None = None
    annotations: tuple["Annotation", ...] = ()
    brief: str = ""
    vote: int | None = None
    notes: tuple["ThreadNote", ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadNote:
    """What is said in the thread of an inline message, by its id. `is_news`: our answer before this one did not say it."""

    message: str
    text: str
    is_news: bool = True


@dataclass(frozen=True, slots=True)
class Annotation:
    """One line of a check run; `level` is notice, warning or failure."""

    path: str
    start_line: int
    end_line: int
    level: str
    title: str
    message: str


@dataclass(frozen=True, slots=True)
class Published:
    """What stands on the forge now: the comment's URL, whether this call changed anything, and what could not be done,
    in one sentence."""

    url: str | None
    changed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Touched:
    """A change as a list shows it: when it was last touched, in the forge's words and as seconds since the epoch, and its head."""

    change: ChangeRef
    updated: str
    updated_at: float
    head: str
