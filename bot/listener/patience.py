"""HTTP/1.1 for clients of any kind: heads have to come within seconds, and connections are counted."""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
"""How long a client may take for a request line and headers; as long may a connection idle."""

MOST_CONNECTIONS = 500
MOST_HEAD_BYTES = 32 << 10


class PatientProtocol(H11Protocol):
    """uvicorn's protocol, which waits for a head for ever, with an end to its patience."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn declares it
        """Take a connection, or close it where there are too many."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
            return
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take some bytes, and look whether they make a head."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of a connection."""
        self._stop()
        super().connection_lost(exc)

    def _watch(self) -> None:
        """Waiting goes on from its first moment, however many bytes come meanwhile."""
        if not self._is_waiting():
            self._stop()
        elif self._waiting is None:
            self._waiting = self.loop.call_later(HEAD_SECONDS, self._lose_patience)

    def _is_waiting(self) -> bool:
        """For a head, or for the end of a body that was answered before it was read."""
        is_answered = self.cycle is not None and self.cycle.response_complete
        return self.conn.their_state is h11.IDLE or is_answered

    def _stop(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _lose_patience(self) -> None:
        self._waiting = None
        if self._is_waiting() and not self.transport.is_closing():
            self.transport.abort()
