"""Whatever reviewers, code and tools wrote does nothing on GitHub: judged by what GitHub's own renderer makes of the answer."""

import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings

from bot.model.evidence import Verdict
from bot.model.history import State
from bot.model.neutral import one_line, safe_url
from bot.model.place import Lines
from bot.model.report import Report
from bot.model.settings import PostingSettings
from bot.poster.github import answer
from bot.poster.history import history_of
from bot.poster.marker import Marker
from bot.report.markdown import Look, render_markdown
from tests.builders import finding, location, report, source, support
from tests.poster.hostile import HOSTILE, KEY, TEXTS, a_hostile_answer
from tests.poster.rendering import ACTS, COMMANDS, rendered
from tests.report.samples import link

TAGS = {
    "a", "b", "br", "code", "details", "em", "li", "p", "pre", "strong", "sub", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip

DRAWN = {"math", "mermaid", "geojson", "topojson", "stl", "suggestion"}


def shown(of: Report, code: tuple[str, ...], *, commands: bool = True) -> str:
    """The whole comment for a report, links and code included."""
    return answer(
        of,
        lambda most: render_markdown(of, link, lambda _: code, Look(most)),
        KEY,
        PostingSettings(),
        commands=commands,
    ).text


def assert_harmless(text: str, told: Report, paths: tuple[str, ...]) -> None:
    """Assert that an answer renders as our own words, tags and links, and that nothing in it acts."""
    page = rendered(text)
    links = {safe_url(link(Lines(path, start, end))) for path in paths for start, end in ((1, 1), (1, 2), (3, 3))}

    assert {tag for tag, _ in page.tags} <= TAGS
    assert page.misnested == []
    assert page.open == []
    assert page.other == []
    assert {dict(attributes)["href"] for tag, attributes in page.tags if tag == "a"} <= links
    assert {name for tag, attributes in page.tags if tag == "a" for name, _ in attributes} <= {"href"}
    assert {entry for tag, attributes in page.tags if tag not in ("a", "pre") for entry in attributes} == set()
    assert {name for tag, attributes in page.tags if tag == "pre" for name, _ in attributes} <= {"lang"}
    assert not {value for tag, attributes in page.tags if tag == "pre" for _, value in attributes} & DRAWN
    assert page.comments == [Marker(KEY).write(history_of(told)).removeprefix("<!--").removesuffix("-->")]
    assert text.endswith(f"\n\n<!--{page.comments[0]}-->\n")
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200c-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]", text
    )
    for what, pattern in ACTS.items():
        assert not pattern.search(page.outside_code), what
    assert not re.search(r"@\w", page.text)
    for what, pattern in COMMANDS.items():
        assert not pattern.search(text), what
        assert not pattern.search(page.text), what


@given(HOSTILE)
@settings(max_examples=120, deadline=None)
def test_any_mixture(text: str) -> None:
    """Any mixture of hostile texts, put wherever foreign words stand, brings only our own tags and links, and nothing that acts."""
    told = a_hostile_answer(text)

    assert_harmless(shown(told, (text, text)), told, (text,))


@pytest.mark.parametrize("commands", [True, False])
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_each(text: str, commands: bool) -> None:
    """Each hostile text alone is harmless, whichever footer stands below."""
    told = a_hostile_answer(text)

    assert_harmless(shown(told, (text, text), commands=commands), told, (text,))


@given(HOSTILE, HOSTILE)
@settings(max_examples=60, deadline=None)
@example("`", "`")
@example("[a](", "https://h.example)")
@example("<!--", "-->")
@example("www", ":tada")
@example("octo/repo#", "GH-")
def test_two_that_meet(one: str, other: str) -> None:
    """Texts that stand beside each other in one answer don't join to something that acts."""
    found = [
        finding(
            f"{number:06x}", verdict, title=one, quote=other, sources=(source(one, quote=other), source(other)),
            evidence=(support(other),), location=location(3, path=(one, other)[number % 2]),
        )
        for number, verdict in enumerate([*Verdict, *Verdict])
    ]  # fmt: skip
    told = report(*found)

    assert_harmless(shown(told, (other, one)), told, (one, other))


@pytest.mark.parametrize(
    "text", [text for text in TEXTS if len(text) < 60 and "hunter2" not in text and "a1B2" not in text]
)
def test_words_stay(text: str) -> None:
    """A reader still sees every word of a hostile text."""
    told = report(finding("aaaaaa", title=f"Begin {text} end", location=location(None, path=None)))
    words = re.findall(r"[A-Za-z0-9]{2,}", one_line(text))

    seen = rendered(shown(told, ())).words
    begin, end = seen.index("Begin"), seen.index(" end")
    assert re.findall(r"[A-Za-z0-9]{2,}", seen[begin + 5 : end]) == words


@given(HOSTILE)
@settings(max_examples=60, deadline=None)
def test_rows_and_folds(text: str) -> None:
    """Foreign text makes no further cell, row or fold."""
    told = a_hostile_answer(text)
    tags = [tag for tag, _ in rendered(shown(told, (text,))).tags]

    assert tags.count("td") % 5 == 0
    assert tags.count("th") in (0, 5)
    assert tags.count("table") <= 1
    assert tags.count("details") == tags.count("summary")


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_code_stays_code(text: str) -> None:
    """Code that is shown stays in its block, whatever fences it holds."""
    told = a_hostile_answer("plain words")
    page = rendered(shown(told, (f"BEGIN {text}", "END")))
    tags = [tag for tag, _ in page.tags]

    assert tags.count("pre") == 1
    assert "BEGIN" not in page.outside_code
    assert "END" not in page.outside_code
    assert "BEGIN" in page.text


@given(HOSTILE)
@settings(max_examples=60, deadline=None)
def test_hostile_notes(text: str) -> None:
    """A note in a thread does nothing, whatever reviewers, code and tools wrote, and hides its last line."""
    told = a_hostile_answer(text)
    sent = [
        replace(one, state=State.OPEN, sources=tuple(replace(of, comment_id=f"inline-{one.id}") for of in one.sources))
        for one in told.findings
    ]
    posting = PostingSettings(reply_in_threads=True)
    notes = answer(replace(told, findings=tuple(sent)), lambda _: "", KEY, posting, commands=True).notes

    assert len(notes) == 6
    for note in notes:
        page = rendered(note.text)
        assert note.text.count("\n") == 2
        assert {tag for tag, _ in page.tags} <= {"p", "code"}
        assert (page.misnested, page.open, page.other) == ([], [], [])
        assert note.text.endswith(f"\n\n<!--{page.comments[0]}-->") and len(page.comments) == 1
        assert not [what for what, pattern in ACTS.items() if pattern.search(page.outside_code)]
        assert not [what for what, pattern in COMMANDS.items() if pattern.search(page.text)]
