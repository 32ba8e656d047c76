"""Review files that are none: each is named in one sentence that says what to mend, and nothing is printed."""

import json
from pathlib import Path

import pytest

from tests.stories.places import FALSE, comment, proposed, small, written
from tests.stories.running import metareview

PATH = "comments[0].path must be a path relative to the root of the repository, without `..`"
BAD = {
    "empty.md": ("", " is empty; name a file that holds a review"),
    "space.md": (" \n\t\n ", " is empty; name a file that holds a review"),
    "binary.md": (bytes(range(256)), " is not text: it contains NUL characters; name a review in Markdown, plain text or JSON"),
    "latin.md": ("caf\xe9".encode("latin-1"), " is not text: byte 3 is not UTF-8; save it as UTF-8"),
    "utf-16.md": (FALSE.encode("utf-16-le"), " is not text: it contains NUL characters; name a review in Markdown, plain text or JSON"),
    "invalid.json": ('{"schema": "metareview/proposed-review/1" "body": 1}', " is not valid JSON: Expecting ',' delimiter at line 1, column 43"),
    "cut.json": (proposed()[:-20], " is not valid JSON: Unterminated string starting at at line 1, column 72"),
    "deep.json": ('{"schema": "metareview/proposed-review/1", "body": ' + "[" * 100_000, " is not valid JSON: nested deeper than 100 levels"),
    "twice.json": (proposed()[:-1] + ', "reviewer": "b"}', " is not valid JSON: the field reviewer is there twice in one object"),
    "many.json": (proposed()[:-1] + "".join(f', "k{n}": 1' for n in range(50_000)) + ', "k49999": 2}', " is not valid JSON: the field k49999 is there twice in one object"),
    "not-a-number.json": (proposed(comments=[comment(line=float("nan"))]), ": comments[0].line must be a valid integer"),
    "long-number.json": (proposed(comments=[comment(line=7)]).replace("7", "9" * 100_000), ": comments[0].line must be a valid integer"),
    "unknown.json": (proposed(boddy=1), ": boddy is not a field (did you mean body?)"),
    "unknown-inside.json": (proposed(comments=[comment(), comment(lin=3)]), ": comments[1].lin is not a field (did you mean line?)"),
    "no-reviewer.json": ('{"schema": "metareview/proposed-review/1", "body": "x"}', ": reviewer is missing"),
    "says-nothing.json": ('{"schema": "metareview/proposed-review/1", "reviewer": "a"}', ": the document must have a body or comments"),
    "other-version.json": (proposed(schema="metareview/proposed-review/2"), ": schema is metareview/proposed-review/2; a proposed review has metareview/proposed-review/1"),
    "body-type.json": (proposed(body=5), ": body must be a valid string"),
    "comments-type.json": (proposed(comments={}), ": comments must be a valid list"),
    "comment-body-type.json": (proposed(comments=[comment(body=None)]), ": comments[0].body must be a valid string"),
    "line-type.json": (proposed(comments=[comment(line="1")]), ": comments[0].line must be a valid integer"),
    "line-zero.json": (proposed(comments=[comment(line=0)]), ": comments[0].line must be greater than or equal to 1"),
    "end-first.json": (proposed(comments=[comment(line=5, end_line=2)]), ": comments[0].end_line is before its line"),
    "end-only.json": (proposed(comments=[comment(end_line=2)]), ": comments[0].end_line needs a line"),
    "path-above.json": (proposed(comments=[comment(path="../totals.py")]), f": {PATH}"),
    "path-through.json": (proposed(comments=[comment(path="a/../../b")]), f": {PATH}"),
    "path-absolute.json": (proposed(comments=[comment(path="/etc/passwd")]), f": {PATH}"),
    "path-nul.json": (proposed(comments=[comment(path="a\0b")]), f": {PATH}"),
    "path-empty.json": (proposed(comments=[comment(path="")]), f": {PATH}"),
    "revision.json": (proposed(revision="main"), ": revision must be a full commit id of 40 or 64 hex digits"),
    "in-a-list.json": (f"[{proposed()}, 5]", ": [1] must be an object"),
}  # fmt: skip


def test_all_at_once(tmp_path: Path) -> None:
    """
    Of many bad files every one is named, in the order in which they were given, each in one sentence.
    """
    repository = small(tmp_path / "r")
    files = {name: written(tmp_path, name, content) for name, (content, _) in BAD.items()}

    done = metareview("check", "--repo", str(repository.path), *files.values())

    assert done.err.splitlines() == [f"metareview: {files[name]}{said}" for name, (_, said) in BAD.items()]
    assert (done.code, done.out) == (2, "")


@pytest.mark.parametrize("command", [("check", "--review"), ("cluster",)], ids=" ".join)
def test_one_beside_a_good_one(tmp_path: Path, command: tuple[str, ...]) -> None:
    """
    One bad file among good ones ends the command before anything is printed.
    """
    bad, good = written(tmp_path, "bad.md", ""), written(tmp_path, "good.md", FALSE)

    done = metareview(*command, good, bad, cwd=tmp_path)

    assert (done.code, done.out) == (2, "")
    assert done.err == f"metareview: {bad} is empty; name a file that holds a review\n"


