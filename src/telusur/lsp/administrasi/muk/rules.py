"""Who may touch the MUK: an asesor whose certificate and scope are valid for the skema, and never one's own checker."""

from __future__ import annotations

from typing import Any

from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.asesor import queries as asesor
from telusur.lsp.roles import Role


def why_not_asesor(ctx: Context, skema: Any) -> str | None:
    """Why the actor cannot work on the MUK of this skema as an asesor today; None if they can."""
    registered = asesor.asesor_dari(ctx.actor.id) if ctx.actor.user is not None else None
    if registered is None:
        return f"{ctx.actor.name} tidak terdaftar sebagai asesor. MUK disusun dan diperiksa oleh asesor yang terdaftar."
    return asesor.alasan_tidak_layak(registered, skema.kode, ctx.today)


def ensure_asesor(ctx: Context, skema: Any) -> str:
    """The actor's registration number. Raises NotPermitted unless they may work on the MUK of this skema today."""
    if why := why_not_asesor(ctx, skema):
        raise NotPermitted(why)
    registered = asesor.asesor_dari(ctx.actor.id)
    return registered.no_reg if registered is not None else ""


@rule("Yang memeriksa harus orang lain, bukan penyusunnya.")
def bukan_penyusun(ctx: Context, subject: Any) -> bool | str:
    """The actor did not write what is to be checked (forms.md 9.1)."""
    if str(subject.penyusun_id) != ctx.actor.id:
        return True
    return f"Anda menyusun {subject}. Yang memeriksa harus asesor lain; minta rekan Anda memeriksanya."


@rule("Soal dan kunci hanya untuk Manajer Sertifikasi dan asesor yang ditetapkan untuk skema ini.")
def pemegang_soal(ctx: Context, bank: Any) -> bool | str:
    """The manager responsible, or an asesor appointed for the skema whose certificate is valid (P508 9.2.8, 10.2.6)."""
    if ctx.actor.has(Role.MANAJER_SERTIFIKASI):
        return True
    return why_not_asesor(ctx, bank.skema) or True
