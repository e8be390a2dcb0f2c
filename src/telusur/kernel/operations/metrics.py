"""The same numbers for a machine that watches (Prometheus)."""

from __future__ import annotations

from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from telusur.kernel.operations.status import Status

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def exposition(now: Status) -> bytes:
    """Gauges as text; ages in seconds."""
    registry = CollectorRegistry()

    def gauge(name: str, text: str, value: float) -> None:
        Gauge(f"telusur_{name}", text, registry=registry).set(value)

    gauge("deliveries_due", "Deliveries that may be taken now", now.queue.due)
    gauge("deliveries_later", "Deliveries waiting for another attempt", now.queue.later)
    gauge("deliveries_dead", "Deliveries given up", now.queue.dead)
    gauge("deliveries_oldest_seconds", "Age of the oldest delivery that is due", _seconds(now, now.queue.oldest))
    gauge("seal_number", "Number of the last seal of the trail", now.seals.number)
    gauge("entries_unsealed", "Entries of the trail not sealed yet", now.seals.open)
    gauge("entries_unsealed_seconds", "Age of the oldest of them", _seconds(now, now.seals.since))
    gauge("storage_used_ratio", "Share of the disk that is taken", now.storage.used)
    gauge("faults", "Things that need somebody now", sum(fault.tone == "late" for fault in now.faults))
    waiting = Gauge("telusur_exchange_waiting", "Messages waiting for a partner", ["partner"], registry=registry)
    lag = Gauge("telusur_exchange_waiting_seconds", "Age of the oldest of them", ["partner"], registry=registry)
    for partner in now.partners:
        waiting.labels(partner.code).set(partner.waiting)
        lag.labels(partner.code).set(_seconds(now, partner.since))
    job = Gauge("telusur_job_started_timestamp", "When a scheduled job last began", ["job"], registry=registry)
    failed = Gauge("telusur_job_failed", "Whether its last run failed", ["job"], registry=registry)
    for one in now.jobs:
        job.labels(one.name).set(one.started.timestamp() if one.started else 0)
        failed.labels(one.name).set(bool(one.error))
    return generate_latest(registry)


def _seconds(now: Status, since: datetime | None) -> float:
    return max((now.at - since).total_seconds(), 0.0) if since else 0.0
