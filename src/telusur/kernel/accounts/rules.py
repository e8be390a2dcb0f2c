"""Who may do what with an account."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from telusur.kernel.accounts.addresses import is_proven
from telusur.kernel.accounts.models import RoleAssignment, RoleRequest
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.commands import SYSTEM_KEEPER
from telusur.kernel.commands.context import Context


@rule("Anda tidak dapat melakukan ini pada akun Anda sendiri. Minta pengelola sistem yang lain.")
def bukan_akun_sendiri(ctx: Context, subject: Any) -> bool:
    """Nobody locks themselves out or removes their own second factor from the list of people."""
    return str(subject.pk) != ctx.actor.id


@rule("Tidak seorang pun memberi peran kepada dirinya sendiri. Minta pengelola sistem yang lain.")
def bukan_bagi_diri_sendiri(ctx: Context, subject: Any) -> bool:
    """Whoever hands out roles takes none."""
    return str(subject.pk) != ctx.actor.id


@rule(
    "Peran ini disetujui orang kedua yang berwenang: pimpinan lembaga atau pengelola sistem lain, bukan yang meminta."
)
def orang_kedua(ctx: Context, permintaan: RoleRequest) -> bool | str:
    """A holder of authority who neither asked nor receives; the very first head of the institution accepts for themselves.

    The owner of the machine may stand in, from its command line.
    """
    if ctx.actor.is_system:
        return True
    if ctx.actor.id == str(permintaan.asked_by_id):
        return "Yang meminta peran tidak menyetujuinya sendiri; mintalah orang kedua."
    if ctx.actor.id == str(permintaan.user_id):
        return menerima_jabatan_perdana(permintaan)
    return ctx.actor.has(SYSTEM_KEEPER, *settings.HEAD_ROLES)


def menerima_jabatan_perdana(permintaan: RoleRequest) -> bool | str:
    """Whether the person named may accept: there was never a head, so nobody else can approve, and their mailbox is proven."""
    if (
        permintaan.role not in settings.HEAD_ROLES
        or RoleAssignment.objects.filter(role__in=settings.HEAD_ROLES).exists()
    ):
        return "Peran bagi diri sendiri tidak disetujui sendiri; mintalah orang kedua."
    return is_proven(permintaan.user) or "Atur dahulu kata sandi Anda lewat tautan yang dikirim ke surel Anda."


@rule("Permintaan ini ditolak atau ditarik oleh yang meminta, yang diberi, atau yang berwenang menyetujui.")
def pihak_permintaan(ctx: Context, permintaan: RoleRequest) -> bool:
    """Saying no is open to everybody concerned."""
    concerned = {str(permintaan.asked_by_id), str(permintaan.user_id)}
    return ctx.actor.id in concerned or ctx.actor.has(SYSTEM_KEEPER, *settings.HEAD_ROLES)


@rule("Profil hanya dapat diubah oleh pemiliknya atau pengelola sistem.")
def pemilik_atau_pengelola(ctx: Context, subject: Any) -> bool:
    """One's own account, or the pengelola sistem's work."""
    return str(subject.pk) == ctx.actor.id or ctx.actor.has(SYSTEM_KEEPER) or ctx.actor.is_system


@rule("Pengelola sistem tidak dapat mengakhiri perannya sendiri. Minta pengelola sistem yang lain.")
def bukan_peran_pengelola_sendiri(ctx: Context, subject: Any) -> bool:
    """At least one person keeps the keys."""
    return subject.role != SYSTEM_KEEPER or str(subject.user_id) != ctx.actor.id
