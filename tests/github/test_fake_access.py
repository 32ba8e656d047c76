"""Who may do what on the fake, as GitHub rules it."""

import time

import jwt
import pytest
from github import BadCredentialsException, GithubException, UnknownObjectException

from tests.github.builders import World, key_pair
from tests.github.client import as_app, bare, integration, with_token


def test_app_token(world: World) -> None:
    """
    An App gets a token with its installation's permissions, in the long form, and speaks as its bot.
    """
    repo, app = world.repository("acme/widgets"), world.app()
    pr = repo.pull({}, {"a.py": "one\n"})

    token = integration(world, app).get_access_token(app.id)
    said = with_token(world, token.token).get_repo(repo.full_name).get_pull(pr.number).create_issue_comment("hello")

    assert token.token.startswith(f"ghs_{app.app_id}_") and token.token.count(".") == 2
    assert token.permissions["pull_requests"] == "write"
    assert (said.user.login, said.user.type) == ("metareview[bot]", "Bot")
    assert world.comments_of(pr)[0].app is app.model.app


def test_wrong_key(world: World) -> None:
    """
    A JWT of another key is refused, whichever App it names.
    """
    app = world.app()

    with pytest.raises(GithubException) as caught:
        integration(world, app, key=key_pair(7)[0]).get_access_token(app.id)

    assert caught.value.status == 401


@pytest.mark.parametrize(
    ("skew", "says"),
    [
        (900, "'Expiration time' claim ('exp') must be"),
        (-900, "'Expiration time' claim ('exp') is too far"),
        (-30, "'Issued at' claim ('iat')"),
    ],
)
def test_clock_skew(world: World, skew: int, says: str) -> None:
    """
    A JWT from a wrong clock is refused with the claim's name, and the Date header tells the difference.
    """
    world.app()
    world.clock.skew = skew
    now = int(time.time_ns() / 1e9)
    text = jwt.encode(
        {"iss": str(world.state.apps[0].id), "iat": now, "exp": now + 540},
        world.state.apps[0].private_key,
        algorithm="RS256",
    )

    answer = bare(world, text).get("/app")

    assert answer.status_code == 401
    assert answer.json()["message"].startswith(says)


def test_token_expires(world: World) -> None:
    """
    An installation token lives an hour of the host's time.
    """
    repo, app = world.repository("acme/widgets"), world.app()
    token = app.token()
    world.clock.advance(3580)
    assert bare(world, token).get(f"/repos/{repo.full_name}").status_code == 200

    world.clock.advance(20)

    assert bare(world, token).get(f"/repos/{repo.full_name}").status_code == 401


def test_no_escalation(world: World) -> None:
    """
    A token for more than the installation has is refused; one for less has less.
    """
    repo, app = world.repository("acme/widgets"), world.app()
    pr = repo.pull({}, {"a.py": "one\n"})
    with pytest.raises(GithubException) as caught:
        integration(world, app).get_access_token(app.id, {"contents": "write"})
    assert (caught.value.status, caught.value.data["message"]) == (
        422,
        "The permissions requested are not granted to this installation.",
    )

    narrow = integration(world, app).get_access_token(app.id, {"pull_requests": "read"}).token

    with pytest.raises(GithubException) as caught:
        with_token(world, narrow).get_repo(repo.full_name).get_pull(pr.number).create_issue_comment("hello")
    assert (caught.value.status, caught.value.data["message"]) == (403, "Resource not accessible by integration")
    assert caught.value.headers["x-accepted-github-permissions"] == "issues=write; pull_requests=write"


def test_permission_of_each_operation(world: World) -> None:
    """
    What a permission does not cover is refused in a private repository, and the permission is named in what succeeds.
    """
    repo = world.repository("acme/widgets")
    repo.pull({}, {"a.py": "one\n"})
    call = bare(world, world.app("reader", permissions={"metadata": "read", "pull_requests": "read"}).token())

    assert call.get("/repos/acme/widgets/pulls/1").headers["x-accepted-github-permissions"] == "pull_requests=read"
    assert call.get("/repos/acme/widgets/issues/1/comments").status_code == 200
    for path in ("contents/a.py", "compare/main...feature-1", "commits/main/check-runs"):
        assert call.get(f"/repos/acme/widgets/{path}").status_code == 403


