"""Reading what could not be delivered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from telusur.kernel.base import clock
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not_by_role
from telusur.kernel.outbox import commands
from telusur.kernel.outbox.models import Delivery, DeliveryState

LATE_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Backlog:
    """How far behind the deliveries are. ``late`` counts those due for more than ten minutes: does a worker run?"""

    waiting: int
    late: int
    dead: int


def dead_deliveries(ctx: Context) -> QuerySet[Delivery]:
    """Deliveries set aside after their last attempt, latest first; none for whoever may not repeat them."""
    if why_not_by_role(commands.ulangi, ctx):
        return Delivery.objects.none()
    return Delivery.objects.filter(state=DeliveryState.DEAD).select_related("event").order_by("-id")


def backlog() -> Backlog:
    """Numbers for the health page."""
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING)
    late = waiting.filter(next_at__lt=clock.now() - LATE_AFTER)
    return Backlog(waiting.count(), late.count(), Delivery.objects.filter(state=DeliveryState.DEAD).count())
