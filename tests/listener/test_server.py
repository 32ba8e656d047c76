"""The service as a process: its ports, clients of every kind, and how it stops."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bot.errors import Refused
from bot.listener.server import bound
from tests.listener.builders import ENVIRONMENT, headers, pull
from tests.listener.serving import Serving, serving

BODY = json.dumps(pull("opened")).encode()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """One service for all tests that don't stop it."""
    with serving(tmp_path_factory.mktemp("service")) as found:
        yield found


def deliver(url: str, id: str) -> int:
    """Send an event; the status of the answer, 0 where there was none."""
    try:
        return httpx.post(
            f"{url}/webhooks/github", content=BODY, headers=headers(BODY, "pull_request", id), timeout=30
        ).status_code
    except httpx.HTTPError:
        return 0


def raw(service: Serving, sent: bytes, seconds: float = 5) -> bytes:
    """What comes back for some bytes, until the other side closes or is silent for long."""
    with socket.create_connection(("127.0.0.1", service.port)) as connection:
        connection.settimeout(seconds)
        connection.sendall(sent)
        found = b""
        try:
            while chunk := connection.recv(65536):
                found += chunk
        except (TimeoutError, ConnectionError):
            pass
        return found


def test_ports(service: Serving) -> None:
    """
    Webhooks and metrics are served on ports of their own, and the server does not say what it is made of.
    """
    health = httpx.get(f"{service.url}/healthz")
    metrics = httpx.get(f"http://127.0.0.1:{service.admin_port}/metrics")

    assert (health.status_code, metrics.status_code) == (200, 200)
    assert "server" not in health.headers
    assert deliver(service.url, "first") == 202
    assert "github:first" in service.deliveries()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 1_000_000 + b"\r\n\r\n", b"4"),
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"200"),
        (b"GET /%ff%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"404"),
        (b"POST /webhooks/github HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"POST /webhooks/github HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", b"400"),
        (b"POST /webhooks/github HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", b"50"),
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n", b"200"),
    ],
)
def test_no_http(service: Serving, sent: bytes, status: bytes) -> None:
    """
    Bytes that are no request are refused, and the service goes on.
    """
    answer = raw(service, sent, 2)

    assert answer.startswith(b"HTTP/1.1 " + status) or (status == b"50" and answer.startswith(b"HTTP/1.1 4"))
    assert httpx.get(f"{service.url}/healthz").status_code == 200


def test_large_body_of_a_stranger(service: Serving) -> None:
    """
    A stranger's body is answered before it is sent.
    """
    head = b"POST /webhooks/github HTTP/1.1\r\nHost: x\r\nContent-Length: 26000000\r\nContent-Type: application/json\r\n\r\n"

    with socket.create_connection(("127.0.0.1", service.port)) as connection:
        connection.settimeout(5)
        connection.sendall(head)

        assert connection.recv(12) == b"HTTP/1.1 401"


def test_nothing_secret(service: Serving) -> None:
    """
    The log of the process holds no secret, no traceback and no header.
    """
    httpx.post(f"{service.url}/webhooks/gerrit/{ENVIRONMENT['GERRIT_HOOK']}", content=b"{")
    raw(service, f"GET /{ENVIRONMENT['HOOK_NEW']} nonsense\r\n\r\n".encode(), 2)

    log = service.log()

    assert not [name for name, value in ENVIRONMENT.items() if value in log]
    assert "Traceback" not in log
    assert "listening" in log


def test_stop(tmp_path: Path) -> None:
    """
    Asked to stop, the service ends what it began, then the engine, and exits with 0; what was acknowledged is kept.
    """
    with serving(tmp_path, seconds=0.5) as service, ThreadPoolExecutor(6) as pool:
        sending = [pool.submit(deliver, service.url, f"d-{at}") for at in range(6)]
        time.sleep(0.25)

        code, out = service.stop()
        statuses = [one.result() for one in sending]

        assert (code, out.split()[:3]) == (0, ["engine", "stopped", "6"])
        assert statuses == [202] * 6
        assert sorted(service.deliveries()) == [f"github:d-{at}" for at in range(6)]
        assert deliver(service.url, "late") == 0


def test_killed(tmp_path: Path) -> None:
    """
    What was acknowledged before the process is killed is kept.
    """
    acknowledged: list[str] = []

    def send(start: int, service: Serving) -> None:
        at = start
        while deliver(service.url, f"d-{at}") == 202:
            acknowledged.append(f"github:d-{at}")
            at += 1

    with serving(tmp_path, seconds=0.002) as service:
        threads = [threading.Thread(target=send, args=(at * 1000, service)) for at in range(4)]
        for one in threads:
            one.start()
        while len(acknowledged) < 20:
            time.sleep(0.01)
        service.process.kill()
        for one in threads:
            one.join()

        assert set(acknowledged) <= set(service.deliveries())


def test_taken_port() -> None:
    """
    A port that is taken is named in a sentence.
    """
    with bound("127.0.0.1", 0) as taken, pytest.raises(Refused, match="can't listen on"):
        bound("127.0.0.1", taken.getsockname()[1])


@pytest.mark.slow
def test_slow_clients(tmp_path: Path) -> None:
    """
    400 clients that send a byte now and then keep nobody else out, and are let go after seconds.
    """
    with serving(tmp_path) as service:
        begun = b"POST /webhooks/github HTTP/1.1\r\nHost: x\r\nX-Slow: "
        held = [socket.create_connection(("127.0.0.1", service.port)) for _ in range(400)]
        for one in held:
            one.sendall(begun)
        before = service.megabytes()
        gone = 0
        for round_ in range(14):
            for one in held:
                try:
                    one.sendall(b"y")
                except ConnectionError:
                    gone += 1
            assert deliver(service.url, f"d-{round_}") == 202
            time.sleep(1)

        open_ = [one for one in held if not _is_closed(one)]
        assert not open_
        assert service.megabytes() < before + 20


@pytest.mark.slow
def test_slow_bodies(tmp_path: Path) -> None:
    """
    200 signed heads whose bodies never end keep nobody else out, and are answered with 408.
    """
    sent = headers(BODY, "pull_request") | {"Host": "x", "Content-Length": str(len(BODY) + 1)}
    head = (
        "POST /webhooks/github HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in sent.items()) + "\r\n"
    )
    with serving(tmp_path) as service:
        held = [socket.create_connection(("127.0.0.1", service.port)) for _ in range(200)]
        for one in held:
            one.sendall(head.encode() + BODY)

        assert deliver(service.url, "d-x") == 202
        for one in held:
            one.settimeout(30)
            assert one.recv(12) == b"HTTP/1.1 408"


@pytest.mark.slow
def test_too_many_connections(tmp_path: Path) -> None:
    """
    Above 500 connections more are turned away, and there is room again when those have gone.
    """
    with serving(tmp_path) as service:
        held = [socket.create_connection(("127.0.0.1", service.port)) for _ in range(520)]
        time.sleep(0.5)
        assert deliver(service.url, "d-1") in (0, 503)
        for one in held:
            one.close()
        time.sleep(0.5)

        assert deliver(service.url, "d-2") == 202


def _is_closed(connection: socket.socket) -> bool:
    connection.settimeout(0.01)
    try:
        return connection.recv(1) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True
