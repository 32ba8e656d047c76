"""The acceptance case: its repository, its reviews, a twin of both, and the claims that a report found."""

import json
import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

CASES = os.environ.get("METAREVIEW_CASES", "")
PLACE = "nova/tests/functional/regressions/test_bug_1825537.py"

_TWIN = {
    "flavor": "ticket", "Flavor": "Ticket", "allocation": "booking", "Allocation": "Booking", "resize": "rebook", "Resize": "Rebook",
    "server": "seat", "provider": "vendor", "Provider": "Vendor", "nova": "alpha", "1825537": "2718281", "usages": "charges",
}  # fmt: skip
_SHIFT = 4


class Case:
    """One set of reviews of one file, with the truth about every claim."""

    def __init__(self, code: str, reviews: Mapping[str, str], expected: dict[str, Any]) -> None:
        self.code = code
        self.reviews = reviews
        self.expected = expected

    @classmethod
    def load(cls) -> "Case":
        """The case as it is."""
        folder = Path(CASES) / "nova-1825537"
        reviews = {path.name: path.read_text() for path in sorted((Path(CASES).parent / "seeds").glob("*.txt"))}
        return cls(
            (folder / "test_bug_1825537.py").read_text(), reviews, json.loads((folder / "expected.json").read_text())
        )

    def twin(self) -> "Case":
        """The same with other names, other line numbers, and list items in another order."""
        code = "# Another line\n" * _SHIFT + _renamed(self.code)
        reviews = {name: _reordered(_shifted(_renamed(text))) for name, text in self.reviews.items()}
        expected = json.loads(json.dumps(self.expected))
        for entries in expected["findings"].values():
            for entry in entries:
                entry["quote"] = _shifted(_renamed(entry["quote"]))
        for contradiction in expected["contradictions"]:
            if "resolved_by" in contradiction:
                contradiction["resolved_by"] = "-".join(
                    str(int(n) + _SHIFT) for n in contradiction["resolved_by"].split("-")
                )
        return Case(code, reviews, expected)

    def write(self, place: Path) -> tuple[Path, list[Path]]:
        """A repository that holds only the file, and the review files."""
        repo, folder = place / "repository", place / "reviews"
        target = repo / (PLACE if self.code.startswith("# Licence") else _renamed(PLACE))
        target.parent.mkdir(parents=True)
        folder.mkdir()
        git(repo, "init", "-q")
        git(repo, "commit", "-q", "--allow-empty", "-m", "base")
        target.write_text(self.code)
        git(repo, "add", "-A")
        git(repo, "commit", "-q", "-m", "head")
        for name, text in self.reviews.items():
            (folder / name).write_text(text)
        return repo, sorted(folder.iterdir())

    def entries(self) -> dict[str, dict[str, Any]]:
        """Every claim of the truth by its id, votes aside."""
        return {
            entry["id"]: entry
            for entries in self.expected["findings"].values()
            for entry in entries
            if entry["kind"] != "overall_clean"
        }


def git(repo: Path, *arguments: str) -> None:
    """Run git in a repository of a test."""
    command = ["git", "-C", str(repo), "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments]
    subprocess.run(command, check=True, capture_output=True)


def matches(report: dict[str, Any], entry: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The (finding, claim) pairs of a report that say what an entry of the truth quotes, nearest first."""
    scored = []
    for finding in report["findings"]:
        for claim in finding["claims"]:
            if finding["sources"][claim["source"]]["review"] == entry["review"]:
                scored.append((_likeness(claim["quote"], entry["quote"]), finding, claim))
    top = max((score for score, _, _ in scored), default=0.0)
    return [
        (finding, claim)
        for score, finding, claim in sorted(scored, key=lambda s: -s[0])
        if score >= 0.25 and score >= 0.8 * top
    ]


def groups_of(report: dict[str, Any], case: Case) -> dict[str, list[dict[str, Any]]]:
    """The findings of the report that hold each claim of the truth."""
    return {name: [finding for finding, _ in matches(report, entry)] for name, entry in case.entries().items()}


def _likeness(ours: str, truth: str) -> float:
    a, b = set(re.findall(r"\w+", ours.lower())), set(re.findall(r"\w+", truth.lower()))
    contained = truth in ours and len(ours) < 4 * len(truth) + 80
    return len(a & b) / max(1, len(a | b)) + (0.5 if contained else 0.0)


def _renamed(text: str) -> str:
    for old, new in _TWIN.items():
        text = text.replace(old, new)
    return text


def _shifted(text: str) -> str:
    """Line numbers in words, and those of numbered listings, moved by the lines that the twin's file begins with."""
    text = re.sub(r"\b([Ll]ine(?: number)? )(\d+)", lambda m: f"{m[1]}{int(m[2]) + _SHIFT}", text)
    return re.sub(r"(?m)^(\d\d) (?=$| |from|class|\w)", lambda m: f"{int(m[1]) + _SHIFT} ", text)


def _reordered(text: str) -> str:
    """A list of findings that are independent of each other, backwards; steps of a fix stay as they are."""
    items = re.findall(r"(?ms)^\d\. [A-Z][^\n]*:.*?(?=^\d\. |^$|\Z)", text)
    if len(items) < 3:
        return text
    start, end = text.index(items[0]), text.index(items[-1]) + len(items[-1])
    again = [re.sub(r"^\d", str(n), item.rstrip("\n")) + "\n" for n, item in enumerate(reversed(items), 1)]
    return text[:start] + "".join(again) + text[end:]


def extents(value: str) -> tuple[int, int]:
    """`80-81` as numbers."""
    first, _, last = value.partition("-")
    return int(first), int(last or first)


def texts(findings: Sequence[dict[str, Any]]) -> str:
    """Everything that evidence and suggestions of findings say."""
    return json.dumps([(finding["evidence"], finding["suggestions"]) for finding in findings])
