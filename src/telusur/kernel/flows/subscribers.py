"""What the calendar announces."""

from __future__ import annotations

from telusur.kernel.commands.context import system_context
from telusur.kernel.flows.commands import hitung_ulang
from telusur.kernel.outbox.models import Event
from telusur.kernel.outbox.queue import subscriber


@subscriber("calendar.tetapkan", "calendar.hapus", "calendar.isi", at_once=False)
def on_calendar_changed(event: Event) -> None:
    """Open deadlines follow the table of holidays."""
    hitung_ulang(system_context("kalender"))
