"""The world of GitHub: the strict fake over real git, with a proxy before it that can cut our side off."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from math import ceil
from pathlib import Path

from bot.forges.github.forge import GitHubForge
from bot.git.cache import Cache
from bot.git.fetched import open_commits
from bot.git.view import GitCode
from bot.model.change_ref import ChangeRef
from bot.model.forge import ChangeState
from bot.model.secret import Secret
from bot.model.settings import GitHubSettings
from bot.ports import Forge
from tests.contracts.forges.driver import AUTHOR, MARKER, READER, WRITER, Can, Files, Remarks
from tests.github.builders import PullRequest, World
from tests.github.fake.model import IssueComment, Review, ReviewComment, Said
from tests.github.proxy import Fault, FaultProxy, cut

US = "metareview"


class Line(FaultProxy):
    """A line to the host that may be dead, or die with the next thing that is written to a conversation."""

    is_dead = is_dying = False

    def fault(self, method: str, path: str) -> Fault | None:
        """Cut whatever comes on a dead line; the write that it dies of is carried out before."""
        if self.is_dying and not self.is_dead and method in ("POST", "PATCH") and "/issues/" in path:
            self.is_dead = True
            return cut(after=True)
        return cut() if self.is_dead else super().fault(method, path)

    def mend(self) -> None:
        """Let everything through again."""
        self.is_dead = self.is_dying = False


class GitHubDriver:
    """A private repository; we have a token, or are an App that is installed there. Use as a context."""

    can = Can()

    forge: Forge
    _app_id: int | None

    def __init__(self, tmp: Path, *, as_app: bool) -> None:
        self.world = World(tmp)
        self._as_app = as_app
        self._cache = Cache(str(tmp / "cache"), 1 << 30)
        self._stack = ExitStack()

    def __enter__(self) -> "GitHubDriver":
        self._stack.enter_context(self.world)
        self.line = Line(self.world.url)
        self._stack.enter_context(self.line)
        self.repo = self.world.repository("acme/widgets").collaborator(WRITER).collaborator(READER, "read")
        if self._as_app:
            app = self.world.app(US)
            self.login, self._secret, self._app_id = app.login, Secret(app.private_key), app.app_id
        else:
            self.repo.collaborator(US)
            self.login, self._secret, self._app_id = US, Secret(self.world.token(US)), None
        self.forge = self.another()
        return self

    def __exit__(self, *given: object) -> None:
        self._stack.__exit__(*given)  # type: ignore[arg-type]

    def another(self) -> GitHubForge:
        """The forge on the same line, a little later."""
        self.world.step()
        settings = GitHubSettings("github", self.line.url, self._app_id)
        clock = self.world.clock
        return GitHubForge(
            settings, self._secret, MARKER, now=clock.now, sleep=lambda seconds: clock.advance(ceil(seconds))
        )

    def change(self, base: Files, head: Files) -> ChangeRef:
        """A pull request."""
        number = self.repo.pull(base, head, by=AUTHOR).number
        return ChangeRef("github", self.repo.full_name, number)

    def unknown(self) -> ChangeRef:
        """A number that was not given yet."""
        return ChangeRef("github", self.repo.full_name, 999)

    def push(self, ref: ChangeRef, files: Files) -> str:
        """A commit on the branch."""
        return self._pull(ref).push(files, by=AUTHOR)

    def replace(self, ref: ChangeRef, files: Files) -> str:
        """A forced push."""
        return self._pull(ref).force_push(files, by=AUTHOR)

    def close(self, ref: ChangeRef) -> None:
        """Close the pull request."""
        self._pull(ref).close(by=AUTHOR)

    def review(self, ref: ChangeRef, by: str, body: str = "", remarks: Remarks = ()) -> None:
        """A review with the event COMMENT."""
        self._pull(ref).review(by=by, body=body, comments=remarks)

    def say(self, ref: ChangeRef, by: str, text: str) -> None:
        """A comment in the conversation."""
        self._pull(ref).comment(by=by, body=text)

    def reply(self, ref: ChangeRef, to: str, by: str, text: str) -> None:
        """An answer in the thread."""
        said = self._said(ref, to)
        assert isinstance(said, ReviewComment)
        self._pull(ref).reply(said.thread, by=by, body=text)

    def edit(self, ref: ChangeRef, old: str, new: str) -> None:
        """Edit a message."""
        self._pull(ref).edit(self._said(ref, old), new)

    def withdraw(self, ref: ChangeRef, text: str) -> None:
        """Delete a comment of a thread."""
        self._pull(ref).delete(self._said(ref, text))

    def delete_ours(self, ref: ChangeRef) -> None:
        """A maintainer deletes our comment."""
        self._pull(ref).delete(self._ours(ref)[-1], by=WRITER)

    def shown(self, ref: ChangeRef) -> list[str]:
        """The comments of our account."""
        return [one.body for one in self._ours(ref)]

    def kept(self, text: str) -> str:
        """Every character as it is."""
        return text

    @contextmanager
    def unreachable(self, ref: ChangeRef) -> Iterator[None]:
        """The line is dead."""
        self.line.is_dead = True
        yield
        self.line.mend()

    @contextmanager
    def unclear(self, ref: ChangeRef) -> Iterator[None]:
        """The line dies of the next write, just after it."""
        self.line.is_dying = True
        yield
        assert self.line.is_dead
        self.line.mend()

    @contextmanager
    def open(self, ref: ChangeRef, state: ChangeState) -> Iterator[GitCode]:
        """Fetch into a cache."""
        place = self.forge.code(ref)
        with (
            self._cache.checkout(place, (state.head_ref,), (state.head, state.base)) as path,
            open_commits(path, state.head, state.base) as code,
        ):
            yield code

    def _pull(self, ref: ChangeRef) -> PullRequest:
        return PullRequest(self.world, self.repo.model.pulls[ref.number])

    def _ours(self, ref: ChangeRef) -> list[IssueComment]:
        return [one for one in self._pull(ref).model.comments if one.user.login == self.login]

    def _said(self, ref: ChangeRef, text: str) -> Said:
        model = self._pull(ref).model
        every: list[Said | Review] = [*model.comments, *(one for thread in model.threads for one in thread.comments)]
        return next(one for one in every if one.body == text and isinstance(one, Said))
