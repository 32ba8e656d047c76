"""Runs a program with everything that it starts so that all of it ends at a limit, and with us, however we end."""

import os
import select
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.errors import Refused
from bot.git.run import Ended

TICK = 0.05
"""Seconds between two looks at the limits."""
LAST_WORDS = 1 << 16
GRACE = 5.0
GUARD = ["/bin/sh", "-c", "read -r _; kill -9 0"]
"""Ends its whole process group as soon as nobody holds the other end of its input."""


@dataclass(frozen=True, slots=True)
class Task:
    """A command line, its whole environment, and the descriptors that it inherits beside the standard ones."""

    command: Sequence[str]
    environment: Mapping[str, str] = field(repr=False)
    descriptors: tuple[int, ...] = ()


def supervise(task: Task, check: Callable[[], None]) -> Ended:
    """Run to the end; `check` is called all the while, and when it raises, every process of the task is killed first.

    The output is thrown away; of the complaints the last 64 KB are kept, so that no server fills our memory with them.
    """
    with _guarded() as group:
        process = _start(task, group)
        complaint = bytearray()
        try:
            for said in _heard(process):
                complaint += said
                del complaint[:-LAST_WORDS]
                check()
            while not _has_ended(process):
                check()
        finally:
            os.killpg(group, signal.SIGKILL)
            _drain(process)
    return Ended(process.returncode, b"", complaint.decode("utf-8", "replace"))


@contextmanager
def _guarded() -> Iterator[int]:
    """A new process group that dies with us. Its first process is not reaped before the end, so its id stays ours."""
    theirs, ours = os.pipe()
    nowhere = subprocess.DEVNULL
    try:
        guard = subprocess.Popen(GUARD, stdin=theirs, stdout=nowhere, stderr=nowhere, env={}, process_group=0)
    except OSError as error:
        os.close(ours)
        raise Refused(f"{GUARD[0]} cannot be started ({error.strerror}); git needs it too") from error
    finally:
        os.close(theirs)
    try:
        yield guard.pid
    finally:
        os.close(ours)
        guard.kill()
        guard.wait()


def _start(task: Task, group: int) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(
            task.command,
            env=dict(task.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=task.descriptors,
            process_group=group,
        )
    except OSError as error:
        raise Refused(f"{task.command[0]} cannot be started ({error.strerror}); repair its installation") from error


def _heard(process: "subprocess.Popen[bytes]") -> Iterator[bytes]:
    """What is said on standard error until nobody is left who could; empty where nothing was said for a tick."""
    if process.stderr is None:
        return
    poll = select.poll()
    poll.register(process.stderr, select.POLLIN)
    while True:
        if not poll.poll(TICK * 1000):
            yield b""
            continue
        said = os.read(process.stderr.fileno(), LAST_WORDS)
        if not said:
            return
        yield said


def _has_ended(process: "subprocess.Popen[bytes]") -> bool:
    try:
        process.wait(TICK)
    except subprocess.TimeoutExpired:
        return False
    return True


def _drain(process: "subprocess.Popen[bytes]") -> None:
    """Wait until the last process of the killed group is gone: then its end of standard error is closed."""
    deadline = time.monotonic() + GRACE
    for _ in _heard(process):
        if time.monotonic() > deadline:
            break
    process.wait()
    if process.stderr is not None:
        process.stderr.close()
