"""Nothing that we say, with or without the header that Gerrit puts before it, starts anybody's tests."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands import rights, wording
from bot.commands.apply import Scene, respond
from bot.model.command import Asker, Command, Verb
from bot.model.delivery import Decision, DecisionKind
from bot.model.evidence import Verdict
from bot.model.history import State
from bot.model.neutral import neutralise_gerrit, neutralise_markdown
from bot.model.report import Report
from bot.model.settings import PostingSettings
from bot.poster import gerrit, github
from bot.report.explained import explain_finding, explain_on_gerrit
from bot.report.gerrit_text import render_gerrit
from bot.report.markdown import Look, render_markdown
from bot.report.text import render_text
from tests.builders import review
from tests.poster.hostile import HOSTILE, KEY, a_hostile_answer
from tests.poster.triggers import AT_THE_END, EXPRESSIONS, ended_by, started_by
from tests.report.samples import a_sample, code, link

HOSTILE_WORDS = [
    "recheck", "  recheck foo", "> recheck", "* recheck", "- recheck", "1. recheck", "**recheck**", "`recheck`", "\u200brecheck", "\n\nrecheck\n",
    "Patch Set 1:\n\nrecheck", "Patch Set 1: Code-Review+1 recheck", "(2 comments)\n\nrecheck", "Recheck", "RECHECK", "rechec\u212a", "recheck no bug",
    "recheck bug 1234", "reverify", "> reverify", "check experimental", "* check experimental", "check arm64", "check", "regate", "retest", "rebuild",
    "remerge", "/gate", "/recheck", "/recheck-review", "/metareview pause", "recheck-tempest", "run-sonar", "run-clm", "startpipe", "stage-release", "v14-retest", "v14-recheck", "charm-recheck", "zosci-recheck clean", "check experimental-provision",
    "!recheck", "!build", "@recheck", " a b recheck", "word word recheck", "\trecheck", "\u00a0recheck", "\u3000recheck", "\u2028recheck", "re\u00adcheck",
    "_recheck_", "~~recheck~~", "# recheck", "\"recheck\"", "```\nrecheck\n```", "<b>recheck</b>", "<!-- -->\nrecheck", "x\nrecheck\ny", "\\recheck",
    "recheck " * 60, "word " * 40 + "recheck", "a " * 90 + "reverify",
]  # fmt: skip

KEYED = Asker("someone")


def hostile_report(text: str) -> Report:
    """A report every foreign word of which is the text: ids, decisions, names of reviews and people too."""
    told = a_hostile_answer(text)
    findings = tuple(
        replace(
            one,
            id=text if at % 2 else one.id,
            dismissed_by=Decision(one.id, DecisionKind.DISMISSED, text, text) if one.state is State.DISMISSED else None,
            sources=tuple(replace(source, comment_id=f"{at}/{n}", url=text) for n, source in enumerate(one.sources)),
        )
        for at, one in enumerate(told.findings)
    )
    reviews = (*told.reviews, review(text, body=text, residue=(text, f"line 3: {text}"), clean="all"))
    return replace(told, findings=findings, reviews=reviews, limits=(text, f"{text} {text}"))


def everything(told: Report, lines: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each text that comes of a report, with what it is."""
    posting = PostingSettings(label="Meta-Review", reply_in_threads=True)
    for commands in (True, False):
        on_gerrit = gerrit.answer(
            told,
            lambda room: render_gerrit(told, lambda _: lines, Look(), room),
            KEY,
            posting,
            gerrit.Footing(commands=commands),
        )
        on_github = github.answer(
            told, lambda most: render_markdown(told, link, lambda _: lines, Look(most)), KEY, posting, commands=commands
        )
        yield "answer on Gerrit", on_gerrit.text
        yield "brief", on_gerrit.brief
        yield "answer on GitHub", on_github.text
        yield "title of the check run", on_github.title
        yield from (("note in a thread", note.text) for note in on_gerrit.notes)
    for width in (40, 80, 110):
        yield "text of a terminal", render_text(told, lambda _: lines, width=width)
    for finding in told.findings[:3]:
        yield "explanation on Gerrit", gerrit.reply(explain_on_gerrit(told, finding.id, lambda _: lines))
        yield "explanation on GitHub", gerrit.reply(explain_finding(told, finding.id, link, lambda _: lines))


