"""Delivering events.

A few are claimed at a time by moving ``next_at`` to the end of their lease, so what is taken and what waits for later are both
passed over by the index. The handler runs outside any transaction; then done, again later, or set aside. ``attempts`` is the
fence: whoever lost the lease cannot mark what another has taken since.
"""

from __future__ import annotations

import logging
import random
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet

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
AT_A_TIME = 8


def dispatch_event(event_id: int) -> int:
    """Try the quick listeners of one event now, in this process; how many succeeded. A failure stays for the worker."""
    taken = _claim(AT_A_TIME, Q(event_id=event_id, subscriber__in=_quick_names()), clock.now())
    return sum(_run(delivery) for delivery in taken)


def dispatch_pending(
    limit: int = 50, *, slow: bool = True, now: datetime | None = None, stop: Callable[[], bool] = lambda: False
) -> int:
    """Deliver what is due, oldest event first, at most ``limit`` deliveries; how many were tried.

    ``slow=False`` leaves the listeners that are not ``at_once``. ``stop`` is asked before each delivery.
    """
    tried = 0
    wanted = Q() if slow else Q(subscriber__in=_quick_names())
    while tried < limit and not stop():
        taken = _claim(min(AT_A_TIME, limit - tried), wanted, now or clock.now())
        if not taken:
            break
        tried += _run_each(taken, stop)
    return tried


def _quick_names() -> list[str]:
    declared("subscribers")
    return [listener.name for listeners in SUBSCRIBERS.values() for listener in listeners if listener.at_once]


def _ready(now: datetime) -> QuerySet[Delivery]:
    return Delivery.objects.filter(state=DeliveryState.WAITING, next_at__lte=now)


def _claim(count: int, wanted: Q, now: datetime) -> list[Delivery]:
    """Take up to ``count`` that are due, so that no other process takes them before their leases end."""
    waiting = _ready(now).filter(wanted)
    if not waiting.exists():  # the common case takes no lock
        return []
    with transaction.atomic():
        # SQLite has no row locks and needs none: its write transactions follow one another.
        locked = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("event")
        taken = list(locked.order_by("next_at", "id")[:count])
        for delivery in taken:
            listener = listener_of(delivery.event.name, delivery.subscriber)
            delivery.next_at = now + (listener.lease if listener else UNKNOWN_LEASE)
            delivery.attempts += 1
        Delivery.objects.bulk_update(taken, ["next_at", "attempts"])
    return taken


def _run_each(taken: list[Delivery], stop: Callable[[], bool]) -> int:
    """One after the other; how many were tried. What is left when it is time to stop is given back."""
    for place, delivery in enumerate(taken):
        if stop():
            _give_back(taken[place:])
            return place
        if delivery.next_at > clock.now():  # otherwise another process may have it by now
            _run(delivery)
    return len(taken)


def _give_back(taken: list[Delivery]) -> None:
    for delivery in taken:
        _own(delivery).update(next_at=clock.now(), attempts=delivery.attempts - 1)


def _own(delivery: Delivery) -> QuerySet[Delivery]:
    """The row, as long as nobody else has taken it since."""
    return Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING, attempts=delivery.attempts)


def _run(delivery: Delivery) -> bool:
    listener = listener_of(delivery.event.name, delivery.subscriber)
    try:
        if listener is None:
            raise LookupError(f"Pendengar {delivery.subscriber} tidak dikenal oleh proses ini.")
        listener.handler(delivery.event)
    except Exception as error:
        _failed(delivery, listener, error)
        return False
    if not _own(delivery).update(state=DeliveryState.DONE, done_at=clock.now(), error=""):
        logger.warning("Peristiwa %s selesai sesudah masa pegangnya lewat.", delivery)
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
        "error": text,
    }
    try:
        _own(delivery).update(**changes)
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
