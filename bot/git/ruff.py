"""Asks ruff about Python sources: one process for all, without the repository's configuration or suppressions."""

import json
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import Any

from bot.errors import Refused
from bot.git.pipe import Pipe
from bot.git.recent import Recent
from bot.git.run import end
from bot.model.facts import Diagnostic

RULES = (
    *("F", "E1", "E4", "E7", "E9", "W", "S", "B", "BLE", "A", "ARG", "N", "PERF", "PLE", "RET", "SIM115", "ERA001"),
    *("C408", "G004", "C416", "UP028", "UP031"),
)
"""Not E501 and D1, which facts answer exactly; nor INP and EXE, which depend on the file system."""
LEFT_OUT = ("A005", "N999")
"""They judge the name of the file, which is ours here."""
TARGET = "py313"
"""Newest syntax that no older Python reads in another way; from 3.14 on, Python 2's `except A, B:` is legal."""
OPTIONS = (
    "--isolated",
    "--ignore-noqa",
    "--no-cache",
    "--preview",
    "--exit-zero",
    "--no-fix",
    "--output-format=json-lines",
)
SYNTAX = "invalid-syntax"
UNREADABLE = ("E902",)
LARGEST = 1 << 20
LONGEST_LINE = 20_000
"""Longer lines are generated, or made to exhaust a parser."""
MOST_DIAGNOSTICS = 3000
"""A file with more is none that we could read: a cut list would be taken for silence."""
SECONDS = 10.0
MOST_FAILURES = 24
"""A text made to crash ruff is found by halving; many of them are there on purpose."""
MEMORY = 200_000

Source = tuple[str, str]
Answer = tuple[Diagnostic, ...] | None


class Ruff:
    """Remembers what was said of each text, up to a bound."""

    def __init__(self) -> None:
        self._said: Recent[tuple[str, bytes], tuple[Answer]] = Recent(MEMORY)

    def lint(self, sources: Collection[Source]) -> Mapping[Source, Sequence[Diagnostic] | None]:
        """The diagnostics of each (path, text), in order of line; None for what is no Python or could not be read."""
        keys = {source: _key(source) for source in sources}
        said = {key: kept[0] for key in keys.values() if key is not None and (kept := self._said.get(key)) is not None}
        fresh = {key: source[1] for source, key in keys.items() if key is not None and key not in said}
        for key, answer in zip(fresh, _lint_all([(key[0], text) for key, text in fresh.items()]), strict=True):
            said[key] = answer
            self._said.put(key, (answer,), 1 + len(answer or ()))
        return {source: None if key is None else said[key] for source, key in keys.items()}


@cache
def find_ruff() -> str:
    """The path of the ruff that was installed with us, else of the one on PATH."""
    for folder in (Path(sys.executable).parent, Path(sysconfig.get_path("scripts"))):
        if (folder / "ruff").is_file():
            return str(folder / "ruff")
    found = shutil.which("ruff")
    if found is None:
        raise Refused("ruff was not found; install it with `pip install ruff`")
    return found


def _key(source: Source) -> tuple[str, bytes] | None:
    """What the answer depends on: the kind of file, and its text. None where ruff has nothing to say."""
    path = PurePosixPath(source[0])
    if path.suffix not in (".py", ".pyi") or len(source[1]) > LARGEST:
        return None
    if max(map(len, source[1].split("\n"))) > LONGEST_LINE:
        return None
    name = path.name if path.stem == "__init__" else f"module{path.suffix}"
    try:
        return name, blake2b(source[1].encode("utf-8"), digest_size=20).digest()
    except UnicodeEncodeError:
        return None


def _lint_all(files: Sequence[tuple[str, str]]) -> list[Answer]:
    """One process for all; if it dies, halves are tried, so that one deadly text silences only itself."""
    found: list[Answer] = [None] * len(files)
    waiting = [range(len(files))] if files else []
    failures = 0
    while waiting and failures < MOST_FAILURES:
        part = waiting.pop()
        answers = _run([files[number] for number in part])
        if answers is not None:
            for number, answer in zip(part, answers, strict=True):
                found[number] = answer
            continue
        failures += 1
        if len(part) > 1:
            middle = len(part) // 2
            waiting += [part[middle:], part[:middle]]
    return found


def _run(files: Sequence[tuple[str, str]]) -> list[Answer] | None:
    """The answers of one process in the order of `files`; None where it failed."""
    with tempfile.TemporaryDirectory(prefix="metareview-") as folder:
        for number, (name, text) in enumerate(files):
            place = Path(folder, f"{number:06}", name)
            place.parent.mkdir()
            place.write_bytes(text.encode("utf-8"))
        command = [find_ruff(), "check", *OPTIONS, *_selection(), "."]
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={"LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            said = _collect(process, len(files))
            return said if process.wait(SECONDS) == 0 else None
        except (TimeoutError, subprocess.TimeoutExpired):
            return None
        finally:
            end(process)


def _selection() -> tuple[str, str, str]:
    return f"--target-version={TARGET}", f"--select={','.join(RULES)}", f"--ignore={','.join(LEFT_OUT)}"


def _collect(process: "subprocess.Popen[bytes]", count: int) -> list[Answer]:
    said: list[list[Diagnostic] | None] = [[] for _ in range(count)]
    for line in _lines(process):
        row: dict[str, Any] = json.loads(line)
        number = int(PurePosixPath(row["filename"]).parent.name)
        kept = said[number]
        if kept is None:
            continue
        rule = str(row["code"] or row["name"])
        unread = rule in UNREADABLE or (row["code"] is None and rule != SYNTAX)
        if unread or len(kept) >= MOST_DIAGNOSTICS:
            said[number] = None
            continue
        kept.append(Diagnostic(rule, row["location"]["row"], row["end_location"]["row"], row["message"]))
    return [None if kept is None else tuple(sorted(kept, key=_place)) for kept in said]


def _lines(process: "subprocess.Popen[bytes]") -> Iterator[bytes]:
    if process.stdout is None:
        return
    pipe = Pipe(process.stdout, SECONDS)
    try:
        while line := pipe.line():
            yield line
    except EOFError:
        return


def _place(said: Diagnostic) -> tuple[int, int, str, str]:
    return said.line, said.end_line, said.rule, said.message
