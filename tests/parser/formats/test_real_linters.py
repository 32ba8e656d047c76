"""What real linters print today of a small repository, read and judged: true results hold, one of before does not."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot import app
from bot.cli.inputs import read_inputs
from bot.model.report import Report

BEFORE = '''"""Loads."""

import json
import os


def load(path, cache=[]):
    unused = 1
    try:
        return open(path).read()
    except:
        pass
'''
AFTER = BEFORE.replace("import json\n", "import json\n\nprint(json.dumps([]))\n").replace("    unused = 1\n", "")


def git(repo: Path, *arguments: str) -> None:
    """Run git with a fixed author."""
    author = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *author, "-C", str(repo), *arguments], check=True, capture_output=True)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository whose last commit mended some of what the linter found before."""
    place = tmp_path / "shop"
    (place / "src").mkdir(parents=True)
    git(place.parent, "init", "-q", "shop")
    (place / "README").write_text("x\n")
    git(place, "add", ".")
    git(place, "commit", "-qm", "first")
    return place


def commit(repo: Path, text: str) -> None:
    """Make a commit of the one source file."""
    (repo / "src/load.py").write_text(text)
    git(repo, "add", ".")
    git(repo, "commit", "-qm", "change")


def ruff(repo: Path, form: str) -> str:
    """What ruff prints."""
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--select", "F,E,B,S,D103"]
    done = subprocess.run(
        [*command, "--output-format", form, "src"], cwd=repo, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    return done.stdout


def judged(repo: Path, printed: str) -> Report:
    """The report on what a linter printed."""
    file = repo.parent / "printed"
    file.write_text(printed)
    return app.check(read_inputs([str(file)]), str(repo), "HEAD", None).report


@pytest.mark.parametrize("form", ["json", "sarif", "rdjson"])
def test_ruff(repo: Path, form: str) -> None:
    """Every result of ruff on this revision is confirmed at its place, and its fix applies."""
    commit(repo, BEFORE)

    report = judged(repo, ruff(repo, form))

    told = {(one.kind, one.location.start_line): str(one.verdict) for one in report.findings}
    assert told == {
        ("unused-import", 3): "confirmed",
        ("unused-import", 4): "confirmed",
        ("missing-docstring", 7): "confirmed",
        ("mutable-default", 7): "confirmed",
        ("unused-variable", 8): "confirmed",
        ("bare-except", 11): "confirmed",
        ("swallowed-exception", 11): "confirmed",
    }
    assert {one.location.path for one in report.findings} == {"src/load.py"}
    assert {fix.applies for one in report.findings for fix in one.suggestions} == {"yes"}


@pytest.mark.parametrize("form", ["json", "sarif", "rdjson"])
def test_stale_results(repo: Path, form: str) -> None:
    """Of results from before the last commit, what was mended is refuted, and the rest is confirmed."""
    commit(repo, BEFORE)
    printed = ruff(repo, form)
    commit(repo, AFTER)

    report = judged(repo, printed)

    told = {
        (one.kind, one.title.split("`")[1]): str(one.verdict) for one in report.findings if one.title.count("`") > 1
    }
    assert told["unused-import", "json"] == "refuted"
    assert told["unused-import", "os"] == "confirmed"
    assert told["unused-variable", "unused"] != "confirmed"
