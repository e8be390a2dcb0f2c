"""Acts on deliveries."""

from __future__ import annotations

from telusur.kernel.base import clock
from telusur.kernel.base.errors import WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.commands import SYSTEM_KEEPER
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.outbox.models import Delivery, DeliveryState


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
    if not waiting.update(state=DeliveryState.WAITING, attempts=0, next_at=clock.now(), claimed_until=None):
        raise WrongState("Pengantaran ini tidak lagi gagal: sudah diulangi atau sudah selesai.")
