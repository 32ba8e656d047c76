"""Runs a command and says how long it took and how much memory it and its children held at most."""

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.01


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, and the sum of the peaks of all processes in MB (pages that they share count twice)."""

    seconds: float
    megabytes: float
    code: int
    output: bytes


def cost_of(command: Sequence[str], environment: dict[str, str] | None = None) -> Cost:
    """Run a command to its end and watch it and everything that it starts."""
    peaks: dict[int, int] = {}
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **(environment or {})})
    os.set_blocking(process.stdout.fileno(), False)  # type: ignore[union-attr]
    said: list[bytes] = []
    while process.poll() is None:
        for pid in _family(process.pid):
            peaks[pid] = max(peaks.get(pid, 0), _peak(pid))
        said.append(process.stdout.read() or b"")  # type: ignore[union-attr]
        time.sleep(EVERY)
    seconds = time.perf_counter() - start
    said.append(process.stdout.read() or b"")  # type: ignore[union-attr]
    process.stdout.close()  # type: ignore[union-attr]
    return Cost(seconds, sum(peaks.values()) / 1024, process.returncode, b"".join(said))


def _family(pid: int) -> Iterator[int]:
    """The process and its living descendants."""
    yield pid
    for child in _children(pid):
        yield from _family(child)


def _children(pid: int) -> list[int]:
    """What a process has started and still runs; nothing where it is gone."""
    try:
        tasks = [one.read_text() for one in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [int(child) for task in tasks for child in task.split()]


def _peak(pid: int) -> int:
    """The most memory that a process held so far, in kB; nothing where it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")), 0)