def test_places_that_hold_no_file(tmp_path: Path) -> None:
    """
    A missing file, a folder, an empty name and a name that no system takes are each named with what to do.
    """
    (tmp_path / "folder").mkdir()

    done = metareview("cluster", "none.md", "folder", "", "X=", "a\nb", "c" * 5000, "/proc/self/mem", cwd=tmp_path)

    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines() == [
        "metareview: none.md does not exist; name a review file",
        "metareview: folder is a folder; name a review file in it",
        "metareview: an empty name is no review file; name one",
        "metareview: 'a\\nb' does not exist; name a review file",
        f"metareview: {'c' * 200}… can't be read (File name too long); name another file",
        "metareview: /proc/self/mem can't be read (Input/output error); name another file",
    ]


def test_same_name_in_two_folders(tmp_path: Path) -> None:
    """
    Of two files with the same base name it is clear which is bad.
    """
    written(tmp_path / "a", "x.md", FALSE)
    written(tmp_path / "b", "x.md", "")

    done = metareview("cluster", "a/x.md", "b/x.md", cwd=tmp_path)

    assert done.err == "metareview: b/x.md is empty; name a file that holds a review\n"


def test_standard_input_twice(tmp_path: Path) -> None:
    """
    Standard input given twice, with or without a name, is refused.
    """
    done = metareview("cluster", "-", "acme=-", stdin=b"`a` is unused.", cwd=tmp_path)

    assert (done.code, done.out) == (2, "")
    assert done.err == "metareview: standard input can be read only once; give - once\n"


def test_empty_standard_input(tmp_path: Path) -> None:
    """
    Standard input without a word is named as such.
    """
    done = metareview("cluster", "-", cwd=tmp_path)

    assert (done.code, done.out) == (2, "")
    assert done.err == "metareview: stdin is empty; name a file that holds a review\n"


def test_names(tmp_path: Path) -> None:
    """
    Names with equals signs, blanks and letters of any alphabet are names, and a file called so comes first.
    """
    repository = small(tmp_path / "r")
    plain = written(tmp_path, "plain.md", FALSE)
    written(tmp_path, "a=b.md", FALSE)
    written(tmp_path, "with blank.md", FALSE)
    written(tmp_path, "é名.md", FALSE)
    files = (f"Ms X={plain}", "a=b.md", "名=with blank.md", "é名.md", plain, "c=a=b.md")

    done = metareview("check", "--repo", str(repository.path), "--format", "json", *files, cwd=tmp_path)

    reviews = [(review["review"], review["reviewer"]) for review in json.loads(done.out)["reviews"]]
    assert reviews == [
        ("plain.md", "Ms X"), ("a=b.md", "a=b"), ("with blank.md", "名"), ("é名.md", "é名"), ("plain.md-2", "plain"), ("a=b.md-2", "c"),
    ]  # fmt: skip


def test_same_bytes_in_every_locale(tmp_path: Path) -> None:
    """
    Names that a locale can't read give the same answer in each.
    """
    repository = small(tmp_path / "r")
    file = written(tmp_path, "é名.md", FALSE)
    poor = {
        "LC_ALL": "C",
        "PYTHONIOENCODING": "ascii",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "TERM": "dumb",
        "NO_COLOR": "1",
    }

    rich = metareview("check", "--repo", str(repository.path), file)
    other = metareview("check", "--repo", str(repository.path), file, environment=poor)

    assert rich.out == other.out
    assert "é名" in rich.out
    assert "\x1b" not in rich.out


def test_same_file_twice(tmp_path: Path) -> None:
    """
    A review given twice is one voice: it does not agree with itself.
    """
    repository = small(tmp_path / "r")
    file = written(tmp_path, "a.md", "`total` does not check its input, and may raise an exception.\n")

    once, twice = (
        json.loads(metareview("check", "--repo", str(repository.path), "--format", "json", *files).out)["findings"]
        for files in ([file], [file, file])
    )

    assert [one["confidence"] for one in once] == [one["confidence"] for one in twice]
    assert [len(one["sources"]) for one in twice] == [2 * len(one["sources"]) for one in once]


def test_lone_surrogates(tmp_path: Path) -> None:
    """
    Half a character is replaced and harms nothing.
    """
    repository = small(tmp_path / "r")
    text = proposed(body="`json` in `totals.py` is never used \ud800.", reviewer="a\udfff")

    done = metareview("check", "--repo", str(repository.path), "--format", "json", written(tmp_path, "a.json", text))

    assert done.code == 0
    assert json.loads(done.out)["reviews"][0]["reviewer"] == "a\ufffd"


def test_a_line_beyond_the_file(tmp_path: Path) -> None:
    """
    A line number that no file has harms nothing, and does not refute what is true.
    """
    repository = small(tmp_path / "r")
    text = proposed(comments=[comment(line=10**12, body="`total` has no docstring.")])

    done = metareview("check", "--repo", str(repository.path), "--format", "json", written(tmp_path, "a.json", text))

    assert done.code == 0
    assert [one["verdict"] for one in json.loads(done.out)["findings"]] == ["confirmed"]
