"""Measures the whole service against the fake GitHub: acknowledging over HTTP while it works, from quiet to comment, idling."""

import math
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from bot.poster.marker import Marker, key_of
from tests.store.databases import Postgres
from tests.stories.chaos import Process, Storm, as_command, send, storm

QUIET = 2
CHANGES = 20
SENDERS = 16
_TICKS = os.sysconf("SC_CLK_TCK")


def measure(*, is_small: bool) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory(prefix="metareview-bench-", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder) / "pg")
        kinds: dict[str, Callable[[], str]] = {"sqlite": lambda: "sqlite:///metareview.db", "postgresql": server.url}
        lines: list[tuple[str, list[str]]] = []
        for number, (kind, url) in enumerate(kinds.items()):
            with storm(Path(folder) / f"{number}", number) as site:
                site.open(4 if is_small else CHANGES)
                site.serve(
                    1, f"sqlite:///{site.folder}/metareview.db" if kind == "sqlite" else url(), as_command, QUIET
                )
                lines.append((kind, [_idle(site.processes[0], 1 if is_small else 20), _answers(site)]))
                lines[-1][1].extend(_load(site, rate, 2 if is_small else 15) for rate in (50, 200))
        server.stop()
    heads = (
        f"{'MB idle':>8} {'% of a core':>12} {'threads':>8}",
        f"{'changes':>8} {'p50 s':>8} {'p99 s':>8}",
        f"{'asked/s':>8} {'202/s':>8} {'other':>6} {'p50 ms':>8} {'p99 ms':>8} {'healthz p50 ms':>15} {'p99 ms':>8} {'max ms':>8}",
    )
    names = ("serve", "from quiet to comment", "deliveries over HTTP")
    for name, head, part in zip(names, heads, (slice(0, 1), slice(1, 2), slice(2, 4)), strict=True):
        print(f"\n{name:24} {head}")
        for kind, told in lines:
            for line in told[part]:
                print(f"{kind:24} {line}", flush=True)


def _idle(process: Process, seconds: int) -> str:
    time.sleep(1.5)
    before = _ticks(process.pid)
    time.sleep(seconds)
    share = (_ticks(process.pid) - before) / _TICKS / seconds * 100
    status = dict(line.split(":", 1) for line in Path(f"/proc/{process.pid}/status").read_text().splitlines())
    return f"{int(status['VmRSS'].split()[0]) / 1024:8.0f} {share:12.1f} {int(status['Threads']):8}"


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _answers(site: Storm) -> str:
    """One review on each change, one after the other: how long after its quiet period the comment stands."""
    marker, port = Marker(key_of(site.proxy.url, "github")).prefix, site.processes[0].ports[0]
    sent: list[float] = []
    seen: dict[int, float] = {}
    for pr in site.pulls:
        with site.world.hub.lock:
            envelope = site.review(pr)
        assert send(port, envelope) == 202
        sent.append(time.monotonic())
        _look(site, marker, seen)
    deadline = time.monotonic() + 60
    while len(seen) < len(sent) and time.monotonic() < deadline:
        _look(site, marker, seen)
        time.sleep(0.02)
    taken = sorted(seen[number] - at - QUIET for number, at in enumerate(sent) if number in seen)
    return f"{len(taken):8} {_part(taken, 0.5):8.2f} {_part(taken, 0.99):8.2f}"


def _look(site: Storm, marker: str, seen: dict[int, float]) -> None:
    for number, pr in enumerate(site.pulls):
        if number not in seen and site.ours(pr, marker):
            seen[number] = time.monotonic()


def _load(site: Storm, rate: int, seconds: int) -> str:
    """Deliveries at a steady rate, which make runs go all the time, and somebody who asks whether the process lives."""
    port = site.processes[0].ports[0]
    with site.world.hub.lock:
        envelopes = [site.comment(site.pulls[number % len(site.pulls)], "/recheck-review") for number in range(8)]
        envelopes += [site.review(pr) for pr in site.pulls]
    made = [
        (envelopes[number % len(envelopes)], f"{rate}-{number}-0000-4000-8000-000000000000")
        for number in range(rate * seconds)
    ]
    start = time.monotonic() + 0.2

    def one(number: int) -> tuple[int, float]:
        due = start + number / rate
        time.sleep(max(0.0, due - time.monotonic()))
        envelope, id = made[number]
        status = send(port, type(envelope)(id, envelope.event, envelope.payload))
        return status, time.monotonic() - due

    with _asked(site.processes[0]) as lived, ThreadPoolExecutor(SENDERS) as threads:
        answers = list(threads.map(one, range(len(made))))
        span = time.monotonic() - start
    good = sorted(1000 * taken for status, taken in answers if status == 202)
    lived.sort()
    health = f"{_part(lived, 0.5):15.1f} {_part(lived, 0.99):8.1f} {_part(lived, 1):8.1f}"
    other = len(answers) - len(good)
    return f"{rate:8} {len(good) / span:8.1f} {other:6} {_part(good, 0.5):8.1f} {_part(good, 0.99):8.1f} {health}"


@contextmanager
def _asked(process: Process) -> Iterator[list[float]]:
    """Ask /healthz fifty times a second; milliseconds that the answers took."""
    taken: list[float] = []
    is_over = Event()

    def ask() -> None:
        while not is_over.wait(0.02):
            start = time.monotonic()
            process.is_up()
            taken.append(1000 * (time.monotonic() - start))

    thread = Thread(target=ask)
    thread.start()
    yield taken
    is_over.set()
    thread.join()


def _part(ordered: Sequence[float], part: float) -> float:
    """A quantile of what is in order; of nothing, nothing."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else math.nan
