"""allauth's signals into the trail."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import user_logged_in
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver

from telusur.kernel.accounts import devices, trail
from telusur.kernel.accounts.idle import ENDED

WORDS = {
    Authenticator.Type.TOTP: "aplikasi autentikator",
    Authenticator.Type.WEBAUTHN: "kunci sandi (passkey)",
    Authenticator.Type.RECOVERY_CODES: "kode pemulihan",
}
METHODS = {"password": "sandi", "mfa": "faktor kedua"}


@receiver(user_logged_in)
def signed_in(request: Any, user: Any, **_: Any) -> None:
    """Somebody is in; this browser is theirs from now on."""
    devices.remember(request, user.email)
    request.session.pop(ENDED, None)
    methods = [METHODS.get(entry["method"], entry["method"]) for entry in _records(request)]
    trail.done(request, trail.MASUK, user=user, cara=methods)


def _records(request: Any) -> list[dict[str, Any]]:
    from allauth.account.authentication import get_authentication_records

    return list(get_authentication_records(request, request.user))


@receiver(user_logged_out)
def signed_out(request: Any, user: Any, **_: Any) -> None:
    """Somebody left."""
    if request is not None:
        request.signed_out = True
    if user is not None and request is not None:
        idle = getattr(request, "left_idle", 0)
        trail.done(request, trail.KELUAR, user=user, **({"sebab": f"{idle} menit tidak dipakai"} if idle else {}))


@receiver(mfa.authenticator_added)
def factor_added(request: Any, user: Any, authenticator: Any, **_: Any) -> None:
    """A second factor was set up."""
    trail.done(request, trail.FAKTOR, user=user, perubahan="dipasang", jenis=WORDS[authenticator.type])


@receiver(mfa.authenticator_removed)
def factor_removed(request: Any, user: Any, authenticator: Any, **_: Any) -> None:
    """A second factor was taken away."""
    trail.done(request, trail.FAKTOR, user=user, perubahan="dilepas", jenis=WORDS[authenticator.type])


@receiver(mfa.authenticator_reset)
def factor_renewed(request: Any, user: Any, authenticator: Any, **_: Any) -> None:
    """New recovery codes."""
    trail.done(request, trail.FAKTOR, user=user, perubahan="dibuat ulang", jenis=WORDS[authenticator.type])


@receiver(mfa.authenticator_used)
def factor_used(request: Any, user: Any, authenticator: Any, reauthenticated: bool = False, **_: Any) -> None:
    """Identity proved once more by second factor."""
    if reauthenticated:
        trail.done(request, trail.BUKTI, user=user, cara=WORDS[authenticator.type])


@receiver(mfa.authentication_failed)
def factor_refused(request: Any, user: Any, authenticator: Any, **_: Any) -> None:
    """A wrong code."""
    trail.refused(request, trail.MASUK, "Kode faktor kedua tidak cocok.", user=user, jenis=WORDS[authenticator.type])
