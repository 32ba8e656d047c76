"""The page and the files for Gerrit: they parse, name only what exists, and what the page says to run is run on a real Gerrit.

Two things stand in. Gerrit's plugin `webhooks` is in no package registry, so the plugin of `tests/gerrit/hooks` delivers in its
place, which reads the same file but has no REST interface; the one call to that goes to a small server here, and what it was
given is held against the file. And no Zuul runs here: its files are held against what Zuul's documentation asks for, and
the commands of the playbook are run as Ansible would run them.
"""

import json
import os
import re
import shlex
import stat
import subprocess
import threading
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from bot import app as composition
from bot.forges.gerrit.probes_hook import EVENTS, TRIES
from bot.listener.gerrit import deliveries_of
from bot.listener.public import described
from bot.listener.site import Ignored, Reason
from bot.model.change_ref import ChangeRef
from bot.model.settings import GerritSettings
from tests.deploy.pages import commands, parsed, split
from tests.gerrit.server import VERSIONS, GerritServer
from tests.gerrit.world import Account, Change, Project, Site
from tests.listener.builders import CONFIG, ENVIRONMENT, Service, settings_of
from tests.listener.builders import site_of as listening
from tests.stories.running import ROOT, Done, metareview

FOLDER = ROOT / "deploy" / "gerrit"
PAGE = (FOLDER / "README.md").read_text("utf-8")
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
INTERFACE = "/a/config/server/webhooks~projects/"
"""The REST interface of the plugin that stands in has none of this."""


def shown(kind: str) -> list[str]:
    """The blocks of code of one kind on the page, in their order."""
    return re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)


def blocks(version: str) -> list[str]:
    """What an administrator of this version runs, in the order of the page."""
    older = version.startswith("3.12.")
    others = "# Gerrit 3.13 and newer\n" if older else "# Gerrit 3.12\n"
    return [one for one in shown("sh") if not one.startswith(others)]


def remote(text: str) -> dict[str, Any]:
    """A hook as the file `webhooks.config` gives it, in the names of the REST interface."""
    found: dict[str, Any] = {"events": []}
    for name, value in re.findall(r"^\t(\w+) = (.*)$", text, re.MULTILINE):
        if name == "event":
            found["events"].append(value)
        else:
            found[name] = {"true": True, "false": False}.get(value, int(value) if value.isdecimal() else value)
    return found


def hook_by_rest() -> dict[str, Any]:
    """The hook that the page makes over REST."""
    (block,) = [one for one in shown("sh") if "webhooks~projects" in one]
    found: dict[str, Any] = json.loads(block.partition("<<END\n")[2].rpartition("END")[0])
    return found


def hook_by_file() -> dict[str, Any]:
    """The hook that the page pushes."""
    (block,) = [one for one in shown("sh") if '[remote "metareview"]' in one]
    return remote(block)


class Loader(yaml.SafeLoader):
    """YAML with Zuul's tag for what is encrypted."""


def _encrypted(loader: Loader, node: yaml.SequenceNode) -> list[object]:
    return list(loader.construct_sequence(node))


Loader.add_constructor("!encrypted/pkcs1-oaep", _encrypted)


def zuul(kind: str) -> dict[str, Any]:
    """The one item of a kind in zuul.yaml."""
    items = yaml.load((FOLDER / "zuul.yaml").read_text("utf-8"), Loader)
    (found,) = [one[kind] for one in items if kind in one]
    return dict(found)


def tasks() -> list[dict[str, Any]]:
    """The tasks of the playbook."""
    (play,) = yaml.safe_load((FOLDER / "run.yaml").read_text("utf-8"))
    assert play["hosts"] == "all"
    return list(play["tasks"])


def test_hook() -> None:
    """
    The hook is the same over REST and as a file, sends what the service listens to, and verifies our certificate.
    """
    assert hook_by_rest() == hook_by_file()
    found = hook_by_rest()
    assert tuple(found["events"]) == EVENTS
    assert (found["sslVerify"], found["maxTries"], found["retryInterval"]) == (True, TRIES, 3000)
    assert set(found) == {
        "url", "events", "connectionTimeout", "socketTimeout", "maxTries", "retryInterval", "sslVerify"
    }  # fmt: skip


