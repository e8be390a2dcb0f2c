"""When a certificate may go on (SOP 4.4, 4.5)."""

from __future__ import annotations

from collections.abc import Iterable

from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.umum.queries import masa_berlaku_menurut_bnsp
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.administrasi.umum.tangan import alasan_belum_sah
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.keputusan.models import Komite
from telusur.lsp.sertifikasi.keputusan.states import StatusKomite
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.states import Keabsahan, StatusBlanko

SEPULUH_BUTIR = {
    "nomor_blanko": "Nomor blanko",
    "nomor_sertifikat": "Nomor sertifikat",
    "nama": "Nama",
    "nomor_registrasi": "Nomor registrasi sertifikat",
    "area_kerja": "Area kerja",
    "skema": "Skema kompetensi",
    "penandatangan": "Penandatangan",
    "foto": "Foto pemegang sertifikat",
    "unit": "Unit kompetensi",
    "tanda_tangan_manajer": "Tanda tangan Manajer Sertifikasi",
}


@rule("Sertifikat ini bukan milik Anda.")
def pemegang(ctx: Context, sertifikat: Sertifikat) -> bool:
    """The holder."""
    return str(sertifikat.pemegang_id) == ctx.actor.id


@rule("Anda tidak dapat memproses sertifikat Anda sendiri. Minta staf lain.")
def bukan_pemegang(ctx: Context, sertifikat: Sertifikat) -> bool:
    """Nobody processes their own certificate."""
    return str(sertifikat.pemegang_id) != ctx.actor.id


@rule("Sertifikat ini sedang tidak berlaku, jadi tidak dapat diserahkan.")
def sedang_berlaku(ctx: Context, sertifikat: Sertifikat) -> bool | str:
    """Not frozen, not withdrawn, not expired."""
    keadaan = sertifikat.keadaan(ctx.today)
    return keadaan == Keabsahan.BERLAKU or f"Sertifikat ini {keadaan}, jadi tidak dapat diserahkan (P508 9.5)."


@rule("Blankonya rusak. Ganti blanko lebih dulu (SOP 4.4).")
def blanko_baik(ctx: Context, sertifikat: Sertifikat) -> bool | str:
    """The blank it is to be printed on is not spoiled, and is one that BNSP gave out."""
    lembar = sertifikat.blanko
    if lembar.status == StatusBlanko.RUSAK:
        return f"{str(lembar).capitalize()} rusak dan belum diganti (SOP 4.4)."
    return alasan_blanko_belum_sah([lembar]) or True


def alasan_blanko_belum_sah(lembar: Iterable[Blanko]) -> str | None:
    """Why blanks cannot be used: BNSP does not know one, or has not confirmed one that was written down by hand."""
    rows = list(lembar)
    if ditolak := [row for row in rows if row.status == StatusBlanko.DITOLAK]:
        return f"BNSP tidak mengenal {ditolak[0]}. Ganti dengan blanko dari BNSP (SOP 4.4)."
    return alasan_belum_sah(JenisTangan.BLANKO, {row.pk: row.nomor for row in rows})


def alasan_masa_berlaku(kasus: Iterable[Permohonan]) -> str | None:
    """Why no certificate can be numbered: BNSP would refuse one that is valid longer than it allows for the skema."""
    for skema in {row.skema for row in kasus}:
        batas = masa_berlaku_menurut_bnsp(skema.kode)
        if batas is not None and skema.masa_berlaku_bulan > batas:
            return (
                f"Skema {skema.kode} memberi masa berlaku {skema.masa_berlaku_bulan} bulan, sedangkan BNSP menetapkan "
                f"paling lama {batas} bulan. Terbitkan versi skema dengan masa berlaku itu, atau minta BNSP menyesuaikan lingkup."
            )
    return None


@rule("SK keputusan untuk jadwal ini belum ditandatangani Direktur (SOP 4.3).")
def sudah_diputuskan(ctx: Context, komite: Komite) -> bool:
    """The SK is signed."""
    return komite.status == StatusKomite.SELESAI


@rule("Pemegang belum menandatangani pernyataan pemegang sertifikat. Sertifikat belum dapat diserahkan (SOP 4.5).")
def sudah_menyatakan(ctx: Context, sertifikat: Sertifikat) -> bool:
    """The holder signed the statement."""
    return sertifikat.pernyataan_pada is not None


@rule("Sertifikat final belum selesai dibuat. Coba lagi sebentar lagi.")
def dokumen_siap(ctx: Context, sertifikat: Sertifikat) -> bool:
    """The signed PDF exists."""
    return sertifikat.dokumen is not None and sertifikat.dokumen.status == "siap"
