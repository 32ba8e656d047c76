"""The log: one line an event, whatever is in it."""

import io
import json
import logging

import pytest

from bot.listener.logs import carry, logger_of
from bot.model.settings import LogSettings

HOSTILE = "a\nlevel='error' event='forged'\x1b[2J\u202e ghp_abcdefghijklmnopqrstuvwxyz0123456789"


@pytest.mark.parametrize("form", ["text", "json"])
def test_one_line(form: str) -> None:
    """
    Foreign text makes no line of its own, obeys no terminal, and what looks like a secret is cut.
    """
    stream = io.StringIO()

    logger_of(LogSettings("info", form), stream).info("request", change=HOSTILE)

    text = stream.getvalue()
    assert text.count("\n") == 1
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "ghp_" not in text


def test_json() -> None:
    """
    As JSON each line is an object.
    """
    stream = io.StringIO()

    logger_of(LogSettings("info", "json"), stream).warning("request", status=200)

    found = json.loads(stream.getvalue())
    assert (found["event"], found["level"], found["status"]) == ("request", "warning", 200)


def test_level() -> None:
    """
    What is below the level is not written.
    """
    stream = io.StringIO()
    log = logger_of(LogSettings("warning"), stream)

    log.info("request")
    log.warning("stopping")

    assert "event='stopping'" in stream.getvalue()
    assert stream.getvalue().count("\n") == 1


def test_carried() -> None:
    """
    What other parts say to the standard library's log comes out as lines like all others, and only once.
    """
    stream = io.StringIO()
    for _ in range(2):
        carry("metareview.test", logger_of(LogSettings("warning", "json"), stream))

    logging.getLogger("metareview.test").info("nothing")
    logging.getLogger("metareview.test").warning("run %s failed: %s", "run-1", HOSTILE)

    found = json.loads(stream.getvalue())
    assert found["level"] == "warning"
    assert found["event"].startswith("run run-1 failed: a level='error'")
    assert "ghp_" not in found["event"]
