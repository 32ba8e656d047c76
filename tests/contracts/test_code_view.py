"""What every view of code promises, told of a real git repository and of texts in memory."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from bot.git.view import open_repository
from bot.model.change import ChangedFile, Hunk
from bot.model.facts import Diagnostic, Hit, SourceFile
from bot.model.place import Side
from bot.ports import CodeView
from tests.fakes import MemoryCode
from tests.git.repositories import make_repository

Make = Callable[[Mapping[str, str], Mapping[str, str]], CodeView]


@pytest.fixture(params=["git", "memory"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    """Makes a view of (head, base)."""
    opened = []

    def from_git(head: Mapping[str, str], base: Mapping[str, str]) -> CodeView:
        repository = make_repository(tmp_path / "repository")
        repository.commit(base)
        repository.commit(head)
        opened.append(open_repository(str(repository.path), "main", None))
        return opened[-1]

    yield from_git if request.param == "git" else MemoryCode
    for view in opened:
        view.close()


def numbered(count: int) -> str:
    """So many lines that all differ."""
    return "".join(f"line {number}\n" for number in range(1, count + 1))


def test_changed(make: Make) -> None:
    """
    The changed files stand in order of path, each with the line ranges of a diff without context.
    """
    base = {"gone.txt": "x\n", "keep.txt": numbered(9), "same.txt": "same\n"}
    edited = numbered(9).replace("line 3\n", "").replace("line 6\n", "line 6\nmore\n").replace("line 9", "last")
    code = make({"added.txt": "a\nb\n", "keep.txt": edited, "same.txt": "same\n"}, base)

    assert tuple(code.changed()) == (
        ChangedFile("added.txt", "added", (Hunk(0, 0, 1, 2),)),
        ChangedFile("gone.txt", "deleted", (Hunk(1, 1, 0, 0),)),
        ChangedFile("keep.txt", "modified", (Hunk(3, 1, 2, 0), Hunk(6, 0, 6, 1), Hunk(9, 1, 9, 1))),
    )


def test_renamed(make: Make) -> None:
    """
    A file that moved and mostly stayed the same is one renamed file, with the path that it had.
    """
    code = make({"new/name.txt": numbered(30) + "end\n"}, {"old.txt": numbered(30)})

    assert tuple(code.changed()) == (ChangedFile("new/name.txt", "renamed", (Hunk(30, 0, 31, 1),), "old.txt"),)


def test_binary(make: Make) -> None:
    """
    A file with a NUL among its first bytes is binary and has no hunks.
    """
    code = make({"a.dat": "x\0\n"}, {"a.dat": "y\n"})

    assert tuple(code.changed()) == (ChangedFile("a.dat", "modified", (), is_binary=True),)


def test_paths(make: Make) -> None:
    """
    The paths are those of the head tree, sorted as text.
    """
    code = make({"b/c.txt": "", "b.txt": "", "é.txt": "", "B.txt": ""}, {"old.txt": "x"})

    assert tuple(code.paths()) == ("B.txt", "b.txt", "b/c.txt", "é.txt")


def test_read(make: Make) -> None:
    """
    Both sides of a file can be read, with their lines and facts.
    """
    code = make({"a.py": "x = 1\r\ny = 2\n"}, {"a.py": "x = 0\n"})

    new, old = code.read("a.py"), code.read("a.py", Side.OLD)

    assert new is not None and old is not None
    assert (new.path, new.side, new.lines) == ("a.py", Side.NEW, ("x = 1", "y = 2"))
    assert (old.side, old.text) == (Side.OLD, "x = 0\n")
    assert new.facts is not None and new.facts.language == "python" and new.facts.is_complete


@pytest.mark.parametrize("path", ["b.py", "", "/etc/passwd", "../a.py", "x/../a.py", "a.py\0", "a.py/", "./a.py", "d"])
def test_no_such_path(make: Make, path: str) -> None:
    """
    What is no path of the tree is None, whatever it looks like.
    """
    code = make({"a.py": "x = 1\n", "d/a.py": ""}, {})

    assert code.read(path) is None


def test_hypothetical_text(make: Make) -> None:
    """
    A text can be read as if it stood at a path, whether or not a file stands there; the file itself is not touched.
    """
    code = make({"a.py": "x = 1\n"}, {})

    sources = [code.read("a.py", text="y = é\n"), code.read("new.py", Side.NEW, "z = 3"), code.read("a.py")]

    assert [source and source.text for source in sources] == ["y = é\n", "z = 3", "x = 1\n"]
    assert all(isinstance(source, SourceFile) and source.facts is not None for source in sources)
    assert code.read("../a.py", text="x = 1\n") is None


def test_declared_encoding(make: Make) -> None:
    """
    A text is read as it is given, though it declares that its bytes are in another encoding.
    """
    text = "# -*- coding: latin-1 -*-\nx = 'é'\n"

    source = make({"a.py": ""}, {}).read("a.py", text=text)

    assert source is not None and source.text == text
    assert source.facts is not None and source.facts.fault is None


def test_broken_python(make: Make) -> None:
    """
    A text that does not parse is read nevertheless, and says where it breaks.
    """
    source = make({"a.py": "x = 1\ndef f(:\n"}, {}).read("a.py")

    assert source is not None and source.facts is not None
    assert source.facts.fault is not None and source.facts.fault.line == 2
    assert not source.facts.is_complete


def test_words(make: Make) -> None:
    """
    A name is found as a whole word in every text file of the head tree, one hit a line, in order of path and line.
    """
    head = {
        "b.cfg": "run = load\n",
        "a.py": "load\nloader\nre_load\nself.load(load)\n",
        "c.js": "$load\rx\rload",
        "d": "load\0",
    }
    code = make(head, {"z": "load"})

    found = code.words(["load", "nothing", "load"])

    expected = (Hit("a.py", 1, "load"), Hit("a.py", 4, "self.load(load)"), Hit("b.cfg", 1, "run = load"))
    assert tuple(found) == ("load", "nothing")
    assert tuple(found["load"]) == (*expected, Hit("c.js", 1, "$load"), Hit("c.js", 3, "load"))
    assert tuple(found["nothing"]) == ()


NAMES = ("a", "b_1", "x-y", "é", "no", "--help", "a.b", "$a", "", "x\ny", "\ud800", "名")


@pytest.mark.parametrize("name", NAMES)
def test_one_name_or_many(make: Make, name: str) -> None:
    """
    A name is found at the same places whether it is asked for alone or among others.
    """
    head = {"t.txt": "a\nb_1 a.b\nx-y x-yz\né éa aé\nbno nob\n--help\n$a\n名 名前\n"}
    expected = {
        "a": (1, 2, 4, 7),
        "b_1": (2,),
        "x-y": (3,),
        "é": (4,),
        "--help": (6,),
        "a.b": (2,),
        "$a": (7,),
        "名": (8,),
    }
    code, again = make(head, {}), MemoryCode(head)

    assert tuple(hit.line for hit in code.words([name])[name]) == expected.get(name, ())
    assert code.words(NAMES) == again.words(NAMES)


def test_many_hits(make: Make) -> None:
    """
    At most two hundred hits are told for a name.
    """
    code = make({"a.txt": "x y\n" * 150, "b.txt": "x\n" * 150}, {})

    found = code.words(["x", "y"])

    assert (len(found["x"]), found["x"][-1], len(found["y"])) == (200, Hit("b.txt", 50, "x"), 150)


def test_lint(make: Make) -> None:
    """
    Each Python text gets the linter's words, suppressions in it or not; what is no Python gets None.
    """
    code = make({"a.py": ""}, {})
    sources = [
        ("a.py", "import os  # noqa\n"),
        ("b.py", "x = (\n"),
        ("c.js", "x"),
        ("d.py", "# ruff: noqa\nimport os\n"),
    ]

    found = code.lint(sources)

    assert found[sources[0]] == (Diagnostic("F401", 1, 1, "`os` imported but unused"),)
    assert [said.rule for said in found[sources[1]] or ()] == ["invalid-syntax"]
    assert found[sources[2]] is None
    assert "F401" in [said.rule for said in found[sources[3]] or ()]


def test_same_answer(make: Make) -> None:
    """
    Every question has the same answer when asked again.
    """
    code = make({"a.py": "import os\n", "b.txt": "os\n"}, {"a.py": ""})

    first = (code.changed(), code.paths(), code.read("a.py"), code.words(["os"]), code.lint([("a.py", "import os\n")]))

    assert first == (
        code.changed(),
        code.paths(),
        code.read("a.py"),
        code.words(["os"]),
        code.lint([("a.py", "import os\n")]),
    )
