"""What is looked at before any work on a Gerrit, and what is said of each thing that is wrong."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote

import httpx
import pytest

from bot.forges.gerrit.probes import Machine, Needs, probe, probe_change
from bot.forges.gerrit.probes_hook import EVENTS
from bot.forges.gerrit.probes_host import old_enough, secure
from bot.model.change_ref import ChangeRef
from bot.model.diagnosis import Diagnosis, Outcome
from bot.model.secret import Secret, SecretRef
from bot.model.settings import GerritSettings
from tests.gerrit.shared import newest_only
from tests.gerrit.world import Account, Site

MACHINE = Machine(lambda seconds: None)
HOOKS = Needs(webhooks=True)
OURS = {
    "url": "https://metareview.example.org/webhooks/gerrit/very-secret",
    "events": list(EVENTS),
    "sslVerify": True,
    "maxTries": 10,
    "retryInterval": 3000,
}


def look(url: str, who: Account | None, needs: Needs | None = None, *, username: str = "") -> list[Diagnosis]:
    """Everything that is said of a Gerrit to somebody with an account."""
    settings = GerritSettings("gerrit", url, username or (who.username if who else "metareview"), ())
    return list(probe(settings, Secret(who.secret) if who else None, needs or Needs(), MACHINE))


def bad(found: list[Diagnosis]) -> list[tuple[str, str]]:
    """What is wrong or doubtful: how much so, and what it is about."""
    return [(str(one.outcome), one.what) for one in found if one.outcome in (Outcome.FAULT, Outcome.WARNING)]


def said(found: list[Diagnosis], what: str) -> str:
    """The sentences about one thing."""
    return "\n".join(one.sentence for one in found if one.what == what)


@dataclass(frozen=True)
class Reply:
    """An answer in the place of Gerrit's."""

    status: int
    body: str
    kind: str = "application/json"
    location: str = ""


