"""What the SPT asesor says (SOP 1.5; forms.md section 7)."""

from __future__ import annotations

from typing import Any

from telusur.kernel.base.clock import day_and_date
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.sertifikasi.praasesmen.models import Rencana
from telusur.lsp.sertifikasi.praasesmen.queries import peserta_aktif


def isi_spt(rencana: Rencana) -> dict[str, Any]:
    """Task, place, time, number of asesi with their names, and the duty to report."""
    asesor, peserta = rencana.asesor, peserta_aktif(rencana)
    return {
        "judul": "Surat Perintah Tugas",
        "dasar": [
            f"Skema sertifikasi {rencana.skema.nama_id} ({rencana.skema_kode})",
            f"SK penetapan asesor {asesor.sk_nomor}",
        ],
        "kepada": [
            {
                "nama": asesor.orang.name,
                "jabatan": "Asesor Kompetensi",
                "nomor": asesor.no_reg,
                "label_nomor": "No. Reg. MET",
            }
        ],
        "untuk": [
            f"Mengases {len(peserta)} asesi, yang namanya terlampir, pada skema {rencana.skema.nama_id}.",
            f"Tempat: {rencana.tuk.nama}, {rencana.tuk.alamat}, {rencana.tuk.kota}.",
            (f"Waktu: {day_and_date(rencana.tanggal)}, pukul {rencana.rentang}."),
            f"Menyampaikan laporan asesmen paling lambat {setelan('tenggat.laporan_asesmen')} hari kerja sesudah tugas selesai.",
        ],
        "lampiran": [
            {
                "judul": "Daftar asesi",
                "kolom": ["No.", "Nama", "Nomor permohonan"],
                "baris": [
                    [str(n), row.permohonan.nama, row.permohonan.nomor] for n, row in enumerate(peserta, start=1)
                ],
            }
        ],
        "tembusan": ["Manajer Sertifikasi", "Manajer Administrasi", "Arsip"],
    }
