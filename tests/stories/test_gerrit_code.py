"""Commits of every kind on a real Gerrit, files with odd names and contents, and comments at odd places."""

import secrets
from pathlib import Path

import pytest

from tests.gerrit.shared import newest_only
from tests.gerrit.world import PATCHSET, Change, Project, Site
from tests.stories.gerrit import Desk, counts, entries
from tests.stories.pull_requests import BARE, BASE, CODE, FALSE, UNUSED

pytestmark = pytest.mark.slow

NAMES = (
    "a b.py", "a+b.py", "100%.py", "%41.py", "a#1.py", "a?b=c.py", "-rf.py", "größe.py", "日本/値段.py", "deep/er/-x y.py", "a&b;c.py",
    "q'uote\".py", "@octo.py", "~tilde.py", "[x](y).py", "back`tick.py",
)  # fmt: skip
"""Names of files that git and Gerrit allow."""

BEYOND = 'WORDS = "\U0001f600\U0001f680\U0001d54f"; import os\n'
"""A line with characters that count as two for Gerrit, before what is spoken of."""


def verdicts(desk: Desk, change: Change) -> dict[str, str]:
    """The verdict of each finding, by its place."""
    found = desk.report(change)["findings"]
    return {one["location"]["path"]: one["verdict"] for one in found}


@newest_only
def test_a_merge(gerrit_desk: Desk) -> None:
    """
    A merge commit is judged against its first parent, and gets its message.
    """
    project = gerrit_desk.project
    project.branch("side")
    side = project.commit({"loading.py": CODE}, branch="side", message="Aside")
    project.commit({"other.py": "x = 2\n"})
    change = project.push({}, merge=side, subject="Merge side")
    words = f"In `loading.py`, line 1: {UNUSED}\n\n{FALSE}"
    merged = [("/MERGE_LIST", 1, "This commit should not be merged.")]
    change.review(by=gerrit_desk.site.bot("claude"), message=words, comments=merged)

    said = gerrit_desk.post(change)

    assert counts(said) == {"CONFIRMED": 1, "REFUTED": 1, "CAN'T BE CHECKED": 1}
    assert (
        gerrit_desk.report(change)["base"] == change.info()["revisions"][change.head]["commit"]["parents"][0]["commit"]
    )


@newest_only
def test_a_root(gerrit: Site, tmp_path: Path) -> None:
    """
    The first commit of all is judged against nothing.
    """
    desk = Desk(gerrit, tmp_path, gerrit.project(empty=True))
    change = desk.push(onto="")
    desk.inline(change, "copilot", (1, UNUSED))

    assert counts(desk.post(change)) == {"CONFIRMED": 1}


@newest_only
def test_a_chain(gerrit_desk: Desk) -> None:
    """
    A change on top of another that isn't merged is judged for itself.
    """
    below = gerrit_desk.push()
    above = gerrit_desk.push({"third.py": "import re\n"}, onto=below.head)
    above.review(by=gerrit_desk.site.bot("copilot"), comments=[("third.py", 1, "`re` is imported but never used.")])

    assert counts(gerrit_desk.post(above)) == {"CONFIRMED": 1}
    assert gerrit_desk.report(above)["base"] == below.head


