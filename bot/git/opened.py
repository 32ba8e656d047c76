"""Opens the code of a change on a forge, and of the earlier revisions that reviewers speak of, as far as they can be had."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from bot.errors import BotError, Refused
from bot.git.cache import Cache
from bot.git.fetched import open_commits
from bot.git.view import GitCode
from bot.model.forge import CodePlace

MOST_EARLIER = 8
"""Earlier revisions that are looked at; the ones named last count."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The code at head against its base, and at earlier revisions against the same base."""

    code: GitCode
    earlier: Mapping[str, GitCode]


@contextmanager
def open_change(
    cache: Cache, place: CodePlace, head_ref: str, ends: tuple[str, str], earlier: Sequence[str]
) -> Iterator[Opened]:
    """The change between `ends` (base and head, as commit ids); revisions that can't be had any longer are left out.

    Raises what the cache raises where base or head can't be had.
    """
    base, head = ends
    wanted = tuple(dict.fromkeys(revision for revision in earlier if revision not in ends))[-MOST_EARLIER:]
    with ExitStack() as stack:
        refs = [head_ref] if head_ref else []
        path = place.path or _brought(stack, cache, place, refs, [head, base], wanted)
        code = stack.enter_context(open_commits(path, head, base))
        found = [revision for revision in wanted if code.since(revision) is not None]
        yield Opened(code, {one: stack.enter_context(open_commits(path, one, base)) for one in found})


def _brought(
    stack: ExitStack, cache: Cache, place: CodePlace, refs: Sequence[str], ends: Sequence[str], earlier: Sequence[str]
) -> str:
    """The repository with both ends; what is earlier in the same fetch, or where one of them is gone, each by itself."""
    try:
        return stack.enter_context(cache.checkout(place, refs, [*ends, *earlier]))
    except Refused:
        if not earlier:
            raise
    path = stack.enter_context(cache.checkout(place, refs, ends))
    for revision in earlier:
        try:
            stack.enter_context(cache.checkout(place, refs, [revision]))
        except BotError:
            continue
    return path
