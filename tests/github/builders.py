"""Stories on the fake GitHub, told in the words of those who work with it.

    with World(tmp_path) as world:
        repo = world.repository("acme/widgets")
        pr = repo.pull({"a.py": "one\n"}, {"a.py": "two\n"})
        pr.review(by="coderabbitai[bot]", comments=[("a.py", 1, "why two?")])
        pr.push({"a.py": "three\n"})

A dictionary of files is what changes: files that it does not name stay, None takes one away. Every step is a second later
than the one before. What is said here passes the same rules for places in the diff as over HTTP, but no permissions.
"""

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.github.fake import acts, anchors
from tests.github.fake.access import mint
from tests.github.fake.clock import Clock
from tests.github.fake.hooks import Hooks
from tests.github.fake.limits import Limits
from tests.github.fake.model import (
    App,
    CheckRun,
    Installation,
    IssueComment,
    Pull,
    Repository,
    Review,
    ReviewComment,
    Said,
    Spot,
    Thread,
    Token,
    User,
)
from tests.github.fake.server import Exchange, GitHub
from tests.github.fake.store import Content

Files = Mapping[str, Content]
LEAST = {"metadata": "read", "contents": "read", "pull_requests": "write", "checks": "write"}
EVENTS = ["pull_request", "pull_request_review", "pull_request_review_comment", "issue_comment"]
ACTIONS_ID = 15_368
OUTSIDE = "that place is not in the diff"


@lru_cache
def key_pair(number: int = 0) -> tuple[str, str]:
    """A private and its public RSA key as PEM; the same for the same number within a process."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private.decode(), public.decode()


class World:
    """A GitHub with people, Apps and repositories. Use as a context."""

    def __init__(self, tmp: Path) -> None:
        root = tmp / "github"
        root.mkdir(parents=True, exist_ok=True)
        self.hub = GitHub(root)
        self.state = self.hub.state
        self.hooks = Hooks(self.state, self.hub.url)

    def __enter__(self) -> "World":
        self.hub.__enter__()
        return self

    def __exit__(self, *given: object) -> None:
        self.hooks.stop()
        self.hub.__exit__(*given)
        if given[0] is None:
            assert not self.hub.crashes, self.hub.crashes[0]
            self._judge()

    def _judge(self) -> None:
        """With METAREVIEW_CONTRACT=1, hold every exchange against GitHub's published contract (see contract.py)."""
        if os.environ.get("METAREVIEW_CONTRACT") != "1":
            return
        from tests.github.contract import judge_all

        names = {str(one.id): one.full_name for one in self.state.repositories}
        violations = judge_all(self.hub.exchanges, names)
        assert not violations, "\n".join(map(str, violations))

    @property
    def url(self) -> str:
        """The host's address, as a configuration names it."""
        return self.hub.url

    @property
    def api(self) -> str:
        """The root of the REST interface: `/api/v3` as on an Enterprise host. Without the prefix it answers at `url`."""
        return self.hub.api

    @property
    def clock(self) -> Clock:
        """The host's time."""
        return self.state.clock

    @property
    def limits(self) -> Limits:
        """The host's rate limits."""
        return self.hub.limits

    @property
    def exchanges(self) -> list[Exchange]:
        """Every exchange so far."""
        return self.hub.exchanges

    def step(self) -> None:
        """Let a second pass."""
        self.clock.advance(1)

    def user(self, login: str) -> User:
        """The account of that name; a bot where it ends in `[bot]`, or is Copilot."""
        return self.state.user(login, "Bot" if login == "Copilot" else None)

    def org(self, login: str, *members: str, admins: Sequence[str] = ()) -> User:
        """An organization with members."""
        found = self.state.user(login, "Organization")
        found.type = "Organization"
        found.members |= {self.user(one).login: "member" for one in members} | {
            self.user(one).login: "admin" for one in admins
        }
        return found

    def repository(self, full_name: str, *, private: bool = True) -> "Repo":
        """A new repository with a first commit, owned by an organization."""
        found = self.state.add_repository(full_name, private=private, owner_kind="Organization")
        found.store.commit("main", {"README.md": "# Read me\n"}, [], "First")
        return Repo(self, found)

    def app(
        self,
        slug: str = "metareview",
        *,
        on: str = "acme",
        permissions: Mapping[str, str] = LEAST,
        repositories: Sequence["Repo"] | None = None,
    ) -> "Installed":
        """An App, installed on an account: on all its repositories, or on these."""
        app = next((one for one in self.state.apps if one.slug == slug), None)
        if app is None:
            private, public = key_pair(len(self.state.apps))
            number = ACTIONS_ID if slug == "github-actions" else self.state.small_id()
            bot, owner = self.user(f"{slug}[bot]"), self.user("app-owner")
            app = App(
                number,
                slug,
                owner,
                bot,
                public,
                private,
                dict(permissions),
                list(EVENTS),
                self.clock.now(),
                f"Iv23li{number:014d}",
            )
            self.state.apps.append(app)
        ids = None if repositories is None else [one.model.id for one in repositories]
        found = Installation(
            self.state.small_id(),
            app,
            self.state.user(on, "Organization"),
            {"metadata": "read", **permissions},
            self.clock.now(),
            ids,
        )
        self.state.installations.append(found)
        self.state.tell("installation", "created", found, found.account)
        return Installed(self, found)

    def token(self, login: str, *scopes: str) -> str:
        """A person's classic token, with `repo` unless scopes are named."""
        return self._token(Token(f"ghp_{self.state.id():036d}", self.user(login), scopes or ("repo",)))

    def fine_grained_token(self, login: str, **permissions: str) -> str:
        """A person's fine-grained token."""
        return self._token(Token(f"github_pat_{self.state.id():082d}", self.user(login), None, permissions))

    def actions_token(self, repo: "Repo", **permissions: str) -> str:
        """What a workflow of the repository gets as GITHUB_TOKEN."""
        app = self.app(
            "github-actions", on=repo.model.owner.login, permissions=permissions or LEAST, repositories=[repo]
        )
        return app.token()

    def _token(self, token: Token) -> str:
        self.state.tokens[token.text] = token
        return token.text

    def comments_of(self, pr: "PullRequest") -> list[IssueComment]:
        """The conversation, oldest first."""
        return list(pr.model.comments)

    def checks_of(self, pr: "PullRequest") -> list[CheckRun]:
        """All check runs on all heads that the pull request has had, oldest first."""
        return [one for one in pr.model.repository.checks if one.head_sha in pr.model.heads]


