"""Repositories that want to run something, to silence a check or to exhaust the reader, fetched and judged."""

import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot import app, pipeline
from bot.errors import GaveUp
from bot.git.cache import Cache
from bot.git.fetched import open_commits
from bot.git.fetching import Limits
from bot.model.report import Report
from bot.model.review import Comment, ProposedReview
from tests.git.repositories import Content, Link, Repository, Submodule
from tests.git.test_cache import Scene, a_scene

BEFORE = "import os\n\n\ndef load(path):\n    return open(path).read()\n"
AFTER = '''import os
import sys


def load(path):
    """Read a file."""
    unused = 1
    return open(path).read()


def save(path, text):
    sys.stdout.write(text)
'''
SAID = (
    (1, "`os` is imported but never used."),
    (2, "`sys` is imported but never used."),
    (5, "`load` has no docstring."),
    (7, "The local variable `unused` is assigned but never used."),
    (11, "`save` has no docstring."),
    (12, "`text` is undefined here."),
)
QUIET = '[lint]\nselect = []\nignore = ["ALL"]\n\n[lint.per-file-ignores]\n"*" = ["ALL"]\n'
LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 12345\n"
MODULES = '[submodule "x"]\n\tpath = x\n\turl = "ext::sh -c touch% {trace}"\n\tupdate = !touch {trace}\n\tbranch = .\n'
ATTRIBUTES = "* filter=evil diff=evil merge=evil -text binary linguist-generated export-ignore\n*.bin filter=lfs\n"


def hostile(trace: Path) -> dict[Any, Content | Link | Submodule]:
    """Files that would leave a trace if anything obeyed them, and files that others read as configuration."""
    program = f"#!/bin/sh\ntouch {trace}\n"
    python = f"import pathlib\npathlib.Path({str(trace)!r}).touch()\n"
    return {
        ".gitattributes": ATTRIBUTES,
        ".gitmodules": MODULES.format(trace=trace),
        ".lfsconfig": "[lfs]\n\turl = https://evil.invalid/\n",
        ".mailmap": "A <a@b> <c@d>\n",
        "x": Submodule(),
        "hooks/post-checkout": program,
        "evil/HEAD": "ref: refs/heads/main\n",
        "evil/config": f'[core]\n\tfsmonitor = "{trace}"\n[filter "evil"]\n\tsmudge = touch {trace}\n',
        "link": Link("/etc/passwd"),
        "up": Link("../../../../secret"),
        "loop": Link("loop"),
        "data.bin": LFS,
        "ruff.toml": QUIET,
        ".ruff.toml": QUIET,
        "pyproject.toml": '[tool.ruff.lint]\nignore = ["ALL"]\n[tool.mypy]\nplugins = ["evil"]\n',
        "setup.cfg": "[flake8]\nignore = E,F,W\n",
        "setup.py": python,
        "conftest.py": python,
        "sitecustomize.py": python,
        "ast.py": python,
        "sgconfig.yml": "ruleDirs: [/]\n",
        ".editorconfig": "root = true\n",
        b"new\nline.py": "import os\n",
        b"caf\xe9\xff.py": "import os\n",
        b'tab\t"quote\\.py': "import os\n",
        "-rf": "x\n",
        "--output=x": "x\n",
        ":(top)a": "x\n",
        "a b/$(touch x).py": "import os\n",
        "\u202egnp.py": "import os\n",
        "CON": "x\n",
    }


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """A scene of one test."""
    with a_scene(tmp_path) as made:
        yield made


def reviews() -> list[ProposedReview]:
    """What a reviewer said, some of it true, some false."""
    comments = tuple(Comment("a.py", text, line, line, id=str(line)) for line, text in SAID)
    return [ProposedReview("review.json", "somebody", comments=comments)]


def judged(report: Report) -> list[tuple[object, ...]]:
    """What a report says, without the ids of commits."""
    return [(one.id, one.title, one.verdict, one.confidence, one.location, one.evidence) for one in report.findings]


def through_the_cache(scene: Scene, head: str, base: str) -> list[tuple[object, ...]]:
    """The judgement of a change that came from the server."""
    with scene.cache.checkout(scene.place, (), [head, base]) as path, open_commits(path, head, base) as code:
        return judged(pipeline.review(reviews(), code, app.load_weights(), pipeline.Setting("change", base, head)))


def commit_twice(repository: Repository, before: Mapping[Any, Any], after: Mapping[Any, Any]) -> tuple[str, str]:
    """Head and base of a change of `a.py`, with more files on either side."""
    base = repository.commit({"a.py": BEFORE, **before})
    return repository.commit({"a.py": AFTER, **after}), base


