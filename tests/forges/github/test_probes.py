"""What is looked at before any work on a GitHub, and what is said of each thing that is wrong."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.forges.github.probes import EVENTS, FOR_EVENTS, Machine, Needs, probe, probe_comment
from bot.model.change_ref import ChangeRef
from bot.model.diagnosis import Diagnosis, Outcome
from bot.model.secret import Secret
from bot.model.settings import GitHubSettings
from tests.forges.github.connecting import Sleeper, ref
from tests.github.builders import LEAST, Installed, PullRequest, Repo, World, key_pair
from tests.github.proxy import FaultProxy, broken

DAY = 86_400
WEBHOOKS = Needs(webhooks=True)


def machine(world: World, **environment: str) -> Machine:
    """A machine whose clock is right, also where the host's is not."""
    return Machine(lambda: float(world.clock.now() - world.clock.skew), Sleeper(world), environment)


def look(
    world: World,
    secret: str | Installed | None,
    needs: Needs | None = None,
    url: str | None = None,
    **environment: str,
) -> list[Diagnosis]:
    """Everything that is said of a token, or of an App with its own key."""
    app = secret if isinstance(secret, Installed) else None
    settings = GitHubSettings("github", url=url or world.url, app_id=app.app_id if app else None)
    shown = Secret(secret.private_key if isinstance(secret, Installed) else secret) if secret else None
    return list(probe(settings, shown, needs or Needs(), machine(world, **environment)))


def complete(world: World, **more: str) -> Installed:
    """An App that has all that webhooks need, too."""
    app = world.app(permissions={**LEAST, **FOR_EVENTS, **more})
    app.model.app.events[:] = EVENTS
    return app


def bad(found: list[Diagnosis]) -> list[tuple[str, str]]:
    """What is wrong or doubtful: how much so, and what it is about."""
    return [(str(one.outcome), one.what) for one in found if one.outcome in (Outcome.FAULT, Outcome.WARNING)]


def said(found: list[Diagnosis], what: str) -> str:
    """The sentences about one thing."""
    return "\n".join(one.sentence for one in found if one.what == what)


