"""What this module does when others announce a fact."""

from __future__ import annotations

from uuid import UUID

from telusur.kernel.commands.context import system_context
from telusur.kernel.outbox.models import Event as Fact
from telusur.kernel.outbox.queue import subscriber
from telusur.lsp.events import Event
from telusur.lsp.sertifikasi.aplikasi.queries import dengan_id
from telusur.lsp.sertifikasi.praasesmen.commands import lanjutkan, lepas_yang_berhenti
from telusur.lsp.sertifikasi.praasesmen.queries import rencana_kasus
from telusur.lsp.sertifikasi.praasesmen.states import StatusRencana


@subscriber(Event.TAGIHAN_LUNAS, Event.TAGIHAN_DIBEBASKAN)
def lanjutkan_sesudah_lunas(fact: Fact) -> None:
    """A paid case whose forms are validated goes on to the consultation (SOP 2.5)."""
    permohonan = dengan_id(fact.payload["perkara_id"])
    rencana = rencana_kasus(UUID(str(fact.payload["perkara_id"])))
    if permohonan is not None and rencana is not None:
        lanjutkan(system_context("keuangan"), permohonan=permohonan, rencana=rencana)


@subscriber("aplikasi.batalkan", "aplikasi.tolak", at_once=True)
def lepas_sesudah_berhenti(fact: Fact) -> None:
    """A withdrawn or refused applicant leaves the plan, so that the seat and the SPT are not theirs any more."""
    permohonan = dengan_id(UUID(str(fact.payload["subject"])))
    rencana = rencana_kasus(permohonan.pk) if permohonan else None
    if permohonan is not None and rencana is not None and rencana.status != StatusRencana.DIJADWALKAN:
        lepas_yang_berhenti(system_context("aplikasi"), rencana=rencana, permohonan=permohonan)
