"""What a site has configured, checked and with every default filled in."""

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from bot.model.secret import SecretRef

QUIET_SECONDS = {"github": 60, "gerrit": 300}
"""The quiet period of each kind of forge where the site names none: people on Gerrit write drafts for longer."""

type_of_references = tuple[SecretRef, ...]


class Right(StrEnum):
    """What a token of the service may do."""

    SUBMIT = "submit"
    RECHECK = "recheck"
    READ = "read"
    ADMIN = "admin"
