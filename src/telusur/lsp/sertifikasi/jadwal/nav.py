"""The menu lines of this module."""

from __future__ import annotations

from telusur.kernel.commands.context import Context
from telusur.kernel.ui.nav import register_nav
from telusur.lsp.roles import STAFF, Role


def _staff(ctx: Context) -> bool:
    return ctx.actor.has(*STAFF)


def _takes_part(ctx: Context) -> bool:
    return ctx.actor.has(Role.ASESOR, Role.ASESI)


def register() -> None:
    """Tell the shell, once, when the app is ready."""
    register_nav("Sertifikasi", "Jadwal asesmen", "calendar-event", "jadwal:daftar", 240, _staff)
    register_nav("Sertifikasi", "Kalender saya", "calendar", "jadwal:kalender", 241, _takes_part)
