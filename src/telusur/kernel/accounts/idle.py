"""A session that nobody uses ends: whoever leaves a desk, or a shared computer, leaves no open door (``TELUSUR_IDLE_MINUTES``).

Nothing is lost by it: what autosave could not send stays in the browser until somebody has signed in again, and the sign-in
page leads back to where they were.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

SEEN = "terakhir_dipakai"  # seconds since 1970, in the session
ENDED = "berakhir_karena_diam"  # minutes, in the session of nobody that follows
EXACT = 60  # seconds: the mark is written once in so many, not at every request
BY_ITSELF = "X-Menyegarkan-Sendiri"  # a page that refreshes itself says so: it is nobody's use


class IdleMiddleware:
    """Signs out whoever has asked for nothing longer than the setting allows; 0 turns it off."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        minutes = int(settings.IDLE_MINUTES)
        if not minutes or SESSION_KEY not in request.session:
            return self.get_response(request)
        now, seen = time.time(), _seen(request)
        if now - seen > minutes * 60:
            return _ended(request, minutes) or self.get_response(request)
        if now - seen > EXACT and BY_ITSELF not in request.headers:
            request.session[SEEN] = now
        return self.get_response(request)


@receiver(user_logged_in)
def begin(request: HttpRequest, **_: Any) -> None:
    """Signing in is the first use."""
    if hasattr(request, "session"):
        request.session[SEEN] = time.time()


def _seen(request: HttpRequest) -> float:
    """When it was last used; a session that does not say begins now."""
    if SEEN not in request.session:
        request.session[SEEN] = time.time()
    return float(request.session[SEEN])


def _ended(request: HttpRequest, minutes: int) -> HttpResponse | None:
    """Out; what asked for a page goes on as nobody and is led to the sign-in page if need be, everything else is told so."""
    request.left_idle = minutes  # type: ignore[attr-defined]
    logout(request)
    request.session[ENDED] = minutes
    if "application/json" in request.headers.get("accept", ""):
        return JsonResponse({"pesan": "Masa masuk Anda habis. Masuk lagi; isian Anda tidak hilang."}, status=401)
    if request.headers.get("HX-Request"):
        login = _sign_in(request, request.headers.get("HX-Current-URL", ""))
        return HttpResponse(status=204, headers={"HX-Redirect": login})
    if request.method in ("GET", "HEAD"):
        return None
    return redirect(_sign_in(request, request.headers.get("referer", "")))


def _sign_in(request: HttpRequest, came_from: str) -> str:
    """The sign-in page that leads back to the page on which the button was."""
    login = reverse("account_login")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return login
    parts = urlsplit(came_from)
    return f"{login}?{urlencode({'next': parts.path + (f'?{parts.query}' if parts.query else '')})}"
