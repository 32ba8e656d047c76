"""Runs the git binary so that nothing of the repository is executed, obeyed as configuration, fetched or changed."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import IO

from bot.errors import GaveUp, Refused
from bot.git.pipe import Pipe

MINIMUM = (2, 32)
"""The first version that can be told to read no configuration but the repository's own."""
SECONDS = 60.0
OUTPUT = 256 << 20
MESSAGE = 200

MISSING = ("unable to read", "lazy fetch", "promisor", "bad object")
INCOMPLETE = "this clone lacks objects that the change needs; use a full clone, made without --filter and --depth"

SETTINGS = (
    "advice.graftFileDeprecated=false",
    "core.attributesFile=/dev/null",
    "core.bigFileThreshold=1m",
    "core.excludesFile=/dev/null",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.sshCommand=false",
    "core.untrackedCache=false",
    "core.warnAmbiguousRefs=true",
    "credential.helper=",
    "protocol.allow=never",
    "submodule.recurse=false",
)
"""What git would otherwise take from the repository's own configuration, and act upon."""

ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
    "PATH": os.defpath,
}
"""The whole environment of git: what stands in the caller's own (GIT_DIR, HOME, ...) does not reach it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a git process ended: its exit code and what it wrote."""

    code: int
    output: bytes
    complaint: str


@cache
def find_program() -> str:
    """The path of a git that is new enough; refused with what to install where there is none."""
    found = shutil.which("git")
    needed = ".".join(map(str, MINIMUM))
    if found is None:
        raise Refused(f"git is not installed or not on PATH; install git {needed} or newer")
    ended = run("version", [found, "version"], ENVIRONMENT)
    numbers = re.search(rb"(\d+)\.(\d+)", ended.output)
    if numbers is None or (int(numbers[1]), int(numbers[2])) < MINIMUM:
        shown = clean(ended.output.decode("utf-8", "replace")) or "unknown"
        raise Refused(f"{found} is too old ({shown}); install git {needed} or newer")
    return found


@dataclass(frozen=True, slots=True)
class Git:
    """The git binary bound to one repository, as a bare one: no work tree and no attributes in it play a part."""

    program: str
    git_dir: str
    environment: Mapping[str, str] = field(default_factory=lambda: dict(ENVIRONMENT))

    def command(self, *arguments: str) -> list[str]:
        """The whole command line for `arguments`."""
        return [self.program, *switches(), f"--git-dir={self.git_dir}", "--bare", *arguments]

    def attempt(self, *arguments: str) -> Ended:
        """Run to the end, whatever the exit code."""
        return run(arguments[0], self.command(*arguments), self.environment)

    def output(self, *arguments: str) -> bytes:
        """What git writes; refused in git's own words where it fails."""
        ended = self.attempt(*arguments)
        if ended.code != 0:
            raise failed(arguments[0], ended.complaint)
        return ended.output

    def chunks(self, *arguments: str) -> Iterator[bytes]:
        """What git writes, piece by piece; the process ends with the iteration."""
        return stream(arguments[0], self.command(*arguments), self.environment)

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """A process that takes requests and gives answers until it is closed."""
        return subprocess.Popen(
            self.command(*arguments),
            env=dict(self.environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )


def switches() -> list[str]:
    """The options before git's subcommand."""
    return ["--no-pager", "--no-replace-objects", *(part for one in SETTINGS for part in ("-c", one))]


def run(what: str, command: list[str], environment: Mapping[str, str]) -> Ended:
    """Run a command to its end, within the limits on time and output; `what` names it in messages."""
    with tempfile.TemporaryFile() as complaints, _running(command, environment, complaints) as process:
        output = b"".join(_read(process, what))
        code = _wait(process, what)
        return Ended(code, output, _written(complaints))


def stream(what: str, command: list[str], environment: Mapping[str, str]) -> Iterator[bytes]:
    """The output of a command piece by piece; refused where it fails in the end."""
    with tempfile.TemporaryFile() as complaints, _running(command, environment, complaints) as process:
        yield from _read(process, what)
        if _wait(process, what) != 0:
            raise failed(what, _written(complaints))


def failed(what: str, complaint: str) -> Refused:
    """What a failed git command means to the person who started us."""
    if any(sign in complaint for sign in MISSING):
        return Refused(INCOMPLETE)
    first = clean(next((line for line in complaint.splitlines() if line.startswith(("fatal:", "error:"))), complaint))
    return Refused(f"git {what} failed: {first or 'it gave no reason'}; check the repository with `git fsck`")


def clean(text: str) -> str:
    """One short line of another program's words, without control characters."""
    shown = "".join(character if character.isprintable() else " " for character in text.strip())
    return shown.removeprefix("fatal: ").removeprefix("error: ")[:MESSAGE]


def end(process: "subprocess.Popen[bytes]") -> None:
    """Make sure that a process is gone and its pipes are closed."""
    if process.poll() is None:
        process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            _close(pipe)
    process.wait()


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        return  # the reader ended first; what was unsent is of no use to anybody


@contextmanager
def _running(
    command: list[str], environment: Mapping[str, str], complaints: IO[bytes]
) -> Iterator["subprocess.Popen[bytes]"]:
    try:
        process = subprocess.Popen(
            command, env=dict(environment), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaints
        )
    except OSError as error:
        raise Refused(f"{command[0]} cannot be started ({error.strerror}); repair the installation of git") from error
    try:
        yield process
    finally:
        end(process)


def _read(process: "subprocess.Popen[bytes]", what: str) -> Iterator[bytes]:
    if process.stdout is None:
        return
    pipe = Pipe(process.stdout, SECONDS)
    size = 0
    try:
        while chunk := pipe.chunk():
            size += len(chunk)
            if size > OUTPUT:
                raise GaveUp(f"git {what} wrote more than {OUTPUT >> 20} MB")
            yield chunk
    except TimeoutError as error:
        raise GaveUp(f"git {what} did not answer within {SECONDS:.0f} seconds") from error


def _wait(process: "subprocess.Popen[bytes]", what: str) -> int:
    try:
        return process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise GaveUp(f"git {what} did not end within {SECONDS:.0f} seconds") from error


def _written(complaints: IO[bytes]) -> str:
    complaints.seek(0)
    return complaints.read(1 << 16).decode("utf-8", "replace")
