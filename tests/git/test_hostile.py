"""Repositories that want to run something, to hide something, or to break the reader."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import Refused
from bot.git.view import GitCode, open_repository
from bot.model.place import Side
from tests.git.repositories import Link, Repository, Submodule, make_repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty repository."""
    return make_repository(tmp_path / "r")


def opened(repository: Repository) -> GitCode:
    """The last commit of a repository."""
    return open_repository(str(repository.path), "main", None)


def use(code: GitCode) -> None:
    """Ask a view everything that it answers."""
    with code:
        code.changed()
        for path in code.paths():
            code.read(path)
            code.read(path, Side.OLD)
        code.words(["x"])
        code.words(list("abcdefghx"))
        code.lint([("a.py", "import os\n")])
        assert code.is_dirty is not None


def test_nothing_is_executed(repository: Repository, tmp_path: Path) -> None:
    """
    Hooks, filters, text converters, external diffs, monitors, pagers and aliases of the repository never run.
    """
    trace = tmp_path / "trace"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho ran >> {trace}\ncat\n")
    program.chmod(0o755)
    attributes = "* filter=evil diff=evil merge=evil\n"
    repository.commit({".gitattributes": attributes, "a.py": "x\n"})
    repository.commit({".gitattributes": attributes, "a.py": "x\ny\n"})
    repository.check_out()
    for hook in ("post-checkout", "post-index-change", "fsmonitor-watchman", "reference-transaction"):
        (repository.path / ".git/hooks" / hook).write_bytes(program.read_bytes())
        (repository.path / ".git/hooks" / hook).chmod(0o755)
    keys = ["filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "diff.evil.textconv", "diff.evil.command"]
    keys += [
        "core.fsmonitor",
        "diff.external",
        "core.pager",
        "pager.grep",
        "core.sshCommand",
        "core.editor",
        "alias.grep",
    ]
    for key in keys:
        repository.git("config", key, str(program))
    repository.git("config", "filter.evil.required", "true")
    repository.git("config", "core.hooksPath", str(repository.path / ".git/hooks"))
    (repository.path / ".git/info/attributes").write_text(attributes)
    (repository.path / "a.py").write_text("x\nz\n")

    use(opened(repository))

    assert not trace.exists()


def test_nothing_is_fetched(repository: Repository, tmp_path: Path) -> None:
    """
    What is missing from a partial clone is not fetched but refused: to pass over it would look like absence.
    """
    trace, program = tmp_path / "trace", tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho ran >> {trace}\n")
    program.chmod(0o755)
    repository.commit({"a.py": "x = 1\n"})
    blob = repository.git("rev-parse", "main:a.py")
    (repository.path / ".git/objects" / blob[:2] / blob[2:]).unlink()
    repository.git("config", "core.repositoryFormatVersion", "1")
    repository.git("config", "extensions.partialClone", "origin")
    repository.git("config", "remote.origin.promisor", "true")
    repository.git("config", "remote.origin.url", f"ext::{program}")
    repository.git("config", "protocol.ext.allow", "always")

    questions: list[Callable[[GitCode], object]] = [
        lambda code: code.changed(),
        lambda code: code.read("a.py"),
        lambda code: code.words(["x"]),
        lambda code: code.words(list("uvwxyz")),
    ]
    for ask in questions:
        with pytest.raises(Refused, match="use a full clone"), opened(repository) as code:
            ask(code)
    assert not trace.exists()


def test_repository_is_not_written(repository: Repository) -> None:
    """
    Reading a repository changes no file in it.
    """
    repository.commit({"a.py": "x\n"})
    repository.check_out()
    before = {path: path.stat().st_mtime_ns for path in repository.path.rglob("*")}

    use(opened(repository))

    assert {path: path.stat().st_mtime_ns for path in repository.path.rglob("*")} == before


def test_replaced_objects(repository: Repository) -> None:
    """
    Replace refs and grafts do not change what a commit says.
    """
    root = repository.commit({"a.py": "old = 1\n"})
    repository.commit({"a.py": "true = 1\n"})
    repository.git("replace", repository.git("rev-parse", "main:a.py"), repository.git("rev-parse", "main~1:a.py"))
    (repository.path / ".git/info").mkdir(exist_ok=True)
    (repository.path / ".git/info/grafts").write_text(repository.git("rev-parse", "main") + "\n")

    with opened(repository) as code:
        source = code.read("a.py")

    assert source is not None and source.text == "true = 1\n"
    assert code.base == root


def test_own_configuration(repository: Repository) -> None:
    """
    Settings of the repository change neither the diff nor the search.
    """
    repository.commit({"a.py": "X\nx.y\n", "gone": "1\n2\n3\n"})
    repository.commit({"a.py": "X\nx.y\nxay\n", "here": "1\n2\n3\n"})
    plain = opened(repository)
    expected = (plain.changed(), plain.words(["x.y"]))
    plain.close()
    settings = {"color.ui": "always", "color.grep": "always", "grep.patternType": "perl", "grep.lineNumber": "true"}
    settings |= {"diff.renames": "false", "diff.context": "9", "diff.noprefix": "true", "diff.ignoreSubmodules": "all"}
    settings |= {
        "grep.column": "true",
        "diff.suppressBlankEmpty": "true",
        "core.quotePath": "true",
        "grep.threads": "1",
    }
    for key, value in settings.items():
        repository.git("config", key, value)

    with opened(repository) as code:
        assert (code.changed(), code.words(["x.y"])) == expected


def test_attributes_hide_no_word(repository: Repository) -> None:
    """
    A file that attributes call binary is searched like any other.
    """
    repository.commit({".gitattributes": "* binary\n", "a.py": "needle\n"})
    repository.check_out()
    (repository.path / ".git/info/attributes").write_text("* binary\n")

    with opened(repository) as code:
        assert [hit.path for hit in code.words(["needle"])["needle"]] == ["a.py"]


def test_entries_without_text(repository: Repository) -> None:
    """
    Symbolic links and submodules are paths without text: where they point to is never followed.
    """
    repository.commit({"link": Link("/etc/passwd"), "sub": Submodule(), "up": Link("../../secret")})

    with opened(repository) as code:
        found = [code.read(path) for path in code.paths()]

    assert [(one.text, one.facts, one.skipped) for one in found if one] == [
        ("", None, "a symbolic link"),
        ("", None, "a submodule"),
        ("", None, "a symbolic link"),
    ]


def test_odd_bytes(repository: Repository) -> None:
    """
    Names and contents that are not UTF-8 come out as text that can be printed.
    """
    repository.commit({b"caf\xe9.py": b"x = '\xff\xfe'\n", "b.txt": b"caf\xe9 needle\n"})

    with opened(repository) as code:
        paths = code.paths()
        sources = [code.read(path) for path in paths]
        hits = code.words(["needle"])["needle"]
        changed = code.changed()

    shown = [*paths, *(one.text for one in sources if one), *(hit.text for hit in hits), *(one.path for one in changed)]
    assert paths == ("b.txt", "caf\\xe9.py")
    assert all(text.encode("utf-8") for text in shown)


def test_huge_file(repository: Repository) -> None:
    """
    A file of more than a megabyte is not read for facts, but its words are found.
    """
    repository.commit({"huge.py": "x = 1\n" * 300_000 + "needle\n", "small.py": "x = 1\n"})

    with opened(repository) as code:
        huge, small = code.read("huge.py"), code.read("small.py")
        hits = code.words(["needle"])["needle"]

    assert huge is not None and small is not None
    assert (huge.text, huge.facts, huge.skipped.startswith("larger than 1 MB")) == ("", None, True)
    assert small.facts is not None
    assert [(hit.path, hit.line) for hit in hits] == [("huge.py", 300_001)]


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "(" * 1000 + "1" + ")" * 1000 + "\n",
        "x = " + "[" * 90_000,
        "x = " + "-" * 300_000 + "1\n",
        "x = " + "a." * 200_000 + "b\n",
        "x = " + "+".join(["1"] * 200_000) + "\n",
        "".join(" " * depth + "if x:\n" for depth in range(900)),
        "x = f'" + "{f'" * 500 + "\n",
    ],
)
def test_hard_to_parse(repository: Repository, text: str) -> None:
    """
    A text made to exhaust a parser costs at most its own facts; the next file is read as ever.
    """
    repository.commit({"bad.py": text, "good.py": "y = 1\n"})

    with opened(repository) as code:
        bad, good = code.read("bad.py"), code.read("good.py")
        said = code.lint([("bad.py", text), ("good.py", "import os\n")])

    assert bad is not None and bad.text == text
    assert good is not None and good.facts is not None and good.facts.is_complete
    assert [one.rule for one in said["good.py", "import os\n"] or ()] == ["F401"]


def test_linter_configuration(repository: Repository) -> None:
    """
    The repository's own settings for the linter do not matter.
    """
    quiet = '[lint]\nignore = ["ALL"]\nselect = []\n'
    repository.commit(
        {"ruff.toml": quiet, ".ruff.toml": quiet, "a.py": "import os\n", "pyproject.toml": "[tool.ruff]\n"}
    )
    repository.check_out()

    with opened(repository) as code:
        said = code.lint([("a.py", "import os\n")])

    assert [one.rule for one in said["a.py", "import os\n"] or ()] == ["F401"]
