"""Blocking calls away from the event loop, a few at a time, so that a slow database never holds up anything else."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.listener.problems import busy

Value = TypeVar("Value")


class Crew:
    """A few threads. Who waits too long is told to come again; a call that never ends keeps its own thread only."""

    def __init__(self, threads: int, seconds: float) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="listener")
        self._seconds = seconds

    async def do(self, call: Callable[[], Value]) -> Value:
        """What the call returns or raises. Raises Problem (503) where it takes too long; it may still end then."""
        try:
            async with asyncio.timeout(self._seconds):
                return await asyncio.wrap_future(self._threads.submit(call))
        except TimeoutError:
            raise busy("this takes too long now; send it again later") from None

    def dismiss(self) -> None:
        """Start nothing more; what runs ends by itself."""
        self._threads.shutdown(wait=False, cancel_futures=True)