def test_installation_on_chosen_repositories(world: World) -> None:
    """
    A repository that the installation was not given does not exist for it.
    """
    given, other = world.repository("acme/given"), world.repository("acme/other")
    client = as_app(world, world.app(repositories=[given]))

    assert client.get_repo(given.full_name).full_name == "acme/given"
    with pytest.raises(UnknownObjectException):
        client.get_repo(other.full_name)


def test_suspended(world: World) -> None:
    """
    A suspended installation gets no token, and its tokens no answer.
    """
    world.repository("acme/widgets")
    app = world.app()
    token = app.token()

    app.suspend()

    assert bare(world, token).get("/repos/acme/widgets").status_code == 403
    with pytest.raises(GithubException):
        integration(world, app).get_access_token(app.id)


def test_stranger(world: World) -> None:
    """
    A private repository does not exist for strangers, nor for a token without the scope.
    """
    repo = world.repository("acme/widgets").collaborator("dave", "write")

    for token in (world.token("mallory"), world.token("dave", "public_repo"), None):
        assert bare(world, token).get(f"/repos/{repo.full_name}").status_code == 404
    assert bare(world, world.token("dave")).get(f"/repos/{repo.full_name}").status_code == 200


def test_unknown_token(world: World) -> None:
    """
    A token that nobody has is refused everywhere.
    """
    world.repository("acme/open", private=False)

    with pytest.raises(BadCredentialsException):
        with_token(world, "ghp_nobody").get_repo("acme/open")


def test_public_repository(world: World) -> None:
    """
    Anybody reads a public repository and comments with an account; nobody writes without one.
    """
    repo = world.repository("acme/open", private=False)
    repo.pull({}, {"a.py": "one\n"})
    path = "/repos/acme/open/issues/1/comments"

    assert bare(world).get(path).status_code == 200
    assert bare(world).post(path, json={"body": "hi"}).status_code == 401
    assert bare(world, world.token("sam")).post(path, json={"body": "hi"}).status_code == 201


def test_people_and_roles(world: World) -> None:
    """
    The permission of a person has old names and the role's own; it is told to those who can push.
    """
    repo = (
        world.repository("acme/widgets")
        .collaborator("rita", "maintain")
        .collaborator("tim", "triage")
        .collaborator("dave", "write")
    )
    world.org("acme", "mia", admins=["olga"])
    world.user("sam")
    found = as_app(world, world.app()).get_repo(repo.full_name)

    assert [found.get_collaborator_permission(one) for one in ("olga", "rita", "dave", "tim", "mia", "sam")] == [
        "admin",
        "write",
        "write",
        "read",
        "read",
        "none",
    ]
    assert (
        bare(world, world.token("dave")).get("/repos/acme/widgets/collaborators/rita/permission").json()["role_name"]
        == "maintain"
    )
    assert bare(world, world.token("mia")).get("/repos/acme/widgets/collaborators/rita/permission").status_code == 403
    assert (
        bare(world, world.token("dave")).get("/repos/acme/widgets/collaborators/nobody/permission").status_code == 404
    )


def test_who_am_i(world: World) -> None:
    """
    A person's token says who it is; an installation's does so only in GraphQL.
    """
    repo = world.repository("acme/widgets")

    assert bare(world, world.token("dave")).get("/user").json()["login"] == "dave"
    workflow = bare(world, world.actions_token(repo, pull_requests="write"))
    assert workflow.get("/user").status_code == 403
    answer = workflow.post(f"{world.url}/api/graphql", json={"query": "{viewer{login}}"})
    assert answer.json() == {"data": {"viewer": {"login": "github-actions[bot]"}}}


def test_archived_and_locked(world: World) -> None:
    """
    In a locked conversation strangers are refused; in an archived repository everybody is.
    """
    repo = world.repository("acme/open", private=False)
    pr = repo.pull({}, {"a.py": "one\n"})
    path = "/repos/acme/open/issues/1/comments"
    pr.lock()
    assert (
        bare(world, world.token("sam")).post(path, json={"body": "hi"}).json()["message"]
        == "Unable to create comment because issue is locked."
    )

    repo.archive()

    assert (
        bare(world, world.token("dave")).post(path, json={"body": "hi"}).json()["message"]
        == "Repository was archived so is read-only."
    )
