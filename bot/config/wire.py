"""The configuration file as it is written: every key, its type and its bounds. Defaults are those of the settings."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.config.values import (
    AppId,
    DatabaseUrl,
    Dialect,
    ForgeName,
    Host,
    Label,
    Login,
    Matter,
    Name,
    Pattern,
    Port,
    References,
    Text,
    Url,
    between,
)
from bot.model.settings import GitHubSettings, LocalSettings, Settings

_SITE = Settings()
_GITHUB = GitHubSettings("")
_LOCAL = LocalSettings("")


class Section(BaseModel):
    """A mapping of the file; what it does not know is refused, and no value is turned into another type."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True, frozen=True)


class ApiTokenModel(Section):
    """`server.api_tokens[]`."""

    name: Name
    token: References
    changes: Annotated[list[Pattern], Field(min_length=1)]
    may: Annotated[list[Literal["submit", "recheck", "read", "admin"]], Field(min_length=1)]


class ServerModel(Section):
    """`server`."""

    host: Host = _SITE.server.host
    port: Port = _SITE.server.port
    admin_port: Port = _SITE.server.admin_port
    public_url: Url | None = None
    api_tokens: list[ApiTokenModel] = []


class DatabaseModel(Section):
    """`database`."""

    url: DatabaseUrl = _SITE.database.url


class GitHubModel(Section):
    """`forges.NAME` of kind github."""

    kind: Literal["github"]
    url: Url = _GITHUB.url
    app_id: AppId | None = None
    private_key: References | None = None
    token: References | None = None
    webhook_secret: References | None = None


class GerritModel(Section):
    """`forges.NAME` of kind gerrit."""

    kind: Literal["gerrit"]
    url: Url
    username: Text
    password: References
    webhook_secret: References | None = None


class LocalModel(Section):
    """`forges.NAME` of kind local."""

    kind: Literal["local"]
    path: Text = _LOCAL.path
    reviews: Text = _LOCAL.reviews


class ReviewerModel(Section):
    """`reviewers[]`."""

    match: Login | None = None
    kind: Literal["bot"] | None = None
    dialect: Dialect | None = None


class PostingModel(Section):
    """`posting`, and what a change overrides of it."""

    fold_below: Annotated[float, between(0, 1)] = _SITE.posting.fold_below
    max_findings: Annotated[int, between(1, 1000)] = _SITE.posting.max_findings
    check_run: Literal["neutral", "failure", "none"] = "neutral"
    reply_in_threads: bool = _SITE.posting.reply_in_threads
    label: Label | None = None
    dry_run: bool = _SITE.posting.dry_run
    matters: Annotated[list[Matter], Field(max_length=200)] = []


class ChangeModel(Section):
    """`changes[]`."""

    match: Pattern
    ignore: bool = False
    posting: PostingModel = PostingModel()


class RunsModel(Section):
    """`runs`. Without `quiet_seconds` it is 60, and 300 on Gerrit."""

    quiet_seconds: Annotated[int, between(0, 3600)] = 60
    max_wait_seconds: Annotated[int, between(0, 86400)] = _SITE.runs.max_wait_seconds
    poll_seconds: Annotated[int, between(10, 86400)] = _SITE.runs.poll_seconds


class CommandsModel(Section):
    """`commands`."""

    gerrit_group: Text | None = None


class CacheModel(Section):
    """`cache`."""

    path: Text = _SITE.cache.path
    max_gb: Annotated[float, between(0.1, 100_000)] = _SITE.cache.max_gb


class LogModel(Section):
    """`log`."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


AnyForge = Annotated[GitHubModel | GerritModel | LocalModel, Field(discriminator="kind")]


class ConfigModel(Section):
    """The whole file."""

    server: ServerModel = ServerModel()
    database: DatabaseModel = DatabaseModel()
    forges: dict[ForgeName, AnyForge] = {}
    reviewers: list[ReviewerModel] | None = None
    changes: list[ChangeModel] = []
    runs: RunsModel = RunsModel()
    posting: PostingModel = PostingModel()
    commands: CommandsModel = CommandsModel()
    cache: CacheModel = CacheModel()
    log: LogModel = LogModel()


FORGE_KINDS: dict[str, type[Section]] = {"github": GitHubModel, "gerrit": GerritModel, "local": LocalModel}
