"""The password of a fetch is nowhere to be read: no file, no command line, no environment, no message."""

import base64
import os
import threading
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import BotError
from bot.git.fetching import Route
from bot.git.remote import environment, read_place
from bot.model.forge import CodePlace
from tests.git.test_cache import Scene, a_scene

PASSWORD = "ghs_Zq81" + "xY7" * 12
ENCODED = base64.b64encode(f"user:{PASSWORD}".encode()).decode()


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """A scene whose server asks for the password."""
    with a_scene(tmp_path) as made:
        made.server.password = PASSWORD
        yield made


def holding(folder: Path) -> list[Path]:
    """The files below a folder, or their names, that hold the password."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if _is_in(path.read_bytes()) or _is_in(str(path).encode())]


def shown_by_processes() -> list[str]:
    """The processes whose command line or environment holds the password."""
    found = []
    for entry in os.listdir("/proc"):
        for name in ("cmdline", "environ") if entry.isdigit() else ():
            try:
                data = Path("/proc", entry, name).read_bytes()
            except OSError:
                continue
            found += [f"{entry}/{name}"] if _is_in(data) else []
    return found


def _is_in(data: bytes) -> bool:
    return PASSWORD.encode() in data or ENCODED.encode() in data


def test_while_fetching_and_after(scene: Scene) -> None:
    """
    Neither during a fetch nor after it does a file, a command line or an environment hold the password.
    """
    big = scene.repository.commit({"data": os.urandom(400_000)})
    scene.server.stop_after = 100_000
    place = replace(scene.place, user="user", password=PASSWORD)
    paths: list[str] = []

    def fetch() -> None:
        with scene.cache.checkout(place, (), [big]) as path:
            paths.append(path)

    thread = threading.Thread(target=fetch)
    thread.start()
    assert scene.server.stopped.wait(20)
    during = (shown_by_processes(), holding(Path(scene.cache.path)))
    scene.server.go_on.set()
    thread.join()

    assert paths and during == ([], [])
    assert holding(Path(scene.cache.path)) == []
    assert any(ENCODED in given for given in scene.server.credentials)


@pytest.mark.parametrize("status", [401, 403, 404, 418, 500])
def test_in_messages(scene: Scene, status: int) -> None:
    """
    No message, nor what a traceback shows, holds the password, even where the server sends it back.
    """
    scene.server.status = status
    place = replace(scene.place, user="user", password=PASSWORD)

    with pytest.raises(BotError) as raised, scene.cache.checkout(place, (), scene.commits[:1]):
        pass

    shown = "".join(traceback.format_exception(raised.value)) + repr(raised.value) + repr(place)
    assert not _is_in(shown.encode())


def test_not_for_the_proxy(scene: Scene) -> None:
    """
    A proxy that asks for a password does not get the one of the forge.
    """
    proxy = scene.server.url
    cache = replace(scene.cache, route=Route(environment={"https_proxy": proxy}))
    place = CodePlace("https://code.invalid/a/b", "user", PASSWORD)

    with pytest.raises(BotError), cache.checkout(place, (), scene.commits[:1]):
        pass

    assert "CONNECT code.invalid:443" in scene.server.requests
    assert not any(scene.server.credentials)


def test_environment_of_the_caller(scene: Scene) -> None:
    """
    Of the caller's environment git sees the way out, and no home with passwords, settings or traces.
    """
    given = {"HOME": "/home/me", "GIT_TRACE_CURL": "1", "GIT_CONFIG_COUNT": "1", "TOKEN": PASSWORD, "NO_PROXY": "x"}

    found = environment(read_place(scene.place, allow_ssh=False), given)

    assert found["HOME"] == os.devnull and found["NO_PROXY"] == "x"
    assert not {"GIT_TRACE_CURL", "GIT_CONFIG_COUNT", "TOKEN"} & set(found)
