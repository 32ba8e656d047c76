"""Reviews of other code than the one at hand: another repository, or another revision of it."""

import json
from pathlib import Path
from typing import Any

from tests.stories.places import CODE, FALSE, TRUE, comment, proposed, small, written
from tests.stories.running import metareview

MORE = '"""Totals."""\n\nimport os\nimport sys\n\nprint(os, sys)\n'


def report(repo: Path, *files: str) -> dict[str, Any]:
    """The report as JSON."""
    done = metareview("check", "--repo", str(repo), "--format", "json", *files)
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_another_repository(tmp_path: Path) -> None:
    """
    Where none of the files that a review names is here, nothing of it is judged, and the report says why.
    """
    said = [
        comment(path="src/app.ts", body="`total` has no docstring."),
        comment(path="src/b.ts", body="`json` is unused."),
    ]
    file = written(tmp_path, "a.json", proposed(comments=said, body="`json` is never used."))

    found = report(small(tmp_path / "r").path, file)

    assert {one["verdict"] for one in found["findings"]} == {"unverifiable"}
    assert found["limits"] == ["a.json: none of the files it names is here (2); it may be about another repository"]


def test_another_repository_in_prose(tmp_path: Path) -> None:
    """
    Prose that names several files of which none is here is not judged by the file that happens to be here.
    """
    file = written(
        tmp_path,
        "a.md",
        "- `total` in `src/app.ts` has no docstring.\n- `json` in `src/b.ts` is never used.\n- `items` is never used.\n",
    )

    found = report(small(tmp_path / "r").path, file)

    assert {one["verdict"] for one in found["findings"]} == {"unverifiable"}
    assert found["limits"] == ["a.md: none of the files it names is here (2); it may be about another repository"]


def test_one_file_named_wrongly(tmp_path: Path) -> None:
    """
    A review that quotes the code at hand under a wrong name is about it all the same.
    """
    said = [comment(path="src/sums.py", body="`print(json.dumps(total(items)))` is wrong: `json` is never imported.")]

    found = report(small(tmp_path / "r").path, written(tmp_path, "a.json", proposed(comments=said)))

    assert found["findings"][0]["location"]["rung"] == "other-file"


def test_a_missing_file_is_no_other_repository(tmp_path: Path) -> None:
    """
    A review that misses a file names one that is not here, and is judged.
    """
    found = report(
        small(tmp_path / "r").path, written(tmp_path, "a.md", "The file `tests/test_totals.py` does not exist.\n")
    )

    assert found["limits"] == []


def test_beside_a_review_of_this_code(tmp_path: Path) -> None:
    """
    A review of other code changes nothing for one of this code.
    """
    other = written(tmp_path, "b.json", proposed(comments=[comment(path="src/b.ts", line=3)]))

    found = report(small(tmp_path / "r").path, written(tmp_path, "a.md", FALSE + "\n" + TRUE), other)

    assert sorted(one["verdict"] for one in found["findings"]) == ["confirmed", "refuted", "unverifiable"]


def test_lines_of_an_earlier_revision(tmp_path: Path) -> None:
    """
    Lines of an earlier revision are carried over to where they stand now, renamed files included.
    """
    repository = small(tmp_path / "r")
    earlier = repository.git("rev-parse", "main")
    repository.commit({"sums.py": MORE.replace("\n\nprint(os, sys)\n", "\nprint(os, sys)\n\n\n") + CODE})
    said = [
        comment(line=6, body="This function has no docstring."),
        comment(line=10, end_line=12, body="`show` has no docstring."),
    ]

    found = report(repository.path, written(tmp_path, "a.json", proposed(comments=said, revision=earlier)))

    places = [(one["location"]["path"], one["location"]["start_line"], one["verdict"]) for one in found["findings"]]
    assert sorted(places) == [("sums.py", 13, "confirmed"), ("sums.py", 17, "refuted")]
    assert found["limits"] == [
        f"a.json: it speaks of revision {earlier[:12]}, not of the one checked; its lines were carried over"
    ]


def test_a_line_that_is_gone(tmp_path: Path) -> None:
    """
    A comment on a line that was replaced since is not judged by what stands there now.
    """
    repository = small(tmp_path / "r")
    earlier = repository.git("rev-parse", "main")
    repository.commit({"totals.py": CODE.replace("    return sum(items)", "    return 0")})
    said = [comment(line=7, body="This line may raise an exception.")]

    found = report(repository.path, written(tmp_path, "a.json", proposed(comments=said, revision=earlier)))

    location = found["findings"][0]["location"]
    assert (location["path"], location["start_line"]) == ("totals.py", None)


def test_a_revision_that_is_not_here(tmp_path: Path) -> None:
    """
    A revision that the repository lacks is named, and the lines are taken as they stand.
    """
    text = proposed(comments=[comment(line=6, body="This function has no docstring.")], revision="ab" * 20)

    found = report(small(tmp_path / "r").path, written(tmp_path, "a.json", text))

    assert [one["verdict"] for one in found["findings"]] == ["confirmed"]
    assert found["limits"] == [
        "a.json: revision abababababab is not in this repository; its lines are taken as they stand"
    ]


def test_this_revision(tmp_path: Path) -> None:
    """
    The revision at hand, written in capitals, is nothing to speak of.
    """
    repository = small(tmp_path / "r")
    text = proposed(comments=[comment(line=6)], revision=repository.git("rev-parse", "main").upper())

    assert report(repository.path, written(tmp_path, "a.json", text))["limits"] == []
