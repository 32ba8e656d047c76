"""`metareview demo`: a small example repository, several reviewers, and the answer."""

import os
import shlex
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import Format, write


def demo(
    format_: Annotated[Format, typer.Option("--format", help="How to write the answer.")] = Format.TEXT,
    keep: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="Make the example in this new folder and leave it there.")
    ] = None,
) -> int:
    """Make a small example repository with reviews of it, and check them as `check` does."""
    from bot.errors import Refused

    if keep is None:
        with tempfile.TemporaryDirectory(prefix="metareview-demo-") as folder:
            write(_answer(Path(folder) / "example", format_))
        return 0
    if not keep:
        raise Refused("an empty name is no folder; name a new one")
    if os.path.lexists(keep):
        raise Refused(f"{keep} exists already; name a new folder")
    write(_answer(Path(keep), format_))
    typer.echo(
        f"metareview: the example is in {keep}: change a line, commit, and run\n  {_again(Path(keep))}", err=True
    )
    return 0


def _answer(place: Path, form: Format) -> str:
    from bot import app
    from bot.cli.example import make_example
    from bot.cli.inputs import read_inputs

    repo, reviews = make_example(place)
    return app.render(app.check(read_inputs([str(review) for review in reviews]), str(repo), "HEAD", None), form.value)


def _again(place: Path) -> str:
    shown = shlex.quote(str(place))
    return f"metareview check --repo {shown}/repository {shown}/reviews/*"
