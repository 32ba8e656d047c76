"""The clock that commands go by: this machine's, unless somebody hands in another."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` tells seconds since the epoch; `sleep` lets some pass; `ticks` only ever go forward, to measure with."""

    now: Callable[[], float]
    sleep: Callable[[float], object]
    ticks: Callable[[], float] = time.monotonic


MACHINE = Clock(time.time, time.sleep)  # noqa: TID251 - the composition root hands out the clock
