"""What happens around asesor certificates by the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q

from telusur.kernel.base import clock
from telusur.kernel.commands.context import system_context
from telusur.kernel.outbox.schedule import daily
from telusur.lsp.administrasi.asesor.commands import ingatkan
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.asesor.states import StatusAsesor
from telusur.lsp.administrasi.umum.queries import setelan


@daily(at="06.10", title="Mengingatkan sertifikat asesor yang segera berakhir")
def ingatkan_sertifikat_berakhir(now: datetime | None = None) -> int:
    """Remind of certificates that end within ``asesor.pengingat_hari`` days. How many reminders went out."""
    moment = now or clock.now()
    hari = clock.day_of(moment)
    batas = hari + timedelta(days=setelan("asesor.pengingat_hari"))
    rows = Asesor.objects.filter(status=StatusAsesor.AKTIF, berlaku_sampai__range=(hari, batas))
    belum = list(rows.filter(Q(diingatkan_untuk=None) | ~Q(diingatkan_untuk=F("berlaku_sampai"))))
    for asesor in belum:
        ingatkan(system_context("asesor", at=moment), asesor=asesor)
    return len(belum)
