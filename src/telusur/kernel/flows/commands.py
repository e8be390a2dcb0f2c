"""Acts on open work as a whole."""

from __future__ import annotations

from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.calendar.working_days import calendar
from telusur.kernel.commands.context import SYSTEM_ROLE, Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.flows.models import WorkItem


@command(
    code="flows.hitung_ulang",
    title="Menghitung ulang tenggat",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
)
def hitung_ulang(ctx: Context) -> int:
    """Count every open deadline again after the table of holidays changed; the number moved goes into the trail."""
    table = calendar()
    moved = []
    for item in WorkItem.objects.filter(days__isnull=False).select_for_update():
        due = table.due_at(item.since, item.days or 0)
        if due != item.due_at:
            item.due_at = item.sort_at = due
            moved.append(item)
    WorkItem.objects.bulk_update(moved, ["due_at", "sort_at"], batch_size=200)
    note(moved=len(moved))
    return len(moved)
