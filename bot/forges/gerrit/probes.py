"""Looks at one configured Gerrit before any work: the way there, who we are, and what we may; changes nothing there."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import quote

from bot.errors import BotError
from bot.forges.gerrit.answers import Declined
from bot.forges.gerrit.api import Api
from bot.forges.gerrit.patience import Patience
from bot.forges.gerrit.people import person
from bot.forges.gerrit.probes_hook import probe_hook
from bot.forges.gerrit.probes_host import old_enough, reach, secure
from bot.forges.gerrit.shared import Shared
from bot.model.change_ref import ChangeRef
from bot.model.diagnosis import Diagnosis, fault, note, ok, warning
from bot.model.fields import Json, at, rows, text
from bot.model.secret import Secret
from bot.model.settings import GerritSettings

LONGEST_WAIT = 5.0
"""Seconds that looking waits for Gerrit: who asks what is wrong wants to be told."""

ACCOUNT, GROUP, LABEL, LOGIN, PATHS = "account", "commands.gerrit_group", "label", "login", "paths"

_PROBE = "metareview/doctor"
"""A project that nobody has: Gerrit's refusal repeats its name, and shows what a proxy made of the slash."""

_VOTES = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class Machine:
    """What the probes need of this machine: a sleep, and the environment with proxy and CA."""

    sleep: Callable[[float], object]
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Needs:
    """What the configuration asks for: the group in charge, and whether there is a secret for webhooks."""

    group: str | None = None
    webhooks: bool = False


def probe(settings: GerritSettings, secret: Secret | None, needs: Needs, machine: Machine) -> Iterator[Diagnosis]:
    """Everything that can be said of this Gerrit without a change. `secret` is the password or token, if it is there.

    It is not sent before something has answered that may be Gerrit.
    """
    contact = reach(settings, machine.environment)
    yield contact.found
    yield from secure(settings.url)
    if contact.version:
        yield old_enough(contact.version)
    if secret is None:
        yield note(LOGIN, "it was not tried, because the secret is not there")
    elif not contact.may_be_gerrit:
        yield note(LOGIN, "it was not tried, because no Gerrit answers")
    else:
        with closing(_api(settings, secret, machine)) as api:
            yield from _with_account(api, settings, needs, is_told=bool(contact.version))
    if not needs.webhooks:
        yield note("webhook", "there is no `webhook_secret`, so no event is taken, and only polling is left")


def probe_change(
    settings: GerritSettings, secret: Secret, ref: ChangeRef, label: str | None, machine: Machine
) -> Iterator[Diagnosis]:
    """What we may do on a change: vote, where the configuration names a label; and whether its project tells us of events."""
    with closing(_api(settings, secret, machine)) as api:
        if settings.webhook_secret:
            yield from probe_hook(api, settings.name, ref.project)
        if label is None:
            return
        try:
            found = api.get(f"/changes/{quote(ref.project, safe='', errors='replace')}~{ref.number}/detail")
        except BotError as error:
            yield fault(LABEL, str(error))
            return
        yield _vote(found, label, settings.username)


def _with_account(api: Api, settings: GerritSettings, needs: Needs, *, is_told: bool) -> Iterator[Diagnosis]:
    try:
        me = api.get("/accounts/self")
    except BotError as error:
        yield fault(LOGIN, str(error))
        return
    yield ok(LOGIN, f"Gerrit takes the password of `{settings.username}`")
    if not is_told:
        yield from _asked_version(api)
    yield from _account(me, settings)
    yield _paths(api)
    if needs.webhooks:
        yield from probe_hook(api, settings.name)
    yield _group(api, needs.group)


def _asked_version(api: Api) -> Iterator[Diagnosis]:
    try:
        found = api.get("/config/server/version")
    except BotError as error:
        yield warning("version", str(error))
        return
    yield old_enough(found if isinstance(found, str) else "")


def _account(me: Json, settings: GerritSettings) -> Iterator[Diagnosis]:
    username = text(me, "username")
    if username.casefold() != settings.username.casefold():
        what = f"is called `{username}`" if username else "has no user name"
        yield fault(ACCOUNT, f"who logs in {what}, not `{settings.username}`; set `username` to what Gerrit calls it")
    if person(me).is_bot:
        yield ok(ACCOUNT, f"`{person(me).login}` is one of the Service Users")
    else:
        yield warning(
            ACCOUNT,
            f"`{person(me).login}` is not in the group `Service Users`: its messages count as a person's, and ask people "
            "for attention; add it to the group",
        )


def _paths(api: Api) -> Diagnosis:
    """Whether a project with a slash in its name can be asked for."""
    try:
        api.get(f"/projects/{quote(_PROBE, safe='')}")
    except Declined as error:
        said = error.said
        if error.status == 404 and _PROBE in said:
            return ok(PATHS, "a slash in a project's name gets through")
        if error.status == 404 and quote(_PROBE, safe="") in said:
            return fault(
                PATHS, "the proxy before Gerrit encodes a `%2F` once more; on Apache write `nocanon` at ProxyPass"
            )
        return fault(
            PATHS,
            f"a `%2F` in a path does not reach Gerrit ({error.status}), so no project with a slash can be asked for; mend "
            "the proxy before it: on Apache `AllowEncodedSlashes NoDecode` and `nocanon`, on nginx no path at proxy_pass",
        )
    except BotError as error:
        return fault(PATHS, str(error))
    return ok(PATHS, "a slash in a project's name gets through")


def _group(api: Api, group: str | None) -> Diagnosis:
    if group is None:
        return note(
            GROUP, "none is named, so only a change's owner and uploader may dismiss, restore, pause and resume"
        )
    try:
        found = api.get(f"/groups/{quote(group, safe='', errors='replace')}/members/", [("recursive", "")])
    except Declined as error:
        if error.status == 404:
            return fault(
                GROUP,
                f"Gerrit shows us no group `{group}`, so it has no members for us; write its name as Gerrit does, and "
                "make it visible to all registered users",
            )
        return fault(GROUP, f"the members of `{group}` can't be asked for; name a group of Gerrit's own ({error})")
    except BotError as error:
        return fault(GROUP, str(error))
    count = len(rows(found))
    if not count:
        return warning(GROUP, f"`{group}` has no members that we may see; add some")
    return ok(GROUP, f"`{group}` has {count} member{'' if count == 1 else 's'}")


def _vote(change: Json, label: str, username: str) -> Diagnosis:
    if at(change, "labels", label) is None:
        return fault(LABEL, f"the project has no label `{label}`; make it, or set posting.label to null")
    given = at(change, "permitted_labels", label)
    permitted = (
        {one.strip().removeprefix("+") for one in given if isinstance(one, str)} if isinstance(given, list) else set()
    )
    missing = [f"{vote:+d}" for vote in _VOTES if vote and str(vote) not in permitted]
    if missing:
        return fault(
            LABEL,
            f"`{username}` may not vote {' or '.join(missing)} on `{label}`; give Service Users the range -1 to +1",
        )
    return ok(LABEL, f"we may vote on `{label}`")


def _api(settings: GerritSettings, secret: Secret, machine: Machine) -> Api:
    return Api(settings, secret, Patience(machine.sleep, LONGEST_WAIT), Shared(machine.environment))