@contextmanager
def gate(answer: Callable[[str], Reply | str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """
    What stands between us and Gerrit: its address, and what came by, with the credentials that were shown.

    `answer` makes of a path an answer, or the address that the request is passed on to, as it stands.
    """
    seen: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shown = self.headers.get("Authorization", "")
            seen.append((self.path, shown))
            found = answer(self.path)
            reply = found if isinstance(found, Reply) else self._passed_on(found, shown)
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            if reply.location:
                self.send_header("Location", reply.location)
            self.send_header("Content-Length", str(len(reply.body.encode())))
            self.end_headers()
            self.wfile.write(reply.body.encode())

        def _passed_on(self, url: str, shown: str) -> Reply:
            given = httpx.get(url, headers={"Authorization": shown, "Accept": "application/json"}, trust_env=False)
            return Reply(given.status_code, given.text, given.headers.get("content-type", ""))

        def log_message(self, *given: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", seen
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def with_plugin(site: Site, remotes: object, status: int = 200) -> Iterator[str]:
    """
    A Gerrit whose plugin `webhooks` has its REST interface.

    The plugin is in no package registry, and ours that stands in for it has no REST. So this answers as the plugin
    documents it; everything else is Gerrit's own.
    """
    body = ")]}'\n" + json.dumps(remotes) if status == 200 else "not permitted\n"

    def answer(path: str) -> Reply | str:
        if path.startswith("/a/config/server/webhooks~projects/"):
            return Reply(status, body, "application/json" if status == 200 else "text/plain")
        return site.url + path

    with gate(answer) as (url, _):
        yield url


def never_sent(seen: list[tuple[str, str]]) -> bool:
    """Whether no credential was shown."""
    return all(not shown for _, shown in seen)


@pytest.mark.slow
def test_in_order(gerrit: Site) -> None:
    """
    With an account of Service Users and a group that it sees, there is no fault and no warning, in either version.
    """
    group = gerrit.group("leads", gerrit.human("rita"))

    found = look(gerrit.url, gerrit.metareview, Needs(group.name))

    assert bad(found) == []
    assert [one.what for one in found] == [
        "host",
        "version",
        "login",
        "account",
        "paths",
        "commands.gerrit_group",
        "webhook",
    ]
    assert said(found, "version") == gerrit.version
    assert said(found, "commands.gerrit_group") == f"`{group.name}` has 1 member"
    assert [one.reached for one in found if one.what == "host"] == [True]


@pytest.mark.slow
def test_wrong_password(gerrit: Site) -> None:
    """
    A password that Gerrit does not take is one fault, which names the key and not the password.
    """
    me = gerrit.metareview

    found = look(gerrit.url, Account(me.id, me.username, me.email, "wrong-password"))

    assert bad(found) == [("fault", "login")]
    assert "401" in said(found, "login") and "`forges.gerrit.password`" in said(found, "login")
    assert "wrong-password" not in str(found)


@pytest.mark.slow
@newest_only
def test_not_a_service_user(gerrit: Site) -> None:
    """
    An account outside of Service Users is a warning that says what follows from it.
    """
    found = look(gerrit.url, gerrit.human("dana"))

    assert bad(found) == [("warning", "account")]
    assert "`dana` is not in the group `Service Users`" in said(found, "account")


@pytest.mark.slow
@newest_only
def test_other_account(gerrit: Site) -> None:
    """
    Where the login leads to an account with another user name, that is a fault with both names.
    """
    me = gerrit.metareview

    def answer(path: str) -> Reply | str:
        if path == "/a/accounts/self":
            return Reply(200, ')]}\'\n{"_account_id": 7, "username": "other", "tags": ["SERVICE_USER"]}')
        return gerrit.url + path

    with gate(answer) as (url, _):
        found = look(url, me)

    assert bad(found) == [("fault", "account")]
    assert "is called `other`, not `metareview`; set `username`" in said(found, "account")


@pytest.mark.slow
def test_decoded_slash(gerrit: Site) -> None:
    """
    A proxy that makes a slash of %2F is a fault that says how to mend it; so is one that does not let it through.
    """
    with gate(lambda path: gerrit.url + unquote(path)) as (url, _):
        decoded = look(url, gerrit.metareview)
    with gate(lambda path: Reply(404, "<h1>Not Found</h1>", "text/html") if "%2F" in path else gerrit.url + path) as (
        url,
        _,
    ):
        refused = look(url, gerrit.metareview)

    assert bad(decoded) == bad(refused) == [("fault", "paths")]
    assert "AllowEncodedSlashes" in said(decoded, "paths") and "AllowEncodedSlashes" in said(refused, "paths")


@pytest.mark.slow
@newest_only
def test_slash_encoded_twice(gerrit: Site) -> None:
    """
    A proxy that encodes %2F once more is a fault of its own.
    """
    with gate(lambda path: gerrit.url + quote(path, safe="/?=~&")) as (url, _):
        found = look(url, gerrit.metareview)

    assert bad(found) == [("fault", "paths")]
    assert "nocanon" in said(found, "paths")


@pytest.mark.slow
def test_unknown_group(gerrit: Site) -> None:
    """
    A group that is not there, or that we may not see, has no members for us: a fault that says so.
    """
    hidden = gerrit.group("hidden", gerrit.human("rita"))
    gerrit.call("PUT", f"/groups/{hidden.uuid}/options", {"visible_to_all": False})

    for name in ("no-such-group", hidden.name):
        found = look(gerrit.url, gerrit.metareview, Needs(name))

        assert bad(found) == [("fault", "commands.gerrit_group")]
        assert f"no group `{name}`" in said(found, "commands.gerrit_group")
        assert "make it visible" in said(found, "commands.gerrit_group")


@pytest.mark.slow
@newest_only
def test_groups_that_are_of_no_use(gerrit: Site) -> None:
    """
    A group without members is a warning; one that is no group of Gerrit's own is a fault; none at all is a note.
    """
    group = gerrit.group("empty", gerrit.human("rita"))
    gerrit.call("DELETE", f"/groups/{group.uuid}/members/rita")
    empty = look(gerrit.url, gerrit.metareview, Needs(group.name))
    system = look(gerrit.url, gerrit.metareview, Needs("Registered Users"))
    none = look(gerrit.url, gerrit.metareview, Needs())

    assert bad(empty) == [("warning", "commands.gerrit_group")]
    assert bad(system) == [("fault", "commands.gerrit_group")]
    assert "name a group of Gerrit's own" in said(system, "commands.gerrit_group")
    assert bad(none) == []
    assert "only a change's owner and uploader" in said(none, "commands.gerrit_group")


@pytest.mark.slow
@newest_only
def test_members_of_groups_in_a_group(gerrit: Site) -> None:
    """
    Members of an included group are counted, too.
    """
    inner = gerrit.group("inner", gerrit.human("rita"), gerrit.human("dana"))
    outer = gerrit.group("outer", gerrit.human("rita"), includes=[inner])

    assert "has 2 members" in said(look(gerrit.url, gerrit.metareview, Needs(outer.name)), "commands.gerrit_group")


@pytest.mark.slow
def test_no_webhooks_plugin(gerrit: Site) -> None:
    """
    Where the plugin does not answer, that is noted; without a secret it is not even asked.
    """
    with_secret = look(gerrit.url, gerrit.metareview, HOOKS)
    without = look(gerrit.url, gerrit.metareview)

    assert bad(with_secret) == bad(without) == []
    assert "plugin `webhooks` does not answer" in said(with_secret, "webhook")
    assert "there is no `webhook_secret`" in said(without, "webhook")


@pytest.mark.slow
@newest_only
def test_hooks_that_we_may_not_read(gerrit: Site) -> None:
    """
    That we may not read the hooks is as it should be, and only noted.
    """
    with with_plugin(gerrit, {}, 403) as url:
        found = look(url, gerrit.metareview, HOOKS)

    assert bad(found) == []
    assert "may not read the hooks of All-Projects, and needs not" in said(found, "webhook")


@pytest.mark.slow
@newest_only
def test_hook_in_order(gerrit: Site) -> None:
    """
    A hook that leads to us with all events and the recommended settings is in order; its URL is not shown.
    """
    with with_plugin(gerrit, {"metareview": OURS, "other": {"url": "https://ci.example.org/hook"}}) as url:
        found = look(url, gerrit.metareview, HOOKS)

    assert bad(found) == []
    assert said(found, "webhook") == "`metareview` leads to us with all events"
    assert "very-secret" not in str(found)


@pytest.mark.slow
@newest_only
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"events": ["patchset-created"]}, "does not send change-abandoned, "),
        ({"sslVerify": False}, "set sslVerify"),
        ({"maxTries": 5}, "set maxTries to 10"),
    ],
)
def test_hook_with_poor_settings(gerrit: Site, change: dict[str, object], words: str) -> None:
    """
    What is missing in a hook of ours is a warning that names it.
    """
    with with_plugin(gerrit, {"metareview": {**OURS, **change}}) as url:
        found = look(url, gerrit.metareview, HOOKS)

    assert bad(found) == [("warning", "webhook")]
    assert words in said(found, "webhook")
    assert "very-secret" not in str(found)


