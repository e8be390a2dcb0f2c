from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from telusur.kernel.base import clock
from telusur.kernel.outbox import queue, schedule
from telusur.kernel.outbox.models import Delivery, Event


@pytest.fixture(autouse=True)
def only_our_listeners(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The modules' own listeners and jobs are not what is tested here."""
    queue.declared("subscribers")
    queue.declared("jobs")
    monkeypatch.setattr(queue, "SUBSCRIBERS", subscribers := {})
    monkeypatch.setattr("telusur.kernel.outbox.dispatch.SUBSCRIBERS", subscribers)
    monkeypatch.setattr(schedule, "JOBS", {})
    yield


@pytest.fixture
def listen() -> Callable[..., None]:
    """``listen("uji.terjadi", handler, at_once=False, attempts=3)`` under the name ``uji.<name>``."""

    def add(event: str, handler: Any, *, name: str = "uji.dengar", **options: Any) -> None:
        settings = {"at_once": True, "attempts": 8, "lease": timedelta(minutes=5), **options}
        queue.SUBSCRIBERS.setdefault(event, []).append(queue.Subscriber(name, handler, **settings))

    return add


@pytest.fixture
def announce(db: None) -> Callable[..., Event]:
    def put(name: str = "uji.terjadi", **payload: Any) -> Event:
        return queue.put(at=clock.now(), name=name, payload=payload, request_id=uuid4())

    return put


@pytest.fixture
def delivery() -> Callable[[], Delivery]:
    """The only delivery there is."""
    return lambda: Delivery.objects.get()
