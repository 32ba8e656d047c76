"""Trees of many Python files and reviews of many findings, made by counting: the same every time."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.git.repositories import Repository, make_repository

REVIEWED = 200
REVIEWERS = ("first", "second", "third", "fourth", "fifth")
PACKAGE = 100

_HEAD = '''"""Part {n} of the stock: what is kept, counted and sent."""

import json
import logging
import os

from pkg.base import Store, send_{n}

LOG = logging.getLogger(__name__)
LIMIT_{n} = {limit}


class Part{n}(Store):
    """One shelf of the store."""

    def __init__(self, name, items=[]):
        self.name = name
        self.items = items

    def load_{n}(self, path):
        """Read the rows of a shelf from a file."""
        with open(path, encoding="utf-8") as stream:
            return json.load(stream)

    def count_{n}(self, kind, limit=LIMIT_{n}):
        total = 0
        for item in self.items:
            if item.kind == kind and total < limit:
                total += item.amount
        return total

    def notify_{n}(self, address):
        try:
            send_{n}(address, self.name)
        except Exception:
            pass
        # send_{n}(address, "again")


def average_{n}(rows):
    """The mean amount of some rows."""
    return sum(row.amount for row in rows) / len(rows)


def unused_{n}(rows, other):
    result = [row for row in rows if row.kind]
    LOG.info("rows: %d", len(rows))
    return rows
'''
_ADDED = '''

def fetch_{n}(session, url):
    """Ask the server for one shelf."""
    answer = session.get(url)
    query = f"select * from shelf where name = '{{answer.text}}'"
    session.execute(query)
    return answer.json()
'''
_PADDING = '''

def step_{n}_{k}(value):
    """Move a value by one step."""
    return value + average_{n}([value]) * {k}
'''
SIZE = 2000

_SAID = (
    "`os` is imported on line 5 but never used.",
    "The method `count_{n}` has no docstring.",
    "The mutable default argument `items=[]` in `__init__` is shared between calls.",
    "`notify_{n}` swallows the exception silently with `except Exception: pass`.",
    "The file opened in `load_{n}` is never closed.",
    "`json` is imported but never used.",
    "`unused_{n}` is never called anywhere in the code base and can be removed.",
    "`notify_{n}` calls `send_{n}` twice, so that every message is sent two times.",
    "The variable `result` in `unused_{n}` is assigned but never used.",
    "`average_{n}` raises a ZeroDivisionError when `rows` is empty.",
    "`query` is built by string interpolation: `select * from shelf where name = '{{answer.text}}'` allows SQL injection.",
    "The name `helper_{n}` used in `fetch_{n}` is not defined.",
    "`fetch_{n}` calls `session.get` without a timeout.",
    "Consider caching the result of `count_{n}`, because it is computed again for every request.",
    "The parameter `other` of `unused_{n}` is never used.\n\n```suggestion\ndef unused_{n}(rows):\n```",
    '`average_{n}` has no docstring. To fix it:\n\n```python\ndef average_{n}(rows):\n    """The mean."""\n    return mean(row.amount for row in rows)\n```',
)


@dataclass(frozen=True)
class Material:
    """A repository whose last commit changes the reviewed files, and their paths."""

    repo: Path
    reviewed: tuple[str, ...]
    paths: tuple[str, ...]


def make_material(place: Path, files: int) -> Material:
    """A tree of so many files of 2 kB, of which the last commit touches at most 200."""
    repository = make_repository(place, "--bare")
    reviewed = frozenset(range(0, files, max(1, files // REVIEWED))[:REVIEWED])
    base = {_path(n): _source(n) for n in range(files)}
    head = {
        path: _source(n, _ADDED.format(n=n)) if n in reviewed else text for n, (path, text) in enumerate(base.items())
    }
    _commit(repository, base)
    _commit(repository, head)
    return Material(place, tuple(_path(n) for n in sorted(reviewed)), tuple(base))


def write_reviews(folder: Path, material: Material, findings: int) -> tuple[Path, ...]:
    """The reviews of five reviewers with so many findings in all, every fifth of which another one made too."""
    folder.mkdir(parents=True)
    parts: dict[str, list[str]] = {}
    for number in range(findings):
        defect = number * 4 // 5
        path = material.reviewed[defect % len(material.reviewed)]
        kind = (defect // len(material.reviewed) + defect) % len(_SAID)
        n = int(path[-8:-3])
        parts.setdefault(REVIEWERS[number % 5], []).append(f"### `{path}`\n\n{_SAID[kind].format(n=n)}\n")
    for reviewer, sections in parts.items():
        (folder / f"{reviewer}.md").write_text("\n".join(sections), "utf-8")
    return tuple(sorted(folder.iterdir()))


def prose(size: int) -> str:
    """One long review of so many characters."""
    return "".join(_sentences(size))[:size]


def _sentences(size: int) -> Iterator[str]:
    length = number = 0
    while length < size:
        part = f"### `{_path(number % 10_000)}`\n\n{_SAID[number % len(_SAID)].format(n=number)}\n\n"
        length += len(part)
        number += 1
        yield part


def _commit(repository: Repository, files: dict[str, str]) -> None:
    repository.commit({**files, "pkg/base.py": "class Store:\n    pass\n"})


def _path(n: int) -> str:
    return f"pkg/part_{n // PACKAGE:03}/shelf_{n:05}.py"


def _source(n: int, added: str = "") -> str:
    text = _HEAD.format(n=n, limit=n * 7 % 1000)
    k = 0
    while len(text) < SIZE:
        text += _PADDING.format(n=n, k=k)
        k += 1
    return text + added
