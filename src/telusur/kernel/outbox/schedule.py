"""Jobs that run by the clock. Each is due at certain moments; of many workers one runs it, once per moment."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db.models import Q

from telusur.kernel.base import clock
from telusur.kernel.outbox.discover import declared
from telusur.kernel.outbox.dispatch import describe
from telusur.kernel.outbox.models import ScheduleRun

logger = logging.getLogger(__name__)

Job = Callable[[], object]
RETRY_AFTER_FAILURE = timedelta(minutes=5)
TAKEN_FOR_DEAD_AFTER = timedelta(minutes=30)
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A job and the rule that says when it was last due; ``title`` is what people call it."""

    name: str
    job: Job
    last_due: Callable[[datetime], datetime]
    title: str = ""


JOBS: dict[str, Scheduled] = {}


def every(*, minutes: int, title: str = "") -> Callable[[Job], Job]:
    """Run the job every so many minutes (1 or more), counted from midnight UTC."""
    period = timedelta(minutes=minutes)

    def last_due(now: datetime) -> datetime:
        return NEVER + (now - NEVER) // period * period

    return _scheduled(last_due, title)


def daily(*, at: str, title: str = "") -> Callable[[Job], Job]:
    """Run the job each day at ``at`` on the institution's clock.

    ``daily(at="06.00")``. A missed run is made up for once.
    """
    moment = time.fromisoformat(at.replace(".", ":"))

    def last_due(now: datetime) -> datetime:
        today = clock.local(now).replace(hour=moment.hour, minute=moment.minute, second=0, microsecond=0)
        return (today if today <= now else today - timedelta(days=1)).astimezone(UTC)

    return _scheduled(last_due, title)


def _scheduled(last_due: Callable[[datetime], datetime], title: str) -> Callable[[Job], Job]:
    def register(job: Job) -> Job:
        name = f"{job.__module__}.{job.__qualname__}"
        if name in JOBS:
            raise ValueError(f"{name} is scheduled twice")
        JOBS[name] = Scheduled(name, job, last_due, title or name)
        return job

    return register


def run_due(*, now: datetime | None = None, stop: Callable[[], bool] = lambda: False) -> int:
    """Run every job that is due and that nobody else has taken.

    How many ran. A failing job is tried again five minutes on.
    """
    declared("jobs")
    moment = now or clock.now()
    ran = 0
    for scheduled in list(JOBS.values()):
        if not stop() and _take(scheduled, moment):
            _run(scheduled)
            ran += 1
    return ran


def _take(scheduled: Scheduled, now: datetime) -> bool:
    slot = scheduled.last_due(now)
    due = Q(slot__lt=slot) | Q(retry_at__lte=now)
    row = ScheduleRun.objects.filter(name=scheduled.name)
    if not row.exists():
        ScheduleRun.objects.bulk_create([ScheduleRun(name=scheduled.name, slot=NEVER)], ignore_conflicts=True)
    elif not row.filter(due).exists():  # the common case costs no write
        return False
    return row.filter(due).update(slot=slot, started_at=now, retry_at=now + TAKEN_FOR_DEAD_AFTER) == 1


def _run(scheduled: Scheduled) -> None:
    row = ScheduleRun.objects.filter(name=scheduled.name)
    try:
        scheduled.job()
    except Exception as error:
        logger.exception("Pekerjaan terjadwal %s gagal.", scheduled.name)
        row.update(retry_at=clock.now() + RETRY_AFTER_FAILURE, error=describe(error))
    else:
        row.update(finished_at=clock.now(), retry_at=None, error="")
