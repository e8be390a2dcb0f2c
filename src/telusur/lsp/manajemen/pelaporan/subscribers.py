"""What this module does when others announce a fact."""

from __future__ import annotations

from telusur.kernel.commands.context import system_context
from telusur.kernel.outbox.models import Event as Fact
from telusur.kernel.outbox.queue import subscriber
from telusur.lsp.events import Event
from telusur.lsp.manajemen.pelaporan.commands import siapkan_angkatan
from telusur.lsp.manajemen.pelaporan.queries import angkatan_selesai, jenis_angkatan_belum_ada


@subscriber(Event.SERTIFIKAT_TERBIT, at_once=False)
def angkatan_terbit(fact: Fact) -> None:
    """The last certificate of a batch was signed: its report is begun (LAP 3.1)."""
    angkatan = angkatan_selesai(fact.payload["subject"])
    if angkatan is not None:
        for jenis in jenis_angkatan_belum_ada(angkatan):
            siapkan_angkatan(system_context("pelaporan"), jenis=jenis, angkatan=angkatan)
