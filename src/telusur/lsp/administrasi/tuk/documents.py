"""What the letters about a TUK say, and the checklist they rest on."""

from __future__ import annotations

from typing import Any

from telusur.kernel.base.clock import day_and_date, long_date
from telusur.kernel.base.errors import Invalid
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.tuk.models import VerifikasiTuk
from telusur.lsp.administrasi.tuk.states import StatusVerifikasi
from telusur.lsp.administrasi.umum.queries import kop


def ceklis_kosong(skema: Skema) -> list[dict[str, Any]]:
    """One row per technical requirement of the skema, unanswered."""
    return [
        {
            "perlengkapan": syarat.perlengkapan,
            "spesifikasi": syarat.spesifikasi,
            "jumlah": syarat.jumlah,
            "sesuai": None,
            "catatan": "",
        }
        for syarat in skema.persyaratan_tuk.all()
    ]


def periksa_ceklis(rencana: list[dict[str, Any]], isi: list[dict[str, Any]], *, sesuai: bool, catatan: str) -> None:
    """Raise Invalid unless every row is answered, and the decision follows from the rows."""
    kunci = ("perlengkapan", "spesifikasi", "jumlah")
    if [[row.get(k) for k in kunci] for row in isi] != [[row[k] for k in kunci] for row in rencana]:
        raise Invalid("Baris ceklis tidak sama dengan persyaratan teknis skema.")
    kosong = [row["perlengkapan"] for row in isi if row.get("sesuai") not in (True, False)]
    if kosong:
        raise Invalid(f"Ceklis belum lengkap: {', '.join(kosong)}.")
    kurang = [row["perlengkapan"] for row in isi if row["sesuai"] is False]
    if sesuai and kurang:
        raise Invalid(f"Keputusan “sesuai” tidak mungkin selama ada baris yang tidak sesuai: {', '.join(kurang)}.")
    if not sesuai and not catatan.strip():
        raise Invalid("Tulis apa yang harus diperbaiki TUK.", {"catatan": ["Tulis apa yang harus diperbaiki TUK."]})


def isi_spt(row: VerifikasiTuk) -> dict[str, Any]:
    """Data of the SPT verifikator."""
    return {
        "judul": "Surat Perintah Tugas",
        "dasar": [
            "Peraturan BNSP tentang persyaratan umum TUK",
            f"Skema sertifikasi {row.skema.nama_id} ({row.skema_kode})",
        ],
        "kepada": [{"nama": row.verifikator.name, "jabatan": "Verifikator TUK"}],
        "untuk": [
            (
                f"Memverifikasi {row.tuk.nama}, {row.tuk.alamat}, {row.tuk.kota}, pada {day_and_date(row.tanggal)} "
                f"untuk skema {row.skema.nama_id}."
            ),
            "Mengisi ceklis verifikasi menurut persyaratan teknis skema dan membuat berita acara.",
        ],
        "tembusan": ["Manajer Sertifikasi", "Arsip"],
    }


def isi_berita_acara(ctx: Context, row: VerifikasiTuk) -> dict[str, Any]:
    """Data of the minutes of the verification."""
    hasil = "sesuai" if row.status == StatusVerifikasi.SESUAI else "tidak sesuai"
    return {
        "judul": "Berita Acara Verifikasi TUK",
        "nomor": row.nomor_ba,
        "pembuka": [
            f"Pada {day_and_date(ctx.today)} tempat uji kompetensi berikut telah diverifikasi terhadap persyaratan teknis skema.",
        ],
        "rincian": [
            ["Nama TUK", row.tuk.nama],
            ["Jenis TUK", row.tuk.get_jenis_display()],
            ["Alamat", f"{row.tuk.alamat}, {row.tuk.kota}"],
            ["Penanggung jawab", row.tuk.penanggung_jawab],
            ["Skema", f"{row.skema.nama_id} ({row.skema_kode})"],
            ["Dasar penugasan", f"SPT nomor {row.spt.nomor}" if row.spt else ""],
        ],
        "tabel": [
            {
                "judul": "Ceklis persyaratan teknis",
                "kolom": ["No.", "Perlengkapan", "Spesifikasi", "Jumlah", "Hasil", "Catatan"],
                "baris": [
                    [
                        str(nomor),
                        item["perlengkapan"],
                        item["spesifikasi"],
                        str(item["jumlah"]),
                        "Sesuai" if item["sesuai"] else "Tidak sesuai",
                        item.get("catatan", ""),
                    ]
                    for nomor, item in enumerate(row.ceklis, start=1)
                ],
            }
        ],
        "penutup": [f"Keputusan verifikasi: {hasil}.", *([row.catatan] if row.catatan else [])],
        "kota": kop()["kota"],
        "tanggal": long_date(ctx.today),
        "penandatangan": {"nama": ctx.actor.name, "jabatan": "Verifikator TUK"},
    }


def isi_sk(row: VerifikasiTuk) -> dict[str, Any]:
    """Data of the SK penetapan TUK."""
    dari, sampai = row.berlaku_dari, row.berlaku_sampai
    masa = f"{long_date(dari)} sampai {long_date(sampai)}" if dari and sampai else ""
    return {
        "judul": "Surat Keputusan",
        "tentang": f"Penetapan {row.tuk.nama} sebagai Tempat Uji Kompetensi",
        "menimbang": ["bahwa uji kompetensi hanya diselenggarakan di TUK yang telah diverifikasi menurut skema"],
        "mengingat": ["Peraturan BNSP tentang persyaratan umum TUK", "Peraturan BNSP tentang verifikasi TUK"],
        "memperhatikan": [f"Berita acara verifikasi nomor {row.nomor_ba}"],
        "menetapkan": [
            f"{row.tuk.nama} ({row.tuk.get_jenis_display()}), {row.tuk.alamat}, {row.tuk.kota}, sebagai tempat uji kompetensi.",
            f"Penetapan berlaku untuk skema {row.skema.nama_id} ({row.skema_kode}).",
            f"Masa berlaku: {masa}.",
        ],
        "tembusan": ["Dewan Pengarah", "Arsip"],
    }
