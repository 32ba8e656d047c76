"""JSON by language models."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Refused
from bot.model.review import ProposedReview
from bot.parser.formats import read_reviews


def _read(text: str) -> ProposedReview:
    (review,) = read_reviews("acme.json", text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    return review


def _places(review: ProposedReview) -> list[tuple[str, int | None, int | None, str]]:
    return [(comment.path, comment.line, comment.end_line, comment.body) for comment in review.comments]


_ONE = ("a.py", 3, None, "`x` is bad.")


@pytest.mark.parametrize(
    "text",
    [
        '[{"file": "a.py", "line": 3, "message": "`x` is bad."}]',
        '{"findings": [{"path": "a.py", "line_number": "3", "description": "`x` is bad."}]}',
        '{"review": {"comments": [{"filename": "./a.py", "lineno": "L3", "body": "`x` is bad."}]}}',
        '{"issues": [{"filePath": "a.py:3", "comment": "`x` is bad."}]}',
        '{"bugs": [{"location": {"file": "a.py", "range": {"start_line": 3}}, "text": "`x` is bad."}]}',
        '{"files": {"a.py": [{"lines": [3], "issue": "`x` is bad."}]}}',
        '{"results": [{"file": "a.py", "problems": [{"line": 3.0, "details": "`x` is bad."}]}]}',
        '{"file": "a.py", "line": 3, "message": "`x` is bad."}',
        "{'findings': [{'file': 'a.py', 'line': 3, 'message': '`x` is bad.', 'cwe_id': None}]}",
        "{“findings”: [{“file”: “a.py”, “line”: 3, “message”: “`x` is bad.”}]}",
        '{"findings": [ // the list\n {"file": "a.py", "line": 3, "message": "`x` is bad.",}, /* end */ ],}',
        '```json\n[{"file": "a.py", "line": 3, "message": "`x` is bad."}]\n```',
        '```\n[{"file": "a.py", "line": 3, "message": "`x` is bad."}\n```',
        '{"findings": [{"file": "a.py", "line": 3, "message": "`x` is bad."}',
    ],
)
def test_shapes(text: str) -> None:
    """The same finding is read from any sensible shape, however loosely it is written."""
    review = _read(text)

    assert _places(review) == [_ONE]
    assert (review.format, review.reviewer, review.body) == ("llm-json", "acme", "")


@pytest.mark.parametrize(
    "lines, expected",
    [
        ("12-14", (12, 14)),
        ("lines 12 to 14", (12, 14)),
        ([12, 14], (12, 14)),
        ({"start": 12}, (None, None)),
        (0, (None, None)),
        (-1, (None, None)),
        (True, (None, None)),
        ("?", (None, None)),
        ("9" * 500, (None, None)),
    ],
)
def test_lines(lines: object, expected: tuple[int | None, int | None]) -> None:
    """Lines come as numbers, words or pairs; what is no line is none."""
    (comment,) = _read(json.dumps([{"file": "a.py", "lines": lines, "message": "bad"}])).comments

    assert (comment.line, comment.end_line) == expected


@pytest.mark.parametrize("path", ["/etc/x", "../a.py", "C:\\x.py", "N/A", "https://a.b/c", "~/x"])
def test_paths_outside(path: str) -> None:
    """A finding whose file is not inside the repository becomes a section of the body, and the file stays in its words."""
    review = _read(json.dumps([{"file": path, "line": 3, "message": "It is bad."}]))

    assert review.comments == ()
    assert "It is bad." in review.body and path in review.body and "line: 3" in review.body


def test_grades() -> None:
    """Severity, category and id have fields of their own; the container's grade holds where an item has none."""
    items = '{"critical": [{"id": "F1", "file": "a.py", "type": "security", "message": "bad"}], "minor": [{"file": "b.py", "severity": "low", "message": "bad"}]}'

    assert [(c.severity, c.category, c.external_id) for c in _read(items).comments] == [
        ("critical", "security", "F1"),
        ("low", None, None),
    ]


def test_body_of_an_item() -> None:
    """Title, message, unknown words and code of an item are joined verbatim, code in a fence below its own name."""
    item = {
        "file": "a.py",
        "title": "Bad name",
        "message": "It is *bad*.",
        "impact": "x" * 90,
        "function": "load",
        "fix": "x = 1\nuse(x)",
        "existing_code": "use(y)",
    }

    (comment,) = _read(json.dumps([item])).comments

    assert comment.body == "\n\n".join(
        [
            "Bad name",
            "It is *bad*.",
            "x" * 90,
            "function: load",
            "existing_code:\n```\nuse(y)\n```",
            "fix:\n```suggestion\nx = 1\nuse(x)\n```",
        ]
    )


