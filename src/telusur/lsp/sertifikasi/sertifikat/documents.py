"""What certificates, blank requests, statements and receipts print (SOP 4.4, 4.5; forms.md section 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from telusur.kernel.base.clock import date_and_time, day_and_date, long_date
from telusur.kernel.base.text import in_words
from telusur.kernel.commands.context import Context
from telusur.kernel.forms.queries import record
from telusur.lsp.administrasi.mutu.models import DokumenMutu
from telusur.lsp.administrasi.umum.queries import atas_nama, direktur, kop, lisensi, pemegang_peran
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.formulir import APL01
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.keputusan.models import Komite
from telusur.lsp.sertifikasi.keputusan.states import NAMA_HASIL
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, Sertifikat

BULAN_EN = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def tanggal_en(hari: date) -> str:
    """``November 20, 2026``."""
    return f"{BULAN_EN[hari.month - 1]} {hari.day}, {hari.year}"


def masa(bulan: int, bahasa: str) -> str:
    """``3 (tiga) tahun`` or ``18 (delapan belas) bulan``; in English for ``en``."""
    jumlah, satuan = (bulan, 1) if bulan % 12 else (bulan // 12, 0)
    if bahasa == "id":
        return f"{jumlah} ({in_words(jumlah)}) {('tahun', 'bulan')[satuan]}"
    return f"{jumlah} ({in_words(jumlah, 'en')}) {('year', 'month')[satuan]}{'' if jumlah == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Penerbit:
    """Who issues, read once for however many certificates."""

    kop: dict[str, Any]
    bagian_nomor: str
    direktur: str
    manajer: str


def penerbit(ctx: Context) -> Penerbit:
    """The LSP, its licence and who signs today. Raises NotFound without a profile or a Direktur."""
    licence, manajer = lisensi(), pemegang_peran(Role.MANAJER_SERTIFIKASI, ctx).first()
    nomor = licence.bagian_nomor if licence else ""
    return Penerbit(kop(), nomor, direktur(ctx).name, manajer.name if manajer else "")


def isi_sertifikat(lsp: Penerbit, permohonan: Permohonan, **nomor: Any) -> dict[str, Any]:
    """Everything both pages of the certificate print, bilingual, from the skema as the case froze it."""
    apl01 = record(permohonan.pk, APL01)
    skema = apl01.sumber["skema"] if apl01 else {}
    bulan = int(skema["masa_berlaku_bulan"])
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
        "masa": masa(bulan, "id"),
        "masa_en": masa(bulan, "en"),
        "kota": lsp.kop["kota"],
        "tanggal": long_date(terbit),
        "tanggal_en": tanggal_en(terbit),
        "berlaku_sampai": long_date(nomor["berlaku_sampai"]),
        "lsp": lsp.kop["nama"],
        "lsp_en": lsp.kop["nama_en"],
        "lisensi": lsp.kop["lisensi"],
        "peraga": lsp.kop["peraga"],
        "direktur": lsp.direktur,
        "manajer": lsp.manajer,
        "unit": [
            {"kode": unit["kode"], "judul": unit["judul"], "judul_en": unit["judul_en"]}
            for kelompok in skema["kelompok"]
            for unit in kelompok["unit"]
        ],
    }


def isi_permohonan_blanko(ctx: Context, komite: Komite, nomor: str) -> dict[str, Any]:
    """Letter to BNSP with SK, minutes and the list of K and BK (SOP 4.4)."""
    jumlah, skema = len(komite.hasil), komite.jadwal.skema
    k = sum(row["hasil"] == "K" for row in komite.hasil)
    return {
        "judul": "Permohonan Blanko Sertifikat",
        "nomor": nomor,
        "hal": "Permohonan blanko sertifikat kompetensi",
        "lampiran_jumlah": "1 (satu) daftar",
        "kepada": [{"nama": "Ketua Badan Nasional Sertifikasi Profesi", "jabatan": "", "tempat": "di Jakarta"}],
        "pembuka": [
            (
                f"Berdasarkan SK keputusan nomor {komite.sk_keputusan.nomor if komite.sk_keputusan else ''} dan berita acara "
                f"pleno nomor {komite.nomor_ba}, kami mengajukan permohonan {k} ({in_words(k)}) blanko "
                "sertifikat kompetensi dengan rincian berikut."
            ),
        ],
        "tabel": [
            {
                "judul": "",
                "kolom": ["Skema", "Asesi", "Kompeten", "Belum kompeten", "Blanko"],
                "baris": [
                    [f"{skema.nama_id} ({komite.jadwal.skema_kode})", str(jumlah), str(k), str(jumlah - k), str(k)]
                ],
            }
        ],
        "penutup": ["Daftar asesi terlampir. Atas perhatian dan kerja sama Bapak/Ibu, kami ucapkan terima kasih."],
        "lampiran": [
            {
                "judul": "Daftar asesi",
                "kolom": ["No.", "Nama", "Nomor permohonan", "Hasil"],
                "baris": [
                    [str(n), row["nama"], row["nomor"], NAMA_HASIL[row["hasil"]]]
                    for n, row in enumerate(komite.hasil, start=1)
                ],
            }
        ],
        "kota": kop()["kota"],
        "tanggal": long_date(ctx.today),
        "penandatangan": {"nama": ctx.actor.name, "jabatan": atas_nama(ctx, Role.DIREKTUR)},
    }


def isi_ba_rusak(ctx: Context, blanko: Blanko, sertifikat: Sertifikat, nomor: str, alasan: str) -> dict[str, Any]:
    """Minutes of a spoiled blank."""
    return {
        "judul": "Berita Acara Kerusakan Blanko",
        "nomor": nomor,
        "pembuka": [
            f"Pada {day_and_date(ctx.today)} kami menyatakan bahwa blanko sertifikat kompetensi berikut rusak.",
        ],
        "rincian": [
            ["Nomor blanko", blanko.nomor],
            ["Nomor sertifikat", sertifikat.nomor],
            ["Atas nama", sertifikat.nama],
            ["Skema", sertifikat.skema_nama],
            ["Sebab kerusakan", alasan],
        ],
        "penutup": ["Blanko rusak disimpan untuk dikembalikan ke BNSP dan tidak dipakai lagi."],
        "kota": kop()["kota"],
        "tanggal": long_date(ctx.today),
        "penandatangan": {"nama": ctx.actor.name, "jabatan": atas_nama(ctx, Role.MANAJER_ADMINISTRASI)},
    }


def isi_pernyataan(ctx: Context, sertifikat: Sertifikat, teks: DokumenMutu) -> dict[str, Any]:
    """The holder's statement, in the version signed."""
    return {
        "judul": "Pernyataan Pemegang Sertifikat",
        "nomor": sertifikat.nomor,
        "pembuka": ["Yang bertanda tangan di bawah ini, pemegang sertifikat kompetensi:"],
        "rincian": [
            ["Nama", sertifikat.nama],
            ["Nomor sertifikat", sertifikat.nomor],
            ["Nomor registrasi", sertifikat.nomor_registrasi],
            ["Skema", sertifikat.skema_nama],
        ],
        "antar": "dengan ini menyatakan:",
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
        "pembuka": ["Sertifikat kompetensi berikut telah diserahkan kepada pemegangnya dalam keadaan baik."],
        "rincian": [
            ["Nama pemegang", sertifikat.nama],
            ["Skema", sertifikat.skema_nama],
            ["Nomor sertifikat", sertifikat.nomor],
            ["Nomor registrasi", sertifikat.nomor_registrasi],
            ["Nomor blanko", sertifikat.blanko.nomor],
            ["Cara penyerahan", sertifikat.cara_serah],
        ],
        "tabel": [
            {
                "judul": "Penyerah dan penerima",
                "kolom": ["Sebagai", "Nama", "Waktu"],
                "baris": [
                    [
                        "Yang menyerahkan",
                        sertifikat.diserahkan_oleh,
                        date_and_time(sertifikat.diserahkan_pada) if sertifikat.diserahkan_pada else "",
                    ],
                    ["Yang menerima", sertifikat.nama, date_and_time(ctx.at)],
                ],
            }
        ],
        "kota": kop()["kota"],
        "tanggal": long_date(ctx.today),
        "penandatangan": {"nama": sertifikat.nama, "jabatan": "Penerima"},
    }
