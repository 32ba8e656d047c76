"""`metareview run`: one change on a forge, once: what reviewers said there, judged, and printed or published."""

from typing import Annotated

import typer

from bot.cli.options import Format, Level, progress, write
from bot.errors import Refused


def run(
    config: Annotated[str, typer.Option(metavar="FILE", help="The configuration, which names the forge.")],
    change: Annotated[str, typer.Option(metavar="REF", help="Which change: github:owner/name#12.")],
    post: Annotated[
        bool, typer.Option("--post", help="Publish the answer on the forge instead of printing it.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="With --post: also where a person deleted our last answer.")
    ] = False,
    format_: Annotated[
        Format, typer.Option("--format", help="How to write the answer; with --post, what to print beside it.")
    ] = Format.TEXT,
    fail_on: Annotated[
        Level | None, typer.Option(help="Exit with 1 when a finding has this verdict or is confirmed.")
    ] = None,
) -> int:
    """Judge what reviewers said on a change of a forge; print one meta-review, or publish it with --post."""
    from bot import app
    from bot.app.forges import is_ignored, judge_change, publish_change
    from bot.model.change_ref import ChangeRef

    if again and not post:
        raise Refused("--again asks for what was posted to be posted again; name --post too")
    ref = ChangeRef.parse(change)
    settings = app.load_settings(config)
    if is_ignored(settings, ref):
        typer.echo(f"metareview: {ref} is left alone: `changes` in the configuration ignores it", err=True)
        return 0
    progress(f"reading {ref}")
    if post:
        run, words = publish_change(settings, ref, again=again)
        if format_ is not Format.TEXT:
            typer.echo(f"metareview: {words}", err=True)
        write(f"{words}\n" if format_ is Format.TEXT else app.render_run(run, format_.value))
    else:
        run = judge_change(settings, ref)
        is_bare = run.is_silent and format_ is Format.TEXT
        write(f"no reviewer has proposed anything on {ref}\n" if is_bare else app.render_run(run, format_.value))
    return int(app.is_met(run.report, fail_on.value if fail_on else None))
