"""Who may sit an exam, when, and who may follow it (SOP 3.3, P508 10.4.2.3)."""

from __future__ import annotations

from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.umum.setelan import daftarkan
from telusur.lsp.roles import STAFF, Role
from telusur.lsp.sertifikasi.asesmen.formulir import IA05
from telusur.lsp.sertifikasi.asesmen.rules import alasan_instrumen_tertutup
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.ujian.models import Ujian

KELONGGARAN = "ujian.kelonggaran_detik"
daftarkan(
    KELONGGARAN,
    "Jawaban ujian masih diterima sesudah waktu habis (keterlambatan jaringan)",
    30,
    satuan="detik",
    minimal=0,
)


TAMBAHAN_TERBANYAK = "ujian.tambahan_menit"
daftarkan(
    TAMBAHAN_TERBANYAK,
    "Waktu tambahan ujian paling banyak bagi satu asesi",
    120,
    satuan="menit",
    minimal=0,
)


@rule("Ujian ini milik asesi lain. Anda hanya dapat mengerjakan ujian Anda sendiri.")
def milik_sendiri(ctx: Context, ujian: Ujian) -> bool:
    """The asesi whose exam it is."""
    return str(ujian.asesi_id) == ctx.actor.id


@rule("Ujian ini milik asesi lain. Anda hanya dapat mengumpulkan ujian Anda sendiri.")
def milik_sendiri_atau_sistem(ctx: Context, ujian: Ujian) -> bool:
    """The asesi, or the system when the time is up."""
    return ctx.actor.is_system or str(ujian.asesi_id) == ctx.actor.id


@rule("Ujian belum dapat dimulai.")
def instrumen_terbuka(ctx: Context, ujian: Ujian) -> bool | str:
    """The session runs, the asesi signed the attendance list, FR.AK.01 is signed (SOP 3.3)."""
    return alasan_instrumen_tertutup(ujian.asesmen, IA05) or True


@rule("Hanya asesor sesi ini yang dapat menghentikan ujian.")
def asesor_ujian(ctx: Context, ujian: Ujian) -> bool:
    """The asesor who assesses this asesi."""
    return str(ujian.asesmen.asesor.orang_id) == ctx.actor.id


@rule("Waktu tambahan diberikan asesor sesi ini atau Manajer Sertifikasi, bukan oleh asesinya sendiri.")
def pemberi_waktu(ctx: Context, ujian: Ujian) -> bool:
    """The asesor of this assessment, or the Manajer Sertifikasi; nobody for their own exam."""
    if str(ujian.asesi_id) == ctx.actor.id:
        return False
    return str(ujian.asesmen.asesor.orang_id) == ctx.actor.id or ctx.actor.has(Role.MANAJER_SERTIFIKASI)


@rule("Ujian ini hanya dapat dibuka oleh asesi yang mengerjakannya, asesor sesinya, dan petugas LSP.")
def boleh_buka(ctx: Context, ujian: Ujian) -> bool:
    """The asesi themselves, the asesor of the assessment, staff."""
    return (
        str(ujian.asesi_id) == ctx.actor.id
        or ctx.actor.has(*STAFF)
        or str(ujian.asesmen.asesor.orang_id) == ctx.actor.id
    )


@rule("Kemajuan ujian hanya untuk asesor sesi ini dan petugas LSP.")
def boleh_pantau(ctx: Context, jadwal: Jadwal) -> bool:
    """The asesor of the schedule, staff."""
    return ctx.actor.has(*STAFF) or str(jadwal.asesor.orang_id) == ctx.actor.id
