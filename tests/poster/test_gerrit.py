"""A report as Gerrit's message: it fits, ends in our marker, says the same each time, and votes only where it is wanted."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.apply import Scene, respond
from bot.model.claim import Role
from bot.model.command import Command, Verb
from bot.model.evidence import Verdict
from bot.model.forge import Answer, ThreadNote
from bot.model.history import Past, Since, State
from bot.model.report import MergedFinding, Report, ReportedClaim
from bot.model.settings import PostingSettings
from bot.model.utf16 import cut_utf16, utf16_length
from bot.poster.gerrit import LONGEST_MARKER, LONGEST_MESSAGE, Footing, answer, reply
from bot.poster.history import history_of, read
from bot.poster.marker import Marker
from bot.report.gerrit_text import Known, render_gerrit
from tests.builders import claim, evidence, finding, lines, location, report, review, source, support
from tests.poster.hostile import HOSTILE, TEXTS, a_hostile_answer
from tests.poster.rendering_gerrit import ACTS, SHOWN, kinds, prose
from tests.report.samples import a_sample, code

KEY = "0123456789ab"
VOTING = PostingSettings(label="Meta-Review")
REPLYING = PostingSettings(reply_in_threads=True)
GONE = Past("cccccc", Verdict.PLAUSIBLE, State.OPEN, "general", "Old", "a.py")


def answered(of: Report, posting: PostingSettings = PostingSettings(), *, commands: bool = True) -> Answer:  # noqa: B008
    """The answer for a report, with code."""
    return answer(of, lambda room: render_gerrit(of, code, None, room), KEY, posting, Footing(commands=commands))


def inline(comment: str | None, reviewer: str = "acme") -> object:
    """What somebody said in a comment on a line."""
    return source(reviewer, comment_id=comment)


def test_sample() -> None:
    """The message is the report, how to ask again, and the marker as the last line."""
    told = a_sample()
    posted = answered(told)
    marker = Marker(KEY).write(history_of(told))

    assert posted.text == (
        render_gerrit(told, code)
        + "\nTo ask again, reply with `/recheck-review` on a line of its own. "
        + "Why: `/metareview explain ID`. Wrong: `/metareview dismiss ID REASON`."
        + f"\n\n{marker}\n"
    )
    assert posted.brief == (
        f"Judged again at `1a2b3c4`: nothing changed since the last answer here, 1 left to look at.\n\n{marker}\n"
    )
    assert read(posted.text, KEY) == read(posted.brief, KEY) == history_of(told)
    assert posted.revision == told.revision
    assert (posted.conclusion, posted.annotations, posted.vote, posted.notes) == (None, (), None, ())


def test_without_commands() -> None:
    """Where nobody listens to commands none is shown, but how to run again."""
    text = answered(a_sample(), commands=False).text

    assert "/metareview" not in text
    assert "recheck" not in text
    assert "\n\nJudged at `1a2b3c4`. To judge once more, start this job again.\n\n<!-- " in text


def test_nothing_proposed() -> None:
    """Nothing proposed, now or before, asks for no message; whoever asks is told so."""
    posted = answered(report(reviews=()), VOTING)

    assert posted.text == ""
    assert posted.vote is None
    assert posted.brief.startswith("No reviewer has proposed anything on this change so far")
    assert read(posted.brief, KEY) == history_of(report(reviews=()))


@pytest.mark.parametrize("given_history", [{"history": "0" * 64}, {"since": Since("b" * 40, (GONE,))}])
def test_nothing_any_longer(given_history: dict[str, object]) -> None:
    """Where something was proposed once, the message says in one line that nothing is any longer; a vote is taken back."""
    told = report(reviews=(), **given_history)
    posted = answered(told, VOTING)

    assert posted.text.startswith("Meta-review at `1a2b3c4`: nothing is proposed any longer.\n\nTo ask again")
    assert posted.vote == 0
    assert read(posted.text, KEY) == history_of(told)


def test_digest() -> None:
    """The digest tells ids, verdicts and what is dismissed apart, and nothing else."""
    plain = report(finding("a"), finding("b"))
    same = [
        replace(plain, findings=plain.findings[::-1]),
        report(finding("a", title="x"), finding("b", confidence=0.9)),
        report(finding("a", state=State.OPEN), finding("b", state=State.CHANGED)),
        replace(plain, revision="b" * 40),
        replace(plain, since=Since("b" * 40, (GONE,))),
    ]
    other = [
        report(finding("a")),
        report(finding("a"), finding("c")),
        report(finding("a", Verdict.CONFIRMED), finding("b")),
        report(finding("a", state=State.DISMISSED), finding("b")),
    ]

    assert {answered(one).digest for one in [plain, *same]} == {answered(plain).digest}
    assert len({answered(one).digest for one in [plain, *other]}) == 5


@pytest.mark.parametrize(
    ("found", "vote"),
    [
        ([finding(verdict=Verdict.CONFIRMED)], -1),
        ([finding(verdict=Verdict.CONFIRMED, state=State.REOPENED), finding("b", Verdict.REFUTED)], -1),
        ([finding(verdict=Verdict.PLAUSIBLE)], 0),
        ([finding(verdict=Verdict.UNVERIFIABLE)], 0),
        ([], 0),
        ([finding(verdict=Verdict.REFUTED)], 1),
        ([finding(verdict=Verdict.REFUTED), finding("b", Verdict.UNVERIFIABLE)], 1),
        ([finding(verdict=Verdict.CONFIRMED, is_nit=True)], 1),
        ([finding(verdict=Verdict.CONFIRMED, state=State.DISMISSED)], 1),
        ([finding(verdict=Verdict.CONFIRMED, state=State.FIXED)], 1),
    ],
)
def test_vote(found: list[MergedFinding], vote: int) -> None:
    """The vote is against a change with something confirmed, for one of which all is settled, and only where there is a label."""
    assert answered(report(*found), VOTING).vote == vote
    assert answered(report(*found)).vote is None


def test_notes() -> None:
    """Each inline comment of which something was judged gets one note with verdict, id and why; the first finding counts."""
    fix = ReportedClaim(0, claim("use x", id="c2", role=Role.FIX), Verdict.REFUTED)
    told = report(
        finding(
            "c7d1e2", Verdict.REFUTED, sources=(inline("10"), inline("11", "bolt"), inline(None, "carl")),
            claims=(fix,), evidence=(evidence("the fix changes nothing", claim="c2"), evidence("`a` is read", (lines(3), lines(5, 6)))),
        ),
        finding("d402cc", Verdict.CONFIRMED, sources=(inline("11"), inline("12")), evidence=(support("no line reads `b`", (lines(9, path="o.py"),)),)),
        finding("eeeeee", Verdict.PLAUSIBLE, sources=(inline("13"),)),
        finding("ffffff", Verdict.UNVERIFIABLE, sources=(inline("14"),)),
        finding("a0a0a0", Verdict.CONFIRMED, sources=(inline("15"),), state=State.FIXED),
    )  # fmt: skip

    assert answered(told, REPLYING).notes == (
        ThreadNote("10", "Refuted c7d1e2: `a` is read (line 3, lines 5-6)."),
        ThreadNote("11", "Refuted c7d1e2: `a` is read (line 3, lines 5-6)."),
        ThreadNote("12", "Confirmed d402cc: no line reads `b` (o.py:9)."),
        ThreadNote("13", "Plausible eeeeee."),
    )
    assert answered(told).notes == ()


@given(st.integers(0, 400), st.sampled_from([3, 60, 300]), st.sampled_from(Verdict), st.booleans())
@settings(max_examples=15, deadline=None)
def test_any_report(number: int, size: int, verdict: Verdict, commands: bool) -> None:
    """Any report in any size fits with its marker in what Gerrit and a tag take, and gives the same bytes again."""
    seen = evidence if verdict is Verdict.REFUTED else support
    told = report(
        *(
            finding(
                f"{at:06x}", verdict, title=f"{at} 😀" * size, evidence=(seen(f"{at} é" * size, (lines(at + 1),)),),
                location=location(at + 1, path=f"src/{at * 7919}.py"),
            )
            for at in range(number)
        )
    )  # fmt: skip
    posted = answered(told, commands=commands)
    shown, _, marker = posted.text.rstrip("\n").rpartition("\n")

    assert utf16_length(shown) <= LONGEST_MESSAGE
    assert len(marker) <= LONGEST_MARKER
    kept = read(posted.text, KEY)
    assert kept is not None
    assert {past.id for past in kept.findings} <= {one.id for one in told.findings}
    assert answered(told, commands=commands) == posted


@given(st.text(), st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_any_rendering(text: str, times: int) -> None:
    """Whatever was rendered, however long, the message fits and the marker stands whole in its last line."""
    told = report(finding("aaaaaa"), reviews=(review(),))
    posted = answer(
        told, lambda _: f"{text}\n" * (30_000 // (len(text) + 1)) * times + text, KEY, VOTING, Footing(commands=True)
    )

    assert utf16_length(posted.text.rstrip("\n").rpartition("\n")[0]) <= LONGEST_MESSAGE
    assert posted.text == "" or read(posted.text, KEY) == history_of(told)


def test_marker_limit() -> None:
    """A marker that has less room keeps less, the least important gone first, and can still be read."""
    told = report(*(finding(f"{at * 7919:06x}", title=f"Title {at * 104729}" * 3) for at in range(300)))
    whole, short = Marker(KEY).write(history_of(told)), Marker(KEY).write(history_of(told), LONGEST_MARKER)

    assert len(whole) > LONGEST_MARKER >= len(short)
    kept = read(short, KEY)
    assert kept is not None
    assert kept.is_cut or any(not past.title for past in kept.findings)


def test_reply_escapes() -> None:
    """Where HTML is text, what was escaped because of it stands as it is; Gerrit's own templates stay broken."""
    assert reply("\\<b> \\| `<b>` x\n") == "<b> | `<b>` x\n"
    assert "<GERRIT_" not in reply("\\<GERRIT_ACCOUNT_1>\n")


