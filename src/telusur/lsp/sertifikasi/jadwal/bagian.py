"""What this module shows on the page of a plan: the gate to the final schedule, or the schedule it became (SOP 2.8)."""

from __future__ import annotations

from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not_by_role
from telusur.kernel.ui.components.gates import Syarat as Baris
from telusur.lsp.roles import STAFF
from telusur.lsp.sertifikasi.jadwal import commands, rules
from telusur.lsp.sertifikasi.jadwal.queries import jadwal_rencana
from telusur.lsp.sertifikasi.praasesmen.models import Rencana
from telusur.lsp.sertifikasi.praasesmen.slot import Bagian, daftarkan_bagian
from telusur.lsp.sertifikasi.praasesmen.states import StatusRencana

TEMPLATE = "jadwal/_penetapan.html"


def _baris(syarat: rules.Syarat) -> Baris:
    if not syarat.case_id or syarat.terpenuhi:
        return Baris(syarat.terpenuhi, syarat.kalimat)
    return Baris(
        False,
        syarat.kalimat,
        obat="Lihat formulirnya",
        url_obat=f"/rencana/kasus/{syarat.case_id}/",
        ikon_obat="clipboard-check",
    )


def penetapan(ctx: Context, rencana: Rencana) -> Bagian | None:
    """The gate with every condition for staff, while the plan is running; a link once it is final."""
    if rencana.status == StatusRencana.DIJADWALKAN and (jadwal := jadwal_rencana(rencana.pk)):
        return Bagian(TEMPLATE, {"jadwal": jadwal})
    if rencana.status != StatusRencana.BERJALAN or not ctx.actor.has(*STAFF):
        return None
    alasan = None
    if why_not_by_role(commands.tetapkan, ctx):
        alasan = "Admin LSP atau Manajer Sertifikasi yang menetapkan jadwal."
    syarat = [_baris(row) for row in rules.syarat_penetapan(rencana)]
    return Bagian(TEMPLATE, {"syarat": syarat, "rencana": rencana, "alasan": alasan})


def register() -> None:
    """Fill the place on the plan's page."""
    daftarkan_bagian(penetapan)
