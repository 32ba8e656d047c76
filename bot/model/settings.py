"""What a site has configured, checked, with every default filled in."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.secret import SecretRef

_QUIET_SECONDS = {"github": 60, "gerrit": 300}


class Right(StrEnum):
    """What a token of the service may do."""

    SUBMIT = "submit"
    RECHECK = "recheck"
    READ = "read"
    ADMIN = "admin"


class CheckRun(StrEnum):
    """What the check run on a head concludes: nothing, a failure where a finding is confirmed; or there is none."""

    NEUTRAL = "neutral"
    FAILURE = "failure"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ApiToken:
    """Who may call the service: `changes` are globs over `FORGE:PLACE`."""

    name: str
    token: tuple[SecretRef, ...]
    changes: tuple[str, ...]
    may: tuple[Right, ...]


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Where the service listens and who may call it."""

    host: str = "127.0.0.1"
    port: int = 8080
    admin_port: int = 8081
    public_url: str | None = None
    api_tokens: tuple[ApiToken, ...] = ()


@dataclass(frozen=True, slots=True)
class DatabaseSettings:
    """A database URL without a password, or the reference under which the whole URL lies."""

    url: str | tuple[SecretRef, ...] = "sqlite:///metareview.db"


@dataclass(frozen=True, slots=True)
class GitHubSettings:
    """One GitHub: an App (`app_id` and `private_key`) or a `token`, never both. `url` has no slash at its end."""

    name: str
    url: str = "https://github.com"
    app_id: int | None = None
    private_key: tuple[SecretRef, ...] = ()
    token: tuple[SecretRef, ...] = ()
    webhook_secret: tuple[SecretRef, ...] = ()

    @property
    def kind(self) -> str:
        """What the configuration calls this kind of forge."""
        return "github"

    @property
    def api_url(self) -> str:
        """Where the REST API is: a host of its own at GitHub's, `/api/v3` at an Enterprise server."""
        host = _hosted(self.url)
        return f"https://api.{host}" if host else f"{self.url}/api/v3"

    @property
    def graphql_url(self) -> str:
        """Where the GraphQL API is."""
        host = _hosted(self.url)
        return f"https://api.{host}/graphql" if host else f"{self.url}/api/graphql"


@dataclass(frozen=True, slots=True)
class GerritSettings:
    """One Gerrit, with an account of ours and its HTTP password. `url` has no slash at its end."""

    name: str
    url: str
    username: str
    password: tuple[SecretRef, ...]
    webhook_secret: tuple[SecretRef, ...] = ()

    @property
    def kind(self) -> str:
        """What the configuration calls this kind of forge."""
        return "gerrit"


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """A git repository on this machine, and the folder in which reviews and our answers lie, a folder for each change."""

    name: str
    path: str = "."
    reviews: str = "reviews"

    @property
    def kind(self) -> str:
        """What the configuration calls this kind of forge."""
        return "local"


ForgeSettings = GitHubSettings | GerritSettings | LocalSettings


@dataclass(frozen=True, slots=True)
class ReviewerRule:
    """Whose words count: `match` is a login in which `*` is any text; `only_bots` by the forge's own word for it."""

    match: str | None = None
    only_bots: bool = False
    dialect: str | None = None


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody whose words count. `dialect` is how they write, if known; a person's finding shows no number."""

    login: str
    dialect: str | None
    is_person: bool


@dataclass(frozen=True, slots=True)
class RunSettings:
    """When a run starts; `quiet_seconds` is None where each kind of forge has its own."""

    quiet_seconds: int | None = None
    max_wait_seconds: int = 600
    poll_seconds: int = 300

    def quiet_for(self, kind: str) -> int:
        """The quiet period of a kind of forge, in seconds."""
        return _QUIET_SECONDS.get(kind, 60) if self.quiet_seconds is None else self.quiet_seconds


@dataclass(frozen=True, slots=True)
class PostingSettings:
    """What is shown and where; `matters` are kinds of text and style that are no nits here."""

    fold_below: float = 0.3
    max_findings: int = 50
    check_run: CheckRun = CheckRun.NEUTRAL
    reply_in_threads: bool = False
    label: str | None = None
    dry_run: bool = False
    matters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """What holds for the changes that a glob names; `posting` is whole, the site's where the rule says nothing."""

    match: str
    ignore: bool = False
    posting: PostingSettings = PostingSettings()


@dataclass(frozen=True, slots=True)
class CommandSettings:
    """Who, besides those whom the forge trusts, may give commands."""

    gerrit_group: str | None = None


@dataclass(frozen=True, slots=True)
class CacheSettings:
    """Where repositories are kept, and how much of them."""

    path: str = "cache"
    max_gb: float = 20


@dataclass(frozen=True, slots=True)
class LogSettings:
    """How much is logged, and in which form."""

    level: str = "info"
    format: str = "text"


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole configuration. `reviewers` is None where the site names none: then the built-in ones count."""

    server: ServerSettings = ServerSettings()
    database: DatabaseSettings = DatabaseSettings()
    forges: tuple[ForgeSettings, ...] = ()
    reviewers: tuple[ReviewerRule, ...] | None = None
    changes: tuple[ChangeRule, ...] = ()
    runs: RunSettings = RunSettings()
    posting: PostingSettings = PostingSettings()
    commands: CommandSettings = CommandSettings()
    cache: CacheSettings = CacheSettings()
    log: LogSettings = LogSettings()
    warnings: tuple[str, ...] = ()


def _hosted(url: str) -> str | None:
    """The host, where GitHub itself runs it and the API has a host of its own."""
    host = url.partition("://")[2].partition("/")[0].partition(":")[0].removeprefix("www.")
    return host if host == "github.com" or host.endswith(".ghe.com") else None
