"""What an event of GitHub means to us: where to look again, or nothing. The payload is believed in nothing else."""

import re
from collections.abc import Callable, Mapping

from bot.errors import Refused
from bot.listener.site import Ignored, Reason, Site, spoken
from bot.model.change_ref import LONGEST, ChangeRef
from bot.model.delivery import Delivery, DeliveryKind
from bot.model.fields import Json, at, number, rows, text
from bot.model.settings import GitHubSettings

Told = tuple[Delivery, ...] | Ignored
"""The deliveries that an event makes, one for each change it is about, or why there is none."""

_QUEUED = re.compile(r"refs/heads/gh-readonly-queue/.+/pr-([1-9][0-9]{0,14})-[0-9a-f]+")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_NEW_CODE = ("opened", "reopened", "synchronize", "ready_for_review")
_WORDS = ("created", "edited", "deleted", "submitted", "dismissed")
_FIRST_SAID = ("created", "submitted")


def deliveries_of(event: str, payload: Json, site: Site, id: str) -> Told:
    """What an event asks us to look at; `id` is the delivery's own. Raises Refused where it lacks what it is about."""
    read = _READERS.get(event)
    if read is None:
        return Ignored(Reason.UNKNOWN_EVENT)
    told = read(payload, site, f"{site.forge.name}:{id}")
    if isinstance(told, Ignored):
        return told
    heard = tuple(one for one in told if not site.ignores(one.change))
    return heard or Ignored(Reason.IGNORED_CHANGE)


def _pull(payload: Json, site: Site) -> ChangeRef:
    return _change(site.forge.name, payload, number(payload, "pull_request", "number"))


def _pull_request(payload: Json, site: Site, id: str) -> Told:
    """New code, or another target. Titles, labels, drafts and an end change no answer."""
    action = text(payload, "action")
    is_retargeted = action == "edited" and at(payload, "changes", "base") is not None
    if action not in _NEW_CODE and not is_retargeted:
        return Ignored(Reason.NOTHING_NEW)
    return (Delivery(id, _pull(payload, site), DeliveryKind.EVENT),)


def _review(payload: Json, site: Site, id: str) -> Told:
    return _words(payload, site, id, said=("review", "review"), change=_pull)


def _inline(payload: Json, site: Site, id: str) -> Told:
    """A comment on a line. An answer of a person counts: whom it answers, the payload does not tell."""
    told = _words(payload, site, id, said=("comment", "inline"), change=_pull)
    is_answer = number(payload, "comment", "in_reply_to_id") is not None
    if told != Ignored(Reason.NO_REVIEWER) or not is_answer or _is_bot(at(payload, "comment", "user")):
        return told
    return (Delivery(id, _pull(payload, site), DeliveryKind.EVENT),)


def _comment(payload: Json, site: Site, id: str) -> Told:
    if not isinstance(at(payload, "issue", "pull_request"), dict):
        return Ignored(Reason.NO_CHANGE)
    return _words(payload, site, id, said=("comment", "comment"), change=_issue)


def _issue(payload: Json, site: Site) -> ChangeRef:
    return _change(site.forge.name, payload, number(payload, "issue", "number"))


def _words(
    payload: Json, site: Site, id: str, *, said: tuple[str, str], change: Callable[[Json, Site], ChangeRef]
) -> Told:
    """A message: commands where a person writes it first, else something new where a reviewer's words changed.

    `said`: under which key the message lies, and what kind of message of ours that is.
    """
    key, kind = said
    action, message, user = text(payload, "action"), at(payload, key), at(payload, key, "user")
    if action not in _WORDS:
        return Ignored(Reason.NOTHING_NEW)
    login, words, is_bot = text(user, "login"), text(message, "body"), _is_bot(user)
    if _is_of_our_app(message, site) or site.is_ours(login, words):
        return Ignored(Reason.OURS)
    commands = site.commands_in(words) if action in _FIRST_SAID and login and not is_bot else ()
    if commands:
        author = {"login": login, "id": str(number(user, "id") or ""), "is_bot": False}
        body = spoken(commands, author, {"id": f"{kind}-{number(message, 'id')}", "kind": kind})
        return (Delivery(id, change(payload, site), DeliveryKind.COMMAND, is_urgent=True, body=body),)
    if not site.counts(login, is_bot=is_bot):
        return Ignored(Reason.NO_REVIEWER)
    return (Delivery(id, change(payload, site), DeliveryKind.EVENT),)


