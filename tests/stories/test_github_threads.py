"""Where configured, reviewers are answered in their own threads on GitHub."""

from tests.stories.pull_requests import BARE, FALSE, UNUSED, Desk, inline, mended

REPLYING = "posting: {reply_in_threads: true}"


def said(desk: Desk, pr: object) -> dict[str, list[str]]:
    """What we said in each thread, by its first message, without the hidden line."""
    found: dict[str, list[str]] = {}
    for thread in pr.threads:  # type: ignore[attr-defined]
        ours = [one.body for one in thread.comments if one.user.login == desk.me]
        assert all(body.rstrip().endswith(" -->") for body in ours)
        found[thread.comments[0].body] = [body.partition("\n\n<!--")[0] for body in ours]
    return found


def test_a_word_in_each_thread(desk: Desk) -> None:
    """
    Each reviewer's thread gets the verdict with its reason, once, and none of it is read as somebody's reply or command.
    """
    pr = desk.pull()
    inline(pr, "coderabbitai[bot]", (1, UNUSED), (5, FALSE), (8, BARE))
    desk.configure(REPLYING)

    desk.post(pr)
    first = said(desk, pr)
    again = desk.run(pr, "--post")

    assert [words[0].partition(" ")[0] for words in first.values()] == ["Confirmed", "Refuted", "Confirmed"]
    assert first[UNUSED][0].endswith("`: no line reads `os`, and no other file imports it from here (line 1).")
    assert again.out.startswith("already there: ")
    assert again.writes == []
    assert said(desk, pr) == first
    assert "replied" not in desk.run(pr).out


def test_next_push(desk: Desk) -> None:
    """
    What was mended is told in our comment alone; threads keep what they were told.
    """
    pr = desk.pull()
    inline(pr, "coderabbitai[bot]", (1, UNUSED), (8, BARE))
    desk.configure(REPLYING)
    desk.post(pr)
    first = said(desk, pr)

    pr.push({"loading.py": mended("import")})
    desk.post(pr)

    assert {UNUSED: first[UNUSED]}.items() <= said(desk, pr).items()
    assert len(said(desk, pr)[BARE]) == 1


def test_not_unless_configured(desk: Desk) -> None:
    """
    Without the setting nothing is said in threads.
    """
    pr = desk.pull()
    inline(pr, "coderabbitai[bot]", (1, UNUSED))

    desk.post(pr)

    assert said(desk, pr) == {UNUSED: []}
