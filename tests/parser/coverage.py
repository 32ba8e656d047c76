"""What the parser makes of real review comments: python -m tests.parser.coverage [--kind KIND] [--sample N] [--part read|held]."""

import argparse
import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.model.claim import Claim, Role
from bot.model.finding import Label, ParsedReview
from bot.model.kinds import KINDS
from bot.model.place import Side
from bot.model.review import Comment, ProposedReview
from bot.parser.parse import parse

ROOT = Path(__file__).resolve().parents[2]
BENCH = Path(os.environ.get("METAREVIEW_BENCH", ROOT.parent / "shared" / "bench"))
FILES = ("aacr-dev.jsonl", "martian-dev.jsonl")
PARTS = ("read", "held")
_UNSPECIFIC = frozenset({"other", "opinion", "suggested-fix", "fix-statement", "quoted-code", "security-impact"})
"""Kinds that say nothing about which defect a comment means."""


@dataclass(frozen=True)
class Parsed:
    """One real comment and what the parser made of it."""

    id: str
    change: str
    part: str
    text: str
    review: ParsedReview

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of all its findings."""
        return tuple(claim for finding in self.review.findings for claim in finding.claims)

    @property
    def specific(self) -> tuple[Claim, ...]:
        """The claims that name a defect."""
        return tuple(claim for claim in self.claims if claim.kind not in _UNSPECIFIC)


def part_of(change: str) -> str:
    """The part that a change belongs to: one to read while tuning, one only to count on."""
    return PARTS[hashlib.sha256(change.encode()).digest()[0] % 2]


def parsed(name: str) -> Iterator[Parsed]:
    """The comments of a file, parsed as inline comments; nothing where the file is absent."""
    path = BENCH / name
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Parsed(row["id"], row["pr"], part_of(row["pr"]), row["text"], parse(_review(row)))


def _review(row: dict[str, object]) -> ProposedReview:
    """A comment at its place; without one, the body of a review."""
    text, path, line = str(row["text"]), row.get("path"), row.get("line")
    if not isinstance(path, str):
        return ProposedReview(str(row["id"]), str(row.get("tool", "")), text)
    start = line if isinstance(line, int) else None
    end = row.get("end_line")
    side = Side.OLD if row.get("side") == "old" else Side.NEW
    comment = Comment(path, text, start, end if isinstance(end, int) else start, side, id="1")
    return ProposedReview(str(row["id"]), str(row.get("author", "")), comments=(comment,))


def summary(items: Sequence[Parsed]) -> Iterator[str]:
    """The shares of comments with a claim that names a defect, with several findings, with residue, of noise alone."""
    for name, test in (
        ("with a claim that names a defect", lambda item: bool(item.specific)),
        (
            "with one of a kind that is not general",
            lambda item: any(KINDS[claim.kind].family != "general" for claim in item.specific),
        ),
        ("with one finding", lambda item: len(item.review.findings) == 1),
        ("with more than one finding", lambda item: len(item.review.findings) > 1),
        ("without a finding", lambda item: not item.review.findings),
        ("with residue", lambda item: _has(item, Label.RESIDUE)),
        ("wholly noise", lambda item: not item.review.findings and not _has(item, Label.RESIDUE)),
    ):
        count = sum(1 for item in items if test(item))
        yield f"{count:6} {count / max(1, len(items)):6.1%}  {name}"


def _has(item: Parsed, label: Label) -> bool:
    return any(segment.label is label for segment in item.review.segments)


def kinds(items: Iterable[Parsed]) -> Iterator[str]:
    """How many comments make a claim of each kind, as the statement of a defect and in any role."""
    stated: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for item in items:
        stated.update({claim.kind for claim in item.claims if claim.role in (Role.PREDICATE, Role.PREMISE)})
        said.update({claim.kind for claim in item.claims})
    yield "stated   said  kind"
    for kind in sorted(KINDS, key=lambda kind: (-said[kind], kind)):
        yield f"{stated[kind]:6} {said[kind]:6}  {kind}"


def reading(items: Iterable[Parsed], kind: str | None) -> Iterator[str]:
    """Comments with what was made of them, for reading."""
    for item in items:
        yield f"=== {item.id} {item.change}"
        yield item.text
        for finding in item.review.findings:
            yield f"  -> {finding.kind}: {finding.title}"
            for claim in finding.claims:
                if kind is None or claim.kind == kind:
                    yield f"     {_line(claim)}"


def _line(claim: Claim) -> str:
    said = {name: getattr(claim, name) for name in ("subject", "scope", "value", "number", "ordinal")}
    named = "".join(f" {name}={value!r}" for name, value in said.items() if value not in ("", None))
    return f"{claim.role} {claim.kind} {claim.quantifier}{named} | {' '.join(claim.quote.split())[:160]}"


def _sampled(items: Sequence[Parsed], count: int) -> list[Parsed]:
    """As many as asked for, spread over all by their names' digests."""
    return sorted(items, key=lambda item: hashlib.sha256(item.id.encode()).digest())[:count]


def main() -> None:
    """Print the figures of each file, then a sample to read."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--kind", help="read only comments that make a claim of this kind")
    given.add_argument("--sample", type=int, default=5)
    given.add_argument("--part", choices=PARTS)
    options = given.parse_args()
    for name in FILES:
        items = [item for item in parsed(name) if options.part in (None, item.part)]
        if not items:
            print(f"{name}: not there ({BENCH})")
            continue
        print(f"{name}: {len(items)} comments")
        print("\n".join([*summary(items), *kinds(items)]))
        meant = [item for item in items if options.kind is None or any(c.kind == options.kind for c in item.claims)]
        print(
            "\n".join(reading(_sampled([item for item in meant if item.part == "read"], options.sample), options.kind))
        )


if __name__ == "__main__":
    main()
