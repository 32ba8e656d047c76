"""What one key alone can't tell: keys that need or exclude each other, and what is allowed but probably not meant."""

from collections.abc import Iterator
from itertools import pairwise

from bot.config.faults import Fault, nearest, sentence, shown_word
from bot.config.globs import matches
from bot.config.yaml_tree import Tree
from bot.model.settings import LocalSettings, Settings

_CREDENTIALS = "needs credentials: app_id and private_key of an App, or a token"


def crossing_faults(tree: dict[str, Tree]) -> Iterator[Fault]:
    """Faults between keys; looks only at what has the right type, the rest is refused elsewhere."""
    for name, forge in _mapping(tree.get("forges")).items():
        if isinstance(forge, dict) and forge.get("kind") == "github":
            yield from _credentials(name, forge)
    for at, reviewer in enumerate(_list(tree.get("reviewers"))):
        if isinstance(reviewer, dict) and reviewer.get("match") is None and reviewer.get("kind") is None:
            yield Fault(("reviewers", at), "needs a match (a login) or kind: bot")
    yield from _server(_mapping(tree.get("server")))
    yield from _waits(_mapping(tree.get("runs")))


def _credentials(name: str, forge: dict[str, Tree]) -> Iterator[Fault]:
    place = ("forges", name)
    is_app = {key for key in ("app_id", "private_key") if forge.get(key) is not None}
    has_token = forge.get("token") is not None
    if is_app and has_token:
        yield Fault((*place, "token"), "stands beside the credentials of an App; keep one of the two")
    elif len(is_app) == 1:
        missing = "private_key" if "app_id" in is_app else "app_id"
        yield Fault((*place, missing), f"is missing; an App needs it beside {is_app.pop()}")
    elif not is_app and not has_token:
        yield Fault(place, _CREDENTIALS)


def _server(server: dict[str, Tree]) -> Iterator[Fault]:
    ports = Settings().server
    port, admin_port = server.get("port", ports.port), server.get("admin_port", ports.admin_port)
    if isinstance(port, int) and port == admin_port:
        yield Fault(("server", "admin_port"), "must differ from server.port")
    names: set[Tree] = set()
    for at, token in enumerate(_list(server.get("api_tokens"))):
        name = token.get("name") if isinstance(token, dict) else None
        if isinstance(name, str) and name in names:
            yield Fault(("server", "api_tokens", at, "name"), "is the name of an earlier token too")
        if isinstance(name, str):
            names.add(name)


def _waits(runs: dict[str, Tree]) -> Iterator[Fault]:
    quiet, longest = runs.get("quiet_seconds"), runs.get("max_wait_seconds", Settings().runs.max_wait_seconds)
    if isinstance(quiet, int) and isinstance(longest, int) and longest < quiet:
        yield Fault(("runs", "max_wait_seconds"), f"must be at least runs.quiet_seconds ({quiet})")


def warnings_of(settings: Settings) -> tuple[str, ...]:
    """Sentences about what is allowed and probably not meant."""
    found = [] if settings.forges else [Fault(("forges",), "names no forge; there is nothing to read from")]
    for forge in settings.forges:
        if not isinstance(forge, LocalSettings) and not forge.webhook_secret:
            place = ("forges", forge.name, "webhook_secret")
            found.append(Fault(place, "is not set; the service refuses every webhook of this forge"))
    found += _patterns(settings)
    for at, (rule, following) in enumerate(pairwise(settings.changes)):
        if rule.match == "*":
            found.append(Fault(("changes", at + 1), f"is never reached; {following.match!r} comes after *"))
    return tuple(map(sentence, found))


def _patterns(settings: Settings) -> Iterator[Fault]:
    """Patterns that can't match because they begin with no forge that there is."""
    patterns = [(("changes", at, "match"), rule.match) for at, rule in enumerate(settings.changes)]
    places: list[tuple[tuple[str | int, ...], str]] = [*patterns]
    for at, token in enumerate(settings.server.api_tokens):
        where = ("server", "api_tokens", at, "changes")
        places += [((*where, index), pattern) for index, pattern in enumerate(token.changes)]
    names = [forge.name for forge in settings.forges]
    for place, pattern in places:
        forge, colon, _ = pattern.partition(":")
        if not any(matches(forge, name) for name in names) and (colon or "*" not in forge):
            yield Fault(place, f"matches nothing: no forge is called {shown_word(forge)}{nearest(forge, names)}")


def _mapping(value: Tree) -> dict[str, Tree]:
    return value if isinstance(value, dict) else {}


def _list(value: Tree) -> list[Tree]:
    return value if isinstance(value, list) else []
