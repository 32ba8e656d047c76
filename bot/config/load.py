"""`config.yaml` to settings: everything that is wrong with it is said at once."""

import os.path
from collections.abc import Iterable
from dataclasses import replace

from pydantic import ValidationError

from bot.config.crossing import crossing_faults, warnings_of
from bot.config.faults import Fault, refusal
from bot.config.wire import ApiTokenModel, ConfigModel, GerritModel, GitHubModel, LocalModel, PostingModel
from bot.config.wording import faults_of
from bot.config.yaml_tree import Reading, Tree, read_yaml
from bot.model.secret import SecretRef
from bot.model.settings import (
    ApiToken,
    CacheSettings,
    ChangeRule,
    CheckRun,
    CommandSettings,
    DatabaseSettings,
    ForgeSettings,
    GerritSettings,
    GitHubSettings,
    LocalSettings,
    LogSettings,
    PostingSettings,
    ReviewerRule,
    Right,
    RunSettings,
    ServerSettings,
    Settings,
)

_FILE_URL = "sqlite:///"


def load_settings(name: str, content: bytes, folder: str) -> Settings:
    """The settings in a file's content; relative paths start from `folder`. Raises BadConfig with all faults."""
    reading = read_yaml(name, content)
    if reading.tree is not None and not isinstance(reading.tree, dict):
        raise refusal(name, [Fault((), "must be a mapping of keys to values", 1)], {})
    tree = _without_empty_sections(reading.tree or {})
    model = _model(name, tree, reading)
    settings = _settings(model, os.path.abspath(folder))
    return replace(settings, warnings=warnings_of(settings))


def _without_empty_sections(tree: dict[str, Tree]) -> dict[str, Tree]:
    """A section whose keys are all commented out is there, and None."""
    return {key: value for key, value in tree.items() if value is not None or key not in ConfigModel.model_fields}


def _model(name: str, tree: dict[str, Tree], reading: Reading) -> ConfigModel:
    faults = [*reading.faults, *crossing_faults(tree)]
    model = ConfigModel()
    try:
        model = ConfigModel.model_validate(tree)
    except ValidationError as error:
        faults += faults_of(error.errors(include_url=False))
    if faults:
        raise refusal(name, faults, reading.lines)
    return model


def _settings(model: ConfigModel, folder: str) -> Settings:
    posting = _posting(PostingSettings(), model.posting)
    return Settings(
        server=_server(model, folder),
        database=DatabaseSettings(_database(model.database.url, folder)),
        forges=tuple(_forge(name, forge, folder) for name, forge in model.forges.items()),
        reviewers=_reviewers(model),
        changes=tuple(ChangeRule(one.match, one.ignore, _posting(posting, one.posting)) for one in model.changes),
        runs=RunSettings(
            model.runs.quiet_seconds if "quiet_seconds" in model.runs.model_fields_set else None,
            model.runs.max_wait_seconds,
            model.runs.poll_seconds,
        ),
        posting=posting,
        commands=CommandSettings(model.commands.gerrit_group),
        cache=CacheSettings(os.path.join(folder, model.cache.path), model.cache.max_gb),
        log=LogSettings(model.log.level, model.log.format),
    )


def _server(model: ConfigModel, folder: str) -> ServerSettings:
    server = model.server
    tokens = tuple(_api_token(at, token, folder) for at, token in enumerate(server.api_tokens))
    return ServerSettings(server.host, server.port, server.admin_port, server.public_url, tokens)


def _api_token(at: int, token: ApiTokenModel, folder: str) -> ApiToken:
    secrets = _placed(token.token, f"server.api_tokens[{at}].token", folder)
    return ApiToken(token.name, secrets, tuple(token.changes), tuple(Right(word) for word in dict.fromkeys(token.may)))


def _forge(name: str, forge: GitHubModel | GerritModel | LocalModel, folder: str) -> ForgeSettings:
    def refs(key: str, found: Iterable[SecretRef] | None) -> tuple[SecretRef, ...]:
        return _placed(found, f"forges.{name}.{key}", folder)

    if isinstance(forge, LocalModel):
        return LocalSettings(name, _beneath(folder, forge.path), _beneath(folder, forge.reviews))
    webhook = refs("webhook_secret", forge.webhook_secret)
    if isinstance(forge, GerritModel):
        return GerritSettings(name, forge.url, forge.username, refs("password", forge.password), webhook)
    key, token = refs("private_key", forge.private_key), refs("token", forge.token)
    return GitHubSettings(name, forge.url, forge.app_id, key, token, webhook)


def _beneath(folder: str, path: str) -> str:
    return os.path.normpath(os.path.join(folder, path))


def _reviewers(model: ConfigModel) -> tuple[ReviewerRule, ...] | None:
    if model.reviewers is None:
        return None
    return tuple(ReviewerRule(one.match, one.kind == "bot", one.dialect) for one in model.reviewers)


def _posting(site: PostingSettings, model: PostingModel) -> PostingSettings:
    """`site` with what the model says itself."""
    said = model.model_dump(exclude_unset=True)
    if "check_run" in said:
        said["check_run"] = CheckRun(said["check_run"])
    if "matters" in said:
        said["matters"] = tuple(dict.fromkeys(said["matters"]))
    return replace(site, **said)


def _database(url: str | tuple[SecretRef, ...], folder: str) -> str | tuple[SecretRef, ...]:
    return placed_url(url, folder) if isinstance(url, str) else _placed(url, "database.url", folder)


def placed_url(url: str, folder: str) -> str:
    """A database URL whose file, if it is one, starts from `folder`."""
    if not url.startswith(_FILE_URL) or url.startswith(_FILE_URL + "/"):
        return url
    return f"{_FILE_URL}{os.path.join(folder, url.removeprefix(_FILE_URL))}"


def _placed(found: Iterable[SecretRef] | None, where: str, folder: str) -> tuple[SecretRef, ...]:
    """References with the key that names them, and files by absolute path."""
    placed = []
    for ref in found or ():
        name = os.path.join(folder, ref.name) if ref.scheme == "file" else ref.name
        placed.append(replace(ref, name=name, where=where))
    return tuple(placed)
