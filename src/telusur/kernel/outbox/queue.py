"""Putting facts into the outbox, and who listens to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from telusur.kernel.base import clock
from telusur.kernel.outbox.discover import declared
from telusur.kernel.outbox.models import Delivery, Event

Handler = Callable[[Event], None]
BELL = "telusur_outbox"


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One listener.

    ``name`` is its dotted path, ``at_once`` whether it is tried right after the commit, in the same process.
    """

    name: str
    handler: Handler
    at_once: bool
    attempts: int
    lease: timedelta


SUBSCRIBERS: dict[str, list[Subscriber]] = {}


def subscriber(
    *events: str, at_once: bool = True, attempts: int = 8, lease: timedelta = timedelta(minutes=5)
) -> Callable[[Handler], Handler]:
    """Have ``handler(event)`` called for these events, at least once each, outside the publisher's transaction.

    A handler is idempotent (see ``once.py``) and calls one command with a system context. ``at_once=False`` for slow work (PDF,
    mail): only the worker does it. ``attempts`` with growing pauses, then the delivery is set aside and shown. A
    process killed in the middle leaves the delivery claimed until ``lease`` has passed; then another process takes
    it.
    """

    def register(handler: Handler) -> Handler:
        entry = Subscriber(f"{handler.__module__}.{handler.__qualname__}", handler, at_once, attempts, lease)
        for event in events:
            listeners = SUBSCRIBERS.setdefault(event, [])
            if any(other.name == entry.name for other in listeners):
                raise ValueError(f"{entry.name} listens to {event} twice")
            listeners.append(entry)
        return handler

    return register


def put(*, at: datetime, name: str, payload: dict[str, Any], request_id: UUID) -> Event:
    """Write the fact and one delivery per subscriber, in the caller's transaction; try the quick ones after commit."""
    event = Event(at=at, name=name, payload=payload, request_id=request_id)
    event.save()
    _deliver_later(event)
    return event


def _deliver_later(event: Event) -> None:
    listeners = listeners_of(event.name)
    ready = clock.now()  # not ``at``: an act entered with another date is announced now all the same
    waiting = [Delivery(event=event, subscriber=listener.name, next_at=ready) for listener in listeners]
    if waiting:
        Delivery.objects.bulk_create(waiting)
    if any(not listener.at_once for listener in listeners):
        ring()
    if any(listener.at_once for listener in listeners):
        transaction.on_commit(partial(_try_now, event.pk), robust=True)


def ring() -> None:
    """Wake the workers when this transaction commits. Only PostgreSQL can; elsewhere they look every other second."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {BELL}")


def _try_now(event_id: int) -> None:
    from telusur.kernel.outbox.dispatch import dispatch_event

    dispatch_event(event_id)


def listeners_of(event_name: str) -> list[Subscriber]:
    """Everybody who listens to this event."""
    declared("subscribers")
    return SUBSCRIBERS.get(event_name, [])


def listener_of(event_name: str, subscriber_name: str) -> Subscriber | None:
    """The subscriber of that name, None if this process knows none (renamed, removed, or newer than this process)."""
    return next((one for one in listeners_of(event_name) if one.name == subscriber_name), None)
