"""Tens of thousands of bad requests: none is a defect of ours, none gets in unsigned, and no memory is left behind."""

import asyncio
import gc
import io
import re
import tracemalloc
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.listener.builders import Service, bearer, client
from tests.listener.fuzz import deliveries
from tests.listener.keeping import Kept
from tests.listener.serving import serving

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
COUNT = 20_000
CHANGE = "github:acme/widgets#7"


async def _send(service: Service, count: int, seed: int) -> Counter[int]:
    statuses: Counter[int] = Counter()
    async with client(service.public) as http:
        for one in deliveries(count, seed):
            kept = len(service.kept.deliveries)
            answer = await http.post("/webhooks/github", content=one.body, headers=one.headers)
            statuses[answer.status_code] += 1
            assert answer.status_code < 500, one
            if not one.is_signed:
                assert answer.status_code == 401, one
                assert len(service.kept.deliveries) == kept
            elif answer.status_code != 202:
                assert answer.headers["content-type"] == "application/problem+json"
                assert len(service.kept.deliveries) == kept
    return statuses


@pytest.mark.slow
def test_deliveries() -> None:
    """
    20,000 deliveries, most of them broken: no 5xx, nothing unsigned is kept, every defect counter stays at 0.
    """
    service = Service(log=io.StringIO())

    statuses = asyncio.run(_send(service, COUNT, seed=1))

    assert set(statuses) <= {202, 400, 401, 415}
    assert statuses[202] > COUNT // 10
    assert "metareview_defects_total 0.0" in service.parts.metrics.page(None).decode()
    assert len(service.kept.deliveries) > 1000


class _Nowhere(io.StringIO):
    """A log that nobody keeps."""

    def write(self, text: str) -> int:
        """Forget it."""
        return len(text)


class _Forgetful(Kept):
    """Keeps no more than the last few deliveries, so that what is left over is the listener's."""

    def accept(self, delivery: object) -> bool:
        """Keep a delivery for a while."""
        if len(self.deliveries) > 50:
            self.deliveries.clear()
        return super().accept(delivery)  # type: ignore[arg-type]


@pytest.mark.slow
def test_memory() -> None:
    """
    After thousands of deliveries the listener holds no more memory than after the first thousand.
    """
    service = Service(kept=_Forgetful(), log=_Nowhere())

    async def rounds() -> list[int]:
        held = []
        for seed in range(4):
            await _send(service, 1000, seed)
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[0])
        return held

    tracemalloc.start()
    held = asyncio.run(rounds())
    tracemalloc.stop()

    assert held[-1] < held[0] + 300_000, held


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_documented(tmp_path: Path, mode: GenerationMode) -> None:
    """
    Whatever the documentation allows and forbids is answered as it says: statuses, kinds and shapes of answers.
    """
    called: Counter[str] = Counter()
    with serving(tmp_path) as service:
        document = httpx.get(f"http://127.0.0.1:{service.admin_port}/openapi.json").json()
        operations = [found.ok() for found in schemathesis.openapi.from_dict(_known(document)).get_all_operations()]
        for operation in operations:
            _try(operation.as_strategy(generation_mode=mode), service.url, called)
        log = service.log()

    assert "defect" not in log
    answered = {int(status) for status in re.findall(r" status=(\d+)", log)}
    if mode is GenerationMode.POSITIVE:
        assert len(called) == len(operations)
        assert answered >= {200, 202, 401, 403, 404, 409}
    else:
        assert answered >= {400, 401, 403, 422}


def _known(document: Any) -> Any:
    """The documentation, with things that are there as examples of what may be asked for, so that much is answered."""
    changes = {"type": "string", "enum": [CHANGE, "github:acme/gadgets#1", "gerrit:app~4"]}
    sent = {"schema": "metareview/proposed-review/1", "reviewer": "ci", "body": "`os` is never used."}
    schemas = document["components"]["schemas"]
    schemas["ReviewIn"]["properties"] |= {"change": changes, "review": {"enum": [sent, sent | {"reviewer": "ci/x"}]}}
    schemas["RecheckIn"]["properties"]["change"] = changes
    known = {"change": changes, "id": {"type": "string", "enum": ["run-1", "run-2", "api-0"]}}
    for operation in (operation for item in document["paths"].values() for operation in item.values()):
        for one in operation.get("parameters", ()):
            one["schema"] = known.get(one["name"], one["schema"])
    return document


def _try(cases: SearchStrategy[schemathesis.Case], url: str, called: Counter[str]) -> None:
    """Call an operation with each case, by two callers in turn, and without one."""

    @settings(max_examples=100, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(cases)
    def calls(case: schemathesis.Case) -> None:
        called[case.operation.label] += 1
        token = ("BOSS_TOKEN", "CI_TOKEN", None)[called.total() % 3]
        case.headers.pop("Authorization", None)
        case.call_and_validate(base_url=url, checks=CHECKS, headers=bearer(token) if token else None)

    with suppress(Unsatisfiable):  # some routes have nothing that can be wrong
        calls()
