"""Our own format, strictly."""

import json
from importlib.resources import files

import jsonschema
import pytest

from bot.errors import Refused
from bot.model.place import Side
from bot.model.review import Comment
from bot.parser.formats import read_reviews

_SCHEMA = json.loads(files("bot.report.schemas").joinpath("proposed-review-1.json").read_text())


def _document(**fields: object) -> dict[str, object]:
    return {"schema": "metareview/proposed-review/1", "reviewer": "acme", "body": "text", **fields}


def _with_comment(**fields: object) -> dict[str, object]:
    return _document(comments=[{"path": "a/b.py", "body": "text", **fields}])


def _is_read(document: object) -> bool:
    try:
        read_reviews("x.json", json.dumps(document).encode())
    except Refused:
        return False
    return True


_GOOD = [
    _document(),
    _document(body=None, comments=[]),
    _document(revision="a" * 40),
    _document(revision="F" * 64),
    _document(revision=None, external_id="1", submitted_at="2026-01-01T00:00:00Z", url="https://a.b", path="a.py"),
    _with_comment(line=1, end_line=3, side="old", id="7", url=None),
    _with_comment(path="a..b/..c"),
    _with_comment(line=None, end_line=None, side=None, id=None),
]
_BAD = [
    _document(reviewer=" "),
    _document(reviewer=None),
    _document(body=None),
    _document(body=3),
    _document(extra=1),
    _document(revision="a" * 39),
    _document(revision="g" * 40),
    _document(path="/a"),
    _document(comments={}),
    _with_comment(line=0),
    _with_comment(line="1"),
    _with_comment(line=1.5),
    _with_comment(line=True),
    _with_comment(path="../a"),
    _with_comment(path="a/.."),
    _with_comment(path=""),
    _with_comment(path=None),
    _with_comment(body=None),
    _with_comment(side="left"),
    _with_comment(id=7),
    _with_comment(lin=7),
    {"schema": "metareview/proposed-review/2", "reviewer": "x", "body": "y"},
]


@pytest.mark.parametrize("document", _GOOD)
def test_good(document: object) -> None:
    """A good document satisfies the schema and is read."""
    jsonschema.validate(document, _SCHEMA)

    assert _is_read(document)


@pytest.mark.parametrize("document", _BAD)
def test_bad(document: object) -> None:
    """A bad document violates the schema and is refused."""
    assert list(jsonschema.Draft202012Validator(_SCHEMA).iter_errors(document))
    assert not _is_read(document)


def test_fields() -> None:
    """Every field arrives, and the file's name stays the name."""
    document = _with_comment(line=2, end_line=4, side="old", id="c", url="u") | {
        "revision": "A" * 40,
        "external_id": "e",
        "path": "p.py",
    }

    (review,) = read_reviews("x.json", json.dumps(document).encode())

    assert (review.name, review.reviewer, review.format, review.revision, review.external_id, review.path) == (
        "x.json",
        "acme",
        "proposed-review",
        "a" * 40,
        "e",
        "p.py",
    )
    assert review.comments == (Comment("a/b.py", "text", 2, 4, Side.OLD, "c", "u"),)


def test_array() -> None:
    """An array of documents is as many reviews."""
    assert [
        r.body for r in read_reviews("x.json", json.dumps([_document(body="1"), _document(body="2")]).encode())
    ] == ["1", "2"]


@pytest.mark.parametrize(
    "text, message",
    [
        (
            json.dumps(_document(comments=[{"path": "a", "body": "b"}, {"path": "a", "body": "b", "lin": 1}])),
            "b.json: comments[1].lin is not a field (did you mean line?)",
        ),
        (json.dumps(_document(reviwer="x")), "b.json: reviwer is not a field (did you mean reviewer?)"),
        (json.dumps(_document(comments=[{"path": "a"}])), "b.json: comments[0].body is missing"),
        (json.dumps(_with_comment(line=0)), "b.json: comments[0].line must be greater than or equal to 1"),
        (json.dumps([_document(), _with_comment(line="x")]), "b.json: [1].comments[0].line must be a valid integer"),
        (
            json.dumps(_with_comment(path="../a")),
            "b.json: comments[0].path must be a path relative to the root of the repository, without `..`",
        ),
        (json.dumps(_with_comment(line=3, end_line=2)), "b.json: comments[0].end_line is before its line"),
        (json.dumps(_with_comment(end_line=2)), "b.json: comments[0].end_line needs a line"),
        (json.dumps(_document(body=None)), "b.json: the document must have a body or comments"),
        (
            '{"schema": "metareview/report/1"}',
            "b.json: schema is metareview/report/1; a proposed review has metareview/proposed-review/1",
        ),
        (
            '{"schema": "metareview/proposed-review/1", "body": "x",}',
            "b.json is not valid JSON: Expecting property name enclosed in double quotes at line 1, column 56",
        ),
        (
            '{"schema": "metareview/proposed-review/1", "body": "x", "body": "y"}',
            "b.json is not valid JSON: the field body is there twice in one object",
        ),
        (
            '{"schema": "metareview/proposed-review/1", "body": ' + "[" * 10**5,
            "b.json is not valid JSON: nested deeper than 100 levels",
        ),
    ],
)
def test_messages(text: str, message: str) -> None:
    """A refusal names the file, the place and what to mend."""
    with pytest.raises(Refused) as refused:
        read_reviews("b.json", text.encode())

    assert str(refused.value) == message
