"""Who we are: tokens, Apps and their installations, and what goes wrong with them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.errors import Refused
from bot.forges.github.auth import AppRight, TokenRight
from bot.model.secret import Secret
from tests.forges.github.connecting import MARKER, api, connect, installation, ref
from tests.github.builders import Installed, World, key_pair

HOUR = 3600


def minted(world: World) -> int:
    """How many installation tokens were asked for."""
    return len(world.hub.calls("POST", "/access_tokens"))


def test_least_rights(world: World) -> None:
    """
    An installation token is for one repository and may do no more than we need.
    """
    world.repository("acme/widgets")
    world.repository("acme/other")
    app = world.app(permissions={"contents": "write", "pull_requests": "write", "checks": "write", "issues": "write"})

    right = installation(world, app, "acme/widgets")
    token = world.state.tokens[right.token().reveal()]

    assert token.permissions == {"metadata": "read", "contents": "read", "pull_requests": "write", "checks": "write"}
    assert token.repositories == [world.state.repositories[0].id]
    assert right.limits == ()


def test_missing_permission(world: World) -> None:
    """
    What an installation was not granted is left out of the token, and remembered in a sentence that names it.
    """
    world.repository("acme/widgets")
    app = world.app(permissions={"contents": "read", "pull_requests": "read"})
    right = installation(world, app, "acme/widgets")

    token = world.state.tokens[right.token().reveal()]

    assert token.permissions == {"metadata": "read", "contents": "read", "pull_requests": "read"}
    assert [sentence.split("`")[1] for sentence in right.limits] == ["Pull requests: write", "Checks: write"]


def test_kept_until_it_ends(world: World) -> None:
    """
    A token is kept until five minutes before it ends.
    """
    world.repository("acme/widgets")
    right = installation(world, world.app(), "acme/widgets")
    first = right.token().reveal()

    world.clock.advance(HOUR - 310)
    assert right.token().reveal() == first
    world.clock.advance(20)

    assert right.token().reveal() != first
    assert minted(world) == 2


def test_minted_once(world: World) -> None:
    """
    Many threads that need a token at the same time get the same one.
    """
    world.repository("acme/widgets")
    right = installation(world, world.app(), "acme/widgets")

    with ThreadPoolExecutor(8) as pool:
        tokens = set(pool.map(lambda _: right.token().reveal(), range(16)))

    assert (len(tokens), minted(world)) == (1, 1)


def test_not_installed(world: World) -> None:
    """
    An App that is not installed on the repository says so, and what to do.
    """
    world.repository("other/widgets")
    app = world.app(on="acme")

    with pytest.raises(Refused, match=r"App [0-9]+ is not installed on other/widgets.*install the App"):
        installation(world, app, "other/widgets").token()


def test_wrong_key(world: World) -> None:
    """
    A key that is another App's is refused with the setting to mend.
    """
    world.repository("acme/widgets")

    with pytest.raises(Refused, match=r"does not accept the signature of App .*configure the private key"):
        installation(world, world.app(), "acme/widgets", key=key_pair(7)[0]).token()


@pytest.mark.parametrize(
    "key", ["", "no key", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n"]
)
def test_no_key(world: World, key: str) -> None:
    """
    A text that is no key is refused without showing it.
    """
    with pytest.raises(Refused, match="is not an RSA key in PEM form") as caught:
        AppRight(7, Secret(key), world.clock.now).authorization()

    assert "AAAA" not in str(caught.value)


def test_suspended(world: World) -> None:
    """
    A suspended installation says so, also while a token is in use.
    """
    world.repository("acme/widgets")
    app = world.app()
    token = app.token()
    app.suspend()

    with pytest.raises(Refused, match="is suspended on acme/widgets"):
        installation(world, app, "acme/widgets").token()
    with pytest.raises(Refused, match="the owner of the installation can unsuspend it"):
        api(world, token).get("/repos/acme/widgets")


@pytest.mark.parametrize("skew", [-7200, -600, -45, 45, 600, 7200])
def test_clocks_differ(world: World, skew: int) -> None:
    """
    Where our clock is wrong, the App signs by GitHub's.
    """
    pr = world.repository("acme/widgets").pull({"a.py": "1\n"}, {"a.py": "2\n"})
    app = world.app()
    world.clock.skew = skew
    world.clock.moved = -skew

    assert connect(world, app=app).state(ref(pr)).head == pr.head


def test_token_revoked(world: World) -> None:
    """
    An installation token that GitHub took back is replaced once; a new one that it does not take is refused.
    """
    pr = world.repository("acme/widgets").pull({"a.py": "1\n"}, {"a.py": "2\n"})
    forge = connect(world, app=world.app())
    forge.state(ref(pr))
    world.clock.advance(120)
    for token in world.state.tokens.values():
        token.revoked = True

    assert forge.state(ref(pr)).head == pr.head
    for token in world.state.tokens.values():
        token.revoked = True
    with pytest.raises(Refused, match="does not know the credential"):
        forge.state(ref(pr))


def classic(world: World, app: Installed) -> str:
    """A person's classic token."""
    return world.token("dave")


