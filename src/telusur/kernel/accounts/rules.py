"""Who may do what with an account."""

from __future__ import annotations

from typing import Any

from telusur.kernel.base.rules import rule
from telusur.kernel.commands.commands import SYSTEM_KEEPER
from telusur.kernel.commands.context import Context


@rule("Anda tidak dapat melakukan ini pada akun Anda sendiri. Minta pengelola sistem yang lain.")
def bukan_akun_sendiri(ctx: Context, subject: Any) -> bool:
    """Nobody locks themselves out or removes their own second factor from the list of people."""
    return str(subject.pk) != ctx.actor.id


@rule("Profil hanya dapat diubah oleh pemiliknya atau pengelola sistem.")
def pemilik_atau_pengelola(ctx: Context, subject: Any) -> bool:
    """One's own account, or the pengelola sistem's work."""
    return str(subject.pk) == ctx.actor.id or ctx.actor.has(SYSTEM_KEEPER) or ctx.actor.is_system


@rule("Pengelola sistem tidak dapat mengakhiri perannya sendiri. Minta pengelola sistem yang lain.")
def bukan_peran_pengelola_sendiri(ctx: Context, subject: Any) -> bool:
    """At least one person keeps the keys."""
    return subject.role != SYSTEM_KEEPER or str(subject.user_id) != ctx.actor.id
