"""Reads the corpus: pieces of code, and what is said of each, labelled true, false or not decidable from the code.

A piece of code starts with `=== path`. What is said of it follows, each after a line `== LABEL kind`, where LABEL is T, F or N,
and `@ fragment` at its end makes it an inline comment at the first line that holds the fragment. `kind` is for tables only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PARTS = ("open", "held", "last")
"""`open` was read while cues and checks were written, `held` only once they were; `last` was written after both, and not looked at since."""

_HEAD = re.compile(r"^== (?P<label>[TFN]) (?P<kind>\S+)(?: @ (?P<fragment>.+))?$")


@dataclass(frozen=True)
class Spoken:
    """One comment on one file, and whether it is true: None where the code can't tell."""

    part: str
    path: str
    code: str
    text: str
    kind: str
    truth: bool | None
    line: int | None = None


def spoken(part: str) -> Iterator[Spoken]:
    """Everything said in one part, in the order of its files."""
    for file in sorted((HERE / part).glob("*.txt")):
        for piece in re.split(r"^=== ", file.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            yield from _of_piece(part, piece)


def _of_piece(part: str, piece: str) -> Iterator[Spoken]:
    head, *said = re.split(r"^(?=== [TFN] )", piece, flags=re.MULTILINE)
    path, _, code = head.partition("\n")
    for one in said:
        first, _, text = one.partition("\n")
        found = _HEAD.match(first)
        assert found, first
        truth = {"T": True, "F": False, "N": None}[found["label"]]
        line = _line(code, found["fragment"]) if found["fragment"] else None
        yield Spoken(part, path, code, text.strip(), found["kind"], truth, line)


def _line(code: str, fragment: str) -> int:
    return next(number for number, line in enumerate(code.split("\n"), 1) if fragment in line)
