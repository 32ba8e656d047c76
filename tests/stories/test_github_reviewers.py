"""Who says what on a pull request, and whose words become findings."""

from tests.stories.pull_requests import BARE, CODE, FALSE, UNUSED, Desk, fold, inline, table, titles

ALL = "reviewers:\n  - {kind: bot}"


def test_three_reviewers(desk: Desk) -> None:
    """
    Three reviewers who say the same make one finding from all of them, and all that they say is in one comment.
    """
    pr = desk.pull()
    inline(pr, "coderabbitai[bot]", (1, UNUSED), (5, "`load` has the mutable default argument `items=[]`."))
    inline(pr, "Copilot", (1, "The import `os` is unused."), (8, BARE))
    pr.comment(by="claude[bot]", body=f"## Review\n\n1. **Unused import** `os` is never used (line 1).\n2. {FALSE}\n")

    said = desk.post(pr)

    assert said.startswith(f"**Meta-review of 3 reviews at `{pr.head[:7]}`**: 4 findings · 3 confirmed · 1 refuted\n")
    assert "**Left to look at: 3, confirmed by the code.**" in said
    assert len(table(said)) == 3
    assert "| Copilot, claude, coderabbitai |" in table(said)[0]
    assert "No line reads `os`" in table(said)[0]
    assert f"/acme/widgets/blob/{pr.head}/loading.py#L1)" in table(said)[0]
    assert "calls `eval`" in fold(said, "1 refuted")
    assert "Nothing in this file calls `eval`" in fold(said, "1 refuted")


def test_report_of_three_reviewers(desk: Desk) -> None:
    """
    The report names each source of a merged finding with the address of its comment.
    """
    pr = desk.pull()
    inline(pr, "coderabbitai[bot]", (1, UNUSED))
    inline(pr, "Copilot", (1, "The import `os` is unused."))
    pr.comment(by="claude[bot]", body="The import `os` is never used (`loading.py` line 1).")

    report = desk.report(pr)

    (finding,) = report["findings"]
    assert (report["change"], report["revision"], report["base"]) == ("github:acme/widgets#1", pr.head, pr.merge_base)
    assert sorted(one["reviewer"] for one in finding["sources"]) == ["Copilot", "claude", "coderabbitai"]
    assert all(f"{desk.url}/acme/widgets/pull/1#" in one["url"] for one in finding["sources"])
    assert (finding["verdict"], finding["state"]) == ("confirmed", "new")


def test_two_files(desk: Desk) -> None:
    """
    Findings in two files are told apart by their paths.
    """
    pr = desk.repo.pull({"a.py": "x = 1\n"}, {"a.py": CODE, "sub/b.py": "import re\n"})
    pr.review(by="Copilot", comments=[("a.py", 1, UNUSED), ("sub/b.py", 1, "`re` is imported but never used.")])

    rows = table(desk.post(pr))

    assert [f"blob/{pr.head}/{path}#L1" in row for path, row in zip(("a.py", "sub/b.py"), rows, strict=True)] == [
        True
    ] * 2
    assert ["b.py" in row.split("|")[3] for row in rows] == [False, True]


def test_reply_of_a_person(desk: Desk) -> None:
    """
    What a person answers in a thread stands beside the finding, harmless, and changes neither verdict nor estimate.
    """
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED))
    before = desk.report(pr)["findings"][0]
    pr.reply(pr.threads[0], by="dave", body="No: `os` is used below, see #12 and ask @carol <b>now</b>.")

    said, after = desk.post(pr), desk.report(pr)["findings"][0]

    assert (
        'dave replied: *"No: `os` is used below, see #\u200b12 and ask @\u200bcarol \\<b>now\\</b>."*' in table(said)[0]
    )
    assert (after["verdict"], after["confidence"]) == (before["verdict"], before["confidence"]) != (None, None)
    assert after["sources"][0]["replies"][0]["author"] == "dave"


def test_reply_of_the_reviewer(desk: Desk) -> None:
    """
    What the reviewer itself adds in its thread is a reply, and no second finding.
    """
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED))
    pr.reply(pr.threads[0], by="Copilot", body="You are right, `sys` is unused too.")

    said = desk.post(pr)

    assert "**: 1 finding · 1 confirmed\n" in said
    assert 'Copilot replied: *"You are right, `sys` is unused too."*' in said


