"""Looks at a local forge before any work: its repository, and the folder of its changes."""

import os

from bot.errors import BotError
from bot.git.repository import find_repository
from bot.model.diagnosis import Diagnosis, fault, ok
from bot.model.settings import LocalSettings


def probe(settings: LocalSettings) -> tuple[Diagnosis, ...]:
    """Whether git can read the repository, and whether we can read and write the folder."""
    return (_repository(settings.path), _folder(settings.reviews))


def _repository(path: str) -> Diagnosis:
    try:
        find_repository(path)
    except BotError as error:
        return fault("repository", str(error))
    return ok("repository", path, reached=True)


def _folder(path: str) -> Diagnosis:
    if not os.path.isdir(path):
        return fault("reviews", f"there is no folder {path}; make it, or name another one in `reviews`")
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        return fault("reviews", f"the folder {path} can't be read and written; give us both rights on it")
    return ok("reviews", path)
