"""Every kind of failure at every call that reading makes: the right state, or one clear sentence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.errors import BotError, Refused, Unreachable
from bot.model.forge import ChangeState
from tests.forges.github.connecting import connect, ref
from tests.github import proxy as faults
from tests.github.builders import Installed, PullRequest, World
from tests.github.proxy import EVERY_FAULT, Fault, FaultProxy

CALLS = {
    "installation": ("GET", "/widgets/installation$"),
    "token": ("POST", "/access_tokens$"),
    "repository": ("GET", "/repos/acme/widgets$"),
    "pull request": ("GET", "/pulls/1$"),
    "merge base": ("GET", "/compare/"),
    "threads": ("POST", "/graphql$"),
    "reviews": ("GET", "/reviews"),
    "inline": ("GET", "/pulls/1/comments"),
    "conversation": ("GET", "/issues/1/comments"),
    "check runs": ("GET", "/check-runs[?]"),
    "annotations": ("GET", "/annotations"),
}
FINAL = {"401", "403", "404", "422"}
OF_THE_APP = {"installation", "token"}
OPTIONAL = {"check runs", "annotations"}


@dataclass
class Scene:
    """A pull request on which everything was said, behind a proxy."""

    world: World
    app: Installed
    pr: PullRequest
    proxy: FaultProxy
    healthy: dict[bool, ChangeState] = field(default_factory=dict)

    def read(self, *, as_app: bool) -> ChangeState:
        """Its state through the proxy, by somebody who starts afresh: the App, or one with a token of it."""
        secret, app = (None, self.app) if as_app else (self.app.token(), None)
        return connect(self.world, secret, app=app, url=self.proxy.url).state(ref(self.pr))


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """One scene for all: reading changes nothing."""
    root: Path = tmp_path_factory.mktemp("scene")
    with World(root) as world, FaultProxy(world.url) as proxy:
        pr = world.repository("acme/widgets").pull({"a.py": "1\n"}, {"a.py": "2\n"})
        pr.review(by="coderabbitai[bot]", body="look", comments=[("a.py", 1, "why?")])
        pr.comment(by="rita", body="hello")
        pr.annotate(by="lint[bot]", notes=[("a.py", 1, "loud")])
        found = Scene(world, world.app(), pr, proxy)
        found.healthy = {as_app: found.read(as_app=as_app) for as_app in (True, False)}
        yield found


def test_all_calls_are_tried(scene: Scene) -> None:
    """
    The calls below are all that reading makes.
    """
    scene.proxy.clear()
    scene.read(as_app=True)

    assert len(scene.proxy.calls) == len(CALLS)


@pytest.mark.parametrize("make", EVERY_FAULT, ids=lambda make: make().name)
@pytest.mark.parametrize("call", CALLS)
def test_once(scene: Scene, call: str, make: Callable[[], Fault]) -> None:
    """
    What passes is waited out and the state is the right one; what is final is one sentence, or a limit of the state.
    """
    scene.proxy.clear()
    healthy, fault = scene.healthy[call in OF_THE_APP], make()
    scene.proxy.on(fault, *CALLS[call])

    found = outcome(scene, call)

    assert scene.proxy.struck == 1
    if fault.name not in FINAL or (call, fault.name) == ("token", "422"):
        # A token that is refused for its repository is asked for again by the name that the repository has now.
        assert found == healthy
    elif call in OPTIONAL and fault.name in ("403", "404"):
        assert isinstance(found, ChangeState)
        kept = tuple(one for one in healthy.messages if one.kind != "annotation")
        assert replace(found, limits=()) == replace(healthy, messages=kept)
        assert len(found.limits) == 1
    else:
        assert isinstance(found, Refused)


@pytest.mark.parametrize("make", EVERY_FAULT, ids=lambda make: make().name)
@pytest.mark.parametrize("call", ["token", "pull request", "threads", "check runs"])
def test_for_ever(scene: Scene, call: str, make: Callable[[], Fault]) -> None:
    """
    What does not pass ends in one sentence that shows no secret, after a bounded number of calls.
    """
    scene.proxy.clear()
    fault = make()
    scene.proxy.on(fault, *CALLS[call], nth=None)

    found = outcome(scene, call)

    if isinstance(found, ChangeState):
        assert call in OPTIONAL
        assert found.limits
        return
    assert isinstance(found, Refused if fault.name in FINAL else Unreachable)
    said = str(found)
    assert "\n" not in said
    assert len(said) < 500
    assert not any(secret in said for secret in (*scene.world.state.tokens, "PRIVATE KEY", "Bearer"))
    assert scene.proxy.struck <= 5


def outcome(scene: Scene, call: str) -> ChangeState | BotError:
    """The state, or what was said in its place; anything else that is raised is a defect."""
    try:
        return scene.read(as_app=call in OF_THE_APP)
    except BotError as error:
        return error


def test_silence(scene: Scene) -> None:
    """
    A host that is silent and then hangs up is asked again.
    """
    scene.proxy.clear()
    scene.proxy.on(faults.silence(0.05), *CALLS["merge base"])

    assert outcome(scene, "merge base") == scene.healthy[False]
