"""Measurements of one hub process, in Prometheus' format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import Connection, Select, Table, func, select

from sync.hub import tables
from sync.hub.hub import Hub

MEDIA_TYPE = "text/plain"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


def _asked(connection: Connection, what: Select[int]) -> float:
    found: int | None = connection.execute(what).scalar_one()
    return float(found or 0)


def _number_of(table: Table) -> Select[int]:
    return select(func.count()).select_from(table)


class Metrics:
    """What this process did; what the hub holds is asked of the database when somebody reads."""

    def __init__(self, hub: Hub) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._registry.register(_Holdings(hub))
        self._requests = Counter(
            "hub_requests", "Requests answered", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "hub_request_seconds",
            "From the first byte of a request to the last of its answer",
            ("method", "route"),
            buckets=_SECONDS,
            registry=self._registry,
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request. ``route`` is the route's pattern, so that there are few."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def text(self) -> bytes:
        """Everything, as Prometheus reads it."""
        return generate_latest(self._registry)


class _Holdings(Collector):
    """What the hub's database says, whichever process is asked."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Nothing ahead: the database is not asked when this is registered."""
        return ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The numbers as they are now."""
        with self._hub.database.read() as connection:
            for name, what, asked in _ASKED:
                yield GaugeMetricFamily(name, what, value=_asked(connection, asked))


_stations, _deliveries = tables.stations.c, tables.deliveries.c
_ASKED: tuple[tuple[str, str, Select[int]], ...] = (
    (
        "hub_stations",
        "Stations that may send",
        _number_of(tables.stations).where(_stations.state == "enrolled"),
    ),
    (
        "hub_stations_halted",
        "Stations whose ledger contradicts the hub's",
        _number_of(tables.stations).where(_stations.state == "halted"),
    ),
    ("hub_entries", "Ledger entries held", select(func.sum(_stations.sequence))),
    (
        "hub_backlog_entries",
        "Entries that stations say they have and the hub lacks",
        select(func.sum(_stations.waiting - _stations.sequence)).where(
            _stations.waiting > _stations.sequence
        ),
    ),
    ("hub_missing_evidence", "Photos and files named and not here", _number_of(tables.missing_evidence)),
    (
        "hub_set_asides",
        "Entries set aside and not resolved",
        _number_of(tables.set_asides).where(tables.set_asides.c.resolved_at.is_(None)),
    ),
    (
        "hub_alarms",
        "Alarms that nobody has seen",
        _number_of(tables.alarms).where(tables.alarms.c.seen_at.is_(None)),
    ),
    (
        "hub_webhook_deliveries_waiting",
        "Deliveries to webhooks that wait",
        _number_of(tables.deliveries).where(_deliveries.state == "waiting"),
    ),
    (
        "hub_webhook_deliveries_failed",
        "Deliveries to webhooks that were given up",
        _number_of(tables.deliveries).where(_deliveries.state == "failed"),
    ),
)
