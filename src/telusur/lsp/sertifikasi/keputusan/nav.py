"""The menu lines of this module."""

from __future__ import annotations

from telusur.kernel.commands.context import Context
from telusur.kernel.ui.nav import register_nav
from telusur.lsp.roles import STAFF, Role


def _decides(ctx: Context) -> bool:
    return ctx.actor.has(*STAFF, Role.KOMITE_TEKNIS)


def _staff(ctx: Context) -> bool:
    return ctx.actor.has(*STAFF)


def register() -> None:
    """Tell the shell, once, when the app is ready."""
    register_nav("Sertifikasi", "Keputusan", "gavel", "keputusan:daftar", 160, _decides)
    register_nav("Manajemen", "Hasil K dan BK", "table", "keputusan:hasil", 720, _staff)
