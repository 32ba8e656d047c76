"""What people made of findings, and what that adds up to for the bot that said them."""

from dataclasses import dataclass
from enum import StrEnum


class HumanOutcome(StrEnum):
    """What people made of a finding. Mended: its thread was resolved together with a change of its lines."""

    DISMISSED = "dismissed"
    RESTORED = "restored"
    MENDED = "mended"


@dataclass(frozen=True, slots=True)
class Told:
    """One outcome of one finding. `is_person`: who said it is a person, of whom no record is kept."""

    reviewer: str
    change: str
    finding: str
    outcome: HumanOutcome
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """Of so many findings that people judged, how many they kept. ValueError where that can't be."""

    kept: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.kept <= self.of:
            raise ValueError("a record keeps no more findings than people judged")
