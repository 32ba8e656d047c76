"""The service put together: what arrives is kept, runs follow from it, and two ports are served until a signal."""

import secrets as chance
from collections.abc import Callable, Mapping

from structlog.typing import FilteringBoundLogger

from bot import app
from bot.app.clock import MACHINE
from bot.app.identity import Identity
from bot.app.working import Tally, poll_of, service_of
from bot.commands.parse import commands_in, gerrit_commands_in
from bot.durable.engine import Duties, Engine
from bot.durable.pace import Pace, Role
from bot.errors import Refused
from bot.listener.admin import admin_app
from bot.listener.logs import carry, logger_of
from bot.listener.metrics import Figures
from bot.listener.parts import Parts
from bot.listener.public import public_app
from bot.listener.server import bound
from bot.listener.server import serve as serve_apps
from bot.listener.site import Site as ListenerSite
from bot.model.settings import GerritSettings, GitHubSettings, LocalSettings, Settings
from bot.parser.formats import proposed_review
from bot.poster.marker import Marker, key_of
from bot.store.database import Database, open_database
from bot.store.views import SqlStore


def serve(
    settings: Settings, role: str, folder: str, on_ready: Callable[[], None] = lambda: None, pace: Pace | None = None
) -> None:
    """Serve until SIGTERM or SIGINT. Raises Refused for what has to be mended first, Unreachable for a silent database.

    `folder` is where relative paths of the configuration start; `role` is all, web or worker; `pace` is for those in haste.
    """
    log = logger_of(settings.log)
    carry("metareview.durable", log)
    carry("dbos", log, is_short=True)
    database = open_database(app.secrets().database_url(settings, folder).reveal())
    if database.is_sqlite and Role(role) is not Role.ALL:
        database.close()
        raise Refused("a role of its own needs PostgreSQL; with SQLite one process does everything: leave --role out")
    tally = Tally(settings)
    duties = Duties(Role(role), poll_of(settings, database, tally, log), pace or Pace())
    engine = Engine(settings, database, service_of(settings, database, tally, log).perform, MACHINE.now, duties)
    parts = _parts(settings, database, engine, tally, log)
    sockets = [(admin_app(parts), bound(settings.server.host, settings.server.admin_port))]
    if Role(role) is not Role.WORKER:
        sockets.insert(0, (public_app(parts), bound(settings.server.host, settings.server.port)))
    engine.start()

    def stop() -> None:
        engine.stop()
        database.close()

    serve_apps(sockets, log, stop_engine=stop, on_ready=on_ready)


def _parts(settings: Settings, database: Database, engine: Engine, tally: Tally, log: FilteringBoundLogger) -> Parts:
    def figures() -> Figures:
        pulse = engine.pulse()
        return Figures(
            runs=pulse.runs,
            oldest_delivery_seconds=pulse.oldest_delivery_seconds,
            oldest_run_seconds=pulse.oldest_run_seconds,
            forge_calls=tally.calls(),
            forge_remaining=tally.remaining(MACHINE.now()),
            verdicts=tally.verdicts(),
        )

    def faults() -> Mapping[str, str]:
        try:
            engine.pulse()
        except Exception as error:  # noqa: BLE001 - whatever it is, we are not ready
            return {"database": f"it does not answer ({type(error).__name__})"}
        return {}

    return Parts(
        settings=settings,
        sites={one.name: _site(settings, one) for one in settings.forges if not isinstance(one, LocalSettings)},
        inbox=engine,
        store=SqlStore(database),
        find=app.secrets().find,
        read_review=lambda data: proposed_review.read("review", "", data.decode("utf-8", "replace"))[0],
        new_id=lambda: chance.token_hex(16),
        faults=faults,
        figures=figures,
        log=log,
    )


def _site(settings: Settings, forge: GitHubSettings | GerritSettings) -> ListenerSite:
    me = Identity(forge)
    return ListenerSite(
        config=settings,
        forge=forge,
        commands_in=commands_in if isinstance(forge, GitHubSettings) else gerrit_commands_in,
        me=me.login,
        marker=Marker(key_of(forge.url, forge.name)).prefix,
    )
