"""Looks at everything that a run needs, one thing after the other: this machine, each forge, and a change if one is named."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from bot.app import secrets
from bot.app.clock import MACHINE
from bot.app.forges import site_for
from bot.config.changes import rule_for
from bot.errors import BotError, Refused
from bot.forges.gerrit import probes as gerrit
from bot.forges.github.probes import Machine, Needs, probe, probe_comment
from bot.forges.local.probes import probe as probe_local
from bot.git.probes import probe_cache, probe_git
from bot.model.change_ref import ChangeRef
from bot.model.diagnosis import Diagnosis, fault, note, ok, warning
from bot.model.forge import ChangeState, Person
from bot.model.secret import Secret
from bot.model.settings import CheckRun, ForgeSettings, GerritSettings, GitHubSettings, LocalSettings, Settings
from bot.runs import Site

_MACHINE = Machine(MACHINE.now, MACHINE.sleep, os.environ)
_FOR_GERRIT = gerrit.Machine(MACHINE.sleep, os.environ)


def diagnose(file: str, settings: Settings, ref: ChangeRef | None) -> Iterator[Diagnosis]:
    """What is in order and what is not, in the order in which a run needs it; a fault ends nothing."""
    yield from _configuration(file, settings)
    yield from probe_git()
    yield from probe_cache(settings.cache.path, settings.cache.max_gb)
    for forge in settings.forges:
        yield from _of(forge.name, _forge(forge, settings))
    if ref is not None:
        yield from _of(str(ref), _change(settings, ref))


def _configuration(file: str, settings: Settings) -> Iterator[Diagnosis]:
    count = len(settings.forges)
    yield ok("configuration", f"{file} has no faults, and {count or 'no'} forge{'' if count == 1 else 's'}")
    if not count:
        yield fault("forges", "the configuration names none; add one under `forges`")
    faults, warnings = secrets().look(settings)
    yield from (fault("secret", one) for one in faults)
    yield from (warning("configuration", one) for one in (*settings.warnings, *warnings))


def _forge(forge: ForgeSettings, settings: Settings) -> Iterable[Diagnosis]:
    if isinstance(forge, GerritSettings):
        needs = gerrit.Needs(settings.commands.gerrit_group, bool(forge.webhook_secret))
        return gerrit.probe(forge, _secret(forge), needs, _FOR_GERRIT)
    if isinstance(forge, GitHubSettings):
        return probe(forge, _secret(forge), _needs(forge, settings), _MACHINE)
    return probe_local(forge)


def _secret(forge: GitHubSettings | GerritSettings) -> Secret | None:
    """What we show to this forge; None where it is not there, which is said where secrets are."""
    try:
        if isinstance(forge, GerritSettings):
            return secrets().first(forge.password)
        return secrets().first(forge.private_key if forge.app_id is not None else forge.token)
    except Refused:
        return None


def _needs(forge: GitHubSettings, settings: Settings) -> Needs:
    postings = (settings.posting, *(rule.posting for rule in settings.changes if not rule.ignore))
    return Needs(any(one.check_run is not CheckRun.NONE for one in postings), bool(forge.webhook_secret))


def _of(name: str, found: Iterable[Diagnosis]) -> Iterator[Diagnosis]:
    return (replace(one, what=f"{name}: {one.what}") for one in found)


def _change(settings: Settings, ref: ChangeRef) -> Iterator[Diagnosis]:
    try:
        site = site_for(settings, ref)
        state = site.forge.state(ref)
    except BotError as error:
        yield fault("change", str(error))
        return
    kind = ("a draft" if state.is_draft else "open") if state.is_open else "closed"
    yield ok("change", f"it is {kind}, with {_counted(len(state.messages), 'message')}, at {state.head[:12]}")
    yield from (warning("change", one) for one in state.limits)
    yield _code(site, state)
    yield from _rights(settings, ref)
    yield from _reviewers(settings, site, state)


def _rights(settings: Settings, ref: ChangeRef) -> Iterator[Diagnosis]:
    """What we may do on this change, and the service hears of it."""
    for forge in settings.forges:
        if forge.name != ref.forge or isinstance(forge, LocalSettings) or (secret := _secret(forge)) is None:
            continue
        if isinstance(forge, GitHubSettings):
            yield from probe_comment(forge, secret, ref, _MACHINE)
        else:
            yield from gerrit.probe_change(forge, secret, ref, rule_for(settings, ref).posting.label, _FOR_GERRIT)


def _code(site: Site, state: ChangeState) -> Diagnosis:
    """Fetch the code as a run does."""
    try:
        opened: AbstractContextManager[object] = site.open_code(site.forge.code(state.ref), state, ())
        with opened:
            return ok("code", "head and base can be fetched")
    except BotError as error:
        return fault("code", str(error))


def _reviewers(settings: Settings, site: Site, state: ChangeState) -> Iterator[Diagnosis]:
    """Everybody who has spoken there, and whether their words count."""
    who = site.who(state)
    people = tuple(dict.fromkeys(message.author for message in state.messages))
    if not any(who(person) for person in people):
        yield warning("reviewers", "nobody whose words count has spoken there, so there is nothing to judge yet")
    for person in people:
        found = who(person)
        if found is None:
            yield note("reviewer", f"{person.login} does not count: {_why_not(settings, state.me, person)}")
        else:
            kind = "a person who is listed" if found.is_person else "a bot"
            yield ok("reviewer", f"{person.login} counts: {kind}{_read_as(found.dialect)}")


def _why_not(settings: Settings, me: Person, person: Person) -> str:
    if person.id == me.id:
        return "that is our own account"
    if not person.is_bot:
        return "people count only where `reviewers` lists them by login"
    known = "it is none of the bots known by name" if settings.reviewers is None else "no entry of `reviewers` matches"
    return f"{known}; list it under `reviewers` if it should"


def _read_as(dialect: str | None) -> str:
    return f", read as {dialect}" if dialect else ", read as plain prose"


def _counted(count: int, word: str) -> str:
    return f"{count or 'no'} {word}{'' if count == 1 else 's'}"


def has_only_unreached(found: Sequence[Diagnosis]) -> bool:
    """Whether all that is wrong is that no forge could be reached."""
    faults = [one for one in found if one.outcome == "fault"]
    return bool(faults) and all(one.reached is False for one in faults) and not any(one.reached for one in found)
