"""The whole inbox with its engine, one for all tests of a database; each test has a change of its own."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from dbos import DBOS

from bot.durable import launching
from bot.durable.engine import Duties, Engine
from bot.durable.names import wake_of
from bot.durable.pace import Pace
from bot.errors import Refused, Unreachable
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, DeliveryKind, Outcome, RunRecord, RunState
from bot.model.settings import LocalSettings, RunSettings, Settings
from bot.store.database import Database, open_database
from bot.store.views import SqlStore
from tests.durable.desk import command, event
from tests.store.databases import BOTH, age, new_url

SETTINGS = Settings(
    forges=(LocalSettings("one"), LocalSettings("two")), runs=RunSettings(quiet_seconds=600, max_wait_seconds=6000)
)
_NUMBERS = itertools.count(1)


@dataclass
class Service:
    """An engine at work. `answers`: what the next runs of a change come to; else each is done."""

    engine: Engine
    database: Database
    answers: dict[ChangeRef, list[Outcome | Exception | Callable[[], Outcome]]] = field(default_factory=dict)
    seen: list[tuple[ChangeRef, tuple[str, ...]]] = field(default_factory=list)

    def perform(self, change: ChangeRef, given: Sequence[Delivery], _is_overtaken: Callable[[], bool]) -> Outcome:
        """Come to the next answer."""
        self.seen.append((change, tuple(one.id for one in given)))
        answer = next(iter(self.answers.get(change, [])), Outcome(RunState.DONE, "posted"))
        if self.answers.get(change):
            self.answers[change].pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, Outcome) else answer()

    def run(self, change: ChangeRef, state: RunState, seconds: float = 20) -> RunRecord:
        """The newest run of a change, once it is in a state."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = SqlStore(self.database).runs(change, None, 1)
            if found and found[0].state is state:
                return found[0]
            time.sleep(0.02)
        raise AssertionError(f"no run of {change} got {state}: {SqlStore(self.database).runs(change, None)}")

    def pass_by(self, delivery: str, change: ChangeRef, seconds: float) -> None:
        """Let so much time pass for a change that the wake-up of a delivery comes now."""
        age(self.database, change, seconds)
        DBOS.set_workflow_delay(wake_of(delivery), delay_seconds=0)


