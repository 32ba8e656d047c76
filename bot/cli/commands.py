"""The commands that `metareview` knows."""

import typer

from bot.cli.check import check
from bot.cli.cluster import cluster
from bot.cli.config import app as config
from bot.cli.demo import demo
from bot.cli.doctor import doctor
from bot.cli.explain import explain
from bot.cli.recheck import recheck
from bot.cli.run import run
from bot.cli.runs_command import app as runs
from bot.cli.schema import schema
from bot.cli.serve import serve
from bot.cli.submit import submit

app = typer.Typer(
    name="metareview",
    help="One checked, consolidated meta-review instead of many proposed ones.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(check)
app.command()(cluster)
app.command()(demo)
app.command()(doctor)
app.command()(explain)
app.command()(recheck)
app.command()(run)
app.command()(schema)
app.command()(serve)
app.command()(submit)
app.add_typer(config)
app.add_typer(runs)
