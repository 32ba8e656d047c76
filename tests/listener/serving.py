"""A service in a process of its own: `python -m tests.listener.serving FOLDER [SECONDS]`, each delivery taking so long.

Deliveries are lines of FOLDER/deliveries; the ports are printed as soon as both are served, and `engine stopped` at the end.
"""

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.listener.server import bound, serve
from bot.model.change_ref import ChangeRef
from bot.model.delivery import RunRecord, RunState
from bot.model.settings import LogSettings
from tests.listener.builders import Service
from tests.listener.keeping import Filed
from tests.stories.running import ROOT


@dataclass
class Serving:
    """A service that runs, and what it has printed and logged so far."""

    process: subprocess.Popen[str]
    folder: Path
    port: int
    admin_port: int

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def deliveries(self) -> list[str]:
        """The ids that are kept."""
        path = self.folder / "deliveries"
        return [json.loads(line)[0] for line in path.read_text().splitlines()] if path.exists() else []

    def log(self) -> str:
        """Everything that it logged."""
        return (self.folder / "log").read_text()

    def stop(self) -> tuple[int, str]:
        """Ask it to stop, and wait; its exit code and the rest of what it printed."""
        self.process.send_signal(signal.SIGTERM)
        out, _ = self.process.communicate(timeout=60)
        return self.process.returncode, out

    def megabytes(self) -> float:
        """The memory that it holds now."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * 4096 / (1 << 20)


@contextmanager
def serving(folder: Path, seconds: float = 0) -> Iterator[Serving]:
    """A service that keeps its deliveries in a folder."""
    command = [sys.executable, "-m", "tests.listener.serving", str(folder), str(seconds)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    try:
        ports = process.stdout.readline().split()
        yield Serving(process, folder, int(ports[0]), int(ports[1]))
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


class _Slow(Filed):
    """Takes its time to keep a delivery."""

    seconds = 0.0

    def accept(self, delivery: object) -> bool:
        """Keep a delivery, later."""
        time.sleep(self.seconds)
        return super().accept(delivery)  # type: ignore[arg-type]


def main(folder: Path, seconds: float) -> None:
    """Serve until SIGTERM."""
    kept = _Slow(path=folder / "deliveries")
    kept.seconds = seconds
    change = ChangeRef.parse("github:acme/widgets#7")
    kept.records = [
        RunRecord("run-1", change, RunState.FAILED, 1_795_000_000.0, 1_795_000_010.0, note="the forge\x1b[31m said no"),
        RunRecord("run-2", change, RunState.DONE, 1_795_000_020.0, url="https://github.com/acme/widgets/pull/7#1"),
    ]
    with (folder / "log").open("w", buffering=1) as log:
        service = Service(kept=kept, log=log, log_settings=LogSettings("debug", "text"))
        public, admin = bound("127.0.0.1", 0), bound("127.0.0.1", 0)
        ports = f"{public.getsockname()[1]} {admin.getsockname()[1]}"
        serve(
            [(service.public, public), (service.admin, admin)],
            service.parts.log,
            on_ready=lambda: print(ports, flush=True),
            stop_engine=lambda: print("engine stopped", len(kept.deliveries), threading.active_count() > 0, flush=True),
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
