"""One thing that was looked at before any work: whether it is in order, and where it is not, what to mend."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How it stands with something; a note is neither good nor bad, and only a fault stops the work."""

    OK = "ok"
    NOTE = "note"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`what` was looked at in a few words, and one sentence about it; on a fault it says what to mend.

    `reached` says whether a forge answered, where that was the question. Texts may be foreign: neutralise before showing.
    """

    outcome: Outcome
    what: str
    sentence: str
    reached: bool | None = None


def ok(what: str, sentence: str, *, reached: bool | None = None) -> Diagnosis:
    """Something is in order."""
    return Diagnosis(Outcome.OK, what, sentence, reached)


def note(what: str, sentence: str) -> Diagnosis:
    """Something is good to know."""
    return Diagnosis(Outcome.NOTE, what, sentence)


def warning(what: str, sentence: str) -> Diagnosis:
    """Something works, but not as it should."""
    return Diagnosis(Outcome.WARNING, what, sentence)


def fault(what: str, sentence: str, *, reached: bool | None = None) -> Diagnosis:
    """Something does not work."""
    return Diagnosis(Outcome.FAULT, what, sentence, reached)