@pytest.fixture(scope="module", params=BOTH)
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A running service on each database."""
    database = open_database(new_url(request.param, request, tmp_path_factory.mktemp("engine")))
    made: list[Service] = []
    duties = Duties(pace=Pace(looking=0.05, held=2, workers=2))
    engine = Engine(SETTINGS, database, lambda *given: made[0].perform(*given), lambda: 1e9, duties)
    made.append(Service(engine, database))
    engine.start()
    yield made[0]
    engine.stop(0)
    database.close()


@pytest.fixture
def change() -> ChangeRef:
    """A change that no other test knows."""
    return ChangeRef("one", "acme", next(_NUMBERS), "~")


def test_answered(service: Service, change: ChangeRef) -> None:
    """
    What arrives in one quiet period is answered by one run, a delivery that is sent twice counts once.
    """
    a, b = f"a{change.number}", f"b{change.number}"
    assert service.engine.accept(event(a, change, body={"text": "ä\0\ud800"}))
    assert service.engine.accept(event(b, change))
    assert not service.engine.accept(event(a, change))

    service.pass_by(a, change, 600)

    run = service.run(change, RunState.DONE)
    assert run.deliveries == 2
    assert [ids for of, ids in service.seen if of == change] == [(a, b)]
    submission = SqlStore(service.database).submission(a)
    assert submission is not None
    assert (submission.state, submission.run) == (RunState.DONE, run.id)


def test_command(service: Service, change: ChangeRef) -> None:
    """
    A command is carried out at once, together with what waited.
    """
    service.engine.accept(event(f"e{change.number}", change))
    start = time.monotonic()
    service.engine.accept(command(f"c{change.number}", change))

    assert service.run(change, RunState.DONE).deliveries == 2
    assert time.monotonic() - start < 10


def test_short_wait(service: Service, change: ChangeRef) -> None:
    """
    A run that the forge asks for a little patience tries again by itself.
    """
    service.answers[change] = [Unreachable("patience", 1)]
    service.engine.accept(command(f"c{change.number}", change))

    service.run(change, RunState.DONE)

    assert len([1 for of, _ in service.seen if of == change]) == 2


def test_long_wait(service: Service, change: ChangeRef) -> None:
    """
    A run that waits for long holds no worker: others of its forge go on, and it goes on when its time has come.
    """
    others = [ChangeRef("one", "acme", next(_NUMBERS), "~") for _ in range(3)]
    for one in (change, *others[:2]):
        service.answers[one] = [Unreachable("patience", 1000)]
        service.engine.accept(command(f"c{one.number}", one))
    for one in (change, *others[:2]):
        service.run(one, RunState.WAITING)

    service.engine.accept(command(f"c{others[2].number}", others[2]))
    service.run(others[2], RunState.DONE)

    waiting = service.run(change, RunState.WAITING)
    assert waiting.note == "patience"
    DBOS.set_workflow_delay(f"{waiting.id}-w1", delay_seconds=0)
    assert service.run(change, RunState.DONE).id == waiting.id


def test_busy_forge(service: Service, change: ChangeRef) -> None:
    """
    A forge whose workers are all busy holds up no other forge.
    """
    gate = threading.Event()

    def stuck() -> Outcome:
        gate.wait(30)
        return Outcome(RunState.DONE)

    busy = [change, ChangeRef("one", "acme", next(_NUMBERS), "~")]
    for one in busy:
        service.answers[one] = [stuck]
        service.engine.accept(command(f"c{one.number}", one))
    for one in busy:
        service.run(one, RunState.RUNNING)
    other = ChangeRef("two", "acme", change.number, "~")

    service.engine.accept(command(f"o{change.number}", other))

    service.run(other, RunState.DONE)
    gate.set()
    for one in busy:
        service.run(one, RunState.DONE)


def test_one_run_per_change(service: Service, change: ChangeRef) -> None:
    """
    What arrives while a change is worked on is for the next run, which starts when that has ended.
    """
    gate = threading.Event()

    def slow() -> Outcome:
        gate.wait(30)
        return Outcome(RunState.DONE)

    service.answers[change] = [slow]
    first, second = f"c{change.number}", f"d{change.number}"
    service.engine.accept(command(first, change))
    service.run(change, RunState.RUNNING)
    service.engine.accept(command(second, change))
    time.sleep(0.5)
    assert [ids for of, ids in service.seen if of == change] == [(first,)]

    gate.set()

    deadline = time.monotonic() + 15
    while len([1 for of, _ in service.seen if of == change]) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert [ids for of, ids in service.seen if of == change] == [(first,), (second,)]
    service.run(change, RunState.DONE)


def test_dead_letter(service: Service, change: ChangeRef) -> None:
    """
    A failed run is kept with its sentence, and runs again by hand with the same deliveries; once, and only a failed one.
    """
    service.answers[change] = [Refused("the token may not write comments")]
    id = f"c{change.number}"
    service.engine.accept(command(id, change))
    failed = service.run(change, RunState.FAILED)
    assert failed.note == "the token may not write comments"
    assert failed in SqlStore(service.database).runs(None, RunState.FAILED)

    assert service.engine.retry(failed.id)

    assert service.run(change, RunState.DONE).id == failed.id
    assert [ids for of, ids in service.seen if of == change] == [(id,), (id,)]
    assert not service.engine.retry(failed.id)
    assert not service.engine.retry("unknown")


def test_pulse(service: Service, change: ChangeRef) -> None:
    """
    The figures tell how much waits, and since when.
    """
    before = service.engine.pulse()
    service.engine.accept(event(f"e{change.number}", change))
    age(service.database, change, 5000)

    pulse = service.engine.pulse()

    assert pulse.deliveries[RunState.WAITING] == before.deliveries[RunState.WAITING] + 1
    assert pulse.oldest_delivery_seconds is not None
    assert 5000 <= pulse.oldest_delivery_seconds < 5100
    service.pass_by(f"e{change.number}", change, 0)
    service.run(change, RunState.DONE)
    assert service.engine.pulse().runs[RunState.DONE] == before.runs[RunState.DONE] + 1


def test_left_behind(service: Service, change: ChangeRef) -> None:
    """
    A delivery whose wake-up was lost is found and answered.
    """
    id = f"e{change.number}"
    service.engine.accept(event(id, change))
    DBOS.delete_workflow(wake_of(id))
    age(service.database, change, 6000 + 121)

    assert service.engine.reconcile() == 1

    service.run(change, RunState.DONE)


def test_nobody_works_on_it(service: Service, change: ChangeRef) -> None:
    """
    A run whose workflow the engine gave up is a dead letter after a while, and can be brought back.
    """
    service.answers[change] = [Unreachable("patience", 1000)]
    service.engine.accept(command(f"c{change.number}", change))
    run = service.run(change, RunState.WAITING)
    with service.database.begin() as tx:
        tx.exec_driver_sql(f"UPDATE run SET state = 'running' WHERE id = '{run.id}'")
    age(service.database, change, 1121)

    assert service.engine.reconcile() == 1

    assert "the program ended again and again" in service.run(change, RunState.FAILED).note
    assert service.engine.retry(run.id)
    service.run(change, RunState.DONE)


def test_telephone(service: Service) -> None:
    """
    The engine is told of no service of its maker and of no telemetry, and keeps plain JSON.
    """
    told = launching.configuration(service.database, "me")

    assert set(told) == {
        "name",
        "system_database_url",
        "system_database_engine",
        "application_version",
        "executor_id",
        "enable_otlp",
        "log_level",
        "serializer",
    }
    assert told["enable_otlp"] is False
    assert told["serializer"].name() == "portable_json"


def test_forget(service: Service, change: ChangeRef) -> None:
    """
    What was dealt with long ago is forgotten, with the engine's own rows; what still waits is not.
    """
    done, waits = f"c{change.number}", f"e{change.number}"
    service.engine.accept(command(done, change))
    service.run(change, RunState.DONE)
    service.engine.accept(event(waits, change))
    service.engine.accept(Delivery(f"r{change.number}", change, DeliveryKind.REVIEW, body={"reviewer": "x"}))
    age(service.database, change, 31 * 86_400)

    assert service.engine.forget() >= 2

    store = SqlStore(service.database)
    assert store.submission(done) is None
    assert store.runs(change, None) == ()
    assert store.submission(waits) is not None
    assert store.submission(f"r{change.number}") is not None
