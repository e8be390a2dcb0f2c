"""What the SK of the committee, the minutes and the SK of the decision say (SOP 4.1 to 4.3; forms.md section 8)."""

from __future__ import annotations

from typing import Any

from telusur.kernel.base.clock import date_and_time, day_and_date, long_date
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.umum.queries import kop
from telusur.lsp.sertifikasi.keputusan.models import Komite
from telusur.lsp.sertifikasi.keputusan.states import NAMA_HASIL


def isi_sk_komite(komite: Komite) -> dict[str, Any]:
    """Members and their duty."""
    jadwal = komite.jadwal
    return {
        "judul": "Surat Keputusan",
        "tentang": f"Penetapan Komite Teknis untuk asesmen {jadwal.nomor}",
        "menimbang": [
            "bahwa keputusan sertifikasi diambil oleh orang yang tidak terlibat dalam pelatihan dan pengujian asesi"
        ],
        "mengingat": [
            "Peraturan BNSP tentang pelaksanaan asesmen kompetensi",
            "Peraturan BNSP tentang persyaratan umum LSP",
        ],
        "menetapkan": [
            (
                f"Komite Teknis untuk skema {jadwal.skema.nama_id}, asesmen {day_and_date(jadwal.tanggal)} di {jadwal.tuk.nama}, "
                "dengan susunan sebagaimana terlampir."
            ),
            "Komite menjaga kerahasiaan, bekerja mandiri, memverifikasi proses dan rekomendasi, dan membuat berita acara.",
        ],
        "lampiran": [
            {
                "judul": "Susunan Komite Teknis",
                "kolom": ["No.", "Nama", "Jabatan"],
                "baris": [
                    [str(n), anggota.orang.name, anggota.get_jabatan_display()]
                    for n, anggota in enumerate(
                        komite.anggota.select_related("orang").order_by("-jabatan", "orang__name"), 1
                    )
                ],
            }
        ],
        "tembusan": ["Manajer Sertifikasi", "Arsip"],
    }


def _tabel_hasil(komite: Komite, judul: str) -> dict[str, Any]:
    return {
        "judul": judul,
        "kolom": ["No.", "Nama", "Nomor permohonan", "Hasil"],
        "baris": [
            [str(n), row["nama"], row["nomor"], NAMA_HASIL[row["hasil"]]] for n, row in enumerate(komite.hasil, start=1)
        ],
    }


def isi_berita_acara(ctx: Context, komite: Komite) -> dict[str, Any]:
    """Minutes of the plenary with attendance, each asesi's result and the members' signatures."""
    jadwal = komite.jadwal
    jumlah = {hasil: sum(row["hasil"] == hasil for row in komite.hasil) for hasil in ("K", "BK")}
    anggota = komite.anggota.select_related("orang").order_by("-jabatan", "orang__name")
    tempat = f"secara {komite.get_moda_display().lower()} di {komite.pleno_tempat}"
    return {
        "judul": "Berita Acara Pleno Komite Teknis",
        "nomor": komite.nomor_ba,
        "pembuka": [
            (
                f"Pada {day_and_date(komite.pleno_tanggal or ctx.today)}, {tempat}, Komite Teknis menurut SK nomor "
                f"{komite.sk.nomor if komite.sk else ''} bersidang atas asesmen {jadwal.nomor}, skema {jadwal.skema.nama_id}, "
                f"{day_and_date(jadwal.tanggal)} di {jadwal.tuk.nama}."
            ),
            f"Jumlah asesi {len(komite.hasil)}: kompeten {jumlah['K']}, belum kompeten {jumlah['BK']}.",
        ],
        "tabel": [
            _tabel_hasil(komite, "Hasil"),
            {
                "judul": "Daftar hadir dan tanda tangan",
                "kolom": ["No.", "Nama", "Jabatan", "Hadir", "Ditandatangani"],
                "baris": [
                    [
                        str(n),
                        row.orang.name,
                        row.get_jabatan_display(),
                        date_and_time(row.hadir_pada) if row.hadir_pada else "tidak hadir",
                        date_and_time(row.tanda_tangan_pada) if row.tanda_tangan_pada else "",
                    ]
                    for n, row in enumerate(anggota, start=1)
                ],
            },
        ],
        "kota": kop()["kota"],
        "tanggal": long_date(ctx.today),
    }


def isi_sk_keputusan(komite: Komite) -> dict[str, Any]:
    """The decision, whose list is the list of the minutes."""
    jadwal = komite.jadwal
    return {
        "judul": "Surat Keputusan",
        "tentang": f"Hasil asesmen kompetensi {jadwal.nomor}",
        "menimbang": [f"Berita acara pleno Komite Teknis nomor {komite.nomor_ba}"],
        "mengingat": [
            "Peraturan Pemerintah Nomor 10 Tahun 2018 tentang Badan Nasional Sertifikasi Profesi",
            "Peraturan BNSP tentang persyaratan umum LSP, pelaksanaan asesmen, dan penerbitan sertifikat",
        ],
        "menetapkan": [
            (
                f"Hasil asesmen skema {jadwal.skema.nama_id} ({jadwal.skema_kode}) pada {day_and_date(jadwal.tanggal)} "
                "sebagaimana daftar terlampir."
            ),
            "Kepada asesi yang dinyatakan kompeten diberikan sertifikat kompetensi.",
        ],
        "lampiran": [_tabel_hasil(komite, "Daftar hasil asesmen")],
        "tembusan": ["Dewan Pengarah", "Arsip"],
    }
