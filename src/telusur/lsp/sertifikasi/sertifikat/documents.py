"""What certificates, blank requests, statements and receipts print (SOP 4.4, 4.5; forms.md section 8)."""

from __future__ import annotations

from datetime import date
from typing import Any

from num2words import num2words

from telusur.kernel.base.clock import date_and_time, long_date
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.mutu.models import DokumenMutu
from telusur.lsp.administrasi.umum.queries import direktur, kop, pemegang_peran
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.formulir import APL01
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.keputusan.documents import NAMA_HASIL
from telusur.lsp.sertifikasi.keputusan.models import Komite
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, Sertifikat
from telusur.kernel.forms.queries import record

BULAN_EN = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def tambah_bulan(awal: date, bulan: int) -> date:
    """The day before the same day of the month so many months later: a certificate's last day."""
    tahun, sisa = divmod(awal.month - 1 + bulan, 12)
    hari = awal.day
    while True:
        try:
            return date(awal.year + tahun, sisa + 1, hari)
        except ValueError:
            hari -= 1


def isi_sertifikat(ctx: Context, permohonan: Permohonan, **nomor: Any) -> dict[str, Any]:
    """Everything both pages of the certificate print, bilingual, from the skema as the case froze it."""
    apl01 = record(permohonan.pk, APL01)
    skema = apl01.sumber["skema"] if apl01 else {}
    manajer = pemegang_peran(Role.MANAJER_SERTIFIKASI, ctx).first()
    bulan = int(skema["masa_berlaku_bulan"])
    tahun = bulan // 12
    terbit: date = nomor["tanggal_terbit"]
    return {
        "nomor_blanko": nomor["blanko"],
        "nomor": nomor["nomor"],
        "nomor_registrasi": nomor["nomor_registrasi"],
        "kode": nomor["kode"],
        "nama": permohonan.nama,
        "area_kerja": skema["area_kerja"],
        "area_kerja_en": skema["area_kerja_en"],
        "skema": skema["nama"],
        "skema_en": skema["nama_en"],
        "skema_nomor": skema["kode"],
        "acuan": skema["acuan"],
        "masa": f"{tahun} ({num2words(tahun, lang='id')}) tahun",
        "masa_en": f"{tahun} ({num2words(tahun, lang='en')}) years",
        "kota": kop()["kota"],
        "tanggal": long_date(terbit),
        "tanggal_en": f"{BULAN_EN[terbit.month - 1]} {terbit.day}, {terbit.year}",
        "berlaku_sampai": long_date(nomor["berlaku_sampai"]),
        "lsp": kop()["nama"],
        "lsp_en": kop()["nama_en"],
        "lisensi": kop()["lisensi"],
        "peraga": kop()["peraga"],
        "direktur": direktur(ctx).name,
        "manajer": manajer.name if manajer else "",
        "unit": [
            {"kode": unit["kode"], "judul": unit["judul"], "judul_en": unit["judul_en"]}
            for kelompok in skema["kelompok"]
            for unit in kelompok["unit"]
        ],
    }


def isi_permohonan_blanko(ctx: Context, komite: Komite, nomor: str) -> dict[str, Any]:
    """Letter to BNSP with SK, minutes and the list of K and BK (SOP 4.4)."""
    k = sum(row["hasil"] == "K" for row in komite.hasil)
    return {
        "judul": "Permohonan Blanko Sertifikat",
        "nomor": nomor,
        "kepada": [{"nama": "Ketua Badan Nasional Sertifikasi Profesi", "jabatan": ""}],
        "pembuka": [
            f"Berdasarkan SK keputusan nomor {komite.sk_keputusan.nomor if komite.sk_keputusan else ''} dan berita acara pleno "
            f"nomor {komite.nomor_ba}, kami mengajukan permohonan {k} nomor blanko sertifikat kompetensi untuk skema "
            f"{komite.jadwal.skema.nama_id}.",
        ],
        "tabel": [
            {
                "judul": "Daftar asesi",
                "kolom": ["No.", "Nama", "Nomor permohonan", "Hasil"],
                "baris": [
                    [str(n), row["nama"], row["nomor"], NAMA_HASIL[row["hasil"]]] for n, row in enumerate(komite.hasil, start=1)
                ],
            }
        ],
        "kota": kop()["kota"],
        "tanggal": long_date(ctx.today),
        "penandatangan": {"nama": direktur(ctx).name, "jabatan": "Direktur"},
    }


def isi_ba_rusak(ctx: Context, blanko: Blanko, sertifikat: Sertifikat, nomor: str, alasan: str) -> dict[str, Any]:
    """Minutes of a spoiled blank."""
    return {
        "judul": "Berita Acara Kerusakan Blanko",
        "nomor": nomor,
        "pembuka": [
            f"Blanko nomor {blanko.nomor} yang dipakai untuk {sertifikat} atas nama {sertifikat.nama} rusak.",
            f"Sebab: {alasan}",
            "Blanko rusak disimpan untuk dikembalikan ke BNSP dan tidak dipakai lagi.",
        ],
        "kota": kop()["kota"],
        "tanggal": long_date(ctx.today),
        "penandatangan": {"nama": ctx.actor.name, "jabatan": "Admin LSP"},
    }


def isi_pernyataan(ctx: Context, sertifikat: Sertifikat, teks: DokumenMutu) -> dict[str, Any]:
    """The holder's statement, in the version signed."""
    return {
        "judul": "Pernyataan Pemegang Sertifikat",
        "nomor": sertifikat.nomor,
        "pembuka": [
            f"Saya, {sertifikat.nama}, pemegang sertifikat nomor {sertifikat.nomor} untuk skema {sertifikat.skema_nama}, "
            "menyatakan:"
        ],
        "teks": teks.isi,
        "penutup": [f"Teks pernyataan: {teks.kode} revisi {teks.revisi}."],
        "kota": kop()["kota"],
        "tanggal": long_date(ctx.today),
        "penandatangan": {"nama": sertifikat.nama, "jabatan": "Pemegang sertifikat"},
    }


def isi_serah_terima(ctx: Context, sertifikat: Sertifikat) -> dict[str, Any]:
    """Receipt with both parties."""
    return {
        "judul": "Bukti Serah Terima Sertifikat",
        "nomor": sertifikat.nomor_serah_terima,
        "tabel": [
            {
                "judul": "",
                "kolom": ["Butir", "Isi"],
                "baris": [
                    ["Nama pemegang", sertifikat.nama],
                    ["Skema", sertifikat.skema_nama],
                    ["Nomor sertifikat", sertifikat.nomor],
                    ["Nomor registrasi", sertifikat.nomor_registrasi],
                    ["Nomor blanko", sertifikat.blanko.nomor],
                    ["Cara penyerahan", sertifikat.cara_serah],
                    ["Diserahkan oleh", sertifikat.diserahkan_oleh],
                    ["Diserahkan pada", date_and_time(sertifikat.diserahkan_pada) if sertifikat.diserahkan_pada else ""],
                    ["Diterima oleh", sertifikat.nama],
                    ["Diterima pada", date_and_time(ctx.at)],
                ],
            }
        ],
        "kota": kop()["kota"],
        "tanggal": long_date(ctx.today),
        "penandatangan": {"nama": sertifikat.nama, "jabatan": "Penerima"},
    }
