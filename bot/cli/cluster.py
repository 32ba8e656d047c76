"""`metareview cluster`: parse and merge reviews without any code."""

from typing import Annotated

import typer

from bot.cli.options import REVIEW_HELP, ClusterFormat, named, write


def cluster(
    more: Annotated[list[str] | None, typer.Argument(metavar="[FILE]...", help="Further reviews.")] = None,
    review: Annotated[list[str] | None, typer.Option("--review", metavar="[NAME=]FILE", help=REVIEW_HELP)] = None,
    format_: Annotated[ClusterFormat, typer.Option("--format", help="How to write the answer.")] = ClusterFormat.TEXT,
) -> int:
    """Merge what several reviews say, without code: nothing is checked, agreement is counted."""
    from bot import app
    from bot.cli.inputs import read_inputs

    names = named(review, more)
    write(app.render(app.cluster(read_inputs(names)), format_.value))
    return 0
