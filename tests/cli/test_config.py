"""`metareview config check`: what it prints and how it ends."""

import subprocess
import sys
from pathlib import Path

from tests.stories.running import ROOT, metareview

GOOD = """
forges:
  github: {kind: github, token: "env:METAREVIEW_TEST_TOKEN", webhook_secret: "file:hook"}
reviewers: [{match: carol}, {kind: bot}]
changes: [{match: "github:acme/old", ignore: true}, {match: "*", posting: {matters: [missing-docstring]}}]
"""
SET = {"METAREVIEW_TEST_TOKEN": "tok-value"}


def _write(folder: Path, text: str) -> str:
    (folder / "config.yaml").write_text(text)
    (folder / "hook").write_text("hook-value\n")
    (folder / "hook").chmod(0o600)
    return str(folder / "config.yaml")


def test_good(tmp_path: Path) -> None:
    """
    A good configuration is told in words, without any secret, and ends with 0.
    """
    file = _write(tmp_path, GOOD)

    done = metareview("config", "check", file, environment=SET)

    assert (done.code, done.err) == (0, "")
    assert done.out == (
        f"{file}: no faults, no warnings\n"
        "\nForges\n  github: GitHub at https://github.com (API https://api.github.com) with a token, 1 webhook secret\n"
        "\nReviewers, the first that matches\n  carol\n  every bot\n"
        "\nChanges, the first that matches\n  github:acme/old: ignored\n  *: matters missing-docstring\n"
    )


def test_local(tmp_path: Path) -> None:
    """
    A local forge is told with its repository and its folder of reviews, and needs no secret.
    """
    file = _write(tmp_path, "forges: {here: {kind: local}}")

    done = metareview("config", "check", file)

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(
        f"{file}: no faults, no warnings\n"
        f"\nForges\n  here: the repository {tmp_path}, reviews and answers in {tmp_path}/reviews\n"
    )


def test_faults(tmp_path: Path) -> None:
    """
    Faults are all said on standard error, one sentence a line, and the command ends with 1.
    """
    _write(tmp_path, "runs: {quiet_second: 5}\nposting: {fold_below: 3}\n")

    done = metareview("config", "check", "config.yaml", cwd=tmp_path)

    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "metareview: config.yaml: runs.quiet_second is not a key; did you mean quiet_seconds? (line 1)\n"
        "metareview: config.yaml: posting.fold_below must be from 0 to 1 (line 2)\n"
    )


def test_missing_secret(tmp_path: Path) -> None:
    """
    A secret that is not there is a fault; files start from the configuration's folder, not from where one stands.
    """
    file = _write(tmp_path, GOOD)

    done = metareview("config", "check", file)

    assert (done.code, done.out) == (1, "")
    assert (
        done.err
        == f"metareview: {file}: forges.github.token: the environment variable METAREVIEW_TEST_TOKEN is not set\n"
    )


def test_open_file(tmp_path: Path) -> None:
    """
    A secret's file that everybody may read is a warning, and no fault.
    """
    file = _write(tmp_path, GOOD)
    (tmp_path / "hook").chmod(0o644)

    done = metareview("config", "check", file, environment=SET)

    assert done.code == 0
    assert "1 warning\n" in done.out
    assert f"the file {tmp_path}/hook can be read by every user here" in done.out
    assert "hook-value" not in done.out + done.err


def test_no_file(tmp_path: Path) -> None:
    """
    Standard input, a folder and a file that is not there are usage errors.
    """
    for name in ("-", ".", "none.yaml"):
        done = metareview("config", "check", name, cwd=tmp_path)

        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_help_stays_light() -> None:
    """
    `metareview --help` loads nothing that only a configuration needs.
    """
    script = "import sys; from bot.cli import exit_code_of; exit_code_of(['--help']); print(sorted({'yaml', 'pydantic'} & sys.modules.keys()))"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)

    assert done.stdout.splitlines()[-1] == "[]"