@contextmanager
def serving(status: int, headers: dict[str, str], body: bytes) -> Iterator[tuple[str, list[str]]]:
    """A server that gives one answer to everything, and the credentials that it was shown."""
    shown: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shown.append(self.headers.get("Authorization", ""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *given: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", shown
    finally:
        server.shutdown()
        server.server_close()


def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_app_in_order(world: World) -> None:
    """
    An App with all permissions and events, installed and accepted, has no fault and no warning.
    """
    found = look(world, complete(world), WEBHOOKS)

    assert bad(found) == []
    assert [one.reached for one in found if one.what == "host"] == [True]


def test_run_needs_no_events(world: World) -> None:
    """
    Without a webhook secret a missing event is a warning, and what events need is only noted.
    """
    found = look(world, world.app())

    assert bad(found) == [("warning", "events")]
    assert "check_run, merge_group, pull_request_review_thread" in said(found, "events")
    assert "`Issues: read`, `Merge queues: read`" in said(found, "permissions")


def test_missing_event(world: World) -> None:
    """
    With a webhook secret a missing event is a fault that names it.
    """
    app = complete(world)
    app.model.app.events.remove("issue_comment")

    found = look(world, app, WEBHOOKS)

    assert bad(found) == [("fault", "events")]
    assert "not subscribed to issue_comment; tick" in said(found, "events")


@pytest.mark.parametrize(
    ("name", "level", "shown"),
    [("contents", "none", "Contents: read"), ("pull_requests", "read", "Pull requests: write"), ("checks", "read", "Checks: write")],
)  # fmt: skip
def test_missing_permission(world: World, name: str, level: str, shown: str) -> None:
    """
    A permission that the App lacks is one fault, which names it and the page to grant it on.
    """
    app = complete(world)
    app.grant(**{name: level})
    app.model.app.permissions = dict(app.model.permissions)

    found = look(world, app, WEBHOOKS)

    assert bad(found) == [("fault", "permissions")]
    assert said(found, "permissions").startswith(
        f"the App lacks `{shown}`; grant it at {world.url}/settings/apps/metareview"
    )


def test_no_check_runs(world: World) -> None:
    """
    An App need not write checks where the configuration wants none.
    """
    app = complete(world)
    app.grant(checks="read")
    app.model.app.permissions = dict(app.model.permissions)

    found = look(world, app, Needs(check_runs=False, webhooks=True))

    assert bad(found) == [("warning", "permissions")]
    assert "more than metareview uses: `Checks: read`" in said(found, "permissions")


def test_page_of_an_organization(world: World) -> None:
    """
    The page of an App that an organization owns is the organization's.
    """
    app = world.app(permissions={"metadata": "read"})
    app.model.app.owner = world.org("acme")

    assert f"{world.url}/organizations/acme/settings/apps/metareview/permissions" in said(
        look(world, app), "permissions"
    )


def test_too_many_permissions(world: World) -> None:
    """
    Permissions beyond the least are a warning that names them, said once.
    """
    found = look(world, complete(world, administration="read", contents="write"), WEBHOOKS)

    assert bad(found) == [("warning", "permissions")]
    assert "`Administration: read`, `Contents: write`; take it away" in said(found, "permissions")


def test_unaccepted_permission(world: World) -> None:
    """
    What the App was granted and an installation has not accepted is a fault of that installation.
    """
    app = complete(world)
    app.grant(checks="none")

    found = look(world, app, WEBHOOKS)

    assert bad(found) == [("fault", "installation on acme")]
    assert "`Checks: write` was granted to the App but is not accepted here yet" in said(found, "installation on acme")


def test_suspended(world: World) -> None:
    """
    A suspended installation is a fault; the others are looked at all the same.
    """
    app = complete(world)
    world.app(on="beta", permissions={**LEAST, **FOR_EVENTS})
    app.suspend()

    found = look(world, app, WEBHOOKS)

    assert bad(found) == [("fault", "installation on acme")]
    assert "rate limit on beta" in [one.what for one in found]


def test_not_installed(world: World) -> None:
    """
    An App that is installed nowhere is a fault that says where to install it.
    """
    app = complete(world)
    world.state.installations.clear()

    found = look(world, app, WEBHOOKS)

    assert bad(found) == [("fault", "installations")]
    assert f"{world.url}/apps/metareview/installations/new" in said(found, "installations")


def test_wrong_key(world: World) -> None:
    """
    A key of another App is a fault about the key or the number.
    """
    app = complete(world)
    app.private_key = key_pair(7)[0]

    found = look(world, app)

    assert bad(found) == [("fault", "App")]
    assert "`private_key` belongs to another App or was deleted, or `app_id` is wrong" in said(found, "App")


def test_unknown_app(world: World) -> None:
    """
    A number that no App has is a fault about the number.
    """
    app = complete(world)
    app.app_id = 4711

    assert "GitHub knows no App 4711; set `app_id`" in said(look(world, app), "App")


def no_keys() -> list[str]:
    """What stands in files that should hold the private key, and is none."""
    curve = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return ["not a key", key_pair()[0][:200], key_pair()[1], curve.decode()]


@pytest.mark.parametrize("at", range(4), ids=["text", "cut", "public", "curve"])
def test_no_key(world: World, at: int) -> None:
    """
    A private key that is none, or of another kind, is a fault, and the host is looked at all the same.
    """
    app = complete(world)
    app.private_key = no_keys()[at]

    found = look(world, app)

    assert bad(found) == [("fault", "private key")]
    assert "is not an RSA key in PEM form" in said(found, "private key")
    assert said(found, "clock")


def test_no_secret(world: World) -> None:
    """
    Where the secret is not there, the host and the clock are looked at, and nothing is sent with a credential.
    """
    found = look(world, None)

    assert [(one.outcome, one.what) for one in found] == [("ok", "host"), ("note", "credential"), ("ok", "clock")]


@pytest.mark.parametrize(
    ("skew", "outcome"), [(0, "ok"), (-20, "ok"), (45, "warning"), (-45, "warning"), (90, "fault"), (-400, "fault")]
)
def test_clock(world: World, skew: int, outcome: str) -> None:
    """
    For an App a clock that is more than a minute off is a fault, more than half a minute a warning.
    """
    app = complete(world)
    world.clock.skew = skew

    found = look(world, app, WEBHOOKS)

    assert [str(one.outcome) for one in found if one.what == "clock"] == [outcome]
    if outcome != "ok":
        assert ("behind" if skew > 0 else "ahead of") in said(found, "clock")


def test_clock_of_a_token(world: World) -> None:
    """
    A token signs nothing: a clock that is off is only a warning.
    """
    world.clock.skew = 300

    assert bad(look(world, world.token("review-bot"))) == [("warning", "clock")]


def test_refused_connection(world: World) -> None:
    """
    A port at which nobody listens is a fault about `url`; nothing was reached.
    """
    url = f"http://127.0.0.1:{closed_port()}"

    found = look(world, complete(world), url=url)

    assert [(one.what, one.reached) for one in found if one.outcome is Outcome.FAULT] == [("host", False)]
    assert said(found, "host") == f"{url[7:]} refuses connections; check `url`, and that the server runs"


def test_unknown_host(world: World) -> None:
    """
    A name that DNS does not know is a fault about `url` and DNS.
    """
    found = look(world, world.token("review-bot"), url="https://github.invalid")

    assert said(found, "host") == "no address is known for github.invalid; check `url` and the DNS of this machine"


def test_unreachable_proxy(world: World) -> None:
    """
    A proxy that can't be reached is named as what may be in the way.
    """
    proxy = f"http://127.0.0.1:{closed_port()}"

    found = look(world, world.token("review-bot"), url="https://github.invalid", HTTPS_PROXY=proxy)

    assert "HTTPS_PROXY" in said(found, "host")
    assert "NO_PROXY" in said(found, "host")


def test_proxy_that_refuses(world: World) -> None:
    """
    A proxy that lets nobody through is a fault about the proxy.
    """
    with serving(403, {}, b"") as (proxy, _):
        found = look(world, world.token("review-bot"), url="https://github.invalid", HTTPS_PROXY=proxy)

    assert said(found, "host").startswith("the proxy that HTTPS_PROXY names does not let us through to github.invalid")


def test_no_tls(world: World) -> None:
    """
    A server that does not speak TLS where https is configured is a fault about `url` and its port.
    """
    found = look(world, world.token("review-bot"), url=world.url.replace("http:", "https:"))

    assert "does not speak TLS as it must; check `url` and its port" in said(found, "host")


@pytest.mark.parametrize(
    ("status", "headers", "body", "words"),
    [
        (200, {"Content-Type": "text/html"}, b"<html>Welcome</html>", "is a web page (status 200); set `url` to"),
        (404, {"Content-Type": "application/json"}, b'{"message": "Not Found"}', "is something else than GitHub's API"),
        (302, {"Location": "https://login.example.org/start"}, b"", "leads on to login.example.org; set `url`"),
        (503, {}, b"", "fails with 503; try again later"),
    ],
    ids=["page", "json", "redirect", "down"],
)
def test_other_server(world: World, status: int, headers: dict[str, str], body: bytes, words: str) -> None:
    """
    Whatever answers and is no GitHub is a fault about `url`, and is never shown a credential.
    """
    with serving(status, headers, body) as (url, shown):
        found = look(world, world.token("review-bot"), url=url)

    assert words in said(found, "host")
    assert set(shown) == {""}


def test_failing_github(world: World) -> None:
    """
    A GitHub that fails at one call is a fault there, and the rest is looked at.
    """
    app = complete(world)
    with FaultProxy(world.url) as proxy:
        proxy.on(broken(500), path="/app/installations", nth=None)
        found = look(world, app, WEBHOOKS, url=proxy.url)

    assert bad(found) == [("fault", "installations")]


def test_token_in_order(world: World) -> None:
    """
    A classic token of a bot's own account with `repo` alone has no fault and no warning.
    """
    found = look(world, world.token("acme-review-bot"))

    assert bad(found) == []
    assert said(found, "account") == "the comment will be by acme-review-bot"
    assert "GitHub takes them from Apps" in said(found, "check runs")


def test_token_of_a_person(world: World) -> None:
    """
    A token of a person is a warning: the comment looks as if that person wrote it.
    """
    found = look(world, world.token("dave"))

    assert bad(found) == [("warning", "account")]
    assert "will look as if dave wrote it" in said(found, "account")


def test_scopes(world: World) -> None:
    """
    A classic token without `repo` or `public_repo` is a fault, one with more a warning that names it.
    """
    few = look(world, world.token("review-bot", "read:org"))
    many = look(world, world.token("review-bot", "repo", "admin:org", "delete_repo", "workflow"))

    assert bad(few) == [("fault", "scopes"), ("warning", "scopes")]
    assert bad(many) == [("warning", "scopes")]
    assert "`admin:org`, `delete_repo`, `workflow`" in said(many, "scopes")


def test_dead_token(world: World) -> None:
    """
    A token that was revoked or never was is a fault.
    """
    token = world.token("review-bot")
    world.state.tokens[token].revoked = True

    for one in (token, "ghp_never"):
        found = look(world, one)

        assert bad(found) == [("fault", "token")]
        assert "wrong, expired or revoked; make a new one" in said(found, "token")


def test_impossible_token(world: World) -> None:
    """
    What can be no token is said, and never sent.
    """
    found = look(world, "two\nlines")

    assert bad(found) == [("fault", "token")]


@pytest.mark.parametrize(
    ("days", "outcome", "words"),
    [(0.5, "warning", "in less than a day"), (3.5, "warning", "in 3 days"), (30.5, "ok", "good for 30 days")],
)
def test_expiry(world: World, days: float, outcome: str, words: str) -> None:
    """
    A token that expires within a week is a warning.
    """
    token = world.fine_grained_token("review-bot", contents="read", pull_requests="write")
    world.state.tokens[token].expires = world.clock.now() + int(days * DAY)

    found = look(world, token)

    assert [str(one.outcome) for one in found if one.what == "expiry"] == [outcome]
    assert words in said(found, "expiry")


def test_fine_grained_token(world: World) -> None:
    """
    A fine-grained token is called that, with the permissions that it needs.
    """
    found = look(world, world.fine_grained_token("review-bot", contents="read"))

    assert bad(found) == []
    assert "fine-grained" in said(found, "token")
    assert "`Pull requests: write`" in said(found, "token")


def test_token_of_a_workflow(world: World) -> None:
    """
    A workflow's token is called that, and its account is the workflow's.
    """
    found = look(world, world.actions_token(world.repository("acme/widgets")))

    assert bad(found) == []
    assert "GITHUB_TOKEN" in said(found, "token")
    assert said(found, "account") == "the comment will be by github-actions[bot]"


def test_rate_limit(world: World) -> None:
    """
    Less than a tenth of the hour's calls left is a warning; a server without limits is only noted.
    """
    token = world.token("review-bot")
    world.limits.limit = 10
    for _ in range(8):
        look(world, token)

    enough = said(look(world, token), "rate limit")
    low = look(world, token)
    world.limits.on = False
    without = look(world, token)

    assert enough.startswith("1 of 10 calls")
    assert bad(low) == [("warning", "rate limit")]
    assert said(low, "rate limit").startswith("only 0 of 10 calls")
    assert said(without, "rate limit") == "this server has none"


def a_pull(world: World) -> PullRequest:
    """A pull request."""
    return world.repository("acme/widgets").pull({"a.py": "one\n"}, {"a.py": "two\n"})


def try_comment(world: World, secret: str | Installed, change: ChangeRef) -> Diagnosis:
    """Whether we may comment there."""
    app = secret if isinstance(secret, Installed) else None
    settings = GitHubSettings("github", url=world.url, app_id=app.app_id if app else None)
    shown = secret.private_key if isinstance(secret, Installed) else secret
    (found,) = probe_comment(settings, Secret(shown), change, machine(world))
    return found


def test_comment(world: World) -> None:
    """
    Whether we may comment is tried without a comment, with every kind of credential.
    """
    pr = a_pull(world)
    workflow = world.actions_token(Repo(world, pr.model.repository))

    for secret in (world.app(), world.token("dave"), workflow):
        assert try_comment(world, secret, ref(pr)).outcome is Outcome.OK
    assert world.comments_of(pr) == []


def test_comment_not_allowed(world: World) -> None:
    """
    Where we may not comment, the fault names the permission, or that the conversation is locked.
    """
    pr = a_pull(world)
    app, token = world.app(), world.fine_grained_token("dave", contents="read", pull_requests="read")

    weak = try_comment(world, token, ref(pr))
    pr.lock()
    locked = try_comment(world, app, ref(pr))

    assert (weak.outcome, "`Pull requests: write`" in weak.sentence) == (Outcome.FAULT, True)
    assert (locked.outcome, "locked" in locked.sentence) == (Outcome.FAULT, True)


def test_comment_without_pull_request(world: World) -> None:
    """
    A pull request that is not there is a fault.
    """
    pr = a_pull(world)

    found = try_comment(world, world.app(), replace(ref(pr), number=99))

    assert found.outcome is Outcome.FAULT
