"""A process on the database of the test: ``put N`` announces, ``work`` delivers until it is killed, ``finish`` the rest.

What a delivery does is one entry of the trail, which names its event: afterwards there must be exactly one for each.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "telusur.sites.lsp.settings")

import django

django.setup()

from django.db import transaction

from telusur.kernel.audit.record import record
from telusur.kernel.base import clock
from telusur.kernel.outbox import queue, schedule, worker
from telusur.kernel.outbox.models import Delivery, DeliveryState, Event
from telusur.kernel.outbox.once import acted, context_for

queue.declared("subscribers")
queue.declared("jobs")
queue.SUBSCRIBERS.clear()
schedule.JOBS.clear()
worker.COMPANIONS.clear()
LEASE = timedelta(seconds=2)


@queue.subscriber("uji.kacau", at_once=False, attempts=100, lease=LEASE)
def entered(event: Event) -> None:
    """One entry for each event, however often it comes."""
    with transaction.atomic():
        if not acted(event, "uji.kacau"):
            record(context_for(event, "uji"), "uji.kacau", "done", data={"nomor": event.payload["nomor"]})


def put(count: int) -> None:
    """Announce so many, each in a transaction of its own."""
    for number in range(count):
        with transaction.atomic():
            queue.put(at=clock.now(), name="uji.kacau", payload={"nomor": number}, request_id=uuid4())


if __name__ == "__main__":
    match sys.argv[1]:
        case "put":
            put(int(sys.argv[2]))
        case "work":
            running = worker.Worker()
            running.stop_on_signals()
            running.run()
        case "finish":
            while Delivery.objects.filter(state=DeliveryState.WAITING).exists():
                worker.Worker().run(once=True)
