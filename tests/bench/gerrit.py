"""From `metareview run --post` to the message, on a real Gerrit: `python -m tests.bench.gerrit [--small]`."""

import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.forge import BOTS, FILES, ROOT, Comment, remarks
from tests.bench.material import _ADDED, _path, _source
from tests.bench.measuring import Cost, cost_of
from tests.gerrit.server import NEWEST, GerritServer
from tests.gerrit.world import Change, Site

FULL, SMALL = (30, 300, 1_500), (30,)


def main() -> int:
    """Print the table; 1 where a command failed."""
    return 0 if print_table("--small" in sys.argv[1:]) else 1


def print_table(is_small: bool) -> bool:
    """One line a size; says whether all was well. Without Maven there is no Gerrit, and that is said instead."""
    if shutil.which("mvn") is None:
        print("\nrun --post on a real Gerrit: left out, Maven (mvn) is missing")
        return True
    print(f"\nrun --post on Gerrit {NEWEST} (check: the same remarks without forge)")
    print(f"{'comments':>9} {'seconds':>8} {'cloning':>8} {'MB':>5} {'check s':>8} {'rest s':>7} {'message':>8}")
    is_good = True
    with (
        tempfile.TemporaryDirectory(prefix="metareview-bench-") as folder,
        GerritServer(NEWEST, Path(folder), config={"change.maxComments": "10000"}) as server,
    ):
        site = Site(server.url, NEWEST, Path(folder))
        for comments in SMALL if is_small else FULL:
            is_good &= _row(site, Path(folder) / f"{comments}", comments)
        site.close()
    return is_good


def _row(site: Site, folder: Path, comments: int) -> bool:
    folder.mkdir()
    said = remarks(comments)
    change = site.project({"README.md": "# Read me\n"}).push(
        {_path(n): _source(n, _ADDED.format(n=n)) for n in range(FILES)}
    )
    _speak(site, change, said)
    (folder / "password").write_text(site.metareview.secret)
    (folder / "config.yaml").write_text(
        f"forges:\n  gerrit: {{kind: gerrit, url: '{site.url}', username: metareview, password: 'file:password'}}\n"
        "reviewers: [{kind: bot}]\ncache: {path: cache}\n"
    )
    ref = f"gerrit:{change.project.name}~{change.number}"
    command = [sys.executable, "-m", "bot", "run", "--config", str(folder / "config.yaml"), "--change", ref]
    cold = cost_of(command, {"PYTHONPATH": str(ROOT)})
    warm = cost_of([*command, "--post"], {"PYTHONPATH": str(ROOT)})
    alone = _checked(folder, change, said)
    text = change.messages()[-1]["message"]
    print(
        f"{comments:9} {warm.seconds:8.2f} {cold.seconds - warm.seconds:8.2f} {warm.megabytes:5.0f} {alone.seconds:8.2f} "
        f"{warm.seconds - alone.seconds:7.2f} {len(text):8}",
        flush=True,
    )
    return (cold.code, warm.code, alone.code) == (0, 0, 0)


def _speak(site: Site, change: Change, said: Sequence[Comment]) -> None:
    """Each bot sends all its remarks as one review."""
    for name in BOTS:
        own = [(path, line, text) for who, path, line, text in said if who == name]
        change.review(by=site.bot(_login(name)), message="", comments=own)


def _checked(folder: Path, change: Change, said: Sequence[Comment]) -> Cost:
    """The same remarks on the same commits by `metareview check`."""
    files = []
    for name in BOTS:
        comments = [{"path": path, "line": line, "body": text} for who, path, line, text in said if who == name]
        files.append(folder / f"{name}.json")
        files[-1].write_text(
            json.dumps({"schema": "metareview/proposed-review/1", "reviewer": _login(name), "comments": comments})
        )
    command = [sys.executable, "-m", "bot", "check", "--repo", str(change.project.folder), "--head", change.head]
    return cost_of([*command, "--format", "json", *map(str, files)], {"PYTHONPATH": str(ROOT)})


def _login(name: str) -> str:
    return name.removesuffix("[bot]").lower()


if __name__ == "__main__":
    sys.exit(main())
