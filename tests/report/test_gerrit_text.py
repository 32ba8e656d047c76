"""The report as Gerrit shows it: few lines, each of them short, that read well rendered and raw, and do nothing."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.evidence import Verdict
from bot.model.history import History, Past, Since, State
from bot.model.report import Contradiction, MergedFinding, Party
from bot.model.utf16 import utf16_length
from bot.report.explained import explain_on_gerrit
from bot.report.gerrit_text import ROOM, Known, render_gerrit
from bot.report.markdown import Look
from tests.builders import evidence, finding, lines, location, report, review, source, support
from tests.poster.hostile import HOSTILE, TEXTS, a_hostile_answer
from tests.poster.rendering_gerrit import ACTS, INVISIBLE, SHOWN, kinds, prose, words
from tests.report.samples import a_sample, code

SAMPLE = """\
Meta-review of 3 reviews at `1a2b3c4`: 6 findings · 1 confirmed (nit) · 1 plausible · 1 can't be checked · 3 refuted

Left to look at: 1, plausible but not proved; it repeats a comment in the code. All lines: `shop/cart.py`.

PLAUSIBLE (1)
* c7d1e2 (acme, bolt; estimate 45 %) The lock is not released when `flush` fails. Known: the comment at line 61 says so. \
`flush` is called before `release` without `finally` (lines 62-63). Its fix uses `_unlock`, not defined in this file; \
silently changes the comment at lines 41-42.

REFUTED (3)
2 share one false premise. Lines 41-42 are a comment; the only live call of `check` passes `self.cap` (lines 41-43).
* a1f0bb (dora) "the refund is checked against the wrong limit".
* d402cc (carl) "`check` is called twice, the second time with `self.limit`": `check` is called once (line 43). \
Its 2 fixes: one does not parse; one changes nothing.

The other one:
* 7e1a90 (bolt) "the list on line 75 has a trailing comma": Line 75 has no trailing comma.

NITS (1), CONFIRMED
* f2b8aa (bolt; estimate 95 %) No docstring on `load`. `load` begins with a statement, not with a docstring (line 12).

CAN'T BE CHECKED (1)
* 5d0711 (carl) An attacker could exhaust the refund limit. Opinion or advice.

CONTRADICTIONS (1)
* security of `refund`: carl (d402cc) against emma; line 43 decides.

LIMITS (1)
* 1 review was cut at 200000 characters

