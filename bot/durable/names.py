"""What the engine calls a forge's queue and the wake-ups of a delivery; also fit to stand in a URL."""

import hashlib

WORKFLOW = "settle"
VERSION = "1"
"""Never changed: the engine would leave the work of another version lying."""


def queue_of(forge: str) -> str:
    """The queue of a forge."""
    return f"forge-{forge}"


def wake_of(delivery: str) -> str:
    """The wake-up that comes with a delivery; the run that it starts is called the same."""
    return hashlib.sha256(delivery.encode("utf-8", "replace")).hexdigest()[:24]


def stem_of(workflow: str) -> str:
    """A wake-up without what its repetitions add."""
    return workflow.partition(".")[0]
