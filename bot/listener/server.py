"""Both applications on their ports in one process, until a signal asks to stop: no new requests, then the old ones end."""

import asyncio
import logging
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI
from structlog.typing import FilteringBoundLogger

from bot.errors import Refused
from bot.listener.patience import HEAD_SECONDS, MOST_CONNECTIONS, MOST_HEAD_BYTES, PatientProtocol

STOP_SECONDS = 25
"""How long requests may take to end; less than the 30 seconds after which most supervisors kill."""

_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_BACKLOG = 512


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 is any that is free. Raises Refused where that is impossible."""
    try:
        return socket.create_server((host, port), family=_family(host), backlog=_BACKLOG)
    except OSError as error:
        said = error.strerror or "the address is not known here"
        raise Refused(f"can't listen on {host} port {port}: {said}; name another in `server`") from None


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def serve(
    apps: Sequence[tuple[FastAPI, socket.socket]],
    log: FilteringBoundLogger,
    *,
    stop_engine: Callable[[], None],
    on_ready: Callable[[], None] = lambda: None,
) -> None:
    """Serve each application on its socket until SIGTERM or SIGINT; a second signal doesn't wait for requests.

    `stop_engine` is called when the last request has ended, however the serving ended; `on_ready` once all are served.
    """
    try:
        asyncio.run(_serve(apps, log, on_ready))
    finally:
        stop_engine()
        log.info("stopped")


async def _serve(
    apps: Sequence[tuple[FastAPI, socket.socket]], log: FilteringBoundLogger, on_ready: Callable[[], None]
) -> None:
    servers = [_Server(_config(app)) for app, _ in apps]
    _forward(log)
    _stop_on_signals(servers, log)
    serving = [
        asyncio.create_task(server.serve(sockets=[place])) for server, (_, place) in zip(servers, apps, strict=True)
    ]
    while not all(server.started or task.done() for server, task in zip(servers, serving, strict=True)):
        await asyncio.sleep(0.01)
    try:
        if not any(task.done() for task in serving):
            log.info("listening", ports=", ".join(str(place.getsockname()[1]) for _, place in apps))
            on_ready()
        await asyncio.gather(*serving)
    finally:
        for server in servers:
            server.should_exit = True


class _Server(uvicorn.Server):
    """uvicorn's server without signal handlers of its own: two of them share a process."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to us."""
        yield


def _config(app: FastAPI) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=int(HEAD_SECONDS),
        timeout_graceful_shutdown=STOP_SECONDS,
        h11_max_incomplete_event_size=MOST_HEAD_BYTES,
    )


def _stop_on_signals(servers: Sequence[_Server], log: FilteringBoundLogger) -> None:
    loop = asyncio.get_running_loop()

    def stop(name: str) -> None:
        log.info("stopping", signal=name)
        for server in servers:
            server.force_exit = server.should_exit
            server.should_exit = True

    for one in _SIGNALS:
        loop.add_signal_handler(one, stop, one.name)


def _forward(log: FilteringBoundLogger) -> None:
    """What uvicorn has to say goes to our log: its sentence only, for tracebacks may hold what was sent."""
    theirs = logging.getLogger("uvicorn.error")
    theirs.handlers = [_Forward(log)]
    theirs.setLevel(logging.WARNING)
    theirs.propagate = False


class _Forward(logging.Handler):
    def __init__(self, log: FilteringBoundLogger) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Pass a sentence on, without what it is formatted with."""
        self._log.warning("http", said=str(record.msg).partition("\n")[0])
