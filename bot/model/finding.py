"""A finding: one defect that somebody asserts, and what a parsed review consists of."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.claim import Claim, CodeBlock, Span
from bot.model.place import NOWHERE, Claimed, Location
from bot.model.review import ProposedReview, Reply, SourceState


class Severity(StrEnum):
    """As the reviewer graded it, mapped to four words; highest first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NIT = "nit"


@dataclass(frozen=True, slots=True)
class Finding:
    """One asserted defect from one source, as the parser made it. Spans count code points of the body or comment.

    `quote` is verbatim but for what is noise inside it; `title` one line without markup; `symbols` every code-like name in its words, in order.
    """

    review: str
    reviewer: str
    title: str
    kind: str
    quote: str
    span: Span
    claims: tuple[Claim, ...]
    severity: Severity | None = None
    category: str | None = None
    claimed: Claimed = Claimed()
    comment_id: str | None = None
    url: str | None = None
    external_id: str | None = None
    state: SourceState = SourceState.OPEN
    symbols: tuple[str, ...] = ()
    blocks: tuple[CodeBlock, ...] = ()
    location: Location = NOWHERE
    replies: tuple[Reply, ...] = ()


class Status(StrEnum):
    """What a message of a known bot is. Only `clean` says that nothing was found, in the code that the bot looked at."""

    FINDINGS = "findings"
    WRAPPER = "wrapper"
    CLEAN = "clean"
    PROGRESS = "progress"
    QUOTA = "quota"
    SKIPPED = "skipped"
    ACKNOWLEDGEMENT = "acknowledgement"
    GATE = "gate"
    DESCRIPTION = "description"
    UNKNOWN = "unknown"


class Label(StrEnum):
    """What a stretch of a review's text turned out to be."""

    FINDING = "finding"
    NOISE = "noise"
    RESIDUE = "residue"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text and what it is; the segments of one text cover it without gap or overlap."""

    span: Span
    label: Label
    why: str
    comment_id: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedReview:
    """A review taken apart. `says_clean` is the scope of a clean vote: None, `security` or `all`.

    `status` is what the message is, where it is one of a known bot: of its body, or without one of its first comment.
    """

    review: ProposedReview
    findings: tuple[Finding, ...]
    segments: tuple[Segment, ...]
    says_clean: str | None = None
    clean_quote: str = ""
    limits: tuple[str, ...] = ()
    status: Status | None = None

    @property
    def is_notice(self) -> bool:
        """Whether it only says what a known bot is doing or has done: no finding, no vote."""
        return self.status is not None and not self.findings and self.says_clean is None