@pytest.mark.parametrize("event", EVENTS)
def test_events(event: str) -> None:
    """
    Each event of the hook is one that the service knows.
    """
    payload = {"type": event, "change": {"project": "team/app", "number": 7}, "comment": "Patch Set 1:\n\nwords"}

    found = deliveries_of(payload, listening("gerrit"))

    assert not isinstance(found, Ignored) or found.reason is not Reason.UNKNOWN_EVENT


def test_address() -> None:
    """
    The hook's address is one that the service takes.
    """
    assert "/webhooks/{forge}/{token}" in described(Service().public)["paths"]
    assert hook_by_rest()["url"] == "https://metareview.example.org/webhooks/gerrit/$(cat webhook-secret)"


def test_password_in_the_address() -> None:
    """
    With the secret before the host, the service asks for it, and takes the event when it comes.
    """
    (url,) = re.findall(r"`(https://metareview:[^`]+)`", PAGE)
    path = urlsplit(url).path
    event = {"type": "patchset-created", "change": {"project": "team/app", "number": 7}}

    asked, taken = Service().calls(
        [
            ("POST", path, {"json": event}),
            ("POST", path, {"json": event, "auth": ("metareview", ENVIRONMENT["GERRIT_HOOK"])}),
        ]
    )

    assert (asked.status_code, taken.status_code) == (401, 204)
    assert asked.headers["WWW-Authenticate"].startswith("Basic")


def test_configuration(tmp_path: Path) -> None:
    """
    The configuration on the page loads, also with two secrets for the hook.
    """
    service = next(one for one in shown("yaml") if one.startswith("server:"))
    (two,) = [one for one in shown("yaml") if one.startswith("    webhook_secret:")]
    (tmp_path / "one.yaml").write_text(service)
    (tmp_path / "two.yaml").write_text(re.sub(r"    webhook_secret: .*\n", two, service))

    for name, count in (("one.yaml", 1), ("two.yaml", 2)):
        settings = composition.load_settings(str(tmp_path / name))
        (forge,) = settings.forges
        assert isinstance(forge, GerritSettings)
        assert (forge.name, len(forge.webhook_secret), settings.commands.gerrit_group) == (
            "gerrit",
            count,
            "metareview-people",
        )


def test_configuration_of_the_job() -> None:
    """
    The job's configuration loads, and takes the password that the playbook hands over.
    """
    (forge,) = composition.load_settings(str(FOLDER / "metareview.yaml")).forges
    (run,) = [one for one in tasks() if "environment" in one]

    assert isinstance(forge, GerritSettings)
    assert [f"env:{name}" for name in run["environment"]] == [str(one) for one in forge.password]


@pytest.mark.parametrize("line", list(commands(PAGE)))
def test_commands(line: str) -> None:
    """
    Every command of the page exists, with these options.
    """
    _, given = parsed(split(line))

    assert given.get("change") in (None, "gerrit:acme/widgets~12")


def test_commands_are_found() -> None:
    """
    The page shows the commands that it is about.
    """
    named = {shlex.split(line)[1] for line in commands(PAGE)}

    assert named == {"config", "doctor", "run", "serve"}


def test_links() -> None:
    """
    The files and headings that the page links to are there, and the page for operators links to it.
    """
    for target in re.findall(r"\]\(([^):]+)\)", PAGE):
        file, _, heading = target.partition("#")
        assert not file or (FOLDER / file).is_file()
        assert file or f"\n## {heading.replace('-', ' ')}\n" in PAGE.lower()
    assert "](gerrit/README.md" in (FOLDER.parent / "README.md").read_text("utf-8")


def test_version() -> None:
    """
    The page and the playbook name the version of this tree.
    """
    files = PAGE + (FOLDER / "run.yaml").read_text("utf-8")

    assert set(re.findall(r"metareview==([0-9a-z.]+)", files)) == {VERSION}


