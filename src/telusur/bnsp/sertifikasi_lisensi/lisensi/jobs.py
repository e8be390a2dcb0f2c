"""What happens to licences by the clock."""

from __future__ import annotations

from datetime import datetime

from telusur.bnsp.sertifikasi_lisensi.lisensi.commands import akhiri
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import berakhir_sebelum
from telusur.kernel.base import clock
from telusur.kernel.commands.context import system_context
from telusur.kernel.outbox.schedule import daily


@daily(at="00.30", title="Mengakhiri lisensi yang habis masanya")
def akhiri_lisensi(now: datetime | None = None) -> int:
    """Record the licences whose last day was yesterday or before. How many."""
    moment = now or clock.now()
    rows = list(berakhir_sebelum(clock.day_of(moment)))
    for lsp in rows:
        akhiri(system_context("lisensi", at=moment), lsp=lsp)
    return len(rows)
