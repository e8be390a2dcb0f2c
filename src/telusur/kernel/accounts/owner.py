"""Acts of whoever owns the machine, from its command line: the first account, and a way back in for its keeper.

Nobody signs in for these; that they were done, and by whom on the machine, stands in the trail.
"""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from telusur.kernel.accounts import keepers, mail
from telusur.kernel.accounts.commands import add_account, give, needs_reason, send_key
from telusur.kernel.accounts.models import RoleAssignment, User
from telusur.kernel.accounts.people import clean_person
from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.commands import SYSTEM_KEEPER
from telusur.kernel.commands.context import SYSTEM_ROLE, Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command


@command(
    code="accounts.mulai",
    title="Membuat pengelola sistem pertama",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
    clause="SE007 A.IV.4",
)
def mulai(ctx: Context, *, name: str, email: str, basis: str) -> User:
    """The first account of an empty system: its pengelola sistem, with the password link by mail.

    Raises NotPermitted when there is an account already, Invalid for unusable data or without a basis.
    """
    if User.objects.exists():
        raise NotPermitted("Sistem ini sudah dimulai: sudah ada akun. Untuk masuk kembali, pakai perintah rescue.")
    if not basis.strip():
        raise Invalid("Belum dimulai.", {"basis": ["Sebutkan SK atau keputusan yang mengangkat pengelola sistem."]})
    name, email, _ = clean_person(name=name, email=email, phone="", phone_needed=False)
    user = User(name=name, email=email, created_at=ctx.at)
    add_account(user)
    give(user, SYSTEM_KEEPER, ctx.today, None, basis)
    send_key(ctx, user, "pengelola_pertama", nama=user.name)
    note(dasar=basis.strip()[:200])
    return user


@command(
    code="accounts.pulihkan",
    title="Memulihkan akun pengelola sistem dari mesin",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
    subject="user",
    clause="P508 10.2.3",
)
def pulihkan(ctx: Context, *, user: User, alasan: str) -> None:
    """A way back in for a pengelola sistem: account open, second factors gone, a fresh password link by mail.

    Somebody without that role is given it only when nobody holds it any more. Raises Invalid without a reason, NotPermitted
    for anybody else: their accounts are the pengelola's business.
    """
    needs_reason(alasan)
    today = RoleAssignment.objects.filter(RoleAssignment.valid_on(ctx.today), user=user, role=SYSTEM_KEEPER)
    if not today.exists():
        if keepers.keepers(ctx.today).exists():
            raise NotPermitted(f"{user} bukan pengelola sistem. Akun lain diurus pengelola sistem dari halamannya.")
        give(user, SYSTEM_KEEPER, ctx.today, None, alasan)
        note(diangkat=True)
    if not user.is_active:
        user.is_active = True
        user.save()
    factors = Authenticator.objects.filter(user_id=user.pk)
    note(alasan=alasan.strip(), dihapus=sorted(factors.values_list("type", flat=True)))
    factors.delete()
    send_key(ctx, user, "atur_sandi")
    mail.send(
        ctx,
        template="keamanan_akun",
        to_user=user,
        peristiwa="Akun Anda dipulihkan dari mesin sistem ini: faktor kedua dihapus dan tautan kata sandi baru dikirim.",
    )
