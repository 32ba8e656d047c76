"""A supervised program ends with all that it started."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.errors import GaveUp, Refused
from bot.git.supervised import LAST_WORDS, Task, supervise

ENVIRONMENT = {"PATH": os.defpath}
MAIN = """
import os, sys
from bot.git.supervised import Task, supervise
supervise(Task(["/bin/sh", "-c", "sleep 60 & echo $! > $0; wait", sys.argv[1]], {"PATH": os.defpath}), lambda: None)
"""


def shell(script: str, *arguments: str) -> Task:
    """A task that runs a script."""
    return Task(["/bin/sh", "-c", script, *arguments], ENVIRONMENT)


def ignore() -> None:
    """Set no limit."""


def is_alive(process: str) -> bool:
    """Whether a process of this number is there and no zombie."""
    try:
        return " Z " not in Path("/proc", process, "stat").read_text()
    except OSError:
        return False


def has_ended(process: str) -> bool:
    """Whether a process that was killed ends before long: the system takes its time for that."""
    latest = time.monotonic() + 10
    while is_alive(process) and time.monotonic() < latest:
        time.sleep(0.01)
    return not is_alive(process)


def written(path: Path) -> str:
    """What somebody writes to a file before long."""
    latest = time.monotonic() + 10
    while not (path.exists() and path.read_text().endswith("\n")) and time.monotonic() < latest:
        time.sleep(0.01)
    return path.read_text().strip()


def test_how_it_ended() -> None:
    """
    The exit code and the complaint come back.
    """
    ended = supervise(shell("echo no >&2; exit 3"), ignore)

    assert (ended.code, ended.complaint) == (3, "no\n")


def test_endless_complaint() -> None:
    """
    Of an endless complaint only the end is kept.
    """
    ended = supervise(shell("head -c 5000000 /dev/zero >&2; echo last >&2"), ignore)

    assert len(ended.complaint) == LAST_WORDS and ended.complaint.endswith("last\n")


def test_limit(tmp_path: Path) -> None:
    """
    At a limit every process of the task is killed, not only the one that was started.
    """
    pid = tmp_path / "pid"
    latest = time.monotonic() + 20

    def check() -> None:
        if (pid.exists() and pid.read_text().endswith("\n")) or time.monotonic() > latest:
            raise GaveUp("limit")

    with pytest.raises(GaveUp):
        supervise(shell("sleep 60 & echo $! > $0; wait", str(pid)), check)

    assert has_ended(pid.read_text().strip())


def test_limit_after_silence() -> None:
    """
    A program that closes its standard error is watched all the same.
    """
    latest = time.monotonic() + 0.2

    def check() -> None:
        if time.monotonic() > latest:
            raise GaveUp("limit")

    started = time.monotonic()
    with pytest.raises(GaveUp):
        supervise(shell("exec 2>&-; sleep 60"), check)
    assert time.monotonic() - started < 20


def test_killed_supervisor(tmp_path: Path) -> None:
    """
    When the supervising process is killed, everything that it started ends.
    """
    pid = tmp_path / "pid"
    root = Path(__file__).resolve().parents[2]
    supervisor = subprocess.Popen([sys.executable, "-c", MAIN, str(pid)], cwd=root)
    child = written(pid)
    assert is_alive(child)

    supervisor.kill()
    supervisor.wait()

    assert has_ended(child)


def test_missing_program() -> None:
    """
    A program that is not there is refused by its name.
    """
    with pytest.raises(Refused, match="/no/such/program cannot be started"):
        supervise(Task(["/no/such/program"], {}), ignore)
