"""A desk from which answers are posted on a fake GitHub, with a proxy in between that breaks calls."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.errors import BotError
from bot.forges.github.api import Api
from bot.forges.github.auth import TokenRight
from bot.forges.github.check_run import NAME
from bot.forges.github.conversation import Conversation
from bot.forges.github.patience import Patience
from bot.forges.github.publishing import publish
from bot.model.forge import Annotation, Answer, Person, Published
from bot.model.secret import Secret
from bot.model.settings import GitHubSettings
from tests.github.builders import PullRequest, Repo, World
from tests.github.fake.model import CheckRun, IssueComment
from tests.github.proxy import Fault, FaultProxy

MARKER = "metareview:k1"
EVER = 1_000
"""More calls than any story makes."""


def text(words: str = "Two findings.") -> str:
    """A comment of ours: some words, and the marker in the last line."""
    return f"{words}\n\n<!-- {MARKER} v1 -->"


def notes(count: int) -> tuple[Annotation, ...]:
    """So many annotations, no two alike."""
    return tuple(Annotation("a.py", line, line, "notice", f"n{line}", f"note {line}") for line in range(1, count + 1))


def answer(pr: PullRequest, words: str = "Two findings.", **given: object) -> Answer:
    """An answer to the head of a pull request."""
    fields: dict[str, object] = {
        "revision": pr.head,
        "text": text(words),
        "digest": words,
        "title": "t",
        "summary": "s",
    }
    return Answer(**{**fields, **given})  # type: ignore[arg-type]


class Desk:
    """A GitHub with one repository, our App on it, and us behind the proxy."""

    def __init__(self, world: World, proxy: FaultProxy) -> None:
        self.world, self.proxy = world, proxy
        self.repo: Repo = world.repository("acme/widgets")
        self.app = world.app()
        self.token = self.app.token()
        self.login = self.app.login
        self.writers: set[str] = {"dave"}
        self.asked: list[str] = []
        self.on_ask: Callable[[], object] = lambda: None

    @property
    def me(self) -> Person:
        """The account that we act as."""
        user = self.world.user(self.login)
        return Person(user.login, str(user.id), user.is_bot)

    def act_as(self, login: str, token: str) -> None:
        """Speak from now on with somebody's token."""
        self.login, self.token = login, token

    def pull(self, lines: int = 1) -> PullRequest:
        """An open pull request with a head of its own."""
        return self.repo.pull({}, {"a.py": f"x = {len(self.repo.model.pulls)}\n" * lines})

    def conversation(self, pr: PullRequest) -> Conversation:
        """What publishes on a pull request; every one is a process of its own, without a memory."""
        api = Api(
            GitHubSettings("github", url=self.proxy.url),
            TokenRight(Secret(self.token)),
            now=self.world.clock.now,
            patience=Patience(lambda seconds: self.world.clock.advance(int(seconds + 1))),
        )
        return Conversation(api, self.repo.full_name, pr.number, self.me, MARKER, self._may_write)

    def _may_write(self, login: str) -> bool:
        self.asked.append(login)
        happens, self.on_ask = self.on_ask, lambda: None
        happens()
        return login in self.writers

    def publish(self, pr: PullRequest, said: Answer, *, asked: bool = False) -> Published:
        """Publish once."""
        return publish(self.conversation(pr), said, asked=asked)

    def attempt(self, pr: PullRequest, said: Answer, *, asked: bool = False) -> str:
        """Publish once, and give the sentence of what went wrong."""
        try:
            return self.publish(pr, said, asked=asked).note
        except BotError as error:
            return str(error) or "no sentence"

    def ours(self, pr: PullRequest) -> list[IssueComment]:
        """All comments of ours."""
        return [one for one in self.world.comments_of(pr) if one.user.login == self.login]

    def bodies(self, pr: PullRequest) -> list[str]:
        """The whole conversation."""
        return [one.body for one in self.world.comments_of(pr)]

    def noted(self, pr: PullRequest) -> list[tuple[str, str]]:
        """What we said in threads, each with the message that it answers."""
        said = [one for thread in pr.threads for one in thread.comments if one.user.login == self.login]
        return [(f"inline-{one.reply_to}", one.body) for one in said]

    def runs(self, pr: PullRequest) -> list[CheckRun]:
        """Our check runs."""
        return [one for one in self.world.checks_of(pr) if one.name == NAME]

    def calls(self) -> int:
        """How many calls were made since this was last asked."""
        count = len(self.proxy.calls)
        self.proxy.clear()
        return count


@contextmanager
def open_desk(tmp: Path) -> Iterator[Desk]:
    """A desk in a world of its own."""
    with World(tmp) as world, FaultProxy(world.url) as proxy:
        yield Desk(world, proxy)


Story = Callable[[Desk], tuple[PullRequest, Answer]]
"""Brings a pull request to where we publish on it."""


def strike_each_call(
    desk: Desk, make: Callable[[], Fault], story: Story, *, crash: bool = False, heals: bool = False
) -> None:
    """Break each call of a publication in turn, the story told anew for each, and hold the rules against the result.

    A publication that says of nothing that it went wrong has done its work; after any other, the next one does. `crash`:
    all calls from that one on are broken. `heals`: the broken publication itself does its work.
    """
    pr, said = story(desk)
    desk.calls()
    assert desk.attempt(pr, said) == ""
    whole = desk.calls()
    require_right(desk, pr, said)
    for nth in range(1, whole + 1):
        pr, said = story(desk)
        desk.proxy.clear()
        rule = desk.proxy.on(make(), nth=tuple(range(nth, EVER)) if crash else nth)
        sentence = desk.attempt(pr, said)
        assert rule.struck, nth
        assert "\n" not in sentence and "Traceback" not in sentence
        assert len(desk.ours(pr)) <= 2
        desk.proxy.clear()
        assert not (heals and sentence)
        if sentence:
            assert desk.attempt(pr, said) == "", nth
        require_right(desk, pr, said)
        assert not desk.publish(pr, said).changed


def require_right(desk: Desk, pr: PullRequest, said: Answer) -> None:
    """Exactly one comment with the marker, ours, with this text; and each annotation and each note exactly once."""
    assert sorted(desk.noted(pr)) == sorted((one.message, one.text) for one in said.notes)
    assert [one.body for one in desk.ours(pr)] == [said.text]
    assert [one for one in desk.bodies(pr) if MARKER in one] == [said.text]
    if said.conclusion is not None:
        assert [shown(one) for one in desk.runs(pr)] == [[one.message for one in said.annotations]]


def shown(run: CheckRun) -> Sequence[object]:
    """The messages of a run's annotations."""
    return [one["message"] for one in run.annotations]
