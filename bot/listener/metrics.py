"""What is counted for Prometheus: here what arrives, and at each scrape what others have counted."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from prometheus_client import CollectorRegistry, Counter, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

Family = TypeVar("Family", GaugeMetricFamily, CounterMetricFamily)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the rest of the service has counted. Ages are in seconds, None where there is nothing that ages.

    `verdicts`: findings told, by kind of defect and verdict. `forge_remaining`: requests that a forge still allows.
    """

    runs: Mapping[str, int] = field(default_factory=dict)
    oldest_delivery_seconds: float | None = None
    oldest_run_seconds: float | None = None
    forge_calls: Mapping[str, float] = field(default_factory=dict)
    forge_remaining: Mapping[str, float] = field(default_factory=dict)
    verdicts: Mapping[tuple[str, str], float] = field(default_factory=dict)


class Metrics:
    """A registry of our own, and what the listener counts in it."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._deliveries = Counter(
            "metareview_deliveries",
            "What arrived, by forge and what became of it.",
            ("forge", "outcome"),
            registry=self._registry,
        )
        self._defects = Counter(
            "metareview_defects", "Requests that ended in a defect of ours.", registry=self._registry
        )

    def delivered(self, forge: str, outcome: str) -> None:
        """Count one thing that arrived; both words come from us, never from a sender."""
        self._deliveries.labels(forge, outcome).inc()

    def failed(self) -> None:
        """Count one defect of ours."""
        self._defects.inc()

    def page(self, figures: Figures | None) -> bytes:
        """The page that Prometheus reads; without figures it says that they could not be had."""
        registry = CollectorRegistry(auto_describe=False)
        registry.register(_Snapshot(lambda: _families(figures)))
        return generate_latest(self._registry) + generate_latest(registry)


@dataclass(frozen=True, slots=True)
class _Snapshot(Collector):
    """Gauges of one moment."""

    families: Callable[[], Iterator[Metric]]

    def collect(self) -> Iterator[Metric]:
        """The gauges, once."""
        return self.families()


def _families(figures: Figures | None) -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "metareview_figures_up", "1 where the figures below could be read.", value=int(figures is not None)
    )
    if figures is None:
        return
    yield _labelled(GaugeMetricFamily("metareview_runs", "Runs, by state.", labels=("state",)), figures.runs)
    for name, words, age in (
        ("delivery", "The age of the oldest delivery that no run has claimed.", figures.oldest_delivery_seconds),
        ("run", "For how long the run that stands still longest has made no progress.", figures.oldest_run_seconds),
    ):
        yield GaugeMetricFamily(f"metareview_oldest_{name}_seconds", words, value=age or 0.0)
    yield _labelled(
        CounterMetricFamily("metareview_forge_calls", "Requests sent to a forge.", labels=("forge",)),
        figures.forge_calls,
    )
    yield _labelled(
        GaugeMetricFamily("metareview_forge_remaining", "Requests that a forge still allows.", labels=("forge",)),
        figures.forge_remaining,
    )
    verdicts = CounterMetricFamily(
        "metareview_verdicts", "Findings told, by kind and verdict.", labels=("kind", "verdict")
    )
    for names, count in sorted(figures.verdicts.items()):
        verdicts.add_metric(names, count)
    yield verdicts


def _labelled(family: Family, counts: Mapping[str, float]) -> Family:
    for name, count in sorted(counts.items()):
        family.add_metric((name,), count)
    return family
