"""Starts and ends the job engine, and puts work into it."""

from dbos import DBOS, DBOSClient, DBOSConfig, EnqueueOptions
from dbos import DBOSPortableJSONSerializer as Json
from sqlalchemy import Connection, column, select, table

from bot.durable.names import VERSION, WORKFLOW, queue_of
from bot.durable.pace import Pace
from bot.durable.plan import WakeUp, forge_of
from bot.store.database import Database

_NAME = "metareview"
_ALIVE = ("PENDING", "ENQUEUED")
_FINISHED = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]


def configuration(database: Database, executor: str) -> DBOSConfig:
    """What the engine is told: our connections, plain JSON, no telemetry, no service of its maker."""
    return {
        "name": _NAME,
        "system_database_url": "sqlite:///given" if database.is_sqlite else "postgresql://given@given/given",
        "system_database_engine": database.engine,
        "application_version": VERSION,
        "executor_id": executor,
        "enable_otlp": False,
        "log_level": "WARNING",
        "serializer": Json(),
    }


def connect(database: Database) -> DBOSClient:
    """A way to put work into the engine, whose tables are made where needed; starts nothing."""
    client = DBOSClient(
        system_database_engine=database.engine,
        serializer=Json(),
        application_name=_NAME,
        lazy=True,
        retry_connection_errors=False,
    )
    with database.worded():
        client._sys_db.run_migrations()  # a client offers no other way, and a process that only accepts may be the first
    return client


def launch(database: Database, executor: str, forges: list[str], pace: Pace) -> None:
    """Start to work on the queues of these forges."""
    DBOS(config=configuration(database, executor))
    DBOS.listen_queues([queue_of(forge) for forge in forges])
    with database.worded():
        DBOS.launch()
    for forge in forges:
        DBOS.register_queue(
            queue_of(forge),
            partition_concurrency=1,
            worker_concurrency=pace.workers,
            polling_interval_sec=pace.looking,
            on_conflict="always_update",
        )


def end(seconds: int) -> None:
    """Begin nothing new, let what runs finish for so long, and end."""
    DBOS.destroy(workflow_completion_timeout_sec=seconds)


def enqueue(client: DBOSClient, tx: Connection, wake: WakeUp) -> None:
    """Put a wake-up into the queue of its forge within a transaction of ours."""
    options: EnqueueOptions = {
        "workflow_name": WORKFLOW,
        "workflow_id": wake.id,
        "queue_name": queue_of(forge_of(wake.change)),
        "queue_partition_key": wake.change,
        "app_version": VERSION,
    }
    if wake.seconds > 0:
        options["delay_seconds"] = wake.seconds
    client.enqueue_in_transaction(tx, options, wake.change, wake.run, wake.tries)


def lives(tx: Connection, workflow: str) -> bool:
    """Whether the engine will go on with a workflow.

    Asked over the connection that is at hand: who holds a lock and waits for another connection may wait for ever.
    """
    schema = None if tx.dialect.name == "sqlite" else "dbos"
    known = table("workflow_status", column("workflow_uuid"), column("status"), schema=schema)
    return tx.scalar(select(known.c.status).where(known.c.workflow_uuid == workflow)) in _ALIVE


def rescue(alive: frozenset[str]) -> int:
    """Take over what the processes that are not alive were at; how many processes these were."""
    running = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
    dead = sorted({one.executor_id for one in running if one.executor_id} - alive)
    if dead:
        DBOS._recover_pending_workflows(dead)  # each is taken over once, whoever else asks; there is no public way
    return len(dead)


def forget(client: DBOSClient, before: str) -> int:
    """Delete one batch of workflows that had ended before a time (ISO 8601); how many these were."""
    old = client.list_workflows(
        status=_FINISHED, completed_before=before, limit=500, load_input=False, load_output=False
    )
    if old:
        client.delete_workflows([one.workflow_id for one in old])
    return len(old)
