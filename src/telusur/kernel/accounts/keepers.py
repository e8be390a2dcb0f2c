"""No act leaves the system without somebody who can keep it."""

from __future__ import annotations

from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from telusur.kernel.accounts.models import RoleAssignment, SecondFactorRule, User
from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.commands.commands import SYSTEM_KEEPER

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def keepers(day: date) -> QuerySet[User]:
    """Open accounts that hold the keys on this day."""
    held = RoleAssignment.objects.filter(RoleAssignment.valid_on(day), user=OuterRef("pk"))
    found: QuerySet[User] = User.objects.filter(Exists(held.filter(role=SYSTEM_KEEPER)), is_active=True)
    return found


def ready_keepers(day: date) -> QuerySet[User]:
    """Those of them who can work without setting up anything first: no second factor asked of them, or one in hand."""
    asked = RoleAssignment.objects.filter(
        RoleAssignment.valid_on(day),
        user=OuterRef("pk"),
        role__in=SecondFactorRule.objects.filter(required=True).values("role"),
    )
    in_hand = Authenticator.objects.filter(user_id=OuterRef("pk"), type__in=FACTORS)
    return keepers(day).exclude(Exists(asked) & ~Exists(in_hand))


def ensure_one_stays(*days: date) -> None:
    """Refuse the running act when on one of these days nobody would hold the keys any more. Raises NotPermitted."""
    if not all(keepers(day).exists() for day in days):
        raise NotPermitted("Tidak akan ada lagi pengelola sistem. Angkat pengelola sistem lain dahulu.")


def ensure_one_can_work(day: date) -> None:
    """Refuse a rule that would lock out the last of them. Raises NotPermitted."""
    if not ready_keepers(day).exists():
        raise NotPermitted(
            "Ketentuan ini akan mengunci pengelola sistem yang terakhir: belum ada pengelola sistem yang memasang faktor kedua. "
            "Pasang faktor kedua Anda di Keamanan akun, lalu ulangi."
        )
