"""The menu line of this module."""

from __future__ import annotations

from telusur.kernel.commands.context import Context
from telusur.kernel.ui.nav import register_nav
from telusur.lsp.roles import STAFF


def _staff(ctx: Context) -> bool:
    return ctx.actor.has(*STAFF)


def register() -> None:
    """Tell the shell, once, when the app is ready."""
    register_nav("Manajemen", "Temuan BNSP", "flag", "pengendalian:daftar", 330, _staff)
