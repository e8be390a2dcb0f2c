"""What this module does when others announce a fact."""

from __future__ import annotations

from telusur.kernel.commands.context import system_context
from telusur.kernel.outbox.models import Event as Fact
from telusur.kernel.outbox.queue import subscriber
from telusur.lsp.events import Event
from telusur.lsp.sertifikasi.aplikasi.commands import catat_lunas
from telusur.lsp.sertifikasi.aplikasi.queries import dengan_id


@subscriber(Event.TAGIHAN_LUNAS, Event.TAGIHAN_DIBEBASKAN)
def lanjutkan_sesudah_lunas(fact: Fact) -> None:
    """A paid case enters pra-asesmen (SOP 2.2)."""
    permohonan = dengan_id(fact.payload["perkara_id"])
    if permohonan is not None:
        catat_lunas(system_context("keuangan"), permohonan=permohonan)
