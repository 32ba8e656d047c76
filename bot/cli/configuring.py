"""A configuration in words: its forges, whose words count, which changes are special, and warnings."""

from collections.abc import Sequence
from dataclasses import fields

from bot.config.reviewers import BUILT_IN
from bot.model.neutral import neutralise_terminal
from bot.model.settings import (
    ChangeRule,
    ForgeSettings,
    GitHubSettings,
    LocalSettings,
    PostingSettings,
    ReviewerRule,
    Settings,
)


def describe(file: str, settings: Settings, warnings: Sequence[str]) -> str:
    """What `config check` prints of a configuration without faults."""
    lines = [f"{file}: no faults, {len(warnings) or 'no'} warning{'' if len(warnings) == 1 else 's'}"]
    lines += _section("Forges", [_forge(forge) for forge in settings.forges])
    lines += _section("Reviewers, the first that matches", _reviewers(settings.reviewers))
    lines += _section("Changes, the first that matches", [_change(rule, settings) for rule in settings.changes])
    lines += _section("Warnings", list(warnings))
    return neutralise_terminal("\n".join(lines) + "\n")


def _section(title: str, entries: Sequence[str]) -> list[str]:
    return ["", title, *(f"  {entry}" for entry in entries)] if entries else []


def _forge(forge: ForgeSettings) -> str:
    if isinstance(forge, LocalSettings):
        return f"{forge.name}: the repository {forge.path}, reviews and answers in {forge.reviews}"
    webhooks = len(forge.webhook_secret)
    secrets = f"{webhooks or 'no'} webhook secret{'' if webhooks == 1 else 's'}"
    if isinstance(forge, GitHubSettings):
        who = f"App {forge.app_id}" if forge.app_id else "a token"
        return f"{forge.name}: GitHub at {forge.url} (API {forge.api_url}) with {who}, {secrets}"
    return f"{forge.name}: Gerrit at {forge.url} as {forge.username}, {secrets}"


def _reviewers(rules: Sequence[ReviewerRule] | None) -> list[str]:
    if rules is None:
        return [f"the bots known by name: {', '.join(sorted(name for name, logins in BUILT_IN.items() if logins))}"]
    return [_reviewer(rule) for rule in rules] or ["nobody"]


def _reviewer(rule: ReviewerRule) -> str:
    dialect = f", read as {rule.dialect}" if rule.dialect else ""
    if rule.match is None:
        return f"every bot{dialect}"
    is_bot = rule.only_bots or "*" in rule.match
    return f"{rule.match}{' (bots only)' if is_bot else ''}{dialect}"


def _change(rule: ChangeRule, settings: Settings) -> str:
    if rule.ignore:
        return f"{rule.match}: ignored"
    return f"{rule.match}: {_differences(rule.posting, settings.posting) or 'as everywhere'}"


def _differences(posting: PostingSettings, site: PostingSettings) -> str:
    found = []
    for one in fields(posting):
        value = getattr(posting, one.name)
        if value != getattr(site, one.name):
            found.append(f"{one.name} {', '.join(value) if isinstance(value, tuple) else value}")
    return "; ".join(found)
