"""The JSON Schemas of what goes in and what comes out, as files of this package."""

from importlib.resources import files

from bot.errors import Refused

SCHEMAS = ("proposed-review", "report")
"""The names that `schema_text` knows; each file carries its version in its name."""


def schema_text(name: str) -> str:
    """The schema called `name`, as JSON text; an unknown name is refused with the names that exist."""
    if name not in SCHEMAS:
        raise Refused(f"There is no schema {name!r}; the names are {' and '.join(SCHEMAS)}.")
    return files(__name__).joinpath(f"{name}-1.json").read_text(encoding="utf-8")
