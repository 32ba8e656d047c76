"""`metareview check`: what reviewers said about a commit range, checked against its code."""

from typing import Annotated

import typer

from bot.cli.options import REVIEW_HELP, Format, Level, named, progress, write


def check(
    more: Annotated[list[str] | None, typer.Argument(metavar="[FILE]...", help="Further reviews.")] = None,
    review: Annotated[list[str] | None, typer.Option("--review", metavar="[NAME=]FILE", help=REVIEW_HELP)] = None,
    repo: Annotated[str, typer.Option(help="A git repository; its work tree is not looked at.")] = ".",
    head: Annotated[str, typer.Option(help="The reviewed commit.")] = "HEAD",
    base: Annotated[
        str | None, typer.Option(help="What it is compared with; without it, the first parent of head.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to write the answer.")] = Format.TEXT,
    fail_on: Annotated[
        Level | None, typer.Option(help="Exit with 1 when a finding has this verdict or is confirmed.")
    ] = None,
) -> int:
    """Check reviews against the code of a local commit range and print one meta-review."""
    from bot import app
    from bot.cli.inputs import read_inputs

    names = named(review, more)
    progress(f"checking {len(names)} review{'s' if len(names) > 1 else ''} against {head}")
    answer = app.check(read_inputs(names), repo, head, base)
    if answer.is_dirty:
        typer.echo("metareview: the work tree has changes that are not committed; they were not looked at", err=True)
    write(app.render(answer, format_.value))
    return int(app.is_met(answer.report, fail_on.value if fail_on else None))
