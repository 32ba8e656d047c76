"""The commands that work on a forge: adapters are made here from the configuration and a clock."""

import os
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from getpass import getuser

from bot import runs
from bot.app import load_weights, secrets
from bot.app.clock import MACHINE, Clock
from bot.config.changes import rule_for
from bot.config.reviewers import reviewer_for
from bot.errors import Refused
from bot.forges.gerrit.forge import GerritForge, Rules
from bot.forges.gerrit.shared import Shared as GerritShared
from bot.forges.github.forge import GitHubForge
from bot.forges.github.links import permanent_links
from bot.forges.github.shared import Shared
from bot.forges.local.forge import LocalForge
from bot.git.cache import Cache
from bot.git.fetching import Route
from bot.git.opened import Opened, Source, open_change
from bot.intake.proposed import Who
from bot.model.change_ref import ChangeRef
from bot.model.forge import ChangeState, CodePlace, Person
from bot.model.settings import (
    ForgeSettings,
    GerritSettings,
    GitHubSettings,
    LocalSettings,
    PostingSettings,
    ReviewerRule,
    Settings,
)
from bot.parser.formats import read_reviews
from bot.ports import Forge
from bot.poster.marker import Marker, key_of
from bot.runs import Run

AnyShared = Shared | GerritShared
"""What the runs of a process have in common at one forge."""

_GIGABYTE = 1 << 30
_SHARED = "github-actions[bot]"
"""The account of every workflow of a repository."""


def judge_change(settings: Settings, ref: ChangeRef, clock: Clock = MACHINE) -> Run:
    """Judge what is proposed on a change; nothing is posted. Raises Refused, Unreachable or GaveUp."""
    return runs.judge(site_for(settings, ref, clock), ref)


def publish_change(settings: Settings, ref: ChangeRef, *, again: bool, clock: Clock = MACHINE) -> tuple[Run, str]:
    """Judge a change and make its forge show the answer; also what became of it, in a sentence for people.

    `again`: somebody wants an answer even where one stands, or was deleted.
    """
    site = site_for(settings, ref, clock)
    if site.posting.dry_run:
        words = f"nothing was posted on {ref}: posting.dry_run is set; without --post the answer is printed"
        return runs.judge(site, ref), words
    run, published = runs.publish(site, ref, asked=f"again-{clock.now():.0f}" if again else "")
    said = [f"{'posted' if published.changed else 'already there'}: {published.url}"] if published.url else []
    said += [published.note] if published.note else []
    return run, "\n".join(said) or f"nothing to post on {ref}: no reviewer has proposed anything"


def site_for(
    settings: Settings, ref: ChangeRef, clock: Clock = MACHINE, shared: Mapping[str, AnyShared] | None = None
) -> runs.Site:
    """Everything that a run on this change needs. Raises Refused where the configuration ignores it or has no such forge.

    `shared`: what the runs of a process have in common, by forge.
    """
    rule = rule_for(settings, ref)
    if rule.ignore:
        raise Refused(f"{ref} is ignored: the configuration says so for {rule.match}; change `changes` to judge it")
    chosen = _settings_of(settings, ref)
    key = key_of("" if isinstance(chosen, LocalSettings) else chosen.url, chosen.name)
    return runs.Site(
        forge=_forge(chosen, _Making(settings, rule.posting, Marker(key).prefix, clock, shared or {})),
        open_code=_opener(settings, clock),
        who=lambda state: _who(_with_everybody(settings, chosen), state.me),
        link=lambda state: permanent_links(state) if isinstance(chosen, GitHubSettings) else None,
        posting=rule.posting,
        weights=load_weights(),
        key=key,
        kind=chosen.kind,
    )


def is_ignored(settings: Settings, ref: ChangeRef) -> bool:
    """Whether the configuration leaves this change alone."""
    return rule_for(settings, ref).ignore


def _settings_of(settings: Settings, ref: ChangeRef) -> ForgeSettings:
    for forge in settings.forges:
        if forge.name == ref.forge:
            return forge
    known = ", ".join(forge.name for forge in settings.forges) or "none"
    raise Refused(f"the configuration has no forge `{ref.forge}`; it has {known}")


@dataclass(frozen=True, slots=True)
class _Making:
    """What adapters are made with, beside their own settings."""

    settings: Settings
    posting: PostingSettings
    marker: str
    clock: Clock
    shared: Mapping[str, AnyShared]


def _forge(chosen: ForgeSettings, making: _Making) -> Forge:
    match chosen:
        case LocalSettings():
            return LocalForge(chosen, read_reviews, marker=making.marker, login=getuser())
        case GerritSettings():
            return _gerrit(chosen, making)
        case GitHubSettings():
            return _github(chosen, making)


def _github(chosen: GitHubSettings, making: _Making) -> Forge:
    secret = secrets().first(chosen.private_key if chosen.app_id is not None else chosen.token)
    shared, clock = making.shared.get(chosen.name), making.clock
    known = shared if isinstance(shared, Shared) else Shared(os.environ)
    return GitHubForge(chosen, secret, making.marker, now=clock.now, sleep=clock.sleep, shared=known)


def _gerrit(chosen: GerritSettings, making: _Making) -> Forge:
    shared, clock = making.shared.get(chosen.name), making.clock
    return GerritForge(
        chosen,
        secrets().first(chosen.password),
        making.marker,
        sleep=clock.sleep,
        rules=Rules(making.settings.commands.gerrit_group, making.posting.label),
        shared=shared if isinstance(shared, GerritShared) else GerritShared(os.environ),
    )


def _opener(settings: Settings, clock: Clock) -> runs.OpenCode:
    cache = Cache(settings.cache.path, int(settings.cache.max_gb * _GIGABYTE), route=Route(environment=os.environ))

    def opened(place: CodePlace, state: ChangeState, earlier: Sequence[str]) -> AbstractContextManager[Opened]:
        return open_change(Source(cache, clock.sleep), place, state.head_ref, (state.base, state.head), earlier)

    return opened


def _with_everybody(settings: Settings, forge: ForgeSettings) -> Settings:
    """In a local folder nobody speaks by chance: unless the site names reviewers, every tool counts."""
    if settings.reviewers is not None or not isinstance(forge, LocalSettings):
        return settings
    return replace(settings, reviewers=(ReviewerRule(only_bots=True),))


def _who(settings: Settings, me: Person) -> Who:
    """Our own account never counts, unless workflows of others write with it too."""
    is_shared = me.login == _SHARED
    return lambda person: reviewer_for(
        settings, person.login, person.is_bot, is_self=person.id == me.id and not is_shared
    )