def test_every_sort_of_file(gerrit_desk: Desk) -> None:
    """
    Renamed, copied, deleted, binary and executable files, a symbolic link and a submodule stand in one change; all is judged.
    """
    project = gerrit_desk.project
    body = "".join(f"VALUE_{at} = {at}\n" for at in range(30))
    project.commit(
        {"old.py": f"import os\n{body}", "gone.py": "import re\n", "blob.bin": b"\0\1\2" * 50, "kept.py": body}
    )
    files = {
        "old.py": None, "new.py": f"import os\n{body}# one more\n", "gone.py": None, "blob.bin": b"\0\3\4" * 60, "copy.py": f"import sys\n{body}",
        "link.py": ("120000", "new.py"), "sub": ("160000", project.tip()), "run.sh": ("100755", "#!/bin/sh\n"), "loading.py": CODE,
    }  # fmt: skip
    change = gerrit_desk.push(files)
    said = [
        ("new.py", 1, UNUSED), ("old.py", {"line": 1, "side": "PARENT"}, UNUSED), ("copy.py", 1, "`sys` is imported but never used."),
        ("gone.py", {"line": 1, "side": "PARENT"}, "`re` is imported but never used."), ("blob.bin", None, "This binary file is too large."),
        ("link.py", 1, "This link leads nowhere."), ("sub", None, "This submodule is outdated."), ("run.sh", 1, "`set -e` is missing."),
        ("loading.py", 8, BARE),
    ]  # fmt: skip
    change.review(by=gerrit_desk.site.bot("copilot"), comments=said)

    report, answer = gerrit_desk.report(change), gerrit_desk.post(change)

    found = {(one["location"]["path"], one["kind"]): one["verdict"] for one in report["findings"]}
    assert found["new.py", "unused-import"] == "confirmed"
    assert found["copy.py", "unused-import"] == "confirmed"
    assert found["loading.py", "bare-except"] == "confirmed"
    rest = {
        one["verdict"]
        for one in report["findings"]
        if one["location"]["path"] in ("blob.bin", "link.py", "sub", "run.sh")
    }
    assert rest <= {"unverifiable", "plausible"}
    told = "\n".join(entries(answer, "CONFIRMED"))
    assert all(f"; {path};" in told for path in ("new.py", "copy.py", "loading.py"))


def test_odd_names(gerrit_desk: Desk) -> None:
    """
    Comments on files with odd names are read, judged and told of.
    """
    change = gerrit_desk.push(dict.fromkeys(NAMES, CODE))
    change.review(by=gerrit_desk.site.bot("copilot"), comments=[(name, 1, UNUSED) for name in NAMES])

    said = gerrit_desk.post(change)

    assert sorted(verdicts(gerrit_desk, change)) == sorted(NAMES)
    assert set(verdicts(gerrit_desk, change).values()) <= {"confirmed", "plausible"}
    assert sum(counts(said).values()) == len(NAMES)
    assert all(name in said for name in ("a b.py", "a+b.py", "-rf.py", "größe.py", "値段.py", "%41.py"))


@newest_only
def test_odd_contents(gerrit_desk: Desk) -> None:
    """
    Files in another encoding, with Windows line ends, without a last line end, empty, or with very long lines are judged.
    """
    files = {
        "latin.py": b"# -*- coding: latin-1 -*-\n# caf\xe9\nimport os\n", "utf.py": b"# caf\xe9 \xff\nimport os\n", "crlf.py": b"import os\r\n\r\nx = 1\r\n",
        "end.py": b"x = 1\nimport os", "bom.py": b"\xef\xbb\xbfimport os\n", "empty.py": b"", "long.py": b"import os\nX = '" + b"x" * 90_000 + b"'\n",
        "utf16.py": "import os\n".encode("utf-16"), "cr.py": b"x = 1\rimport os\r",
    }  # fmt: skip
    lines = {"latin.py": 3, "utf.py": 2, "end.py": 2}
    change = gerrit_desk.push(files)
    change.review(by=gerrit_desk.site.bot("copilot"), comments=[(path, lines.get(path, 1), UNUSED) for path in files])

    found = verdicts(gerrit_desk, change)

    assert {path for path in ("latin.py", "crlf.py", "end.py", "bom.py") if found[path] != "confirmed"} == set()
    assert "refuted" not in {found[path] for path in ("utf.py", "utf16.py", "long.py")}
    gerrit_desk.post(change)


@pytest.mark.parametrize("name", ["app", "a/b-c/d.e", "größe", "plus+and=;&"])
@newest_only
def test_names_of_projects(gerrit: Site, tmp_path: Path, name: str) -> None:
    """
    A project may have slashes and odd characters in its name.
    """
    desk = Desk(gerrit, tmp_path, gerrit.project({"loading.py": BASE}, name=name))
    change = desk.push()
    desk.inline(change, "copilot", (1, UNUSED))

    assert counts(desk.post(change)) == {"CONFIRMED": 1}
    assert desk.report(change)["change"] == f"gerrit:{desk.project.name}~{change.number}"


