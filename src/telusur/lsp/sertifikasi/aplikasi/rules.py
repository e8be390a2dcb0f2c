"""Who may act on an application (P508 9.1, 9.4.4)."""

from __future__ import annotations

from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
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
