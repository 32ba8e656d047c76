"""JSON of any shape where GitHub's is expected: a value, nothing, or an error of ours, never a crash."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BotError
from bot.forges.github import answers, messages, people
from bot.forges.github.answers import Reply
from bot.forges.github.fields import need
from bot.model.fields import at, number, rows, text

KEYS = st.sampled_from(
    ["id", "body", "user", "login", "type", "state", "line", "start_line", "side", "path", "commit_id", "errors", "message",
     "original_line", "in_reply_to_id", "created_at", "submitted_at", "data", "nodes", "viewer"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=8),
    max_leaves=20,
)
ROWS = st.dictionaries(KEYS, VALUES)


@given(ROWS)
def test_messages(row: dict[str, object]) -> None:
    """
    A row of a list is a message with texts that can be encoded, or none.
    """
    for shape in (messages.review, messages.inline, messages.comment):
        found = shape(row, {})
        if found is None:
            continue
        said = found[1]
        assert said.id.partition("-")[2] == str(number(row, "id"))
        json.dumps([said.body, said.path, said.url, said.updated_at, said.author.login], ensure_ascii=False).encode()
        assert said.end_line is None or (said.line is not None and said.line < said.end_line)


@given(VALUES)
def test_fields(row: object) -> None:
    """
    A field is of the type that was asked for, whatever stands in its place.
    """
    assert isinstance(text(row, "body"), str)
    assert isinstance(number(row, "id"), int | None)
    assert all(isinstance(one, dict) for one in rows(row, "nodes"))
    assert isinstance(people.person(at(row, "user")).login, str)


@given(
    VALUES, st.sampled_from([200, 201, 204, 301, 304, 400, 401, 403, 404, 408, 409, 410, 422, 429, 451, 500, 502, 599])
)
def test_answers(body: object, status: int) -> None:
    """
    An answer is a value or an error of ours on one line, whatever its status and body are.
    """
    reply = Reply(status, {"retry-after": "soon", "x-ratelimit-reset": "-1"}, json.dumps(body).encode(), "GET /x")

    try:
        found = answers.data(reply, answers.value(reply, 0.0), 0.0, partial=True)
    except BotError as error:
        assert "\n" not in str(error)
        assert len(str(error)) < 500
        return

    assert isinstance(found, dict)


def test_needed_field() -> None:
    """
    A field that must be there is named where it is missing.
    """
    with pytest.raises(BotError, match=r"GitHub's answer lacks `head\.sha`"):
        need({"head": None}, "head", "sha")


def test_half_a_character() -> None:
    """
    Half a character, which JSON can hold, does not reach what we write.
    """
    found = text(json.loads('{"body": "a\\ud800b"}'), "body")

    assert found.encode() == b"a?b"
