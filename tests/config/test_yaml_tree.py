"""YAML as a configuration may write it, and YAML that is refused."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.config.faults import BadConfig
from bot.config.yaml_tree import LARGEST, read_yaml
from tests.config.builders import refused


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("null", None), ("~", None), ("", None), ("True", True), ("false", False), ("12", 12), ("-1", -1), ("0.5", 0.5), (".5", 0.5),
        ("yes", "yes"), ("off", "off"), ("010", "010"), ("0x10", "0x10"), ("1:30", "1:30"), ("1_000", "1_000"), ("1e3", "1e3"),
        ("2026-01-01", "2026-01-01"), (".inf", ".inf"), ("'12'", "12"), ('"true"', "true"), ("9" * 5000, "9" * 5000),
    ],
)  # fmt: skip
def test_scalars(text: str, value: object) -> None:
    """
    Plain words are truth values and numbers only where nobody could mean anything else.
    """
    assert read_yaml("f", f"key: {text}".encode()).tree == {"key": value}


def test_lines() -> None:
    """
    The line of every key and list item is known.
    """
    reading = read_yaml("f", b"\xef\xbb\xbfa:\n  - 1\n  - b: 2\n")

    assert reading.tree == {"a": [1, {"b": 2}]}
    assert reading.lines == {(): 1, ("a",): 1, ("a", 0): 2, ("a", 1): 3, ("a", 1, "b"): 3}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a: &x 1\nb: *x\n", "can't be read as YAML: an alias (*) is not read; write the value out (line 2)"),
        (
            b"a: !!python/object:os.system x",
            "can't be read as YAML: a tag (!) is not read; write the plain value (line 1)",
        ),
        (b"[" * 13 + b"]" * 13, "can't be read as YAML: it is nested more than 12 levels deep (line 1)"),
        (b"a: 1\n---\nb: 2\n", "can't be read as YAML: but found another document (line 2)"),
        (b"a: [1\n", "can't be read as YAML: expected ',' or ']', but got '<stream end>' (line 2)"),
        (b"a: \xff", "is not UTF-8 text"),
        (b"a: \x01", "holds a character that is not allowed in YAML"),
        (b'a: "\\U7fffffff"', "can't be read as YAML"),
        (b" " * (LARGEST + 1), "is larger than 256 KiB"),
    ],
)
def test_refused(content: bytes, sentence: str) -> None:
    """
    What is no YAML, or YAML that a configuration does without, is refused in one sentence.
    """
    with pytest.raises(BadConfig) as refusal:
        read_yaml("f", content)

    assert str(refusal.value) == f"f: the file {sentence}"


@pytest.mark.parametrize(
    "content",
    [
        b"a" * 4 + b": [" + b"[" * 100_000,
        b"? " * 100_000,
        b"- " * 100_000,
        b"a: {b: " * 30_000,
        b"a: " + b"x " * 100_000,
    ],
)
def test_hostile_shapes(content: bytes) -> None:
    """
    Depth and length end in one sentence, not in a crash.
    """
    assert len(refused(content)) == 1


def test_growing_aliases() -> None:
    """
    Lists that name each other do not grow.
    """
    text = "a: &a [x, x]\n" + "".join(f"k{at}: &k{at} [*{'a' if at == 0 else f'k{at - 1}'}, x]\n" for at in range(60))

    assert refused(text) == [
        "config.yaml: the file can't be read as YAML: an alias (*) is not read; write the value out (line 2)"
    ]


_PIECES = ["forges:", "github", "kind: ", "token: ", "env:A", "- ", "  ", "\n", "{", "}", "[", "]", ",", ": ", "*", "&a", "!", "|", ">", "'", '"', "\\", "%", "@", "?", "#", "---", "<<", "1", ".5", "\t", "server:", "reviewers:", "changes:", "match: ", "posting:"]  # fmt: skip


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(_PIECES)).map("".join)).map(
        lambda text: text.encode("utf-8", "surrogatepass")
    )
)
@example(b'a: "\\ud800"')
@example(b'"\\ud800": 1')
@example(b'forges: {"\\ud800": {kind: github}}')
def test_no_text_crashes(content: bytes) -> None:
    """
    Any text is a configuration or is refused with sentences of one line that any terminal can show.
    """
    for sentence in refused(content):
        assert sentence.startswith("config.yaml: ")
        sentence.encode("utf-8")


_SECRET_PLACES = [
    "forges: {{x: {{kind: github, token: {}}}}}",
    "forges: {{x: {{kind: github, token: [env:A, {}]}}}}",
    "forges: {{x: {{kind: gerrit, password: {}, webhook_secret: {}}}}}",
    "forges:\n  x:\n    kind: github\n    private_key: |\n      {}\n",
    "forges:\n  x:\n    kind: github\n    private_key: {}\n",
    "server: {{api_tokens: [{{token: {}}}]}}",
]


@given(
    st.sampled_from(_SECRET_PLACES),
    st.from_regex(
        r"[A-Za-z0-9+/=!&*'\"\\@%\[\], -]{0,8}Xq7ZsecretZ7qX[A-Za-z0-9+/=!&*'\"\\@%\[\]:, -]{0,8}", fullmatch=True
    ),
)
def test_no_secret_is_repeated(place: str, secret: str) -> None:
    """
    Whatever a secret looks like, the sentences that refuse it do not hold it.
    """
    sentences = refused(place.format(secret, secret))

    assert "Xq7ZsecretZ7qX" not in " ".join(sentences)
