"""What happens around the verifications of TUK by the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q

from telusur.kernel.base import clock
from telusur.kernel.commands.context import system_context
from telusur.kernel.outbox.schedule import daily
from telusur.lsp.administrasi.tuk.commands import ingatkan
from telusur.lsp.administrasi.tuk.models import VerifikasiTuk
from telusur.lsp.administrasi.tuk.states import StatusVerifikasi
from telusur.lsp.administrasi.umum.queries import setelan


@daily(at="06.20", title="Mengingatkan verifikasi TUK yang segera berakhir")
def ingatkan_verifikasi_berakhir(now: datetime | None = None) -> int:
    """Remind of verifications that end within ``tuk.pengingat_hari`` days. How many reminders went out."""
    moment = now or clock.now()
    hari = clock.day_of(moment)
    batas = hari + timedelta(days=setelan("tuk.pengingat_hari"))
    rows = VerifikasiTuk.objects.filter(
        status=StatusVerifikasi.DITETAPKAN, tuk__aktif=True, berlaku_sampai__range=(hari, batas)
    )
    belum = list(rows.filter(Q(diingatkan_untuk=None) | ~Q(diingatkan_untuk=F("berlaku_sampai"))).select_related("tuk"))
    for verifikasi in belum:
        ingatkan(system_context("tuk", at=moment), verifikasi=verifikasi)
    return len(belum)
