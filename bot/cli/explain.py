"""`metareview explain`: which kinds of claims are known, and how one is checked."""

from typing import Annotated

import typer

from bot.cli.options import write


def explain(check: Annotated[str | None, typer.Argument(help="A kind, as printed in reports.")] = None) -> int:
    """List what can be checked, or show one check: what it decides, its blind spot, and examples."""
    from bot.cli.explaining import explain_all, explain_one
    from bot.validator.checks import CHECKS

    write(explain_all(CHECKS) if check is None else explain_one(CHECKS, check))
    return 0
