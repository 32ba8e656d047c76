"""`metareview runs`: what a running service has done, what failed, and run it again."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import quote

import typer

from bot.cli.options import write
from bot.cli.service import Service, TokenFile, Url, table, text
from bot.model.delivery import RunState

app = typer.Typer(name="runs", help="Look at the runs of a running service.", no_args_is_help=True)

Id = Annotated[str, typer.Argument(metavar="RUN", help="The id of a run, as `runs list` shows it.")]
_NEVER = 253402300799.0
"""The last second that a date can be written of."""


@app.callback()
def runs() -> None:
    """Look at the runs of a running service."""


@app.command("list")
def list_(
    url: Url,
    change: Annotated[str | None, typer.Option(metavar="REF", help="Only of this change.")] = None,
    state: Annotated[RunState | None, typer.Option(help="Only in this state.")] = None,
    token_file: TokenFile = None,
) -> int:
    """List the last runs, newest first: when each began, its state, its change, and what became of it."""
    from bot.model.change_ref import ChangeRef

    query = {"change": str(ChangeRef.parse(change))} if change is not None else {}
    query |= {"state": state.value} if state is not None else {}
    found = Service(url, token_file).get("/api/v1/runs", query).get("runs")
    listed = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    write(table([_row(one) for one in listed]) or "no runs\n")
    return 0


@app.command()
def show(id: Id, url: Url, token_file: TokenFile = None) -> int:
    """Show one run."""
    write(_shown(Service(url, token_file).get(f"/api/v1/runs/{quote(id, safe='')}")))
    return 0


@app.command()
def retry(id: Id, url: Url, token_file: TokenFile = None) -> int:
    """Run a failed run again, with the same deliveries."""
    write(_shown(Service(url, token_file).post(f"/api/v1/runs/{quote(id, safe='')}/retry")))
    return 0


def _row(run: Mapping[str, object]) -> tuple[str, ...]:
    return _when(run.get("started_at")), text(run, "state"), text(run, "id"), text(run, "change"), text(run, "note")


def _shown(run: Mapping[str, object]) -> str:
    rows = [(key, text(run, key)) for key in ("id", "change", "state", "revision", "url", "note")]
    rows[3:3] = [(key, _when(run.get(f"{key}_at"))) for key in ("started", "ended")]
    return table([row for row in rows if row[1]])


def _when(seconds: object) -> str:
    """A time as people write it, in UTC."""
    if not isinstance(seconds, int | float) or not 0 <= seconds <= _NEVER:
        return ""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")
