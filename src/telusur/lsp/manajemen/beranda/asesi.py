"""What an asesi sees of their own certification: the next step in plain words, what is missing, and the way ahead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from telusur.kernel.base.clock import day_and_date, long_date
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not
from telusur.kernel.ui.components.gates import Syarat
from telusur.kernel.ui.components.rows import Fakta
from telusur.kernel.ui.components.state import Jejak
from telusur.lsp.manajemen.beranda import posisi as antrean
from telusur.lsp.manajemen.beranda.borang import Borang
from telusur.lsp.manajemen.beranda.kasus import IsiKasus
from telusur.lsp.manajemen.beranda.kelengkapan import Kelengkapan, kelengkapan
from telusur.lsp.manajemen.beranda.posisi import Posisi
from telusur.lsp.sertifikasi.aplikasi import commands as aplikasi
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.queries import TahapKasus, milik_saya, tahapan
from telusur.lsp.sertifikasi.aplikasi.states import TERBUKA, StatusPermohonan, Tahap
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.praasesmen.models import Rencana

S = StatusPermohonan
# What a step of the work queue means to the person who has to do it: code prefix of the form or act, title, explanation.
UCAPAN: dict[str, tuple[str, str]] = {
    "FR.APL.01": (
        "Isi permohonan Anda",
        "Data diri, pengalaman kerja, dan dokumen persyaratan. Isian tersimpan sendiri.",
    ),
    "FR.APL.02": (
        "Nilai kemampuan Anda sendiri",
        "Untuk setiap elemen, pilih K bila Anda sudah mampu atau BK bila belum, lalu tautkan buktinya.",
    ),
    "LSP.PRA": (
        "Baca dan tanda tangani hasil konsultasi",
        "Isinya: bukti Anda, rencana uji, hak banding, dan tata tertib.",
    ),
    "FR.AK.01": (
        "Baca dan tanda tangani persetujuan asesmen",
        "Isinya: apa saja yang akan diuji, kapan dan di mana, serta janji asesor menjaga kerahasiaan hasil kerja Anda.",
    ),
    "FR.AK.02": ("Baca dan tanda tangani hasil asesmen", "Asesor sudah menuliskan rekomendasi dan alasannya."),
    "FR.AK.03": ("Beri umpan balik", "Sepuluh pertanyaan tentang jalannya asesmen. Jawaban Anda memperbaiki layanan."),
    "Bayar tagihan": ("Bayar biaya sertifikasi", "Transfer sesuai tagihan, lalu unggah buktinya di halaman tagihan."),
    "Kerjakan ujian": ("Kerjakan ujian tertulis", "Jawaban tersimpan satu per satu; aman bila sambungan terputus."),
    "pernyataan pemegang": (
        "Tanda tangani pernyataan pemegang",
        "Sertifikat diserahkan setelah pernyataan ini Anda tanda tangani.",
    ),
    "serah terima": ("Tanda tangani bukti serah terima", "Menyatakan bahwa sertifikat sudah Anda terima."),
}
JALAN = {
    Tahap.PERMOHONAN: ("Permohonan diterima", "Anda mengisi, LSP memeriksa kelengkapannya"),
    Tahap.PEMBAYARAN: ("Biaya lunas", "Tagihan terbit setelah permohonan diterima"),
    Tahap.PRAASESMEN: ("Persiapan dengan asesor", "Asesor mengkaji berkas Anda dan menyiapkan rencana uji"),
    Tahap.JADWAL: ("Jadwal uji ditetapkan", "Setelah persetujuan asesmen ditandatangani kedua pihak"),
    Tahap.ASESMEN: ("Uji kompetensi", "Di tempat uji kompetensi, bersama asesor"),
    Tahap.KEPUTUSAN: ("Keputusan", "Komite teknis memutuskan, kami kabari lewat surel"),
    Tahap.PENERBITAN: ("Sertifikat diterbitkan", "Bila Anda dinyatakan kompeten"),
    Tahap.SERAH_TERIMA: ("Sertifikat Anda terima", "Setelah menandatangani pernyataan pemegang sertifikat"),
}


@dataclass(frozen=True, slots=True)
class Langkah:
    """The step shown on top. ``url`` is empty while somebody else must act."""

    judul: str
    isi: str
    url: str = ""
    act: str = ""
    posisi: Posisi | None = None


@dataclass(frozen=True, slots=True)
class KasusSaya:
    """One own case on the dashboard."""

    permohonan: Permohonan
    langkah: Langkah
    berjalan: bool
    kurang: tuple[Syarat, ...] = ()
    borang: Borang | None = None

    @property
    def belum(self) -> int:
        """How many things are still missing."""
        return sum(not one.terpenuhi for one in self.kurang)


def dasbor(ctx: Context) -> list[KasusSaya]:
    """The actor's own cases, newest first; the same number of queries for one and for many."""
    rows = list(milik_saya(ctx))
    waits = antrean.posisi(ctx, rows, antrean.terkait(rows), {row.pemohon_id: row.nama for row in rows}) if rows else {}
    missing = kelengkapan(row.pk for row in rows if row.status in (S.DRAF, S.DIKEMBALIKAN))
    none = Kelengkapan()
    return [
        KasusSaya(row, langkah(ctx, row, waits[row.pk]), _berjalan(row), tuple(found.syarat), found.borang)
        for row in rows
        for found in (missing.get(row.pk, none),)
    ]