@newest_only
def test_a_project_with_a_space(gerrit: Site, tmp_path: Path) -> None:
    """
    A project with a space in its name is refused in one sentence, as no reference can hold it.
    """
    desk = Desk(gerrit, tmp_path, gerrit.project(name="with space"))

    told = desk.run(f"gerrit:{desk.project.name}~1", "--post")

    assert (told.code, told.out) == (2, "")
    assert "is not the name of a project" in told.sentence


@newest_only
def test_a_project_without_a_slash(gerrit: Site, tmp_path: Path) -> None:
    """
    A project's name needs no slash.
    """
    name = f"flat-{secrets.token_hex(4)}"
    gerrit.call("PUT", f"/projects/{name}", {"create_empty_commit": True, "branches": ["main"]})
    desk = Desk(gerrit, tmp_path, Project(gerrit, name))
    change = desk.push()
    desk.inline(change, "copilot", (1, UNUSED))

    assert counts(desk.post(change)) == {"CONFIRMED": 1}


@newest_only
def test_magic_files(gerrit_desk: Desk) -> None:
    """
    Comments on the commit message and on the patch set are read, and point to no line of a file.
    """
    change = gerrit_desk.push(subject="Add a thing")
    said = [("/COMMIT_MSG", 7, "The subject is not imperative."), (PATCHSET, None, f"{UNUSED} (`loading.py` line 1)")]
    change.review(by=gerrit_desk.site.bot("copilot"), comments=said)

    report, answer = gerrit_desk.report(change), gerrit_desk.post(change)

    found = {one["title"][:11]: (one["verdict"], one["location"]["start_line"]) for one in report["findings"]}
    assert found["`os` is imp"] == ("confirmed", 1)
    assert found["The subject"] == ("unverifiable", None)
    assert counts(answer) == {"CONFIRMED": 1, "CAN'T BE CHECKED": 1}


@newest_only
def test_ranges(gerrit_desk: Desk) -> None:
    """
    Ranges of characters, also beyond the first 65,536, of one line or several, give the lines that they cover.
    """
    change = gerrit_desk.push({"loading.py": BEYOND + CODE})
    first = {"start_line": 1, "start_character": 17, "end_line": 1, "end_character": 26}
    clause = {"start_line": 9, "start_character": 4, "end_line": 11, "end_character": 0}
    said = [("loading.py", {"range": first}, "This import is unused."), ("loading.py", {"range": clause}, BARE)]
    change.review(by=gerrit_desk.site.bot("copilot"), comments=said)

    claimed = [one["sources"][0]["claimed"] for one in gerrit_desk.report(change)["findings"]]
    answer = gerrit_desk.post(change)

    assert sorted((one["start_line"], one["end_line"]) for one in claimed) == [(1, 1), (9, 10)]
    assert entries(answer, "CONFIRMED")


@newest_only
def test_a_line_beyond_the_end(gerrit_desk: Desk) -> None:
    """
    A comment past the end of a file, which Gerrit takes, is judged by its words; a wrong line refutes nothing.
    """
    change = gerrit_desk.push()
    change.review(by=gerrit_desk.site.bot("copilot"), comments=[("loading.py", 4_000, UNUSED)])

    assert counts(gerrit_desk.post(change)) == {"CONFIRMED": 1}


@newest_only
def test_the_parents_side(gerrit_desk: Desk) -> None:
    """
    What a reviewer says of the old side is judged there, and told to be about that side.
    """
    gerrit_desk.project.commit({"loading.py": CODE})
    change = gerrit_desk.push("x = 1\n")
    spot = {"line": 1, "side": "PARENT"}
    change.review(by=gerrit_desk.site.bot("copilot"), comments=[("loading.py", spot, UNUSED)])

    said = gerrit_desk.post(change)

    (finding,) = gerrit_desk.report(change)["findings"]
    assert "; before this change;" in entries(said, "CONFIRMED")[0]
    assert (finding["location"]["side"], finding["location"]["start_line"]) == ("old", 1)
