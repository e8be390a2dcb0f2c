"""When an asesor may be used (SOP 1.5, forms.md section 9)."""

from __future__ import annotations

from datetime import date

from telusur.kernel.base.clock import long_date
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.asesor.states import StatusAsesor
from telusur.lsp.administrasi.umum.setelan import daftarkan
from telusur.lsp.roles import STAFF

daftarkan("asesor.pengingat_hari", "Pengingat sebelum sertifikat asesor berakhir", 90, satuan="hari", minimal=1)


@rule("Profil asesor hanya dapat dibuka staf LSP dan asesor itu sendiri.")
def staf_atau_diri(ctx: Context, asesor: Asesor) -> bool:
    """Staff and the asesor."""
    return ctx.actor.has(*STAFF) or str(asesor.orang_id) == ctx.actor.id


def alasan_tidak_layak(asesor: Asesor, skema_kode: str, pada: date) -> str | None:
    """Why this asesor cannot assess this skema on that day; None if they can. Uses prefetched ``lingkup``."""
    nama = asesor.orang.name
    if asesor.status != StatusAsesor.AKTIF:
        return f"{nama} tidak aktif sebagai asesor LSP ini."
    if not asesor.berlaku_dari <= pada <= asesor.berlaku_sampai:
        return (
            f"Sertifikat asesor {nama} ({asesor.no_reg}) berlaku {long_date(asesor.berlaku_dari)} sampai "
            f"{long_date(asesor.berlaku_sampai)}, tidak pada {long_date(pada)}. Pilih asesor lain atau perbarui sertifikatnya."
        )
    milik = [lingkup for lingkup in asesor.lingkup.all() if lingkup.skema_kode == skema_kode]
    if not milik:
        return f"{nama} tidak mempunyai kompetensi teknis untuk skema {skema_kode}. Catat lingkupnya lebih dulu."
    if not any(lingkup.berlaku_dari <= pada <= lingkup.berlaku_sampai for lingkup in milik):
        return f"Kompetensi teknis {nama} untuk skema {skema_kode} tidak berlaku pada {long_date(pada)}."
    return None
