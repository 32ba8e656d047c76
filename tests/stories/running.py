"""The command as a user runs it: a process with arguments, an exit code and two streams."""

import os
import signal
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


LAUNCHER = """
import os, sys
child = os.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
_, status, used = os.wait4(child, 0)
with open(sys.argv[1], "w") as report:
    report.write(f"{used.ru_utime + used.ru_stime} {used.ru_maxrss}")
sys.exit(os.waitstatus_to_exitcode(status) % 256)
"""
"""A small process between the tests and the command: Linux counts the memory of whoever starts a process as its own."""


def metareview(
    *arguments: str | bytes,
    stdin: bytes = b"",
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Done:
    """Run `python -m bot` with the arguments."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
        given.write(stdin)
        given.seek(0)
        measured = Path(err.name).with_suffix(".measured")
        command = [sys.executable, "-I", "-S", "-c", LAUNCHER, str(measured), sys.executable, "-m", "bot", *arguments]
        process = subprocess.Popen(
            command, stdin=given, stdout=out, stderr=err, cwd=cwd, env=env, start_new_session=True
        )
        timer = Timer(PATIENCE, lambda: os.killpg(process.pid, signal.SIGKILL))
        timer.start()
        process.wait()
        timer.cancel()
        seconds, kilobytes = map(float, measured.read_text().split()) if measured.exists() else (PATIENCE, 0.0)
        measured.unlink(missing_ok=True)
        return Done(process.returncode, _text(out), _text(err), seconds, kilobytes / 1024)


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8")
