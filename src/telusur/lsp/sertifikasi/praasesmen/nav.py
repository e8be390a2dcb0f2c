"""The menu line of this module."""

from __future__ import annotations

from telusur.kernel.commands.context import Context
from telusur.kernel.ui.nav import register_nav
from telusur.lsp.roles import STAFF, Role


def _sees(ctx: Context) -> bool:
    return ctx.actor.has(*STAFF, Role.ASESOR)


def register() -> None:
    """Tell the shell, once, when the app is ready."""
    register_nav("Sertifikasi", "Rencana asesmen", "calendar-plus", "praasesmen:daftar", 230, _sees)
