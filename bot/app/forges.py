"""The commands that work on a forge: adapters are made here from the configuration, with the machine's clock."""

import os
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from getpass import getuser

from bot import runs
from bot.app import load_weights, secrets
from bot.config.changes import rule_for
from bot.config.reviewers import reviewer_for
from bot.errors import Refused
from bot.forges.github.forge import GitHubForge
from bot.forges.github.links import permanent_links
from bot.forges.local.forge import LocalForge
from bot.git.cache import Cache
from bot.git.fetching import Route
from bot.git.opened import Opened, open_change
from bot.intake.proposed import Who
from bot.model.change_ref import ChangeRef
from bot.model.forge import ChangeState, CodePlace, Person
from bot.model.settings import ForgeSettings, GerritSettings, GitHubSettings, LocalSettings, Settings
from bot.parser.formats import read_reviews
from bot.ports import Forge
from bot.poster.marker import Marker, key_of
from bot.runs import Run

_GIGABYTE = 1 << 30


def judge_change(settings: Settings, ref: ChangeRef) -> Run:
    """Judge what is proposed on a change; nothing is posted. Raises Refused, Unreachable or GaveUp."""
    return runs.judge(_site(settings, ref), ref)


def publish_change(settings: Settings, ref: ChangeRef, *, asked: bool) -> tuple[Run, str]:
    """Judge a change and make its forge show the answer; also what became of it, in a sentence for people."""
    site = _site(settings, ref)
    if site.posting.dry_run:
        return runs.judge(site, ref), f"nothing was posted on {ref}: posting.dry_run is set"
    run, published = runs.publish(site, ref, asked=asked)
    said = [published.note] if published.note else []
    if published.url:
        said.insert(0, f"{'posted' if published.changed else 'already there'}: {published.url}")
    return run, "; ".join(said) or f"nothing to post on {ref}: no reviewer has proposed anything"


def _site(settings: Settings, ref: ChangeRef) -> runs.Site:
    rule = rule_for(settings, ref)
    if rule.ignore:
        raise Refused(f"{ref} is ignored: the configuration says so for {rule.match}; change `changes` to judge it")
    chosen = _settings_of(settings, ref)
    key = key_of("" if isinstance(chosen, LocalSettings) else chosen.url, chosen.name)
    return runs.Site(
        forge=_forge(chosen, Marker(key).prefix),
        open_code=_opener(settings),
        who=lambda state: _who(settings, state.me),
        link=lambda state: permanent_links(state) if isinstance(chosen, GitHubSettings) else None,
        posting=rule.posting,
        weights=load_weights(),
        key=key,
    )


def _settings_of(settings: Settings, ref: ChangeRef) -> ForgeSettings:
    for forge in settings.forges:
        if forge.name == ref.forge:
            return forge
    known = ", ".join(forge.name for forge in settings.forges) or "none"
    raise Refused(f"the configuration has no forge `{ref.forge}`; it has {known}")


def _forge(settings: ForgeSettings, marker: str) -> Forge:
    if isinstance(settings, LocalSettings):
        return LocalForge(settings, read_reviews, marker=marker, login=getuser())
    if isinstance(settings, GerritSettings):
        raise Refused(f"{settings.name} is a Gerrit, which `run` does not reach yet; name a change on GitHub")
    secret = secrets().first(settings.private_key if settings.app_id is not None else settings.token)
    return GitHubForge(settings, secret, marker, now=time.time, sleep=time.sleep, environment=os.environ)  # noqa: TID251 - the one place that hands out the clock


def _opener(settings: Settings) -> runs.OpenCode:
    cache = Cache(settings.cache.path, int(settings.cache.max_gb * _GIGABYTE), route=Route(environment=os.environ))

    def opened(place: CodePlace, state: ChangeState, earlier: Sequence[str]) -> AbstractContextManager[Opened]:
        return open_change(cache, place, state.head_ref, (state.base, state.head), earlier)

    return opened


def _who(settings: Settings, me: Person) -> Who:
    return lambda person: reviewer_for(settings, person.login, person.is_bot, person.id == me.id)
