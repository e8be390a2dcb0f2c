"""How allauth behaves in this house: our words, our letters, our trail, no registration of its own."""

from __future__ import annotations

import base64
import hashlib
from io import BytesIO
from typing import Any

import segno
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from telusur.kernel.accounts import addresses, attempts, devices, mail, trail
from telusur.kernel.accounts.models import User
from telusur.kernel.accounts.people import account_of, masked
from telusur.kernel.base.client import address_of, must_wait
from telusur.kernel.base.limits import lasting
from telusur.kernel.commands.context import system_context

WRONG_PASSWORD = "Surel atau kata sandi tidak cocok."  # noqa: S105  (a sentence)
BY_LINK = "account_reset_password_from_key"
NEWS = {
    "account/email/password_changed": "Kata sandi akun Anda diganti.",
    "account/email/password_reset": "Kata sandi akun Anda diatur lewat tautan surel.",
    "account/email/password_set": "Kata sandi akun Anda dibuat.",
    "mfa/email/totp_activated": "Aplikasi autentikator dipasang pada akun Anda.",
    "mfa/email/totp_deactivated": "Aplikasi autentikator dilepas dari akun Anda.",
    "mfa/email/webauthn_added": "Kunci sandi (passkey) ditambahkan pada akun Anda.",
    "mfa/email/webauthn_removed": "Kunci sandi (passkey) dihapus dari akun Anda.",
    "mfa/email/recovery_codes_generated": "Kode pemulihan baru dibuat untuk akun Anda.",
}


def too_early(request: HttpRequest, seconds: float) -> ValidationError:
    """Why this try is not looked at, when the next one is, and what else leads in."""
    wait = lasting(must_wait(request, seconds))
    way = "" if request.user.is_authenticated else " Tautan dari “Lupa kata sandi?” membuka peranti ini tanpa menunggu."
    return ValidationError(
        f"Terlalu banyak percobaan yang gagal. Coba lagi {wait} lagi.{way}", "too_many_login_attempts"
    )


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in by e-mail and password."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Akun ini nonaktif.",
        "email_password_mismatch": WRONG_PASSWORD,
        "username_password_mismatch": WRONG_PASSWORD,
        "enter_current_password": "Ketik kata sandi Anda yang sekarang dengan benar.",
        "incorrect_code": "Kode itu tidak cocok. Periksa jam ponsel Anda dan ketik kode yang terbaru.",
        "incorrect_password": "Kata sandi tidak cocok.",
        "invalid_login": WRONG_PASSWORD,
        "invalid_or_expired_key": "Tautan ini tidak berlaku lagi.",
        "invalid_password_reset": "Tautan ini tidak berlaku lagi.",
        "too_many_login_attempts": "Terlalu banyak percobaan yang gagal. Tunggu lima menit, lalu coba lagi.",
        "unknown_email": "Tidak ada akun dengan surel itu.",
        "rate_limited": "Terlalu banyak permintaan. Tunggu sebentar, lalu coba lagi.",
        "same_as_current": "Nilai yang baru harus berbeda.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are registered by our own command, which also records it."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """The only place where a person's password is chosen; the choice and its entry commit together.

        A password chosen by the mailed link also proves the mailbox: only its owner received the link.
        """
        match = self.request.resolver_match if self.request else None
        by_link = match is not None and match.url_name == BY_LINK
        user.set_password(password)
        with transaction.atomic():
            user.save(update_fields=["password"])
            if by_link:
                addresses.prove(user)
                devices.remember(self.request, user.email)
            trail.done(self.request, trail.SANDI, user=user, cara="tautan surel" if by_link else "halaman ganti sandi")

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Slow down whoever guesses (``attempts``), in place of allauth's limit, by which a stranger shuts a person out."""
        self._try = attempts.begin(request, str(credentials.get("email", "")))
        if self._try.wait:
            early = too_early(request, self._try.wait)
            self._turned_away(request, early.messages[0], credentials)
            raise early

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        found = super().authenticate(request, **credentials)
        if found:
            self._try.succeeded()
        return found

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        self._turned_away(request, "Surel atau kata sandi salah.", credentials)

    def _turned_away(self, request: HttpRequest, reason: str, credentials: dict[str, Any]) -> None:
        email = str(credentials.get("email", ""))
        code = trail.BUKTI if request.user.is_authenticated else trail.MASUK
        trail.refused(request, code, reason, user=account_of(email), surel=masked(email))

    def get_reset_password_from_key_url(self, key: str) -> str:
        return mail.key_url(key)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts_profil")

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """A new password link; only to an account that is open."""
        link = context["password_reset_url"]
        data = {"surel": user.email, "tautan_sandi": link, "berlaku_hari": mail.link_days()}
        mail.kirim_surat(system_context("akun"), template="atur_sandi", user=user, data=data)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every letter of allauth goes through the kernel's sender, so that it is in the mail log."""
        user: User | None = account_of(email)
        if news := NEWS.get(template_prefix):
            mail.kirim_surat(
                system_context("akun"), template="keamanan_akun", user=user, email=email, data={"peristiwa": news}
            )
        elif template_prefix == "account/email/unknown_account":
            mail.kirim_surat(system_context("akun"), template="akun_tidak_dikenal", email=email, data={"surel": email})

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": "Dengan kata sandi",
            "mfa_reauthenticate": "Dengan kode autentikator atau kode pemulihan",
            "mfa_reauthenticate:webauthn": "Dengan kunci sandi (passkey)",
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words.get(method["id"], method["description"])} for method in methods]


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: secrets encrypted in the database, QR drawn by our own library."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": "Surel tidak dapat ditambahkan pada akun dengan faktor kedua.",
        "cannot_delete_authenticator": "Peran Anda mewajibkan faktor kedua; pasang yang lain sebelum melepas ini.",
        "cannot_generate_recovery_codes": "Pasang faktor kedua dahulu, lalu buat kode pemulihan.",
        "incorrect_code": "Kode itu tidak cocok. Periksa jam ponsel Anda dan ketik kode yang terbaru.",
        "unverified_email": (
            "Surel akun ini belum dibuktikan. Keluar, pilih “Lupa kata sandi”, lalu atur kata sandi lewat tautan yang dikirim; "
            "sesudah itu faktor kedua dapat dipasang."
        ),
    }

    def get_totp_issuer(self) -> str:
        return str(app_settings._setting("TOTP_ISSUER", "") or f"Telusur {settings.PRODUCT.upper()}")

    def build_totp_svg(self, url: str) -> str:
        drawn = BytesIO()
        segno.make(url, error="m").save(
            drawn, kind="svg", scale=4, border=4, xmldecl=False, dark="#1b2333", light="#ffffff"
        )
        return drawn.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one of somebody whose role requires one."""
        from telusur.kernel.accounts.queries import must_have_second_factor

        if not must_have_second_factor(authenticator.user):
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002  (the parent calls it so)
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return "Kunci utama" if count == 0 else f"Kunci {count + 1}"

    def _get_site_name(self) -> str:
        return f"Telusur {settings.PRODUCT.upper()}"


def _fernet() -> Fernet:
    """The key of the field store, for this purpose alone."""
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"faktor-kedua:" + settings.FIELD_KEY.encode()).digest()))
