"""Opens the code of a change on a forge, and of the earlier revisions that reviewers speak of, as far as they can be had."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from bot.errors import BotError, Refused, Unreachable
from bot.git.cache import Cache
from bot.git.fetched import open_commits
from bot.git.view import GitCode
from bot.model.forge import CodePlace

MOST_EARLIER = 8
"""Earlier revisions that are looked at; the ones named last count."""

_PAUSES = (0.5, 2.0)
"""Seconds before each further attempt."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The code at head against its base, and at earlier revisions against the same base."""

    code: GitCode
    earlier: Mapping[str, GitCode]


@dataclass(frozen=True, slots=True)
class Source:
    """The cache that code comes from, and how to wait before a silent server is asked again."""

    cache: Cache
    sleep: Callable[[float], object]

    def hold(self, stack: ExitStack, place: CodePlace, refs: Sequence[str], commits: Sequence[str]) -> str:
        """The repository with these commits, held until the stack is closed. Raises what the cache raises."""
        for pause in _PAUSES:
            try:
                return stack.enter_context(self.cache.checkout(place, refs, commits))
            except Unreachable:
                self.sleep(pause)
        return stack.enter_context(self.cache.checkout(place, refs, commits))


@contextmanager
def open_change(
    source: Source, place: CodePlace, head_ref: str, ends: tuple[str, str], earlier: Sequence[str]
) -> Iterator[Opened]:
    """The change between `ends` (base and head, as commit ids); revisions that can't be had any longer are left out.

    A server that does not answer is asked again. Raises what the cache raises where base or head can't be had.
    """
    base, head = ends
    wanted = tuple(dict.fromkeys(revision for revision in earlier if revision not in ends))[-MOST_EARLIER:]
    with ExitStack() as stack:
        refs = [head_ref] if head_ref else []
        path = place.path or _brought(stack, source, place, refs, [head, base], wanted)
        code = stack.enter_context(open_commits(path, head, base))
        found = [revision for revision in wanted if code.since(revision) is not None]
        yield Opened(code, {one: stack.enter_context(open_commits(path, one, base)) for one in found})


def _brought(
    stack: ExitStack, source: Source, place: CodePlace, refs: Sequence[str], ends: Sequence[str], earlier: Sequence[str]
) -> str:
    """The repository with both ends; what is earlier in the same fetch, or where one of them is gone, each by itself."""
    try:
        return source.hold(stack, place, refs, [*ends, *earlier])
    except Refused:
        if not earlier:
            raise
    path = source.hold(stack, place, refs, ends)
    for revision in earlier:
        try:
            stack.enter_context(source.cache.checkout(place, refs, [revision]))
        except BotError:
            continue
    return path
