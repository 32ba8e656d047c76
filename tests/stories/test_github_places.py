"""Pull requests from forks, in renamed repositories, with very much on them, and in every state."""

import pytest

from tests.github.builders import Repo
from tests.stories.pull_requests import BARE, CODE, UNUSED, Desk, fold, inline, table


@pytest.mark.parametrize("private", [True, False])
def test_a_fork(desk: Desk, private: bool) -> None:
    """
    A pull request from a fork is judged from the base repository; the fork is never asked.
    """
    desk.repo.model.private = private
    pr = desk.pull(fork=desk.repo.fork("erin"), by="erin")
    inline(pr, "Copilot", (1, UNUSED))

    said = desk.post(pr)

    assert f"/acme/widgets/blob/{pr.head}/loading.py#L1)" in table(said)[0]
    assert not [one for one in desk.world.exchanges if "/erin/" in one.path]


def test_a_fork_that_is_deleted(desk: Desk) -> None:
    """
    A pull request whose fork is gone is judged as before.
    """
    pr = desk.pull(fork=desk.repo.fork("erin"), by="erin")
    inline(pr, "Copilot", (1, UNUSED))
    first = desk.post(pr)
    pr.lose_fork()
    inline(pr, "Copilot", (8, BARE))

    second = desk.post(pr)

    assert [len(table(said)) for said in (first, second)] == [1, 2]


def test_somebody_elses_repository(desk: Desk) -> None:
    """
    A token that only reads a public repository can judge there, and may comment as any account may.
    """
    other = desk.world.repository("other/place", private=False)
    pr = other.pull({"loading.py": "x = 1\n"}, {"loading.py": CODE})
    inline(pr, "Copilot", (1, UNUSED))

    told = desk.run("github:other/place#1", "--post")

    assert (told.code, told.err, told.out.startswith("posted: ")) == (0, "", True)


@pytest.mark.parametrize("name", ["acme/gadgets", "emca/gadgets"])
@pytest.mark.parametrize("is_app", [True, False])
def test_renamed(desk: Desk, name: str, is_app: bool) -> None:
    """
    A repository that was renamed or moved is found under its old name, and its comment is edited, not doubled.
    """
    if is_app:
        desk.as_app()
        desk.world.app(on="emca")
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED))
    desk.post(pr)
    desk.repo.rename(name)

    told = desk.run("github:acme/widgets#1", "--post")

    assert (told.code, told.err) == (0, "")
    assert told.out == f"posted: {desk.url}/{name}/pull/1#issuecomment-{desk.ours(pr)[0].id}\n"
    assert f"{desk.url}/{name}/blob/{pr.head}/loading.py#L1)" in desk.comment(pr)
    assert desk.run(f"github:{name}#1", "--post").writes == []


def test_a_host_of_small_pages(desk: Desk) -> None:
    """
    Three hundred comments on sixty pages are all read, with few looks at each page and one write.
    """
    desk.world.state.largest_page = 5
    pr = desk.pull(CODE + "".join(f"VALUE_{at} = {at}\n" for at in range(150)))
    inline(pr, "coderabbitai[bot]", *((at + 10, f"`VALUE_{at}` needs a comment.") for at in range(150)))
    for at in range(150):
        pr.comment(by="claude[bot]", body=f"`VALUE_{at}` is never used (line {at + 10}).")

    told = desk.run(pr, "--post")

    assert (told.code, told.err) == (0, "")
    assert len(told.calls) <= 30 + 4 * 31 + 12
    assert " of 151 reviews by 2 reviewers at " in desk.comment(pr)
    assert len([one for one in told.writes if one.startswith("POST")]) == 1
    assert desk.run(pr, "--post").writes == []


