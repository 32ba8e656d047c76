"""What arrived for a change, kept until a run has dealt with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.model.change_ref import ChangeRef


class DeliveryKind(StrEnum):
    """Why a change is to be looked at: something was said or pushed there, a command, a review sent to us, or a question."""

    EVENT = "event"
    COMMAND = "command"
    REVIEW = "review"
    RECHECK = "recheck"
    POLL = "poll"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing that arrived. The same `id` twice is one delivery.

    `body` is plain JSON: for a command its words, author and the message it stands in; for a review the review itself;
    else nothing that is trusted. Urgent ones wait for no quiet period.
    """

    id: str
    change: ChangeRef
    kind: DeliveryKind
    is_urgent: bool = False
    body: Mapping[str, object] = field(default_factory=dict)


class RunState(StrEnum):
    """How far a run is. A superseded one left its deliveries to a newer one; a failed one is kept to be run again by hand."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    SUPERSEDED = "superseded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run as people see it. Times are seconds since the epoch, by the database's clock.

    `note` is one sentence: what became of it, or why it failed. `url` is the answer on the forge.
    """

    id: str
    change: ChangeRef
    state: RunState
    started_at: float
    ended_at: float | None = None
    revision: str | None = None
    url: str | None = None
    note: str = ""
    deliveries: int = 0


@dataclass(frozen=True, slots=True)
class Submission:
    """A review or question that came over the API, and the run that answered it or will."""

    id: str
    change: ChangeRef
    state: RunState
    run: str | None = None


class DecisionKind(StrEnum):
    """What somebody decided about a finding."""

    DISMISSED = "dismissed"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Decision:
    """A finding of a change that somebody dismissed or restored, with their words; the last one holds."""

    finding: str
    kind: DecisionKind
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to. `wait_seconds`: the forge asked for so much patience, and nothing is done yet.

    `report` is the JSON document of the judged report, None where there was nothing to judge.
    """

    state: RunState
    note: str = ""
    revision: str | None = None
    url: str | None = None
    report: str | None = None
    wait_seconds: float | None = None
