"""What ruff says of many texts in one process."""

import json
import subprocess

from bot.git.ruff import LEFT_OUT, RULES, Ruff, find_ruff


def rules(text: str, path: str = "a.py") -> list[str] | None:
    """The rules that speak of one text."""
    said = Ruff().lint([(path, text)])[path, text]
    return None if said is None else [one.rule for one in said]


def test_rules_exist() -> None:
    """
    Every rule that is asked for exists in the installed ruff, and none of those left out has another name by now.
    """
    done = subprocess.run([find_ruff(), "rule", "--all", "--output-format", "json"], capture_output=True, check=True)
    known = [row["code"] for row in json.loads(done.stdout) if "Removed" not in str(row.get("status", ""))]

    assert all(any(code.startswith(rule) for code in known) for rule in RULES)
    assert set(LEFT_OUT) <= set(known)


def test_kinds_of_rules() -> None:
    """
    Names, indentation, style, security and control flow are judged.
    """
    text = "import os\ndef f(list=[]):\n  try:\n        eval(x) \n  except:\n    pass\n"

    said = set(rules(text) or ())

    assert said >= {"F401", "F821", "E111", "E722", "W291", "S307", "S110", "B006", "A002", "ARG001"}


def test_name_of_file() -> None:
    """
    The name of the file changes nothing but what follows from its kind.
    """
    text, forward = "x = 1\n", "def f(a: C): ...\n\n\nclass C: ...\n"

    assert rules(text, "Bad-Name.py") == rules(text, "json.py") == rules(text, "d/__init__.py") == []
    assert "F821" in (rules(forward, "a.py") or ()) and "F821" not in (rules(forward, "a.pyi") or ())


def test_newer_syntax() -> None:
    """
    Syntax that is newer than the Python that runs us is no error; that of Python 2 is.
    """
    assert rules("type X = int\n\n\ndef f[T](x: T) -> T:\n    return x\n") == []
    assert "invalid-syntax" in (rules("try:\n    pass\nexcept A, e:\n    raise\n") or ())


def test_not_for_ruff() -> None:
    """
    What is no Python, not encodable, too large or too full of faults has no answer.
    """
    sources = [
        ("a.js", "x"),
        ("a", "x"),
        ("b.py", "'\ud800'"),
        ("c.py", "#" * 2_000_000),
        ("d.py", "import a\n" * 5000),
    ]

    assert list(Ruff().lint(sources).values()) == [None] * 5


def test_deadly_text() -> None:
    """
    A text over which ruff crashes silences only itself.
    """
    sources = [(f"{number}.py", f"import m{number}\n") for number in range(20)]
    deadly = ("deadly.py", "x = " + "[\n" * 90_000)

    said = Ruff().lint([*sources[:9], deadly, *sources[9:]])

    assert said[deadly] is None
    assert [[one.rule for one in said[source] or ()] for source in sources] == [["F401"]] * 20


def test_same_text_twice() -> None:
    """
    A text is linted once; the answer for a path does not depend on the other paths.
    """
    ruff = Ruff()
    first = ruff.lint([("a.py", "import os\n"), ("b/c.py", "import os\n"), ("d.py", "x = 1\n")])

    assert first["a.py", "import os\n"] == first["b/c.py", "import os\n"] != ()
    assert ruff.lint([("e.py", "import os\n")])["e.py", "import os\n"] is first["a.py", "import os\n"]
    assert ruff.lint([]) == {}
