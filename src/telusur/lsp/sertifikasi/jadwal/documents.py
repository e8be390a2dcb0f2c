"""What invitations and attendance lists say (SOP 3.2)."""

from __future__ import annotations

from typing import Any

from telusur.kernel.base.clock import date_and_time, day_and_date, long_date, shown_in
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.umum.queries import atas_nama, kop
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.queries import peserta_jadwal
from telusur.lsp.sertifikasi.jadwal.states import Kehadiran

BAWAAN_ASESI = [
    "Kartu identitas asli yang nomornya tercantum pada FR.APL.01.",
    "Bukti pendukung asli yang disepakati pada konsultasi pra-asesmen.",
    "Alat tulis, dan perlengkapan lain yang disepakati.",
]


def waktu(jadwal: Jadwal) -> str:
    """``Senin, 23 November 2026, pukul 08.00 sampai 15.00 WIB``, by the clock of the TUK."""
    return f"{day_and_date(jadwal.tanggal)}, pukul {jadwal.rentang}"


def tempat(jadwal: Jadwal) -> str:
    """Name and address of the TUK."""
    return f"{jadwal.tuk.nama}, {jadwal.tuk.alamat}, {jadwal.tuk.kota}"


def isi_undangan(ctx: Context, jadwal: Jadwal, *, nomor: str, kepada: str, asesor: bool) -> dict[str, Any]:
    """A numbered invitation to an asesi, or to the asesor with the SPT it rests on. Whoever sends it signs it."""
    spt = jadwal.rencana.spt
    rincian = [
        ["Skema", f"{jadwal.skema.nama_id} ({jadwal.skema_kode})"],
        ["Nomor jadwal", jadwal.nomor],
        ["Hari, tanggal", day_and_date(jadwal.tanggal)],
        ["Waktu", jadwal.rentang],
        ["Tempat", tempat(jadwal)],
    ]
    if not asesor:
        rincian.append(["Asesor", jadwal.asesor.orang.name])
    elif spt:
        rincian.append(["Dasar tugas", f"SPT nomor {spt.nomor}"])
    return {
        "judul": "Undangan Uji Kompetensi",
        "hal": "Undangan uji kompetensi",
        "nomor": nomor,
        "kepada": [{"nama": kepada, "jabatan": "Asesor Kompetensi" if asesor else "Asesi"}],
        "pembuka": [
            f"Kami mengundang Anda {'melaksanakan asesmen' if asesor else 'mengikuti uji kompetensi'} berikut."
        ],
        "rincian": rincian,
        "daftar": [] if asesor else [{"judul": "Harap membawa", "butir": BAWAAN_ASESI}],
        "penutup": [
            "Bila berhalangan, beri tahu Admin LSP sebelum hari uji. Atas perhatian Anda, kami ucapkan terima kasih."
        ],
        "kota": kop()["kota"],
        "tanggal": long_date(ctx.today),
        "penandatangan": {"nama": ctx.actor.name, "jabatan": atas_nama(ctx, Role.MANAJER_SERTIFIKASI)},
    }


def isi_daftar_hadir(ctx: Context, jadwal: Jadwal) -> dict[str, Any]:
    """Attendance of asesor and asesi with the time each signed; the LSP seals the list as it stood when printed."""
    with shown_in(jadwal.tuk.zona_waktu):
        return _daftar_hadir(ctx, jadwal)


def _daftar_hadir(ctx: Context, jadwal: Jadwal) -> dict[str, Any]:
    baris = [
        [
            "1",
            jadwal.asesor.orang.name,
            "Asesor",
            jadwal.asesor.no_reg,
            date_and_time(jadwal.asesor_hadir_pada) if jadwal.asesor_hadir_pada else "",
        ]
    ]
    for nomor, row in enumerate(peserta_jadwal(jadwal), start=2):
        saat = date_and_time(row.hadir_pada) if row.hadir_pada else ""
        tanda = saat if row.kehadiran == Kehadiran.HADIR else row.get_kehadiran_display()
        baris.append([str(nomor), row.permohonan.nama, "Asesi", row.permohonan.nomor, tanda])
    return {
        "judul": "Daftar Hadir Asesmen",
        "nomor": jadwal.nomor,
        "rincian": [
            ["LSP", kop()["nama"]],
            ["Skema", f"{jadwal.skema.nama_id} ({jadwal.skema_kode})"],
            ["Waktu", waktu(jadwal)],
            ["Tempat", tempat(jadwal)],
        ],
        "tabel": [
            {"judul": "", "kolom": ["No.", "Nama", "Sebagai", "Nomor", "Tanda tangan elektronik"], "baris": baris}
        ],
        "penutup": ["Jam pada kolom tanda tangan adalah saat masing-masing menandatangani daftar ini dengan akunnya."],
        "kota": kop()["kota"],
        "tanggal": long_date(ctx.today),
    }
