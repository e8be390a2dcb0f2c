"""How large a body an address takes. Judged by its announced length, before a byte of it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from telusur.kernel.base.errors import DomainError

V = TypeVar("V", bound=Callable[..., Any])
KILOBYTE = 1024
REST = 64 * KILOBYTE  # what a form sends besides its files


class TooLarge(DomainError):
    """A body larger than this address takes; nothing of it was read."""

    http_status = 413


def takes_up_to(most: int) -> Callable[[V], V]:
    """Have a view take a body of so many bytes from anybody, whether signed in or not. The outermost decorator."""

    def marked(view: V) -> V:
        view.body_limit = most  # type: ignore[attr-defined]
        return view

    return marked


def refusal_of(request: HttpRequest) -> TooLarge | None:
    """Why this body is not read, or None. A body without an announced length is not read by Django at all."""
    length = _announced(request)
    if length <= REST:  # every address takes so much
        return None
    most = _limit(request)
    if length <= most:
        return None
    return TooLarge(
        f"Kiriman ini berukuran {_in_words(length)}, sedangkan alamat ini menerima paling besar {_in_words(most)}. "
        "Tidak ada yang dibaca atau disimpan. Perkecil berkasnya, lalu kirim lagi."
    )


def _announced(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or ""
    return int(length) if length.isascii() and length.isdigit() else 0


def _limit(request: HttpRequest) -> int:
    try:
        own: int | None = getattr(resolve(request.path_info).func, "body_limit", None)
    except Resolver404:
        return 0
    if own is not None:
        return own
    return int(settings.BODY_MAX if request.user.is_authenticated else settings.BODY_MAX_ANONYMOUS)


def _in_words(length: int) -> str:
    return f"{length / KILOBYTE / KILOBYTE:.1f} MB".replace(".", ",").replace(",0 ", " ")
