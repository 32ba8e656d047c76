"""The command as a user runs it: a process with arguments, an exit code and two streams."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120
"""Seconds on the clock; more than any test may take, on a machine that does other things too."""


@dataclass(frozen=True)
class Done:
    """What a command left behind, and what it took: seconds of the processor, and megabytes of memory at most."""

    code: int
    out: str
    err: str
    seconds: float = 0.0
    megabytes: float = 0.0


def metareview(
    *arguments: str | bytes,
    stdin: bytes = b"",
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Done:
    """Run `python -m bot` with the arguments."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin)
        given.seek(0)
        command = [sys.executable, "-m", "bot", *arguments]
        process = subprocess.Popen(command, stdin=given, stdout=out, stderr=err, cwd=cwd, env=env)
        timer = Timer(PATIENCE, process.kill)
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = used.ru_utime + used.ru_stime
        return Done(process.returncode, _text(out), _text(err), seconds, used.ru_maxrss / 1024)


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8")
