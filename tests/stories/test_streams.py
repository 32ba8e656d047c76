"""Streams that are closed, full or narrow, and a user who has waited long enough: the exit code stays right."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.stories.places import FALSE, comment, proposed, small, written
from tests.stories.running import ROOT


def shell(
    script: str, *arguments: str, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a shell script in which `$bot` is the command."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "bot": f"{sys.executable} -m bot", **environment}
    command = ["bash", "-c", script, "bash", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=env, check=False, timeout=120)


@pytest.fixture
def story(tmp_path: Path) -> tuple[str, str]:
    """A repository and a review of 500 findings on one file, longer than any pipe holds."""
    said = [comment(line=number % 12 + 1, body=f"`json{number}` is never used.") for number in range(500)]
    return str(small(tmp_path / "r").path), written(tmp_path, "long.json", proposed(comments=said))


def test_reader_that_stops(story: tuple[str, str]) -> None:
    """
    A reader that has seen enough is no fault.
    """
    done = shell('$bot check --repo "$1" "$2" --format json | head -1; echo "${PIPESTATUS[0]}"', *story)

    assert (done.stdout, done.stderr) == ("{\n0\n", "")


@pytest.mark.parametrize("command", ["check --repo $1 $2", "demo", "explain", "schema report", "--help"])
def test_full_disk(story: tuple[str, str], command: str) -> None:
    """
    An answer that fits nowhere is said in one sentence.
    """
    done = shell(f"$bot {command} >/dev/full", *story)

    assert done.returncode == 2
    assert (
        done.stderr
        == "metareview: the output can't be written: No space left on device; make room, or name another place\n"
    )


def test_closed_output(story: tuple[str, str]) -> None:
    """
    Without a standard output the command says so.
    """
    done = shell('$bot check --repo "$1" "$2" >&-', *story)

    assert (done.returncode, done.stderr) == (
        2,
        "metareview: standard output is closed; give the answer a place to go\n",
    )


@pytest.mark.parametrize("closed", ["2>&-", "2>/dev/full"])
def test_no_place_for_complaints(closed: str) -> None:
    """
    Where standard error takes nothing, the exit code still tells, and nothing goes to standard output.
    """
    done = shell(f"$bot cluster none.md {closed}")

    assert (done.returncode, done.stdout) == (2, "")


def test_closed_input() -> None:
    """
    A review from a closed standard input is refused.
    """
    done = shell("$bot cluster - <&-")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "metareview: standard input is closed; name a review file\n"


def test_interrupt(story: tuple[str, str], tmp_path: Path) -> None:
    """
    A user who interrupts gets exit code 130 and no traceback.
    """
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "bot", "check", "--repo", story[0], str(pipe)]
    # Whoever runs the tests in the background has the signal ignored, and children inherit that.
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    with pipe.open("wb"):  # opens when the command reads its review, which never comes
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)

    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err


def test_review_through_a_pipe(story: tuple[str, str], tmp_path: Path) -> None:
    """
    A review may come from a pipe with a name.
    """
    written(tmp_path, "a.md", FALSE)

    done = shell('mkfifo pipe; cat a.md > pipe & $bot check --repo "$1" pipe | head -1', story[0], cwd=tmp_path)

    assert done.stdout.startswith("Meta-review of 1 review at ")


@pytest.mark.parametrize(
    ("setting", "is_colourful"),
    [({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"TERM": "xterm", "NO_COLOR": "1"}, False)],
    ids=["terminal", "dumb terminal", "no colour wanted"],
)
def test_colour(tmp_path: Path, setting: dict[str, str], is_colourful: bool) -> None:
    """
    Colour goes to a terminal that shows it, unless the user wants none.
    """
    repository = small(tmp_path / "r")
    file = written(tmp_path, "a.md", FALSE)
    code = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)"
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}

    done = subprocess.run(
        [sys.executable, "-c", code, sys.executable, "-m", "bot", "check", "--repo", str(repository.path), file],
        capture_output=True, stdin=subprocess.DEVNULL, env={**environment, "PYTHONPATH": str(ROOT), **setting}, check=False,
    )  # fmt: skip

    assert b"REFUTED" in done.stdout
    assert (b"\x1b[" in done.stdout) is is_colourful
