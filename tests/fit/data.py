"""Labelled real comments, and results of checks on code with truth by construction, as the fit reads them."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.consolidation.item import Item, item_of
from bot.model.claim import Claim, Role, Span
from bot.model.evidence import JudgedClaim, JudgedFinding, Verdict
from bot.model.finding import Finding

ROOT = Path(__file__).resolve().parents[2]
BENCH = Path(os.environ.get("METAREVIEW_BENCH", ROOT.parent / "shared" / "bench"))


@dataclass(frozen=True)
class Comment:
    """One labelled comment. `issues`: what it matched; `is_paired`: its matches may be compared with those of others."""

    id: str
    change: str
    tool: str
    text: str
    issues: frozenset[str]
    is_right: bool

    @property
    def is_paired(self) -> bool:
        """Whether the label says which issue it is, if any."""
        return bool(self.issues) or not self.is_right


@dataclass(frozen=True)
class Accepted:
    """One comment that engineers accepted or rejected."""

    change: str
    author: str
    text: str
    is_accepted: bool


@dataclass(frozen=True)
class Result:
    """What validation made of one constructed claim; evidence as (check, outcome, strength)."""

    kind: str
    label: bool | str
    verdict: str
    evidence: tuple[tuple[str, str, str], ...]


def comments(name: str = "martian-dev.jsonl") -> dict[str, list[Comment]]:
    """The comments by change, in order of id; empty where the file is absent."""
    found: dict[str, list[Comment]] = {}
    for row in _rows(BENCH / name):
        issues = frozenset(str(one) for one in _list(row["golden_ids"]))
        one = Comment(
            str(row["id"]), str(row["pr"]), str(row["tool"]), str(row["text"]), issues, bool(row["is_true_positive"])
        )
        found.setdefault(one.change, []).append(one)
    return {change: sorted(found[change], key=lambda one: one.id) for change in sorted(found)}


def accepted(name: str = "aacr-dev.jsonl") -> list[Accepted]:
    """The accepted and rejected comments of models; empty where the file is absent."""
    rows = [row for row in _rows(BENCH / name) if row["author"] != "human"]
    return [Accepted(str(r["pr"]), str(r["author"]), str(r["text"]), bool(r["accepted"])) for r in rows]


def results(path: Path | None) -> list[Result]:
    """The results of constructed claims; empty where the file is absent."""
    if path is None:
        return []
    found = []
    for row in _rows(path):
        label = row["label"]
        evidence = tuple((str(c), str(o), str(s)) for c, o, s in _list(row["evidence"]))
        found.append(
            Result(str(row["kind"]), label if isinstance(label, bool) else str(label), str(row["verdict"]), evidence)
        )
    return found


def items_of(rows: Sequence[Comment]) -> list[Item]:
    """The comments as findings of kind other that nothing was checked of."""
    return [item_of(judged_of(row)) for row in rows]


def judged_of(row: Comment) -> JudgedFinding:
    """One comment as a finding; each comment of a tool has its own id inside the tool's review."""
    span = Span(0, len(row.text))
    claim = Claim("c1", "other", Role.PREDICATE, row.text, span)
    finding = Finding(row.tool, row.tool, row.text[:120], "other", row.text, span, (claim,), comment_id=row.id)
    return JudgedFinding(finding, Verdict.UNVERIFIABLE, (JudgedClaim(claim, Verdict.UNVERIFIABLE),))


def _rows(path: Path) -> Iterator[Mapping[str, object]]:
    if not path.is_file():
        print(f"absent: {path.name} is not in {path.parent}")
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _list(value: object) -> list:  # type: ignore[type-arg]
    return value if isinstance(value, list) else []
