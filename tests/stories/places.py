"""A small repository and the reviews of it that stories about the command need."""

import json
from pathlib import Path
from typing import Any

from tests.git.repositories import Repository, make_repository

CODE = '''"""Totals."""

import json


def total(items):
    return sum(items)


def show(items):
    """Print the total."""
    print(json.dumps(total(items)))
'''
FALSE = "`json` is imported on line 3 of `totals.py` but never used.\n"
TRUE = "The function `total` in `totals.py` has no docstring.\n"


def small(place: Path) -> Repository:
    """A repository of two commits; the last one adds `totals.py`."""
    repository = make_repository(place)
    repository.commit({"readme.md": "Totals\n"})
    repository.commit({"readme.md": "Totals\n", "totals.py": CODE})
    repository.check_out()
    return repository


def written(place: Path, name: str, content: str | bytes) -> str:
    """A file with this content; its path comes back."""
    place.mkdir(parents=True, exist_ok=True)
    file = place / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return str(file)


def proposed(**fields: Any) -> str:
    """A proposed review with these fields; a body unless told otherwise."""
    said = {} if "comments" in fields else {"body": FALSE}
    return json.dumps({"schema": "metareview/proposed-review/1", "reviewer": "acme", **said, **fields})


def comment(**fields: Any) -> dict[str, Any]:
    """An inline comment with these fields."""
    return {"path": "totals.py", "body": "`json` is never used.", **fields}
