"""Prints how many comments of a usual size are taken apart in a second on one core, and how the time grows with their length."""

import sys
import time
from itertools import cycle, islice

from bot.model.review import Comment, ProposedReview
from bot.parser.parse import parse
from tests.parser.dialects.test_samples import SAMPLES

AIM = 300.0
"""Comments per second that are aimed at."""
GROWTH = 1.6
"""Time that grows more than this many times as fast as the text is no longer called linear."""
SIZES = (300, 1_000, 3_000)
_AT_ONCE = 900_000
"""Characters of one review, for what goes beyond a million is not read."""
_SAID = (
    "`os` is imported on line {n} but never used.",
    "In `load_{n}`, the file is opened without a context manager, so it stays open when `json.load` raises.",
    "`fetch_{n}` calls `session.get` without a timeout and never checks the status of the answer.",
    "This could be written as one comprehension, which would be easier to read.",
    "If `rows` is empty, `average_{n}` raises ZeroDivisionError because it divides by `len(rows)`.",
    "The default `items=[]` is shared between all calls of `__init__`, and this may lead to surprising results.",
    "Consider a guard for the case that `kind` is None before line {n}.",
    "The loop over `self.items` does not stop once `total` reaches `limit`; it only skips the rest.",
    "```suggestion\n    with open(path, encoding='utf-8') as stream:\n        return json.load(stream)\n```",
    "**Security**: the query in `fetch_{n}` is built from `answer.text` and may be injected.",
)


def main() -> int:
    """Print the table; 1 where the aim was missed."""
    return 0 if measure(is_small="--small" in sys.argv[1:]) else 1


def measure(*, is_small: bool) -> bool:
    """Print comments per second for each size, alone and all at once; whether the aim and linear growth were kept.

    A small measurement beside other work says nothing of the aim, and is always well.
    """
    count = 60 if is_small else 1_000
    print(f"\n{'a comment':>12} {'comments':>9} {'alone /s':>9} {'at once /s':>11} {'kB/s':>6}")
    mixed = [text for size in SIZES for text in texts(size, count // len(SIZES))]
    rates = [_row(f"{size} B", texts(size, count)) for size in SIZES]
    rate = _row("mixed", mixed)[0]
    _row("bots' own", [sample.text for sample in islice(cycle(SAMPLES), count)])
    growth = rates[0][1] / rates[-1][1]
    print(f"longest to shortest: x{growth:.2f} of the time for a byte; long text: {_long(is_small=is_small)}")
    is_good = rate >= AIM and growth <= GROWTH
    if not is_good:
        print(f"        the aim is {AIM:.0f} comments per second on one core, and x{GROWTH} at most")
    return is_good or is_small


def texts(size: int, count: int) -> list[str]:
    """Comments of about a size, no two the same."""
    return [_text(size, number * 7) for number in range(count)]


def _text(size: int, number: int) -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        parts.append(_SAID[(number + len(parts)) % len(_SAID)].format(n=number + len(parts)))
    return "\n\n".join(" ".join(parts[at : at + 3]) for at in range(0, len(parts), 3)).replace(" ```", "\n\n```")


def _row(name: str, bodies: list[str]) -> tuple[float, float]:
    """Comments and bytes per second, each in a review of its own."""
    alone = _seconds([ProposedReview("r", "x", comments=(Comment("a.py", body, 3, 3),)) for body in bodies])
    size = sum(map(len, bodies))
    few = bodies[: max(1, len(bodies) * min(_AT_ONCE, size) // size)]
    at_once = _seconds([ProposedReview("r", "x", comments=tuple(Comment("a.py", body, 3, 3) for body in few))])
    print(
        f"{name:>12} {len(bodies):9} {len(bodies) / alone:9.0f} {len(few) / at_once:11.0f} {size / alone / 1000:6.0f}",
        flush=True,
    )
    return len(bodies) / alone, size / alone


def _long(*, is_small: bool) -> str:
    """Seconds for the body of one review, and for one four times as long."""
    size = 20_000 if is_small else 100_000
    small, large = (_seconds([ProposedReview("r", "x", _text(size * times, 1))]) for times in (1, 4))
    return f"{size / 1000:.0f} kB {small:.2f} s, four times as much {large:.2f} s (x{large / small:.1f})"


def _seconds(reviews: list[ProposedReview]) -> float:
    start = time.process_time()
    for review in reviews:
        parse(review)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