class Installed:
    """An App on an account."""

    def __init__(self, world: World, model: Installation) -> None:
        self.world, self.model = world, model
        self.id, self.app_id, self.client_id = model.id, model.app.id, model.app.client_id
        self.private_key, self.login = model.app.private_key, model.app.bot.login

    def token(self, **permissions: str) -> str:
        """An installation token, without asking over HTTP."""
        return mint(
            self.world.state, self.model, {**(permissions or self.model.permissions), "metadata": "read"}, None
        ).text

    def grant(self, **permissions: str) -> None:
        """Accept other permissions; `none` takes one away. Tokens of before keep theirs."""
        kept = {**self.model.permissions, **permissions}
        self.model.permissions = {name: level for name, level in kept.items() if level != "none"}
        self.world.state.tell("installation", "new_permissions_accepted", self.model, self.model.account)

    def suspend(self) -> None:
        """Suspend the installation."""
        self.model.suspended = self.world.clock.now()
        self.world.state.tell("installation", "suspend", self.model, self.model.account)


class Repo:
    """A repository."""

    def __init__(self, world: World, model: Repository) -> None:
        self.world, self.model = world, model

    @property
    def full_name(self) -> str:
        """Its name now."""
        return self.model.full_name

    @property
    def clone_url(self) -> str:
        """Where git fetches it."""
        return f"{self.world.url}/{self.full_name}.git"

    def collaborator(self, login: str, role: str = "write") -> "Repo":
        """Give somebody a role."""
        self.model.roles[self.world.user(login).login] = role
        return self

    def commit(
        self,
        files: Files,
        *,
        branch: str = "main",
        message: str = "Change",
        by: str = "dave",
        force_from: str | None = None,
    ) -> str:
        """Push a commit to a branch; with `force_from`, one that follows another commit than the branch's last."""
        store = self.model.store
        last = force_from or store.resolve(branch) or store.resolve("main")
        sha = store.commit(branch, files, [last] if last else [], message)
        acts.pushed(self.world.state, self.model, branch, self.world.user(by))
        self.world.step()
        return sha

    def fork(self, owner: str) -> "Repo":
        """A fork in somebody's account."""
        found = self.world.state.add_repository(
            f"{owner}/{self.model.name}", private=self.model.private, owner_kind="User"
        )
        found.parent = self.model
        found.store.git("fetch", "-q", str(self.model.store.path), "+refs/heads/*:refs/heads/*")
        return Repo(self.world, found)

    def pull(
        self,
        base: Files,
        head: Files,
        *,
        by: str = "dave",
        title: str = "A change",
        branch: str | None = None,
        fork: "Repo | None" = None,
        draft: bool = False,
        body: str | None = None,
    ) -> "PullRequest":
        """Bring `main` to hold the base files, and open a pull request that changes the head files."""
        if base:
            self.commit(base, message="Base", by=by)
        source = fork or self
        name = branch or f"feature-{len(self.model.pulls) + 1}"
        start = self.model.store.resolve("main") or ""
        if fork is not None:
            fork.model.store.git("fetch", "-q", str(self.model.store.path), "+refs/heads/main:refs/heads/main")
        source.model.store.commit(name, head, [start], title)
        user = self.world.user(by)
        found = acts.open_pull(
            self.world.state,
            self.model,
            user,
            title=title,
            head=(source.model, name),
            base="main",
            draft=draft,
            body=body,
        )
        if fork is None and not self.model.roles.get(user.login):
            self.model.roles[user.login] = "write"
        self.world.step()
        return PullRequest(self.world, found)

    def rename(self, name: str) -> None:
        """Give it another name; `other/name` moves it to another owner."""
        acts.rename(self.world.state, self.model, name)

    def archive(self) -> None:
        """Make it read-only."""
        self.model.archived = True


