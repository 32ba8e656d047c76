"""The command as a user runs it: a process with arguments, an exit code and two streams."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


def metareview(*arguments: str, stdin: bytes = b"", cwd: Path | None = None, environment: Mapping[str, str] | None = None) -> Done:
    """Run `python -m bot` with the arguments; two minutes are more than any test may take."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    done = subprocess.run([sys.executable, "-m", "bot", *arguments], input=stdin, capture_output=True, cwd=cwd, env=env, timeout=120)
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
