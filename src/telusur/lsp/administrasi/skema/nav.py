"""The menu line of this module."""

from __future__ import annotations

from telusur.kernel.commands.context import Context
from telusur.kernel.ui.nav import register_nav
from telusur.lsp.administrasi.skema.queries import READERS


def _reads(ctx: Context) -> bool:
    return ctx.actor.has(*READERS)


def register() -> None:
    """Tell the shell, once, when the app is ready."""
    register_nav("Administrasi", "Skema", "certificate", "skema:daftar", 510, _reads)
