"""What the fake remembers: users, repositories, pull requests and all that is said on them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.github.fake.clock import Clock
from tests.github.fake.store import FileDiff, Store, make_store

ROLES = ("none", "read", "triage", "write", "maintain", "admin")
LEGACY = {"none": "none", "read": "read", "triage": "read", "write": "write", "maintain": "write", "admin": "admin"}
"""What `permission` says for each `role_name`."""


@dataclass(eq=False)
class User:
    """An account: a person, a bot, or an organization (then with members)."""

    id: int
    login: str
    type: str = "User"
    members: dict[str, str] = field(default_factory=dict)

    @property
    def is_bot(self) -> bool:
        """Whether the account belongs to an App."""
        return self.type == "Bot"


@dataclass(eq=False)
class App:
    """A GitHub App. `installed` says where."""

    id: int
    slug: str
    owner: User
    bot: User
    public_key: str
    private_key: str
    permissions: dict[str, str]
    events: list[str]
    created: int
    client_id: str = ""
    edits_others: bool = True


@dataclass(eq=False)
class Installation:
    """An App on one account; `repositories` None means all of them."""

    id: int
    app: App
    account: User
    permissions: dict[str, str]
    created: int
    repositories: list[int] | None = None
    suspended: int | None = None


@dataclass(eq=False)
class Token:
    """A credential. Classic tokens have scopes, fine-grained and installation tokens permissions."""

    text: str
    user: User
    scopes: tuple[str, ...] | None = None
    permissions: dict[str, str] | None = None
    installation: Installation | None = None
    repositories: list[int] | None = None
    expires: int | None = None
    revoked: bool = False


@dataclass(eq=False)
class Reaction:
    """One person's reaction to one thing."""

    id: int
    user: User
    content: str
    created: int


@dataclass(eq=False)
class Said:
    """What all messages have in common."""

    id: int
    user: User
    body: str
    created: int
    updated: int
    app: App | None = None
    reactions: list[Reaction] = field(default_factory=list)
    minimized: str | None = None


@dataclass(eq=False)
class IssueComment(Said):
    """A message of the conversation."""


@dataclass(eq=False)
class Review:
    """One review; `state` is PENDING, COMMENTED, APPROVED, CHANGES_REQUESTED or DISMISSED."""

    id: int
    user: User
    body: str
    state: str
    commit: str
    submitted: int | None
    app: App | None = None
    updated: int = 0


@dataclass(eq=False)
class Spot:
    """A place in a diff: one line, or a range with a start. A whole file has no line."""

    line: int | None
    side: str = "RIGHT"
    start_line: int | None = None
    start_side: str | None = None


@dataclass(eq=False)
class Thread:
    """A conversation on one place. `spot` is None once the place is outdated; `merge_base` is the old side of its diff."""

    id: int
    path: str
    commit: str
    merge_base: str
    original: Spot
    original_position: int | None
    hunk: str
    spot: Spot | None
    position: int | None
    current: str
    is_file: bool = False
    resolved_by: User | None = None
    comments: list["ReviewComment"] = field(default_factory=list)


@dataclass(eq=False)
class ReviewComment(Said):
    """A message in a thread, sent with a review."""

    review: Review = None  # type: ignore[assignment]
    thread: Thread = None  # type: ignore[assignment]
    reply_to: int | None = None


@dataclass(eq=False)
class Event:
    """Something that happened to a pull request."""

    id: int
    name: str
    actor: User
    created: int
    details: dict[str, object] = field(default_factory=dict)
    author: User | None = None
    commit: str | None = None


@dataclass(eq=False)
class CheckRun:
    """A check run of one App on one commit."""

    id: int
    app: App
    suite: int
    name: str
    head_sha: str
    created: int
    given: dict[str, object] = field(default_factory=dict)
    annotations: list[dict[str, object]] = field(default_factory=list)


@dataclass(eq=False)
class Pull:
    """A pull request; its head lives in `refs/pull/N/head` of the base repository."""

    id: int
    number: int
    repository: "Repository"
    user: User
    title: str
    body: str | None
    base_ref: str
    head_ref: str
    head_repository: "Repository | None"
    head: str
    base: str
    created: int
    updated: int
    draft: bool = False
    closed: int | None = None
    merged: int | None = None
    merged_by: User | None = None
    locked: bool = False
    heads: list[str] = field(default_factory=list)
    comments: list[IssueComment] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    reactions: list[Reaction] = field(default_factory=list)

    @property
    def merge_base(self) -> str:
        """Where the pull request's diff begins."""
        return self.repository.store.merge_base(self.base, self.head) or self.base

    def files(self) -> tuple[FileDiff, ...]:
        """The pull request's diff."""
        return self.repository.store.diff(self.merge_base, self.head)

    def review_comments(self) -> list[ReviewComment]:
        """All comments of all threads, oldest first."""
        return sorted(
            (comment for thread in self.threads for comment in thread.comments), key=lambda comment: comment.id
        )


@dataclass(eq=False)
class Repository:
    """A repository: people and their roles, pull requests, check runs."""

    id: int
    owner: User
    name: str
    store: Store
    private: bool
    created: int
    parent: "Repository | None" = None
    archived: bool = False
    default_branch: str = "main"
    roles: dict[str, str] = field(default_factory=dict)
    pulls: dict[int, Pull] = field(default_factory=dict)
    checks: list[CheckRun] = field(default_factory=list)
    suites: dict[tuple[str, int], int] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        """The repository's name with its owner's."""
        return f"{self.owner.login}/{self.name}"

    def role(self, user: User | None) -> str:
        """What a person may do here; custom role names count as write."""
        if user is None:
            return "none" if self.private else "read"
        if user.login.lower() == self.owner.login.lower() or self.owner.members.get(user.login) == "admin":
            return "admin"
        inherited = "read" if user.login in self.owner.members or not self.private else "none"
        return self.roles.get(user.login, inherited)


def rank(role: str) -> int:
    """How much a role may do; a custom role is worth write."""
    return ROLES.index(role) if role in ROLES else ROLES.index("write")


class State:
    """Everything there is. Ids are unique over all kinds and above 2^31, as GitHub's are today."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.clock = Clock()
        self.ids = count(3_000_000_000)
        self.small_ids = count(1_001)
        self.users: dict[str, User] = {}
        self.apps: list[App] = []
        self.installations: list[Installation] = []
        self.tokens: dict[str, Token] = {}
        self.repositories: list[Repository] = []
        self.renamed: dict[str, Repository] = {}
        self.largest_page = 100
        self.tell: Callable[..., None] = lambda *_, **__: None

    def id(self) -> int:
        """A new id."""
        return next(self.ids)

    def small_id(self) -> int:
        """A new id for what has kept small ones: accounts, repositories, Apps, installations."""
        return next(self.small_ids)

    def user(self, login: str, kind: str | None = None) -> User:
        """The account of that name, made where there is none."""
        found = self.users.get(login.lower())
        if found is None:
            found = User(self.small_id(), login, kind or ("Bot" if login.endswith("[bot]") else "User"))
            self.users[login.lower()] = found
        return found

    def repository(self, full_name: str) -> Repository | None:
        """The repository of that name now."""
        wanted = full_name.lower()
        return next((one for one in self.repositories if one.full_name.lower() == wanted), None)

    def add_repository(self, full_name: str, *, private: bool, owner_kind: str) -> Repository:
        """A new, empty repository."""
        owner, _, name = full_name.partition("/")
        number = self.small_id()
        store = make_store(self.root / f"{number}.git")
        found = Repository(number, self.user(owner, owner_kind), name, store, private, self.clock.now())
        self.repositories.append(found)
        return found
