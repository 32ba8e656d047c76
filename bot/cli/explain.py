"""`metareview explain`: which kinds of claims are known, how one is checked, and which bots are read how."""

from typing import Annotated

import typer

from bot.cli.options import write


def explain(
    check: Annotated[str | None, typer.Argument(help="A kind, as printed in reports.")] = None,
    dialects: Annotated[bool, typer.Option("--dialects", help="List the bots whose way to write is known.")] = False,
) -> int:
    """List what can be checked, or show one check: what it decides, its blind spot, and examples."""
    if dialects:
        from bot.cli.explaining import explain_dialects
        from bot.config.reviewers import BUILT_IN
        from bot.parser.dialects import described

        write(explain_dialects(described(), BUILT_IN))
        return 0
    from bot.cli.explaining import explain_all, explain_one
    from bot.validator.checks import CHECKS

    write(explain_all(CHECKS) if check is None else explain_one(CHECKS, check))
    return 0