def test_people_are_not_read(desk: Desk) -> None:
    """
    What people say makes no finding, also where they quote a bot.
    """
    pr = desk.pull()
    inline(pr, "carol", (8, BARE), body=FALSE)
    pr.comment(by="dave", body=f"> {UNUSED}\n\nCopilot said: {BARE}")

    told = desk.run(pr, "--post")

    assert told.out == "nothing to post on github:acme/widgets#1: no reviewer has proposed anything\n"
    assert desk.ours(pr) == []


def test_a_listed_person(desk: Desk) -> None:
    """
    A person who is listed by name is read, and her findings show no number.
    """
    pr = desk.pull()
    inline(pr, "carol", (8, BARE))
    inline(pr, "Copilot", (1, UNUSED))
    desk.configure("reviewers:\n  - {match: Carol}\n  - {match: 'co*'}")

    said = desk.post(pr)

    assert [row.split("|")[-3:-1] for row in table(said)] == [[" Copilot ", " 90 % "], [" carol ", "  "]]
    assert sorted(str(one["confidence"]) for one in desk.report(pr)["findings"])[1] == "None"


def test_a_pattern_matches_no_person(desk: Desk) -> None:
    """
    A pattern in the configuration matches bots, whatever people are called.
    """
    pr = desk.pull()
    inline(pr, "copycat", (8, BARE))
    inline(pr, "Copilot", (1, UNUSED))
    desk.configure("reviewers:\n  - {match: 'cop*'}")

    assert titles(desk.report(pr)) == ["`os` is imported but never used"]


def test_unknown_bots(desk: Desk) -> None:
    """
    A bot that nobody knows counts where every bot does, and only there.
    """
    pr = desk.pull()
    inline(pr, "somebodys-new-tool[bot]", (1, UNUSED))

    before = desk.run(pr).out
    desk.configure(ALL)

    assert before == "no reviewer has proposed anything on github:acme/widgets#1\n"
    assert "| somebodys-new-tool |" in desk.post(pr)


def test_our_own_comment(desk: Desk) -> None:
    """
    What we say is never read as a review, also where every bot and our own name are listed.
    """
    desk.as_app()
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED))
    desk.configure(f"{ALL}\n  - {{match: 'metareview*'}}")

    first = desk.post(pr)
    told = desk.run(pr, "--post")

    assert (told.writes, desk.comment(pr)) == ([], first)
    assert [one["reviewer"] for one in desk.report(pr)["reviews"]] == ["Copilot"]


def test_annotations_of_a_linter(desk: Desk) -> None:
    """
    The annotations of another App's check run are a review of it, and merged with what others say of the same line.
    """
    pr = desk.pull()
    notes = [("loading.py", 1, "F401 `os` imported but unused"), ("loading.py", 8, "E722 Do not use bare `except`")]
    pr.annotate(by="linter[bot]", name="lint", notes=notes)
    inline(pr, "Copilot", (1, UNUSED))
    desk.configure(ALL)

    rows = table(desk.post(pr))

    assert [row.split("|")[4] for row in rows] == [" Copilot, linter ", " linter "]
    assert "The clause names no exception" in rows[1]


def test_annotations_of_an_earlier_head(desk: Desk) -> None:
    """
    What a linter noted on an earlier head and not again is no longer proposed, and told with its words.
    """
    pr = desk.pull()
    pr.annotate(by="linter[bot]", notes=[("loading.py", 8, "E722 Do not use bare `except`")])
    inline(pr, "Copilot", (1, UNUSED))
    desk.configure(ALL)
    desk.post(pr)
    before = pr.head

    pr.push({"loading.py": CODE.replace("except:", "except OSError:")})

    assert f"Since `{before[:7]}`: 1 no longer proposed (`" in desk.post(pr)
    assert "E722 Do not use bare `except`)." in desk.comment(pr)


def test_what_became_of_comments(desk: Desk) -> None:
    """
    A finding says that its thread is resolved, that its comment is hidden or that its review was dismissed.
    """
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED), (8, BARE))
    review = pr.review(by="claude[bot]", body="1. `load` has the mutable default argument `items=[]` (line 5).\n")
    pr.resolve(pr.threads[0])
    pr.threads[1].comments[0].minimized = "off-topic"
    pr.dismiss(review)

    rows = {row.split("`")[1]: row for row in table(desk.post(pr))}
    states = {one["id"]: one["sources"][0]["state"] for one in desk.report(pr)["findings"]}

    assert sorted(states.values()) == ["resolved", "resolved", "withdrawn"]
    for name, state in states.items():
        assert ("It is marked as resolved." in rows[name] or "dismissed" in rows[name]) == (state == "resolved")
        assert ("It was withdrawn." in rows[name]) == (state == "withdrawn")
