"""The public answer about one certificate as a page (P508 9.4.7), in two languages; the same in both products.

The public pages of a product are the namespace ``portal``, with ``verifikasi`` and ``kontak``.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base import clock
from telusur.kernel.base.client import waiting
from telusur.kernel.base.language import bilingual
from telusur.kernel.verification.answers import (
    TIDAK_DIKENAL,
    JawabanPublik,
    diceritakan,
    jawab_kode,
    jawab_nomor,
    kata,
    menit,
    register_of_product,
    tertulis,
)
from telusur.kernel.verification.limits import TEBAKAN


@require_safe
@never_cache
@bilingual
def kode(request: HttpRequest, kode: str) -> HttpResponse:
    """The page behind the QR code. Unknown codes answer 404 with the same clarity."""
    if TEBAKAN.habis(request):
        return terlalu_sering(request)
    jawaban = jawab_kode(kode, context_of(request).today)
    if jawaban.keadaan == TIDAK_DIKENAL.keadaan:
        TEBAKAN.catat(request)
    return hasil(request, jawaban, kode)


def nomor(request: HttpRequest, asked: str) -> HttpResponse:
    """The answer to a number somebody typed; each counts, because numbers run in sequence."""
    if TEBAKAN.habis(request):
        return terlalu_sering(request)
    TEBAKAN.catat(request)
    return hasil(request, jawab_nomor(asked, context_of(request).today), asked)


def terlalu_sering(request: HttpRequest) -> HttpResponse:
    """Kindly: not so fast, and when again."""
    return render(request, "verification/terlalu_sering.html", {"detik": waiting(request)}, status=429)


def hasil(request: HttpRequest, jawaban: JawabanPublik, asked: str) -> HttpResponse:
    """Draw the answer; search engines leave it alone."""
    known = diceritakan(jawaban)
    page: dict[str, Any] = {
        "keadaan": jawaban.keadaan,
        "kata": kata(jawaban),
        "dikenal": known,
        "dicari": "" if known else asked[:60],
        "berkas_pdf": register_of_product().pdf,
        "zona": clock.zone_name(),
    }
    if known:
        elsewhere = register_of_product().elsewhere
        page["lain"] = elsewhere(jawaban.nomor) if elsewhere and jawaban.nomor else None
        page["jawaban"] = {**tertulis(jawaban), "diperiksa": menit(clock.local(context_of(request).at))}
    missing = jawaban.keadaan == TIDAK_DIKENAL.keadaan
    response = render(request, "verification/hasil.html", page, status=404 if missing else 200)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
