"""What the engine calls a forge's queue and the wake-ups of a delivery; also fit to stand in a URL."""

import hashlib

_LENGTH = 24

WORKFLOW = "settle"
VERSION = "1"
"""Never changed: the engine would leave the work of another version lying."""


def queue_of(forge: str) -> str:
    """The queue of a forge."""
    return f"forge-{forge}"


def wake_of(delivery: str) -> str:
    """The wake-up that comes with a delivery; the run that it starts is called the same."""
    return hashlib.sha256(delivery.encode("utf-8", "replace")).hexdigest()[:_LENGTH]


def stem_of(workflow: str) -> str:
    """What `wake_of` says of the delivery for which a wake-up, or what replaced it, was made."""
    return workflow[:_LENGTH]


def again_of(delivery: str, why: str) -> str:
    """Another wake-up for a delivery, by the reason for it; of one reason there is one."""
    return f"{wake_of(delivery)}-{wake_of(why)[:12]}"