def test_slash() -> None:
    """
    What starts the job is the command with its slash, as Gerrit tells of it, and neither Zuul's own nor one without.
    """
    ((trigger,),) = zuul("pipeline")["trigger"].values()
    pattern = trigger["comment"]

    assert trigger["event"] == "comment-added"
    for words in (
        "/recheck-review",
        "Patch Set 3:\n\n/recheck-review",
        "Patch Set 3: Code-Review+2\n\n/Recheck-review",
    ):
        assert re.search(pattern, words)
    for words in ("recheck", "recheck-review", "Patch Set 3:\n\nrecheck-review", "see /recheck-review"):
        assert not re.search(pattern, words)


JOB = {"name", "description", "run", "post-review", "final", "voting", "secrets", "nodeset", "timeout"}
"""Attributes of a job in Zuul's reference, of those that the file uses."""


def test_job() -> None:
    """
    The job may only run on what was reviewed, nothing may be derived from it, its result counts for nothing, and it ends.
    """
    job, pipeline, template = zuul("job"), zuul("pipeline"), zuul("project-template")

    assert set(job) == JOB
    assert (job["post-review"], job["final"], job["voting"]) == (True, True, False)
    assert 0 < job["timeout"] <= 3600
    assert [set(one) for one in job["nodeset"]["nodes"]] == [{"name", "label"}]
    assert job["run"].endswith("/run.yaml")
    assert template[pipeline["name"]] == {"jobs": [job["name"]]}


def test_pipeline() -> None:
    """
    The pipeline takes only current patch sets on which somebody with a full vote has voted, and reports nothing.
    """
    pipeline = zuul("pipeline")

    assert set(pipeline) == {"name", "description", "manager", "post-review", "require", "trigger"}
    assert (pipeline["post-review"], pipeline["manager"]) == (True, "independent")
    ((connection, required),) = pipeline["require"].items()
    assert required == {"open": True, "current-patchset": True, "approval": [{"Code-Review": [-2, 2]}]}
    assert list(pipeline["trigger"]) == [connection]


def test_secret() -> None:
    """
    The secret is encrypted, of the same project as its job, goes to no parent, and to no log.
    """
    secret, (used,) = zuul("secret"), zuul("job")["secrets"]
    (run,) = [one for one in tasks() if "environment" in one]
    words = (FOLDER / "run.yaml").read_text("utf-8")

    assert set(secret) == {"name", "data"} and isinstance(secret["data"]["password"], list)
    assert used == {"name": "metareview_gerrit", "secret": secret["name"]}
    assert run["environment"] == {"METAREVIEW_GERRIT_PASSWORD": "{{ metareview_gerrit.password }}"}
    assert run["no_log"] is True and words.count("metareview_gerrit.") == 1


def test_no_shell() -> None:
    """
    No task of the playbook uses a shell: what a change is called can't become a command.
    """
    for task in tasks():
        assert "shell" not in task
        assert "command" not in task or list(task["command"]) == ["argv"]


class Plugin(BaseHTTPRequestHandler):
    """Takes what Gerrit and the page send: calls of the plugin's REST interface, and events."""

    def do_PUT(self) -> None:
        self._take(201)

    def do_POST(self) -> None:
        self._take(204)

    def _take(self, status: int) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.path, json.loads(body)))  # type: ignore[attr-defined]
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *given: object) -> None:
        """Say nothing."""


