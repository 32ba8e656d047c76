"""A report as GitHub's comment: it fits, ends in our marker, and says the same each time."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.evidence import Verdict
from bot.model.forge import Answer, ThreadNote
from bot.model.history import Past, Since, State
from bot.model.report import MergedFinding, Report
from bot.model.settings import PostingSettings
from bot.poster.github import LONGEST_COMMENT, answer
from bot.poster.history import history_of, read
from bot.poster.marker import Marker
from bot.report.markdown import Look, render_markdown
from tests.builders import evidence, finding, lines, location, report, review, source, support
from tests.poster.rendering import rendered
from tests.report.samples import a_sample, code, link

KEY = "0123456789ab"
POSTING = PostingSettings()
GONE = Past("cccccc", Verdict.PLAUSIBLE, State.OPEN, "general", "Old", "a.py")
HEX = st.text("0123456789abcdef", min_size=6, max_size=6)


def answered(of: Report, posting: PostingSettings = POSTING, *, commands: bool = True) -> Answer:
    """The answer for a report, rendered with links and code."""
    return answer(of, lambda most: render_markdown(of, link, code, Look(most)), KEY, posting, commands=commands)


def words(seed: int, size: int) -> str:
    """So many characters of words that are different for each seed."""
    text = ""
    while len(text) < size:
        text += (
            hashlib.sha256(f"{seed}/{len(text)}".encode())
            .hexdigest()
            .translate({ord(d): "ghijklmnop"[int(d)] for d in "0123456789"})
            + " "
        )
    return text[:size]  # fmt: skip


def a_finding(at: int, size: int, verdict: Verdict) -> MergedFinding:
    """One of many findings, every text of it of that size."""
    path = f"src/{at % 7}/{words(at, size).replace(' ', '/')}.py"
    seen = (evidence if verdict is Verdict.REFUTED else support)(words(at + 1, size), (lines(at + 1, at + 3, path),))
    return finding(
        f"{at:06x}", verdict, title=words(at, size), quote=words(at + 2, size), evidence=(seen,), location=location(at + 1, path=path),
        sources=(source(words(at + 3, size)), source("bolt")), is_nit=at % 5 == 0, state=[*State][at % 6],
    )  # fmt: skip


def test_sample() -> None:
    """The comment is the report, a footer with the commands, and the marker as the last line."""
    told = a_sample()
    posted = answered(told)

    assert posted.text.startswith(render_markdown(told, link, code).rstrip())
    assert posted.text.endswith(
        "\n\n<sub>Why: `/metareview explain ID` · wrong? `/metareview dismiss ID WHY` · again: `/recheck-review`</sub>\n\n"
        + Marker(KEY).write(history_of(told)) + "\n"
    )  # fmt: skip
    assert read(posted.text, KEY) == history_of(told)
    assert posted.revision == told.revision


def test_without_commands() -> None:
    """Where nobody listens to commands the footer shows none, but the revision and how to run again."""
    text = answered(a_sample(), commands=False).text

    assert "/metareview" not in text
    assert "recheck" not in text
    assert "\n<sub>Judged at `1a2b3c4`. To judge once more, start this job again.</sub>\n" in text


def test_key() -> None:
    """Another installation's key finds no history."""
    assert read(answered(a_sample()).text, "f" * 12) is None


def test_check_run_text() -> None:
    """The check run's headline is the two first lines in plain words, its summary the comment without the marker."""
    posted = answered(a_sample())

    assert posted.title == (
        "Meta-review of 3 reviews at 1a2b3c4: 6 findings · 1 confirmed (nit) · 1 plausible · 1 can't be checked · 3 refuted. "
        "Left to look at: 1, plausible but not proved; it repeats a comment in the code."
    )
    assert posted.text.startswith(posted.summary)
    assert posted.summary.endswith("</sub>\n")
    assert "<!--" not in posted.summary


def test_nothing_proposed() -> None:
    """Nothing proposed, now or before, asks for no comment, and a check run that is skipped."""
    posted = answered(report(reviews=()))

    assert posted.text == ""
    assert posted.conclusion == "skipped"
    assert posted.title == "Nothing is proposed"
    assert posted.summary


@pytest.mark.parametrize("given_history", [{"history": "0" * 64}, {"since": Since("b" * 40, (GONE,))}])
def test_nothing_any_longer(given_history: dict[str, object]) -> None:
    """Where something was proposed once, the comment says in one line that nothing is any longer, and still remembers."""
    told = report(reviews=(), **given_history)
    posted = answered(told)

    assert posted.text.startswith("**Meta-review at `1a2b3c4`**: nothing is proposed any longer.\n\n<sub>")
    assert read(posted.text, KEY) == history_of(told)
    assert posted.conclusion == "skipped"
    assert posted.title == "Meta-review at 1a2b3c4: nothing is proposed any longer."