def replies(text: str) -> Iterator[str]:
    """Everything that may be said to a command in which every word is the text."""
    scenes = [Scene(text, "1", {text: text, "aaaaaa": text}, lambda _: ""), Scene(text, "1", {}, lambda _: text)]
    for verb in Verb:
        for name in ("", text, "aaaaaa"):
            for words in ("", text):
                command = Command(verb, name, words)
                yield from (respond(command, scene).reply for scene in scenes if respond(command, scene).reply != text)
        for kind in ("gerrit", "github", text):
            refusal = rights.allowed(Command(verb), KEYED, kind, seconds_since_run=1.0)
            yield refusal.sentence if refusal else ""
    yield wording.no_such_finding(text, {text: text})
    yield wording.gone(text)
    yield wording.PAUSED


def assert_silent(named: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> None:
    """Assert that no text starts anything."""
    said = list(named)
    assert [(what, found, text[:400]) for what, text in said if (found := started_by(text))] == []
    posted = [
        (what, text.partition("\n<!-- ")[0])
        for what, text in said
        if "GitHub" not in what and what != "text of a terminal"
    ]
    assert [(what, found, text[-400:]) for what, text in posted if (found := ended_by(text))] == []


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_expressions(name: str) -> None:
    """Each expression finds what people write to start a site's tests, so the table is worth something."""
    said = [
        "recheck", "reverify", "regate", "rebuild", "remerge", "check experimental", "check arm64", "recheck-pipelines", "recheck-tempest",
        "charm-recheck", "zosci-recheck", "v14-recheck", "check experimental-provision", "run-sonar", "!recheck", "!build", "/recheck", "Patch Set 3:\n\nremerge", "Patch Set 3: Code-Review+1\n\nrecheck",
    ]  # fmt: skip

    assert any(name in started_by(one) for one in said)


def test_expressions_at_the_end() -> None:
    """So do those that are searched for anywhere."""
    assert set(ended_by("recheck no bug")) | set(ended_by("please remerge")) | set(ended_by("@recheck x")) == set(
        AT_THE_END
    )


@pytest.mark.parametrize("text", HOSTILE_WORDS, ids=range(len(HOSTILE_WORDS)))
def test_answers(text: str) -> None:
    """No answer, note, brief or explanation starts anything, whatever stands in the words that we did not write."""
    assert_silent(everything(hostile_report(text), (text.replace("\n", " "), f"    {text}")))


@pytest.mark.parametrize("text", HOSTILE_WORDS, ids=range(len(HOSTILE_WORDS)))
def test_replies(text: str) -> None:
    """No reply to a command and no refusal starts anything, on Gerrit or elsewhere."""
    said = [one for one in replies(text) if one]

    assert_silent([("reply", one) for one in said] + [("reply on Gerrit", gerrit.reply(one)) for one in said])


def test_plain_report() -> None:
    """What we write of our own starts nothing either."""
    assert_silent(everything(a_sample(), code(a_sample().findings[0].restates[0])))


@pytest.mark.parametrize("text", ["recheck", "word recheck", "> reverify", "check experimental", "\n\nrecheck"])
def test_every_cut(text: str) -> None:
    """A message that is cut to any length starts nothing."""
    told = hostile_report(text)

    assert_silent([(str(room), render_gerrit(told, None, Look(), room)) for room in range(100, 6000, 67)])


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verdict", Verdict)
def test_every_section(verdict: Verdict, state: State) -> None:
    """Whatever section a finding stands in, it starts nothing there."""
    told = hostile_report("recheck")
    told = replace(told, findings=tuple(replace(one, verdict=verdict, state=state) for one in told.findings))

    assert_silent(everything(told, ("recheck",)))


@given(st.lists(st.one_of(HOSTILE, st.sampled_from(HOSTILE_WORDS)), min_size=1, max_size=3).map(" ".join))
@settings(max_examples=40, deadline=None)
def test_any_mixture(text: str) -> None:
    """Any mixture of hostile texts starts nothing."""
    assert_silent(everything(hostile_report(text), (text,)))


@given(st.one_of(HOSTILE, st.sampled_from(HOSTILE_WORDS)))
@settings(max_examples=150, deadline=None)
def test_foreign_words_alone(text: str) -> None:
    """Foreign words that stand at the beginning of a line by themselves name no recheck either."""
    assert not [name for name in started_by(neutralise_gerrit(text)) if "openstack" in name or "rdo" in name]
    assert not [name for name in started_by(neutralise_markdown(text)) if name.startswith(("rdo", "case"))]
