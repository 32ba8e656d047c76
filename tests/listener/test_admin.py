"""Health, readiness, metrics and the documentation."""

from prometheus_client.parser import text_string_to_metric_families

from bot.listener.metrics import Figures
from tests.listener.builders import ENVIRONMENT, Service, pull, signed


def figures_of(service: Service) -> dict[tuple[str, ...], float]:
    """The samples of the metrics page, by name and labels."""
    page = service.admin_page("/metrics").text
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }


def test_alive_and_ready() -> None:
    """
    Who lives says so, and is ready as soon as its parts are.
    """
    service = Service()
    service.faults["engine"] = "it has not started yet"

    alive, unready = service.calls([("GET", "/healthz", {}), ("GET", "/readyz", {})])
    service.faults.clear()
    ready = service.call("GET", "/readyz")

    assert (alive.status_code, alive.json()) == (200, {"status": "ok"})
    assert (unready.status_code, unready.json()) == (
        503,
        {"ready": False, "faults": {"engine": "it has not started yet"}},
    )
    assert (ready.status_code, ready.json()) == (200, {"ready": True, "faults": {}})


def test_metrics() -> None:
    """
    The page for Prometheus shows what arrived, and what the rest of the service counted.
    """
    service = Service(
        figures=Figures(
            runs={"waiting": 2, "failed": 1},
            oldest_delivery_seconds=61.5,
            forge_calls={"github": 12},
            forge_remaining={"github": 4988},
            verdicts={("unused-import", "confirmed"): 3},
        )
    )
    service.call("POST", "/webhooks/github", **signed("pull_request", pull("opened")))
    service.call("POST", "/webhooks/nobody", **signed("pull_request", pull("opened")))

    found = figures_of(service)

    assert found["metareview_deliveries_total", "github", "accepted"] == 1
    assert found["metareview_deliveries_total", "unknown", "unknown-forge"] == 1
    assert found["metareview_runs", "failed"] == 1
    assert found["metareview_oldest_delivery_seconds",] == 61.5
    assert found["metareview_oldest_run_seconds",] == 0
    assert found["metareview_forge_calls_total", "github"] == 12
    assert found["metareview_forge_remaining", "github"] == 4988
    assert found["metareview_verdicts_total", "unused-import", "confirmed"] == 3
    assert found["metareview_figures_up",] == 1


def test_two_services() -> None:
    """
    Two services in one process count apart.
    """
    one, other = Service(), Service()

    one.call("POST", "/webhooks/github", **signed("ping", {}))

    assert (one.count("github", "names-no-change"), other.count("github", "names-no-change")) == (1, 0)


def test_documentation() -> None:
    """
    The documentation names every route and right answer, loads nothing from elsewhere, and holds no secret.
    """
    service = Service()

    page, document = service.admin_page("/docs"), service.admin_page("/openapi.json")

    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "<script" not in page.text
    assert all(path in page.text for path in document.json()["paths"])
    assert not [name for name, value in ENVIRONMENT.items() if value in page.text + document.text]


def test_every_refusal_is_described() -> None:
    """
    Each operation describes its answers, and each refusal as a problem.
    """
    document = Service().admin_page("/openapi.json").json()

    for path, item in document["paths"].items():
        for operation in item.values():
            refusals = {status: one for status, one in operation["responses"].items() if int(status) >= 400}
            assert operation["summary"], path
            assert path in ("/healthz", "/readyz") or "401" in refusals, path
            for one in refusals.values():
                assert path == "/readyz" or "application/problem+json" in one["content"], path


def test_apart() -> None:
    """
    Metrics and documentation are not on the public port, and nothing of the API on the other.
    """
    service = Service()

    public = [service.call("GET", path).status_code for path in ("/metrics", "/docs", "/openapi.json")]
    private = [service.admin_page(path).status_code for path in ("/api/v1/runs", "/webhooks/github")]

    assert public == [404, 404, 404]
    assert private == [404, 404]
