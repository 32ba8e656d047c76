"""Another process that uses the code cache: `python -m tests.git.checking_out`, told by a line of JSON what to do."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.errors import BotError
from bot.git.cache import Cache
from bot.git.fetching import Limits
from bot.model.forge import CodePlace

ROOT = Path(__file__).resolve().parents[2]


class OtherProcess:
    """A process that checks commits out and holds them until it is told to go, or killed."""

    def __init__(self, path: Path, url: str, commits: Sequence[str], max_bytes: int = 1 << 30) -> None:
        command = [sys.executable, "-m", "tests.git.checking_out"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        self._tell({"path": str(path), "url": url, "commits": list(commits), "max_bytes": max_bytes})

    def said(self) -> str:
        """The next line: `ready` once the commits are there, or what went wrong."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def let_go(self) -> None:
        """Have it end properly."""
        self._tell({})
        self.process.wait(20)

    def kill(self) -> None:
        """End it where it stands."""
        self.process.kill()
        self.process.wait(20)

    def _tell(self, what: dict[str, object]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()


def main() -> None:
    """Check out what the first line asks for; let go at the second."""
    told = json.loads(sys.stdin.readline())
    cache = Cache(told["path"], told["max_bytes"], Limits(seconds=30, lock_seconds=30))
    try:
        with cache.checkout(CodePlace(told["url"]), (), told["commits"]):
            print("ready", flush=True)
            sys.stdin.readline()
    except BotError as error:
        print(f"{type(error).__name__}: {error}", flush=True)


if __name__ == "__main__":
    main()
