"""Is this certificate real, and does it count today (P508 9.4.7, 9.4.9)? Open to everybody, in two languages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base import clock
from telusur.kernel.base.language import bilingual
from telusur.kernel.documents.check import LARGEST, Examination, examine
from telusur.lsp.manajemen.portal.batas import TEBAKAN, UNGGAHAN
from telusur.lsp.manajemen.portal.hasil import KATA, jawab_kode, jawab_nomor
from telusur.lsp.manajemen.portal.temuan import temuan
from telusur.lsp.sertifikasi.sertifikat.queries import JawabanPublik, verifikasi_dokumen


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@bilingual
def verifikasi(request: HttpRequest) -> HttpResponse:
    """Search by number (``?nomor=``), or upload a PDF to compare it with what was issued."""
    if request.method == "POST":
        return _unggahan(request)
    asked = request.GET.get("nomor", "").strip()
    if not asked:
        return render(request, "portal/verifikasi.html", {"maks": LARGEST})
    if TEBAKAN.habis(request):
        return terlalu_sering(request)
    TEBAKAN.catat(request)
    return _hasil(request, jawab_nomor(asked, context_of(request).today), asked)


@require_safe
@never_cache
@bilingual
def kode(request: HttpRequest, kode: str) -> HttpResponse:
    """The page behind the QR code. Unknown codes answer 404 with the same clarity."""
    if TEBAKAN.habis(request):
        return terlalu_sering(request)
    jawaban = jawab_kode(kode, context_of(request).today)
    if jawaban.keadaan == "tidak_dikenal":
        TEBAKAN.catat(request)
    return _hasil(request, jawaban, kode)


def terlalu_sering(request: HttpRequest) -> HttpResponse:
    """Kindly: not so fast."""
    response = render(request, "portal/terlalu_sering.html", status=429)
    response.headers["Retry-After"] = "60"
    return response


def _hasil(request: HttpRequest, jawaban: JawabanPublik, asked: str) -> HttpResponse:
    known = jawaban.keadaan != "tidak_dikenal"
    page = {
        "jawaban": jawaban,
        "kata": KATA[jawaban.keadaan],
        "dikenal": known,
        "dicari": asked[:60],
        "pada": clock.local(context_of(request).at),
        "zona": clock.zone_name(),
    }
    response = render(request, "portal/hasil.html", page, status=200 if known else 404)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _unggahan(request: HttpRequest) -> HttpResponse:
    if UNGGAHAN.habis(request):
        return terlalu_sering(request)
    UNGGAHAN.catat(request)
    upload = request.FILES.get("berkas")
    if upload is None or not upload.size:
        return _tolak(
            request, _("Belum ada berkas yang dipilih, atau berkasnya kosong. Pilih PDF yang akan diperiksa.")
        )
    if upload.size > LARGEST:
        return _tolak(request, _("Berkas ini lebih besar daripada dokumen yang kami terbitkan. Pilih PDF lain."))
    found = examine(upload.read())
    page = {"berkas": found, "temuan": temuan(found), "maks": LARGEST, **_tentang(request, found)}
    return render(request, "portal/verifikasi.html", page)


def _tolak(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "portal/verifikasi.html", {"tolak": sentence, "maks": LARGEST}, status=422)


def _tentang(request: HttpRequest, found: Examination) -> dict[str, Any]:
    """What is on record about the document the file is or claims to be; for a certificate its state today."""
    if found.document is None:
        return {}
    jawaban = verifikasi_dokumen(found.document.pk, context_of(request).today)
    known = jawaban.keadaan in KATA and jawaban.keadaan != "tidak_dikenal"
    return {
        "jawaban": jawaban if known else None,
        "kata": KATA[jawaban.keadaan] if known else None,
    }