def _thread(payload: Json, site: Site, id: str) -> Told:
    """A reviewer's thread was resolved or opened again; its first comment tells whose it is."""
    if text(payload, "action") not in ("resolved", "unresolved"):
        return Ignored(Reason.NOTHING_NEW)
    first = next(iter(rows(payload, "thread", "comments")), None)
    user = at(first, "user")
    if not site.counts(text(user, "login"), is_bot=_is_bot(user)):
        return Ignored(Reason.NO_REVIEWER)
    return (Delivery(id, _pull(payload, site), DeliveryKind.EVENT),)


def _check_run(payload: Json, site: Site, id: str) -> Told:
    """A tool finished with annotations, or somebody wants our own check run again."""
    action, run = text(payload, "action"), at(payload, "check_run")
    if action not in ("completed", "rerequested"):
        return Ignored(Reason.NOTHING_NEW)
    login = f"{text(run, 'app', 'slug')}[bot]"
    is_ours = _is_our_app(at(run, "app"), site)
    if action == "rerequested":
        return _on_pulls(run, payload, site, (id, DeliveryKind.RECHECK)) if is_ours else Ignored(Reason.NO_REVIEWER)
    if is_ours:
        return Ignored(Reason.OURS)
    if number(run, "output", "annotations_count") == 0:
        return Ignored(Reason.NOTHING_NEW)
    if not site.counts(login, is_bot=True):
        return Ignored(Reason.NO_REVIEWER)
    return _on_pulls(run, payload, site, (id, DeliveryKind.EVENT))


def _on_pulls(run: Json, payload: Json, site: Site, what: tuple[str, DeliveryKind]) -> Told:
    """One delivery for each pull request that the check run names; of forks GitHub names none."""
    id, kind = what
    name = site.forge.name
    changes = dict.fromkeys(_change(name, payload, number(one, "number")) for one in rows(run, "pull_requests"))
    if not changes:
        return Ignored(Reason.NO_CHANGE)
    is_urgent = kind is DeliveryKind.RECHECK
    return tuple(
        Delivery(f"{id}/{place}" if place else id, change, kind, is_urgent) for place, change in enumerate(changes)
    )


def _merge_group(payload: Json, site: Site, id: str) -> Told:
    """A queue of merges waits for our check run on a commit of its own: it is named as a hint and looked up anew."""
    if text(payload, "action") != "checks_requested":
        return Ignored(Reason.NOTHING_NEW)
    found = _QUEUED.fullmatch(text(payload, "merge_group", "head_ref"))
    head = text(payload, "merge_group", "head_sha")
    if found is None or _COMMIT.fullmatch(head) is None:
        raise Refused("the payload does not say which merge group it is about")
    change = _change(site.forge.name, payload, int(found[1]))
    return (Delivery(id, change, DeliveryKind.EVENT, is_urgent=True, body={"merge_group": head}),)


def _no_change(payload: Json, site: Site, id: str) -> Told:
    return Ignored(Reason.NO_CHANGE)


def _is_bot(user: Json) -> bool:
    return text(user, "type") == "Bot" or text(user, "login").endswith("[bot]")


def _is_of_our_app(message: Json, site: Site) -> bool:
    return _is_our_app(at(message, "performed_via_github_app"), site)


def _is_our_app(app: Json, site: Site) -> bool:
    """Whether an App is ours, by its number, or by the account that it writes as."""
    ours = site.forge.app_id if isinstance(site.forge, GitHubSettings) else None
    if ours is not None and number(app, "id") is not None:
        return number(app, "id") == ours
    slug = text(app, "slug")
    return bool(slug) and not site.is_shared and site.is_me(f"{slug}[bot]")


_READERS: Mapping[str, Callable[[Json, Site, str], Told]] = {
    "check_run": _check_run,
    "installation": _no_change,
    "installation_repositories": _no_change,
    "issue_comment": _comment,
    "merge_group": _merge_group,
    "ping": _no_change,
    "pull_request": _pull_request,
    "pull_request_review": _review,
    "pull_request_review_comment": _inline,
    "pull_request_review_thread": _thread,
}


def _change(forge: str, payload: Json, pull: int | None) -> ChangeRef:
    """The pull request of that number in the payload's repository. Raises Refused where one of them is missing."""
    name = text(payload, "repository", "full_name")[:LONGEST]
    if pull is None or not name:
        raise Refused("the payload does not say which pull request it is about")
    return ChangeRef(forge, name, pull).canonical
