"""Acts on deliveries."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef

from telusur.kernel.base import clock
from telusur.kernel.base.errors import WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.commands import SYSTEM_KEEPER
from telusur.kernel.commands.context import SYSTEM_ROLE, Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.outbox.models import Delivery, DeliveryState, Event
from telusur.kernel.outbox.queue import ring

AT_ONCE = 1_000


@command(
    code="outbox.ulangi",
    title="Mengulangi pengantaran peristiwa",
    roles=[SYSTEM_KEEPER],
    permit=by_role_alone,
    subject="delivery",
)
def ulangi(ctx: Context, *, delivery: Delivery) -> None:
    """Give a delivery that was set aside all its attempts again.

    The worker takes it at its next turn. Raises WrongState.
    """
    waiting = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.DEAD)
    note(peristiwa=delivery.event.name, pendengar=delivery.subscriber, kesalahan=delivery.error)
    if not waiting.update(state=DeliveryState.WAITING, attempts=0, next_at=clock.now()):
        raise WrongState("Pengantaran ini tidak lagi gagal: sudah diulangi atau sudah selesai.")
    ring()


@command(
    code="outbox.pangkas",
    title="Memangkas antrean peristiwa yang sudah selesai",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
)
def pangkas(ctx: Context) -> int:
    """Let go of deliveries done longer ago than ``OUTBOX_KEPT_DAYS`` and of events nobody waits for; how many rows.

    The trail keeps the acts; what failed for good stays until somebody has looked at it.
    """
    before = ctx.at - timedelta(days=settings.OUTBOX_KEPT_DAYS)
    done = Delivery.objects.filter(state=DeliveryState.DONE, done_at__lt=before)
    idle = Event.objects.filter(~Exists(Delivery.objects.filter(event=OuterRef("pk"))), at__lt=before)
    gone = 0
    for rows in (done, idle):
        while ids := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
            rows.model._default_manager.filter(pk__in=ids).delete()
            gone += len(ids)
    note(baris=gone, sebelum=before)
    return gone
