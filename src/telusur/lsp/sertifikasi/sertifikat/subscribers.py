"""What this module does when others announce a fact."""

from __future__ import annotations

from telusur.kernel.commands.context import system_context
from telusur.kernel.outbox.models import Event as Fact
from telusur.kernel.outbox.queue import subscriber
from telusur.lsp.events import Event
from telusur.lsp.sertifikasi.sertifikat.commands import terapkan_keputusan
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat


@subscriber(Event.KEPUTUSAN_DICATAT)
def terapkan(fact: Fact) -> None:
    """Freezing, deferring, cancelling or maintaining takes effect on the certificate (P508 9.4.3)."""
    row = Sertifikat.objects.filter(permohonan_id=fact.payload["subject"]).first()
    if row is not None:
        terapkan_keputusan(
            system_context("keputusan"), sertifikat=row, jenis=fact.payload["jenis"], nomor_sk=fact.payload["nomor_sk"]
        )
