"""`metareview serve`: the service, until it is asked to stop."""

from enum import StrEnum
from typing import Annotated

import typer


class Role(StrEnum):
    """What a process does of the service: everything, take what arrives, or run what was taken."""

    ALL = "all"
    WEB = "web"
    WORKER = "worker"


def serve(
    config: Annotated[str, typer.Option(metavar="FILE", help="The configuration.")],
    role: Annotated[
        Role, typer.Option(help="What this process does; other roles than all need PostgreSQL.")
    ] = Role.ALL,
) -> int:
    """Take webhooks and reviews, and answer on each change, until SIGTERM or SIGINT."""
    import os
    import sys

    from bot import app
    from bot.app.service import serve as serve_site

    serve_site(app.load_settings(config), role.value, os.path.dirname(os.path.abspath(config)))
    sys.stdout.flush()
    sys.stderr.flush()
    # The thread of a run that hangs would keep the process alive; whoever starts next goes on with that run.
    os._exit(0)
