"""What exams do by the clock."""

from __future__ import annotations

from datetime import datetime

from telusur.kernel.base import clock
from telusur.kernel.base.errors import WrongState
from telusur.kernel.commands.context import system_context
from telusur.kernel.outbox.schedule import every
from telusur.lsp.sertifikasi.ujian.arus import kelonggaran
from telusur.lsp.sertifikasi.ujian.commands import selesaikan
from telusur.lsp.sertifikasi.ujian.models import Ujian
from telusur.lsp.sertifikasi.ujian.states import StatusUjian


@every(minutes=1, title="Menutup ujian yang habis waktunya")
def tutup_otomatis(now: datetime | None = None) -> int:
    """End every exam whose time is up and whose last answers had time to arrive. How many were ended."""
    moment = now or clock.now()
    over = Ujian.objects.filter(status=StatusUjian.BERLANGSUNG, batas_pada__lt=moment - kelonggaran())
    ended = 0
    for ujian in over.order_by("batas_pada"):
        try:
            selesaikan(system_context("ujian", at=moment), ujian=ujian)
            ended += 1
        except WrongState:  # the asesi handed it in meanwhile
            continue
    return ended