class PullRequest:
    """A pull request."""

    def __init__(self, world: World, model: Pull) -> None:
        self.world, self.model = world, model

    @property
    def number(self) -> int:
        """Its number."""
        return self.model.number

    @property
    def ref(self) -> str:
        """`owner/name#12`."""
        return f"{self.model.repository.full_name}#{self.number}"

    @property
    def head(self) -> str:
        """Its last commit."""
        return self.model.head

    @property
    def merge_base(self) -> str:
        """Where its diff begins."""
        return self.model.merge_base

    @property
    def threads(self) -> list[Thread]:
        """Its threads, oldest first."""
        return self.model.threads

    def _source(self) -> Repo:
        assert self.model.head_repository, "the fork is gone"
        return Repo(self.world, self.model.head_repository)

    def push(self, files: Files, *, by: str = "dave", message: str = "More") -> str:
        """Push one more commit."""
        return self._source().commit(files, branch=self.model.head_ref, message=message, by=by)

    def force_push(self, files: Files, *, by: str = "dave", onto: str | None = None) -> str:
        """Replace all commits by one, that follows the base branch or another commit."""
        store = self.model.repository.store
        start = onto or store.resolve(self.model.base_ref)
        source = self._source()
        if source.model is not self.model.repository:
            source.model.store.git("fetch", "-q", str(store.path), str(start))
        return source.commit(files, branch=self.model.head_ref, message="Replaced", by=by, force_from=start)

    def comment(self, *, by: str, body: str) -> IssueComment:
        """Say something in the conversation."""
        found = acts.comment(self.world.state, self.model, self.world.user(by), body, self._app(by))
        self.world.step()
        return found

    def review(
        self,
        *,
        by: str,
        body: str = "",
        comments: Sequence[tuple[str, int, str] | tuple[str, Spot, str]] = (),
        event: str | None = "COMMENT",
        commit: str | None = None,
    ) -> Review:
        """Send a review; a comment is (path, line of the new file, text), or with a `Spot` for the line."""
        base = self.model.merge_base
        files = self.model.repository.store.diff(base, commit or self.head)
        spots = [(path, Spot(place) if isinstance(place, int) else place, text) for path, place, text in comments]
        for path, spot, _ in spots:
            assert not anchors.place(files, path, spot).problems, f"{path}:{spot.line} {OUTSIDE}"
        found = acts.start_review(
            self.world.state, self.model, self.world.user(by), body, event, commit=commit, app=self._app(by)
        )
        for path, spot, text in spots:
            acts.start_thread(self.world.state, self.model, found, path, spot, text)
        acts.sent(self.world.state, self.model, found)
        self.world.step()
        return found

    def reply(self, thread: Thread, *, by: str, body: str) -> ReviewComment:
        """Answer in a thread."""
        found = acts.reply(self.world.state, self.model, thread.comments[0], self.world.user(by), body, self._app(by))
        self.world.step()
        return found

    def _app(self, login: str) -> App | None:
        return next((one for one in self.world.state.apps if one.bot.login == login), None)

    def edit(self, said: Said, body: str) -> None:
        """Its author, or somebody, changes a message."""
        acts.edit(self.world.state, said, body)
        self.world.step()

    def delete(self, said: Said, *, by: str | None = None) -> None:
        """Somebody, or its author, takes a message away."""
        if isinstance(said, ReviewComment):
            acts.delete_review_comment(self.world.state, self.model, said, self.world.user(by) if by else said.user)
        else:
            assert isinstance(said, IssueComment)
            acts.delete_comment(self.world.state, self.model, said, self.world.user(by) if by else said.user)
        self.world.step()

    def resolve(self, thread: Thread, *, by: str = "dave") -> None:
        """Resolve a thread."""
        acts.resolve(self.world.state, thread, self.world.user(by))

    def dismiss(self, review: Review, *, by: str = "dave", message: str = "No longer so") -> None:
        """Dismiss a review."""
        acts.dismiss(self.world.state, self.model, review, self.world.user(by), message)

    def annotate(
        self,
        *,
        by: str,
        notes: Sequence[tuple[str, int, str]],
        name: str = "lint",
        conclusion: str = "neutral",
        level: str = "warning",
    ) -> CheckRun:
        """An App's check run on the head, with annotations (path, line, message)."""
        slug = by.removesuffix("[bot]")
        app = (
            next((one for one in self.world.state.apps if one.slug == slug), None)
            or self.world.app(slug, on=self.model.repository.owner.login).model.app
        )
        repository, state = self.model.repository, self.world.state
        suite = repository.suites.setdefault((self.head, app.id), state.id())
        rows: list[dict[str, object]] = [
            {"path": path, "start_line": line, "end_line": line, "annotation_level": level, "message": text}
            for path, line, text in notes
        ]
        given: dict[str, object] = {
            "status": "completed",
            "conclusion": conclusion,
            "output": {"title": name, "summary": f"{len(rows)} notes", "text": None},
        }
        run = CheckRun(state.id(), app, suite, name, self.head, self.world.clock.now(), given, rows)
        repository.checks.append(run)
        for action in ("created", "completed"):
            state.tell("check_run", action, run, app.bot)
        self.world.step()
        return run

    def rerequest(self, run: CheckRun, *, by: str) -> None:
        """Somebody presses the button that runs a check again."""
        self.world.state.tell("check_run", "rerequested", run, self.world.user(by))

    def enqueue(self, *, by: str = "dave") -> str:
        """Put it into the queue of merges; the queue's commit, which waits for its checks."""
        return acts.enqueue(self.world.state, self.model, self.world.user(by))

    def to_draft(self, *, by: str = "dave") -> None:
        """Make it a draft."""
        acts.set_draft(self.world.state, self.model, self.world.user(by), draft=True)

    def ready(self, *, by: str = "dave") -> None:
        """Mark it as ready for review."""
        acts.set_draft(self.world.state, self.model, self.world.user(by), draft=False)

    def react(self, said: Said, content: str, *, by: str) -> None:
        """React to a message."""
        acts.react(self.world.state, said.reactions, self.world.user(by), content)

    def close(self, *, by: str = "dave") -> None:
        """Close it."""
        acts.close(self.world.state, self.model, self.world.user(by))

    def reopen(self, *, by: str = "dave") -> None:
        """Open it again."""
        acts.reopen(self.world.state, self.model, self.world.user(by))

    def merge(self, *, by: str = "dave") -> None:
        """Merge it."""
        acts.merge(self.world.state, self.model, self.world.user(by))

    def lock(self) -> None:
        """Lock the conversation."""
        self.model.locked = True

    def lose_fork(self) -> None:
        """The fork is deleted; the pull request stays."""
        if self.model.head_repository is not None and self.model.head_repository is not self.model.repository:
            self.world.state.repositories.remove(self.model.head_repository)
        self.model.head_repository = None
