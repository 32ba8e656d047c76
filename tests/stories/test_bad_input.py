"""Reviews and sources made to exhaust: the command ends soon, within its memory, and says what it left aside."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.git.repositories import make_repository
from tests.stories.places import FALSE, comment, proposed, small, written
from tests.stories.running import Done, metareview

LARGE = 10 << 20
SECONDS = 30.0
"""Of the processor, on a machine that does other things too; alone, none takes more than half of it."""
MEGABYTES = 700.0

ROWS = {
    "prose": "1. **Unused import**: `json` is imported in `totals.py` on line 3 but never used. Remove it.\n\n",
    "one line": "`json` is imported in `totals.py` on line 3 but never used. Remove it. ",
    "backticks": "`", "backtick pairs": "`a ", "brackets": "[", "links": "[a](<b", "asterisks": "*", "emphasis": "*`", "quotes": ">",
    "angles": "<a ", "comments": "<!--", "braces": '[{"a":', "entities": "&#x", "fences": "```\n", "blocks": "x:\n```python\na = 1\n```\n",
    "suggestions": "```suggestion\na\n```\n\n", "items": "1. a\n", "findings": "- `a` is unused\n", "headings": "# a\n\n", "underlines": "=\n",
    "paragraphs": "a b.\n\n", "bold titles": "**A b**: c d.\n\n", "labels": "Fix: x\n", "paths": "`a.py`\n\n", "tables": "|a|b|\n|-|-|\n|c|d|\n",
    "line ends": "a\r\n", "blank lines": "\n", "blanks": "\u00a0", "words": "a", "symbols": "\U0001f41b", "diffs": "@@ -1 +1 @@\n+a\n",
}  # fmt: skip
NESTED = {
    "200 quotes": ">" * 200 + " " + FALSE,
    "100,000 quotes": ">" * 100_000 + " " + FALSE,
    "200 lists": "".join("  " * level + "- x\n" for level in range(200)),
    "3,000 lists": "".join("  " * level + "- x\n" for level in range(3000)),
    "100,000 lists in a line": "- " * 100_000 + FALSE,
    "JSON 100,000 deep": "[" * 100_000 + "]" * 100_000,
    "JSON 100,000 deep and cut": '{"findings": ' + '[{"message":' * 100_000,
    "a number of 10 MB": '{"findings": [{"file": "totals.py", "line": '
    + "9" * LARGE
    + ', "message": "`json` is unused"}]}',
    "500 findings on one file": proposed(
        comments=[comment(line=number % 12 + 1, body=f"`json{number}` is never used.") for number in range(500)]
    ),
}


def check_text(place: Path, text: str) -> Done:
    """Check a review of this text."""
    return metareview("check", "--repo", str(small(place / "r").path), written(place, "review.md", text))


@pytest.mark.parametrize("size", [100_000, pytest.param(LARGE, marks=pytest.mark.slow)], ids=["100 kB", "10 MB"])
@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_endless_review(tmp_path: Path, row: str, size: int) -> None:
    """
    However long a review is and of whatever it consists, it is answered soon; what was not read is said.
    """
    text = "x " + row * (size // len(row.encode()))

    done = check_text(tmp_path, text)

    assert (done.code, done.err) == (0, "")
    assert done.seconds < SECONDS
    assert done.megabytes < MEGABYTES
    assert ("were not read" in " ".join(done.out.split())) is (len(text) > 1_000_000)


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED)
def test_nested_review(tmp_path: Path, text: str) -> None:
    """
    No depth of quotes, lists or JSON, and no number, is too much.
    """
    done = check_text(tmp_path, text)

    assert (done.code, done.err) == (0, "")
    assert done.seconds < SECONDS
    assert done.megabytes < MEGABYTES


def test_too_large(tmp_path: Path) -> None:
    """
    A file of more than 20 MB is refused before it is read whole.
    """
    file = tmp_path / "huge.md"
    with file.open("wb") as stream:
        stream.truncate(1 << 33)

    done = metareview("cluster", str(file))

    assert (done.code, done.out) == (2, "")
    assert done.err == f"metareview: {file} is larger than 20 MB; split it\n"
    assert done.megabytes < MEGABYTES


FUNCTION = "def f{}(a):\n    return a\n\n\n"
SOURCES: Mapping[str, bytes] = {
    "large.py": "".join(FUNCTION.format(number) for number in range(30_000)).encode(),
    "nested.py": b"x = " + b"[" * 1000 + b"]" * 1000 + b"\n",
    "deeper.py": b"x = " + b"(" * 100_000 + b")" * 100_000 + b"\n",
    "indented.py": b"".join(b" " * level + b"if x:\n" for level in range(200)) + b" " * 200 + b"pass\n",
    "nul.py": b"import json\n\0\nprint(json)\n",
    "mark.py": b"\xef\xbb\xbfimport json\nprint(json)\n",
    "latin.py": "# -*- coding: latin-1 -*-\nimport json\nprint(json, 'é')\n".encode("latin-1"),
    "undeclared.py": "import json\nprint(json, 'é')\n".encode("latin-1"),
    "windows.py": b"import json\r\nprint(json)\r\n",
    "old.py": b"import json\nprint json\n",
    "empty.py": b"",
    "long.py": b"x = '" + b"a" * 900_000 + b"'\n",
    "name with blank é名.py": b"import json\nprint(json)\n",
}
READABLE = ("latin.py", "mark.py", "name with blank é名.py", "windows.py")
"""In these it can be seen that the import is used."""


def test_hostile_sources(tmp_path: Path) -> None:
    """
    Sources that break readers are judged where they can be read, and refute nothing where they can't.
    """
    repository = make_repository(tmp_path / "r", "--bare")
    repository.commit({"a": "a\n"})
    repository.commit({"a": "a\n", **SOURCES})
    said = [comment(path=path, line=1, body="`json` is imported but never used.") for path in SOURCES]
    said += [comment(path=path, line=1, body=f"`f{number}` has no docstring.") for number, path in enumerate(SOURCES)]
    file = written(tmp_path, "review.json", proposed(comments=said))

    done = metareview("check", "--repo", str(repository.path), "--format", "json", file)

    assert (done.code, done.err) == (0, "")
    assert done.seconds < SECONDS
    assert done.megabytes < MEGABYTES
    found = [(one["location"]["path"], one["verdict"]) for one in json.loads(done.out)["findings"]]
    assert sorted(path for path, verdict in found if verdict == "refuted") == sorted(READABLE)
    assert json.loads(done.out)["limits"] == []
