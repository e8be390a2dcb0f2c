"""The menu line of this module."""

from __future__ import annotations

from telusur.kernel.commands.context import Context
from telusur.kernel.ui.nav import register_nav
from telusur.lsp.roles import STAFF, Role


def _takes_part(ctx: Context) -> bool:
    return ctx.actor.has(Role.ASESI, Role.ASESOR, *STAFF)


def register() -> None:
    """Tell the shell, once, when the app is ready."""
    register_nav("Sertifikasi", "Ujian tertulis", "pencil", "ujian:daftar", 145, _takes_part)
