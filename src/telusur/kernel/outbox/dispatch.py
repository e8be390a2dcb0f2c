"""Delivering events.

Claim with a lease, run the handler outside any transaction, then done, again later, or set aside.
"""

from __future__ import annotations

import logging
import random
import traceback
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import F, Q, QuerySet

from telusur.kernel.base import clock
from telusur.kernel.base.errors import DomainError
from telusur.kernel.outbox.discover import declared
from telusur.kernel.outbox.models import Delivery, DeliveryState
from telusur.kernel.outbox.queue import SUBSCRIBERS, Subscriber, listener_of

logger = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
UNKNOWN_ATTEMPTS = 8
UNKNOWN_LEASE = timedelta(minutes=5)


def dispatch_event(event_id: int) -> int:
    """Try the quick listeners of one event now, in this process; how many succeeded. A failure stays for the worker."""
    waiting = _ready(clock.now()).filter(event_id=event_id).select_related("event")
    quick = [
        delivery.pk
        for delivery in waiting
        if (listener := listener_of(delivery.event.name, delivery.subscriber)) and listener.at_once
    ]
    return sum(_deliver(delivery_id) for delivery_id in quick)


def dispatch_pending(
    limit: int = 50, *, slow: bool = True, now: datetime | None = None, stop: Callable[[], bool] = lambda: False
) -> int:
    """Deliver what is due, oldest event first, at most ``limit`` deliveries; how many were tried.

    ``slow=False`` leaves the listeners that are not ``at_once``. ``stop`` is asked before each delivery.
    """
    tried = 0
    names = None if slow else _quick_names()
    while tried < limit and not stop():
        delivery = _claim(now=now, names=names)
        if delivery is None:
            break
        _run(delivery)
        tried += 1
    return tried


def _quick_names() -> list[str]:
    declared("subscribers")
    return [listener.name for listeners in SUBSCRIBERS.values() for listener in listeners if listener.at_once]


def _deliver(delivery_id: int) -> bool:
    delivery = _claim(delivery_id=delivery_id)
    return delivery is not None and _run(delivery)


def _ready(now: datetime) -> QuerySet[Delivery]:
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
    return Delivery.objects.filter(free, state=DeliveryState.WAITING, next_at__lte=now)


def _claim(
    *, now: datetime | None = None, delivery_id: int | None = None, names: Iterable[str] | None = None
) -> Delivery | None:
    """Take one delivery that is due, so that no other process takes it before its lease ends."""
    moment = now or clock.now()
    with transaction.atomic():
        waiting = _ready(moment)
        if delivery_id is not None:
            waiting = waiting.filter(pk=delivery_id)
        if names is not None:
            waiting = waiting.filter(subscriber__in=names)
        # SQLite has no row locks and needs none: its write transactions follow one another.
        delivery = waiting.select_for_update(skip_locked=True).order_by("event_id", "id").first()
        if delivery is None:
            return None
        listener = listener_of(delivery.event.name, delivery.subscriber)
        lease = listener.lease if listener else UNKNOWN_LEASE
        delivery.claimed_until = moment + lease
        delivery.attempts += 1
        taken = Delivery.objects.filter(pk=delivery.pk, attempts=delivery.attempts - 1)
        changed = taken.update(claimed_until=delivery.claimed_until, attempts=F("attempts") + 1)
        return delivery if changed else None


def _run(delivery: Delivery) -> bool:
    listener = listener_of(delivery.event.name, delivery.subscriber)
    try:
        if listener is None:
            raise LookupError(f"Pendengar {delivery.subscriber} tidak dikenal oleh proses ini.")
        listener.handler(delivery.event)
    except Exception as error:
        _failed(delivery, listener, error)
        return False
    Delivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.DONE, done_at=clock.now(), claimed_until=None, error=""
    )
    return True


def _failed(delivery: Delivery, listener: Subscriber | None, error: Exception) -> None:
    last = delivery.attempts >= (listener.attempts if listener else UNKNOWN_ATTEMPTS)
    text = describe(error)
    level = logging.ERROR if last else logging.WARNING
    logger.log(
        level,
        "Peristiwa %s gagal (percobaan %d): %s",
        delivery,
        delivery.attempts,
        text,
        exc_info=_worth_a_trace(error),
    )
    changes = {
        "state": DeliveryState.DEAD if last else DeliveryState.WAITING,
        "next_at": clock.now() + pause_after(delivery.attempts),
        "claimed_until": None,
        "error": text,
    }
    try:
        Delivery.objects.filter(pk=delivery.pk, attempts=delivery.attempts).update(**changes)
    except DatabaseError:  # the lease ends by itself; then it is tried again
        logger.warning("Kegagalan %s belum dapat dicatat.", delivery, exc_info=True)


def _worth_a_trace(error: Exception) -> bool:
    return not isinstance(error, DomainError | LookupError)


def pause_after(attempts: int) -> timedelta:
    """Pause before the next attempt: doubled each time from 10 seconds to an hour, give or take a fifth."""
    pause: timedelta = min(FIRST_PAUSE * 2 ** min(attempts, 16), LONGEST_PAUSE)
    return pause * random.uniform(0.8, 1.2)  # noqa: S311  (spreads load, hides nothing)


def describe(error: Exception) -> str:
    """What the page of failed deliveries shows: the sentence of a refusal, or the error and where it arose."""
    if isinstance(error, DomainError):
        return error.sentence
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"[:2000]
