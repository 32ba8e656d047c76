"""Looks at what fetching code needs of this machine before any work: git, and a folder with room."""

import os
import shutil
import tempfile

from bot.errors import BotError
from bot.git.run import ENVIRONMENT, MINIMUM, clean, find_program, run
from bot.model.diagnosis import Diagnosis, fault, ok, warning

_GIT, _CACHE = "git", "code cache"


def probe_git() -> tuple[Diagnosis, ...]:
    """Whether git is there and new enough."""
    try:
        program = find_program()
        said = run("version", [program, "version"], ENVIRONMENT).output
    except BotError as error:
        return (fault(_GIT, str(error)),)
    return (ok(_GIT, f"{program}, {clean(said.decode('utf-8', 'replace'))}; {_dotted(MINIMUM)} or newer is needed"),)


def probe_cache(path: str, max_gb: float) -> tuple[Diagnosis, ...]:
    """Whether the folder can be made and written, and has room for what it may grow to."""
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)
        with tempfile.TemporaryFile(dir=path) as trial:
            trial.write(b"a line\n")
        free = shutil.disk_usage(path).free / (1 << 30)
    except OSError as error:
        return (fault(_CACHE, f"{path} can't be written ({error.strerror}); mend it, or set cache.path"),)
    room = f"{path} has {free:.1f} GB free"
    growth = max_gb - _size(path) / (1 << 30)
    if free < growth:
        return (warning(_CACHE, f"{room} and may grow by {growth:.1f} GB; make room, or lower cache.max_gb"),)
    return (ok(_CACHE, f"{room}, and holds {max_gb:g} GB at most"),)


def _size(path: str) -> int:
    """The bytes of the files below a folder; they come and go meanwhile."""
    size = 0
    for folder, _, names in os.walk(path):
        for name in names:
            try:
                size += os.lstat(os.path.join(folder, name)).st_size
            except OSError:
                continue
    return size


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
