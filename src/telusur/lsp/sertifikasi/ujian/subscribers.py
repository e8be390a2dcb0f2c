"""What this module does when others announce a fact."""

from __future__ import annotations

from telusur.kernel.outbox.models import Event as Fact
from telusur.kernel.outbox.once import context_for
from telusur.kernel.outbox.queue import subscriber
from telusur.lsp.sertifikasi.asesmen.formulir import IA05
from telusur.lsp.sertifikasi.asesmen.queries import asesmen_sesi
from telusur.lsp.sertifikasi.ujian.commands import batalkan, siapkan
from telusur.lsp.sertifikasi.ujian.models import Ujian
from telusur.lsp.sertifikasi.ujian.states import StatusUjian


@subscriber("asesmen.buka_sesi")
def siapkan_ujian(fact: Fact) -> None:
    """Each asesi of the opened session whose plan selects FR.IA.05 gets an exam (SOP 3.3)."""
    ready = Ujian.objects.values("asesmen_id")
    rows = asesmen_sesi(fact.payload["subject"]).exclude(pk__in=ready)
    for asesmen in rows:
        if IA05 in asesmen.instrumen:
            siapkan(context_for(fact, "ujian"), asesmen=asesmen)


@subscriber("asesmen.tandai_tidak_hadir")
def batalkan_ujian(fact: Fact) -> None:
    """An asesi marked absent sits no exam (SOP 3.2)."""
    rows = Ujian.objects.filter(
        asesmen__peserta_id=fact.payload["subject"], status__in=[StatusUjian.BELUM, StatusUjian.BERLANGSUNG]
    )
    for ujian in rows:
        batalkan(context_for(fact, "ujian"), ujian=ujian, alasan="Asesi tidak hadir")
