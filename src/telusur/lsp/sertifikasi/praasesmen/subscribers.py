"""What this module does when others announce a fact."""

from __future__ import annotations

from uuid import UUID

from telusur.kernel.commands.context import system_context
from telusur.kernel.outbox.models import Event as Fact
from telusur.kernel.outbox.once import context_for
from telusur.kernel.outbox.queue import subscriber
from telusur.lsp.events import Event
from telusur.lsp.sertifikasi.aplikasi.queries import dengan_id
from telusur.lsp.sertifikasi.praasesmen.commands import lanjutkan, lepas_yang_berhenti, perbarui_konsultasi
from telusur.lsp.sertifikasi.praasesmen.formulir import SOP_BANDING, TATA_TERTIB
from telusur.lsp.sertifikasi.praasesmen.queries import konsultasi_terbuka, rencana_kasus
from telusur.lsp.sertifikasi.praasesmen.states import StatusRencana


@subscriber(Event.TAGIHAN_LUNAS, Event.TAGIHAN_DIBEBASKAN)
def lanjutkan_sesudah_lunas(fact: Fact) -> None:
    """A paid case whose forms are validated goes on to the consultation (SOP 2.5)."""
    permohonan = dengan_id(fact.payload["perkara_id"])
    rencana = rencana_kasus(UUID(str(fact.payload["perkara_id"])))
    if permohonan is not None and rencana is not None:
        lanjutkan(system_context("keuangan"), permohonan=permohonan, rencana=rencana)


@subscriber("mutu.terbitkan")
def perbarui_konsultasi_terbuka(fact: Fact) -> None:
    """Asesi accept the house rules in force, not those of the day the consultation was opened (SOP 2.5)."""
    if fact.payload["kode"] not in (TATA_TERTIB, SOP_BANDING):
        return
    for case_id in konsultasi_terbuka():
        permohonan, rencana = dengan_id(case_id), rencana_kasus(case_id)
        if permohonan is not None and rencana is not None:
            perbarui_konsultasi(context_for(fact, "mutu"), permohonan=permohonan, rencana=rencana)


@subscriber("aplikasi.batalkan", "aplikasi.tolak", at_once=True)
def lepas_sesudah_berhenti(fact: Fact) -> None:
    """A withdrawn or refused applicant leaves the plan, so that the seat and the SPT are not theirs any more."""
    permohonan = dengan_id(UUID(str(fact.payload["subject"])))
    rencana = rencana_kasus(permohonan.pk) if permohonan else None
    if permohonan is not None and rencana is not None and rencana.status != StatusRencana.DIJADWALKAN:
        lepas_yang_berhenti(system_context("aplikasi"), rencana=rencana, permohonan=permohonan)
