"""What the commands of one process share: tokens by repository, counts of calls, and what limits leave."""

from concurrent.futures import ThreadPoolExecutor

from bot.forges.github.auth import LACKING_SECONDS
from bot.forges.github.forge import GitHubForge
from bot.forges.github.shared import MOST_SLOTS, Shared
from bot.model.secret import Secret
from bot.model.settings import GitHubSettings
from tests.forges.github.connecting import MARKER, Sleeper, api, ref
from tests.github.builders import Installed, World


def forge(world: World, app: Installed, shared: Shared) -> GitHubForge:
    """The adapter as one run has it."""
    settings = GitHubSettings("github", url=world.url, app_id=app.app_id)
    return GitHubForge(
        settings, Secret(app.private_key), MARKER, now=world.clock.now, sleep=Sleeper(world), shared=shared
    )


def minted(world: World) -> int:
    """How many installation tokens were asked for."""
    return len(world.hub.calls("POST", "/access_tokens"))


def test_runs_share_tokens(world: World) -> None:
    """
    Runs at the same time and one after another use one token for a repository, and another one for another repository.
    """
    prs = [world.repository(name).pull({"a.py": "1\n"}, {"a.py": "2\n"}) for name in ("acme/widgets", "acme/other")]
    app, shared = world.app(), Shared()

    with ThreadPoolExecutor(4) as pool:
        heads = list(pool.map(lambda n: forge(world, app, shared).state(ref(prs[n % 2])).head, range(8)))

    assert heads == [pr.head for pr in prs] * 4
    assert minted(world) == 2
    scopes = {tuple(one.repositories or ()) for one in world.state.tokens.values()}
    assert len(scopes) == 2


def test_new_token(world: World) -> None:
    """
    A kept token that ended, or that GitHub took back, is replaced in the next run.
    """
    pr = world.repository("acme/widgets").pull({"a.py": "1\n"}, {"a.py": "2\n"})
    app, shared = world.app(), Shared()
    forge(world, app, shared).state(ref(pr))
    world.clock.advance(3600)
    forge(world, app, shared).state(ref(pr))
    world.clock.advance(120)
    for token in world.state.tokens.values():
        token.revoked = True

    assert forge(world, app, shared).state(ref(pr)).head == pr.head
    assert minted(world) == 3


def test_granted_later(world: World) -> None:
    """
    A token that lacks a right is kept for minutes only, so that what is granted meanwhile is soon of use.
    """
    pr = world.repository("acme/widgets").pull({"a.py": "1\n"}, {"a.py": "2\n"})
    app, shared = world.app(permissions={"contents": "read", "pull_requests": "write"}), Shared()
    assert any("Checks" in one for one in forge(world, app, shared).state(ref(pr)).limits)
    app.grant(checks="write")
    assert any("Checks" in one for one in forge(world, app, shared).state(ref(pr)).limits)

    world.clock.advance(LACKING_SECONDS)

    assert forge(world, app, shared).state(ref(pr)).limits == ()
    assert minted(world) == 2


def test_secrets_are_not_shown(world: World) -> None:
    """
    No representation of what is shared shows a token.
    """
    pr = world.repository("acme/widgets").pull({"a.py": "1\n"}, {"a.py": "2\n"})
    shared = Shared()
    forge(world, world.app(), shared).state(ref(pr))

    shown = f"{shared!r} {vars(shared)!r} {shared.slot('acme/widgets')!r}"

    assert "ghs_" not in shown


def test_slots_are_bounded() -> None:
    """
    However many repositories are named, so many tokens are kept and no more; upper and lower case are one.
    """
    shared = Shared()
    first = shared.slot("acme/Widgets")
    assert shared.slot("ACME/widgets") is first

    for number in range(MOST_SLOTS):
        shared.slot(f"acme/r{number}")

    assert shared.slot("acme/widgets") is not first


def test_remaining() -> None:
    """
    The least that a limit leaves is told until that limit begins anew; what is no number is left aside.
    """
    shared = Shared()
    for left, reset in (("40", "100"), ("50", "100"), ("7", "60"), ("x", "100"), ("3", "-1"), ("٣", "100"), ("1", "")):
        shared.heard({"x-ratelimit-remaining": left, "x-ratelimit-reset": reset}, 10)
    shared.heard({}, 10)

    assert (shared.remaining(10), shared.remaining(60), shared.remaining(100)) == (7, 40, None)


def test_tag(world: World) -> None:
    """
    What a path holds has a tag; as long as that is the same, asking costs nothing.
    """
    pr = world.repository("acme/widgets").pull({"a.py": "1\n"}, {"a.py": "2\n"}, by="dave")
    calls = api(world, world.token("dave"))
    path = "/repos/acme/widgets/pulls"

    first = calls.tag(path)
    used = [one.used for one in world.limits.counts.values()]
    assert calls.tag(path, first) == first
    assert [one.used for one in world.limits.counts.values()] == used
    pr.comment(by="dave", body="news")

    assert calls.tag(path, first) not in ("", first)
