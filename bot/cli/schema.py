"""`metareview schema`: the JSON Schemas of what goes in and comes out."""

from typing import Annotated

import typer

from bot.cli.options import write


def schema(name: Annotated[str, typer.Argument(help="report or proposed-review.")]) -> int:
    """Print the JSON Schema of a document."""
    from bot.errors import Refused
    from bot.report.schemas import SCHEMAS, schema_text

    if name not in SCHEMAS:
        raise Refused(f"there is no schema {name}; there are {', '.join(sorted(SCHEMAS))}")
    write(schema_text(name))
    return 0
