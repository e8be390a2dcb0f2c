"""Reading how the system stands."""

from __future__ import annotations

from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.commands import SYSTEM_KEEPER
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.kernel.operations.status import Status, status
from telusur.kernel.outbox.models import Delivery
from telusur.kernel.outbox.queries import dead_deliveries

SHOWN = 50


class Operations:
    """What the reading is about, for the trail of refusals."""

    def __str__(self) -> str:
        return "operasi sistem"


@query(
    code="operations.lihat",
    title="Melihat operasi sistem",
    roles=[SYSTEM_KEEPER],
    permit=by_role_alone,
    subject="wanted",
    logged=False,
    clause="PP 71/2019 ps. 22",
)
def look(ctx: Context, *, wanted: Operations) -> tuple[Status, list[Delivery]]:
    """How everything stands, and the latest deliveries that were given up. Raises NotPermitted."""
    return status(ctx.at), list(dead_deliveries(ctx)[:SHOWN])