@contextmanager
def listener() -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    """Somebody who takes everything: the address, and what came."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Plugin)
    taken: list[tuple[str, Any]] = []
    server.taken = taken  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", taken
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Built:
    """A Gerrit on which everything was done that the page says."""

    server: GerritServer
    site: Site
    project: Project
    folder: Path
    service: str
    taken: list[tuple[str, Any]] = field(default_factory=list)
    said: str = ""

    @property
    def me(self) -> Account:
        """The account that the page has made."""
        number = self.site.call("GET", "/accounts/metareview")["_account_id"]
        return Account(number, "metareview", "metareview@example.org", self.secret("gerrit-password"))

    def secret(self, name: str) -> str:
        """What is in a file that the page has made."""
        return (self.folder / name).read_text("utf-8")

    def adapted(self, text: str) -> str:
        """A text of the page, with the names of this place."""
        names = {
            "https://review.example.org": self.server.url,
            "https://metareview.example.org": self.service,
            "acme%2Fwidgets": self.project.key,
            "acme/widgets": self.project.name,
            "you@example.org": self.site.admin.email,
        }
        for old, new in names.items():
            text = text.replace(old, new)
        return text

    def run(self) -> None:
        """Run what the page shows, in one shell."""
        (self.folder / ".netrc").write_text("machine 127.0.0.1 login admin password secret\n")
        (self.folder / ".netrc").chmod(0o600)
        parts = [self.adapted(one) for one in blocks(self.server.version)]
        place = f"GERRIT={self.service}\n"
        script = "".join(f"({place}{one})\n" if "webhooks~projects" in one else one for one in parts)
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "HOME": str(self.folder), "LANG": "C.UTF-8", "GIT_TERMINAL_PROMPT": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        self.said = done.stdout

    def events(self) -> list[tuple[str, Any]]:
        """What was told of events."""
        return [one for one in self.taken if not one[0].startswith(INTERFACE)]

    def wait_for(self, change: Change, kind: str) -> tuple[str, Any]:
        """The first event of a kind that is about a change; AssertionError after 20 s."""
        deadline = monotonic() + 20
        while True:
            for path, event in self.events():
                if event["type"] == kind and event["change"]["number"] == change.number:
                    return path, event
            assert monotonic() < deadline, self.taken
            sleep(0.05)

    def configured(self, *, label: str = "null") -> str:
        """The configuration of the page, with a small cache."""
        text = next(one for one in shown("yaml") if one.startswith("server:"))
        text = text.replace("label: null", f"label: {label}").replace(
            "public_url: https://metareview", "public_url: https://m"
        )
        (self.folder / "config.yaml").write_text(self.adapted(text) + "cache: {max_gb: 0.1}\n")
        return str(self.folder / "config.yaml")


@pytest.fixture(scope="module", params=VERSIONS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """A Gerrit of each version, on which everything was done that the page says."""
    folder = tmp_path_factory.mktemp("gerrit")
    (folder / "admin").mkdir(mode=0o700)
    with GerritServer(request.param, folder) as server, listener() as (service, taken):
        site = Site(server.url, server.version, folder)
        site.human("alice")
        found = Built(server, site, site.project({"a.py": "one\n"}, name="widgets"), folder / "admin", service, taken)
        found.run()
        yield found
        site.close()


@pytest.mark.slow
def test_account(built: Built) -> None:
    """
    The account logs in with its secret, is one of the Service Users, and its secret is readable by nobody else.
    """
    found = built.site.call("GET", "/accounts/self", by=built.me)

    assert (found["username"], found["tags"]) == ("metareview", ["SERVICE_USER"])
    assert stat.S_IMODE((built.folder / "gerrit-password").stat().st_mode) == 0o600
    assert len(built.me.secret) == 64


@pytest.mark.slow
def test_another_token(built: Built) -> None:
    """
    From 3.13 on two tokens stand side by side until the administrator deletes the first; no other account may do so.
    """
    if not built.site.has_tokens:
        assert built.site.ask("GET", "/accounts/metareview/tokens").status_code == 404
        return
    ((method, path),) = re.findall(r"`(DELETE) /a(/accounts/[^`]+)`", PAGE)

    assert [one["id"] for one in built.site.call("GET", "/accounts/metareview/tokens")] == [
        "metareview",
        "metareview-2",
    ]
    assert built.site.ask(method, path, by=built.site.human("rita")).status_code == 403
    built.site.call(method, path)
    assert [one["id"] for one in built.site.call("GET", "/accounts/metareview/tokens")] == ["metareview-2"]
    assert built.site.ask("GET", "/accounts/self", by=built.me).status_code == 200


@pytest.mark.slow
def test_hook_over_rest(built: Built) -> None:
    """
    The call to the plugin gives the hook that was pushed as a file, with the secret in its address.
    """
    ((path, given),) = [one for one in built.taken if one[0].startswith(INTERFACE)]
    pushed = remote((built.folder / "all-projects" / "webhooks.config").read_text("utf-8"))

    assert path == f"{INTERFACE}All-Projects/remotes/metareview"
    assert given == pushed
    assert given["url"] == f"{built.service}/webhooks/gerrit/{built.secret('webhook-secret')}"


@pytest.mark.slow
def test_delivered(built: Built) -> None:
    """
    The hook at All-Projects tells of a new patch set and a comment in a project, and the service takes both.
    """
    change = built.project.push({"a.py": "two\n"})
    change.say(by=built.site.human("rita"), text="/recheck-review")
    told = [built.wait_for(change, "patchset-created"), built.wait_for(change, "comment-added")]
    service = Service(environment={**ENVIRONMENT, "GERRIT_HOOK": built.secret("webhook-secret")})

    answers = [service.call("POST", path, json=event).status_code for path, event in told]

    assert answers == [204, 204]
    assert {event["type"] for _, event in built.events()} <= set(EVENTS)
    assert [one.change for one in service.kept.deliveries.values()] == [
        ChangeRef("gerrit", built.project.name, change.number, "~")
    ] * 2


@pytest.mark.slow
def test_another_secret(built: Built) -> None:
    """
    While two secrets are named, an event is taken with either.
    """
    change = built.project.push({"a.py": "three\n"})
    path, event = built.wait_for(change, "patchset-created")
    place, _, secret = path.rpartition("/")
    pair = yaml.safe_load(next(one for one in shown("yaml") if one.startswith("    webhook_secret:")))["webhook_secret"]

    for known in ([secret, "new"], ["new", secret]):
        service = two_secrets(dict(zip(("NEW", "OLD"), known, strict=True)))
        assert service.call("POST", f"{place}/{secret}", json=event).status_code == 204
    assert two_secrets({"NEW": "a", "OLD": "b"}).call("POST", path, json=event).status_code == 401
    assert len(pair) == 2


def two_secrets(environment: Mapping[str, str]) -> Service:
    """A service with two secrets for the hook."""
    text = CONFIG.replace("webhook_secret: env:GERRIT_HOOK", "webhook_secret: [env:NEW, env:OLD]")
    return Service(settings=settings_of(text), environment={**ENVIRONMENT, **environment})


def doctor(built: Built, *arguments: str, label: str = "null") -> Done:
    """Ask the doctor, with the configuration of the page."""
    return metareview("doctor", "--config", built.configured(label=label), *arguments)


@pytest.mark.slow
def test_doctor(built: Built) -> None:
    """
    With all that the page says the doctor finds nothing wrong, shows no secret, and leaves a change as it was.
    """
    change = built.project.push({"a.py": "four\n"})
    change.review(by=built.site.bot("tidy"), message="One finding", comments=[("a.py", 1, "`four` is never used")])
    before = change.info()

    done = doctor(built, "--change", f"gerrit:{built.project.name}~{change.number}", label="Meta-Review")

    assert (done.code, done.err) == (0, ""), done.out
    assert done.out.endswith("\nno faults, no warnings\n")
    place = f"gerrit:{built.project.name}~{change.number}"
    assert f"ok      gerrit: version: {built.server.version}" in done.out
    assert "ok      gerrit: commands.gerrit_group: `metareview-people` has 1 member" in done.out
    assert f"ok      {place}: label: we may vote on `Meta-Review`" in done.out
    assert f"ok      {place}: code: head and base can be fetched" in done.out
    assert f"ok      {place}: reviewer: tidy counts: a bot" in done.out
    assert built.me.secret not in done.out and built.secret("webhook-secret") not in done.out
    assert change.info() == before


@pytest.mark.slow
def test_least_rights(built: Built) -> None:
    """
    The account is no administrator, can't push, and may not read the configuration with the hook's secret.
    """
    me, project = built.me, built.project
    made = project.make({"a.py": "x\n"}, parents=[project.tip()], message="Past review", by=me)
    config = f"/projects/{project.key}/branches/refs%2Fmeta%2Fconfig/files/webhooks.config/content"

    with pytest.raises(AssertionError, match="prohibited"):
        project.send(made, "refs/heads/main", by=me)
    assert built.site.ask("GET", "/config/server/caches/", by=me).status_code == 403
    assert built.site.ask("GET", config.replace(project.key, "All-Projects"), by=me).status_code == 404


@pytest.mark.slow
def test_read(built: Built) -> None:
    """
    What only administrators see is seen by the account, changes too, with the right on the page.
    """
    (right,) = [
        json.loads(one.partition("<<'END'\n")[2].rpartition("END")[0]) for one in shown("sh") if '"read"' in one
    ]
    project, me = built.site.project({"a.py": "one\n"}), built.me
    change = project.push({"a.py": "two\n"})
    asked = [f"/projects/{project.key}/branches/main", f"/changes/{change.key}/detail"]
    admins = {"rules": {built.site.group_named("Administrators").uuid: {"action": "ALLOW"}}, "exclusive": True}
    only = {"add": {"refs/heads/*": {"permissions": {"read": admins}}}}

    built.site.call("POST", f"/projects/{project.key}/access", only)
    before = [built.site.ask("GET", path, by=me).status_code for path in asked]
    built.site.call("POST", f"/projects/{project.key}/access", right)
    after = [built.site.ask("GET", path, by=me).status_code for path in asked]

    assert (before, after) == ([404, 404], [200, 200])


@pytest.mark.slow
def test_vote(built: Built) -> None:
    """
    The label takes the account's votes, and a -1 of it is what the submit requirement waits for.
    """
    change = built.project.push({"a.py": "five\n"})

    change.review(by=built.me, message="Meta-review", labels={"Meta-Review": -1})
    against = requirement(change)
    change.review(by=built.me, message="Meta-review", labels={"Meta-Review": 1})

    assert (against, requirement(change)) == ("UNSATISFIED", "SATISFIED")


def requirement(change: Change) -> str:
    """How it stands with the requirement of the page."""
    found = change.info("SUBMIT_REQUIREMENTS")["submit_requirements"]
    return next(str(one["status"]) for one in found if one["name"] == "Meta-Review")


def rendered(text: str, known: Mapping[str, str]) -> str:
    """A text of the playbook with its variables filled in, as Ansible does for plain names."""
    return re.sub(r"\{\{ ([\w.]+) \}\}", lambda found: known[found[1]], text)


@pytest.mark.slow
def test_job_answers(built: Built, tmp_path: Path) -> None:
    """
    The command of the playbook, with what Zuul and the secret fill in, posts one message, which asks for nobody's attention.
    """
    change = built.project.push({"a.py": "import os\n"})
    change.add_reviewer(built.site.human("rita"))
    change.review(by=built.site.bot("tidy"), message="", comments=[("a.py", 1, "`os` is imported but never used.")])
    (run,) = [one for one in tasks() if "environment" in one]
    known = {
        "ansible_user_dir": str(tmp_path),
        "metareview_folder": str(tmp_path),
        "zuul.project.name": built.project.name,
        "zuul.change": str(change.number),
        "metareview_gerrit.password": built.me.secret,
    }
    (tmp_path / "metareview.yaml").write_text(built.adapted((FOLDER / "metareview.yaml").read_text("utf-8")))
    program, *words = (rendered(one, known) for one in run["command"]["argv"])
    environment = {name: rendered(value, known) for name, value in run["environment"].items()}
    attention = change.info()["attention_set"]

    done = metareview(*words, environment=environment)

    assert done.code == 0, done.err
    assert program.endswith("/bin/metareview")
    assert built.me.secret not in done.out + done.err
    last = change.messages()[-1]
    assert last["author"]["_account_id"] == built.me.id
    assert last["tag"].startswith("autogenerated:metareview~")
    assert "`os` is imported but never used" in last["message"] and "1 confirmed" in last["message"]
    assert change.info()["attention_set"] == attention
    assert not [one for one in change.comments() if one["author"]["_account_id"] == built.me.id]


@pytest.mark.slow
def test_zuul_is_not_started(built: Built) -> None:
    """
    No line of what was posted, as an event tells it, begins with Zuul's own command.
    """
    change = built.project.push({"a.py": "import sys\n"})
    change.review(by=built.site.bot("tidy"), message="recheck this: `sys` is never used")
    built.configured()
    metareview(
        "run",
        "--config",
        str(built.folder / "config.yaml"),
        "--change",
        f"gerrit:{built.project.name}~{change.number}",
        "--post",
    )
    said = change.messages()[-1]["message"]

    assert change.messages()[-1]["author"]["_account_id"] == built.me.id
    assert not re.search(r"(?i)^(Patch Set [0-9]+:)?( [\w\\+-]*)*(\n\n)?\s*recheck", said)
    assert not re.search(r"(?im)^\W*recheck", said)
