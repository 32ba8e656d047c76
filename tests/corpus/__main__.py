"""`python -m tests.corpus`: how much of what reviewers say in their own words gets a verdict, and how often it is right.

    python -m tests.corpus [--part open|held] [--show errors|undecided] [--kind KIND]

The exit code is 1 where less than 98 % of what was decided is right.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.model.evidence import JudgedFinding, Verdict
from bot.model.review import Comment, ProposedReview
from bot.parser.parse import parse
from bot.validator.engine import validate
from bot.validator.scene import Scene
from tests.corpus.reading import PARTS, Spoken, spoken
from tests.fakes import MemoryCode

LEAST_PRECISION = 0.98
_TRUTHS = {Verdict.CONFIRMED: True, Verdict.REFUTED: False}


@dataclass(frozen=True)
class Answer:
    """What became of one comment: the verdicts of its findings."""

    said: Spoken
    judged: tuple[JudgedFinding, ...]

    @property
    def decided(self) -> tuple[bool, ...]:
        """What its decided findings are said to be."""
        return tuple(_TRUTHS[one.verdict] for one in self.judged if one.verdict in _TRUTHS)

    @property
    def is_wrong(self) -> bool:
        """Whether a verdict is not the truth."""
        return any(one is not self.said.truth for one in self.decided)


def answered(part: str) -> list[Answer]:
    """Everything said in a part, judged against its code alone."""
    found = []
    for said in spoken(part):
        comment = Comment(said.path, said.text, said.line, said.line, id="1")
        review = ProposedReview("review.md", "somebody", comments=(comment,))
        scene = Scene(MemoryCode({said.path: said.code}, {}))
        found.append(Answer(said, tuple(validate(parse(review).findings, scene))))
    return found


def _table(answers: Sequence[Answer]) -> Iterator[str]:
    by_kind: dict[str, list[Answer]] = defaultdict(list)
    for one in answers:
        by_kind[one.said.kind].append(one)
    yield f"{'kind':24} {'said':>5} {'decidable':>9} {'decided':>8} {'share':>6} {'wrong':>6}"
    for kind in sorted(by_kind):
        yield _row(kind, by_kind[kind])
    yield _row("all", answers)
    for name, verdict in (("confirmed", True), ("refuted", False)):
        said = [one for one in answers if verdict in one.decided]
        right = sum(one.said.truth is verdict for one in said)
        yield f"{name}: {len(said)}, right {right} ({right / max(1, len(said)):.1%})"


def _row(name: str, answers: Sequence[Answer]) -> str:
    decidable = [one for one in answers if one.said.truth is not None]
    decided = sum(bool(one.decided) for one in decidable)
    share = f"{decided / len(decidable):.2f}" if decidable else "-"
    wrong = sum(one.is_wrong for one in answers)
    return f"{name:24} {len(answers):>5} {len(decidable):>9} {decided:>8} {share:>6} {wrong:>6}"


def _precision(answers: Sequence[Answer]) -> float:
    decided = [one for one in answers if one.decided]
    return sum(not one.is_wrong for one in decided) / max(1, len(decided))


def _shown(answers: Sequence[Answer], show: str, kind: str | None) -> Iterator[str]:
    for one in answers:
        is_meant = one.is_wrong if show == "errors" else not one.decided and one.said.truth is not None
        if not is_meant or kind not in (None, one.said.kind):
            continue
        yield f"[{one.said.truth}] {one.said.kind} {one.said.path}:{one.said.line or ''} {one.said.text!r}"
        for judged in one.judged:
            for c in judged.claims:
                named = (
                    f"subject={c.claim.subject!r} scope={c.claim.scope!r} value={c.claim.value!r} n={c.claim.number}"
                )
                yield f"      {c.claim.role.value} {c.claim.kind} {c.verdict.value} {named}"
            yield from (f"      - {e.outcome.value} {e.strength.value}: {e.detail}" for e in judged.evidence)


def main() -> int:
    """Print a table for each part, and what is asked for."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--part", choices=PARTS, action="append")
    given.add_argument("--show", choices=("errors", "undecided"), action="append", default=[])
    given.add_argument("--kind")
    options = given.parse_args()
    is_good = True
    for part in options.part or PARTS:
        answers = answered(part)
        print(f"# {part}", *_table(answers), sep="\n")
        for show in options.show:
            print(f"\n## {show}", *_shown(answers, show, options.kind), sep="\n")
        is_good = is_good and _precision(answers) >= LEAST_PRECISION
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
