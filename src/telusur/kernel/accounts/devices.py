"""Browsers that an account was signed in on before: a stranger's guesses elsewhere never slow them down.

After the protocol of device cookies (OWASP, *Slow Down Online Guessing Attacks with Device Cookies*): whoever signed in, or
followed a letter to the mailbox, leaves a signed cookie that names this browser and, as digests, the accounts known on it.
"""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "telusur_peranti"
SALT = "telusur.accounts.devices"
KEPT_SECONDS = 180 * 24 * 3600
MOST = 8  # accounts on one browser; the one longest unused makes room


def device_of(request: HttpRequest, email: str) -> str:
    """The name of this browser if the account was signed in on it before, else empty."""
    kept = _read(request)
    return str(kept["id"]) if _digest(email) in kept["akun"] else ""


def remember(request: HttpRequest, email: str) -> None:
    """From now on this browser belongs to this account; the answer to the request tells it so."""
    request.known_email = email  # type: ignore[attr-defined]


class KnownDeviceMiddleware:
    """Gives the browser its cookie after somebody signed in on it or proved their mailbox."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if email := getattr(request, "known_email", ""):
            response.set_cookie(
                COOKIE,
                signing.dumps(_with(_read(request), _digest(email)), salt=SALT),
                max_age=KEPT_SECONDS,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return {"id": token_hex(16), "akun": []}
    return dict(found)


def _with(kept: dict[str, Any], digest: str) -> dict[str, Any]:
    return {"id": kept["id"], "akun": [digest, *(one for one in kept["akun"] if one != digest)][:MOST]}


def _digest(email: str) -> str:
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:32]