def test_digest() -> None:
    """The digest tells ids, verdicts, states and what is gone apart, and nothing else."""
    plain = report(finding("a"), finding("b"))
    same = [
        replace(plain, findings=plain.findings[::-1]),
        report(finding("a", title="x"), finding("b", confidence=0.9)),
        replace(plain, revision="b" * 40),
    ]
    other = [
        report(finding("a")), report(finding("a"), finding("c")), report(finding("a", Verdict.CONFIRMED), finding("b")),
        report(finding("a", state=State.FIXED), finding("b")), replace(plain, since=Since("b" * 40, (GONE,))),
    ]  # fmt: skip

    assert {answered(one).digest for one in [plain, *same]} == {answered(plain).digest}
    assert len({answered(one).digest for one in [plain, *other]}) == 6


def test_folds_get_shorter() -> None:
    """What is too long is rendered with ever shorter folds, and what they leave out is counted."""
    told = report(*(a_finding(at, 90, Verdict.REFUTED) for at in range(1, 250)))
    asked: list[int] = []

    def render(most: int) -> str:
        asked.append(most)
        return render_markdown(told, link, code, Look(most))

    text = answer(told, render, KEY, PostingSettings(max_findings=1000), commands=True).text

    assert asked == [1000, 50, 20, 10, 5, 2, 1, 0][: len(asked)]
    assert len(asked) > 1
    assert len(text) <= LONGEST_COMMENT
    assert " more\n" in text
    assert rendered(text).misnested == []


def test_fewest_findings() -> None:
    """A site's own cap is asked for first, and smaller ones after it."""
    asked: list[int] = []

    def render(most: int) -> str:
        asked.append(most)
        return "x\n" * 70_000

    answer(report(finding()), render, KEY, PostingSettings(max_findings=12), commands=True)

    assert asked == [12, 10, 5, 2, 1, 0]


@given(
    st.integers(0, 120),
    st.sampled_from([3, 60, 200, 700]),
    st.lists(st.sampled_from(Verdict), min_size=1, max_size=3),
    st.booleans(),
)
@settings(max_examples=12, deadline=None)
def test_any_report(number: int, size: int, verdicts: list[Verdict], commands: bool) -> None:
    """Any report in any size fits, closes what it opens, keeps its marker whole, and gives the same bytes again."""
    told = report(*(a_finding(at, size, verdicts[at % len(verdicts)]) for at in range(number)))
    posted = answered(told, commands=commands)
    page = rendered(posted.text)

    assert len(posted.text) <= LONGEST_COMMENT
    assert len(posted.summary) <= 65_535
    assert len(posted.title) <= 255
    assert page.misnested == page.open == []
    assert len(page.comments) == 1
    assert posted.text.endswith(f"\n\n{Marker(KEY).write(history_of(told))}\n")
    kept = read(posted.text, KEY)
    assert kept is not None
    assert {past.id for past in kept.findings} <= {one.id for one in told.findings}
    assert answered(told, commands=commands) == posted


@given(
    st.lists(
        st.builds(finding, HEX, st.sampled_from(Verdict), state=st.sampled_from(State)),
        max_size=12,
        unique_by=lambda one: one.id,
    )
)
@settings(max_examples=60, deadline=None)
def test_remembered(found: list[MergedFinding]) -> None:
    """The comment gives back exactly the history that the report tells."""
    told = report(*found)

    assert read(answered(told).text.replace("\n", "\r\n"), KEY) == history_of(told)


@given(st.text(), st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_any_rendering(text: str, times: int) -> None:
    """Whatever was rendered, however long, the comment fits and the marker stands whole in its last line."""
    told = report(finding("aaaaaa"), reviews=(review(),))
    posted = answer(
        told, lambda most: f"{text}\n" * (200_000 // (len(text) + 1)) * times + text, KEY, POSTING, commands=True
    )

    assert len(posted.text) <= LONGEST_COMMENT
    assert posted.text == "" or read(posted.text, KEY) == history_of(told)


def test_notes() -> None:
    """Where configured, each inline comment of which something was judged gets a note; its hidden line is its own and stays."""
    seen = (evidence("`a_b` is read", (lines(3),)),)
    found = finding(
        "c7d1e2", Verdict.REFUTED, sources=(source(comment_id="inline-10"),), evidence=seen, state=State.NEW
    )
    vague = finding("ffffff", Verdict.UNVERIFIABLE, sources=(source(comment_id="inline-14"),))
    line = Marker(KEY).reply("note inline-10")
    replying = PostingSettings(reply_in_threads=True)

    assert answered(report(found, vague), replying).notes == (
        ThreadNote("inline-10", f"Refuted `c7d1e2`: `a_b` is read (line 3).\n\n{line}"),
    )
    (later,) = answered(report(replace(found, state=State.OPEN)), replying).notes
    assert (later.text.endswith(line), later.is_news) == (True, False)
    assert answered(report(found)).notes == ()
