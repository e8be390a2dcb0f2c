"""What invitations and attendance lists say (SOP 3.2)."""

from __future__ import annotations

from typing import Any

from telusur.kernel.base.clock import clock_time, day_and_date, long_date, zone_name
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.umum.queries import kop
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.queries import peserta_jadwal
from telusur.lsp.sertifikasi.jadwal.states import Kehadiran

BAWAAN_ASESI = [
    "Kartu identitas asli yang nomornya tercantum pada FR.APL.01.",
    "Bukti pendukung asli yang disepakati pada konsultasi pra-asesmen.",
    "Alat tulis, dan perlengkapan lain yang disepakati.",
]


def waktu(jadwal: Jadwal) -> str:
    """``Senin, 23 November 2026, pukul 08.00 sampai 15.00 WIB``."""
    return f"{day_and_date(jadwal.tanggal)}, pukul {jadwal.jam_mulai:%H.%M} sampai {jadwal.jam_selesai:%H.%M} {zone_name()}"


def tempat(jadwal: Jadwal) -> str:
    """Name and address of the TUK."""
    return f"{jadwal.tuk.nama}, {jadwal.tuk.alamat}, {jadwal.tuk.kota}"


def isi_undangan(ctx: Context, jadwal: Jadwal, *, nomor: str, kepada: str, asesor: bool, penandatangan: str) -> dict[str, Any]:
    """A numbered invitation to an asesi, or to the asesor with the SPT it rests on."""
    spt = jadwal.rencana.spt
    pembuka = [
        f"Dengan ini kami mengundang Anda pada uji kompetensi skema {jadwal.skema.nama_id} ({jadwal.skema_kode}).",
        f"Waktu: {waktu(jadwal)}.",
        f"Tempat: {tempat(jadwal)}.",
    ]
    if asesor and spt:
        pembuka.append(f"Anda bertugas sebagai asesor menurut SPT nomor {spt.nomor}.")
    return {
        "kop": kop(),
        "judul": "Undangan Uji Kompetensi",
        "nomor": nomor,
        "kepada": [{"nama": kepada, "jabatan": "Asesor Kompetensi" if asesor else "Asesi"}],
        "pembuka": pembuka,
        "daftar": [] if asesor else [{"judul": "Harap membawa", "butir": BAWAAN_ASESI}],
        "penutup": ["Bila berhalangan, beri tahu Admin LSP sebelum hari uji."],
        "kota": kop()["kota"],
        "tanggal": long_date(ctx.today),
        "penandatangan": {"nama": penandatangan, "jabatan": "Manajer Sertifikasi"},
    }


def isi_daftar_hadir(ctx: Context, jadwal: Jadwal) -> dict[str, Any]:
    """Attendance of asesor and asesi with the time each signed."""
    baris = [
        [
            "1",
            jadwal.asesor.orang.name,
            "Asesor",
            jadwal.asesor.no_reg,
            clock_time(jadwal.asesor_hadir_pada) if jadwal.asesor_hadir_pada else "",
        ]
    ]
    for nomor, row in enumerate(peserta_jadwal(jadwal), start=2):
        hadir = f"{clock_time(row.hadir_pada)}" if row.hadir_pada else ""
        tanda = hadir if row.kehadiran == Kehadiran.HADIR else row.get_kehadiran_display()
        baris.append([str(nomor), row.permohonan.nama, "Asesi", row.permohonan.nomor, tanda])
    return {
        "kop": kop(),
        "judul": "Daftar Hadir Asesmen",
        "nomor": jadwal.nomor,
        "pembuka": [f"Skema: {jadwal.skema.nama_id}.", f"Waktu: {waktu(jadwal)}.", f"Tempat: {tempat(jadwal)}."],
        "tabel": [{"judul": "", "kolom": ["No.", "Nama", "Sebagai", "Nomor", "Tanda tangan elektronik"], "baris": baris}],
        "kota": kop()["kota"],
        "tanggal": long_date(ctx.today),
        "penandatangan": {"nama": jadwal.asesor.orang.name, "jabatan": "Asesor Kompetensi"},
    }
