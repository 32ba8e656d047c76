"""A change at Gerrit over time: patch sets, what they mend, and what Gerrit folds away."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.gerrit.shared import newest_only
from tests.stories.gerrit import TAG, Desk, behind, counts, entries, words
from tests.stories.pull_requests import BARE, CODE, FALSE, UNUSED, Meanwhile, mended

pytestmark = pytest.mark.slow

IMPORT, EXCEPT = "`os` is impo", "Bare `except"


def test_fixed_and_open(gerrit_desk: Desk) -> None:
    """
    On the next patch set what it mended is told as fixed and the rest as it was, in a message that folds the last one away.
    """
    change = gerrit_desk.reviewed()
    gerrit_desk.post(change)
    change.amend({"loading.py": mended("import")})

    said = gerrit_desk.post(change)

    first, second = gerrit_desk.ours(change)
    assert (first["_revision_number"], second["_revision_number"]) == (1, 2)
    assert {one["tag"].partition("~")[0] for one in (first, second)} == {TAG.rstrip("~")}
    assert "\n\nSince patch set 1: 1 fixed (" in said
    assert counts(said) == {"CONFIRMED": 1, "FIXED": 1, "REFUTED": 1}
    assert entries(said, "FIXED")[0].endswith("It held at patch set 1.")
    assert gerrit_desk.states(change)[IMPORT][1] == "fixed"
    assert gerrit_desk.states(change)[EXCEPT] == ("confirmed", "open")
    assert "(lines 7-8)" in entries(said, "CONFIRMED")[0]
    assert gerrit_desk.silent(change).startswith("already there: ")


@newest_only
def test_reopened(gerrit_desk: Desk) -> None:
    """
    What was fixed and is there again is reopened.
    """
    change = gerrit_desk.reviewed()
    gerrit_desk.post(change)
    change.amend({"loading.py": mended("import")})
    gerrit_desk.post(change)
    change.amend({"loading.py": CODE})

    said = gerrit_desk.post(change)

    assert "1 reopened" in said
    assert "reopened" in entries(said, "CONFIRMED")[0]
    assert gerrit_desk.states(change)[IMPORT] == ("confirmed", "reopened")


@newest_only
def test_everything_is_fixed(gerrit_desk: Desk) -> None:
    """
    A patch set that mends all leaves nothing to act on, and says so.
    """
    change = gerrit_desk.push()
    gerrit_desk.inline(change, "copilot", (1, UNUSED), (8, BARE))
    gerrit_desk.post(change)
    change.amend({"loading.py": mended("import", "except")})

    said = gerrit_desk.post(change)

    assert "Nothing to act on" in said
    assert counts(said) == {"FIXED": 2}


@newest_only
def test_a_rebase(gerrit_desk: Desk) -> None:
    """
    A rebase alone makes a new patch set whose message has nothing new, though the lines have moved.
    """
    change = gerrit_desk.reviewed()
    gerrit_desk.post(change)
    gerrit_desk.project.commit({"other.py": "x = 5\n", "third.py": "y = 1\n"})
    change.rebase()

    said = gerrit_desk.post(change)

    assert (change.patch_set, counts(said)) == (2, {"CONFIRMED": 2, "REFUTED": 1})
    assert "nothing new" in said
    assert gerrit_desk.report(change)["base"] == gerrit_desk.project.tip()


@newest_only
def test_a_rebase_that_moves_lines(gerrit_desk: Desk) -> None:
    """
    Where a rebase brings lines above those that were spoken of, they are found where they are now.
    """
    body = "".join(f"VALUE_{at} = {at}\n" for at in range(20))
    gerrit_desk.project.commit({"long.py": body})
    change = gerrit_desk.push({"long.py": f"{body}import os\nimport re\n"})
    said = [("long.py", 21, UNUSED), ("long.py", 22, "This import is never used.")]
    change.review(by=gerrit_desk.site.bot("copilot"), comments=said)
    gerrit_desk.post(change)
    gerrit_desk.project.commit({"long.py": f"# one\n# two\n# three\n{body}"})
    change.rebase()

    gerrit_desk.post(change)

    found = gerrit_desk.report(change)["findings"]
    assert sorted(one["location"]["start_line"] for one in found) == [24, 25]
    assert {one["state"] for one in found} == {"open"}


@newest_only
def test_only_the_message_is_new(gerrit_desk: Desk) -> None:
    """
    A patch set with another commit message and the same code has nothing new.
    """
    change = gerrit_desk.reviewed()
    gerrit_desk.post(change)
    change.amend({}, subject="Another subject")
    info = change.info()
    assert info["revisions"][info["current_revision"]]["kind"] == "NO_CODE_CHANGE"

    assert "nothing new" in gerrit_desk.post(change)


@newest_only
def test_earlier_patch_sets(gerrit_desk: Desk) -> None:
    """
    Comments on an earlier patch set are judged where the diff takes their lines; what that patch set alone had is fixed.
    """
    change = gerrit_desk.push()
    first = change.head
    change.amend({"loading.py": "# One more line\n# and another\n" + mended("except")})
    gerrit_desk.inline(change, "copilot", (1, UNUSED), (8, BARE), revision=first)

    said, report = gerrit_desk.post(change), gerrit_desk.report(change)

    (unused,) = [one for one in report["findings"] if one["kind"] == "unused-import"]
    assert (unused["verdict"], unused["location"]["start_line"]) == ("confirmed", 3)
    assert counts(said) == {"CONFIRMED": 1, "FIXED": 1}
    assert [one["_revision_number"] for one in gerrit_desk.ours(change)] == [2]


@newest_only
def test_deleted_by_a_person(gerrit_desk: Desk) -> None:
    """
    A message that a person deletes stays deleted over patch sets, until somebody asks; then answers go on.
    """
    change = gerrit_desk.reviewed()
    gerrit_desk.post(change)
    change.delete_message(gerrit_desk.ours(change)[-1]["id"])

    first = gerrit_desk.silent(change)
    change.amend({"loading.py": mended("import")})
    second = gerrit_desk.silent(change)
    asked = gerrit_desk.post(change, "--again")
    change.amend({"loading.py": CODE})

    deleted = "Our message was deleted, and is not written again until somebody asks for it.\n"
    assert (first, second) == (deleted, deleted)
    assert counts(asked)["CONFIRMED"] == 1
    assert counts(gerrit_desk.post(change))["CONFIRMED"] == 2


@newest_only
def test_a_patch_set_while_we_judge(gerrit_desk: Desk) -> None:
    """
    A patch set that is pushed while we judge the last one is judged instead; nothing is said on the old one.
    """
    change = gerrit_desk.reviewed()
    proxy = Meanwhile(gerrit_desk.site.url)
    proxy.before("GET", "/detail", lambda: None)
    proxy.before("GET", "/detail", lambda: change.amend({"loading.py": mended("import")}))
    with behind(gerrit_desk, proxy):
        said = gerrit_desk.post(change)

    assert [one["_revision_number"] for one in gerrit_desk.ours(change)] == [2]
    assert counts(said) == {"CONFIRMED": 1, "FIXED": 1, "REFUTED": 1}


@newest_only
def test_runs_at_once(gerrit_desk: Desk) -> None:
    """
    Runs for two changes share one cache; of two for one change each ends well, and the next one finds its answer there.
    """
    one, other = gerrit_desk.reviewed(), gerrit_desk.reviewed()
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda change: gerrit_desk.process(change, "--post"), (one, other, other)))

    assert [(each.code, each.err) for each in done] == [(0, "")] * 3
    assert len(gerrit_desk.ours(one)) == 1
    assert len({words(each) for each in gerrit_desk.ours(other)}) == 1
    assert gerrit_desk.silent(other).startswith("already there: ")


@newest_only
def test_a_reviewer_that_repeats_itself(gerrit_desk: Desk) -> None:
    """
    A reviewer that says the same again on the next patch set makes no second finding.
    """
    change = gerrit_desk.push()
    gerrit_desk.inline(change, "copilot", (1, UNUSED), message="Found one thing.")
    gerrit_desk.post(change)
    change.amend({"other.py": "x = 3\n"})
    gerrit_desk.inline(change, "copilot", (1, UNUSED), message="Found one thing.")

    said = gerrit_desk.post(change)

    assert "2 reviews by 1 reviewer" in said
    assert counts(said) == {"CONFIRMED": 1}
    assert "nothing new" in said


@newest_only
def test_a_deleted_file(gerrit_desk: Desk) -> None:
    """
    What held in a file that the next patch set deletes is fixed, and one that it renames is judged under its new name.
    """
    gone, moved = gerrit_desk.push(), gerrit_desk.push()
    for change, files in ((gone, {"loading.py": None}), (moved, {"loading.py": None, "sub/reading.py": CODE})):
        gerrit_desk.inline(change, "copilot", (1, UNUSED), (8, BARE))
        gerrit_desk.post(change)
        change.amend(files)

    assert counts(gerrit_desk.post(gone)) == {"FIXED": 2}
    assert counts(gerrit_desk.post(moved)) == {"CONFIRMED": 2}
    assert {one["location"]["path"] for one in gerrit_desk.report(moved)["findings"]} == {"sub/reading.py"}


@newest_only
def test_a_hidden_review(gerrit_desk: Desk) -> None:
    """
    A review whose message and comments an administrator deleted counts no longer, and is told as no longer proposed.
    """
    change = gerrit_desk.push()
    gone = change.review(by=gerrit_desk.site.bot("claude"), message=FALSE)
    gerrit_desk.inline(change, "copilot", (1, UNUSED))
    gerrit_desk.post(change)
    change.delete_message(gone)

    said = gerrit_desk.post(change)

    assert "1 no longer proposed" in said
    assert counts(said) == {"CONFIRMED": 1}
