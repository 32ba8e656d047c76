"""Locks are held alone or shared, and vanish with their holder."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from bot.git.locks import Busy, locked

HOLDER = "import sys; from bot.git.locks import locked\nwith locked(sys.argv[1], shared=False, seconds=1): print(1, flush=True); input()"


def test_alone(tmp_path: Path) -> None:
    """
    A lock that is held alone is free for nobody else, not even in the same process.
    """
    path = str(tmp_path / "lock")

    with locked(path, shared=False, seconds=0), pytest.raises(Busy), locked(path, shared=True, seconds=0.05):
        pass


def test_shared(tmp_path: Path) -> None:
    """
    Readers share a lock; who wants it alone waits for them.
    """
    path = str(tmp_path / "lock")

    held = locked(path, shared=True, seconds=0)
    with held, locked(path, shared=True, seconds=0), pytest.raises(Busy), locked(path, shared=False, seconds=0):
        pass
    with locked(path, shared=False, seconds=0):
        pass


def test_waiting(tmp_path: Path) -> None:
    """
    Who waits gets the lock as soon as it is free.
    """
    path = str(tmp_path / "lock")
    order: list[str] = []

    def wait() -> None:
        with locked(path, shared=False, seconds=5):
            order.append("second")

    thread = threading.Thread(target=wait)
    with locked(path, shared=False, seconds=0):
        thread.start()
        time.sleep(0.1)
        order.append("first")
    thread.join()

    assert order == ["first", "second"]


def test_killed_holder(tmp_path: Path) -> None:
    """
    A lock whose holder was killed is free.
    """
    path = str(tmp_path / "lock")
    command = [sys.executable, "-c", HOLDER, path]
    root = Path(__file__).resolve().parents[2]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root)
    assert holder.stdout is not None and holder.stdout.readline() == b"1\n"
    with pytest.raises(Busy), locked(path, shared=True, seconds=0):
        pass

    holder.kill()
    holder.wait()

    with locked(path, shared=False, seconds=1):
        pass
