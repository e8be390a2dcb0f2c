"""Acts on accounts and the roles their owners hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from telusur.kernel.accounts import addresses, keepers, mail
from telusur.kernel.accounts.models import RoleAssignment, SecondFactorRule, User
from telusur.kernel.accounts.people import account_of, clean_person, masked
from telusur.kernel.accounts.rules import (
    bukan_akun_sendiri,
    bukan_bagi_diri_sendiri,
    bukan_peran_pengelola_sendiri,
    pemilik_atau_pengelola,
)
from telusur.kernel.base.clock import long_date
from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.commands import SYSTEM_KEEPER
from telusur.kernel.commands.context import PUBLIC_ROLE, SYSTEM_ROLE, Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import INSTITUTION_ROLES, READ_ONLY_ROLES, ROLE_NAMES, command

KEEPERS = (SYSTEM_KEEPER, SYSTEM_ROLE)
OWNER = "pemilik_akun"
ROLE_NAMES.setdefault(OWNER, "Pemilik akun")
ROLE_NAMES.setdefault(PUBLIC_ROLE, "Publik")


@command(
    code="accounts.daftar",
    title="Mendaftarkan akun",
    roles=[PUBLIC_ROLE, SYSTEM_ROLE],
    permit=by_role_alone,
    clause="SOP 1.2",
)
def daftar(ctx: Context, *, name: str, email: str, phone: str, privacy_version: str) -> User | None:
    """Register an account and mail its user name, password link and sign-in address (SOP 1.2).

    A second registration with the same address changes nothing and returns None; only the owner of the mailbox learns of it.
    Raises Invalid with the fields that cannot be accepted, NotPermitted where accounts are made by the institution alone.
    """
    ensure_open_registration()
    name, email, phone = clean_person(name=name, email=email, phone=phone)
    if privacy_version != settings.PRIVACY_VERSION:
        raise Invalid(
            "Persetujuan data pribadi belum diberikan.", {"privacy": ["Setujui ketentuan data pribadi dahulu."]}
        )
    user = User(name=name, email=email, phone=phone, privacy_version=privacy_version, created_at=ctx.at)
    if not add_account(user):
        _remind(ctx, email)
        return None
    give(user, settings.REGISTRATION_ROLE, ctx.today, None, "Pendaftaran mandiri")
    send_key(ctx, user, "akun_baru")
    return user


def ensure_open_registration() -> None:
    """Raise NotPermitted where the product names no role for somebody who registers."""
    if not settings.REGISTRATION_ROLE:
        raise NotPermitted("Pendaftaran mandiri tidak dibuka di sini. Akun dibuat oleh pengelola sistem.")


def add_account(user: User) -> bool:
    """Store a new account without a password; False when the address is taken."""
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        return False
    return True


def _remind(ctx: Context, email: str) -> None:
    user = account_of(email)
    note(sudah_ada=True, surel=masked(email))
    if user is not None:
        mail.send(ctx, template="akun_sudah_ada", to_user=user, surel=user.email, tautan_lupa=mail.forgotten_url())


def send_key(ctx: Context, user: User, template: str, **more: Any) -> None:
    """Mail the link with which the owner of the mailbox chooses a password."""
    mail.send(
        ctx,
        template=template,
        to_user=user,
        surel=user.email,
        tautan_sandi=mail.password_url(user),
        berlaku_hari=mail.link_days(),
        **more,
    )


@command(code="accounts.buat_akun", title="Membuat akun", roles=KEEPERS, permit=by_role_alone, clause="P508 10.2.3")
def buat_akun(
    ctx: Context,
    *,
    name: str,
    email: str,
    phone: str = "",
    roles: Sequence[str] = (),
    basis: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> User:
    """Make an account for somebody of the institution, with roles, and mail them the password link.

    Raises Invalid for unusable data, an address that is taken, an unknown role or one that needs a second person.
    """
    name, email, phone = clean_person(name=name, email=email, phone=phone, phone_needed=False)
    user = User(name=name, email=email, phone=phone, created_at=ctx.at)
    if not add_account(user):
        raise Invalid("Akun belum dibuat.", {"email": ["Surel ini sudah dipakai akun lain."]})
    for role in roles:
        _ensure_given_alone(ctx, role)
        give(user, role, valid_from or ctx.today, valid_to, basis)
    send_key(ctx, user, "akun_staf", nama=user.name, peran=", ".join(ROLE_NAMES[role] for role in roles))
    return user


def check_role(user: User, role: str, valid_from: date, valid_to: date | None) -> None:
    """Raise Invalid for an unknown role, dates turned round or a period that overlaps one given."""
    if role not in grantable_roles():
        raise Invalid("Peran belum diberikan.", {"role": ["Peran itu tidak dikenal."]})
    if valid_to is not None and valid_to < valid_from:
        raise Invalid("Peran belum diberikan.", {"valid_to": ["Hari terakhir tidak boleh sebelum hari pertama."]})
    if clash := _overlapping(user, role, valid_from, valid_to):
        until = f" sampai {long_date(clash.valid_to)}" if clash.valid_to else ""
        sentence = f"{user} sudah memegang peran ini sejak {long_date(clash.valid_from)}{until}."
        raise Invalid("Peran belum diberikan.", {"role": [sentence]})


def give(user: User, role: str, valid_from: date, valid_to: date | None, basis: str) -> RoleAssignment:
    """Store a role of a person. Raises Invalid as ``check_role`` does."""
    check_role(user, role, valid_from, valid_to)
    assignment = RoleAssignment(
        user=user, role=role, valid_from=valid_from, valid_to=valid_to, basis=basis.strip()[:200]
    )
    assignment.save()
    return assignment


def _overlapping(user: User, role: str, first: date, last: date | None) -> RoleAssignment | None:
    held = RoleAssignment.objects.filter(user=user, role=role).exclude(valid_to__lt=first)
    return (held if last is None else held.filter(valid_from__lte=last)).order_by("valid_from").first()


def grantable_roles() -> dict[str, str]:
    """Roles a person can be given, with their names; without what system, public, guests and institutions hold."""
    return {role: name for role, name in acting_roles().items() if role not in INSTITUTION_ROLES}


def acting_roles() -> dict[str, str]:
    """Roles whose permissions an institution sets: those of its people and of the institutions that write to it."""
    by_itself = {SYSTEM_ROLE, PUBLIC_ROLE, OWNER, *READ_ONLY_ROLES}
    return {role: name for role, name in ROLE_NAMES.items() if role not in by_itself}


def needs_second_person(role: str) -> bool:
    """Whether a role decides, so that nobody gives it alone: every role the product does not expressly name."""
    return role not in settings.ROLES_GIVEN_ALONE


def _ensure_given_alone(ctx: Context, role: str) -> None:
    """The system itself (a registration, the demo, the machine's owner) is no person who could favour themselves."""
    if role in grantable_roles() and needs_second_person(role) and not ctx.actor.is_system:
        sentence = f"Peran {ROLE_NAMES[role]} memutuskan: ajukan, lalu orang kedua menyetujuinya."
        raise Invalid("Peran belum diberikan.", {"role": [sentence]})


@command(
    code="accounts.beri_peran",
    title="Memberi peran",
    roles=KEEPERS,
    permit=bukan_bagi_diri_sendiri,
    subject="user",
    clause="SE007 A.IV.4",
)
def beri_peran(
    ctx: Context, *, user: User, role: str, basis: str, valid_from: date | None = None, valid_to: date | None = None
) -> RoleAssignment:
    """Give a role from its first to its last day, both included; ``basis`` is the SK or the reason (SE007 A.IV.4).

    Raises Invalid for an unknown role, one that needs a second person (``ajukan_peran``), dates in the wrong order or a
    period that overlaps one already given.
    """
    _ensure_given_alone(ctx, role)
    if not basis.strip():
        raise Invalid("Peran belum diberikan.", {"basis": ["Sebutkan SK atau alasan yang menjadi dasar peran ini."]})
    assignment = give(user, role, valid_from or ctx.today, valid_to, basis)
    note(peran=ROLE_NAMES[role], dasar=assignment.basis, mulai=assignment.valid_from, sampai=valid_to)
    return assignment


@command(
    code="accounts.akhiri_peran",
    title="Mengakhiri peran",
    roles=KEEPERS,
    permit=bukan_peran_pengelola_sendiri,
    subject="assignment",
    clause="SE007 A.IV.4",
)
def akhiri_peran(ctx: Context, *, assignment: RoleAssignment, basis: str, valid_to: date | None = None) -> None:
    """Set the last day of a role: today by default, yesterday to end it at once. A role that never began is removed."""
    last = valid_to or ctx.today
    if last < ctx.today - timedelta(days=1):
        raise Invalid(
            "Peran belum diakhiri.", {"valid_to": ["Hari terakhir paling awal kemarin: yang lampau tidak diubah."]}
        )
    if assignment.valid_to is not None and last > assignment.valid_to:
        raise Invalid(
            "Peran belum diakhiri.", {"valid_to": ["Peran tidak diperpanjang di sini: berikan peran yang baru."]}
        )
    if not basis.strip():
        raise Invalid("Peran belum diakhiri.", {"basis": ["Sebutkan SK atau alasannya."]})
    note(peran=ROLE_NAMES.get(assignment.role, assignment.role), dasar=basis.strip()[:200], sampai=last)
    note(pemegang=str(assignment.user_id))
    if last < assignment.valid_from:
        assignment.delete()
    else:
        assignment.valid_to = last
        assignment.save()
    if assignment.role == SYSTEM_KEEPER:
        keepers.ensure_one_stays(ctx.today, last + timedelta(days=1))


@command(
    code="accounts.nonaktifkan",
    title="Menonaktifkan akun",
    roles=KEEPERS,
    permit=bukan_akun_sendiri,
    subject="user",
    clause="P508 10.2.3",
)
def nonaktifkan(ctx: Context, *, user: User, alasan: str) -> None:
    """Close an account: its owner is out with the next click. Nothing they did is removed. Raises Invalid without a reason."""
    needs_reason(alasan)
    user.is_active = False
    user.save()
    note(alasan=alasan.strip())
    if user.roles.filter(role=SYSTEM_KEEPER).exists():
        keepers.ensure_one_stays(ctx.today)


@command(
    code="accounts.aktifkan",
    title="Mengaktifkan akun",
    roles=KEEPERS,
    permit=bukan_akun_sendiri,
    subject="user",
    clause="P508 10.2.3",
)
def aktifkan(ctx: Context, *, user: User, alasan: str) -> None:
    """Open a closed account again. Raises Invalid without a reason."""
    needs_reason(alasan)
    user.is_active = True
    user.save()
    note(alasan=alasan.strip())


def needs_reason(reason: str) -> None:
    """Raise Invalid without one."""
    if not reason.strip():
        raise Invalid("Tindakan ini memerlukan alasan.", {"alasan": ["Tulis alasannya; alasan ini tercatat."]})


@command(
    code="accounts.ubah_profil",
    title="Mengubah profil",
    roles=[OWNER, *KEEPERS],
    permit=pemilik_atau_pengelola,
    subject="user",
    clause="P508 10.2.3",
)
def ubah_profil(ctx: Context, *, user: User, name: str, phone: str, email: str = "") -> None:
    """Correct name and phone; the pengelola sistem may also change the user name (e-mail).

    Raises NotPermitted if the owner tries to change the e-mail or the account decides, Invalid for unusable data or an
    address that is taken.
    """
    before = user.email
    name, email, phone = clean_person(name=name, email=email or before, phone=phone, phone_needed=False)
    if email != before and not ctx.actor.has(*KEEPERS):
        raise NotPermitted(
            "Surel adalah nama pengguna Anda dan hanya diubah pengelola sistem setelah memeriksa identitas."
        )
    if email != before:
        _ensure_no_takeover(ctx, user)
    user.name, user.email, user.phone = name, email, phone
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as clash:
        raise Invalid("Profil belum diubah.", {"email": ["Surel ini sudah dipakai akun lain."]}) from clash
    if email != before:
        mail.send(ctx, template="surel_diubah", email=before, nama=name, surel=masked(email))
        addresses.doubt(user)
        mail.send(ctx, template="surel_diubah", to_user=user, surel=email, tautan_bukti=mail.forgotten_url())


def _ensure_no_takeover(ctx: Context, user: User) -> None:
    """Whoever sets the mailbox of an account can enter it: for one that decides, the second person is asked again.

    Raises NotPermitted.
    """
    held = RoleAssignment.objects.filter(user=user).exclude(valid_to__lt=ctx.today).values_list("role", flat=True)
    deciding = sorted(ROLE_NAMES.get(role, role) for role in set(held) if needs_second_person(role))
    if deciding and not ctx.actor.is_system and ctx.actor.id != str(user.pk):
        raise NotPermitted(
            f"{user} memegang peran yang memutuskan ({', '.join(deciding)}). Akhiri dahulu peran itu, ubah surelnya, lalu "
            "ajukan lagi perannya: orang kedua memeriksa pemilik surel yang baru."
        )


@command(
    code="accounts.kirim_tautan_sandi",
    title="Mengirim tautan kata sandi",
    roles=KEEPERS,
    permit=by_role_alone,
    subject="user",
    clause="SOP 1.2",
)
def kirim_tautan_sandi(ctx: Context, *, user: User) -> None:
    """Mail the owner a link to choose a new password; the old one works until then. Raises NotPermitted if inactive."""
    if not user.is_active:
        raise NotPermitted("Akun ini nonaktif. Aktifkan dahulu, lalu kirim tautannya.")
    send_key(ctx, user, "atur_sandi")


@command(
    code="accounts.atur_wajib_faktor_kedua",
    title="Mengatur kewajiban faktor kedua",
    roles=KEEPERS,
    permit=by_role_alone,
    clause="P508 10.2.3",
)
def atur_wajib_faktor_kedua(ctx: Context, *, role: str, required: bool) -> SecondFactorRule:
    """Say whether holders of a role must have a second factor; holds from their next click.

    Raises Invalid for an unknown role, NotPermitted when nobody who keeps the system could go on working.
    """
    if role not in grantable_roles():
        raise Invalid("Peran itu tidak dikenal.")
    rule = SecondFactorRule.objects.filter(role=role).first() or SecondFactorRule(role=role)
    rule.required = required
    rule.save()
    note(peran=ROLE_NAMES[role], wajib=required)
    if required:
        keepers.ensure_one_can_work(ctx.today)
    return rule


@command(
    code="accounts.hapus_faktor_kedua",
    title="Menghapus faktor kedua",
    roles=KEEPERS,
    permit=bukan_akun_sendiri,
    subject="user",
    clause="P508 10.2.3",
)
def hapus_faktor_kedua(ctx: Context, *, user: User, alasan: str) -> None:
    """Remove every second factor of somebody who lost theirs, and tell them by mail. Raises Invalid without a reason."""
    needs_reason(alasan)
    factors = Authenticator.objects.filter(user_id=user.pk)
    note(alasan=alasan.strip(), dihapus=sorted(factors.values_list("type", flat=True)))
    factors.delete()
    mail.send(
        ctx, template="keamanan_akun", to_user=user, peristiwa="Faktor kedua akun Anda dihapus oleh pengelola sistem."
    )


@command(
    code="accounts.tandai_demo", title="Menandai akun demo", roles=[SYSTEM_ROLE], permit=by_role_alone, subject="user"
)
def tandai_demo(ctx: Context, *, user: User, password: str) -> None:
    """Mark an account as invented, with a password that the demo may show to everybody."""
    user.is_demo = True
    user.password = _shared_hash(password)
    user.save()
    addresses.prove(user)  # an invented mailbox of which we are the owner


@cache
def _shared_hash(password: str) -> str:
    # Everybody may know this password; hashing it once instead of for each account keeps loading the demo short.
    return make_password(password)
