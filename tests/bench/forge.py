"""From `metareview run --post` to the comment, with a forge that takes 20 ms a call: `python -m tests.bench.forge [--small]`."""

import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.bench.material import _ADDED, _SAID, _path, _source
from tests.bench.measuring import Cost, cost_of
from tests.github.builders import PullRequest, World
from tests.github.fake.server import Exchange
from tests.stories.pull_requests import Desk

ROOT = Path(__file__).resolve().parents[2]
LATENCY = 0.02
FILES = 200
BOTS = ("coderabbitai[bot]", "claude[bot]", "Copilot")
FULL, SMALL = (30, 300, 1_500), (30, 120)
AIM = (300, 3.0)
"""So many comments are answered in so many seconds, cloning apart."""
FIXED_CALLS, COMMENTS_A_CALL = 20, 20
"""No run makes more calls than these, and one more for so many comments."""

Comment = tuple[str, str, int, str]
"""Who says what where: a bot, a path, a line, a text."""


@dataclass(frozen=True)
class Figures:
    """What one size cost: with and without cloning, the same calls alone, and the same remarks judged without a forge."""

    comments: int
    cold: Cost
    warm: Cost
    exchanges: tuple[Exchange, ...]
    calls_alone: float
    check_alone: Cost

    @property
    def calls(self) -> int:
        """Calls of the interface, without git's."""
        return sum(one.kind != "git" for one in self.exchanges)

    @property
    def is_good(self) -> bool:
        """Whether it worked, within the aims."""
        within = self.comments != AIM[0] or self.warm.seconds <= AIM[1]
        return (
            (self.cold.code, self.warm.code) == (0, 0)
            and within
            and self.calls <= FIXED_CALLS + self.comments / COMMENTS_A_CALL
        )


def main() -> int:
    """Print the table; 1 where a command failed or an aim was missed."""
    return 0 if print_table("--small" in sys.argv[1:]) else 1


def print_table(is_small: bool) -> bool:
    """One line a size; says whether all was well."""
    print(
        f"\nrun --post, {LATENCY * 1000:.0f} ms a call (calls alone: the same calls by themselves; check: without forge)"
    )
    print(
        f"{'comments':>9} {'seconds':>8} {'cloning':>8} {'calls':>6} {'MB':>5} {'calls s':>8} {'check s':>8} {'rest s':>7}"
    )
    is_good = True
    for comments in SMALL if is_small else FULL:
        with tempfile.TemporaryDirectory(prefix="metareview-bench-") as folder, World(Path(folder)) as world:
            found = measured(world, Path(folder), comments)
        rest = found.warm.seconds - found.calls_alone - found.check_alone.seconds
        print(
            f"{comments:9} {found.warm.seconds:8.2f} {found.cold.seconds - found.warm.seconds:8.2f} {found.calls:6} "
            f"{found.warm.megabytes:5.0f} {found.calls_alone:8.2f} {found.check_alone.seconds:8.2f} {rest:7.2f}",
            flush=True,
        )
        is_good &= found.is_good
    if not is_good:
        print(f"        the aim is {AIM[1]:.0f} s at {AIM[0]} comments, and no call for a comment")
    return is_good


def measured(world: World, folder: Path, comments: int) -> Figures:
    """Run the command twice, first without posting, which clones; then each part of it alone."""
    desk = Desk(world, folder)
    said = remarks(comments)
    pr = desk.repo.pull({}, {_path(n): _source(n, _ADDED.format(n=n)) for n in range(FILES)})
    speak(pr, said)
    world.hub.latency = LATENCY
    change = f"github:{desk.repo.full_name}#{pr.number}"
    command = [sys.executable, "-m", "bot", "run", "--config", str(desk.folder / "config.yaml"), "--change", change]
    cold = cost_of(command, {"PYTHONPATH": str(ROOT)})
    before = len(world.exchanges)
    warm = cost_of([*command, "--post"], {"PYTHONPATH": str(ROOT)})
    exchanges = tuple(world.exchanges[before:])
    alone = _replayed(world, world.token("dave"), exchanges)
    store = desk.repo.model.store
    return Figures(comments, cold, warm, exchanges, alone, _checked(folder, str(store.path), pr, said))


def remarks(comments: int) -> list[Comment]:
    """So many remarks of all bots on all files; every fifth is made twice."""
    found = []
    for number in range(comments):
        defect = number * 4 // 5
        n = defect % FILES
        text = _SAID[(defect // FILES + defect) % len(_SAID)].format(n=n)
        found.append((BOTS[number % len(BOTS)], _path(n), 1 + defect * 7 % 40, text))
    return found


def speak(pr: PullRequest, said: Sequence[Comment]) -> None:
    """A third of the remarks inline, ten a review; a third as bodies of reviews; a third in the conversation."""
    for bot in BOTS:
        own = [one for one in said if one[0] == bot]
        third = len(own) // 3
        for start in range(0, third, 10):
            batch = own[start : min(start + 10, third)]
            pr.review(by=bot, comments=[(path, line, text) for _, path, line, text in batch])
        for _, path, _, text in own[third : 2 * third]:
            pr.review(by=bot, body=f"### `{path}`\n\n{text}")
        for _, path, _, text in own[2 * third :]:
            pr.comment(by=bot, body=f"### `{path}`\n\n{text}")


def _replayed(world: World, token: str, exchanges: Sequence[Exchange]) -> float:
    """How long the same calls take one after the other; a read stands for each write."""
    with httpx.Client(headers={"Authorization": f"Bearer {token}", "User-Agent": "bench"}, trust_env=False) as client:
        start = time.perf_counter()
        for one in exchanges:
            if one.kind == "graphql":
                client.post(f"{world.url}/api/graphql", content=one.request)
            elif one.kind == "rest":
                client.get(f"{world.api}{one.path}{'?' if one.query else ''}{one.query}")
        return time.perf_counter() - start


def _checked(folder: Path, repo: str, pr: PullRequest, said: Sequence[Comment]) -> Cost:
    """The same remarks on the same commits by `metareview check`."""
    files = []
    for bot in BOTS:
        comments = [{"path": path, "line": line, "body": text} for who, path, line, text in said if who == bot]
        review = {"schema": "metareview/proposed-review/1", "reviewer": bot.removesuffix("[bot]"), "comments": comments}
        files.append(folder / f"{bot}.json")
        files[-1].write_text(json.dumps(review))
    command = [sys.executable, "-m", "bot", "check", "--repo", repo, "--head", pr.head, "--base", pr.merge_base]
    return cost_of([*command, "--format", "json", *map(str, files)], {"PYTHONPATH": str(ROOT)})


if __name__ == "__main__":
    sys.exit(main())
