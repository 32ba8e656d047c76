"""The hidden line of our comment remembers a history, whole and small, and nothing odd is ever read from one."""

import base64
import hashlib
import json
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.history import History, State
from bot.poster.history import read
from bot.poster.marker import LONGEST_MARKER, Marker, key_of
from tests.poster.histories import TEXTS, histories, many

KEY = key_of("https://github.com", "github")
MARKER = Marker(KEY)
ROW = ["aaaaaa", "plausible", "open", "unused-import", "Title", "a.py", None, False, True]
GOOD = [1, "a" * 40, None, [ROW], False]


def packed(plain: bytes, key: str = KEY) -> str:
    """A line that looks like ours, with any content."""
    payload = base64.b64encode(zlib.compress(plain, 9), b"._").decode()
    return f"<!-- metareview:{key} {payload} -->"


def line_of(value: object) -> str:
    """A line that looks like ours, with any JSON."""
    return packed(json.dumps(value, separators=(",", ":")).encode())


def noise(at: int, size: int) -> str:
    """Text that does not compress, the same each time."""
    return "".join(hashlib.sha256(f"{at}/{part}".encode()).hexdigest() for part in range(size // 64 + 1))[:size]


def test_key() -> None:
    """The key is 12 hex digits that differ by URL and by name."""
    assert len(KEY) == 12
    assert set(KEY) <= set("0123456789abcdef")
    assert len({KEY, key_of("https://github.com", "other"), key_of("https://ghe.example", "github")}) == 3


@pytest.mark.parametrize("key", ["", "a b", "-->", "a" * 65, "ä"])
def test_bad_key(key: str) -> None:
    """A key that could break the hidden line is none."""
    with pytest.raises(ValueError, match="key"):
        Marker(key)


@given(histories())
@settings(max_examples=300, deadline=None)
def test_round_trip(history: History) -> None:
    """What is written is read back, the same history gives the same line, and nothing in it ends the hidden comment."""
    line = MARKER.write(history)

    assert MARKER.read(f"Text\n\n{line}\n") == history
    assert MARKER.write(history) == line
    assert line.startswith(MARKER.prefix)
    assert line.endswith(" -->")
    assert "--" not in line[4:-3]
    assert ">" not in line[:-1]
    assert "\n" not in line
    assert line.isascii()


@given(histories(), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\n", "\r\n", " \r\n\r\n"]))
@settings(max_examples=60, deadline=None)
def test_line_ends(history: History, newline: str, end: str) -> None:
    """A forge may change line ends and the end of the text."""
    assert read(f"One{newline}{newline}Two{newline}{MARKER.write(history)}{end}", KEY) == history


@given(histories(TEXTS, most=5))
@settings(max_examples=60, deadline=None)
def test_long_titles(history: History) -> None:
    """Titles are cut to 80 characters and nothing else changes."""
    kept = replace(history, findings=tuple(replace(past, title=past.title[:80]) for past in history.findings))

    assert MARKER.read(MARKER.write(history)) == kept


def test_three_hundred() -> None:
    """Of more than 300 findings the open ones stay, and the rest goes first."""
    closed = [replace(past, state=State.FIXED) for past in many(200).findings]
    opened = [replace(past, id=f"f{past.id}") for past in many(250).findings]

    told = MARKER.read(MARKER.write(History("a" * 40, findings=(*closed, *opened))))

    assert told is not None
    assert len(told.findings) == 300
    assert sum(past.state is State.OPEN for past in told.findings) == 250


def test_titles_go_first() -> None:
    """What is too long loses titles of the least important findings, and no finding."""
    history = History(
        "a" * 40,
        findings=tuple(
            replace(past, title=noise(at, 80), state=State.FIXED if at < 150 else State.OPEN)
            for at, past in enumerate(many(300).findings)
        ),
    )

    line = MARKER.write(history)
    told = MARKER.read(line)

    assert len(line) <= LONGEST_MARKER
    assert told is not None
    assert [past.id for past in told.findings] == [past.id for past in history.findings]
    titled = [past.state for past in told.findings if past.title]
    assert len(titled) > 50
    assert titled.count(State.OPEN) == min(150, len(titled))


def test_findings_go_next() -> None:
    """What is too long even without titles loses the least important findings."""
    findings = tuple(
        replace(past, path=noise(at, 400), state=State.OPEN if at % 3 else State.FIXED)
        for at, past in enumerate(many(300).findings)
    )

    line = MARKER.write(History("a" * 40, findings=findings))
    told = MARKER.read(line)

    assert len(line) <= LONGEST_MARKER
    assert told is not None
    assert 20 < len(told.findings) < 300
    assert {past.state for past in told.findings} == {State.OPEN}


@given(st.integers(0, 400), st.integers(0, 120), st.integers(0, 1200))
@settings(max_examples=40, deadline=None)
def test_any_size(number: int, title: int, path: int) -> None:
    """However much there is to remember, the line stays short and can be read."""
    history = replace(
        many(number),
        findings=tuple(
            replace(past, title=noise(at, title), path=noise(at, path)) for at, past in enumerate(many(number).findings)
        ),
    )

    line = MARKER.write(history)

    assert len(line) <= LONGEST_MARKER
    assert MARKER.read(line) is not None


def test_good() -> None:
    """The values that the tests below spoil are read as they are."""
    told = MARKER.read(line_of(GOOD))

    assert told is not None
    assert told.findings[0].title == "Title"


@pytest.mark.parametrize(
    "value",
    [
        None, True, 1, "x", {}, [], [1], GOOD[:3], [*GOOD, 1], [2, *GOOD[1:]], [True, *GOOD[1:]], [1.0, *GOOD[1:]], ["1", *GOOD[1:]],
        [1, "a" * 39, None, []], [1, "A" * 40, None, []], [1, None, None, []], [1, "a" * 40, "x", []], [1, "a" * 40, 1, []],
        [1, "a" * 40, None, {}], [1, "a" * 40, None, None], [1, "a" * 40, None, [ROW, ROW]], [1, "a" * 40, None, [["b", *ROW[1:]], ROW]],
        [1, "a" * 40, None, [None]], [1, "a" * 40, None, [[]]], [1, "a" * 40, None, [{}]],
        [1, "a" * 40, None, [[f"{at:06x}", *ROW[1:]] for at in range(301)]],
        *(
            [1, "a" * 40, None, [[*ROW[:at], spoiled, *ROW[at + 1 :]]]]
            for at, wrong in enumerate([
                ("", "a" * 65, "a b", "../a<", 1, None, []), ("sure", "CONFIRMED", "", None, 1), ("gone", "", None, 1), ("", "A b", "x" * 65, None, 1),
                ("x" * 81, None, 1, []), ("x" * 1001, 1, [], {}), ("", "x", "A" * 40, 1, True), (0, 1, None, "false"), (0, 1, None, "true"),
            ])
            for spoiled in wrong
        ),
        [1, "a" * 40, None, [ROW[:8]]], [1, "a" * 40, None, [[*ROW, None]]],
    ],
)  # fmt: skip
def test_odd_values(value: object) -> None:
    """A value of another type, length, order or word makes the whole line no history."""
    value = [*value, False] if isinstance(value, list) and len(value) == 4 else value

    assert MARKER.read(line_of(value)) is None


@pytest.mark.parametrize(
    "plain",
    [
        b"", b"nonsense", b"\xff\xfe", b"[" * 100_000, b"[" * 100_000 + b"]" * 100_000, b"9" * 10_000, b"NaN", b"[1,NaN]", b"null\n", b"1e999",
        json.dumps(GOOD).encode(), json.dumps(GOOD).encode("utf-16"), json.dumps(GOOD, separators=(",", ":")).encode() + b" ",
    ],
)  # fmt: skip
def test_odd_json(plain: bytes) -> None:
    """Anything but our own JSON, byte for byte, is no history."""
    assert MARKER.read(packed(plain)) is None


def test_zip_bomb() -> None:
    """A small payload that unpacks to very much is refused before it does."""
    bombs = [zlib.compress(b" " * 50_000_000, 9), zlib.compress(zlib.compress(b"[" * 8_000_000, 9), 9)]

    for bomb in bombs:
        payload = base64.b64encode(bomb, b"._").decode()
        assert MARKER.read(f"{MARKER.prefix}{payload} -->") is None
        assert MARKER.read(f"{MARKER.prefix}{payload[:11_000]} -->") is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: "",
        lambda line: line[:-1],
        lambda line: line[:-4],
        lambda line: line + "x",
        lambda line: line + "\n\nMore words.",
        lambda line: line.replace(KEY, "0" * 12),
        lambda line: line.replace("metareview", "Metareview"),
        lambda line: " x" + line,
        lambda line: line.replace(" -->", "  -->"),
        lambda line: line.replace(" -->", "A -->"),
        lambda line: line.replace(" -->", "==== -->"),
        lambda line: line[:40] + " " + line[40:],
        lambda line: line[:40] + "é" + line[41:],
        lambda line: line[:40] + "\n" + line[40:],
        lambda line: line[:40] + ("A" if line[40] != "A" else "B") + line[41:],
        lambda line: line.replace(" -->", "A" * 13_000 + " -->"),
        lambda line: "<!-- metareview:" + KEY + "  -->",
        lambda line: "<!-- metareview:" + KEY + " -->",
    ],
)
def test_odd_lines(spoil) -> None:  # type: ignore[no-untyped-def]
    """A line that anybody changed is no history."""
    assert MARKER.read("Text\n\n" + spoil(MARKER.write(many(3, title="Title {}")))) is None


def test_level() -> None:
    """The same content packed by another zlib is read all the same."""
    given = many(50, title="Title {}")
    plain = zlib.decompress(base64.b64decode(MARKER.write(given)[len(MARKER.prefix) : -4], b"._"))
    other = base64.b64encode(zlib.compress(plain, 1), b"._").decode()

    assert MARKER.read(f"{MARKER.prefix}{other} -->") == given


@given(st.one_of(st.text(), st.text().map(lambda text: MARKER.prefix + text + " -->"), st.binary().map(packed)))
@settings(max_examples=300, deadline=None)
def test_any_text(body: str) -> None:
    """No text at all raises."""
    assert MARKER.read(body) is None


def test_last_of_two() -> None:
    """Only the last line counts, whatever stands above."""
    first, last = many(1, title="First"), many(2, title="Last")

    assert MARKER.read(f"{MARKER.write(first)}\n\n{MARKER.write(last)}") == last


def test_reply() -> None:
    """The hidden line of a reply is the same for a name, another for another, harmless, and no answer's."""
    marker = Marker("k1")
    lines = [marker.reply(name) for name in ("comment-1 help", "comment-2 help", "--> <b>\ud800", "")]

    assert len(set(lines)) == 4
    assert lines[0] == marker.reply("comment-1 help") != Marker("k2").reply("comment-1 help")
    for line in lines:
        assert line.startswith(marker.reply_prefix)
        assert line.removeprefix(marker.reply_prefix).removesuffix(" -->").isalnum()
        assert marker.prefix not in line
        assert marker.read(line) is None
