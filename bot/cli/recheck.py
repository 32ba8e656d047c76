"""`metareview recheck`: a running service is asked to judge a change again, now."""

from typing import Annotated

import typer

from bot.cli.options import write
from bot.cli.service import Service, TokenFile, Url, table, text


def recheck(
    url: Url,
    change: Annotated[str, typer.Option(metavar="REF", help="Which change: github:owner/name#12.")],
    token_file: TokenFile = None,
) -> int:
    """Ask a running service to judge a change again, without a quiet period."""
    from bot.model.change_ref import ChangeRef

    ref = ChangeRef.parse(change)
    answer = Service(url, token_file).post("/api/v1/rechecks", {"change": str(ref)})
    write(table([(str(ref), "kept as", text(answer, "submission"))]))
    return 0