def test_long_reply() -> None:
    """A reply that is too long is cut between lines, and says how many are gone."""
    said = reply("😀 words\n" * 5000)

    assert utf16_length(said) <= LONGEST_MESSAGE
    kept = said.count("😀")
    assert said.endswith(f"\nCut here: {5000 - kept} more lines.")


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_replies(text: str) -> None:
    """What we reply formats, links and does nothing on Gerrit, whatever people wrote."""
    scene = Scene(text, "1", {"aaaaaa": text}, lambda _: "")
    for verb in Verb:
        said = reply(respond(Command(verb, text, text), scene).reply)
        assert kinds(said) <= SHOWN
        assert not [what for what, pattern in ACTS.items() if what != "a link" and pattern.search(prose(said))]
        assert not ACTS["an account"].search(said)


@given(HOSTILE)
@settings(max_examples=60, deadline=None)
def test_hostile_notes(text: str) -> None:
    """A note does nothing, whatever reviewers, code and tools wrote."""
    told = a_hostile_answer(text)
    told = replace(
        told,
        findings=tuple(
            replace(one, state=State.OPEN, sources=tuple(replace(of, comment_id=one.id) for of in one.sources))
            for one in told.findings
        ),
    )
    notes = answered(told, REPLYING).notes

    assert len(notes) == 6
    for note in notes:
        assert note.text.count("\n") == 0
        assert kinds(note.text) <= SHOWN
        assert not any(pattern.search(prose(note.text)) for pattern in ACTS.values())


@given(st.text(st.characters(codec="utf-8")), st.integers(40, 200))
def test_cut(text: str, room: int) -> None:
    """A cut text fits, and is a beginning of the text but for what it says of the cut."""
    cut = cut_utf16(text, room)

    assert utf16_length(cut) <= room
    assert utf16_length(cut) == len(cut.encode("utf-16-le")) // 2
    assert cut == text or text.startswith(cut.rpartition("\n\nCut here")[0].removesuffix("…"))


def test_names_of_revisions() -> None:
    """Commits are called what people there call them, in the answer and in what is said again."""
    told = report(finding())
    footing = Footing("patch set 3")
    names = {told.revision: "patch set 3"}
    posted = answer(
        told, lambda room: render_gerrit(told, code, None, room, Known(None, names)), KEY, PostingSettings(), footing
    )

    assert posted.text.startswith("Meta-review of ")
    assert " at patch set 3: " in posted.text.splitlines()[0]
    assert "Judged at patch set 3." in posted.text
    assert posted.brief.startswith("Judged again at patch set 3: ")
