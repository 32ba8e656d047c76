"""Applications for tests, a client for each, and events as forges send them."""

import asyncio
import hashlib
import hmac
import io
import itertools
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from textwrap import dedent

import httpx
from fastapi import FastAPI

from bot.commands.parse import commands_in, gerrit_commands_in
from bot.config.load import load_settings
from bot.config.secrets import Secrets
from bot.listener.admin import admin_app
from bot.listener.logs import logger_of
from bot.listener.metrics import Figures
from bot.listener.parts import Limits, Parts
from bot.listener.public import public_app
from bot.listener.site import Site
from bot.model.review import ProposedReview
from bot.model.settings import GerritSettings, GitHubSettings, LogSettings, Settings
from bot.parser.formats import proposed_review
from tests.listener.keeping import Kept

CONFIG = """
server:
  api_tokens:
    - {name: ci, token: env:CI_TOKEN, changes: ["github:acme/*"], may: [submit, recheck, read]}
    - {name: reader, token: [env:READER_NEW, env:READER_OLD], changes: ["github:acme/widgets"], may: [read]}
    - {name: boss, token: env:BOSS_TOKEN, changes: ["*"], may: [read, admin]}
forges:
  github: {kind: github, app_id: 42, private_key: env:KEY, webhook_secret: [env:HOOK_NEW, env:HOOK_OLD]}
  shut: {kind: github, token: env:KEY}
  gerrit: {kind: gerrit, url: "https://gerrit.example", username: metareview, password: env:KEY, webhook_secret: env:GERRIT_HOOK}
changes: [{match: "github:acme/archive", ignore: true}]
"""
ENVIRONMENT = {
    "CI_TOKEN": "ci-token-3f9a",
    "READER_NEW": "reader-new-88c1",
    "READER_OLD": "reader-old-71d0",
    "BOSS_TOKEN": "boss-token-5e22",
    "KEY": "the-private-key-0d1f",
    "HOOK_NEW": "hook-new-c41b",
    "HOOK_OLD": "hook-old-9a77",
    "GERRIT_HOOK": "gerrit-hook-2b6e",
}
MARKER = "<!-- metareview:abc123 "
ME = "metareview-app[bot]"


def settings_of(text: str = CONFIG) -> Settings:
    """The settings in a YAML text."""
    return load_settings("config.yaml", dedent(text).encode(), "/etc/metareview")


def site_of(name: str = "github", settings: Settings | None = None, me: str | None = ME) -> Site:
    """One forge of a configuration, as the composition root makes it."""
    config = settings or settings_of()
    forge = next(one for one in config.forges if one.name == name)
    assert isinstance(forge, GitHubSettings | GerritSettings)
    if isinstance(forge, GerritSettings):
        return Site(config, forge, gerrit_commands_in, lambda: forge.username, MARKER)
    return Site(config, forge, commands_in, lambda: me, MARKER)


def _read(data: bytes) -> ProposedReview:
    return proposed_review.read("review", "", data.decode())[0]


@dataclass
class Service:
    """A service whose parts a test can look into."""

    settings: Settings = field(default_factory=settings_of)
    kept: Kept = field(default_factory=Kept)
    environment: dict[str, str] = field(default_factory=lambda: dict(ENVIRONMENT))
    faults: dict[str, str] = field(default_factory=dict)
    figures: Figures = field(default_factory=Figures)
    limits: Limits = field(default_factory=Limits)
    log: io.StringIO = field(default_factory=io.StringIO)
    log_settings: LogSettings = field(default_factory=lambda: LogSettings("debug", "json"))

    def __post_init__(self) -> None:
        numbers = itertools.count(1)
        names = [one.name for one in self.settings.forges if isinstance(one, GitHubSettings | GerritSettings)]
        self.parts = Parts(
            settings=self.settings,
            sites={name: site_of(name, self.settings) for name in names},
            inbox=self.kept,
            store=self.kept,
            find=Secrets(self.environment, _no_file).find,
            read_review=_read,
            new_id=lambda: f"new-{next(numbers)}",
            faults=lambda: self.faults,
            figures=lambda: self.figures,
            log=logger_of(self.log_settings, self.log),
            limits=self.limits,
        )
        self.public = public_app(self.parts)
        self.admin = admin_app(self.parts)

    def call(self, method: str, path: str, **more: object) -> httpx.Response:
        """One request to the public application."""
        return self.calls([(method, path, more)])[0]

    def calls(self, wanted: Sequence[tuple[str, str, Mapping[str, object]]]) -> list[httpx.Response]:
        """Requests to the public application, one after another."""

        async def send() -> list[httpx.Response]:
            async with client(self.public) as http:
                return [await http.request(method, path, **more) for method, path, more in wanted]  # type: ignore[arg-type]

        return asyncio.run(send())

    def admin_page(self, path: str) -> httpx.Response:
        """One page of the other application."""

        async def send() -> httpx.Response:
            async with client(self.admin) as http:
                return await http.get(path)

        return asyncio.run(send())

    def count(self, forge: str, outcome: str) -> float:
        """How often that became of something that arrived."""
        wanted = f'metareview_deliveries_total{{forge="{forge}",outcome="{outcome}"}} '
        page = self.parts.metrics.page(None).decode()
        return next((float(line.removeprefix(wanted)) for line in page.splitlines() if line.startswith(wanted)), 0)

    def lines(self) -> list[dict[str, object]]:
        """What was logged, each line as its values."""
        return [json.loads(line) for line in self.log.getvalue().splitlines()]


def _no_file(path: str) -> object:
    raise FileNotFoundError(path)


@asynccontextmanager
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application, without a socket."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service.example", timeout=60) as found:
        yield found


def signature(body: bytes, secret: str = ENVIRONMENT["HOOK_NEW"]) -> str:
    """What GitHub sends as X-Hub-Signature-256."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def headers(body: bytes, event: str, id: str = "d-1", secret: str = ENVIRONMENT["HOOK_NEW"]) -> dict[str, str]:
    """The headers of an event of GitHub."""
    return {
        "Content-Type": "application/json",
        "X-GitHub-Event": event,
        "X-GitHub-Delivery": id,
        "X-Hub-Signature-256": signature(body, secret),
    }


def signed(event: str, payload: object, id: str = "d-1", secret: str = ENVIRONMENT["HOOK_NEW"]) -> dict[str, object]:
    """An event of GitHub as the arguments of a request."""
    body = json.dumps(payload).encode()
    return {"content": body, "headers": headers(body, event, id, secret)}


def bearer(name: str) -> dict[str, str]:
    """The header of a caller, by the name of the variable that holds the token."""
    return {"Authorization": f"Bearer {ENVIRONMENT[name]}"}


def user(login: str, *, is_bot: bool = False) -> dict[str, object]:
    """An account in a payload."""
    return {"login": login, "id": sum(login.encode()), "type": "Bot" if is_bot else "User"}


RABBIT = user("coderabbitai[bot]", is_bot=True)
CAROL = user("carol")
REPOSITORY = {"full_name": "acme/widgets"}


def pull(action: str, number: int = 7, **more: object) -> dict[str, object]:
    """An event of a pull request."""
    return {"action": action, "pull_request": {"number": number}, "repository": REPOSITORY, **more}


def said(author: object, body: str = "words", action: str = "created", **more: object) -> dict[str, object]:
    """An event of a comment in the conversation of a pull request."""
    issue = {"number": 7, "pull_request": {"url": "https://api.github.com/…"}}
    comment = {"id": 501, "user": author, "body": body, **more}
    return {"action": action, "issue": issue, "comment": comment, "repository": REPOSITORY}
