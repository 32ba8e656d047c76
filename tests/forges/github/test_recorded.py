"""The adapter reads what the real GitHub once answered: the exchanges recorded in PyGithub's source distribution."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.forges.github import messages, people
from bot.model.forge import MessageKind
from tests.github.contract import published, recorded

pytestmark = pytest.mark.slow

SHAPES: dict[str, Callable[[Any, dict[int, Any]], Any]] = {
    r"/repos/[^/]+/[^/]+/pulls/\d+/reviews": messages.review,
    r"/repos/[^/]+/[^/]+/pulls/\d+/comments": messages.inline,
    r"/repos/[^/]+/[^/]+/pulls/comments/\d+": messages.inline,
    r"/repos/[^/]+/[^/]+/issues/\d+/comments": messages.comment,
    r"/repos/[^/]+/[^/]+/issues/comments/\d+": messages.comment,
}


@pytest.fixture(scope="module")
def material() -> Path:
    """The folder with what was fetched."""
    return published()


def rows(material: Path) -> list[tuple[Callable[[Any, dict[int, Any]], Any], dict[str, Any]]]:
    """Every recorded review and comment, with what reads it."""
    found = []
    for _, exchange in recorded(material, 2010):
        shape = next((shape for path, shape in SHAPES.items() if re.fullmatch(path, exchange.path)), None)
        if shape is None or exchange.method not in ("GET", "POST", "PATCH") or exchange.status >= 300:
            continue
        answer = json.loads(exchange.answer or b"null")
        found += [(shape, row) for row in (answer if isinstance(answer, list) else [answer]) if isinstance(row, dict)]
    return found


def test_messages(material: Path) -> None:
    """
    Every recorded review and comment with words becomes a message with an author, its text as it is, and a place where it has one.
    """
    found = rows(material)
    read = [(row, dated[1]) for shape, row in found if (dated := shape(row, {})) is not None]
    silent = [row for shape, row in found if shape(row, {}) is None]

    assert len(read) > 30
    assert all(not (row.get("body") or "").strip() or row.get("state") == "PENDING" for row in silent)
    for row, said in read:
        assert said.body == row["body"]
        assert (said.author.login, said.author.id) == (row["user"]["login"], str(row["user"]["id"]))
        assert said.kind is not MessageKind.INLINE or said.path == row["path"]
        assert said.line is None or said.line >= 1


def test_people(material: Path) -> None:
    """
    Whoever wrote something recorded is told from a bot by GitHub's own word.
    """
    users = [row["user"] for _, row in rows(material) if isinstance(row.get("user"), dict)]

    assert users
    assert {people.person(user).is_bot for user in users if user.get("type") == "User"} == {False}
