"""The table of the standard library says what is there, what is not, and what it cannot tell."""

import inspect
import json
import textwrap

import pytest

from bot.validator import stdlib_facts
from bot.validator.stdlib_facts import Presence


@pytest.mark.parametrize(
    ("owner", "name", "expected"),
    [
        ("os.path", "join", Presence.THERE),
        ("os.path", "filename", Presence.ABSENT),
        ("str", "removeprefix", Presence.THERE),
        ("str", "contains", Presence.ABSENT),
        ("json.JSONDecoder", "decode", Presence.THERE),
        ("itertools", "batched", Presence.UNKNOWN),
        ("os", "startfile", Presence.UNKNOWN),
        ("argparse.Namespace", "anything", Presence.UNKNOWN),
        ("requests", "get", Presence.UNKNOWN),
    ],
)
def test_name(owner: str, name: str, expected: Presence) -> None:
    """
    A name is there or absent only where every version and platform agrees.
    """
    assert stdlib_facts.has_name(owner, name) is expected


@pytest.mark.parametrize(
    ("callee", "keyword", "expected"),
    [
        ("subprocess.run", "timeout", Presence.THERE),
        ("subprocess.run", "time_out", Presence.ABSENT),
        ("open", "encoding", Presence.THERE),
        ("json.dumps", "pretty", Presence.UNKNOWN),
        ("threading.Thread", "daemon", Presence.THERE),
        ("threading.Thread", "demon", Presence.ABSENT),
        ("shutil.rmtree", "onexc", Presence.UNKNOWN),
    ],
)
def test_keyword(callee: str, keyword: str, expected: Presence) -> None:
    """
    A keyword is absent only from a call that names all of its parameters.
    """
    assert stdlib_facts.accepts(callee, keyword) is expected


@pytest.mark.parametrize("function", [json.dump, textwrap.wrap, inspect.getsource])
def test_signature(function: object) -> None:
    """
    No parameter that the interpreter shows is called absent.
    """
    assert callable(function)
    callee = f"{function.__module__}.{function.__name__}"

    said = {name: stdlib_facts.accepts(callee, name) for name in inspect.signature(function).parameters}

    assert Presence.ABSENT not in {answer for name, answer in said.items() if name not in ("kw", "kwargs")}
