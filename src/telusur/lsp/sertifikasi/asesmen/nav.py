"""The menu lines of this module."""

from __future__ import annotations

from telusur.kernel.commands.context import Context
from telusur.kernel.ui.nav import register_nav
from telusur.lsp.roles import STAFF, Role


def _sees(ctx: Context) -> bool:
    return ctx.actor.has(*STAFF, Role.ASESOR)


def _staff(ctx: Context) -> bool:
    return ctx.actor.has(*STAFF)


def register() -> None:
    """Tell the shell, once, when the app is ready."""
    register_nav("Sertifikasi", "Asesmen", "checklist", "asesmen:daftar", 250, _sees)
    register_nav("Manajemen", "Umpan balik asesi", "message-2", "asesmen:umpan_balik", 620, _staff)
