"""Guests: people whom another system has identified, who read here for a day and have no password."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from telusur.kernel.accounts.commands import add_account
from telusur.kernel.accounts.models import RoleAssignment, User
from telusur.kernel.accounts.people import clean_person
from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import SYSTEM_ROLE, Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import READ_ONLY_ROLES, command


@command(
    code="accounts.terima_tamu",
    title="Menerima tamu dari sistem lain",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
    clause="P508 12.1.2",
)
def terima_tamu(ctx: Context, *, user: User | None, name: str, email: str, roles: Sequence[str], basis: str) -> User:
    """An account without password for somebody whom another system has identified, with read-only roles for today alone.

    ``user`` is the account of an earlier visit. Raises Invalid for unusable data, NotPermitted for a closed account.
    """
    name, email, _ = clean_person(name=name, email=email, phone="", phone_needed=False)
    if user is not None and not user.is_active:
        raise NotPermitted("Akun kunjungan Anda dinonaktifkan oleh lembaga ini.")
    if not set(roles) or not set(roles) <= READ_ONLY_ROLES:
        raise Invalid("Tamu hanya menerima peran yang membaca.")
    guest = user or User(created_at=ctx.at)
    guest.name, guest.email = name, email
    if user is None and not add_account(guest):
        raise Invalid("Akun kunjungan belum dibuat.", {"email": ["Surel ini sudah dipakai akun lain."]})
    if user is not None:
        guest.save()
    _roles_for_today(guest, set(roles), ctx.today, basis)
    return guest


@command(
    code="accounts.akhiri_tamu",
    title="Mengakhiri kunjungan tamu",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
    subject="user",
    clause="P508 12.1.2",
)
def akhiri_tamu(ctx: Context, *, user: User, alasan: str) -> None:
    """The other system says that the visit is over: every session of the guest ends with the next click, and today's roles.

    Raises NotPermitted for an account that is not a guest's.
    """
    if user.has_usable_password():
        raise NotPermitted("Akun ini bukan akun tamu.")
    user.set_unusable_password()  # a new random mark: sessions are bound to it, so all of them end
    user.save()
    _roles_for_today(user, set(), ctx.today, "")
    note(alasan=alasan)


def _roles_for_today(guest: User, roles: set[str], today: date, basis: str) -> None:
    """Exactly these, from today to today; what an earlier sign-in of the same day gave besides is taken back."""
    for held in RoleAssignment.objects.filter(user=guest, valid_from=today):
        if held.role in roles:
            roles.discard(held.role)
        else:
            held.delete()
    for role in sorted(roles):
        RoleAssignment(user=guest, role=role, valid_from=today, valid_to=today, basis=basis[:200]).save()
