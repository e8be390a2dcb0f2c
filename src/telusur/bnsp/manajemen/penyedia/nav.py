"""The menu entry of those who keep the list of LSP systems."""

from __future__ import annotations

from telusur.bnsp.manajemen.penyedia import queries
from telusur.bnsp.roles import Role
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not_by_role
from telusur.kernel.ui.nav import register_nav


def _pengelola(ctx: Context) -> bool:
    return ctx.actor.has(Role.PENGELOLA_SISTEM)


def _membaca(ctx: Context) -> bool:
    return not why_not_by_role(queries.kunjungan, ctx)


def register() -> None:
    """Tell the shell, once, when the app is ready."""
    register_nav("Sistem", "Sistem LSP", "key", "penyedia:daftar", 935, _pengelola)
    register_nav("Pengendalian", "Kunjungan ke LSP", "eye", "penyedia:kunjungan", 470, _membaca)