@pytest.mark.slow
@newest_only
def test_no_hook_of_ours(gerrit: Site) -> None:
    """
    Hooks that lead elsewhere, or to another forge of the configuration, are none of ours.
    """
    others = {"a": {"url": "https://m.example.org/webhooks/gerrit2/x"}, "b": {"url": "http://[broken"}, "c": None}

    with with_plugin(gerrit, others) as url:
        found = look(url, gerrit.metareview, HOOKS)

    assert bad(found) == []
    assert "no hook of All-Projects leads to /webhooks/gerrit;" in said(found, "webhook")


def votes(site: Site, ref: ChangeRef, label: str | None, *, hooked: bool = False) -> list[Diagnosis]:
    """What is said of a change to our account."""
    secret = (SecretRef("env", "NAME"),) if hooked else ()
    settings = GerritSettings("gerrit", site.url, "metareview", (), secret)
    return list(probe_change(settings, Secret(site.metareview.secret), ref, label, MACHINE))


@pytest.mark.slow
def test_label(gerrit: Site) -> None:
    """
    A label that we may vote on is in order; one that is not there, or where we have no range, is a fault.
    """
    project = gerrit.project({"a.py": "one\n"})
    project.label("Meta-Review")
    project.label("Others", voters=gerrit.group("others"))
    change = project.push({"a.py": "two\n"})
    ref = ChangeRef("gerrit", project.name, change.number, "~")

    assert bad(votes(gerrit, ref, None)) == bad(votes(gerrit, ref, "Meta-Review")) == []
    assert "we may vote on `Meta-Review`" in said(votes(gerrit, ref, "Meta-Review"), "label")
    assert "has no label `Nothing`; make it" in said(votes(gerrit, ref, "Nothing"), "label")
    assert "may not vote -1 or +1 on `Others`" in said(votes(gerrit, ref, "Others"), "label")


@pytest.mark.slow
@newest_only
def test_change_that_is_not_there(gerrit: Site) -> None:
    """
    Where the change can't be read, neither can the votes: a fault; the hooks of its project are looked at by its name.
    """
    ref = ChangeRef("gerrit", "team/no-such+project", 7, "~")

    found = votes(gerrit, ref, "Meta-Review", hooked=True)

    assert bad(found) == [("fault", "label")]
    assert "plugin `webhooks` does not answer" in said(found, "webhook")


