"""What happens around the licence by the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q

from telusur.kernel.base import clock
from telusur.kernel.commands.context import system_context
from telusur.kernel.outbox.schedule import daily
from telusur.lsp.administrasi.umum.commands import ingatkan_lisensi
from telusur.lsp.administrasi.umum.models import Lisensi
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.administrasi.umum.states import StatusLisensi


@daily(at="06.00", title="Mengingatkan lisensi yang segera berakhir")
def ingatkan_lisensi_berakhir(now: datetime | None = None) -> int:
    """Remind of the licence that ends within ``lisensi.pengingat_hari`` days. How many reminders went out."""
    moment = now or clock.now()
    hari = clock.day_of(moment)
    batas = hari + timedelta(days=setelan("lisensi.pengingat_hari"))
    rows = Lisensi.objects.filter(berlaku_sampai__range=(hari, batas)).exclude(status=StatusLisensi.DICABUT)
    belum = list(rows.filter(Q(diingatkan_untuk=None) | ~Q(diingatkan_untuk=F("berlaku_sampai"))))
    for row in belum:
        ingatkan_lisensi(system_context("umum", at=moment), lisensi=row)
    return len(belum)