@pytest.mark.parametrize("where", ["new", "old and new"])
def test_same_verdicts(scene: Scene, tmp_path: Path, where: str) -> None:
    """
    Whatever a repository holds beside the code, nothing of it runs, and every verdict is what it is without.
    """
    trace = tmp_path / "trace"
    more = hostile(trace)
    plain = commit_twice(scene.repository, {}, {})
    laden = commit_twice(scene.repository, more if where != "new" else {}, more)
    for name in ("post-checkout", "post-upload-pack", "reference-transaction", "post-receive"):
        hook = scene.repository.path / ".git/hooks" / name
        hook.write_text(f"#!/bin/sh\ntouch {trace}\n")
        hook.chmod(0o755)

    expected = through_the_cache(scene, *plain)
    found = through_the_cache(scene, *laden)
    local = judged(app.check(reviews(), str(scene.repository.path), laden[0], laden[1]).report)

    assert {str(one[2]) for one in expected} >= {"confirmed", "refuted"}
    assert found == expected
    assert local == expected
    assert not trace.exists()
    assert not list(Path(scene.cache.path).rglob("hooks/*"))


def test_odd_paths_are_shown(scene: Scene, tmp_path: Path) -> None:
    """
    Every odd name is a path of the tree that can be printed and read; links and submodules have no text.
    """
    head, base = commit_twice(scene.repository, {}, hostile(tmp_path / "trace"))

    with scene.cache.checkout(scene.place, (), [head, base]) as path, open_commits(path, head, base) as code:
        read = {name: code.read(name) for name in code.paths()}

    assert all(name.encode("utf-8") for name in read)
    assert {name for name, one in read.items() if one is not None and one.skipped} == {"link", "up", "loop", "x"}
    assert all(one is not None for one in read.values())


def test_names_that_git_forbids(scene: Scene) -> None:
    """
    A tree with names that no checkout could hold is read like any other, and nothing is written outside of the cache.
    """
    blob = scene.repository.git("hash-object", "-w", "--stdin", data=b"import os\n")
    names = [b"..", b".git", b"/etc", b"a.py", b"a.py"]
    entries = b"".join(b"100644 %s\0%s" % (name, bytes.fromhex(blob)) for name in names)
    tree = scene.repository.git("hash-object", "-t", "tree", "--literally", "-w", "--stdin", data=entries)
    head = scene.repository.git("commit-tree", "-m", "x", tree)
    scene.repository.git("update-ref", "refs/pull/1/head", head)

    with (
        scene.cache.checkout(scene.place, (), [head, scene.commits[0]]) as path,
        open_commits(path, head, scene.commits[0]) as code,
    ):
        found = {name: code.read(name) for name in code.paths()}
        code.changed()
        code.words(["os"])

    assert set(found) == {"..", ".git", "/etc", "a.py"}


@pytest.mark.parametrize("depth", [500, 2_000, 10_000])
def test_deep_tree(scene: Scene, depth: int) -> None:
    """
    A file ten thousand folders deep is read or given up in one sentence, in bounded time.
    """
    head, base = commit_twice(scene.repository, {}, {"d/" * depth + "deep.py": "import os\n"})
    started = time.monotonic()

    try:
        found = through_the_cache(scene, head, base)
    except GaveUp as error:
        assert "too deeply nested" in str(error)
    else:
        assert len(found) == len(SAID)
    assert time.monotonic() - started < 20


def test_endless_tree(scene: Scene) -> None:
    """
    A few small objects that name ten billion files are given up, in bounded time and memory, on either side.
    """
    entry = f"100644 blob {scene.repository.git('hash-object', '-w', '--stdin', data=b'x')}"
    for _ in range(10):
        lines = "".join(f"{entry}\tf{number}\n" for number in range(10))
        entry = f"040000 tree {scene.repository.git('mktree', data=lines.encode())}"
    head = scene.repository.git("commit-tree", "-m", "x", entry.split()[2])
    scene.repository.git("update-ref", "refs/pull/1/head", head)
    started = time.monotonic()

    for ends in ((head, scene.commits[0]), (scene.commits[0], head)):
        with (
            pytest.raises(GaveUp, match="the tree holds more than"),
            scene.cache.checkout(scene.place, (), ends) as path,
        ):
            open_commits(path, *ends)
    assert time.monotonic() - started < 20


@pytest.mark.slow
def test_huge_blob(scene: Scene) -> None:
    """
    A file of 200 MB is refused by the limit, and where it shrinks to nothing on its way it is not read.
    """
    zeros = commit_twice(scene.repository, {}, {"big.py": bytes(200 << 20)})
    noise = commit_twice(scene.repository, {}, {"big.py": os.urandom(200 << 20)})
    limited = Cache(scene.cache.path, 1 << 30, Limits(60, 50 << 20, 5))
    started = time.monotonic()

    with pytest.raises(GaveUp, match="more than the 50 MB"), limited.checkout(scene.place, (), noise):
        pass
    assert time.monotonic() - started < 40
    assert len(through_the_cache(scene, *zeros)) == len(SAID)
    assert sum(path.stat().st_size for path in Path(scene.cache.path).rglob("*") if path.is_file()) < 50 << 20
