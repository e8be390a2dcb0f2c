"""Who may act on an application (P508 9.1, 9.4.4)."""

from __future__ import annotations

from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.umum.queries import alasan_di_luar_lingkup
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import Kelayakan


@rule("Permohonan ini bukan milik Anda.")
def pemohon(ctx: Context, permohonan: Permohonan) -> bool:
    """The applicant."""
    return str(permohonan.pemohon_id) == ctx.actor.id


@rule("Permohonan ini bukan milik Anda.")
def pemohon_atau_admin(ctx: Context, permohonan: Permohonan) -> bool:
    """The applicant, or Admin LSP on their behalf."""
    return str(permohonan.pemohon_id) == ctx.actor.id or ctx.actor.has(Role.ADMIN_LSP)


@rule("Anda tidak dapat memeriksa atau memutuskan permohonan Anda sendiri. Minta staf lain.")
def bukan_pemohon(ctx: Context, permohonan: Permohonan) -> bool:
    """Nobody processes their own application."""
    return str(permohonan.pemohon_id) != ctx.actor.id


@rule("Kelayakan asesmen belum dikaji, atau hasilnya tidak layak (SOP 1.3). Kaji kelayakan lebih dulu.")
def layak(ctx: Context, permohonan: Permohonan) -> bool:
    """The feasibility review was positive."""
    return permohonan.kelayakan == Kelayakan.LAYAK


@rule("Skema ini sedang tidak menerima permohonan.")
def dalam_lingkup(ctx: Context, permohonan: Permohonan) -> bool | str:
    """Licence and scope are in force for the skema today (P508 9.5)."""
    return alasan_tutup(permohonan.skema_kode, ctx) or True


def alasan_tutup(skema_kode: str, ctx: Context) -> str | None:
    """Why nobody can apply for this skema today; None while licence and scope are in force (P508 9.5)."""
    why = alasan_di_luar_lingkup(skema_kode, ctx.today)
    return f"{why} Permohonan baru belum dapat diterima." if why else None
