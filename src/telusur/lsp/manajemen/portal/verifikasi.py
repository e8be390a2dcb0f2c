"""Is this certificate real, and does it count today (P508 9.4.7, 9.4.9)? Open to everybody, in two languages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import dateformat
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.body import REST, takes_up_to
from telusur.kernel.base.errors import NotFound
from telusur.kernel.base.language import bilingual
from telusur.kernel.documents.states import LARGEST_COPY
from telusur.kernel.verification.answers import KATA, TIDAK_DIPASTIKAN, DiTempatLain, diceritakan, tertulis
from telusur.kernel.verification.limits import UNGGAHAN
from telusur.kernel.verification.pages import nomor, terlalu_sering
from telusur.lsp.manajemen.portal.temuan import temuan
from telusur.lsp.sertifikasi.sertifikat import register_bnsp
from telusur.lsp.sertifikasi.sertifikat.queries import verifikasi_dokumen

if TYPE_CHECKING:
    from telusur.kernel.documents.check import Examination

GARAM = "register-nasional"
BERLAKU_DETIK = 3600  # of the permission to ask BNSP that an answer of ours brings along


@takes_up_to(LARGEST_COPY + REST)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@bilingual
def verifikasi(request: HttpRequest) -> HttpResponse:
    """Search by number (``?nomor=``), or upload a PDF to compare it with what was issued."""
    if request.method == "POST":
        return _unggahan(request)
    asked = request.GET.get("nomor", "").strip()
    if not asked:
        return render(request, "portal/verifikasi.html", {"maks": LARGEST_COPY})
    return nomor(request, asked)


def register_nasional(nomor: str) -> DiTempatLain | None:
    """BNSP's register beside our answer, while BNSP is a partner. Only who got our answer may have BNSP asked."""
    alamat = register_bnsp.laman_nomor(nomor)
    tanda = signing.dumps(nomor, salt=GARAM)
    return DiTempatLain("BNSP", alamat, reverse("portal:menurut_bnsp", args=[tanda])) if alamat else None


@require_safe
@never_cache
@bilingual
def menurut_bnsp(request: HttpRequest, tanda: str) -> HttpResponse:
    """What BNSP's register says of the certificate just looked up: a part of that page."""
    try:
        nomor_sertifikat = signing.loads(tanda, salt=GARAM, max_age=BERLAKU_DETIK)
    except signing.BadSignature as problem:
        raise NotFound(_("Buka kembali halaman sertifikatnya, lalu periksa lagi.")) from problem
    jawaban = register_bnsp.tanya(nomor_sertifikat)
    page = {"jawaban": jawaban, "kata": KATA.get(jawaban.keadaan), "sampai": _hari(jawaban.berlaku_sampai)}
    return render(request, "portal/menurut_bnsp.html", page)


def _hari(iso: str) -> str:
    try:
        return dateformat.format(date.fromisoformat(iso), "j F Y")
    except ValueError:
        return ""


def _unggahan(request: HttpRequest) -> HttpResponse:
    if UNGGAHAN.habis(request):
        return terlalu_sering(request)
    UNGGAHAN.catat(request)
    upload = request.FILES.get("berkas")
    if upload is None or not upload.size:
        return _tolak(
            request, _("Belum ada berkas yang dipilih, atau berkasnya kosong. Pilih PDF yang akan diperiksa.")
        )
    if upload.size > LARGEST_COPY:
        return _tolak(request, _("Berkas ini lebih besar daripada dokumen yang kami terbitkan. Pilih PDF lain."))
    from telusur.kernel.documents.check import examine  # signatures are much to read, and most pages need none

    found = examine(upload.read())
    page = {"berkas": found, "temuan": temuan(found), "maks": LARGEST_COPY, **_tentang(request, found)}
    return render(request, "portal/verifikasi.html", page)


def _tolak(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "portal/verifikasi.html", {"tolak": sentence, "maks": LARGEST_COPY}, status=422)


def _tentang(request: HttpRequest, found: Examination) -> dict[str, Any]:
    """What is on record about the document the file is or claims to be; for a certificate its state today."""
    if found.document is None:
        return {}
    jawaban = verifikasi_dokumen(found.document.pk, context_of(request).today)
    known = jawaban.keadaan in KATA and diceritakan(jawaban)
    if jawaban == TIDAK_DIPASTIKAN:
        return {"kata": KATA[jawaban.keadaan]}
    return {
        "jawaban": tertulis(jawaban) if known else None,
        "kata": KATA[jawaban.keadaan] if known else None,
    }