@pytest.mark.slow
@newest_only
def test_nothing_is_written(gerrit: Site) -> None:
    """
    Looking at a change leaves it as it was: no message, no vote, no reviewer.
    """
    project = gerrit.project({"a.py": "one\n"})
    project.label("Meta-Review")
    change = project.push({"a.py": "two\n"})
    before = change.info()

    look(gerrit.url, gerrit.metareview, HOOKS)
    votes(gerrit, ChangeRef("gerrit", project.name, change.number, "~"), "Meta-Review", hooked=True)

    assert change.info() == before


@pytest.mark.slow
@newest_only
def test_login_wall(gerrit: Site) -> None:
    """
    Where strangers are asked to log in first, the version is asked for with the account.
    """

    def answer(path: str) -> Reply | str:
        return gerrit.url + path if path.startswith("/a/") else Reply(401, "log in", "text/html")

    with gate(answer) as (url, _):
        found = look(url, gerrit.metareview)

    assert bad(found) == []
    assert said(found, "version") == gerrit.version


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(200, "<html>hello</html>", "text/html"), "is a web page (status 200); set `url`"),
        (Reply(200, '"3.13.5"'), "something else than Gerrit's REST interface"),
        (Reply(200, ")]}'\n{}"), "something else than Gerrit's REST interface"),
        (Reply(404, "no", "text/plain"), "something else than Gerrit's REST interface (status 404)"),
        (Reply(302, "", location="https://sso.example.org/login"), "leads on to sso.example.org"),
        (Reply(503, "down"), "fails with 503; try again later"),
    ],
)
def test_no_gerrit(reply: Reply, words: str) -> None:
    """
    What answers there and is no Gerrit is said in one fault, and gets no password to see.
    """
    with gate(lambda path: reply) as (url, seen):
        found = look(url, Account(1, "metareview", "", "pass-word"))

    assert bad(found) == [("fault", "host")]
    assert words in said(found, "host")
    assert never_sent(seen) and seen
    assert "no Gerrit answers" in said(found, "login")


def test_unreachable() -> None:
    """
    Where nobody listens, the one fault says that no forge was reached.
    """
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{one.getsockname()[1]}"

        found = look(url, Account(1, "metareview", "", "pass-word"))

    assert bad(found) == [("fault", "host")]
    assert [one.reached for one in found if one.what == "host"] == [False]
    assert "refuses connections; check `url`" in said(found, "host")


def test_no_address() -> None:
    """
    A host that has no address is said to have none.
    """
    found = look("https://gerrit.invalid", None)

    assert "no address is known for gerrit.invalid" in said(found, "host")
    assert "the secret is not there" in said(found, "login")


def test_bad_environment() -> None:
    """
    A file of certificates that is none is a fault, not a failure to reach Gerrit.
    """
    settings = GerritSettings("gerrit", "https://gerrit.invalid", "metareview", ())
    machine = Machine(lambda seconds: None, {"SSL_CERT_FILE": "/nowhere/ca.pem"})

    (found, *_) = probe(settings, None, Needs(), machine)

    assert (found.what, found.reached) == ("host", None)
    assert "SSL_CERT_FILE" in found.sentence


@pytest.mark.parametrize(
    ("version", "outcome"),
    [
        ("3.12.0", Outcome.OK),
        ("3.13.5-14-gabcdef", Outcome.OK),
        ("v4.0", Outcome.OK),
        ("3.11.9", Outcome.WARNING),
        ("2.16", Outcome.WARNING),
        ("(dev)", Outcome.NOTE),
        ("", Outcome.NOTE),
        ("\x1b[2J", Outcome.NOTE),
    ],
)
def test_version(version: str, outcome: Outcome) -> None:
    """
    By its leading numbers a version is old enough, untried, or none that can be compared.
    """
    found = old_enough(version)

    assert found.outcome is outcome
    assert "\x1b" not in found.sentence


@pytest.mark.parametrize(
    ("url", "is_warned"),
    [
        ("http://review.example.org", True),
        ("https://review.example.org", False),
        ("http://127.0.0.1:8080", False),
        ("http://localhost:8080/r", False),
        ("http://[::1]:8080", False),
    ],
)
def test_tls(url: str, is_warned: bool) -> None:
    """
    Without TLS there is a warning, unless the way does not leave this machine.
    """
    assert bool(secure(url)) is is_warned
