"""When an asesor may be used (SOP 1.5, forms.md section 9)."""

from __future__ import annotations

from datetime import date

from telusur.kernel.base.clock import long_date
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.asesor.states import Registrasi, StatusAsesor
from telusur.lsp.administrasi.umum.rules import bnsp_tersambung
from telusur.lsp.administrasi.umum.setelan import daftarkan
from telusur.lsp.roles import STAFF

daftarkan("asesor.pengingat_hari", "Pengingat sebelum sertifikat asesor berakhir", 90, satuan="hari", minimal=1)


@rule("Profil asesor hanya dapat dibuka staf LSP dan asesor itu sendiri.")
def staf_atau_diri(ctx: Context, asesor: Asesor) -> bool:
    """Staff and the asesor."""
    return ctx.actor.has(*STAFF) or str(asesor.orang_id) == ctx.actor.id


@rule("Nomor registrasi yang sudah dinyatakan BNSP tidak diubah di sini.")
def belum_dinyatakan(ctx: Context, asesor: Asesor) -> bool:
    """BNSP has not answered for this number."""
    return not asesor.registrasi


def alasan_registrasi(asesor: Asesor, tersambung: bool | None = None) -> str | None:
    """Why BNSP's register does not let this asesor work; None if it does, and while BNSP is not connected."""
    siapa = f"{asesor.orang.name} ({asesor.no_reg})"
    if asesor.registrasi not in (Registrasi.BELUM, Registrasi.AKTIF):
        return f"Registrasi asesor {siapa}: {asesor.get_registrasi_display().lower()}."
    if not asesor.registrasi and (bnsp_tersambung() if tersambung is None else tersambung):
        return f"BNSP belum menyatakan {siapa} terdaftar sebagai asesor. Lihat jawaban BNSP di halaman asesor itu."
    return None


def alasan_tidak_layak(asesor: Asesor, skema_kode: str, pada: date, *, tersambung: bool | None = None) -> str | None:
    """Why this asesor cannot assess this skema on that day; None if they can. Uses prefetched ``lingkup``.

    ``tersambung``: whether BNSP is connected, where it was asked already for many.
    """
    nama = asesor.orang.name
    if asesor.status != StatusAsesor.AKTIF:
        return f"{nama} tidak aktif sebagai asesor LSP ini."
    if why := alasan_registrasi(asesor, tersambung) or _alasan_sertifikat(asesor, pada):
        return why
    milik = [lingkup for lingkup in asesor.lingkup.all() if lingkup.skema_kode == skema_kode]
    if not milik:
        return f"{nama} tidak mempunyai kompetensi teknis untuk skema {skema_kode}. Catat lingkupnya lebih dulu."
    if not any(lingkup.berlaku_dari <= pada <= lingkup.berlaku_sampai for lingkup in milik):
        return f"Kompetensi teknis {nama} untuk skema {skema_kode} tidak berlaku pada {long_date(pada)}."
    return None


def _alasan_sertifikat(asesor: Asesor, pada: date) -> str | None:
    nama, dari, sampai = asesor.orang.name, asesor.berlaku_dari, asesor.berlaku_sampai
    if dari is None or sampai is None:
        return f"Sertifikat asesor {nama} ({asesor.no_reg}) belum tercatat."
    if dari <= pada <= sampai:
        return None
    return (
        f"Sertifikat asesor {nama} ({asesor.no_reg}) berlaku {long_date(dari)} sampai {long_date(sampai)}, tidak pada "
        f"{long_date(pada)}. Pilih asesor lain atau perbarui sertifikatnya."
    )
