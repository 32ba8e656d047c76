"""A pull request over time: pushes, comments that change, and what happens while we work."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from tests.github.builders import PullRequest
from tests.stories.pull_requests import (
    BARE,
    CODE,
    FALSE,
    UNUSED,
    VAGUE,
    Desk,
    fold,
    inline,
    meanwhile,
    mended,
    shown,
    table,
)
from tests.stories.running import ROOT

SUGGESTION = """Use a context manager so that the file is closed.

```suggestion
        with open(path) as file:
            return file.read()
```
"""
ACCEPTED = "        with open(path) as file:\n            return file.read()\n"
TWICE = """def one(path):
    handle = open(path)
    return handle.read()


def two(path):
    stream = open(path)
    return stream.read()
"""
IMPORT, EXCEPT = "`os` is impo", "Bare `except"


def reviewed(desk: Desk) -> PullRequest:
    """A pull request with two findings that hold, one that does not and one that nobody can check."""
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED), (8, BARE))
    pr.comment(by="claude[bot]", body=f"1. {FALSE}\n2. {VAGUE}\n")
    return pr


def test_fixed_and_open(desk: Desk) -> None:
    """
    After a push what it mended is fixed, and the rest is as it was; the answer says since when.
    """
    pr = reviewed(desk)
    desk.post(pr)
    before = pr.head
    pr.push({"loading.py": mended("import")})

    said = desk.post(pr)

    assert re.search(rf"^Since `{before[:7]}`: 1 fixed \(`[0-9a-f]{{6}}`\)\.$", said, re.MULTILINE)
    assert f"It held at `{before[:7]}`." in fold(said, "1 fixed")
    assert desk.states(pr)[IMPORT][1] == "fixed"
    assert desk.states(pr)[EXCEPT] == ("confirmed", "open")
    assert len(table(said)) == 1
    assert f"blob/{pr.head}/loading.py#L7)" in table(said)[0]


def test_reopened(desk: Desk) -> None:
    """
    What was fixed and is there again is reopened, and marked in its row.
    """
    pr = reviewed(desk)
    desk.post(pr)
    pr.push({"loading.py": mended("import")})
    desk.post(pr)
    between = pr.head
    pr.push({"loading.py": CODE})

    said = desk.post(pr)

    assert f"Since `{between[:7]}`: 1 reopened (`" in said
    assert [row.startswith("| **reopened** confirmed `") for row in table(said)] == [True, False]
    assert desk.states(pr)[IMPORT] == ("confirmed", "reopened")


def test_fixed_stays_fixed(desk: Desk) -> None:
    """
    A push about something else repeats what was fixed before, but tells nothing new.
    """
    pr = reviewed(desk)
    desk.post(pr)
    pr.push({"loading.py": mended("import")})
    desk.post(pr)
    between = pr.head
    pr.push({"other.py": "x = 3\n"})

    said = desk.post(pr)

    assert f"\nSince `{between[:7]}`: nothing new.\n" in said
    assert "It held at `" in fold(said, "1 fixed")


def test_fixed_after_it_was_never_told(desk: Desk) -> None:
    """
    What held at the head that a reviewer saw and not at the first head that we see is fixed from the beginning.
    """
    pr = reviewed(desk)
    seen = pr.head
    pr.push({"loading.py": mended("import", "except")})

    said = desk.post(pr)

    assert said.splitlines()[0].endswith(" · 1 refuted · 2 fixed")
    assert f"It held at `{seen[:7]}`." in fold(said, "2 fixed")
    assert "**Nothing to act on: " in said
    assert "Since" not in said


def test_an_accepted_suggestion(desk: Desk) -> None:
    """
    A suggestion that the author takes over is fixed, not refuted, also where nothing proved the defect before.
    """
    pr = desk.pull()
    inline(pr, "Copilot", (7, SUGGESTION))
    desk.post(pr)
    pr.push({"loading.py": CODE.replace("        return open(path).read()\n", ACCEPTED)})

    said = desk.post(pr)

    assert said.splitlines()[0].endswith("1 finding · 1 fixed")
    assert "`with` closes it" in fold(said, "1 fixed")
    assert "refute" not in said


def test_the_same_kind_later(desk: Desk) -> None:
    """
    What is said later about another line takes neither the id nor the state of what was said before.
    """
    pr = desk.pull(TWICE)
    inline(pr, "Copilot", (7, "The stream is never closed."))
    desk.post(pr)
    pr.push({"other.py": "x = 3\n"})
    inline(pr, "coderabbitai[bot]", (2, "A handle is never closed."))

    said = desk.post(pr)

    assert [row.startswith("| **new** confirmed") for row in table(said)] == [True, False]
    assert ["A handle" in row for row in table(said)] == [True, False]
    assert desk.states(pr) == {"A handle is ": ("confirmed", "new"), "The stream i": ("confirmed", "open")}


def test_a_commit_that_is_gone(desk: Desk) -> None:
    """
    Where the commit that a reviewer saw is gone from the host for good, its words are judged at head.
    """
    pr = desk.pull()
    inline(pr, "Copilot", (8, BARE))
    pr.force_push({"loading.py": mended("import") + "\n# replaced\n"})
    desk.repo.model.store.git("reflog", "expire", "--expire=now", "--all")
    desk.repo.model.store.git("gc", "-q", "--prune=now")

    said = desk.post(pr)

    assert "The clause names no exception" in table(said)[0]


def test_a_file_that_is_deleted(desk: Desk) -> None:
    """
    What held in a file that a push deletes is fixed.
    """
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED), (8, BARE))
    desk.post(pr)
    pr.push({"loading.py": None})

    assert desk.post(pr).splitlines()[0].endswith("2 findings · 2 fixed")


def test_a_reviewer_that_repeats_itself(desk: Desk) -> None:
    """
    A reviewer that says the same again after a push makes no second finding and nothing new.
    """
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED))
    desk.post(pr)
    pr.push({"other.py": "x = 3\n"})
    inline(pr, "Copilot", (1, UNUSED))

    said = desk.post(pr)

    assert "2 reviews by 1 reviewer" in said
    assert "1 finding · 1 confirmed" in said
    assert ": nothing new." in said


@pytest.mark.parametrize("heads", [1, 2, 3])
def test_the_same_head_again(desk: Desk, heads: int) -> None:
    """
    A second run at the same head writes nothing at all.
    """
    pr = reviewed(desk)
    desk.as_app()
    for code in (None, mended("import"), CODE)[:heads]:
        _ = code is None or pr.push({"loading.py": code})
        desk.post(pr)
    before = desk.ours(pr)[0].body

    told = desk.run(pr, "--post")

    assert told.out.startswith(f"already there: {desk.url}/acme/widgets/pull/1#issuecomment-")
    assert told.writes == []
    assert (desk.ours(pr)[0].body, len(desk.checks(pr))) == (before, heads)


def test_one_comment_for_ever(desk: Desk) -> None:
    """
    However often it is pushed and run, there is one comment of ours, the one that was first written.
    """
    pr = reviewed(desk)
    desk.post(pr)
    first = desk.ours(pr)[0].id
    for number in range(4):
        pr.push({"loading.py": mended(*(("import",), (), ("except",), ("import", "except"))[number])})
        desk.post(pr)

    assert [one.id for one in desk.ours(pr)] == [first]
    assert desk.states(pr)[EXCEPT][1] == desk.states(pr)[IMPORT][1] == "fixed"


def test_a_base_that_moves(desk: Desk) -> None:
    """
    A push to the target branch changes nothing that was said.
    """
    pr = reviewed(desk)
    before = desk.post(pr)

    desk.repo.commit({"unrelated.py": "y = 1\n"})

    assert (desk.run(pr, "--post").writes, desk.comment(pr)) == ([], before)


def test_an_edited_comment(desk: Desk) -> None:
    """
    Where a reviewer takes a finding out of its comment, the answer at the same head says so once, with its words.
    """
    pr = desk.pull()
    comment = pr.comment(by="claude[bot]", body=f"1. {UNUSED} (line 1)\n2. {BARE} (line 8)\n")
    desk.post(pr)
    pr.edit(comment, f"1. {UNUSED} (line 1)\n")

    said = desk.post(pr)

    assert "Since the first answer: 1 no longer proposed (`" in said
    assert "` Bare `except:` catches everything, including KeyboardInterrupt)." in said
    assert len(table(said)) == 1
    assert desk.run(pr, "--post").writes == []


def test_an_edited_comment_after_a_push(desk: Desk) -> None:
    """
    Where a reviewer says something else at a later head, the one is new and the other no longer proposed.
    """
    pr = desk.pull()
    comment = pr.comment(by="claude[bot]", body=f"1. {UNUSED} (line 1)\n")
    desk.post(pr)
    before = pr.head
    pr.push({"other.py": "x = 3\n"})
    desk.post(pr)
    pr.edit(comment, f"1. {BARE} (line 8)\n")

    said = desk.post(pr)

    assert re.search(rf"^Since `{before[:7]}`: 1 new \(`.{{6}}`\) · 1 no longer proposed \(`.{{6}}` `os` ", said, re.M)
    assert table(said)[0].startswith("| **new** confirmed `")
    assert desk.run(pr, "--post").writes == []


def test_everything_is_withdrawn(desk: Desk) -> None:
    """
    Where every review is deleted, our comment stays and says that nothing is proposed any longer.
    """
    pr = desk.pull()
    comment = pr.comment(by="claude[bot]", body=UNUSED)
    desk.post(pr)
    pr.delete(comment)

    said = desk.post(pr)

    assert said.startswith(f"**Meta-review at `{pr.head[:7]}`**: nothing is proposed any longer.\n")
    assert desk.run(pr, "--post").writes == []


@pytest.mark.parametrize("call", ["second look at the head", "first look", "git"])
def test_a_force_push_meanwhile(desk: Desk, call: str) -> None:
    """
    A force-push while we read or before we write leaves one comment, which is about the new head.
    """
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED), (8, BARE))
    with meanwhile(desk) as moment:
        if call.startswith("second"):
            moment.before("GET", r"/pulls/1$", lambda: None)
        where = ("GET", r"/info/refs") if call == "git" else ("GET", r"/pulls/1$")
        moment.before(*where, lambda: pr.force_push({"loading.py": mended("import")}))

        said = desk.post(pr)

        assert f"at `{pr.head[:7]}`" in said.splitlines()[0]
        assert len(table(said)) == 1
        assert desk.run(pr, "--post").writes == []


def test_a_push_after_the_head_was_looked_up(desk: Desk) -> None:
    """
    A push in the last moment may be too late for this answer; the next one is about it.
    """
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED), (8, BARE))
    with meanwhile(desk) as moment:
        moment.before("POST", "/issues/1/comments", lambda: pr.push({"loading.py": mended("import")}))
        first, head = desk.post(pr), pr.head

        second = desk.post(pr)

    assert f"at `{head[:7]}`" not in first
    assert f"at `{head[:7]}`" in second.splitlines()[0]
    assert ": 1 fixed (`" in second


def test_a_change_that_does_not_rest(desk: Desk) -> None:
    """
    Where every attempt is overtaken by a push, nothing is posted, and it is said that a later run may do better.
    """
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED))
    with meanwhile(desk) as moment:
        for number in range(3):
            moment.before("GET", r"/pulls/1$", lambda: None)
            moment.before("GET", r"/pulls/1$", partial(pr.push, {"other.py": f"x = {number + 2}\n"}))

        told = desk.run(pr, "--post")

    assert (told.code, told.writes) == (3, [])
    assert re.fullmatch(r"acme/widgets#1 moved on to \w{12}; .*it moved 3 times.*", told.sentence)
    assert told.sentence.count("nothing was posted") == 1


def test_two_runs_at_once(desk: Desk) -> None:
    """
    Two runs at the same time leave one comment, at the latest after the next run.
    """
    pr = reviewed(desk)
    arguments = ["run", "--config", str(desk.folder / "config.yaml"), "--change", "github:acme/widgets#1", "--post"]
    command = [sys.executable, "-m", "bot", *arguments]
    desk.world.hub.latency = 0.02
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda _: subprocess.run(command, cwd=ROOT, capture_output=True, check=False), range(3)))
    desk.world.hub.latency = 0.0

    assert [(one.returncode, one.stderr) for one in done] == [(0, b"")] * 3
    said = desk.post(pr)
    assert desk.run(pr, "--post").writes == []
    assert len(desk.ours(pr)) == 1
    assert said == shown(desk.ours(pr)[0].body)


def test_two_runs_with_one_cache(desk: Desk) -> None:
    """
    Two runs for two pull requests share the cache of one repository.
    """
    pulls = [reviewed(desk), desk.pull(CODE + "\n# another\n")]
    inline(pulls[1], "Copilot", (1, UNUSED))
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda pr: desk.process(pr, "--post"), pulls))

    assert [(one.code, one.err) for one in done] == [(0, "")] * 2
    assert [len(desk.ours(pr)) for pr in pulls] == [1, 1]