NOT UNDERSTOOD: 2 passages of the reviews.
"""


def many(number: int, verdict: Verdict = Verdict.REFUTED, **given: object) -> list[MergedFinding]:
    """So many findings, each with a proof of its own."""
    seen = evidence if verdict is Verdict.REFUTED else support
    return [
        finding(f"{at:06x}", verdict, title=f"Title {at}", quote=f"words {at}", evidence=(seen(f"proof {at}", (lines(at + 1),)),), **given)
        for at in range(number)
    ]  # fmt: skip


def assert_plain(text: str, room: int = ROOM) -> None:
    """Assert that a message is made of our own paragraphs and lists, and that nothing in it acts."""
    assert kinds(text) <= SHOWN
    for what, pattern in ACTS.items():
        assert not pattern.search(prose(text)), what
    assert not ACTS["an account"].search(text)
    assert not ACTS["a mention"].search(text)
    assert not INVISIBLE.search(text)
    assert utf16_length(text) <= room
    for line in text.split("\n"):
        assert len(line) <= 510
        assert line == line.strip()


def test_sample() -> None:
    """
    A message tells what counts first, shares what is shared, and names the file once.
    """
    text = render_gerrit(a_sample(), code)

    assert text == SAMPLE
    assert_plain(text)


def test_nothing_to_act_on() -> None:
    """
    Where all is refuted the second paragraph says so.
    """
    text = render_gerrit(report(*many(2)))

    assert text.split("\n\n")[1] == "Nothing to act on: the code refutes 2. All lines: `shop/cart.py`."


def test_several_files() -> None:
    """
    Findings in several files each name theirs, shortly.
    """
    found = finding("aaaaaa", title="Off by one", location=location(3, path="a/one.py"))
    other = finding("bbbbbb", title="Too long", location=location(4, 6, path="b/two.py"))

    text = render_gerrit(report(found, other))

    assert "All lines" not in text
    assert "* aaaaaa (acme; one.py:3; estimate 50 %) Off by one.\n" in text
    assert "* bbbbbb (acme; two.py:4-6; estimate 50 %) Too long.\n" in text


def test_since() -> None:
    """
    From the second answer on a sentence tells what is different, and findings say what is new about them.
    """
    gone = Past("cccccc", Verdict.PLAUSIBLE, State.OPEN, "general", "Old words", "a.py")
    told = report(
        finding("aaaaaa", state=State.NEW),
        finding("bbbbbb", state=State.FIXED, held_at="b" * 40, title="Leak"),
        finding("dddddd", state=State.DISMISSED, title="Taste"),
        since=Since("b" * 40, (gone,)),
    )

    text = render_gerrit(told)

    assert "\n\nSince `bbbbbbb`: 1 new (aaaaaa) · 1 fixed (bbbbbb) · 1 no longer proposed (cccccc Old words).\n" in text
    assert "* aaaaaa (new; acme; line 3; estimate 50 %) Unused variable.\n" in text
    assert "FIXED (1)\n* bbbbbb (acme) Leak. It held at `bbbbbbb`.\n" in text
    assert "DISMISSED (1)\n* dddddd (acme; line 3; estimate 50 %) plausible: Taste.\n" in text


def test_the_message_above() -> None:
    """
    Below a message of ours on the same revision it is said what is unlike there; below one on another revision it is not.
    """
    told = report(finding("aaaaaa"), finding("bbbbbb"), finding("cccccc", Verdict.REFUTED))
    past = (("bbbbbb", Verdict.PLAUSIBLE), ("cccccc", Verdict.PLAUSIBLE))
    last = History(told.revision, tuple(Past(id, verdict, State.NEW, "naming", id) for id, verdict in past))

    text = render_gerrit(told, known=Known(last))

    assert "\n\nSince the last message here: 1 new (aaaaaa) · 1 with another verdict (cccccc).\n" in text
    assert "* aaaaaa (new; acme;" in text
    assert "* bbbbbb (acme;" in text
    for other in (None, replace(last, revision="b" * 40), replace(last, is_cut=True)):
        assert "Since" not in render_gerrit(told, known=Known(other))


def test_unchecked_together() -> None:
    """
    What one reviewer says and nothing can be said about stands on one line.
    """
    found = [
        finding(f"{at:06x}", Verdict.UNVERIFIABLE, title=f"Taste {at}", kind="naming", sources=(source("dora"),))
        for at in range(3)
    ]

    text = render_gerrit(report(*found))

    assert "* (dora) Opinion or advice: 000000 Taste 0; 000001 Taste 1; 000002 Taste 2.\n" in text


def test_long_title() -> None:
    """
    A title that was cut is told on with the reviewer's words to the end of their sentence.
    """
    words = "The lock stays taken when the flush of the ledger fails. More follows."
    told = report(finding("aaaaaa", title="The lock stays taken when …", sources=(source(quote=words),)))

    assert ") The lock stays taken when the flush of the ledger fails.\n" in render_gerrit(told)
    assert "More follows" not in render_gerrit(told)


def test_room_for_what_is_left() -> None:
    """
    A long title of what is left to look at is told whole, that of a nit is cut.
    """
    words = (
        "The lock stays taken when the flush of the ledger fails, so that every later order waits for the one before it"
        * 2
    )

    assert f") {words}.\n" in render_gerrit(report(finding(title=words)))
    assert words not in render_gerrit(report(finding(title=words, is_nit=True)))


def test_taste_against_taste() -> None:
    """
    Opinions of one review that differ are not told as a contradiction; those of two reviews are.
    """
    found = [finding(id, Verdict.UNVERIFIABLE, kind="naming", sources=(source("dora"),)) for id in ("aaaaaa", "bbbbbb")]
    said = (Contradiction((Party("aaaaaa", "c1"), Party("bbbbbb", "c1")), "names are too long and too short"),)
    other = replace(found[1], sources=(source("emma"),))

    assert "CONTRADICTIONS" not in render_gerrit(report(*found, contradictions=said))
    assert "CONTRADICTIONS (1)" in render_gerrit(report(found[0], other, contradictions=said))
    assert "CONTRADICTIONS (1)" in render_gerrit(
        report(found[0], replace(found[1], kind="missing-check"), contradictions=said)
    )


def test_claim_without_a_name() -> None:
    """
    A contradiction about a claim that names nothing quotes it, once for each two findings.
    """
    found = (
        finding("aaaaaa", quote="However, the order is sent before it is paid."),
        finding("bbbbbb", sources=(source("emma"),)),
    )
    said = Contradiction((Party("aaaaaa", "c1"), Party("bbbbbb", "c1")), "a claim against a comment", (lines(4),))

    text = render_gerrit(report(*found, contradictions=(said, said)))

    assert (
        'CONTRADICTIONS (1)\n* "the order is sent before it is paid" against a comment: acme (aaaaaa) against emma (bbbbbb); '
        "line 4 decides.\n"
    ) in text


def test_mixed_nits() -> None:
    """
    Nits of several verdicts each say theirs.
    """
    found = [finding("aaaaaa", Verdict.CONFIRMED, is_nit=True), finding("bbbbbb", is_nit=True)]

    text = render_gerrit(report(*found))

    assert "NITS (2)\n* aaaaaa (acme; line 3; estimate 50 %) confirmed: Unused" in text


def test_caps() -> None:
    """
    A section shows as many entries as the site wants, and counts the others.
    """
    text = render_gerrit(report(*many(9)), look=Look(most=4))

    assert "REFUTED (9)\n" in text
    assert text.count("\n* 0") == 4
    assert text.endswith("* and 5 more\n")


def test_least_important_first() -> None:
    """
    Where not all fits, what can't be checked goes first, then nits, then what is refuted; each time it is counted.
    """
    told = report(
        *many(5, Verdict.CONFIRMED),
        *[replace(one, id=f"a{one.id[1:]}") for one in many(30)],
        *[replace(one, id=f"b{one.id[1:]}", is_nit=True) for one in many(30, Verdict.CONFIRMED)],
        *[replace(one, id=f"c{one.id[1:]}", sources=(source(f"bot{at}"),)) for at, one in enumerate(many(30, Verdict.UNVERIFIABLE))],
    )  # fmt: skip
    shown = []
    for room in (ROOM, 5000, 3500, 1500):
        text = render_gerrit(told, None, Look(), room)
        shown.append([len(re.findall(rf"(?m)^\* {first}\w{{5}} ", text)) for first in "0abc"])
        hidden = sum(int(number) for number in re.findall(r"(?m)^\* (?:and )?(\d+) (?:more|not shown)", text))
        assert sum(shown[-1]) + hidden == 95
        assert utf16_length(text) <= room

    assert shown[0] == [5, 30, 30, 30]
    assert shown[1][:3] == [5, 30, 30]
    assert 0 < shown[1][3] < 30
    assert shown[2][3] == 0
    assert 0 < shown[2][2] < 30
    assert shown[3][0] == 5
    assert shown[3][2:] == [0, 0]


@given(st.integers(0, 60), st.sampled_from(Verdict), st.integers(200, 16_000))
@settings(max_examples=60, deadline=None)
def test_any_room(number: int, verdict: Verdict, room: int) -> None:
    """A message takes no more room than there is, and is the same each time."""
    told = report(*(replace(one, title="😀 words " * 30) for one in many(number, verdict)))

    assert_plain(render_gerrit(told, None, Look(), room), room)
    assert render_gerrit(told, None, Look(), room) == render_gerrit(told, None, Look(), room)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_each_hostile(text: str) -> None:
    """
    Hostile words format, link and do nothing, wherever they stand.
    """
    assert_plain(render_gerrit(a_hostile_answer(text), lambda _: (text,)))


@given(HOSTILE)
@settings(max_examples=150, deadline=None)
def test_any_hostile(text: str) -> None:
    """Any mixture of hostile words formats, links and does nothing."""
    assert_plain(render_gerrit(a_hostile_answer(text), lambda _: (text,)))


@given(HOSTILE, HOSTILE)
@settings(max_examples=100, deadline=None)
def test_two_that_meet(one: str, other: str) -> None:
    """Words of two people beside each other don't join to something that acts."""
    found = [
        finding(
            f"{number:06x}", verdict, title=one, quote=other, sources=(source(one, quote=other), source(other)),
            evidence=(support(other),), location=location(3, path=(one, other)[number % 2]),
        )
        for number, verdict in enumerate([*Verdict, *Verdict])
    ]  # fmt: skip

    assert_plain(render_gerrit(report(*found, reviews=(review(one), review(other)), limits=(other,))))


