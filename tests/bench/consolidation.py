"""How long consolidation takes for 100 to 10,000 findings: `python -m tests.bench.consolidation`."""

import sys
import time
from collections.abc import Sequence

import numpy as np

from bot.consolidation import Weights, consolidate
from bot.model.evidence import JudgedFinding
from tests.consolidation.builders import judged, parsed, said

SIZES = (100, 300, 1_000, 3_000, 10_000)


def findings(number: int) -> list[JudgedFinding]:
    """Findings of ten reviewers in one file for each twenty, half of them said by several in other words."""
    chance = np.random.default_rng(7)
    made = []
    for index in range(number):
        issue = index // 2
        own = np.random.default_rng(issue)
        words = [f"word{int(n)}" for n in own.zipf(1.3, 12) % 5_000]
        words += [f"extra{int(n)}" for n in chance.integers(0, 500, 4)]
        chance.shuffle(words)
        text = f"The handler_{issue} {' '.join(words)} when it fails"
        path = f"src/module_{issue // 10}.py"
        made.append(
            judged(
                f"r{index % 10}.md", said(text, at=issue % 10 * 20 + 1), start=index * 200, location=_at(path, issue)
            )
        )
    return made


def same(number: int) -> list[JudgedFinding]:
    """The worst of all: everybody says nearly the same about one file."""
    return [
        judged(f"r{index}.md", said(f"The cache of the loader is never cleared after run {index}", at=index % 900 + 1))
        for index in range(number)
    ]


def seconds(made: Sequence[JudgedFinding]) -> float:
    """How long one consolidation of them takes."""
    reviews = [parsed(name) for name in sorted({one.finding.review for one in made})]
    start = time.perf_counter()
    consolidate(made, reviews, Weights())
    return time.perf_counter() - start


def main() -> int:
    """Print the times."""
    print("findings   mixed s    same s")
    for number in SIZES:
        print(f"{number:8d} {seconds(findings(number)):9.2f} {seconds(same(number)):9.2f}")
    return 0


def _at(path: str, issue: int):  # type: ignore[no-untyped-def]
    from bot.model.place import Location, Rung

    return Location(path, issue % 10 * 20 + 1, rung=Rung.LINE)


if __name__ == "__main__":
    sys.exit(main())
