"""A real Gerrit server of our own on 127.0.0.1: fetched and set up once, started, stopped, killed and started again.

    with GerritServer("3.13.5", tmp_path, config={"change.commentSizeLimit": "2k"}) as server:
        httpx.get(server.url + "/config/server/version")

`tests/gerrit/fetch.sh` brings what it needs. A site that was set up is kept in `.cache/gerrit`, so that only the first start
of a version pays for it. The administrator is `admin` with the password `secret`. There are no SSH, no mail and no web pages.
What the plugin `webhooks` does is done by our own plugin (see `hooks/`). Tests get a server from the fixtures of `shared.py`.
"""

import base64
import contextlib
import fcntl
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import TracebackType

import httpx
import pytest

from tests.gerrit import hooks

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "gerrit"
VERSIONS = ("3.12.0", "3.13.5")
NEWEST = VERSIONS[-1]
REQUIRE = "METAREVIEW_REQUIRE_ALL"
JVM = (
    "-Xms128m",
    "-Xmx512m",
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-Xshare:auto",
    "-Djava.awt.headless=true",
)
LOADED = "Loaded plugin webhooks"
START_SECONDS = 180
STOP_SECONDS = 30

SETTINGS = {
    "gerrit.basePath": "git",
    "auth.type": "DEVELOPMENT_BECOME_ANY_ACCOUNT",
    "sshd.listenAddress": "off",
    "sendemail.enable": "false",
    "index.type": "lucene",
    "httpd.maxThreads": "25",
    "plugins.allowRemoteAdmin": "true",
    "container.heapLimit": "512m",
    # Off unless a site switches it on: without it a comment with a fix is answered with 500.
    "experiments.enabled": "GerritBackendFeature__allow_fix_suggestions_in_comments",
}


@lru_cache
def fetched() -> Path:
    """The folder with all that a server needs, fetched where needed. Without Maven the test is skipped; where all is required, it fails."""
    CACHE.parent.mkdir(exist_ok=True)
    with _locked(CACHE.parent / "gerrit.lock"):
        done = subprocess.run(
            ["sh", str(ROOT / "tests/gerrit/fetch.sh"), sys.executable], capture_output=True, text=True, check=False
        )
    if done.returncode == 3 and os.environ.get(REQUIRE) != "1":
        pytest.skip("a real Gerrit could not be fetched: Maven is missing")
    assert done.returncode == 0, done.stderr
    return CACHE


class GerritServer:
    """One server with its own site in a folder of its own. Use as a context, or call start and stop."""

    def __init__(self, version: str, folder: Path, *, config: Mapping[str, str] | None = None) -> None:
        """Say which version, where its site goes, and settings of `gerrit.config` beside ours, as `section.key`."""
        self.version, self.site, self.config = version, folder / f"gerrit-{version}", dict(config or {})
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The server's address, without a slash at its end; it stays the same over restarts."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What the server said, over all its starts."""
        return self.site / "logs" / "console.log"

    def __enter__(self) -> "GerritServer":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Set up the site where there is none yet, start the server and wait until it answers; AssertionError with its log's tail if not."""
        if not self.site.exists():
            self._set_up()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                _command(self.version, "daemon", "-d", str(self.site), "--console-log", "--headless"),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.site,
                env=_environment(self.site),
                start_new_session=True,
            )
        try:
            self._wait_until_ready()
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """Ask the server to end and wait until it has; one that does not is killed."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None

    def kill(self) -> None:
        """End the server at once, as a power cut does."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def restart(self) -> None:
        """Stop it, if it runs, and start it again: same port, same site."""
        self.stop()
        self.start()

    def freeze(self) -> None:
        """Let it stand still: connections are taken, nothing is answered."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGCONT)

    def discard(self) -> None:
        """Remove the site of a server that does not run; the next start begins with a fresh one."""
        assert self.process is None
        shutil.rmtree(self.site)

    def tail(self, lines: int = 60) -> str:
        """The last lines of its log."""
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-lines:])

    def _set_up(self) -> None:
        self.site.parent.mkdir(parents=True, exist_ok=True)
        fresh, plugin = _fresh_site(self.version), hooks.plugin(fetched(), self.version)
        shutil.copytree(fresh, self.site, symlinks=True)
        shutil.copy(plugin, self.site / "plugins" / "webhooks.jar")
        self.port = _free_port()
        _configure(self.site, {**_addresses(self.port), **self.config})

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        with httpx.Client(base_url=self.url, trust_env=False, timeout=5) as client:
            while time.monotonic() < deadline:
                assert self.process is not None
                assert self.process.poll() is None, f"Gerrit {self.version} ended at its start:\n{self.tail()}"
                if self._answers(client):
                    assert LOADED in self.log.read_text("utf-8", "replace"), (
                        f"the plugin does not load:\n{self.tail(200)}"
                    )
                    return
                time.sleep(0.1)
        raise AssertionError(f"Gerrit {self.version} did not start in {START_SECONDS} s:\n{self.tail()}")

    def _answers(self, client: httpx.Client) -> bool:
        try:
            version, account = client.get("/config/server/version"), client.get("/a/accounts/self")
        except httpx.HTTPError:
            return False
        return version.status_code == 200 and f'"{self.version}"' in version.text and account.status_code == 401


def basic(username: str, secret: str) -> str:
    """The value of the header Authorization."""
    return "Basic " + base64.b64encode(f"{username}:{secret}".encode()).decode()


def class_path(version: str) -> list[Path]:
    """The jars of the whole server."""
    found = fetched()
    return sorted((found / version).glob("*.jar")) + sorted((found / "bouncycastle").glob("*.jar"))


def _command(version: str, *words: str) -> list[str]:
    parts = [_version_folder(version), *class_path(version)]
    java = CACHE / "java" / "bin" / "java"
    return [str(java), *JVM, "-cp", ":".join(map(str, parts)), "com.google.gerrit.launcher.GerritLauncher", *words]


def _version_folder(version: str) -> Path:
    """A folder for the class path: the jars do not know their version, this tells it."""
    folder = CACHE / f"version-{version}"
    told = folder / "com/google/gerrit/common/Version"
    if not told.exists():
        told.parent.mkdir(parents=True, exist_ok=True)
        told.write_text(f"{version}\n", "utf-8")
    return folder


def _environment(home: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}


def _addresses(port: int) -> dict[str, str]:
    url = f"http://127.0.0.1:{port}/"
    return {"gerrit.canonicalWebUrl": url, "httpd.listenUrl": url}


def _configure(site: Path, settings: Mapping[str, str]) -> None:
    for name, value in settings.items():
        subprocess.run(["git", "config", "-f", str(site / "etc" / "gerrit.config"), name, value], check=True)


def _fresh_site(version: str) -> Path:
    """A site as `init` leaves it; made once for these jars and settings."""
    found = fetched()
    key = hashlib.sha256((found / "complete").read_bytes() + repr(SETTINGS).encode()).hexdigest()[:16]
    site = found / f"site-{version}-{key}"
    with _locked(found / f"site-{version}.lock"):
        if not site.exists():
            _initialise(version, site)
    return site


def _initialise(version: str, site: Path) -> None:
    half = site.with_name(f"{site.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    (half / "etc").mkdir(parents=True)
    _configure(half, {**SETTINGS, **_addresses(8080)})
    done = subprocess.run(
        _command(version, "init", "--batch", "--dev", "--no-auto-start", "--skip-all-downloads", "-d", str(half)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=_environment(half),
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    # A copy of the server that only its service script uses.
    (half / "bin" / "gerrit.war").unlink(missing_ok=True)
    half.rename(site)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