def fine_grained(world: World, app: Installed) -> str:
    """A person's fine-grained token."""
    return world.fine_grained_token("dave", contents="read", pull_requests="write", checks="read")


@pytest.mark.parametrize("token", [classic, fine_grained])
def test_person(world: World, token: Callable[[World, Installed], str]) -> None:
    """
    With a person's token we are that person, and no bot.
    """
    pr = world.repository("acme/widgets").pull({"a.py": "1\n"}, {"a.py": "2\n"}, by="dave")

    state = connect(world, token(world, world.app())).state(ref(pr))

    assert (state.me, state.limits) == (state.author, ())


def test_actions(world: World) -> None:
    """
    In a workflow we are its bot.
    """
    repo = world.repository("acme/widgets")
    pr = repo.pull({"a.py": "1\n"}, {"a.py": "2\n"}, by="dave")

    state = connect(world, world.actions_token(repo)).state(ref(pr))

    assert (state.me.login, state.me.is_bot) == ("github-actions[bot]", True)


@pytest.mark.parametrize("token", ["", "a b", "tok\nen", "tøken"])
def test_no_token(token: str) -> None:
    """
    What can be no token is refused without showing it.
    """
    with pytest.raises(Refused, match="the token for GitHub is empty or holds characters") as caught:
        TokenRight(Secret(token))

    assert not token or token not in str(caught.value)


def test_unknown_token(world: World) -> None:
    """
    A token that GitHub does not know is refused at once, and never shown.
    """
    pr = world.repository("acme/widgets").pull({"a.py": "1\n"}, {"a.py": "2\n"})

    with pytest.raises(Refused, match="configure a valid one") as caught:
        connect(world, "ghp_stranger").state(ref(pr))

    assert "ghp_stranger" not in str(caught.value)
    assert len(world.exchanges) == 1


def test_renamed(world: World) -> None:
    """
    A repository that has another name now is found by its old one, with a token and with an App, also under `/api/v3`.
    """
    repo = world.repository("acme/widgets")
    pr = repo.pull({"a.py": "1\n"}, {"a.py": "2\n"}, by="dave")
    name, app = ref(pr), world.app()
    repo.rename("gadgets")

    for forge in (connect(world, world.token("dave")), connect(world, app=app)):
        assert forge.state(name).url == f"{world.url}/acme/gadgets/pull/1"
        assert forge.code(name).url == f"{world.url}/acme/gadgets.git"
    assert {one.path.split("/")[1] for one in world.exchanges if one.kind == "rest"} <= {"repos", "repositories", "app"}


def test_invisible(world: World) -> None:
    """
    A private repository that we may not see is refused with what to check.
    """
    pr = world.repository("acme/widgets").pull({"a.py": "1\n"}, {"a.py": "2\n"})

    with pytest.raises(Refused, match="GitHub shows us no repository acme/widgets; check the name"):
        connect(world, world.token("stranger")).state(ref(pr))


def test_secrets_are_not_shown(world: World) -> None:
    """
    No representation of what holds a secret shows it.
    """
    pr = world.repository("acme/widgets").pull({"a.py": "1\n"}, {"a.py": "2\n"}, by="dave")
    forge, right = connect(world, app=world.app()), installation(world, world.app(), "acme/widgets")
    place, token = forge.code(ref(pr)), right.token().reveal()

    shown = " ".join(repr(one) for one in (forge, right, right.app, place, forge._places, vars(forge)))

    assert place.user == "x-access-token"
    assert place.password
    assert not any(secret in shown for secret in (token, place.password, "PRIVATE KEY"))


def test_may_write(world: World) -> None:
    """
    Those may write whose role says so; a reader, a stranger, nobody and a refused look-up are a no.
    """
    repo = world.repository("acme/widgets").collaborator("rita", "read").collaborator("mia", "maintain")
    pr = (
        repo.collaborator("ada", "admin")
        .collaborator("tom", "triage")
        .pull({"a.py": "1\n"}, {"a.py": "2\n"}, by="dave")
    )
    forge, name = connect(world, app=world.app()), ref(pr)

    answers = {
        login: forge.may_write(name, login)
        for login in ("dave", "mia", "ada", "rita", "tom", "nobody", "", "../x", "a[bot]")
    }

    assert [login for login, may in answers.items() if may] == ["dave", "mia", "ada"]
    assert connect(world, world.token("stranger")).may_write(name, "dave") is False
    assert connect(world, world.token("rita")).may_write(name, "dave") is False


def test_ours(world: World) -> None:
    """
    Our comment is the one of our account with our marker.
    """
    pr = world.repository("acme/widgets").pull({"a.py": "1\n"}, {"a.py": "2\n"}, by="dave")
    forge = connect(world, app=world.app())
    pr.comment(by="stranger", body=f"copied\n\n{MARKER}")
    pr.comment(by="metareview[bot]", body="no marker")
    assert forge.ours(ref(pr)) is None

    mine = pr.comment(by="metareview[bot]", body=f"the answer\n\n{MARKER}")

    found = forge.ours(ref(pr))
    assert found is not None
    assert (found.body, found.author.login, str(mine.id) in found.id) == (mine.body, "metareview[bot]", True)