def _berjalan(row: Permohonan) -> bool:
    return row.status in TERBUKA and row.tahap != Tahap.SELESAI


def langkah(ctx: Context, row: Permohonan, waits: list[Posisi]) -> Langkah:
    """What the asesi must do now, or for whom they wait."""
    mine = next((one for one in waits if one.milik(ctx)), None)
    if mine is not None:
        title, words = next((told for key, told in UCAPAN.items() if key in mine.langkah), (mine.langkah, ""))
        elsewhere = mine.url != f"/kasus/{row.pk}/"  # the page of the case does not lead to itself
        return Langkah(title, words, mine.url if elsewhere else "", mine.act, mine)
    if row.status == S.DITOLAK:
        return Langkah("Permohonan tidak diterima", row.catatan)
    if row.status == S.DIBATALKAN:
        return Langkah("Permohonan dibatalkan", row.catatan)
    if row.tahap == Tahap.SELESAI:
        return Langkah("Proses sertifikasi selesai", "Sertifikat dan rekamannya tetap dapat Anda buka di halaman ini.")
    first = waits[0]
    return Langkah(
        "Tidak ada yang perlu Anda lakukan sekarang", f"Menunggu {first.siapa(ctx)}: {first.langkah}.", posisi=first
    )


def halaman(ctx: Context, found: IsiKasus) -> dict[str, Any]:
    """The page of a case for its applicant."""
    row = found.permohonan
    open_ = row.status in (S.DRAF, S.DIKEMBALIKAN)
    stages = tahapan(row)
    missing = kelengkapan([row.pk]).get(row.pk, Kelengkapan()) if open_ else Kelengkapan()
    early = row.tahap in (Tahap.PERMOHONAN, Tahap.PEMBAYARAN, Tahap.PRAASESMEN)
    return {
        "kasus": found,
        "permohonan": row,
        "langkah": langkah(ctx, row, found.posisi),
        "kurang": missing.syarat,
        "borang": missing.borang,
        "jalan": [_jalan(ctx, one, found) for one in stages],
        "tahap_ke": next((n for n, one in enumerate(stages, 1) if one.keadaan == "kini"), len(stages)),
        "rencana": _rencana(found),
        "pasti": found.peserta is not None,
        "boleh_batal": early and why_not(aplikasi.batalkan, ctx, row) is None,
        "sekarang": ctx.at,
    }


def _jalan(ctx: Context, satu: TahapKasus, found: IsiKasus) -> Jejak:
    kode, keadaan, sejak = satu.kode, satu.keadaan, satu.sejak.date() if satu.sejak else None
    title, ahead = JALAN[Tahap(kode)]
    children: tuple[str, ...] = ()
    link = words = ""
    if kode == Tahap.PEMBAYARAN and found.tagihan is not None:
        link, words = f"/tagihan/{found.tagihan.pk}/", f"Tagihan {found.tagihan.nomor}"
    if kode == Tahap.PENERBITAN and found.sertifikat is not None and found.sertifikat.sudah_terbit:
        link, words = f"/sertifikat/{found.sertifikat.pk}/", f"Sertifikat {found.sertifikat.nomor}"
    if keadaan == "lewat":
        return Jejak(title, f"masuk tahap ini {long_date(sejak)}" if sejak else "", tautan=link, kata_tautan=words)
    if keadaan == "kini":
        children = tuple(f"Menunggu {one.siapa(ctx)}: {one.langkah}" for one in found.posisi if one.oleh)
    return Jejak(title, ahead, keadaan=keadaan, rincian=children, tautan=link, kata_tautan=words)


def _rencana(found: IsiKasus) -> list[Fakta]:
    source: Rencana | Jadwal | None = found.peserta.jadwal if found.peserta else found.rencana
    if source is None:
        return []
    return [
        Fakta("Hari", day_and_date(source.tanggal)),
        Fakta("Waktu", source.rentang),
        Fakta("Tempat", f"{source.tuk.nama}, {source.tuk.alamat}, {source.tuk.kota}", lebar=True),
        Fakta("Asesor", source.asesor.orang.name, source.asesor.no_reg, lebar=True),
    ]
