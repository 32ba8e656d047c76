"""The fake's time: real seconds plus whatever a test adds."""

import time
from datetime import UTC, datetime


class Clock:
    """Two times, because two things are tested: how late it is in a story, and whether a client's own clock is wrong.

    `advance` moves the story (tokens expire, limits reset); `skew` moves what the host itself believes (a client's JWT is
    then from the past or the future, and the Date header says so).
    """

    def __init__(self) -> None:
        self.moved = 0
        self.skew = 0

    def wall(self) -> int:
        """The host's own time, in whole seconds since the epoch."""
        return time.time_ns() // 1_000_000_000 + self.skew

    def now(self) -> int:
        """The story's time, in whole seconds since the epoch."""
        return self.wall() + self.moved

    def advance(self, seconds: int) -> None:
        """Let time pass in the story."""
        self.moved += seconds


def stamp(seconds: int) -> str:
    """A time as GitHub writes it: UTC, seconds only."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