def test_overall_words() -> None:
    """Prose around the JSON and words about the whole are the body; the reviewer may be named."""
    review = _read(
        'Here it is.\n\n```json\n{"model": "acme-2", "summary": "Fine.", "approved": true, "findings": [{"file": "a.py", "message": "bad"}]}\n```\nBye.'
    )

    assert review.body == "Here it is.\n\nFine.\n\napproved: true\n\nBye."
    assert review.reviewer == "acme-2"


def test_cut_off() -> None:
    """Of a text that ends too early whole items are kept, and the rest is in the body."""
    review = _read('[{"file": "a.py", "message": "one"}, {"file": "b.py", "message": "two is cut o')

    assert _places(review) == [("a.py", None, None, "one")]
    assert review.body == '{"file": "b.py", "message": "two is cut o'


def test_inner_quotes() -> None:
    """Quotes that nobody escaped, and line ends in strings, do no harm."""
    assert _places(_read('{"findings": [{"file": "a.py", "message": "the "x" is\nbad", "line": 3}]}')) == [
        ("a.py", 3, None, 'the "x" is\nbad')
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "x", "version": "1.0"}',
        "[]",
        "[1, 2]",
        'The response should be:\n```json\n{"message": "not found", "code": 404}\n```\nand not an empty body.',
        'Use this in the settings of the project, please:\n\n```json\n{"rules": [{"name": "x"}]}\n```\n',
        "[link](x) and {braces}",
        "{\n  not json\n}",
        '{"findings": ' * 10**5,
        "[" * 10**5 + "]" * 10**5,
    ],
)
def test_no_review(text: str) -> None:
    """JSON that tells no findings, or is an example in prose, is Markdown."""
    review = _read(text)

    assert (review.format, review.body) == ("markdown", text)


@pytest.mark.parametrize("odd", ["NaN", "-Infinity", "1e999", "9" * 10**6, '"\\ud800"', '"' + "x" * 10**6 + '"'])
def test_odd_values(odd: str) -> None:
    """Numbers without end, half characters and huge strings do no harm."""
    review = _read(f'{{"findings": [{{"file": "a.py", "message": "bad", "line": {odd}, "note": {odd}}}]}}')

    assert review.comments[0].line is None
    review.comments[0].body.encode()


def test_twice_named() -> None:
    """Of two members with one name both are read."""
    assert (
        len(
            _read(
                '{"findings": [{"file": "a.py", "message": "1"}], "findings": [{"file": "b.py", "message": "2"}]}'
            ).comments
        )
        == 2
    )


_VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=20),
        st.sampled_from(["a.py", "It is bad.", "12-14"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                [
                    "findings",
                    "file",
                    "line",
                    "message",
                    "title",
                    "fix",
                    "severity",
                    "location",
                    "start",
                    "end_line",
                    "a.py",
                    "x",
                    "id",
                ]
            ),
            inner,
        ),
    ),
    max_leaves=15,
)


@settings(max_examples=300, deadline=None)
@given(_VALUES, st.integers(0, 400), st.text(max_size=10))
def test_any_json(value: object, cut: int, around: str) -> None:
    """Any JSON, whole or cut, alone or in prose, is read or refused."""
    text = json.dumps(value)
    for data in (text, text[:cut], f"{around}\n```json\n{text}\n```"):
        try:
            reviews = read_reviews("x.json", data.encode("utf-8", "replace"))
        except Refused:
            continue
        assert all(comment.body is not None and comment.path for review in reviews for comment in review.comments)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="{}[]\"',:/\\ \nafile*#`1“”", max_size=60))
def test_any_text(text: str) -> None:
    """Any text of JSON's own letters is read or refused."""
    try:
        assert read_reviews("x.json", text.encode())
    except Refused as refused:
        assert str(refused).startswith("x.json ")


@pytest.mark.parametrize(
    "text",
    [
        '[{"' * 10**5,
        "[a " * 10**5,
        "\n{a:" * 10**5,
        '"' * 10**6,
        "\n[{" * 10**5,
        '{"a": "b" "c" ' * 10**5,
        "\n{'a" * 10**5,
        "/*" * 10**5,
        "[/" * 10**5,
    ],
)
def test_linear(text: str) -> None:
    """A megabyte of anything takes seconds."""
    begun = time.process_time()

    read_reviews("x.json", text.encode())

    assert time.process_time() - begun < 10