@pytest.mark.parametrize(
    "text", [text for text in TEXTS if len(text) < 60 and "hunter2" not in text and "a1B2" not in text]
)
def test_words_stay(text: str) -> None:
    """
    A reader still sees every word of a hostile text, rendered and raw.
    """
    told = report(finding("aaaaaa", title=f"Begin {text} end", location=location(None, path=None)))
    wanted = re.findall(r"[A-Za-z0-9]{2,}", text)

    said = render_gerrit(told)
    for seen in (words(said), said.replace("\u200b", "")):
        begin, end = seen.index("Begin"), seen.index(" end")
        assert re.findall(r"[A-Za-z0-9]{2,}", seen[begin + 5 : end]) == wanted


def test_explanation() -> None:
    """
    An explanation for Gerrit has all that the one for GitHub has, without bold, links and tags.
    """
    text = explain_on_gerrit(a_sample(), "d402cc", code)

    assert text.startswith("d402cc: refuted, new at `1a2b3c4`\n\n")
    assert "Who says so (1 source)\n" in text
    assert "against it, proof (`unused-variable`): `check` is called once (line 43).\n" in text
    assert "```\n41   " in text
    assert "**" not in text
    assert explain_on_gerrit(a_sample(), "eeeeee") == ""


@given(HOSTILE)
@settings(max_examples=60, deadline=None)
def test_hostile_explanation(text: str) -> None:
    """Hostile words format, link and do nothing in an explanation either; code stays in its fence."""
    told = a_hostile_answer(text)
    for one in told.findings[:3]:
        said = explain_on_gerrit(told, one.id, lambda _: (text, text))
        assert kinds(said) <= {*SHOWN, "fence"}
        assert not any(pattern.search(prose(said)) for pattern in ACTS.values())
        assert not ACTS["an account"].search(said)
