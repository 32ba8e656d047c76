"""What the HTTP applications are made of; the composition root hands all of it in, and nothing is looked up elsewhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from structlog.typing import FilteringBoundLogger

from bot.listener.metrics import Figures, Metrics
from bot.listener.site import Site
from bot.model.review import ProposedReview
from bot.model.secret import Secret, SecretRef
from bot.model.settings import Settings
from bot.ports import Inbox, Store


@dataclass(frozen=True, slots=True)
class Limits:
    """What one client, and all of them together, may take: bytes and seconds.

    `buffered_bytes`: of all bodies that are being read; `small_bytes` of each are free, so that big ones keep no small
    one out. `threads`: calls of the inbox and of the store at a time, of each.
    """

    github_bytes: int = 25 << 20
    gerrit_bytes: int = 1 << 20
    api_bytes: int = 5 << 20
    buffered_bytes: int = 64 << 20
    small_bytes: int = 64 << 10
    read_seconds: float = 20
    answer_seconds: float = 30
    threads: int = 8


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that the listener needs.

    `find` turns references into secrets, anew each time; raises Refused where one is missing. `read_review` checks a
    proposed review; raises Refused with a sentence that names the fault. `new_id` makes an id that nobody else makes.
    `faults` names what is not ready: a part and a sentence each, none where all is. `figures` are counted elsewhere.
    """

    settings: Settings
    sites: Mapping[str, Site]
    inbox: Inbox
    store: Store
    find: Callable[[Sequence[SecretRef]], tuple[Secret, ...]]
    read_review: Callable[[bytes], ProposedReview]
    new_id: Callable[[], str]
    faults: Callable[[], Mapping[str, str]]
    figures: Callable[[], Figures]
    log: FilteringBoundLogger
    metrics: Metrics = field(default_factory=Metrics)
    limits: Limits = Limits()