def test_very_much(desk: Desk) -> None:
    """
    Of hundreds of findings the table shows ten and each fold as many as configured; the rest is counted.
    """
    pr = desk.pull(CODE + "".join(f"import m{at}\n" for at in range(150)))
    inline(pr, "coderabbitai[bot]", *((at + 10, f"`m{at}` is imported but never used.") for at in range(150)))
    desk.configure("posting: {max_findings: 20}")

    said = desk.post(pr)

    assert said.splitlines()[0].endswith(": 150 findings · 150 confirmed")
    assert "**Left to look at: 150, confirmed by the code.**" in said
    assert len(table(said)) == 10
    assert fold(said, "140 more to look at").endswith("\n- and 120 more")
    assert len(desk.ours(pr)[0].body) < 65_536
    assert desk.run(pr, "--post").writes == []


@pytest.mark.parametrize("what", ["close", "merge", "lock"])
def test_what_is_over(desk: Desk, what: str) -> None:
    """
    A pull request that is closed, merged or locked is judged where somebody asks by the command.
    """
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED))
    getattr(pr, what)()

    assert len(table(desk.post(pr))) == 1


def test_a_draft(desk: Desk) -> None:
    """
    A draft is judged like every other pull request.
    """
    pr = desk.pull(draft=True)
    inline(pr, "Copilot", (1, UNUSED))

    assert len(table(desk.post(pr))) == 1


def test_locked_for_us(desk: Desk) -> None:
    """
    Where a conversation is locked for us, one sentence says so, and that unlocking it helps.
    """
    desk.as_person("visitor", "read")
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED))
    pr.lock()

    told = desk.run(pr, "--post")

    assert told.code == 2
    assert (
        told.sentence == "nothing can be posted on acme/widgets#1, because its conversation is locked; unlock it first"
    )


def test_archived(desk: Desk) -> None:
    """
    In an archived repository a pull request can be judged, but nothing be posted, and one sentence says so.
    """
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED))
    desk.repo.archive()

    told = desk.run(pr, "--post")

    assert (
        told.sentence
        == "nothing can be posted on acme/widgets#1, because the repository is archived; unarchive it first"
    )
    assert (told.code, desk.run(pr).code, desk.ours(pr)) == (2, 0, [])


def test_nothing_is_proposed(desk: Desk) -> None:
    """
    Where no reviewer has said anything nothing is posted, and no code is fetched.
    """
    pr = desk.pull()

    told = desk.run(pr, "--post")

    assert told.out == "nothing to post on github:acme/widgets#1: no reviewer has proposed anything\n"
    assert (told.code, told.writes, desk.ours(pr)) == (0, [], [])
    assert not [one for one in told.exchanges if one.kind == "git"]
    assert desk.run(pr).out == "no reviewer has proposed anything on github:acme/widgets#1\n"
    assert desk.run(pr, "--format", "markdown").out == ""


def test_nothing_is_read(desk: Desk) -> None:
    """
    A review in which nothing can be read is answered with two lines.
    """
    pr = desk.pull()
    pr.comment(by="claude[bot]", body="I'll look at this pull request now.")

    said = desk.post(pr)

    assert said.splitlines()[0] == f"**Meta-review of 1 notice at `{pr.head[:7]}`**: 0 findings"
    assert "**Nothing to act on" in said


def test_deleted_and_moved_files(desk: Desk) -> None:
    """
    A comment on a file that a later push renames is judged where the file is now.
    """
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED))
    pr.push({"loading.py": None, "sub/reading.py": CODE})

    said = desk.post(pr)

    assert f"/blob/{pr.head}/sub/reading.py#L1)" in table(said)[0]


def test_odd_names(desk: Desk) -> None:
    """
    Links lead to files with odd names, and their names break no Markdown.
    """
    name = "a b/[x](y) `z` #1.py"
    repo: Repo = desk.repo
    pr = repo.pull({"other.py": "x = 1\n"}, {name: CODE, "other.py": "x = 2\n"})
    pr.review(by="Copilot", comments=[(name, 1, UNUSED)])

    said = desk.post(pr)

    assert f"/blob/{pr.head}/a%20b/%5Bx%5D%28y%29%20%60z%60%20%231.py#L1)" in table(said)[0]
