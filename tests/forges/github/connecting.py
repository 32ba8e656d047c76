"""Our adapter on the fake, with a sleep that only moves the story's time."""

from dataclasses import dataclass, field

from bot.forges.github.api import Api
from bot.forges.github.auth import AppRight, InstallationRight, TokenRight
from bot.forges.github.forge import GitHubForge
from bot.forges.github.patience import Patience
from bot.model.change_ref import ChangeRef
from bot.model.secret import Secret
from bot.model.settings import GitHubSettings
from tests.github.builders import Installed, PullRequest, World

MARKER = "<!-- metareview:test -->"


@dataclass
class Sleeper:
    """Sleeps in no time: the story's clock goes on, and `slept` remembers how long."""

    world: World
    slept: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.world.clock.advance(-int(-seconds // 1))


def connect(
    world: World,
    secret: str | None = None,
    *,
    app: Installed | None = None,
    url: str | None = None,
    sleep: Sleeper | None = None,
    key: str | None = None,
) -> GitHubForge:
    """The adapter with a token, or with an App; `url` is another address of the host, a proxy's for instance."""
    settings = GitHubSettings("github", url=url or world.url, app_id=app.app_id if app else None)
    found = Secret(key or secret or (app.private_key if app else ""))
    return GitHubForge(settings, found, MARKER, now=world.clock.now, sleep=sleep or Sleeper(world))


def api(world: World, token: str, *, url: str | None = None, sleep: Sleeper | None = None) -> Api:
    """Bare calls with a token."""
    settings = GitHubSettings("github", url=url or world.url)
    return Api(settings, TokenRight(Secret(token)), now=world.clock.now, patience=Patience(sleep or Sleeper(world)))


def installation(world: World, app: Installed, full_name: str, *, key: str | None = None) -> InstallationRight:
    """An App's right on a repository."""
    settings = GitHubSettings("github", url=world.url, app_id=app.app_id)
    signed = AppRight(app.app_id, Secret(key or app.private_key), world.clock.now)
    calls = Api(settings, signed, now=world.clock.now, patience=Patience(Sleeper(world)))
    return InstallationRight(calls, app.app_id, full_name, world.clock.now)


def ref(pr: PullRequest) -> ChangeRef:
    """How the configuration names a pull request."""
    return ChangeRef.parse(f"github:{pr.ref}")
