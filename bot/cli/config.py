"""`metareview config`: what a configuration file says, and what is wrong with it."""

from typing import Annotated

import typer

from bot.cli.options import write

app = typer.Typer(name="config", help="Look at a configuration file.", no_args_is_help=True)


@app.callback()
def config() -> None:
    """Look at a configuration file."""


@app.command()
def check(file: Annotated[str, typer.Argument(metavar="FILE", help="A config.yaml.")]) -> int:
    """Say what a configuration means, or everything that is wrong with it, missing secrets included (exit 1)."""
    from bot import app as composition
    from bot.cli.configuring import describe
    from bot.config.faults import BadConfig

    try:
        settings = composition.load_settings(file)
    except BadConfig as bad:
        return _fault(str(bad).splitlines())
    faults, warnings = composition.secrets().look(settings)
    if faults:
        return _fault([f"{file}: {fault}" for fault in faults])
    write(describe(file, settings, (*settings.warnings, *warnings)))
    return 0


def _fault(sentences: list[str]) -> int:
    for sentence in sentences:
        typer.echo(f"metareview: {sentence}", err=True)
    return 1
