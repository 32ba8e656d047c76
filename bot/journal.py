"""What is told of each run to those who keep the service going: a line when it starts, when it is judged, and how it ends."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.errors import BotError, Superseded, Unreachable, Withheld
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, Outcome, RunState
from bot.runs import Run

Say = Callable[[str, Mapping[str, object]], None]
"""Writes one line: an event and its facts."""


@dataclass(frozen=True, slots=True)
class Journal:
    """Where lines go, and what they go by: `ticks` are seconds from some moment on, `count` takes each run that was told."""

    say: Say = lambda _event, _facts: None
    ticks: Callable[[], float] = lambda: 0.0
    count: Callable[[Run], None] = lambda _run: None

    def keep(self, change: ChangeRef, run: str, work: "Callable[[Entry], Outcome]") -> Outcome:
        """Do the work of a run and write how it ended. Raises what the work raises."""
        entry = Entry(self, {"change": str(change), "run": run}, self.ticks())
        try:
            outcome = work(entry)
        except Superseded as error:
            entry.end("superseded", str(error))
            raise
        except Withheld as error:
            entry.end("left alone", str(error))
            raise
        except Unreachable as error:
            entry.end("put off", str(error))
            raise
        except BotError as error:
            entry.end("failed", str(error))
            raise
        except Exception as error:
            # The words of a foreign error may hold a secret.
            entry.end("failed", f"a defect of this program ({type(error).__name__})")
            raise
        if outcome.state is RunState.DONE:
            entry.end("posted" if entry.has_posted else "unchanged", outcome.note)
        else:
            entry.end(outcome.state.value, outcome.note)
        return outcome


@dataclass(slots=True)
class Entry:
    """The lines of one run."""

    journal: Journal
    whose: Mapping[str, object]
    began: float
    has_posted: bool = field(default=False, init=False)

    def start(self, arrived: Sequence[Delivery]) -> None:
        """Say what the run begins with, by kind."""
        kinds = Counter(one.kind.value for one in arrived)
        self._say("started", {"deliveries": ", ".join(f"{kinds[kind]} {kind}" for kind in sorted(kinds))})

    def judged(self, run: Run) -> None:
        """Say what was found, by verdict."""
        verdicts = Counter(one.verdict.value for one in run.report.findings)
        found = {verdict: verdicts[verdict] for verdict in sorted(verdicts)}
        facts = {"revision": run.report.revision[:12], "findings": len(run.report.findings)}
        self._say("judged", {**facts, **found, "seconds": self._seconds()})

    def posted(self, run: Run, *, has_changed: bool) -> None:
        """Count what the forge shows now; `has_changed`: it did not before."""
        self.has_posted = has_changed
        self.journal.count(run)

    def end(self, how: str, sentence: str) -> None:
        """Say how it ended, and in one sentence why."""
        self._say(how, {"seconds": self._seconds(), **({"says": sentence} if sentence else {})})

    def _seconds(self) -> float:
        return round(self.journal.ticks() - self.began, 3)

    def _say(self, event: str, facts: Mapping[str, object]) -> None:
        self.journal.say(f"run {event}", {**self.whose, **facts})
